package tui

import (
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
		return true, nil
	case "left", "right", "tab", "shift+tab", "h", "l":
		q.refused = q.no != "" && !q.refused
	case "enter", "space":
		if q.refused {
			return true, nil
		}
		return true, q.then
	}
	return false, nil
}

// View implements dialog.
func (q *question) View(t theme.Theme, w, _ int) string {
	button := func(label string, on bool) string {
		if on {
			return t.ButtonOn.Render("▸ " + label)
		}
		return t.Button.Render("  " + label)
	}
	buttons := button(q.yes, !q.refused)
	if q.no != "" {
		buttons += " " + button(q.no, q.refused)
	}
	return box(t, w, q.title, t.Text.Render(wrap(q.body, dialogWidth(w)))+"\n\n"+buttons)
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
func (e *entry) View(t theme.Theme, w, _ int) string {
	e.input.SetWidth(dialogWidth(w) - 3)
	return box(t, w, e.title, e.input.View()+"\n\n"+t.Dim.Render("enter keeps it · esc leaves it"))
}

// keysHelp shows every key of a screen.
type keysHelp struct{ groups [][]key.Binding }

// Update implements dialog.
func (d *keysHelp) Update(msg tea.Msg) (bool, tea.Cmd) {
	_, pressed := msg.(tea.KeyPressMsg)
	return pressed, nil
}

// View implements dialog. One list of keys fits every width that the columns of
// the library's own full help would not.
func (d *keysHelp) View(t theme.Theme, w, h int) string {
	m := help.New()
	m.Styles = t.Help()
	m.SetWidth(dialogWidth(w))
	body := m.FullHelpView(d.groups)
	if lipgloss.Width(body) > dialogWidth(w) || lipgloss.Width(body) == 0 {
		var lines []string
		for _, g := range d.groups {
			for _, b := range g {
				if b.Enabled() {
					lines = append(lines, t.Key.Render(pad(b.Help().Key, 8))+" "+t.KeyText.Render(b.Help().Desc))
				}
			}
		}
		if room := h - 8; room > 0 && len(lines) > room {
			lines = lines[:room]
		}
		body = strings.Join(lines, "\n")
	}
	return box(t, w, "Keys", body+"\n\n"+t.Dim.Render("any key goes back"))
}

func dialogWidth(w int) int { return max(10, min(64, w-8)) }

func box(t theme.Theme, w int, title, body string) string {
	return t.Dialog.MaxWidth(w).Render(t.DialogTitle.Render(wrap(title, dialogWidth(w))) + "\n\n" + body)
}
