package picture

import (
	"image"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// rough is a picture in half blocks, made when it is first needed: what a slow
// terminal shows until the pixels are there.
type rough struct {
	once  sync.Once
	lines []string
}

func (r *Rendered) rows() []string {
	r.rough.once.Do(func() {
		var img image.Image = r.scaled
		if r.palette != nil {
			img = r.palette
		}
		size := img.Bounds().Size()
		colors := r.terminal.Colors
		if r.terminal.Remote { // the number of a colour is half as long
			colors = max(colors, Colors256)
		}
		src := &Source{Image: img, Size: Size{size.X, size.Y}, ID: r.id}
		r.rough.lines = strings.Split(HalfBlocks(src, r.Cells, colors), "\n")
	})
	return r.rough.lines
}

// sketch appends the rows of a rough picture whose cells are blank, up to about size
// bytes, and marks them as inked.
func (r *Rendered) sketch(b []byte, at place, blank, ink *grid, size int) []byte {
	lines := r.rows()
	return textRows(b, at, blank, size, func(row image.Rectangle) string {
		ink.fill(row, true)
		return ansi.Cut(lines[row.Min.Y], row.Min.X, row.Max.X)
	})
}

// textRows appends text over cells of a picture, row by row, up to about size bytes.
// Each call of text gets a part of a row.
func textRows(b []byte, at place, cells *grid, size int, text func(row image.Rectangle) string) []byte {
	start := len(b)
	for _, rect := range cells.rects() {
		for y := rect.Min.Y; y < rect.Max.Y; y++ {
			if len(b)-start >= size {
				return b
			}
			row := image.Rect(rect.Min.X, y, rect.Max.X, y+1)
			b = moveTo(b, at.col+row.Min.X, at.row+y)
			b = append(b, "\x1b[m\x1b[?7l"...)
			b = append(b, text(row)...)
			b = append(b, "\x1b[?7h"...)
			cells.fill(row, false)
		}
	}
	return b
}
