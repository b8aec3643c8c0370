package picture

import (
	"image"
	"image/color"
)

// levels is how finely sixel and its palettes tell colours apart: in percent.
const levels = 100

// sixelColor returns the colour a terminal shows for a channel value: the nearest
// percent, as the smallest 16-bit value that go-sixel, which rounds down, writes as
// that percent.
func sixelColor(r, g, b float64) color.RGBA64 {
	channel := func(v float64) uint16 {
		percent := int(v*levels/255 + 0.5)
		return uint16((min(max(percent, 0), levels)*0xffff + levels - 1) / levels)
	}
	return color.RGBA64{channel(r), channel(g), channel(b), 0xffff}
}

// choice is the colours chosen for a picture.
type choice struct {
	colors color.Palette
	miss   int // mean square of the distance of a pixel to its colour
}

// quantize chooses up to limit colours for the picture.
func (s *scratch) quantize(img *image.RGBA, limit int) choice {
	if s.moments == nil {
		s.moments = make(moments, wuSide*wuSide*wuSide)
	}
	m := s.moments
	m.fill(img)
	boxes := m.split(limit)
	c := choice{colors: make(color.Palette, 0, len(boxes))}
	seen := make(map[color.RGBA64]bool, len(boxes))
	var miss float64
	var count uint32
	for _, b := range boxes {
		all := m.sum(b)
		if all.n == 0 {
			continue
		}
		miss += all.variance()
		count += all.n
		n := float64(all.n)
		mean := sixelColor(float64(all.r)/n, float64(all.g)/n, float64(all.b)/n)
		if !seen[mean] {
			seen[mean] = true
			c.colors = append(c.colors, mean)
		}
	}
	c.miss = int(miss / float64(count))
	return c
}

// The quantizer is Xiaolin Wu's ("Efficient statistical computations for optimal
// color quantization", Graphics Gems II): a histogram of 32 steps a channel, summed
// up along each axis so that any box of it is known from its eight corners, and
// boxes cut where that lowers the variance most.

const (
	wuBits = 5
	wuSide = 1<<wuBits + 1 // index 0 is an empty border
)

// samples is about how many pixels describe a picture well enough.
const samples = 50_000

// moment is sums over at most samples*2 pixels.
type moment struct {
	n, r, g, b uint32
	square     uint64
}

func (m *moment) add(o *moment) {
	m.n += o.n
	m.r += o.r
	m.g += o.g
	m.b += o.b
	m.square += o.square
}

func (m *moment) sub(o *moment) {
	m.n -= o.n
	m.r -= o.r
	m.g -= o.g
	m.b -= o.b
	m.square -= o.square
}

// spread is the weight of the mean: splitting well makes the total larger.
func (m *moment) spread() float64 {
	if m.n == 0 {
		return 0
	}
	r, g, b := float64(m.r), float64(m.g), float64(m.b)
	return (r*r + g*g + b*b) / float64(m.n)
}

func (m *moment) variance() float64 { return float64(m.square) - m.spread() }

// moments are cumulative: an entry sums all entries with no larger index.
type moments []moment

func wuIndex(r, g, b int) int { return (r*wuSide+g)*wuSide + b }

// fill sums up a picture.
func (m moments) fill(img *image.RGBA) {
	clear(m)
	step := max(len(img.Pix)/4/samples, 1)
	for step > 1 && img.Rect.Dx()%step == 0 {
		step++ // or all samples would come from the same columns
	}
	for i := 0; i+3 < len(img.Pix); i += step * 4 {
		r, g, b := uint32(img.Pix[i]), uint32(img.Pix[i+1]), uint32(img.Pix[i+2])
		e := &m[wuIndex(int(r>>3)+1, int(g>>3)+1, int(b>>3)+1)]
		e.n++
		e.r += r
		e.g += g
		e.b += b
		e.square += uint64(r*r + g*g + b*b)
	}
	for r := 1; r < wuSide; r++ {
		var area [wuSide]moment
		for g := 1; g < wuSide; g++ {
			var line moment
			for b := 1; b < wuSide; b++ {
				at := wuIndex(r, g, b)
				line.add(&m[at])
				area[b].add(&line)
				m[at] = m[wuIndex(r-1, g, b)]
				m[at].add(&area[b])
			}
		}
	}
}

// wuBox is the entries above lo, up to and with hi, on the axes r, g, b.
type wuBox struct{ lo, hi [3]int }

// upTo sums the entries of a box without its lower end on one axis: all up to at.
func (m moments) upTo(b wuBox, axis, at int) moment {
	stride := [3]int{wuSide * wuSide, wuSide, 1}
	u, v := (axis+1)%3, (axis+2)%3
	base := at * stride[axis]
	lowU, highU := base+b.lo[u]*stride[u], base+b.hi[u]*stride[u]
	lowV, highV := b.lo[v]*stride[v], b.hi[v]*stride[v]
	s := m[highU+highV]
	s.sub(&m[lowU+highV])
	s.sub(&m[highU+lowV])
	s.add(&m[lowU+lowV])
	return s
}

func (m moments) sum(b wuBox) moment {
	s, below := m.upTo(b, 0, b.hi[0]), m.upTo(b, 0, b.lo[0])
	s.sub(&below)
	return s
}

// split cuts the whole space into up to limit boxes.
func (m moments) split(limit int) []wuBox {
	const top = wuSide - 1
	boxes := []wuBox{{hi: [3]int{top, top, top}}}
	worth := []float64{m.variance(boxes[0])}
	for len(boxes) < limit {
		worst := 0
		for i, v := range worth {
			if v > worth[worst] {
				worst = i
			}
		}
		if worth[worst] <= 0 {
			break
		}
		low, high, ok := m.cut(boxes[worst])
		if !ok {
			worth[worst] = 0
			continue
		}
		boxes[worst], worth[worst] = low, m.variance(low)
		boxes, worth = append(boxes, high), append(worth, m.variance(high))
	}
	return boxes
}

// variance of a box that cannot be cut further is 0.
func (m moments) variance(b wuBox) float64 {
	if b.hi[0]-b.lo[0] <= 1 && b.hi[1]-b.lo[1] <= 1 && b.hi[2]-b.lo[2] <= 1 {
		return 0
	}
	s := m.sum(b)
	return s.variance()
}

// cut halves a box where the two means are furthest apart by weight.
func (m moments) cut(b wuBox) (low, high wuBox, ok bool) {
	whole := m.sum(b)
	best := 0.0
	for axis := range 3 {
		outside := m.upTo(b, axis, b.lo[axis])
		for at := b.lo[axis] + 1; at < b.hi[axis]; at++ {
			below, above := m.upTo(b, axis, at), whole
			below.sub(&outside)
			above.sub(&below)
			if below.n == 0 || above.n == 0 {
				continue
			}
			if v := below.spread() + above.spread(); v > best {
				best, ok = v, true
				low, high = b, b
				low.hi[axis], high.lo[axis] = at, at
			}
		}
	}
	return low, high, ok
}
