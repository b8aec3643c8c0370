package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"journey/game"
	"journey/tui/theme"
)

// wish is the new-story screen: the premise in the player's own words or a
// world, and how it is told and painted.
type wish struct {
	s    *session
	form *huh.Form
	p    game.Premise

	picture string // file to begin with, as typed
	seen    string // the file the premise was last taken from
	looking context.CancelFunc
	says    string // what came of looking
	unfit   string // the file it says cannot be used
}

// The fields that keys act on: the picture the premise may be taken from, and the
// field after which the story begins.
const (
	pictureField = "picture"
	lastField    = "language"
)

// looked answers that a picture was looked at.
type looked struct {
	wish          *wish
	file, premise string
	err           error
}

// anyWorld lets the premise alone say where the story plays.
const anyWorld = ""

func newStory(s *session) *wish {
	w := &wish{s: s, p: s.cfg.Premise}
	if w.p.World == "" && len(s.cfg.Worlds) > 0 {
		w.p.World = s.cfg.Worlds[0].Name
	}
	if w.p.Style == "" {
		w.p.Style = w.world().Style
	}
	if w.p.Style == "" {
		w.p.Style = styles()[0]
	}
	if w.p.Length == "" {
		w.p.Length = game.Short
	}
	w.form = w.build()
	return w
}

// world is the chosen one; without a name when there is none.
func (w *wish) world() World {
	for _, world := range w.s.cfg.Worlds {
		if world.Name == w.p.World {
			return world
		}
	}
	return World{}
}

// styles are the art styles to choose from, the one that is set among them.
func (w *wish) styles() []string {
	if slices.Contains(styles(), w.p.Style) {
		return styles()
	}
	return append([]string{w.p.Style}, styles()...)
}

func styles() []string { return []string{"8-bit pixel art", "ink drawing", "watercolour", "noir"} }

func tones() []huh.Option[string] {
	return []huh.Option[string]{
		huh.NewOption("as the story wants", ""), huh.NewOption("dark", "dark"), huh.NewOption("hopeful", "hopeful"),
		huh.NewOption("funny", "funny"), huh.NewOption("eerie", "eerie"), huh.NewOption("tender", "tender"),
	}
}

func (w *wish) worlds() []huh.Option[string] {
	var opts []huh.Option[string]
	for _, world := range w.s.cfg.Worlds {
		opts = append(opts, huh.NewOption(world.Title, world.Name))
	}
	return append(opts, huh.NewOption("wherever my premise leads", anyWorld))
}

func lengths() []huh.Option[game.Length] {
	return []huh.Option[game.Length]{
		huh.NewOption("short, 6–8 chapters", game.Short), huh.NewOption("medium, 12–15 chapters", game.Medium),
		huh.NewOption("long, 25–30 chapters", game.Long), huh.NewOption("endless", game.Endless),
	}
}

func (w *wish) build() *huh.Form {
	keys := huh.NewDefaultKeyMap()
	keys.Quit = bind("esc", "back", "esc")
	keys.Text.Editor.SetEnabled(false) // an editor would run on the host of an SSH game
	for _, unused := range []*key.Binding{&keys.Select.Filter, &keys.Select.GotoTop, &keys.Select.GotoBottom} {
		unused.SetEnabled(false) // its lists stand in one line
	}
	fields := []huh.Field{
		huh.NewSelect[string]().Title("World").Inline(true).Options(w.worlds()...).Value(&w.p.World).
			DescriptionFunc(func() string { return w.world().Blurb }, &w.p.World),
	}
	if w.s.cfg.PremiseOf != nil {
		title := "A picture it begins with (may stay empty)"
		if w.s.cfg.SeesColours {
			title = "A picture it begins with: its colours alone are seen (may stay empty)"
		}
		fields = append(fields, huh.NewInput().Key(pictureField).Title(title).
			Placeholder("photo.jpg").CharLimit(1000).Value(&w.picture))
	}
	fields = append(
		fields,
		huh.NewText().Title("Your premise (may stay empty)").Lines(2).CharLimit(2000).ShowLineNumbers(false).
			Placeholder("I am a clockmaker who hears a machine dream…").ExternalEditor(false).Value(&w.p.Prompt),
		huh.NewSelect[string]().Title("Art style").Inline(true).Options(huh.NewOptions(w.styles()...)...).Value(&w.p.Style),
		huh.NewSelect[string]().Title("Tone").Inline(true).Options(tones()...).Value(&w.p.Tone),
		huh.NewSelect[game.Length]().Title("Length").Inline(true).Options(lengths()...).Value(&w.p.Length),
		huh.NewInput().Key(lastField).Title("Language").Placeholder("English").CharLimit(40).Value(&w.p.Language),
	)
	form := huh.NewForm(huh.NewGroup(fields...)).WithTheme(huh.ThemeFunc(func(bool) *huh.Styles { return w.s.theme.Form(w.s.height >= airyForm) })).WithKeyMap(keys).WithShowHelp(false)
	form.SubmitCmd, form.CancelCmd = nil, nil
	return form
}

// Init implements screen.
func (w *wish) Init() tea.Cmd { return w.form.Init() }

// Typing implements typing.
func (w *wish) Typing() bool { return true }

// Update implements screen.
func (w *wish) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return w, nil // View gives the form its width
	case looked:
		if msg.wish == w && w.looking != nil {
			return w, w.took(msg)
		}
		return w, nil
	case tea.KeyPressMsg:
		if cmd, taken := w.turn(msg.String()); taken {
			return w, cmd
		}
	}
	m, cmd := w.form.Update(msg)
	if f, ok := m.(*huh.Form); ok {
		w.form = f
	}
	if w.unfit != "" && w.form.GetFocusedField().GetKey() == pictureField && w.file() != w.unfit {
		w.says, w.unfit = "", "" // another file is being named
	}
	switch w.form.State {
	case huh.StateAborted:
		return newTitle(w.s), nil
	case huh.StateCompleted:
		return playNew(w.s, w.p), nil
	case huh.StateNormal:
	}
	return w, cmd
}

// turn goes to another field at once: the form itself does it by a message, and
// keys pressed before that arrived would count for the old field. Only enter on the
// last field goes beyond it, since what it begins may cost money.
func (w *wish) turn(k string) (cmd tea.Cmd, taken bool) {
	field := w.form.GetFocusedField().GetKey()
	last := field == lastField
	switch {
	case w.looking != nil:
		if k == "esc" {
			w.looking()
			w.looking, w.says = nil, ""
		}
		return nil, true
	case field == pictureField && (k == "tab" || k == "enter") && w.unseen():
		return w.look(), true
	case k == "tab" && last:
		return nil, true
	case k == "tab" || k == "enter" && !last:
		return w.form.NextField(), true
	case k == "shift+tab":
		return w.form.PrevField(), true
	}
	return nil, false
}

// unseen reports whether a picture is named that the premise was not taken from.
func (w *wish) unseen() bool { return w.file() != "" && w.file() != w.seen }

func (w *wish) file() string {
	file := strings.TrimSpace(fmt.Sprint(w.form.GetFocusedField().GetValue()))
	return strings.Trim(file, `"'`) // as a file manager pastes it
}

// look has the picture looked at; keys wait, but for the one that stops it.
func (w *wish) look() tea.Cmd {
	ctx, stop := context.WithCancel(w.s.ctx)
	w.looking, w.says = stop, "Looking at the picture… (esc stops)"
	file, language, premiseOf := w.file(), w.p.Language, w.s.cfg.PremiseOf
	return func() tea.Msg {
		defer stop()
		premise, err := premiseOf(ctx, file, language)
		return looked{w, file, premise, err}
	}
}

// took puts the premise up where the player can change it.
func (w *wish) took(l looked) tea.Cmd {
	w.looking = nil
	if l.err != nil {
		w.says, w.unfit = game.Plain(l.err), l.file
		return nil
	}
	w.says, w.unfit = "This is how it could begin; change it as you like.", ""
	w.seen, w.picture, w.p.Prompt, w.p.World = l.file, l.file, l.premise, anyWorld
	w.form = w.build() // fields take their values when they are made
	start := w.form.Init()
	for w.form.GetFocusedField().GetKey() != pictureField {
		w.form.NextField()
	}
	return tea.Batch(start, w.form.NextField())
}

// View implements screen.
func (w *wish) View(width, height int) string {
	head := " " + w.s.theme.Heading.Render("A new story") + "\n"
	if w.says != "" {
		says := clip(Wrap(w.says, max(1, width-2)), width-2, max(1, height/5))
		head += indent(w.s.theme.Notice.Render(says), 1) + "\n"
	}
	if height >= leastRows {
		head += "\n"
	}
	// A form that is told a small height makes its fields small for good. So it is
	// drawn whole, and cut to where the player is.
	form := w.form.WithWidth(max(8, min(76, width-4))).WithHeight(tallForm)
	lines := strings.Split(strings.TrimRight(form.View(), " \n"), "\n")
	from, to := focused(lines, max(0, height-strings.Count(head, "\n")))
	return fit(head+indent(strings.Join(lines[from:to], "\n"), 1), width, height)
}

// focused returns which lines of a form to show in room lines: all of the field
// that has the focus, or its end, and what is around it.
func focused(lines []string, room int) (from, to int) {
	has := func(l string) bool { return strings.Contains(l, theme.Focus) }
	first := max(0, slices.IndexFunc(lines, has))
	last := first
	for last+1 < len(lines) && has(lines[last+1]) {
		last++
	}
	if last-first >= room {
		first = last
	}
	return window(len(lines), (first+last+1)/2, room)
}

// airyForm is the height from which on the fields of the form stand apart.
const airyForm = 30

// tallForm is more lines than the form ever has.
const tallForm = 60

// ShortHelp implements help.KeyMap.
func (w *wish) ShortHelp() []key.Binding {
	return []key.Binding{
		bind("← →", "change", "left"), bind("enter", "next, then begin", "enter"),
		bind("shift+tab", "back a field", "shift+tab"), bind("esc", "leave", "esc"),
	}
}

// FullHelp implements help.KeyMap.
func (w *wish) FullHelp() [][]key.Binding { return [][]key.Binding{w.ShortHelp()} }
