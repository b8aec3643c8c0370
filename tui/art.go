package tui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
	s       *session
	number  int // counts the pictures put up
	src     *picture.Source
	ready   *picture.Rendered
	lines   []string     // of ready
	fits    picture.Size // the cells of ready
	cells   picture.Size // the cells asked for last
	job     int          // counts what was asked for
	loading int          // pictures being read and decoded
	busy    bool         // one is being made ready; others wait for it
	awaited bool         // a picture is on its way
	making  bool         // it is being painted
	since   time.Time    // when the painting began
	failed  string       // why there is none, in words for the player
	remedy  string       // what helps when it is missing
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
		job      int
		cells    picture.Size
		rendered *picture.Rendered
		err      error
	}
)

// clear takes the picture away.
func (a *art) clear() {
	*a = art{s: a.s, remedy: a.remedy, number: a.number + 1, job: a.job + 1, loading: a.loading, busy: a.busy}
}

// fetch puts up a stored picture.
func (a *art) fetch(id game.StoryID, h game.Hash) tea.Cmd {
	if h == "" {
		a.clear()
		return nil
	}
	lib := a.s.cfg.Library
	return a.read(func(ctx context.Context) ([]byte, error) { return lib.Picture(ctx, id, h) })
}

// read puts up the picture that read returns.
func (a *art) read(read func(context.Context) ([]byte, error)) tea.Cmd {
	a.clear()
	if a.s.terminal.Protocol == picture.None {
		return nil
	}
	return a.load(read)
}

// put puts up a picture that arrived. A preview, or an earlier picture, stays on
// screen until it is ready, so that nothing flickers. Previews are shown where that
// is cheap: not over a network, and not while the last one is still in the works.
func (a *art) put(data []byte, preview bool) tea.Cmd {
	if preview && (a.s.terminal.Remote || a.loading > 0 || a.busy) {
		return nil
	}
	a.number++
	a.failed = ""
	return a.load(func(context.Context) ([]byte, error) { return data, nil })
}

func (a *art) load(read func(context.Context) ([]byte, error)) tea.Cmd {
	a.awaited = true
	a.loading++
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

// begin shows that the picture is being painted.
func (a *art) begin(now time.Time) { a.awaited, a.making, a.failed, a.since = true, true, "", now }

// miss says that there will be no picture, and why.
func (a *art) miss(why string) { a.awaited, a.making, a.failed = false, false, why }

// update takes the answers of its commands.
func (a *art) update(msg tea.Msg) {
	switch msg := msg.(type) {
	case artDecoded:
		if msg.art != a {
			return
		}
		a.loading--
		switch {
		case msg.number != a.number:
		case errors.Is(msg.err, game.ErrNotFound), errors.Is(msg.err, fs.ErrNotExist):
			a.miss("The picture is missing" + a.remedy + ".")
		case msg.err != nil:
			a.miss(game.Plain(msg.err))
		default:
			a.src, a.cells = msg.src, picture.Size{}
		}
	case artReady:
		if msg.art != a {
			return
		}
		a.busy = false
		switch {
		case msg.job != a.job:
			a.cells = picture.Size{} // what was asked for since then is next
		case msg.err != nil:
			a.miss(game.Plain(msg.err))
		default:
			a.take(msg.rendered, msg.cells)
		}
	case terminalKnown:
		a.cells = picture.Size{} // what is on screen stays until the better one is ready
	}
}

func (a *art) take(r *picture.Rendered, cells picture.Size) {
	a.ready, a.fits, a.lines = r, cells, strings.Split(r.View(), "\n")
	a.awaited = a.making
}

// size returns the cells the picture takes in the box; the zero size without one.
// Before there is a picture it keeps the place of one of the usual shape.
func (a *art) size(box picture.Size) picture.Size {
	if box.W < 4 || box.H < 2 || a.s.terminal.Protocol == picture.None {
		return picture.Size{}
	}
	switch {
	case a.src != nil:
		return a.src.Cells(box, a.s.terminal)
	case !a.awaited && a.failed == "":
		return picture.Size{}
	}
	return picture.Fit(picture.Size{W: 3, H: 2}, box, a.s.terminal.Cell)
}

// prepare makes the picture ready for its size on screen, one at a time: of the
// many sizes of a window that is being dragged most are never made. The page calls
// it after each Update, since drawing a view cannot start a command.
func (a *art) prepare(box picture.Size) tea.Cmd {
	cells := a.size(box)
	if a.src == nil || cells == a.cells || cells.W < 1 || cells.H < 1 {
		return nil
	}
	if r := a.s.cache.Get(a.src, cells, a.s.terminal); r != nil {
		a.job++
		a.cells = cells
		a.take(r, cells)
		return nil
	}
	if a.busy {
		return nil
	}
	a.job++
	a.cells, a.busy = cells, true
	job, src, s, t := a.job, a.src, a.s, a.s.terminal
	return func() tea.Msg {
		r, err := s.cache.Render(s.ctx, src, cells, t)
		return artReady{a, job, cells, r, err}
	}
}

// drawn is a picture as lines of w cells.
type drawn struct {
	lines []string
	w     int
}

// indented returns the lines x cells to the right.
func (d drawn) indented(x int) []string {
	lines := make([]string, len(d.lines))
	for i, l := range d.lines {
		lines[i] = strings.Repeat(" ", x) + l
	}
	return lines
}

// view draws the picture, or what there is to say instead, in its size for box.
func (a *art) view(box picture.Size, now time.Time) drawn {
	cells := a.size(box)
	switch {
	case cells.W < 1 || cells.H < 1:
		return drawn{}
	case a.ready != nil && a.fits == cells:
		return drawn{a.lines, cells.W}
	}
	return drawn{a.placeholder(cells, now), cells.W}
}

func (a *art) placeholder(size picture.Size, now time.Time) []string {
	t := a.s.theme
	says := "…"
	switch {
	case a.failed != "" && a.src == nil:
		says = a.failed
		if !strings.HasPrefix(says, "The picture") {
			says = "No picture. " + says
		}
	case a.making:
		says = "painting… " + a.elapsed(now)
	}
	edge := t.Frame.Render("·")
	blank := edge + strings.Repeat(" ", size.W-2) + edge
	lines := make([]string, size.H)
	words := strings.Split(Wrap(says, max(1, size.W-6)), "\n")
	for i := range lines {
		word := i - (size.H-len(words))/2
		switch {
		case i == 0 || i == size.H-1:
			lines[i] = t.Frame.Render(strings.Repeat("·", size.W))
		case word >= 0 && word < len(words):
			free := max(0, size.W-2-cells(words[word]))
			lines[i] = edge + strings.Repeat(" ", free/2) + t.Dim.Render(words[word]) + strings.Repeat(" ", free-free/2) + edge
		default:
			lines[i] = blank
		}
	}
	return lines
}

// elapsed is how long the picture has been in the making.
func (a *art) elapsed(now time.Time) string {
	return fmt.Sprintf("%ds", max(0, int(now.Sub(a.since).Seconds())))
}
