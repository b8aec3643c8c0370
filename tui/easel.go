package tui

import (
	"image"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/canvas"
	"journey/tui/picture"
)

// A sight is what stands on an easel.
type sight struct {
	id   string          // names its pixels
	size image.Point     // in pixels
	over *picture.Source // takes the cells of this one, so that nothing jumps; nil for its own
	base image.Image
	of   string // names the pixels of base
	// draw draws over base, or over base made small, off the event loop. Nil shows it as it is.
	draw func(base image.Image) (image.Image, error)
}

// rests is how long a sight stays as it is before it is drawn exactly.
const rests = 300 * time.Millisecond

// maxShown is the longest side of a picture in pixels that is made ready for a screen.
const maxShown = 2048

// An easel shows what changes while somebody works on it: roughly in half blocks
// at once, and exactly, by the terminal's own protocol, when it rests.
type easel struct {
	s      *session
	box    picture.Size
	sight  sight
	number int // counts the sights
	known  int // counts what is learnt of the terminal
	rested bool
	failed string

	small   image.Image // the base, for cells of smallOf
	smallOf string

	rough   drawing // in half blocks
	exact   drawing
	roughly bool // a rough one is being drawn; what changed meanwhile is next
	busy    bool // an exact one is
}

// A drawing is a sight as lines.
type drawing struct {
	number int
	known  int // when it was begun
	cells  picture.Size
	lines  []string
}

// The messages of an easel.
type (
	roughDrawn struct {
		easel   *easel
		drawing drawing
		small   image.Image
		smallOf string
		err     error
	}
	exactDrawn struct {
		easel   *easel
		drawing drawing
		err     error
	}
	sightRests struct {
		easel  *easel
		number int
	}
)

// put puts up a sight. The one before stays on screen until it is drawn.
func (e *easel) put(v sight) tea.Cmd {
	e.number++
	e.sight, e.failed = v, ""
	e.rested = v.draw == nil
	if e.rested {
		return e.prepare()
	}
	n := e.number
	return tea.Batch(e.prepare(), tea.Tick(rests, func(time.Time) tea.Msg { return sightRests{e, n} }))
}

// update takes the answers of its commands.
func (e *easel) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case roughDrawn:
		if msg.easel != e {
			return nil
		}
		e.roughly = false
		if msg.err == nil {
			e.rough, e.small, e.smallOf = msg.drawing, msg.small, msg.smallOf
		} else if msg.drawing.number == e.number {
			e.failed = game.Plain(msg.err)
		}
	case exactDrawn:
		if msg.easel != e {
			return nil
		}
		e.busy = false
		if msg.err == nil {
			e.exact = msg.drawing
		} else if msg.drawing.number == e.number {
			e.failed = game.Plain(msg.err)
		}
	case sightRests:
		if msg.easel != e {
			return nil
		}
		e.rested = e.rested || msg.number == e.number
	case terminalKnown:
		e.known++ // also what is being drawn now is for another terminal
	}
	return e.prepare()
}

// cells is how many the sight takes.
func (e *easel) cells() picture.Size {
	t := e.s.terminal
	if e.sight.base == nil || e.box.W < 4 || e.box.H < 2 || t.Protocol == picture.None {
		return picture.Size{}
	}
	if e.sight.over != nil {
		return e.sight.over.Cells(e.box, t)
	}
	return picture.Fit(picture.Size{W: e.sight.size.X, H: e.sight.size.Y}, e.box, t.Cell)
}

// prepare has drawn what is not drawn yet, one rough and one exact at a time.
func (e *easel) prepare() tea.Cmd {
	cells := e.cells()
	if cells.W < 1 || cells.H < 1 || e.failed != "" {
		return nil
	}
	is := func(d drawing) bool { return d.number == e.number && d.cells == cells }
	switch {
	case is(e.exact) && e.exact.known == e.known:
		return nil
	case e.rested && !e.busy:
		e.busy = true
		return e.drawExactly(cells)
	case e.sight.draw != nil && !e.roughly && !is(e.rough):
		e.roughly = true
		return e.drawRoughly(cells)
	}
	return nil
}

// smallSize is the size of a picture that is drawn in so many cells of text.
func smallSize(cells picture.Size) image.Point { return image.Pt(4*cells.W, 8*cells.H) }

func (e *easel) drawRoughly(cells picture.Size) tea.Cmd {
	v, small, smallOf, n := e.sight, e.small, e.smallOf, e.number
	colors := e.s.terminal.Colors
	key := v.of + cells.String()
	return func() tea.Msg {
		if smallOf != key {
			fitted, err := canvas.Fit(v.base, smallSize(cells))
			if err != nil {
				return roughDrawn{easel: e, drawing: drawing{number: n}, err: err}
			}
			small, smallOf = fitted, key
		}
		img, err := v.draw(small)
		if err != nil {
			return roughDrawn{easel: e, drawing: drawing{number: n}, err: err}
		}
		src, err := picture.NewSource(img, "")
		if err != nil {
			return roughDrawn{easel: e, drawing: drawing{number: n}, err: err}
		}
		lines := strings.Split(picture.HalfBlocks(src, cells, colors), "\n")
		return roughDrawn{e, drawing{number: n, cells: cells, lines: lines}, small, smallOf, nil}
	}
}

func (e *easel) drawExactly(cells picture.Size) tea.Cmd {
	v, n, known, s, t := e.sight, e.number, e.known, e.s, e.s.terminal
	return func() tea.Msg {
		src, err := v.source()
		if err != nil {
			return exactDrawn{e, drawing{number: n}, err}
		}
		r, err := s.cache.Render(s.ctx, src, cells, t)
		if err != nil {
			return exactDrawn{e, drawing{number: n}, err}
		}
		return exactDrawn{e, drawing{n, known, cells, strings.Split(r.View(), "\n")}, nil}
	}
}

// source draws the sight in full.
func (v sight) source() (*picture.Source, error) {
	if v.draw == nil && v.over != nil {
		return v.over, nil
	}
	img := v.base
	if v.draw != nil {
		var err error
		if img, err = v.draw(shown(v.base)); err != nil {
			return nil, err
		}
	}
	return picture.NewSource(shown(img), v.id)
}

// shown is a picture no larger than a screen needs.
func shown(img image.Image) image.Image {
	if size := img.Bounds().Size(); size.X > maxShown || size.Y > maxShown {
		if small, err := canvas.Fit(img, image.Pt(maxShown, maxShown)); err == nil {
			return small
		}
	}
	return img
}

// view draws the newest there is of the sight.
func (e *easel) view() drawn {
	cells := e.cells()
	best := e.exact
	if e.rough.number > best.number || best.cells != cells {
		best = e.rough
	}
	switch {
	case cells.W < 1 || cells.H < 1:
		return drawn{}
	case best.cells == cells && best.number > 0:
		return drawn{best.lines, cells.W}
	case e.exact.cells == cells && e.exact.number > 0:
		return drawn{e.exact.lines, cells.W}
	}
	lines := make([]string, cells.H)
	for i := range lines {
		lines[i] = strings.Repeat(" ", cells.W)
	}
	says := "…"
	if e.failed != "" {
		says = cut(e.failed, cells.W)
	}
	lines[cells.H/2] = e.s.theme.Dim.Render(says) + strings.Repeat(" ", max(0, cells.W-len([]rune(says))))
	return drawn{lines, cells.W}
}
