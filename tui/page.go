package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/picture"
)

// A page shows one chapter: its picture with a caption, its prose, and under the
// prose what the screen puts there (choices, the line of an own action).
type page struct {
	s     *session
	art   *art
	title string
	prose prose
	scene game.Scene
	now   time.Time
	zoom  bool

	below struct{ x, y, w int } // where the part below the prose was drawn last
}

func newPage(s *session) *page { return &page{s: s, art: &art{s: s}} }

// show puts up a told chapter, at its beginning.
func (p *page) show(id game.StoryID, c game.Chapter) tea.Cmd {
	p.blank()
	p.title, p.scene = c.Title, c.Scene
	p.prose.set(c.Prose)
	return p.art.fetch(id, c.Picture.Hash)
}

// blank is the page before a chapter has begun.
func (p *page) blank() {
	p.title, p.scene, p.zoom = "", game.Scene{}, false
	p.prose.set("")
	p.art.clear()
}

// A layout says where the parts of a page are, in cells.
type layout struct {
	beside  bool         // picture beside the prose, else above it
	picture picture.Size // room for the picture
	column  int          // width of the prose
}

const (
	wideColumns = 100 // from here on the picture stands beside the prose
	leastColumn = 40  // below these the page is text only
	leastRows   = 16
	airyRows    = 14 // from here on there is a blank line under the title of a chapter
	captionRows = 3  // of the picture's words
)

func (p *page) layout(w, h int) layout {
	switch {
	case p.zoom:
		return layout{picture: picture.Size{W: w - 2, H: h - captionRows}, column: w - 2}
	case w < leastColumn || h < leastRows:
		return layout{column: max(1, w-2)}
	case w >= wideColumns:
		left := w * 48 / 100
		return layout{beside: true, picture: picture.Size{W: left, H: h - captionRows - 1}, column: min(w-left-4, 84)}
	}
	return layout{picture: picture.Size{W: w - 3, H: h * 45 / 100}, column: min(w-2, 84)}
}

// update takes messages for the page's parts and gets the picture ready.
func (p *page) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			p.prose.scroll(3)
		case tea.MouseWheelUp:
			p.prose.scroll(-3)
		default:
		}
	case tickMsg:
		p.now = msg.at
	default:
		p.art.update(msg)
	}
	return p.prepare()
}

// prepare makes the picture ready for the place it has now.
func (p *page) prepare() tea.Cmd {
	return p.art.prepare(p.layout(p.s.width, p.s.rows()-1).picture)
}

// under draws the page under a status line.
func (p *page) under(status string, w, h int, below func(w, h int) string) string {
	if h < 2 || w < 8 { // nobody can read it, but it must not break the screen
		return fit(status+"\n"+p.view(w, h, below), w, h)
	}
	return status + "\n" + p.view(w, h-1, below)
}

// view draws the page as exactly h lines of at most w cells. Below draws what
// stands under the prose in so many cells, and at most so many lines.
func (p *page) view(w, h int, below func(w, h int) string) string {
	l := p.layout(w, h)
	pic := p.art.view(l.picture, p.now)
	switch {
	case p.zoom:
		x := max(1, (w-pic.w)/2)
		words := indent(p.caption(l.column, captionRows), 1)
		return fill(append(pic.indented(x), strings.Split(words, "\n")...), h)
	case l.beside:
		return p.viewBeside(h, l, pic, below)
	}
	top := pic.indented(max(1, (w-pic.w)/2))
	if words := p.caption(l.column, 2); l.picture.H > 0 && words != "" && (len(top) == 0 || h >= 2*leastRows) {
		top = append(top, strings.Split(indent(words, 1), "\n")...)
		top = append(top, "")
	}
	text := p.text(l.column, h-len(top), below)
	p.below.x, p.below.y = 1, p.below.y+len(top)
	return fill(append(top, strings.Split(indent(text, 1), "\n")...), h)
}

// viewBeside draws the picture and its words left of the text. Lines with pixels
// are put together without measuring them again.
func (p *page) viewBeside(h int, l layout, pic drawn, below func(w, h int) string) string {
	words := strings.Split(p.caption(l.picture.W-1, h-len(pic.lines)-1), "\n")
	right := strings.Split(p.text(l.column, h, below), "\n")
	p.below.x = l.picture.W + 3
	lines := make([]string, h)
	for i := range lines {
		left, width := "", 0
		if i < len(pic.lines) {
			left, width = pic.lines[i], pic.w
		} else if j := i - len(pic.lines); j < len(words) {
			left, width = words[j], cells(words[j])
		}
		if i < len(right) && right[i] != "" {
			lines[i] = " " + left + strings.Repeat(" ", l.picture.W-width+2) + right[i]
		} else {
			lines[i] = " " + left
		}
	}
	return strings.Join(lines, "\n")
}

// caption is the picture in words, at most h lines of w cells.
func (p *page) caption(w, h int) string {
	words := p.scene.Alt
	if words == "" {
		words = p.scene.Action
	}
	if words == "" {
		return ""
	}
	return p.s.theme.Caption.Render(clip(Wrap(words, w), w, h))
}

// text draws title and prose in what the part below leaves free, in at most h
// lines. However long that part is, some lines are left for the prose.
func (p *page) text(w, h int, below func(w, h int) string) string {
	t := p.s.theme
	var lines []string
	if p.title != "" && h > 5 {
		lines = append(lines, t.Heading.Render(cut(p.title, w)))
		if h >= airyRows {
			lines = append(lines, "")
		}
	}
	least := min(3, max(1, h/3)) + 1 // with the line that says that there is more
	foot := below(w, max(1, h-len(lines)-least))
	if over := len(lines) + least + height(foot) - h; over > 0 {
		lines = lines[:max(0, len(lines)-over)]
	}
	room := h - len(lines) - height(foot) - 1
	if p.prose.text != "" && room > 0 {
		lines = append(lines, strings.Split(p.prose.view(t, w, room), "\n")...)
		lines = append(lines, p.more(w))
	}
	p.below.y, p.below.w = len(lines), w
	return fit(strings.Join(append(lines, foot), "\n"), w, h)
}

// more says that the prose goes on out of sight.
func (p *page) more(w int) string {
	var says string
	switch {
	case p.prose.above() && p.prose.under():
		says = "▲▼ more (space)"
	case p.prose.under():
		says = "▼ more (space)"
	case p.prose.above():
		says = "▲"
	default:
		return ""
	}
	return p.s.theme.Dim.Render(cut(says, w))
}
