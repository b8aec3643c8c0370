package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"journey/game"
	"journey/tui/theme"
)

// title is the first screen: where to go, and who will tell the story.
type title struct {
	s       *session
	entries []game.Entry
	failed  string
	cursor  int
	logo    string // drawn for a terminal
	ground  theme.Ground

	spent, limit float64 // of today, US dollars
}

// stories answers a reading of the library's list.
type stories struct {
	entries      []game.Entry
	err          error
	spent, limit float64 // of today, US dollars; 0 where nothing is known of it
}

func newTitle(s *session) *title { return &title{s: s} }

func readStories(s *session) tea.Cmd {
	return func() tea.Msg {
		var read stories
		read.entries, read.err = s.cfg.Library.List(s.ctx)
		if s.cfg.Today != nil && read.err == nil {
			read.spent, read.limit, read.err = s.cfg.Today(s.ctx)
		}
		return read
	}
}

// Init implements screen.
func (t *title) Init() tea.Cmd { return readStories(t.s) }

// A way is a line of the title's menu.
type way struct {
	key, text string
	next      func() screen // nil quits
}

func (t *title) ways() []way {
	var ws []way
	if e, ok := t.latest(); ok {
		stands := fmt.Sprintf("chapter %d", max(1, e.Chapter))
		if e.Ended {
			stands = "ended"
		}
		ws = append(ws, way{"c", fmt.Sprintf("Continue “%s”, %s", cut(titled(e.Title), 40), stands), func() screen { return playStory(t.s, e.ID) }})
	}
	ws = append(ws, way{"n", "New story", func() screen { return newStory(t.s) }})
	if len(t.entries) > 0 {
		ws = append(ws,
			way{"l", fmt.Sprintf("Library (%d)", len(t.entries)), func() screen { return newLibrary(t.s, false) }},
			way{"r", "Replay a story", func() screen { return newLibrary(t.s, true) }})
	}
	return append(ws, way{"q", "Quit", nil})
}

// latest is the story to continue: the one played last that can be read.
func (t *title) latest() (game.Entry, bool) {
	for _, e := range t.entries {
		if e.Err == nil {
			return e, true
		}
	}
	return game.Entry{}, false
}

// Update implements screen.
func (t *title) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case stories:
		t.entries, t.cursor, t.failed = msg.entries, 0, game.Plain(msg.err)
		t.spent, t.limit = msg.spent, msg.limit
	case tea.KeyPressMsg:
		return t.press(msg.String())
	case tea.MouseClickMsg:
		m := t.menu(t.s.width, t.s.rows())
		if i := m.from + msg.Mouse().Y - m.row; msg.Mouse().Button == tea.MouseLeft && i >= m.from && i < m.to {
			return t.take(t.ways()[i])
		}
	}
	return t, nil
}

func (t *title) press(k string) (screen, tea.Cmd) {
	ws := t.ways()
	switch k {
	case "up", "k", "shift+tab":
		t.cursor = (t.cursor + len(ws) - 1) % len(ws)
	case "down", "j", "tab":
		t.cursor = (t.cursor + 1) % len(ws)
	case "$":
		t.s.toggleCosts()
	case "enter", "space":
		return t.take(ws[t.cursor])
	default:
		for _, w := range ws {
			if w.key == k {
				return t.take(w)
			}
		}
	}
	return t, nil
}

func (t *title) take(w way) (screen, tea.Cmd) {
	if w.next == nil {
		return t, tea.Quit
	}
	return w.next(), nil
}

const logo = `     ██╗ ██████╗ ██╗   ██╗██████╗ ███╗   ██╗███████╗██╗   ██╗
     ██║██╔═══██╗██║   ██║██╔══██╗████╗  ██║██╔════╝╚██╗ ██╔╝
     ██║██║   ██║██║   ██║██████╔╝██╔██╗ ██║█████╗   ╚████╔╝
██   ██║██║   ██║██║   ██║██╔══██╗██║╚██╗██║██╔══╝    ╚██╔╝
╚█████╔╝╚██████╔╝╚██████╔╝██║  ██║██║ ╚████║███████╗   ██║
 ╚════╝  ╚═════╝  ╚═════╝ ╚═╝  ╚═╝╚═╝  ╚═══╝╚══════╝   ╚═╝`

// viewLogo draws the name, large where there is room.
func (t *title) viewLogo(w, h int) string {
	if w < lipgloss.Width(logo)+4 || h < 20 {
		return t.s.theme.Heading.Render("J O U R N E Y")
	}
	if t.logo == "" || t.ground != t.s.theme.Ground {
		t.logo, t.ground = drawLogo(t.s.theme), t.s.theme.Ground
	}
	return t.logo
}

// drawLogo draws the large name in colours that run over it from left to right.
func drawLogo(t theme.Theme) string {
	width := lipgloss.Width(logo)
	shades := lipgloss.Blend1D(width, t.Logo...)
	if t.Few() {
		for x := range shades {
			shades[x] = t.Logo[x*len(t.Logo)/width]
		}
	}
	var b strings.Builder
	for i, line := range strings.Split(logo, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		for x, r := range []rune(line) {
			if r == ' ' {
				b.WriteRune(r)
				continue
			}
			b.WriteString(lipgloss.NewStyle().Foreground(shades[x]).Render(string(r)))
		}
	}
	return b.String()
}

const tagline = "an illustrated story that goes where you choose"

// head is what stands above the menu, as much of it as there is room for.
func (t *title) head(w, h int) []string {
	logo := strings.Split(t.viewLogo(w, h), "\n")
	says := t.s.theme.Dim.Render(cut(tagline, w-4))
	switch n := len(t.ways()); {
	case h >= n+len(logo)+8:
		return slices.Concat([]string{""}, logo, []string{"", says, ""})
	case h >= n+6:
		return slices.Concat(logo, []string{says, ""})
	case h > n:
		return logo
	}
	return nil
}

// A menu says where the title's ways are on screen: those from and before to, in
// rows from row on.
type menu struct{ row, from, to int }

func (t *title) menu(w, h int) menu {
	row := len(t.head(w, h))
	from, to := window(len(t.ways()), t.cursor, h-row)
	return menu{row, from, to}
}

// View implements screen.
func (t *title) View(w, h int) string {
	th := t.s.theme
	lines := t.head(w, h)
	m := t.menu(w, h)
	for i, way := range t.ways()[m.from:m.to] {
		mark, style := "  ", th.Choice
		if m.from+i == t.cursor {
			mark, style = "▸ ", th.Chosen
		}
		lines = append(lines, th.Chosen.Render(mark)+th.Number.Render(way.key)+"  "+style.Render(cut(way.text, w-8)))
	}
	column := min(72, w-4)
	for _, s := range []string{t.failed, t.s.cfg.Guest} {
		if s != "" {
			lines = append(lines, "")
			lines = append(lines, strings.Split(th.Notice.Render(Wrap(s, column)), "\n")...)
		}
	}
	provider := fmt.Sprintf("Storyteller: %s — %s", t.s.cfg.Provider, t.s.cfg.Why)
	if says := t.costs(); says != "" {
		provider += "\n" + says
	}
	lines = append(lines, "")
	lines = append(lines, strings.Split(th.Dim.Render(Wrap(provider, column)), "\n")...)
	return indent(fit(strings.Join(lines, "\n"), w-2, h), 2)
}

// ShortHelp implements help.KeyMap.
func (t *title) ShortHelp() []key.Binding {
	return []key.Binding{bind("↑ ↓", "select", "up"), bind("enter", "go", "enter"), bind("q", "quit", "q")}
}

// FullHelp implements help.KeyMap.
func (t *title) FullHelp() [][]key.Binding {
	groups := [][]key.Binding{{bind("↑ ↓", "select", "up"), bind("enter", "go there", "enter")}, nil}
	for _, w := range t.ways() {
		name, _, _ := strings.Cut(w.text, " ")
		groups[1] = append(groups[1], bind(w.key, strings.ToLower(name), w.key))
	}
	return groups
}

// salvage saves what can be saved of a damaged story and plays that.
func salvage(s *session, id game.StoryID) tea.Cmd {
	toTitle := goTo(func() screen { return newTitle(s) })
	return func() tea.Msg {
		if !s.start() {
			return nil // the program is ending
		}
		defer s.work.Done()
		saved, kept, lost, err := s.cfg.Salvage(s.ctx, id)
		if errors.Is(err, game.ErrDamaged) {
			err = errors.New("nothing before the damage can be read; the story's folder stays as it is")
		}
		if err != nil {
			return openDialog{&question{title: "Nothing could be saved", body: game.Plain(err), yes: "ok", then: toTitle, otherwise: toTitle}}
		}
		return openDialog{&question{
			title: "Saved as a new story",
			body:  fmt.Sprintf("%d events were kept, %d lines could not be read.", kept, lost),
			yes:   "play", no: "later", then: goTo(func() screen { return playStory(s, saved) }), otherwise: toTitle,
		}}
	}
}
