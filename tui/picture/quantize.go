package picture

import (
	"encoding/binary"
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

// quantize chooses up to limit colours for the picture. Exact is true when the
// picture has no more than that and keeps all of them.
func (s *scratch) quantize(img *image.RGBA, limit int) (palette color.Palette, exact bool) {
	if palette := distinct(img, limit); palette != nil {
		return palette, true
	}
	if s.moments == nil {
		s.moments = make(moments, wuSide*wuSide*wuSide)
	}
	m := s.moments
	m.fill(img)
	boxes := m.split(limit)
	palette = make(color.Palette, 0, len(boxes))
	seen := make(map[color.RGBA64]bool, len(boxes))
	for _, b := range boxes {
		all := m.sum(b)
		if all.n == 0 {
			continue
		}
		n := float64(all.n)
		c := sixelColor(float64(all.r)/n, float64(all.g)/n, float64(all.b)/n)
		if !seen[c] {
			seen[c] = true
			palette = append(palette, c)
		}
	}
	return palette, false
}

// distinct returns the colours of the picture if there are at most limit, else nil.
func distinct(img *image.RGBA, limit int) color.Palette {
	const slots = 1 << 11 // of a hash table of pixels; 0 is free, for pixels are opaque
	var seen [slots]uint32
	shown := make(map[color.RGBA64]bool, limit)
	palette := make(color.Palette, 0, limit)
	count, last := 0, uint32(0)
	for i := 0; i+3 < len(img.Pix); i += 4 {
		pixel := binary.LittleEndian.Uint32(img.Pix[i:])
		if pixel == last {
			continue
		}
		last = pixel
		at := pixel * 0x9e3779b1 >> 21
		for seen[at] != 0 && seen[at] != pixel {
			at = (at + 1) % slots
		}
		if seen[at] == pixel {
			continue
		}
		if count == limit {
			return nil
		}
		count++
		seen[at] = pixel
		c := sixelColor(float64(pixel&0xff), float64(pixel>>8&0xff), float64(pixel>>16&0xff))
		if !shown[c] {
			shown[c] = true
			palette = append(palette, c)
		}
	}
	return palette
}

// The quantizer is Xiaolin Wu's ("Efficient statistical computations for optimal
// color quantization", Graphics Gems II): a histogram of 32 steps a channel, summed
// up along each axis so that any box of it is known from its eight corners, and
// boxes cut where that lowers the variance most.

const (
	wuBits = 5
	wuSide = 1<<wuBits + 1 // index 0 is an empty border
)

type moment struct {
	n, r, g, b int64
	square     float64
}

func (m *moment) add(o moment, sign int64) {
	m.n += sign * o.n
	m.r += sign * o.r
	m.g += sign * o.g
	m.b += sign * o.b
	m.square += float64(sign) * o.square
}

// spread is the weight of the mean: splitting well makes the total larger.
func (m *moment) spread() float64 {
	if m.n == 0 {
		return 0
	}
	r, g, b := float64(m.r), float64(m.g), float64(m.b)
	return (r*r + g*g + b*b) / float64(m.n)
}

func (m *moment) variance() float64 { return m.square - m.spread() }

// moments are cumulative: an entry sums all entries with no larger index.
type moments []moment

func wuIndex(r, g, b int) int { return (r*wuSide+g)*wuSide + b }

// fill sums up a picture.
func (m moments) fill(img *image.RGBA) {
	clear(m)
	step := 4
	if len(img.Pix) > 4*400_000 {
		step = 12 // every third pixel describes a large picture as well
	}
	for i := 0; i+3 < len(img.Pix); i += step {
		r, g, b := int64(img.Pix[i]), int64(img.Pix[i+1]), int64(img.Pix[i+2])
		e := &m[wuIndex(int(r>>3)+1, int(g>>3)+1, int(b>>3)+1)]
		e.n++
		e.r += r
		e.g += g
		e.b += b
		e.square += float64(r*r + g*g + b*b)
	}
	for r := 1; r < wuSide; r++ {
		var area [wuSide]moment
		for g := 1; g < wuSide; g++ {
			var line moment
			for b := 1; b < wuSide; b++ {
				at := wuIndex(r, g, b)
				line.add(m[at], 1)
				area[b].add(line, 1)
				m[at] = m[wuIndex(r-1, g, b)]
				m[at].add(area[b], 1)
			}
		}
	}
}

// wuBox is the entries above lo, up to and with hi, on the axes r, g, b.
type wuBox struct{ lo, hi [3]int }

func (m moments) sum(b wuBox) moment {
	var s moment
	for corner := range 8 {
		at, sign := [3]int{}, int64(1)
		for axis := range 3 {
			if corner>>axis&1 == 0 {
				at[axis] = b.hi[axis]
			} else {
				at[axis] = b.lo[axis]
				sign = -sign
			}
		}
		s.add(m[wuIndex(at[0], at[1], at[2])], sign)
	}
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
		for at := b.lo[axis] + 1; at < b.hi[axis]; at++ {
			part := b
			part.hi[axis] = at
			below := m.sum(part)
			above := whole
			above.add(below, -1)
			if below.n == 0 || above.n == 0 {
				continue
			}
			if v := below.spread() + above.spread(); v > best {
				best, ok = v, true
				low, high = part, b
				high.lo[axis] = at
			}
		}
	}
	return low, high, ok
}
