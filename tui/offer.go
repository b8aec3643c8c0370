package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"journey/tui/theme"
)

// An offer asks for one of several ways on. Esc takes the last one.
type offer struct {
	title, body string
	ways        []offered
	cursor      int
}

// An offered way is taken by its key, or by selecting it.
type offered struct {
	key, text string
	then      tea.Cmd
}

// Update implements dialog.
func (o *offer) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	n := len(o.ways)
	switch s := k.String(); s {
	case "up", "k", "shift+tab":
		o.cursor = (o.cursor + n - 1) % n
	case "down", "j", "tab":
		o.cursor = (o.cursor + 1) % n
	case "enter", "space":
		return true, o.ways[o.cursor].then
	case "esc", "q":
		return true, o.ways[n-1].then
	default:
		for _, w := range o.ways {
			if w.key == s {
				return true, w.then
			}
		}
	}
	return false, nil
}

// View implements dialog.
func (o *offer) View(t theme.Theme, w, h int) string {
	width := dialogWidth(w)
	var lines []string
	for i, way := range o.ways {
		mark, style := "  ", t.Choice
		if i == o.cursor {
			mark, style = "▸ ", t.Chosen
		}
		lines = append(lines, t.Chosen.Render(mark)+t.Number.Render(way.key)+"  "+style.Render(cut(way.text, max(1, width-5))))
	}
	// What can be done matters more than why, where there is little room.
	body := Wrap(o.body, width)
	body = clip(body, width, max(1, min(height(body), boxRows(h)-len(lines))))
	return box(t, w, h, o.title, t.Text.Render(body), strings.Join(lines, "\n"))
}
