package canvas

import (
	"image"
	"math"
	"slices"
)

const (
	maxRadius = 1<<13 - 1   // the most a mask grows, shrinks or softens by
	farthest  = 2 * 1 << 13 // what is further off counts as that far
)

// Grow lets everything change that is at most px pixels from what may, all around;
// a negative px keeps what is at most -px from what is kept. Beyond the edges of the
// picture nothing is kept: a mask does not shrink from there. The edge is hard
// afterwards. More than 8191 pixels count as that.
func (m *Mask) Grow(px int) {
	m.harden()
	on, px := px > 0, min(max(px, -px), maxRadius)
	r := m.around(1)
	if on {
		r = m.around(px)
	}
	for i, d := range m.away(on, r) {
		if d <= int32(px*px) {
			v := &m.Pix[m.PixOffset(r.Min.X+i%r.Dx(), r.Min.Y+i/r.Dx())]
			if *v = 0; on {
				*v = 255
			}
		}
	}
}

// around is the area and px pixels more on every side.
func (m *Mask) around(px int) image.Rectangle {
	area := m.Area()
	if area.Empty() {
		return area
	}
	return area.Inset(-px).Intersect(m.Rect)
}

// Feather softens the edge on its inner side, over px pixels: what is kept stays
// kept to the last pixel, and behind it the mask rises in even steps. A mask less
// than twice as deep is feathered over half its depth, so that its middle still may
// change altogether. The edges of the picture are no seam.
func (m *Mask) Feather(px int) {
	m.harden()
	r := m.around(1)
	if px < 1 || r.Empty() {
		return
	}
	far := m.away(false, r)
	px = min(px, int(math.Sqrt(float64(slices.Max(far))))/2)
	full := int32((px + 1) * (px + 1))
	for i, d := range far {
		if d < full {
			m.Pix[m.PixOffset(r.Min.X+i%r.Dx(), r.Min.Y+i/r.Dx())] = uint8(255 * math.Sqrt(float64(d)) / float64(px+1))
		}
	}
}

func (m *Mask) harden() {
	for i, v := range m.Pix {
		if m.Pix[i] = 0; v >= hard {
			m.Pix[i] = 255
		}
	}
}

// away is, for every pixel of r, the square of how far the nearest one is that may
// change, or is kept: exact up to farthest. It is the distance transform of Meijster,
// Roerdink and Hesselink (2000), in time linear in the pixels.
func (m *Mask) away(from bool, r image.Rectangle) []int32 {
	w, h := r.Dx(), r.Dy()
	far := make([]int32, w*h)
	for y := range h {
		for x, v := range m.row(r.Min.Y+y, r.Min.X, r.Max.X) {
			d := &far[y*w+x]
			switch {
			case (v >= hard) == from:
			case y > 0:
				*d = min(far[(y-1)*w+x]+1, farthest)
			default:
				*d = farthest
			}
		}
	}
	for i := (h-1)*w - 1; i >= 0; i-- {
		far[i] = min(far[i], far[i+w]+1)
	}
	e := envelope{down: make([]int, w), at: make([]int, w), start: make([]int, w)}
	for y := range h {
		e.nearest(far[y*w:][:w])
	}
	return far
}

// An envelope is the lower one of the parabolas that stand on the columns of a row:
// the one of column at[q] is the lowest from start[q] on.
type envelope struct{ down, at, start []int }

// height is the parabola of column i at x.
func (e *envelope) height(x, i int) int { return (x-i)*(x-i) + e.down[i] }

// nearest turns the distances straight up or down into the squares of the shortest.
func (e *envelope) nearest(row []int32) {
	for i, d := range row {
		e.down[i] = int(d) * int(d)
	}
	q := 0
	e.at[0], e.start[0] = 0, 0
	for u := 1; u < len(row); u++ {
		for q >= 0 && e.height(e.start[q], e.at[q]) > e.height(e.start[q], u) {
			q--
		}
		if q < 0 {
			q, e.at[0] = 0, u
			continue
		}
		i := e.at[q]
		if s := 1 + (u*u-i*i+e.down[u]-e.down[i])/(2*(u-i)); s < len(row) {
			q++
			e.at[q], e.start[q] = u, s
		}
	}
	for u := len(row) - 1; u >= 0; u-- {
		row[u] = int32(min(e.height(u, e.at[q]), farthest*farthest))
		if u == e.start[q] {
			q--
		}
	}
}
