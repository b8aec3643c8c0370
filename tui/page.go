package tui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"journey/game"
	"journey/tui/picture"
)

// A page shows one chapter: its picture with a caption, its prose, and under the
// prose what the screen puts there (choices, the line of an own action).
type page struct {
	s     *session
	art   *art
	title string
	prose string
	scene game.Scene
	scrol viewport.Model
	told  string // the prose the viewport holds
	wide  int    // for this width
	now   time.Time
	zoom  bool
}

func newPage(s *session) *page {
	v := viewport.New()
	v.MouseWheelEnabled = true
	return &page{s: s, art: &art{s: s}, scrol: v}
}

// show puts up a told chapter, at its beginning.
func (p *page) show(id game.StoryID, c game.Chapter) tea.Cmd {
	p.blank()
	p.title, p.prose, p.scene = c.Title, c.Prose, c.Scene
	return p.art.fetch(id, c.Picture.Hash)
}

// blank is the page before a chapter has begun.
func (p *page) blank() {
	p.title, p.prose, p.scene, p.told = "", "", game.Scene{}, ""
	p.zoom = false
	p.scrol.SetContent("")
	p.scrol.GotoTop()
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
	easyColumn  = 54  // width of the prose beside a picture, where there is room
	leastColumn = 40  // below these the page is text only
	leastRows   = 16
)

func (p *page) layout(w, h int) layout {
	switch {
	case p.zoom:
		return layout{picture: picture.Size{W: w - 2, H: h - 3}, column: w - 2}
	case w < leastColumn || h < leastRows:
		return layout{column: max(1, w-2)}
	case w >= wideColumns:
		// The picture takes what a comfortable column of prose leaves.
		left := max(w*44/100, min(w*60/100, w-4-easyColumn))
		return layout{beside: true, picture: picture.Size{W: left, H: h - 4}, column: min(w-left-4, 84)}
	}
	return layout{picture: picture.Size{W: w - 3, H: h * 45 / 100}, column: min(w-2, 84)}
}

// update takes messages for the page's parts and gets the picture ready.
func (p *page) update(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		p.scrol, _ = p.scrol.Update(msg)
	case tickMsg:
		p.now = msg.at
	default:
		cmds = append(cmds, p.art.update(msg))
	}
	return tea.Batch(append(cmds, p.prepare())...)
}

// prepare makes the picture ready for the place it has now.
func (p *page) prepare() tea.Cmd {
	return p.art.prepare(p.layout(p.s.width, p.s.height-chrome).picture)
}

// chrome is the rows that are never the page's: the status and the help line.
const chrome = 2

// scroll handles the keys that turn the prose.
func (p *page) scroll(key string) bool {
	switch key {
	case "pgdown", "space", "ctrl+f":
		p.scrol.PageDown()
	case "pgup", "ctrl+b":
		p.scrol.PageUp()
	case "ctrl+d":
		p.scrol.HalfPageDown()
	case "ctrl+u":
		p.scrol.HalfPageUp()
	case "home":
		p.scrol.GotoTop()
	case "end":
		p.scrol.GotoBottom()
	case "J", "shift+down":
		p.scrol.ScrollDown(1)
	case "K", "shift+up":
		p.scrol.ScrollUp(1)
	default:
		return false
	}
	return true
}

// view draws the page in w x h cells with below under the prose.
func (p *page) view(w, h int, below string) string {
	l := p.layout(w, h)
	switch {
	case p.zoom:
		return p.viewZoom(w, h, l)
	case l.beside:
		left := lipgloss.NewStyle().Width(l.picture.W).Render(p.picture(l, l.picture.W))
		right := p.text(l.column, h, below)
		return lipgloss.JoinHorizontal(lipgloss.Top, " ", left, "  ", right)
	}
	top := ""
	if pic := p.art.view(l.picture, p.now); pic != "" {
		top = indent(pic, max(1, (w-lipgloss.Width(pic))/2)) + "\n"
	}
	rest := h - height(strings.TrimSuffix(top, "\n"))
	return top + indent(p.text(l.column, rest, below), 1)
}

func (p *page) picture(l layout, w int) string {
	pic := p.art.view(l.picture, p.now)
	caption := p.caption()
	if caption == "" {
		return pic
	}
	room := 3
	if pic == "" { // pictures are off: the alternative text is all there is
		room = l.picture.H
	}
	words := fitLines(p.s.theme.Caption.Render(wrap(caption, w-2)), room)
	if pic == "" {
		return words
	}
	return pic + "\n" + words
}

func (p *page) caption() string {
	if p.scene.Alt != "" {
		return p.scene.Alt
	}
	return p.scene.Action
}

func (p *page) viewZoom(w, h int, l layout) string {
	pic := p.art.view(l.picture, p.now)
	words := fitLines(p.s.theme.Caption.Render(wrap(p.caption(), w-2)), 3)
	x := max(0, (w-lipgloss.Width(pic))/2)
	return fit(indent(pic, x)+"\n"+indent(words, 1), w, h)
}

// text draws title and prose in what the part below leaves free.
func (p *page) text(w, h int, below string) string {
	t := p.s.theme
	head := t.Heading.Render(cut(p.title, w))
	foot := ""
	if below != "" {
		foot = "\n" + below
	}
	room := max(1, h-1-height(foot)-1)
	p.fill(w, room)
	prose := p.scrol.View()
	more := ""
	if !p.scrol.AtBottom() {
		more = t.Dim.Render("▼ more (space)")
	}
	lines := strings.Split(prose, "\n")
	if n := p.scrol.TotalLineCount(); n < len(lines) {
		lines = lines[:max(1, n)] // what follows stands close under short prose
	}
	return fit(head+"\n"+strings.Join(lines, "\n")+"\n"+more+foot, w, h)
}

// fill gives the viewport its prose, wrapped, when that or the room has changed.
func (p *page) fill(w, h int) {
	p.scrol.SetHeight(h)
	if p.told == p.prose && p.wide == w {
		return
	}
	p.scrol.SetWidth(w)
	p.scrol.SetContent(p.s.theme.Text.Render(wrap(p.prose, w)))
	p.told, p.wide = p.prose, w
}

func indent(block string, n int) string {
	if n <= 0 {
		return block
	}
	space := strings.Repeat(" ", n)
	return space + strings.ReplaceAll(block, "\n", "\n"+space)
}

func fitLines(block string, n int) string {
	lines := strings.Split(block, "\n")
	return strings.Join(lines[:min(n, len(lines))], "\n")
}
