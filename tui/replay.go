package tui

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// replay shows a saved story, read-only: chapter by chapter along the path to
// where it was left, by hand or by itself. It asks nobody for anything.
type replay struct {
	s     *session
	id    game.StoryID
	story *game.Story
	path  []game.Chapter
	at    int // index into path
	page  *page
	auto  bool
	pace  time.Duration
	beat  int // numbers the beats of the automatic turning; older ones are stale
	fault string
}

const (
	usualPace = 6 * time.Second
	leastPace = time.Second
	mostPace  = time.Minute
)

// The messages of the replay screen.
type (
	storyRead struct {
		replay *replay
		story  *game.Story
		err    error
	}
	beatMsg struct {
		replay *replay
		beat   int
	}
)

func newReplay(s *session, id game.StoryID) *replay {
	r := &replay{s: s, id: id, page: newPage(s), pace: usualPace, auto: s.cfg.Start.Auto && s.cfg.Start.Replay == id}
	if p := s.cfg.Start.Pace; p > 0 {
		r.pace = time.Duration(p * float64(time.Second))
	}
	return r
}

// Init implements screen.
func (r *replay) Init() tea.Cmd {
	s, id := r.s, r.id
	return func() tea.Msg {
		story, err := game.Load(s.ctx, s.cfg.Library, id)
		return storyRead{r, story, err}
	}
}

// Update implements screen.
func (r *replay) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case storyRead:
		if msg.replay == r {
			return r, r.open(msg)
		}
	case beatMsg:
		if msg.replay == r && msg.beat == r.beat && r.auto {
			return r, r.turnBy(1)
		}
	case jumpTo:
		return r, r.turnTo(msg.chapter - 1)
	case tea.KeyPressMsg:
		return r.press(msg.String())
	}
	return r, r.page.update(msg)
}

// open shows the path to where the story was left, and beyond if the player had gone back. A story that is damaged is
// shown as far as it can be read.
func (r *replay) open(msg storyRead) tea.Cmd {
	r.story = msg.story
	if msg.err != nil {
		r.fault = game.Plain(msg.err)
	}
	r.path = r.story.Onward(r.story.Head)
	at := 0
	if c := r.s.cfg.Start.Chapter; c != 0 && r.s.cfg.Start.Replay == r.id {
		at = r.story.Depth(c) - 1
		if at >= len(r.path) || at >= 0 && r.path[at].ID != c { // on another branch
			r.path = r.story.Onward(c)
		}
	}
	if len(r.path) == 0 {
		return nil
	}
	return r.turnTo(max(0, at))
}

func (r *replay) press(k string) (screen, tea.Cmd) {
	switch {
	case k == "q" || k == "esc" && !r.page.zoom:
		return newTitle(r.s), nil
	case len(r.path) == 0:
		return r, nil
	case k == "z" || k == "esc":
		r.page.zoom = !r.page.zoom && r.page.art.src != nil
		return r, r.page.prepare()
	}
	switch k {
	case "right", "n", "enter", "l":
		return r, r.turnBy(1)
	case "left", "b", "h":
		return r, r.turnBy(-1)
	case "g":
		return r, show(newEntry(r.s.theme, fmt.Sprintf("Go to which chapter (1–%d)?", len(r.path)), "", r.jump))
	case "home":
		return r, r.turnTo(0)
	case "end":
		return r, r.turnTo(len(r.path) - 1)
	case "a":
		r.auto = !r.auto
		return r, r.arm()
	case "+", "=":
		return r, r.setPace(r.pace / 2)
	case "-":
		return r, r.setPace(r.pace * 2)
	}
	r.page.prose.press(k)
	return r, nil
}

// jumpTo answers the dialog that asks for a chapter, counted from 1.
type jumpTo struct{ chapter int }

func (r *replay) jump(text string) tea.Cmd {
	var n int
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil || n < 1 || n > len(r.path) {
		return tell("No such chapter", fmt.Sprintf("The path has chapters 1 to %d.", len(r.path)))
	}
	return func() tea.Msg { return jumpTo{n} }
}

func (r *replay) turnBy(n int) tea.Cmd {
	to := r.at + n
	if to < 0 || to >= len(r.path) {
		r.auto = false
		return nil
	}
	return r.turnTo(to)
}

func (r *replay) turnTo(at int) tea.Cmd {
	if at < 0 || at >= len(r.path) {
		return nil
	}
	r.at = at
	return tea.Batch(r.page.show(r.id, r.path[at]), r.page.prepare(), r.arm())
}

// arm sets the next beat of the automatic turning.
func (r *replay) arm() tea.Cmd {
	r.beat++
	if !r.auto {
		return nil
	}
	beat := r.beat
	return tea.Tick(r.pace, func(time.Time) tea.Msg { return beatMsg{r, beat} })
}

func (r *replay) setPace(d time.Duration) tea.Cmd {
	r.pace = min(max(d, leastPace), mostPace)
	return r.arm()
}

// View implements screen.
func (r *replay) View(w, h int) string {
	t := r.s.theme
	switch {
	case r.story == nil:
		return fit("\n "+t.Dim.Render("Reading the story…"), w, h)
	case len(r.path) == 0:
		says := "Nothing was told in this story yet."
		if r.fault != "" {
			says = r.fault
		}
		return fit("\n"+indent(t.Notice.Render(Wrap(says, w-2)), 1), w, h)
	}
	state := fmt.Sprintf("replay %d/%d", r.at+1, len(r.path))
	if r.auto {
		state = fmt.Sprintf("every %s · ", r.pace) + state
	}
	return r.page.under(statusLine(r.s, r.story, r.at+1, state, w), w, h, r.below)
}

// below says which way was taken.
func (r *replay) below(w, h int) string {
	t := r.s.theme
	fault := ""
	if r.fault != "" {
		fault = clip(Wrap(r.fault, w), w, max(1, h-1))
		h -= height(fault)
		fault = "\n" + t.Notice.Render(fault)
	}
	c := r.path[r.at]
	switch {
	case c.Ending != nil:
		return viewEnding(r.s, *c.Ending, w, h) + fault
	case r.at+1 < len(r.path):
		return r.viewTaken(c, r.path[r.at+1].Taken, w, h) + fault
	}
	return t.Dim.Render(cut("The story was left here.", w)) + fault
}

// viewTaken draws the choices there were, the taken one marked, in at most h lines.
func (r *replay) viewTaken(c game.Chapter, taken game.Taken, w, h int) string {
	t := r.s.theme
	var lines []string
	at := len(c.Choices)
	for i, choice := range c.Choices {
		mark, style := "  ", t.Dim
		if i+1 == taken.Choice {
			mark, style, at = "▸ ", t.Chosen, i
		}
		lines = append(lines, style.Render(cut(fmt.Sprintf("%s%d. %s", mark, i+1, choice.Text), w)))
	}
	if taken.Choice == 0 {
		lines = append(lines, t.Chosen.Render(cut("▸ "+taken.Text, w)))
	}
	from, to := window(len(lines), at, max(1, h))
	return strings.Join(lines[from:to], "\n")
}

// ShortHelp implements help.KeyMap.
func (r *replay) ShortHelp() []key.Binding {
	return []key.Binding{
		bind("← →", "turn", "left"), bind("a", "by itself", "a"), bind("+ -", "pace", "+"),
		bind("g", "go to", "g"), bind("z", "zoom", "z"), bind("q", "leave", "q"),
	}
}

// FullHelp implements help.KeyMap.
func (r *replay) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{
			bind("← →", "chapter back, on", "left"), bind("home", "first chapter", "home"), bind("end", "last chapter", "end"),
			bind("g", "go to a chapter", "g"),
		},
		{
			bind("a", "turn by itself, or stop", "a"), bind("+ -", "faster, slower", "+"), bind("space", "turn the prose", "space"),
			bind("z", "picture full screen", "z"), bind("q", "leave", "q"),
		},
	}
}
