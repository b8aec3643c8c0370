package canvas

import (
	"image"
	"image/color"
	"math"
)

// Wipe shows a picture left of a line and what became of it right of the line, in the
// size of the first. The line is at a fraction of the width from the left: 0 shows
// only the one after, 1 only the one before. It is a 400th of the width wide, at
// least a pixel, white on what is dark and black on what is bright.
func Wipe(before, after image.Image, at float64) *image.NRGBA {
	out := NRGBA(before)
	w := out.Rect.Dx()
	if math.IsNaN(at) {
		at = 0
	}
	x := int(math.Round(max(min(at, 1), 0) * float64(w)))
	right := scaled(after, after.Bounds(), out.Rect.Size())
	for y := range out.Rect.Dy() {
		copy(out.Pix[out.PixOffset(x, y):out.PixOffset(w, y)], right.Pix[right.PixOffset(x, y):])
	}
	if x == 0 || x == w {
		return out
	}
	thick := max(w/400, 1)
	from := max(x-thick/2, 0)
	for y := range out.Rect.Dy() {
		row := out.Pix[out.PixOffset(from, y):out.PixOffset(min(from+thick, w), y)]
		for p := row; len(p) >= 4; p = p[4:] {
			v := uint8(255)
			if 2*int(p[0])+5*int(p[1])+int(p[2]) >= 8*hard {
				v = 0
			}
			p[0], p[1], p[2], p[3] = v, v, v, 255
		}
	}
	return out
}

// Tint shows a mask over its picture: what may change is mixed with a colour, as much
// as the colour is opaque. A mask of another size is stretched over the picture, so
// that a small preview can show the mask of a large one. What is transparent takes
// the colour too. A nil mask tints nothing.
func Tint(img image.Image, m *Mask, c color.NRGBA) *image.NRGBA {
	out := NRGBA(img)
	if m == nil || m.Rect.Empty() {
		return out
	}
	w, h := out.Rect.Dx(), out.Rect.Dy()
	with := []uint8{c.R, c.G, c.B, 255}
	column := make([]int, w)
	for x := range column {
		column[x] = (2*x + 1) * m.Rect.Dx() / (2 * w)
	}
	for y := range h {
		row := out.Pix[y*out.Stride:]
		over := m.row((2*y+1)*m.Rect.Dy()/(2*h), 0, m.Rect.Dx())
		for x, at := range column {
			if v := int(over[at]); v > 0 {
				mix(row[4*x:][:4], with, (v*int(c.A)+127)/255)
			}
		}
	}
	return out
}
