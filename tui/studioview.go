package tui

import (
	"fmt"
	"image"
	"strings"

	"journey/tui/picture"
)

// The least screen of a studio, its line of help aside.
const (
	leastStudioColumns = 60
	leastStudioRows    = 15
	familyColumns      = 34 // of the versions beside the picture
	footRows           = 3  // the tool bar, and what there is to say
)

func (p *studioScreen) tooSmall(w, h int) bool { return w < leastStudioColumns || h < leastStudioRows }

// A studioRoom says where the parts of the studio are.
type studioRoom struct {
	picture picture.Size
	beside  int // columns of the versions, right of the picture; 0 for below
	below   int // rows of the versions
}

func (p *studioScreen) room(w, h int) studioRoom {
	if p.tooSmall(w, h) {
		return studioRoom{}
	}
	if w >= wideColumns {
		return studioRoom{picture: picture.Size{W: w - familyColumns - 4, H: h - 1 - footRows}, beside: familyColumns}
	}
	rows := min(max(1, h/7), max(1, len(p.family.all)))
	return studioRoom{picture: picture.Size{W: w - 3, H: h - 1 - footRows - rows}, below: rows}
}

// View implements screen.
func (p *studioScreen) View(w, h int) string {
	t := p.s.theme
	p.spots, p.place = p.spots[:0], image.Rectangle{}
	switch {
	case p.tooSmall(w, h):
		says := fmt.Sprintf("The studio needs a screen of %d by %d; this one has %d by %d. esc goes back.", leastStudioColumns, leastStudioRows+1, w, h+1)
		return fit(t.Text.Render(Wrap(says, max(1, w-1))), w, h)
	case p.s.terminal.Protocol == picture.None:
		return fit("\n "+t.Text.Render(cut("Pictures are off, so there is nothing to see here. esc goes back.", w-2)), w, h)
	}
	room := p.room(w, h)
	lines := append([]string{p.title(w)}, p.middle(room, w)...)
	for len(lines) < h-footRows {
		lines = append(lines, "")
	}
	lines = lines[:h-footRows]
	return fit(strings.Join(append(lines, p.toolBar(w, h-footRows), p.foot(w)), "\n"), w, h)
}

// title names the subject and the version.
func (p *studioScreen) title(w int) string {
	t := p.s.theme
	left := " " + t.Heading.Render("Studio")
	if p.subject.title != "" {
		left += t.Frame.Render(" │ ") + t.Status.Render(cut(p.subject.title, max(8, w/2)))
	}
	right := ""
	if at := p.family.at; at != nil && p.open.hash == at.Hash {
		right = fmt.Sprintf("%d×%d", p.open.size.X, p.open.size.Y)
		if at.Model != "" {
			right += " · " + cut(at.Model, 24)
		}
		if !p.styled && p.subject.style != "" {
			right += " · without style"
		}
	}
	return between(left, t.Status.Render(right)+" ", w)
}

// middle draws the picture and the versions.
func (p *studioScreen) middle(room studioRoom, w int) []string {
	pic := p.easel.view()
	x := 1
	if free := room.picture.W - pic.w; free > 0 {
		x += free / 2
	}
	p.place = image.Rect(x, 1, x+pic.w, 1+len(pic.lines))
	if room.beside == 0 {
		lines := pic.indented(x)
		for len(lines) < room.picture.H {
			lines = append(lines, "")
		}
		strip, rows := p.strip(w-2, room.below)
		for i, line := range strip {
			p.spots = append(p.spots, spot{cells: image.Rect(0, 1+len(lines), w, 2+len(lines)), version: rows[i]})
			lines = append(lines, " "+line)
		}
		return lines
	}
	side := p.beside(room)
	lines := make([]string, room.picture.H)
	for i := range lines {
		left, width := "", 0
		if i < len(pic.lines) {
			left, width = strings.Repeat(" ", x)+pic.lines[i], x+pic.w
		}
		if i < len(side) {
			left += strings.Repeat(" ", room.picture.W+2-width) + side[i]
		}
		lines[i] = left
	}
	return lines
}

// beside draws the versions in a column, and the words of the selected one.
func (p *studioScreen) beside(room studioRoom) []string {
	t := p.s.theme
	words := ""
	if at := p.family.at; at != nil && at.Prompt != "" {
		words = clip(Wrap(at.Prompt, room.beside), room.beside, room.picture.H/3)
	}
	strip, rows := p.strip(room.beside, room.picture.H-height(words)-3)
	lines := []string{t.Strong.Render("Versions")}
	for i, line := range strip {
		y := 1 + len(lines)
		p.spots = append(p.spots, spot{cells: image.Rect(room.picture.W+2, y, room.picture.W+2+room.beside, y+1), version: rows[i]})
		lines = append(lines, line)
	}
	if words != "" {
		lines = append(lines, "")
		for line := range strings.SplitSeq(words, "\n") {
			lines = append(lines, t.Caption.Render(line))
		}
	}
	return lines
}

// toolBar is a line of keys that the mouse can press too.
func (p *studioScreen) toolBar(w, y int) string {
	t := p.s.theme
	var b strings.Builder
	x := 1
	b.WriteByte(' ')
	for _, s := range p.strokes() {
		name := shownKey(s.key)
		if s.says != "" {
			name += " "
		}
		wide := cells(name) + cells(s.says)
		if x+wide > w {
			break
		}
		p.spots = append(p.spots, spot{cells: image.Rect(x, y, x+wide, y+1), key: s.key})
		gap := "  "
		if s.says == "" { // the next key does the like
			gap = ""
		}
		b.WriteString(t.Key.Render(name) + t.KeyText.Render(s.says) + gap)
		x += wide + cells(gap)
	}
	return b.String()
}

// shownKey is how a key is written in the tool bar.
func shownKey(k string) string {
	for name, arrow := range map[string]string{"left": "←", "right": "→", "up": "↑", "down": "↓"} {
		if k == name {
			return arrow
		}
	}
	return k
}

// foot is what is asked, done or said, in two lines.
func (p *studioScreen) foot(w int) string {
	t := p.s.theme
	says, style := "", t.Dim
	switch {
	case p.asks != nil:
		p.asks.input.SetWidth(w - 4)
		return " " + t.Strong.Render(cut(p.asks.label, w-2)) + "\n " + p.asks.input.View()
	case p.labour != nil:
		says = p.progress()
	case len(p.notices) > 0:
		says, style = strings.Join(p.notices, " "), t.Notice
	case p.tool != nil:
		says = p.tool.says()
	}
	return indent(style.Render(clip(Wrap(says, w-2), w-2, footRows-1)), 1)
}

func (p *studioScreen) progress() string {
	l := p.labour
	says := "… " + l.says + fmt.Sprintf(", %ds", max(0, int(p.now.Sub(l.since).Seconds())))
	if l.most != "" && !p.s.hideCosts {
		says += ", " + l.most
	}
	if l.stopped {
		return says + ", stopping"
	}
	return says + " (esc stops)"
}
