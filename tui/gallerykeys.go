package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// FullHelp implements explains.
func (g *gallery) FullHelp() [][]key.Binding {
	if g.typing {
		return nil
	}
	walk := []key.Binding{
		bind("← → ↑ ↓", "go from picture to picture", "left"), bind("pgup pgdn", "a wall back, a wall on", "pgup"),
		bind("home end", "the first, the last", "home"), bind("enter", "look at it large", "enter"),
		bind("/", "show those with some words", "/"), bind("tab", "show one kind, or all", "tab"),
	}
	back := "back to the story"
	if g.large {
		walk = []key.Binding{
			bind("← →", "the picture before, the next one", "left"), bind("home end", "the first, the last", "home"),
			bind("enter", "go to its chapter", "enter"),
		}
		back = "back to the wall"
	}
	work := []key.Binding{bind("x", "save it as a file", "x")}
	if g.s.cfg.Game.Painter != nil {
		work = append(work, bind("e", "work on it in the studio", "e"))
	}
	return [][]key.Binding{walk, append(work, bind("$", "show or hide costs", "$"), bind("esc", back, "esc"))}
}

// press handles a key.
func (g *gallery) press(msg tea.KeyPressMsg) (done bool, cmd tea.Cmd) {
	k := msg.String()
	switch {
	case g.typing:
		return false, g.typed(msg)
	case k == "x":
		return false, g.save()
	case k == "e":
		return g.edit()
	case k == "$":
		g.s.toggleCosts()
		return false, nil
	case g.large:
		return g.pressLarge(k)
	}
	switch k {
	case "esc":
		if g.filter.Value() == "" {
			return true, nil
		}
		g.filter.Reset()
		g.choose()
	case "q", "g":
		return true, nil
	case "enter", "space":
		return false, g.look()
	case "/":
		g.typing = true
		return false, g.filter.Focus()
	case "tab":
		g.turnKind(1)
	case "shift+tab":
		g.turnKind(-1)
	default:
		return false, g.walk(k)
	}
	return false, nil
}

// walk handles the keys that go over the wall, or down the list.
func (g *gallery) walk(k string) tea.Cmd {
	hung := g.hanging(g.s.width, g.s.height)
	by, page := max(1, hung.columns), hung.page()
	if hung.columns == 0 {
		page = g.room(g.s.height)
	}
	switch k {
	case "down", "j":
		g.step(by)
	case "up", "k":
		g.step(-by)
	case "pgdown":
		return g.move(page)
	case "pgup":
		return g.move(-page)
	}
	return g.along(k)
}

// along handles the keys that go from picture to picture.
func (g *gallery) along(k string) tea.Cmd {
	switch k {
	case "right", "l", "n":
		return g.move(1)
	case "left", "h", "b":
		return g.move(-1)
	case "home":
		return g.move(-len(g.shown))
	case "end":
		return g.move(len(g.shown))
	}
	return nil
}

// step goes a row up or down, to the last picture where there is none straight below.
func (g *gallery) step(by int) {
	switch to := g.at + by; {
	case to < 0:
	case to < len(g.shown):
		g.at = to
	case g.at/by < (len(g.shown)-1)/by:
		g.at = len(g.shown) - 1
	}
}

// pressLarge handles a key while one picture is shown large.
func (g *gallery) pressLarge(k string) (done bool, cmd tea.Cmd) {
	switch k {
	case "esc", "q", "g", "z", "backspace":
		g.large = false
		g.art.clear()
		return false, nil
	case "enter":
		return g.goThere()
	case "space", "down", "j", "pgdown":
		return false, g.move(1)
	case "up", "k", "pgup":
		return false, g.move(-1)
	}
	return false, g.along(k)
}

// typed handles a key of the filter's line.
func (g *gallery) typed(msg tea.KeyPressMsg) (cmd tea.Cmd) {
	switch msg.String() {
	case "esc":
		g.filter.Reset()
		fallthrough
	case "enter":
		g.typing = false
		g.filter.Blur()
	default:
		g.filter, cmd = g.filter.Update(msg)
	}
	g.choose()
	return cmd
}

// turnKind goes to the next kind of picture that there is.
func (g *gallery) turnKind(by int) {
	kinds := g.kinds()
	g.kind = kinds[(slices.Index(kinds, g.kind)+by+len(kinds))%len(kinds)]
	g.choose()
}

// click selects the picture under the mouse, and shows the selected one large. Beside
// a large one it goes back.
func (g *gallery) click(m tea.Mouse) tea.Cmd {
	if m.Button != tea.MouseLeft || g.large {
		return nil
	}
	i := g.under(m.X, m.Y)
	switch {
	case i < 0 || i >= len(g.shown):
		return nil
	case i == g.at:
		return g.look()
	}
	g.at = i
	return nil
}

// under returns which of those shown is at a cell of the screen, -1 for none.
func (g *gallery) under(x, y int) int {
	w, h := g.s.width, g.s.height
	hung := g.hanging(w, h)
	x, y = x-1, y-1
	switch {
	case x < 0 || y < 0 || y >= g.room(h):
		return -1
	case hung.columns == 0:
		from, _ := window(len(g.shown), g.at, g.room(h))
		return from + y
	case x >= hung.columns*hung.tile.W || y >= hung.rows*(hung.tile.H+1):
		return -1
	}
	return g.first(hung) + y/(hung.tile.H+1)*hung.columns + x/hung.tile.W
}

func (g *gallery) wheel(b tea.MouseButton) tea.Cmd {
	by := 1
	if b == tea.MouseWheelUp {
		by = -1
	} else if b != tea.MouseWheelDown {
		return nil
	}
	if g.large {
		return g.move(by)
	}
	g.step(by * max(1, g.hanging(g.s.width, g.s.height).columns))
	return nil
}
