package picture

import (
	"cmp"
	"image"
	"image/color"
	"slices"
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
	colors color.Palette // the ones of most pixels first
	miss   int           // mean square of the distance of a pixel to its colour
	rough  int32         // what passes for smooth: see roughLocal
}

// use is how many of the pixels looked at have a colour.
type use struct {
	color  color.RGBA64
	pixels uint32
}

// quantize chooses up to limit colours for the picture.
func (s *scratch) quantize(img *image.RGBA, limit int) choice {
	m := &s.moments
	miss := float64(m.fill(img))
	boxes := m.split(limit)
	used := make([]use, 0, len(boxes))
	known := make(map[color.RGBA64]int, len(boxes))
	var count uint32
	for _, b := range boxes {
		all := m.sum(b)
		if all[0] == 0 {
			continue
		}
		miss -= all.spread()
		count += all[0]
		n := float64(all[0])
		mean := sixelColor(float64(all[1])/n, float64(all[2])/n, float64(all[3])/n)
		i, ok := known[mean]
		if !ok {
			i = len(used)
			known[mean] = i
			used = append(used, use{color: mean})
		}
		used[i].pixels += all[0]
	}
	slices.SortStableFunc(used, func(a, b use) int { return cmp.Compare(b.pixels, a.pixels) })
	c := choice{colors: make(color.Palette, len(used))}
	for i, u := range used {
		c.colors[i] = u.color
	}
	c.miss = int(miss / float64(count))
	return c
}

// The quantizer is Xiaolin Wu's ("Efficient statistical computations for optimal
// color quantization", Graphics Gems II): a histogram of 32 steps a channel, summed
// up along each axis so that any box of it is known from its eight corners, and
// boxes cut where that lowers the variance most. Wu cuts the box of the largest variance
// next; here it is the one whose cut lowers it most, which needs no sums of squares.

const (
	wuBits      = 5
	momentsMost = (1<<wuBits + 1) * (1<<wuBits + 1) * (1<<wuBits + 1)
)

// samples is about how many pixels describe a picture well enough.
const samples = 50_000

// moment is sums over at most samples*2 pixels: how many they are, and of each channel.
type moment [4]uint32

func (m *moment) add(o *moment) {
	for i := range m {
		m[i] += o[i]
	}
}

func (m *moment) sub(o *moment) {
	for i := range m {
		m[i] -= o[i]
	}
}

// spread is the weight of the mean: splitting well makes the total larger. The sum of
// the squares less it is the squared distances of the pixels to their mean, in all.
func (m *moment) spread() float64 {
	if m[0] == 0 {
		return 0
	}
	r, g, b := float64(m[1]), float64(m[2]), float64(m[3])
	return (r*r + g*g + b*b) / float64(m[0])
}

// moments are cumulative: an entry sums all entries that have no larger index on any axis.
// Index 0 of each is an empty border. There are entries only for what the picture needs.
type moments struct {
	memory []moment // momentsMost, for whatever comes after them too
	of     []moment // the start of memory
	low    [3]uint8 // the upper bits of a channel that index 1 stands for
	side   [3]int   // entries on each axis
}

func (m *moments) index(r, g, b int) int { return (r*m.side[1]+g)*m.side[2] + b }

// reach makes room for the pixels of a picture that are step bytes apart, and empties it.
func (m *moments) reach(img *image.RGBA, step int) {
	low, high := [3]uint8{255, 255, 255}, [3]uint8{}
	for i := 0; i+3 < len(img.Pix); i += step {
		for c, v := range img.Pix[i : i+3] {
			low[c], high[c] = min(low[c], v), max(high[c], v)
		}
	}
	n := 1
	for c := range 3 {
		m.low[c] = low[c] >> (8 - wuBits)
		m.side[c] = max(int(high[c]>>(8-wuBits))-int(m.low[c]), 0) + 2
		n *= m.side[c]
	}
	if m.memory == nil {
		m.memory = make([]moment, momentsMost)
	}
	m.of = m.memory[:n]
	clear(m.of)
}

// fill sums up a picture, and returns the sum of the squares of all channels.
func (m *moments) fill(img *image.RGBA) (squares uint64) {
	step := max(len(img.Pix)/4/samples, 1)
	for step > 1 && img.Rect.Dx()%step == 0 {
		step++ // or all samples would come from the same columns
	}
	step *= 4
	m.reach(img, step)
	at := func(c int, v uint32) int { return int(v>>(8-wuBits)) - int(m.low[c]) + 1 }
	for i := 0; i+3 < len(img.Pix); i += step {
		r, g, b := uint32(img.Pix[i]), uint32(img.Pix[i+1]), uint32(img.Pix[i+2])
		e := &m.of[m.index(at(0, r), at(1, g), at(2, b))]
		e.add(&moment{1, r, g, b})
		squares += uint64(r*r + g*g + b*b)
	}
	m.accumulate()
	return squares
}

// accumulate sums up along each axis.
func (m *moments) accumulate() {
	for r := 1; r < m.side[0]; r++ {
		var area [1<<wuBits + 1]moment
		for g := 1; g < m.side[1]; g++ {
			var line moment
			for b := 1; b < m.side[2]; b++ {
				at := m.index(r, g, b)
				line.add(&m.of[at])
				area[b].add(&line)
				m.of[at] = m.of[m.index(r-1, g, b)]
				m.of[at].add(&area[b])
			}
		}
	}
}

// wuBox is the entries above lo, up to and with hi, on the axes r, g, b.
type wuBox struct{ lo, hi [3]int }

// upTo sums the entries of a box without its lower end on one axis: all up to at.
func (m *moments) upTo(b wuBox, axis, at int) moment {
	stride := [3]int{m.side[1] * m.side[2], m.side[2], 1}
	u, v := (axis+1)%3, (axis+2)%3
	base := at * stride[axis]
	lowU, highU := base+b.lo[u]*stride[u], base+b.hi[u]*stride[u]
	lowV, highV := b.lo[v]*stride[v], b.hi[v]*stride[v]
	s := m.of[highU+highV]
	s.sub(&m.of[lowU+highV])
	s.sub(&m.of[highU+lowV])
	s.add(&m.of[lowU+lowV])
	return s
}

func (m *moments) sum(b wuBox) moment {
	s, below := m.upTo(b, 0, b.hi[0]), m.upTo(b, 0, b.lo[0])
	s.sub(&below)
	return s
}

// wuCut is a box and its best halves.
type wuCut struct {
	box, low, high wuBox
	gain           float64 // by how much the halves vary less; 0 if there are none
}

// split cuts the whole space into up to limit boxes.
func (m *moments) split(limit int) []wuBox {
	cuts := make([]wuCut, 1, limit)
	cuts[0] = m.cut(wuBox{hi: [3]int{m.side[0] - 1, m.side[1] - 1, m.side[2] - 1}})
	for len(cuts) < limit {
		best := 0
		for i := range cuts {
			if cuts[i].gain > cuts[best].gain {
				best = i
			}
		}
		c := cuts[best]
		if c.gain <= 0 {
			break
		}
		cuts[best] = m.cut(c.low)
		cuts = append(cuts, m.cut(c.high))
	}
	boxes := make([]wuBox, len(cuts))
	for i := range cuts {
		boxes[i] = cuts[i].box
	}
	return boxes
}

// cut finds the halves of a box whose means are furthest apart by weight.
func (m *moments) cut(b wuBox) wuCut {
	c := wuCut{box: b}
	whole := m.sum(b)
	before := whole.spread()
	for axis := range 3 {
		outside := m.upTo(b, axis, b.lo[axis])
		for at := b.lo[axis] + 1; at < b.hi[axis]; at++ {
			below, above := m.upTo(b, axis, at), whole
			below.sub(&outside)
			above.sub(&below)
			if below[0] == 0 || above[0] == 0 {
				continue
			}
			if gain := below.spread() + above.spread() - before; gain > c.gain {
				c.gain = gain
				c.low, c.high = b, b
				c.low.hi[axis], c.high.lo[axis] = at, at
			}
		}
	}
	return c
}
