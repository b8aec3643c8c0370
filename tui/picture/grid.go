package picture

import "image"

// grid is a set of cells of a picture.
type grid struct {
	w, h int
	on   []bool
}

// reset empties the grid and gives it a size.
func (g *grid) reset(size Size) {
	g.w, g.h = size.W, size.H
	if n := g.w * g.h; cap(g.on) < n {
		g.on = make([]bool, n)
	} else {
		g.on = g.on[:n]
		clear(g.on)
	}
}

func (g *grid) set(x, y int) { g.on[y*g.w+x] = true }

// copy makes g equal to o.
func (g *grid) copy(o grid) {
	g.w, g.h = o.w, o.h
	g.on = append(g.on[:0], o.on...)
}

// and keeps the cells that o has as well. Both have the same size.
func (g *grid) and(o grid) {
	for i := range g.on {
		g.on[i] = g.on[i] && o.on[i]
	}
}

// rects returns the cells as rectangles that do not overlap, from the top down.
func (g *grid) rects() []image.Rectangle {
	var all []image.Rectangle
	for y := range g.h {
		above := len(all)
		for x := 0; x < g.w; x++ {
			if !g.on[y*g.w+x] {
				continue
			}
			start := x
			for x < g.w && g.on[y*g.w+x] {
				x++
			}
			if !extend(all[:above], start, x, y) {
				all = append(all, image.Rect(start, y, x, y+1))
			}
		}
	}
	return all
}

// extend makes the rectangle with the same columns that ends above row y a row longer.
func extend(rects []image.Rectangle, start, end, y int) bool {
	for i, r := range rects {
		if r.Min.X == start && r.Max.X == end && r.Max.Y == y {
			rects[i].Max.Y++
			return true
		}
	}
	return false
}

// has reports whether the grid has a cell; it has none outside of its size.
func (g *grid) has(x, y int) bool {
	return x >= 0 && y >= 0 && x < g.w && y < g.h && g.on[y*g.w+x]
}

// fill sets the cells of a rectangle.
func (g *grid) fill(r image.Rectangle, on bool) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			g.on[y*g.w+x] = on
		}
	}
}

// count returns the number of cells.
func (g *grid) count() int {
	n := 0
	for _, on := range g.on {
		if on {
			n++
		}
	}
	return n
}

// without returns the cells that o does not have. Both have the same size.
func (g *grid) without(o grid) grid {
	rest := grid{w: g.w, h: g.h, on: make([]bool, len(g.on))}
	for i, on := range g.on {
		rest.on[i] = on && !o.on[i]
	}
	return rest
}

// row returns the cells of one row.
func (g *grid) row(y int) grid {
	one := grid{w: g.w, h: g.h, on: make([]bool, len(g.on))}
	copy(one.on[y*g.w:(y+1)*g.w], g.on[y*g.w:])
	return one
}

// both returns the cells that o has as well. Both have the same size.
func (g *grid) both(o grid) grid {
	same := grid{w: g.w, h: g.h, on: make([]bool, len(g.on))}
	for i, on := range g.on {
		same.on[i] = on && o.on[i]
	}
	return same
}
