package tui

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/list"
	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// library is the list of stories: play, replay, rename, delete, search.
type library struct {
	s      *session
	replay bool // enter replays instead of playing
	list   list.Model
	loaded bool
	failed string
}

// story is a line of the list.
type storyItem struct{ game.Entry }

// FilterValue implements list.Item.
func (i storyItem) FilterValue() string { return i.Title + " " + i.World }

func newLibrary(s *session, replay bool) *library {
	l := list.New(nil, storyDelegate{s}, 0, 0)
	l.SetShowTitle(false)
	l.SetShowStatusBar(false)
	l.SetShowHelp(false)
	l.DisableQuitKeybindings()
	l.Filter = search
	l.FilterInput.SetStyles(s.theme.Input())
	l.FilterInput.Prompt = " search › "
	return &library{s: s, replay: replay, list: l}
}

// search finds the stories that have every word of the term, in any case.
func search(term string, stories []string) []list.Rank {
	var found []list.Rank
	words := strings.Fields(strings.ToLower(term))
	for i, story := range stories {
		story = strings.ToLower(story)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(story, w) }) {
			found = append(found, list.Rank{Index: i})
		}
	}
	return found
}

// Init implements screen.
func (l *library) Init() tea.Cmd { return readStories(l.s) }

// Typing implements typing.
func (l *library) Typing() bool { return l.list.SettingFilter() }

// changed reads the list again after a story was changed.
type changed struct{ err error }

// Update implements screen.
func (l *library) Update(msg tea.Msg) (screen, tea.Cmd) {
	switch msg := msg.(type) {
	case stories:
		return l, l.fill(msg)
	case changed:
		if msg.err != nil {
			return l, tea.Batch(tell("That did not work", game.Plain(msg.err)), readStories(l.s))
		}
		return l, readStories(l.s)
	case tea.KeyPressMsg:
		if next, cmd, taken := l.press(msg.String()); taken {
			return next, cmd
		}
	}
	var cmd tea.Cmd
	l.list, cmd = l.list.Update(msg)
	return l, cmd
}

// fill puts up the stories. The selection stays on its story, wherever that is
// now, so that the next key cannot hit another.
func (l *library) fill(msg stories) tea.Cmd {
	l.loaded, l.failed = true, game.Plain(msg.err)
	was, _ := l.list.SelectedItem().(storyItem)
	at := l.list.Index()
	items := make([]list.Item, len(msg.entries))
	for i, e := range msg.entries {
		items[i] = storyItem{e}
	}
	cmd := l.list.SetItems(items)
	if term := l.list.FilterValue(); l.list.IsFiltered() && cmd != nil {
		// The list would find the stories again by a message, and until then the
		// selection would have no place to go to.
		l.list.SetFilterText(term)
		cmd = nil
	}
	shown := l.list.VisibleItems()
	if i := slices.IndexFunc(shown, func(i list.Item) bool {
		one, ok := i.(storyItem)
		return ok && one.ID == was.ID
	}); i >= 0 {
		at = i
	}
	l.list.Select(max(0, min(at, len(shown)-1)))
	return cmd
}

func (l *library) press(k string) (screen, tea.Cmd, bool) {
	if l.Typing() {
		return l, nil, false
	}
	if k == "q" || k == "esc" && !l.list.IsFiltered() {
		return newTitle(l.s), nil, true
	}
	if k == "n" {
		return newStory(l.s), nil, true
	}
	item, ok := l.list.SelectedItem().(storyItem)
	if !ok {
		return l, nil, false
	}
	switch k {
	case "enter":
		if l.replay {
			return newReplay(l.s, item.ID), nil, true
		}
		return playStory(l.s, item.ID), nil, true
	case "p":
		return newReplay(l.s, item.ID), nil, true
	case "r":
		return l, show(newEntry(l.s.theme, "Rename the story", item.Title, l.rename(item.ID))), true
	case "d", "delete":
		return l, l.askDelete(item), true
	}
	return l, nil, false
}

func (l *library) rename(id game.StoryID) func(string) tea.Cmd {
	s := l.s
	return func(to string) tea.Cmd {
		return func() tea.Msg { return changed{game.Rename(s.ctx, s.cfg.Library, id, to)} }
	}
}

func (l *library) askDelete(item storyItem) tea.Cmd {
	s := l.s
	return show(&question{
		title:   "Delete “" + cut(titled(item.Title), 40) + "”?",
		body:    fmt.Sprintf("Its %s and all pictures are gone for good.", count(item.Chapters, "chapter")),
		yes:     "delete",
		no:      "keep",
		refused: true,
		then:    func() tea.Msg { return changed{s.cfg.Library.Delete(s.ctx, item.ID)} },
	})
}

// View implements screen.
func (l *library) View(w, h int) string {
	t := l.s.theme
	head := "Library"
	if l.replay {
		head = "Replay which story?"
	}
	head = " " + t.Heading.Render(head)
	var says string
	switch {
	case l.failed != "":
		says = t.Danger.Render(Wrap(l.failed, w-2))
	case !l.loaded:
		says = t.Dim.Render("reading…")
	case len(l.list.Items()) == 0:
		says = t.Dim.Render(Wrap("No stories yet: n begins one.", w-2))
	case l.list.FilterValue() != "" && len(l.list.VisibleItems()) == 0:
		says = l.list.FilterInput.View() + "\n\n" + t.Dim.Render(Wrap("No story has these words; esc clears the search.", w-2))
	default:
		if l.list.IsFiltered() {
			found := fmt.Sprintf(" · search: %s (%d of %d), esc clears", l.list.FilterValue(), len(l.list.VisibleItems()), len(l.list.Items()))
			head = cut(head+t.Notice.Render(found), w)
		}
		l.list.SetSize(w, h-1)
		return fit(head+"\n"+l.list.View(), w, h)
	}
	return fit(head+"\n\n"+indent(says, 1), w, h)
}

// ShortHelp implements help.KeyMap.
func (l *library) ShortHelp() []key.Binding {
	if l.Typing() {
		return []key.Binding{bind("enter", "keep the search", "enter"), bind("esc", "clear it", "esc")}
	}
	enter := "play"
	if l.replay {
		enter = "replay"
	}
	return []key.Binding{
		bind("enter", enter, "enter"), bind("p", "replay", "p"), bind("r", "rename", "r"),
		bind("d", "delete", "d"), bind("/", "search", "/"), bind("esc", "back", "esc"),
	}
}

// FullHelp implements help.KeyMap.
func (l *library) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{
			bind("↑ ↓", "select", "up"), bind("enter", "play on, or replay", "enter"), bind("p", "replay, read-only", "p"),
			bind("/", "search by title or world", "/"),
		},
		{
			bind("n", "begin a new story", "n"), bind("r", "rename", "r"), bind("d", "delete (asks first)", "d"),
			bind("esc", "back", "esc"),
		},
	}
}

// storyDelegate draws a story in two lines.
type storyDelegate struct{ s *session }

// Height implements list.ItemDelegate.
func (storyDelegate) Height() int { return 2 }

// Spacing implements list.ItemDelegate.
func (storyDelegate) Spacing() int { return 1 }

// Update implements list.ItemDelegate.
func (storyDelegate) Update(tea.Msg, *list.Model) tea.Cmd { return nil }

// Render implements list.ItemDelegate.
func (d storyDelegate) Render(w io.Writer, m list.Model, index int, item list.Item) {
	i, ok := item.(storyItem)
	if !ok {
		return
	}
	t := d.s.theme
	mark, style := "   ", t.Strong
	if index == m.Index() {
		mark, style = " ▸ ", t.Chosen
	}
	about := count(i.Chapters, "chapter") + " · " + count(i.Endings, "ending") + " · " + ago(time.Since(i.Played))
	if i.Ended {
		about = "ended · " + about
	}
	if sameTitle(m.Items(), i) {
		about = "begun " + i.Started.Local().Format("2 Jan 15:04:05") + " · " + about
	}
	if i.World != "" {
		about = i.World + " · " + about
	}
	if i.Err != nil {
		about = game.Plain(i.Err)
	}
	fmt.Fprintf(w, "%s%s\n   %s", t.Chosen.Render(mark), style.Render(cut(titled(i.Title), m.Width()-5)), t.Dim.Render(cut(about, m.Width()-5)))
}

// titled is what a story is called, also before it has a title.
func titled(title string) string { return cmp.Or(title, "Untitled") }

// sameTitle reports whether another story has the title of this one.
func sameTitle(items []list.Item, one storyItem) bool {
	return slices.ContainsFunc(items, func(i list.Item) bool {
		other, ok := i.(storyItem)
		return ok && other.ID != one.ID && other.Title == one.Title
	})
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// ago says how long ago something was, as a person would.
func ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return count(int(d.Minutes()), "minute") + " ago"
	case d < 24*time.Hour:
		return count(int(d.Hours()), "hour") + " ago"
	}
	return count(int(d.Hours()/24), "day") + " ago"
}
