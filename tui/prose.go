package tui

import (
	"strings"

	"journey/tui/theme"
)

// prose is a text that scrolls, drawn in one style.
type prose struct {
	text   string
	ground theme.Ground
	lines  []string // of the text, wrapped and styled for the theme
	of     string   // the text of lines
	wide   int      // their width
	top    int      // the first line on screen
	rows   int      // lines on screen when last drawn
}

// set puts up a text, at its beginning.
func (p *prose) set(text string) { p.text, p.top = text, 0 }

// view draws at most h lines of w cells. It draws fewer when the text is shorter.
func (p *prose) view(t theme.Theme, w, h int) string {
	if p.of != p.text || p.wide != w || p.ground != t.Ground || p.lines == nil {
		p.lines = strings.Split(Wrap(strings.TrimRight(p.text, " \n"), w), "\n")
		for i, l := range p.lines {
			if l != "" {
				p.lines[i] = t.Text.Render(l)
			}
		}
		p.of, p.wide, p.ground = p.text, w, t.Ground
	}
	p.rows = max(1, h)
	p.scroll(0)
	return strings.Join(p.lines[p.top:min(len(p.lines), p.top+p.rows)], "\n")
}

// scroll moves the text by n lines, as far as there is any.
func (p *prose) scroll(n int) {
	p.top = max(0, min(p.top+n, len(p.lines)-p.rows))
}

// above and under report whether there is text out of sight.
func (p *prose) above() bool { return p.top > 0 }
func (p *prose) under() bool { return p.top+p.rows < len(p.lines) }

// press handles the keys that scroll.
func (p *prose) press(key string) bool {
	page := max(1, p.rows-1)
	switch key {
	case "pgdown", "space", "ctrl+f":
		p.scroll(page)
	case "pgup", "ctrl+b":
		p.scroll(-page)
	case "ctrl+d":
		p.scroll(p.rows / 2)
	case "ctrl+u":
		p.scroll(-p.rows / 2)
	case "home":
		p.scroll(-len(p.lines))
	case "end":
		p.scroll(len(p.lines))
	case "J", "shift+down":
		p.scroll(1)
	case "K", "shift+up":
		p.scroll(-1)
	default:
		return false
	}
	return true
}
