package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/picture"
)

// art is the picture of a page: read, decoded and made ready for the terminal off
// the event loop. Each step carries the number of the picture it belongs to, and
// what comes too late is dropped.
type art struct {
	s      *session
	number int // counts the pictures put up
	src    *picture.Source
	ready  *picture.Rendered
	fits   picture.Size // the cells of ready
	cells  picture.Size // the cells asked for last
	making bool         // a picture is being painted
	since  time.Time    // when the painting began
	failed string       // why there is none, in words for the player
}

// artDecoded and artReady answer the commands of an art.
type (
	artDecoded struct {
		art    *art
		number int
		src    *picture.Source
		err    error
	}
	artReady struct {
		art      *art
		number   int
		cells    picture.Size
		rendered *picture.Rendered
		err      error
	}
)

// clear takes the picture away.
func (a *art) clear() {
	a.number++
	a.src, a.ready, a.cells, a.making, a.failed = nil, nil, picture.Size{}, false, ""
}

// fetch puts up a stored picture.
func (a *art) fetch(id game.StoryID, h game.Hash) tea.Cmd {
	a.clear()
	if h == "" || a.s.terminal.Protocol == picture.None {
		return nil
	}
	lib := a.s.cfg.Library
	return a.load(func(ctx context.Context) ([]byte, error) { return lib.Picture(ctx, id, h) })
}

// put puts up a picture that arrived. A preview, or a later one of the same, stays
// on screen until the next is ready, so that nothing flickers.
func (a *art) put(data []byte) tea.Cmd {
	a.number++
	return a.load(func(context.Context) ([]byte, error) { return data, nil })
}

func (a *art) load(read func(context.Context) ([]byte, error)) tea.Cmd {
	n, ctx := a.number, a.s.ctx
	return func() tea.Msg {
		data, err := read(ctx)
		if err != nil {
			return artDecoded{art: a, number: n, err: err}
		}
		src, err := picture.Decode(data)
		return artDecoded{a, n, src, err}
	}
}

// update takes the answers of its commands.
func (a *art) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case artDecoded:
		if msg.art != a || msg.number != a.number {
			return nil
		}
		if msg.err != nil {
			a.failed = game.Plain(msg.err)
			return nil
		}
		a.src, a.cells = msg.src, picture.Size{}
	case artReady:
		if msg.art != a || msg.number != a.number || msg.cells != a.cells {
			return nil
		}
		if msg.err != nil {
			a.failed = game.Plain(msg.err)
			return nil
		}
		a.ready, a.fits = msg.rendered, msg.cells
	case terminalKnown:
		a.ready, a.cells = nil, picture.Size{}
	}
	return nil
}

// size returns the cells the picture takes in the box; the zero size without one.
// Before there is a picture it keeps the place of one of the usual shape.
func (a *art) size(box picture.Size) picture.Size {
	if box.W < 4 || box.H < 2 || a.s.terminal.Protocol == picture.None {
		return picture.Size{}
	}
	shape := picture.Size{W: 3, H: 2}
	switch {
	case a.src != nil:
		shape = a.src.Size
	case !a.making && a.failed == "":
		return picture.Size{}
	}
	return picture.Fit(shape, box, a.s.terminal.Cell)
}

// prepare makes the picture ready for its size on screen. The page calls it after
// each Update, since drawing a view cannot start a command.
func (a *art) prepare(box picture.Size) tea.Cmd {
	cells := a.size(box)
	if a.src == nil || cells == a.cells || cells.W < 1 || cells.H < 1 {
		return nil
	}
	a.cells = cells
	if r := a.s.cache.Get(a.src, cells, a.s.terminal); r != nil {
		a.ready, a.fits = r, cells
		return nil
	}
	n, src, s, t := a.number, a.src, a.s, a.s.terminal
	return func() tea.Msg {
		r, err := s.cache.Render(s.ctx, src, cells, t)
		return artReady{a, n, cells, r, err}
	}
}

// view draws the picture, or what there is to say instead, in its size for box.
func (a *art) view(box picture.Size, now time.Time) string {
	cells := a.size(box)
	if cells.W < 1 || cells.H < 1 {
		return ""
	}
	if a.ready != nil && a.fits == cells {
		return a.ready.View()
	}
	return a.placeholder(cells, now)
}

func (a *art) placeholder(cells picture.Size, now time.Time) string {
	t := a.s.theme
	says := "…"
	switch {
	case a.failed != "":
		says = "No picture: " + a.failed
	case a.making:
		says = "painting " + a.elapsed(now)
	}
	edge := t.Frame.Render("·")
	lines := make([]string, cells.H)
	words := strings.Split(wrap(says, cells.W-4), "\n")
	for i := range lines {
		word := i - (cells.H-len(words))/2
		switch {
		case i == 0 || i == cells.H-1:
			lines[i] = t.Frame.Render(strings.Repeat("·", cells.W))
		case word >= 0 && word < len(words):
			lines[i] = edge + pad(t.Dim.Render(" "+words[word]), cells.W-2) + edge
		default:
			lines[i] = edge + strings.Repeat(" ", cells.W-2) + edge
		}
	}
	return strings.Join(lines, "\n")
}

// elapsed is how long the picture has been in the making.
func (a *art) elapsed(now time.Time) string {
	if a.since.IsZero() {
		return ""
	}
	return fmt.Sprintf("%ds", int(now.Sub(a.since).Seconds()))
}
