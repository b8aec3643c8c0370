package pixel

import (
	"fmt"
	"image"

	"journey/game"
	geometry "journey/game/canvas"
)

// holeOf is what may change: what the mask says, or, without a mask, where a picture
// with something in it is clear. It is nil when all of it may.
func holeOf(m pixmap, mask []byte) ([]bool, error) {
	hole, n := make([]bool, len(m.a)), 0
	for i, a := range m.a {
		if hole[i] = a < 128; hole[i] {
			n++
		}
	}
	if mask == nil {
		if n == 0 || n > len(hole)*15/16 {
			return nil, nil //nolint:nilnil // no hole is no error
		}
		return hole, nil
	}
	k, err := geometry.ReadMask(mask, m.w, m.h)
	switch {
	case err != nil:
		return nil, fmt.Errorf("repaint a part: %w", err)
	case k.Empty():
		return nil, fmt.Errorf("repaint a part: %w: nothing in it may change", geometry.ErrMask)
	}
	for i, v := range k.Pix {
		hole[i] = v == 255
	}
	return hole, nil
}

// repaint paints the hole alone.
func (e edit) repaint() ([]byte, error) {
	g := e.grid()
	col, known := e.m.cells(g, func(i int) bool { return !e.hole[i] && e.m.a[i] > 127 })
	target := make([]bool, len(col))
	columns := g.columns(e.m.w)
	for i, h := range e.hole {
		if h {
			target[(i/e.m.w+g.dy)/g.n*g.cols+columns[i%e.m.w]] = true
		}
	}
	f := filling{w: g.cols, h: g.rows, col: col, known: known, target: target, seed: uint32(e.seed) ^ uint32(hash(e.prompt)), source: e.sources(g, known)}
	f.fill()
	own := paletteOf(col, known)
	drawn := e.draw(g, f.col, target)
	for i, t := range target {
		if t {
			f.col[i] = matched(own, f.col[i])
		}
	}
	if e.note != nil && f.border() {
		n := *e.note
		n.Grown = true
		e.note = &n
	}
	return e.compose(g, f.col, drawn)
}

// grid is the squares in which the picture is painted on: those of what is known to be in it.
func (e edit) grid() grid {
	least := frameOf(sizeOf(e.m)).scale
	switch {
	case e.note != nil && !e.note.Grown:
		return gridOf(e.m.w, e.m.h, least, 0, 0)
	case e.inner != nil && !e.inner.Grown:
		// On a much larger canvas there would be more squares than there is time for.
		if n := frameOf(game.PictureSize{W: e.inner.Width, H: e.inner.Height}).scale; 2*n >= least {
			return gridOf(e.m.w, e.m.h, n, pmod(-e.at.X, n), pmod(-e.at.Y, n))
		}
	}
	return e.m.grid()
}

// sources are the squares that may be repeated elsewhere: people may not.
func (e edit) sources(g grid, known []bool) []bool {
	out := append([]bool(nil), known...)
	n, size := e.note, sizeOf(e.m)
	if e.inner != nil {
		n, size = e.inner, game.PictureSize{W: e.inner.Width, H: e.inner.Height}
	}
	if n == nil || n.Grown || len(n.Scene.Present) == 0 && n.Asked == "" {
		return out
	}
	f := frameOf(size)
	s, stages := e.p.stages(*n, f)
	for _, stage := range stages {
		stage()
	}
	all := image.Rect(0, 0, g.cols, g.rows)
	for i, k := range s.kind {
		if k&isFigure == 0 {
			continue
		}
		x, y := i%s.w, i/s.w
		if s.turned {
			x = s.w - 1 - x
		}
		// Its pixels in this picture, and one square around.
		from := image.Pt(e.at.X+x*f.scale+g.dx, e.at.Y+y*f.scale+g.dy)
		to := from.Add(image.Pt(f.scale-1, f.scale-1))
		near := image.Rect(from.X/g.n-1, from.Y/g.n-1, to.X/g.n+2, to.Y/g.n+2).Intersect(all)
		for y := near.Min.Y; y < near.Max.Y; y++ {
			for x := near.Min.X; x < near.Max.X; x++ {
				out[y*g.cols+x] = false
			}
		}
	}
	return out
}

// paletteOf is at most maxColours colours of the known squares.
func paletteOf(col []ink, known []bool) []ink {
	var seen []ink
	for i, c := range col {
		if known[i] {
			seen = append(seen, c)
		}
	}
	if len(seen) == 0 {
		return nil
	}
	return choose(shades(seen))
}

// matched is the palette's colour where it has one that is close, else the colour in
// coarse steps: new things bring few new colours.
func matched(pal []ink, c ink) ink {
	r, g, b := c.rgb()
	if len(pal) > 0 {
		if k := pal[closest(pal, r, g, b)]; apart(k, c) < 36 {
			return k
		}
	}
	return mk((r+12)/24*24, (g+12)/24*24, (b+12)/24*24)
}
