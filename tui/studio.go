package tui

import (
	"context"
	"errors"
	"image"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/canvas"
	"journey/game/studio"
	"journey/tui/picture"
)

// studioScreen is where pictures are made and changed by hand: a picture, the
// versions it came from and led to, and tools. Whatever a tool makes is another
// version; none is changed or lost.
type studioScreen struct {
	s       *session
	from    *play // left for a while; nil for a picture of no story
	subject subject
	family  family
	easel   *easel
	open    opened // the selected version
	tool    tool   // in hand; nil is none
	asks    *asking
	labour  *labour // under way; nil is nothing
	jobs    int     // counts the labours
	spare   func() tea.Cmd
	notices []string
	styled  bool
	now     time.Time
	ticking bool
	quit    bool // leaving although something could not be kept

	spots []spot // what the mouse finds where, as drawn last
	place image.Rectangle
}

// A subject is what a picture is of.
type subject struct {
	title    string
	chapter  game.ChapterID // 0 for a picture of no story
	portrait string         // the name of whom it is the portrait of
	chosen   game.Hash      // the picture of the chapter now
	at       game.Hash      // the one to begin with
	style    string
	file     *File // nil for a picture of a story
}

// opened is the picture that is worked on.
type opened struct {
	hash game.Hash
	img  image.Image
	src  *picture.Source
	size image.Point
}

// A tool is what the keys and the mouse do to the picture while it is in hand.
type tool interface {
	// press takes a key; done puts the tool away.
	press(k string) (done bool, cmd tea.Cmd)
	// drag takes the mouse at a place in the picture, from 0, 0 to 1, 1.
	drag(at spotOn, m tea.MouseMsg) tea.Cmd
	// see is what stands on the easel.
	see() sight
	// bar names the keys that matter.
	bar() []stroke
	// says is a line about what the tool does.
	says() string
}

// The messages of the studio.
type (
	// A studioAnswer is what a command of the screen found out: take goes on with it on
	// the event loop.
	studioAnswer struct {
		screen *studioScreen
		take   func() tea.Cmd
	}
	studioTick struct {
		screen *studioScreen
		at     time.Time
	}
)

func newStudioScreen(s *session, from *play, sub subject) *studioScreen {
	return &studioScreen{s: s, from: from, subject: sub, easel: &easel{s: s}, styled: true}
}

// Init implements screen.
func (p *studioScreen) Init() tea.Cmd {
	if len(p.family.all) > 0 {
		return p.prepare()
	}
	return func() tea.Msg {
		all, err := p.read(p.s.ctx)
		return p.answered(func() tea.Cmd { return p.take(all, err) })
	}
}

// Typing implements typing.
func (p *studioScreen) Typing() bool { return p.asks != nil }

// Update implements screen.
func (p *studioScreen) Update(msg tea.Msg) (screen, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		p.notices = nil
		next, cmd := p.press(msg)
		return next, tea.Batch(cmd, p.prepare())
	case tea.MouseMsg:
		next, cmd := p.mouse(msg)
		return next, tea.Batch(cmd, p.prepare())
	case tea.PasteMsg:
		if p.asks != nil {
			p.asks.input, cmd = p.asks.input.Update(msg)
		}
		return p, cmd
	case studioAnswer:
		if msg.screen == p {
			cmd = msg.take()
		}
	case studioTick:
		if msg.screen == p {
			p.ticking, p.now = false, msg.at
		}
	case studioLeft:
		if msg.screen == p {
			return p.gone(msg)
		}
	case leaveAnyway:
		if msg.screen == p {
			p.quit = true
			return p, p.leave()
		}
	default:
		cmd = p.behind(msg)
	}
	return p, tea.Batch(cmd, p.easel.update(msg), p.prepare(), p.tick())
}

// behind hands what is not for the studio to the story that waits behind it.
func (p *studioScreen) behind(msg tea.Msg) tea.Cmd {
	if p.asks != nil {
		var cmd tea.Cmd
		p.asks.input, cmd = p.asks.input.Update(msg)
		if cmd != nil {
			return cmd
		}
	}
	if p.from == nil {
		return nil
	}
	_, cmd := p.from.Update(msg)
	return cmd
}

func (p *studioScreen) answered(take func() tea.Cmd) tea.Msg { return studioAnswer{p, take} }

// take begins with what was read.
func (p *studioScreen) take(all []version, err error) tea.Cmd {
	if err != nil {
		p.say(game.Plain(err))
	}
	for _, v := range all {
		p.family.add(v)
	}
	at := p.family.find(p.subject.at)
	if at == nil {
		at = p.family.step(0)
	}
	if at == nil {
		return p.generate()
	}
	return p.turn(at)
}

// turn selects a version. The picture before stays on screen until it is there.
func (p *studioScreen) turn(v *version) tea.Cmd {
	if v == nil || v == p.family.at {
		return nil
	}
	if old := p.family.at; old != nil && old.kept {
		old.Data = nil
	}
	p.family.at = v
	return p.load(v, p.opened)
}

// load reads and decodes a version off the event loop.
func (p *studioScreen) load(v *version, then func([]byte, opened, error) tea.Cmd) tea.Cmd {
	data, h := v.Data, v.Hash
	return func() tea.Msg {
		var err error
		o := opened{hash: h}
		if data == nil {
			data, err = p.bytes(p.s.ctx, h)
		}
		if err == nil {
			o, err = openPicture(h, data)
		}
		return p.answered(func() tea.Cmd { return then(data, o, err) })
	}
}

func openPicture(h game.Hash, data []byte) (opened, error) {
	img, err := canvas.Decode(data)
	if err != nil {
		return opened{hash: h}, err
	}
	src, err := picture.NewSource(shown(img), string(h))
	return opened{hash: h, img: img, src: src, size: img.Bounds().Size()}, err
}

func (p *studioScreen) opened(data []byte, o opened, err error) tea.Cmd {
	at := p.family.at
	if at == nil || o.hash != at.Hash {
		return nil
	}
	if err != nil {
		p.say("This version cannot be shown: " + game.Plain(err))
		return nil
	}
	at.Data, p.open = data, o
	return p.show()
}

// ready reports whether the selected version can be worked on.
func (p *studioScreen) ready() bool {
	at := p.family.at
	return at != nil && at.Data != nil && p.open.hash == at.Hash
}

// sight is the picture, or what the tool makes of it.
func (p *studioScreen) sight() sight {
	if p.tool != nil {
		return p.tool.see()
	}
	return sight{id: string(p.open.hash), size: p.open.size, over: p.open.src, base: p.open.img, of: string(p.open.hash)}
}

// show puts up what there is to see now.
func (p *studioScreen) show() tea.Cmd {
	if p.open.img == nil {
		return nil
	}
	return p.easel.put(p.sight())
}

// prepare makes the picture ready for the place it has now.
func (p *studioScreen) prepare() tea.Cmd {
	p.easel.box = p.room(p.s.width, p.s.rows()).picture
	return p.easel.prepare()
}

// tick keeps the seconds going while something is made.
func (p *studioScreen) tick() tea.Cmd {
	if p.ticking || p.labour == nil {
		return nil
	}
	p.ticking = true
	return tea.Tick(time.Second/2, func(at time.Time) tea.Msg { return studioTick{p, at} })
}

// say shows a notice until the next key.
func (p *studioScreen) say(text string) {
	p.notices = append([]string{text}, p.notices[:min(len(p.notices), 1)]...)
}

// An asking takes a line of words.
type asking struct {
	label string
	input textinput.Model
	empty bool // no words are an answer too
	then  func(string) tea.Cmd
}

// ask shows the line; then gets what was typed.
func (p *studioScreen) ask(a asking, hint string) tea.Cmd {
	a.input = textinput.New()
	a.input.SetStyles(p.s.theme.Input())
	a.input.Prompt = "› "
	a.input.Placeholder = hint
	a.input.CharLimit = 2000
	p.asks = &a
	return p.asks.input.Focus()
}

// answer handles a key while the player types.
func (p *studioScreen) answer(msg tea.KeyPressMsg) tea.Cmd {
	switch a := p.asks; msg.String() {
	case "esc":
		p.asks = nil
		return nil
	case "enter":
		text := game.CleanLine(a.input.Value())
		p.asks = nil
		if text == "" && !a.empty {
			return nil
		}
		return a.then(text)
	}
	var cmd tea.Cmd
	p.asks.input, cmd = p.asks.input.Update(msg)
	return cmd
}

// maker is the studio that works, the spare one or the player's own.
func (p *studioScreen) maker(spare bool) *studio.Studio {
	g := p.s.cfg.Game
	cfg := studio.Config{Painter: g.Painter, Describer: p.s.cfg.Describer, Budget: g.Budget}
	if spare {
		cfg.Painter = g.SparePainter
		cfg.Describer, _ = g.SparePainter.(game.Describer)
	}
	if p.from != nil && g.Budget != nil {
		cfg.Budget = storyBudget{g.Budget, p.from.j.Story().ID}
	}
	if p.styled {
		cfg.Style = p.subject.style
	}
	return studio.New(cfg)
}

var errNoKeep = errors.New("nothing keeps it")

// keep stores a version where it outlives the program.
func (p *studioScreen) keep(ctx context.Context, data []byte) error {
	if p.s.cfg.Versions == nil {
		return errNoKeep
	}
	_, err := p.s.cfg.Versions.Put(ctx, data)
	return err
}
