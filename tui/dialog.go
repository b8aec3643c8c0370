package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"journey/game"
	"journey/tui/theme"
)

// A dialog lies over the active screen and takes all keys until it is done.
type dialog interface {
	// Update reports whether the dialog is done.
	Update(msg tea.Msg) (done bool, cmd tea.Cmd)
	View(t theme.Theme, w, h int) string
}

// begins is implemented by dialogs that have something to do once they are on screen.
// A command of theirs from before that might be answered too early for them.
type begins interface{ Init() tea.Cmd }

// explains is implemented by dialogs with more keys than fit in their last line. There are
// none to explain while text is typed.
type explains interface{ FullHelp() [][]key.Binding }

// openDialog puts a dialog over the screen.
type openDialog struct{ dialog dialog }

func show(d dialog) tea.Cmd { return func() tea.Msg { return openDialog{d} } }

// tell shows a message that only wants to be read.
func tell(title, body string) tea.Cmd {
	return show(&question{title: title, body: body, yes: "ok"})
}

// A question asks for yes or no, or with no set to "" just to be read.
type question struct {
	title, body string
	yes, no     string
	then        tea.Cmd // run on yes
	otherwise   tea.Cmd // run on no
	refused     bool    // no is selected
}

// Update implements dialog.
func (q *question) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	switch k.String() {
	case "y":
		return true, q.then
	case "n", "esc", "q":
		return true, q.otherwise
	case "left", "right", "tab", "shift+tab", "h", "l":
		q.refused = q.no != "" && !q.refused
	case "enter", "space":
		if q.refused {
			return true, q.otherwise
		}
		return true, q.then
	}
	return false, nil
}

// View implements dialog.
func (q *question) View(t theme.Theme, w, h int) string {
	buttons := q.buttons(t)
	if cells(buttons) > dialogWidth(w) {
		t.Button, t.ButtonOn = t.Button.Padding(0), t.ButtonOn.Padding(0)
		buttons = q.buttons(t)
	}
	return box(t, w, h, q.title, t.Text.Render(Wrap(q.body, dialogWidth(w))), buttons)
}

func (q *question) buttons(t theme.Theme) string {
	button := func(label string, on bool) string {
		if on {
			return t.ButtonOn.Render("▸ " + label)
		}
		return t.Button.Render("  " + label)
	}
	if q.no == "" {
		return button(q.yes, true)
	}
	return button(q.yes, !q.refused) + " " + button(q.no, q.refused)
}

// An entry asks for a line of text.
type entry struct {
	title string
	input textinput.Model
	then  func(string) tea.Cmd
}

func newEntry(t theme.Theme, title, value string, then func(string) tea.Cmd) *entry {
	in := textinput.New()
	in.SetStyles(t.Input())
	in.Prompt = "› "
	in.CharLimit = 200
	in.SetValue(value)
	in.Focus()
	return &entry{title: title, input: in, then: then}
}

// Update implements dialog.
func (e *entry) Update(msg tea.Msg) (bool, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			return true, nil
		case "enter":
			if text := game.CleanLine(e.input.Value()); text != "" {
				return true, e.then(text)
			}
			return true, nil
		}
	}
	var cmd tea.Cmd
	e.input, cmd = e.input.Update(msg)
	return false, cmd
}

// View implements dialog.
func (e *entry) View(t theme.Theme, w, h int) string {
	e.input.SetWidth(dialogWidth(w) - 3)
	return box(t, w, h, e.title, e.input.View(), t.Dim.Render(cut("enter keeps it · esc leaves it", dialogWidth(w))))
}

// keysHelp shows every key of a screen.
type keysHelp struct {
	groups [][]key.Binding
	top    int // the first line shown, where not all fit
	more   int // lines out of sight below when last drawn
}

// Update implements dialog.
func (d *keysHelp) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, pressed := msg.(tea.KeyPressMsg)
	switch {
	case !pressed:
		return false, nil
	case k.String() == "down" && d.more > 0:
		d.top++
		return false, nil
	case k.String() == "up" && d.top > 0:
		d.top--
		return false, nil
	}
	return true, nil
}

// View implements dialog. One list of keys fits every width that the columns of
// the library's own full help would not.
func (d *keysHelp) View(t theme.Theme, w, h int) string {
	m := help.New()
	m.Styles = t.Help()
	body, foot := m.FullHelpView(d.groups), "any key goes back"
	if lipgloss.Width(body) > dialogWidth(w) || height(body) > boxRows(h) {
		var lines []string
		for _, b := range slices.Concat(d.groups...) {
			name := b.Help().Key
			name += strings.Repeat(" ", max(0, 8-cells(name)))
			lines = append(lines, t.Key.Render(name)+" "+t.KeyText.Render(b.Help().Desc))
		}
		room := boxRows(h)
		d.top = max(0, min(d.top, len(lines)-room))
		d.more = max(0, len(lines)-room-d.top)
		if d.more > 0 || d.top > 0 {
			foot = "↑ ↓ more · any other key goes back"
		}
		body = strings.Join(lines[d.top:min(len(lines), d.top+room)], "\n")
	}
	return box(t, w, h, "Keys", body, t.Dim.Render(cut(foot, dialogWidth(w))))
}

// airyBox is the height from which on a dialog has room between its parts.
const airyBox = 18

// dialogWidth is the width of a dialog's text.
func dialogWidth(w int) int {
	if w < wideColumns/2 {
		return max(1, w-4)
	}
	return min(64, w-8)
}

// boxRows is how many lines the text of a dialog with a title of one line can have.
func boxRows(h int) int {
	if h < airyBox {
		return max(1, h-4)
	}
	return h - 8
}

// box draws a dialog. Its text gives way before its title and its foot do.
func box(t theme.Theme, w, h int, title, body, foot string) string {
	width := dialogWidth(w)
	title = clip(Wrap(title, width), width, 2)
	style, gap := t.Dialog, "\n\n"
	if h < airyBox {
		style, gap = style.Padding(0, 1), "\n"
	}
	if w < wideColumns/2 {
		style = style.Padding(style.GetPaddingTop(), 1)
	}
	body = fit(body, width, min(height(body), max(1, boxRows(h)-height(title)+1)))
	return style.Render(t.DialogTitle.Render(title) + gap + body + gap + foot)
}
