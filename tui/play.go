package tui

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"syscall"
	"time"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// play is the game: a chapter with its picture, its choices, and a line for an
// action in the player's own words.
type play struct {
	s    *session
	open func(context.Context) (*game.Journey, error)
	id   game.StoryID // of the story to continue; "" for a new one

	j       *game.Journey
	story   *game.Story // as of the last told chapter
	chapter game.Chapter
	broken  *game.BrokeOff // on screen instead of the chapter; nil is none
	page    *page

	turn    uint64         // the turn being told, 0 while none is
	next    game.ChapterID // the chapter it tells
	from    game.ChapterID // the chapter it goes on from
	started time.Time      // of the turn
	waits   string         // why nothing of it arrives, "" when that is not known
	cursor  int            // selected choice, from 0
	rows    []int          // the choice on each line under the prose, from 1
	input   textinput.Model
	acting  bool
	notices []string  // what there is to say, the newest first, until the next key
	asked   bool      // a wish was taken, and nothing was heard of it yet
	chose   bool      // a choice was taken since the story was opened
	again   bool      // to go back once more when that is done
	deaf    time.Time // until then no choice is taken
	failure string    // why the story could not be opened
	leaving bool
	then    func() screen // where to go then; nil is the title
	ticking bool
}

// The messages of the play screen.
type (
	journeyOpened struct {
		play *play
		j    *game.Journey
		err  error
	}
	journeyUpdates struct {
		j       *game.Journey
		updates []game.Update
		closed  bool
	}
	journeyClosed struct {
		play *play
		err  error
	}
	tickMsg struct{ at time.Time }
)

// playNew starts a new story.
func playNew(s *session, p game.Premise) *play {
	if p.Seed == 0 && s.cfg.Seed != nil {
		p.Seed = s.cfg.Seed()
	}
	return newPlay(s, "", func(ctx context.Context) (*game.Journey, error) {
		return game.Start(ctx, s.gameConfig(), game.StoryStarted{Premise: p})
	})
}

// playStory goes on with a story where it was left.
func playStory(s *session, id game.StoryID) *play {
	return newPlay(s, id, func(ctx context.Context) (*game.Journey, error) {
		return game.Open(ctx, s.gameConfig(), id)
	})
}

func newPlay(s *session, id game.StoryID, open func(context.Context) (*game.Journey, error)) *play {
	in := textinput.New()
	in.Prompt = "› "
	in.Placeholder = "what do you do?"
	in.CharLimit = 500
	p := &play{s: s, id: id, open: open, page: newPage(s), input: in}
	p.page.art.remedy = "; p paints it anew"
	return p
}

// Init implements screen.
func (p *play) Init() tea.Cmd {
	if p.j != nil { // back from the studio
		return p.page.prepare()
	}
	return func() tea.Msg {
		j, err := p.s.open(p.open)
		return journeyOpened{p, j, err}
	}
}

// Typing implements typing.
func (p *play) Typing() bool { return p.acting }

// Update implements screen.
func (p *play) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case journeyOpened:
		if msg.play == p {
			return p, p.opened(msg)
		}
	case journeyUpdates:
		if msg.j == p.j && !msg.closed {
			return p, p.updates(msg.updates)
		}
	case journeyClosed:
		if msg.play == p {
			p.s.told(p.j)
			then := p.then
			if then == nil {
				then = func() screen { return newTitle(p.s) }
			}
			return then(), p.closed(msg.err)
		}
	case mapChosen:
		if p.j != nil && p.turn == 0 && msg.chapter != p.chapter.ID {
			return p, p.ask(p.j.GoTo(msg.chapter))
		}
	case studioWanted:
		return p.toStudio(msg), nil
	case capDecided:
		if msg.play == p && p.j != nil && p.turn == 0 {
			return p, p.ask(msg.do())
		}
	case tickMsg:
		p.ticking = false
		return p, tea.Batch(p.page.update(msg), p.tick())
	case tea.KeyPressMsg:
		return p.press(msg)
	case tea.MouseClickMsg:
		return p, p.click(msg.Mouse())
	}
	var cmd tea.Cmd
	if p.acting {
		p.input, cmd = p.input.Update(msg)
	}
	return p, tea.Batch(cmd, p.page.update(msg))
}

func (p *play) opened(msg journeyOpened) tea.Cmd {
	if msg.err != nil {
		p.failure = reason(msg.err)
		return p.offerWayOut(msg.err)
	}
	p.j, p.story = msg.j, msg.j.Story()
	if p.leaving { // the player did not wait
		return p.shut()
	}
	p.recall()
	c, ok := p.story.Current()
	if p.story.Broken != nil {
		p.chapter = c
		p.showBroken(*p.story.Broken)
		return tea.Batch(p.listen(), p.page.prepare())
	}
	if !ok {
		return tea.Batch(p.listen(), p.ask(p.j.Begin()))
	}
	cmds := []tea.Cmd{p.listen(), p.read(c)}
	return tea.Batch(append(cmds, p.illustrate(c))...)
}

// illustrate paints what was still being painted when the game was left, unless
// that costs money.
func (p *play) illustrate(c game.Chapter) tea.Cmd {
	switch {
	case c.Picture.Hash != "" || p.s.cfg.Game.Painter == nil || c.Scene.IsZero():
		return nil
	case p.s.cfg.PicturesCost:
		p.say("This chapter has no picture; p paints it.")
		return nil
	}
	return p.do(p.j.Repaint())
}

// reason is why a story cannot be opened, in one sentence.
func reason(err error) string {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "The folder of the stories cannot be written to."
	case errors.Is(err, syscall.ENOSPC):
	case errors.As(err, &path):
		return game.Plain(path.Err)
	}
	return game.Plain(err)
}

// offerWayOut asks what to do with a story that cannot be opened for playing.
func (p *play) offerWayOut(err error) tea.Cmd {
	s, id := p.s, p.id
	toTitle := goTo(func() screen { return newTitle(s) })
	switch {
	case errors.Is(err, game.ErrInUse):
		return show(&question{
			title: "Open in another window", body: "This story is open in another window. Close it there to play on, or replay it here, read-only.",
			yes: "replay", no: "back", then: goTo(func() screen { return newReplay(s, id) }), otherwise: toTitle,
		})
	case errors.Is(err, game.ErrDamaged) && s.cfg.Salvage != nil:
		return show(&question{
			title: "Damaged story", body: "This story's journal is damaged. What stands before the damage can be saved as a new story; the damaged one stays as it is.",
			yes: "salvage", no: "back", then: salvage(s, id), otherwise: toTitle,
		})
	}
	return nil
}

// goTo asks the active screen to give way to another.
func goTo(next func() screen) tea.Cmd { return func() tea.Msg { return switchTo{next} } }

type switchTo struct{ next func() screen }

// listen waits for the next updates, all that are there.
func (p *play) listen() tea.Cmd {
	j := p.j
	return func() tea.Msg {
		u, ok := <-j.Updates()
		msg := journeyUpdates{j: j, closed: !ok}
		for ok {
			msg.updates = append(msg.updates, u)
			select {
			case u, ok = <-j.Updates():
			default:
				return msg
			}
		}
		return msg
	}
}

func (p *play) updates(us []game.Update) tea.Cmd {
	cmds := []tea.Cmd{p.listen()}
	for _, u := range us {
		cmds = append(cmds, p.happened(u))
	}
	return tea.Batch(append(cmds, p.page.prepare(), p.tick())...)
}

// do shows why the journey refused a wish.
func (p *play) do(err error) tea.Cmd {
	if err != nil {
		p.say(game.Plain(err))
	}
	return nil
}

// ask is do for a wish that moves the story.
func (p *play) ask(err error) tea.Cmd {
	p.asked = err == nil
	return p.do(err)
}

// say shows a notice. The one before stays under it: a storyteller and a painter
// often fail together.
func (p *play) say(text string) {
	if slices.Contains(p.notices, text) {
		return
	}
	p.notices = slices.Insert(p.notices, 0, text)
	p.notices = p.notices[:min(len(p.notices), 2)]
}

// recall makes a draft of the words whose chapter was never told.
func (p *play) recall() {
	if p.story.Wish != "" && p.input.Value() == "" {
		p.input.SetValue(p.story.Wish)
	}
}

// A choice is taken only when its chapter has stood long enough to be seen, and a
// key that is held not at all.
const (
	seen = 300 * time.Millisecond
	held = 100 * time.Millisecond // longer than between the repetitions of a key
)

// stand notes that another chapter is on screen.
func (p *play) stand() { p.deaf = time.Now().Add(seen) }

// early reports whether a choice by a key or, with "", by the mouse comes too early
// to be meant for this chapter. On the first page a number is never left over from
// another chapter, though enter may be from the screen before.
func (p *play) early(k string) bool {
	now := time.Now()
	if p.turn == 0 && !p.asked && (!now.Before(p.deaf) || !p.chose && k != "enter") {
		return false
	}
	if hold := now.Add(held); hold.After(p.deaf) {
		p.deaf = hold
	}
	return true
}

// read puts up a told chapter.
func (p *play) read(c game.Chapter) tea.Cmd {
	p.stand()
	p.chapter, p.broken, p.cursor, p.turn = c, nil, 0, 0
	return tea.Batch(p.page.show(p.story.ID, c), p.page.prepare())
}

// tick keeps elapsed times going while something is awaited, twice a second: each
// redraw costs a host that serves many players.
func (p *play) tick() tea.Cmd {
	if p.ticking || p.turn == 0 && !p.page.art.making {
		return nil
	}
	p.ticking = true
	return tea.Tick(time.Second/2, func(at time.Time) tea.Msg { return tickMsg{at} })
}

// leave saves and closes the story; the title follows when that is done.
func (p *play) leave() tea.Cmd {
	switch {
	case p.failure != "":
		return goTo(func() screen { return newTitle(p.s) })
	case p.leaving:
		return nil
	}
	p.leaving = true
	if p.j == nil {
		return nil // once it is open
	}
	return p.shut()
}

func (p *play) shut() tea.Cmd {
	s, j := p.s, p.j
	return func() tea.Msg { return journeyClosed{p, s.close(j)} }
}

func (p *play) closed(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return tell("Not everything could be saved", game.Plain(err))
}
