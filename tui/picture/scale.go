package picture

import (
	"image"
	"image/draw"
)

// scale returns the picture at the size given, [opaque]. A side that
// shrinks is averaged: each new pixel is the mean of the area it covers, so fine
// detail does not flicker. A side that grows is drawn through a curve (CatmullRom),
// which keeps edges sharper than straight lines would.
func scale(src image.Image, size Size) *image.RGBA {
	img := opaque(src)
	if w, h := min(img.Rect.Dx(), size.W), min(img.Rect.Dy(), size.H); w < img.Rect.Dx() || h < img.Rect.Dy() {
		img = shrink(img, Size{w, h})
	}
	if img.Rect.Dx() < size.W || img.Rect.Dy() < size.H {
		img = enlarge(img, size)
	}
	return img
}

// rowsAtOnce is how many rows of a picture one goroutine makes before it takes others.
const rowsAtOnce = 32

// rows calls work for all rows of a picture, in stretches, on all processors.
// Scratch is made once for each goroutine.
func rows[T any](h int, scratch func() T, work func(s T, y int)) {
	parallel((h+rowsAtOnce-1)/rowsAtOnce, func(next func() int) {
		s := scratch()
		for i := next(); i*rowsAtOnce < h; i = next() {
			for y := i * rowsAtOnce; y < min((i+1)*rowsAtOnce, h); y++ {
				work(s, y)
			}
		}
	})
}

// pair holds two sums, in the lower and the upper half of a word: it adds and
// multiplies two channels for the price of one.
type pair struct{ rb, g uint64 }

// shrink averages areas. No side of size is larger than the picture's.
func shrink(from *image.RGBA, size Size) *image.RGBA {
	columns, lines := spans(from.Rect.Dx(), size.W), spans(from.Rect.Dy(), size.H)
	to := image.NewRGBA(image.Rect(0, 0, size.W, size.H))
	w := from.Rect.Dx()
	rows(size.H, func() []pair { return make([]pair, w) }, func(sums []pair, y int) {
		clear(sums)
		for i, weight := range lines[y].weights {
			addRow(sums, from.Pix[(lines[y].first+i)*from.Stride:][:w*4], uint64(weight))
		}
		line := to.Pix[y*to.Stride:][:size.W*4]
		for x, column := range columns {
			var rb, g uint64
			for i, weight := range column.weights {
				s := sums[column.first+i]
				// Weights add up to spanUnit in both directions; 8 bits of them are
				// dropped on the way so that sums stay within their halves.
				rb += (s.rb >> 8 & 0x00ffffff_00ffffff) * uint64(weight)
				g += s.g >> 8 * uint64(weight)
			}
			const half = 1 << (2*spanBits - 9)
			line[x*4] = uint8((rb&0xffffffff + half) >> (2*spanBits - 8))
			line[x*4+1] = uint8((g + half) >> (2*spanBits - 8))
			line[x*4+2] = uint8((rb>>32 + half) >> (2*spanBits - 8))
			line[x*4+3] = 255
		}
	})
	return to
}

// addRow adds a row of pixels to the sums, by its weight.
func addRow(sums []pair, pix []uint8, weight uint64) {
	for x := range sums {
		p := pix[x*4 : x*4+4 : x*4+4]
		s := &sums[x]
		s.rb += (uint64(p[0]) | uint64(p[2])<<32) * weight
		s.g += uint64(p[1]) * weight
	}
}

// span is the stretch of old pixels that one new pixel is made of.
type span struct {
	first   int
	weights []int32 // their sum is spanUnit
}

const (
	spanBits = 14
	spanUnit = 1 << spanBits
)

// spans cuts a side of from pixels into to stretches of equal length.
func spans(from, to int) []span {
	all := make([]span, to)
	for i := range all {
		// In units of 1/to of an old pixel, the stretch is [start, end).
		start, end := i*from, (i+1)*from
		s := span{first: start / to}
		left := int32(spanUnit)
		for at := s.first; at*to < end; at++ {
			overlap := min(end, (at+1)*to) - max(start, at*to)
			w := int32(overlap * spanUnit / from)
			s.weights = append(s.weights, w)
			left -= w
		}
		// What rounding lost goes to the middle, where it shows least.
		s.weights[len(s.weights)/2] += left
		all[i] = s
	}
	return all
}

// enlarge draws a curve through the pixels of each row, then of each column. No
// side of size is smaller than the picture's.
func enlarge(from *image.RGBA, size Size) *image.RGBA {
	columns, lines := curves(from.Rect.Dx(), size.W), curves(from.Rect.Dy(), size.H)
	to := image.NewRGBA(image.Rect(0, 0, size.W, size.H))
	w := from.Rect.Dx() * 4
	rows(size.H, func() []int32 { return make([]int32, w) }, func(sums []int32, y int) {
		clear(sums)
		for i, weight := range lines[y].weights {
			for x, v := range from.Pix[(lines[y].first+i)*from.Stride:][:w] {
				sums[x] += int32(v) * weight
			}
		}
		line := to.Pix[y*to.Stride:][:size.W*4]
		for x, column := range columns {
			for c := range 4 {
				var sum int64
				for i, weight := range column.weights {
					sum += int64(sums[(column.first+i)*4+c]) * int64(weight)
				}
				const half = 1 << (2*spanBits - 1)
				line[x*4+c] = uint8(min(max((sum+half)>>(2*spanBits), 0), 255))
			}
		}
	})
	return to
}

// curves returns for each new pixel the up to four old ones around it, weighted by
// the cubic of Catmull and Rom.
func curves(from, to int) []span {
	all := make([]span, to)
	for i := range all {
		center := (float64(i)+0.5)*float64(from)/float64(to) - 0.5
		low := int(center+1) - 2 // center is above -1
		s := span{first: max(low, 0)}
		s.weights = make([]int32, min(low+4, from)-s.first)
		left := int32(spanUnit)
		for at := low; at < low+4; at++ {
			w := int32(catmullRom(center-float64(at)) * spanUnit)
			s.weights[min(max(at, 0), from-1)-s.first] += w // the border goes on outside
			left -= w
		}
		s.weights[len(s.weights)/2] += left
		all[i] = s
	}
	return all
}

func catmullRom(x float64) float64 {
	x = max(x, -x)
	switch {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < 2:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return 0
}

// opaque returns the picture as RGBA at the origin. What is clear of it is black, or white where
// the rest is too dark to be made out on black.
func opaque(src image.Image) *image.RGBA {
	b := src.Bounds()
	if p, ok := src.(*image.RGBA); ok && b.Min == (image.Point{}) && p.Stride == 4*b.Dx() && p.Opaque() {
		return p
	}
	to := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(to, to.Rect, src, b.Min, draw.Src)
	if p, ok := src.(interface{ Opaque() bool }); ok && p.Opaque() {
		return to
	}
	// Colours are multiplied by how opaque they are: as they stand, they are over black.
	white := darkOnClear(to)
	for i := 0; i+3 < len(to.Pix); i += 4 {
		p := to.Pix[i : i+4 : i+4]
		if white {
			rest := 255 - p[3]
			p[0], p[1], p[2] = p[0]+rest, p[1]+rest, p[2]+rest
		}
		p[3] = 255
	}
	return to
}

// darkOnClear reports whether a good part of a picture is clear and the rest so dark that it is
// not to be made out on black.
func darkOnClear(img *image.RGBA) bool {
	const clearPart, dark = 10, 0.2 // a tenth of all; of full brightness
	light, solid := 0, 0
	for i := 0; i+3 < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		light += 299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])
		solid += int(p[3])
	}
	all := 255 * len(img.Pix) / 4
	return all-solid > all/clearPart && float64(light) < dark*1000*float64(solid)
}
