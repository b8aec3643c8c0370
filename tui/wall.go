package tui

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/canvas"
	"journey/tui/picture"
)

// A hanging says how thumbnails hang on a wall: in rows of columns, each in a tile
// of cells with a line of words under it. Without columns there is no room for any.
type hanging struct {
	columns, rows int
	tile          picture.Size
}

const (
	leastWall   = 60 // columns, below which there is a list
	leastWallUp = 18 // rows
	tileWidth   = 26 // cells, at least
)

// hang divides a room on a screen for terminals whose cells have that many pixels.
func hang(room, cell picture.Size) hanging {
	columns := max(1, room.W/tileWidth)
	tile := picture.Size{W: room.W / columns}
	usual := max(2, tile.W*cell.W*2/3/cell.H)
	rows := max(1, room.H/(usual+1))
	tile.H = min(room.H/rows-1, max(usual, tile.W*cell.W/cell.H))
	if tile.H < 2 {
		return hanging{}
	}
	return hanging{columns: columns, rows: rows, tile: tile}
}

// cellOf is the size of a terminal's cell in pixels, the usual one when it is unknown.
func cellOf(t picture.Terminal) picture.Size {
	if t.Cell.W < 1 || t.Cell.H < 1 {
		return picture.Size{W: 10, H: 20}
	}
	return t.Cell
}

func (h hanging) page() int { return h.columns * h.rows }

// wall shows thumbnails in strips, a row each: a strip is one picture, so that the
// selection moves without any pixel being painted again. Strips are made off the
// event loop, one at a time and only those on screen.
type wall struct {
	s      *session
	ctx    context.Context
	strips map[string]*strip // those on screen
	broken map[game.Hash]string
	busy   bool
	lost   string // why the last strip could not be drawn
}

// A strip is a row of thumbnails, ready for the terminal.
type strip struct{ lines []string }

// stripMade answers a wall's command.
type stripMade struct {
	wall     *wall
	id       string
	rendered *picture.Rendered
	broken   map[game.Hash]string
	err      error
}

func newWall(ctx context.Context, s *session) *wall {
	return &wall{s: s, ctx: ctx, strips: map[string]*strip{}, broken: map[game.Hash]string{}}
}

// update takes the answers of its commands.
func (w *wall) update(msg tea.Msg) {
	switch msg := msg.(type) {
	case stripMade:
		if msg.wall != w {
			return
		}
		w.busy, w.lost = false, ""
		maps.Copy(w.broken, msg.broken)
		s := &strip{}
		if msg.err != nil { // not tried again as long as it is on screen
			w.lost = game.Plain(msg.err)
		} else {
			s.lines = strings.Split(msg.rendered.View(), "\n")
		}
		w.strips[msg.id] = s
	case terminalKnown:
		clear(w.strips)
	}
}

// prepare makes the next strip of those on screen, and lets go of all others.
func (w *wall) prepare(rows [][]exhibit, h hanging) tea.Cmd {
	shown := make(map[string]*strip, len(rows))
	var next []exhibit
	for _, row := range rows {
		id := stripID(row, h, w.s.terminal)
		switch s := w.strips[id]; {
		case s != nil:
			shown[id] = s
		case next == nil:
			if r := w.s.cache.Get(&picture.Source{ID: id}, h.strip(), w.s.terminal); r != nil {
				shown[id] = &strip{strings.Split(r.View(), "\n")}
			} else {
				next = row
			}
		}
	}
	w.strips = shown
	if next == nil || w.busy {
		return nil
	}
	w.busy = true
	return w.make(next, h)
}

func (h hanging) strip() picture.Size { return picture.Size{W: h.columns * h.tile.W, H: h.tile.H} }

// stripID names what a strip looks like.
func stripID(row []exhibit, h hanging, t picture.Terminal) string {
	sum := sha256.New()
	fmt.Fprintln(sum, h.columns, h.tile, cellOf(t))
	for _, e := range row {
		fmt.Fprintln(sum, e.hash)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (w *wall) make(row []exhibit, h hanging) tea.Cmd {
	s, t, id := w.s, w.s.terminal, stripID(row, h, w.s.terminal)
	return func() tea.Msg {
		made := stripMade{wall: w, id: id, broken: map[game.Hash]string{}}
		sheet, err := w.compose(row, h, cellOf(t), made.broken)
		if err == nil {
			var src *picture.Source
			if src, err = picture.NewSource(sheet, id); err == nil {
				made.rendered, err = s.cache.Render(w.ctx, src, h.strip(), t)
			}
		}
		made.err = err
		return made
	}
}

// compose puts the thumbnails of a row into one picture, and notes which could not
// be shown and why.
func (w *wall) compose(row []exhibit, h hanging, cell picture.Size, broken map[game.Hash]string) (image.Image, error) {
	tile := image.Pt(h.tile.W*cell.W, h.tile.H*cell.H)
	gap := canvas.ContactCell(0, 1, tile).Min.X
	inner := tile.Sub(image.Pt(gap, gap))
	pictures := make([]image.Image, h.columns) // a row that is not full is as wide
	for i, e := range row {
		img, err := w.s.thumbs.get(w.ctx, e.hash, func(ctx context.Context) ([]byte, error) { return e.read(ctx, w.s) })
		if w.ctx.Err() != nil {
			return nil, w.ctx.Err()
		}
		if err != nil {
			broken[e.hash] = whyMissing(err)
			img = crossed(inner)
		}
		pictures[i] = img
	}
	sheet, err := canvas.ContactSheet(pictures, h.columns, inner)
	if err != nil {
		return nil, err
	}
	whole := image.Rectangle{Max: image.Pt(h.columns*tile.X, tile.Y)}
	return canvas.Crop(sheet, whole.Add(image.Pt(gap/2, gap/2))), nil
}

// crossed is what hangs in the place of a picture that cannot be shown.
func crossed(size image.Point) image.Image {
	img := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{0x26, 0x24, 0x30, 0xff}), image.Point{}, draw.Src)
	line := color.RGBA{0x8a, 0x3a, 0x3a, 0xff}
	const thick = 6
	for x := range size.X {
		y := x * size.Y / size.X
		for d := range thick {
			img.SetRGBA(x, y+d-thick/2, line)
			img.SetRGBA(x, size.Y-1-y+d-thick/2, line)
		}
	}
	return img
}

// view draws the rows on screen, the words under each picture with it. At is the
// selected one of the first row's first on.
func (w *wall) view(rows [][]exhibit, h hanging, at int) []string {
	t := w.s.theme
	var lines []string
	for r, row := range rows {
		s := w.strips[stripID(row, h, w.s.terminal)]
		if s != nil && len(s.lines) == h.tile.H {
			for _, line := range s.lines {
				lines = append(lines, " "+line)
			}
		} else {
			lines = append(lines, w.waiting(len(row), h, s != nil)...)
		}
		var under strings.Builder
		under.WriteByte(' ')
		for i, e := range row {
			label, style, mark := e.label, t.Dim, "  "
			if why := w.broken[e.hash]; why != "" {
				label = "✗ " + why + " · " + label
			}
			if r*h.columns+i == at {
				style, mark = t.Chosen, "▸ "
			}
			label = mark + cut(label, h.tile.W-3)
			under.WriteString(style.Render(label))
			under.WriteString(strings.Repeat(" ", max(0, h.tile.W-cells(label))))
		}
		lines = append(lines, under.String())
	}
	return lines
}

// waiting stands where a strip is still in the making, or cannot be made.
func (w *wall) waiting(n int, h hanging, failed bool) []string {
	says := "…"
	if failed {
		says = "✗"
	}
	lines := make([]string, h.tile.H)
	left := h.tile.W / 2
	tile := strings.Repeat(" ", left) + says + strings.Repeat(" ", max(0, h.tile.W-left-1))
	lines[h.tile.H/2] = " " + w.s.theme.Dim.Render(strings.Repeat(tile, n))
	return lines
}
