package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// scale returns the picture at the size given, opaque, over black. Each new pixel
// is the mean of the area it covers: fine detail does not flicker when a picture
// shrinks, and the hard pixels of pixel art stay hard when it grows.
func scale(src image.Image, size Size) *image.RGBA {
	from := opaque(src)
	if from.Rect.Dx() == size.W && from.Rect.Dy() == size.H {
		return from
	}
	columns := spans(from.Rect.Dx(), size.W)
	rows := spans(from.Rect.Dy(), size.H)
	to := image.NewRGBA(image.Rect(0, 0, size.W, size.H))
	sums := make([]uint64, size.W*3)
	for y, row := range rows {
		clear(sums)
		for i, weight := range row.weights {
			addRow(sums, from.Pix[(row.first+i)*from.Stride:], columns, uint64(weight))
		}
		line := to.Pix[y*to.Stride:]
		for x := range size.W {
			// Weights of a span add up to spanUnit in both directions.
			const half = spanUnit * spanUnit / 2
			line[x*4] = uint8((sums[x*3] + half) / (spanUnit * spanUnit))
			line[x*4+1] = uint8((sums[x*3+1] + half) / (spanUnit * spanUnit))
			line[x*4+2] = uint8((sums[x*3+2] + half) / (spanUnit * spanUnit))
			line[x*4+3] = 255
		}
	}
	return to
}

// addRow adds a row of source pixels, each weighted for the columns it falls into.
func addRow(sums []uint64, pix []uint8, columns []span, weight uint64) {
	for x, column := range columns {
		var r, g, b uint32
		at := column.first * 4
		for _, w := range column.weights {
			p := pix[at : at+3 : at+3]
			r += uint32(p[0]) * w
			g += uint32(p[1]) * w
			b += uint32(p[2]) * w
			at += 4
		}
		sums[x*3] += uint64(r) * weight
		sums[x*3+1] += uint64(g) * weight
		sums[x*3+2] += uint64(b) * weight
	}
}

// span is the stretch of old pixels that one new pixel covers.
type span struct {
	first   int
	weights []uint32 // their sum is spanUnit
}

const spanUnit = 1 << 14

// spans cuts a side of from pixels into to stretches of equal length.
func spans(from, to int) []span {
	all := make([]span, to)
	for i := range all {
		// In units of 1/to of an old pixel, the stretch is [start, end).
		start, end := i*from, (i+1)*from
		s := span{first: start / to}
		left := uint32(spanUnit)
		for at := s.first; at*to < end; at++ {
			overlap := min(end, (at+1)*to) - max(start, at*to)
			w := uint32(overlap * spanUnit / from)
			s.weights = append(s.weights, w)
			left -= w
		}
		// What rounding lost goes to the middle, where it shows least.
		s.weights[len(s.weights)/2] += left
		all[i] = s
	}
	return all
}

// opaque returns the picture as RGBA at the origin, laid over black.
func opaque(src image.Image) *image.RGBA {
	b := src.Bounds()
	if p, ok := src.(*image.RGBA); ok && b.Min == (image.Point{}) && p.Opaque() {
		return p
	}
	to := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(to, to.Rect, image.NewUniform(color.Black), image.Point{}, draw.Src)
	draw.Draw(to, to.Rect, src, b.Min, draw.Over)
	return to
}
