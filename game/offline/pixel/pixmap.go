package pixel

import (
	"image"
	"image/color"
	"slices"

	"journey/game"
	geometry "journey/game/canvas"
)

// A pixmap is a decoded picture: a colour a pixel, and how opaque it is.
type pixmap struct {
	w, h int
	px   []ink
	a    []uint8
}

func pixmapOf(img image.Image) pixmap {
	b := img.Bounds()
	m := pixmap{w: b.Dx(), h: b.Dy(), px: make([]ink, b.Dx()*b.Dy()), a: make([]uint8, b.Dx()*b.Dy())}
	flat := geometry.NRGBA(img)
	for y := range m.h {
		row := flat.Pix[y*flat.Stride:]
		for x := range m.w {
			q := row[x*4:]
			m.px[y*m.w+x], m.a[y*m.w+x] = ink(q[0])<<16|ink(q[1])<<8|ink(q[2]), q[3]
		}
	}
	return m
}

// A grid is how a picture is divided into squares of n pixels; the first column
// and row may be narrower by dx and dy.
type grid struct{ n, dx, dy, cols, rows int }

// columns is the column of squares that each column of pixels is in.
func (g grid) columns(w int) []int {
	out := make([]int, w)
	for x := range out {
		out[x] = (x + g.dx) / g.n
	}
	return out
}

func gridOf(w, h, n, dx, dy int) grid {
	return grid{n: n, dx: dx, dy: dy, cols: (w + dx + n - 1) / n, rows: (h + dy + n - 1) / n}
}

// grid finds the squares of pixel art by where its colours change. A picture that
// has none gets those this painter would paint it with.
func (m pixmap) grid() grid {
	n, x0, y0 := 0, -1, -1
	for k := range 24 {
		row := m.px[m.h*(2*k+1)/48*m.w:][:m.w]
		for x := 1; x < m.w; x++ {
			if row[x] != row[x-1] {
				n, x0 = stride(n, x, x0)
			}
		}
	}
	for k := range 24 {
		x := m.w * (2*k + 1) / 48
		for y := 1; y < m.h; y++ {
			if m.px[y*m.w+x] != m.px[(y-1)*m.w+x] {
				n, y0 = stride(n, y, y0)
			}
		}
	}
	least := frameOf(sizeOf(m)).scale
	if n < 2 || n > 64 {
		return gridOf(m.w, m.h, least, 0, 0)
	}
	s := n
	for 2*s < least { // no more squares than the painter has time for
		s += n
	}
	return gridOf(m.w, m.h, s, pmod(-x0, n), pmod(-y0, n))
}

// stride takes a place where the colour changes into the width of the squares.
func stride(n, at, first int) (width, start int) {
	if first < 0 {
		return n, at
	}
	d := at - first
	for d != 0 {
		n, d = d, n%d
	}
	return n, first
}

// cells are the mean colours of a picture's squares; those of which nothing is
// kept are not known.
func (m pixmap) cells(g grid, kept func(i int) bool) (col []ink, known []bool) {
	type sum struct{ r, g, b, n int }
	sums := make([]sum, g.cols*g.rows)
	columns := g.columns(m.w)
	for y := range m.h {
		row := sums[(y+g.dy)/g.n*g.cols:]
		for x, column := range columns {
			i := y*m.w + x
			if !kept(i) {
				continue
			}
			q := &row[column]
			r, gr, b := m.px[i].rgb()
			q.r, q.g, q.b, q.n = q.r+r, q.g+gr, q.b+b, q.n+1
		}
	}
	col, known = make([]ink, len(sums)), make([]bool, len(sums))
	for i, q := range sums {
		if q.n > 0 {
			col[i], known[i] = mk(q.r/q.n, q.g/q.n, q.b/q.n), true
		}
	}
	return col, known
}

func sizeOf(m pixmap) game.PictureSize { return game.PictureSize{W: m.w, H: m.h} }

// encode keeps every pixel as it is: with a palette when 256 colours do, which is
// smaller and sooner done.
func (m pixmap) encode() ([]byte, error) {
	if p := m.indexed(); p != nil {
		return encode(p)
	}
	return m.direct()
}

// indexed is the picture with a palette, nil when it has too many colours.
func (m pixmap) indexed() *image.Paletted {
	out := image.NewPaletted(image.Rect(0, 0, m.w, m.h), nil)
	index := map[ink]uint8{}
	last, k := ^ink(0), uint8(0)
	for i, c := range m.px {
		key := c | ink(m.a[i])<<24
		if i == 0 || key != last {
			var ok bool
			if k, ok = index[key]; !ok {
				if len(out.Palette) == 256 {
					return nil
				}
				k = uint8(len(out.Palette))
				index[key] = k
				out.Palette = append(out.Palette, color.NRGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), m.a[i]})
			}
			last = key
		}
		out.Pix[i] = k
	}
	return out
}

// opaque is the smallest rectangle around all that is not clear.
func (m pixmap) opaque() image.Rectangle {
	var out image.Rectangle
	for y := range m.h {
		row := m.a[y*m.w:][:m.w]
		first := slices.IndexFunc(row, func(a uint8) bool { return a > 127 })
		if first < 0 {
			continue
		}
		last := m.w
		for row[last-1] <= 127 {
			last--
		}
		out = out.Union(image.Rect(first, y, last, y+1))
	}
	return out
}
