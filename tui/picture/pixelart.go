package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// A picture of at most 256 colours is taken for pixel art, and keeps its colours
// exactly. Its pixels are often stored as squares of many; those are found first.
// Then, in this order:
//
//  1. Each pixel becomes a square of as many screen pixels as fit, the same for all,
//     if the picture then fills most of its box. It stands in the middle of a frame
//     of its darkest colour.
//  2. Else, when the box is larger than the picture, each becomes a rectangle whose
//     sides differ by one screen pixel at most.
//  3. A picture larger than its box is averaged like any other: dropping pixels would
//     lose lines and letters.
const (
	artColors = 256
	artFills  = 3.0 / 4 // of the longer side of the box
)

// resize returns the picture at the size given, pixel art as such.
func resize(src image.Image, size Size) *image.RGBA {
	img := opaque(src)
	if img.Rect.Dx() == size.W && img.Rect.Dy() == size.H {
		return img
	}
	if distinct(img, artColors) == nil {
		return scale(img, size)
	}
	grain := grainOf(img)
	w, h := (img.Rect.Dx()+grain-1)/grain, (img.Rect.Dy()+grain-1)/grain
	times := min(size.W/w, size.H/h)
	switch {
	case size.W < w || size.H < h:
		return scale(img, size)
	case float64(times*w) >= artFills*float64(size.W) || float64(times*h) >= artFills*float64(size.H):
		return repeat(img, grain, image.Pt(w, h), times, size)
	}
	return stretchArt(img, grain, image.Pt(w, h), size)
}

// repeat draws every pixel as a square, in the middle of a frame.
func repeat(img *image.RGBA, grain int, art image.Point, times int, size Size) *image.RGBA {
	whole := stretchArt(img, grain, art, Size{art.X * times, art.Y * times})
	if whole.Rect.Dx() == size.W && whole.Rect.Dy() == size.H {
		return whole
	}
	to := image.NewRGBA(image.Rect(0, 0, size.W, size.H))
	frame := darkest(img)
	for i := 0; i < len(to.Pix); i += 4 {
		binary.LittleEndian.PutUint32(to.Pix[i:], frame)
	}
	left, top := (size.W-whole.Rect.Dx())/2, (size.H-whole.Rect.Dy())/2
	for y := range whole.Rect.Dy() {
		copy(to.Pix[to.PixOffset(left, top+y):], whole.Pix[y*whole.Stride:][:whole.Rect.Dx()*4])
	}
	return to
}

// stretchArt draws every pixel as a rectangle, without mixing colours.
func stretchArt(img *image.RGBA, grain int, art image.Point, size Size) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, size.W, size.H))
	before := -1
	for y := range size.H {
		line := to.Pix[y*to.Stride:][:size.W*4]
		from := y * art.Y / size.H * grain
		if from == before {
			copy(line, to.Pix[(y-1)*to.Stride:])
			continue
		}
		before = from
		row := img.Pix[from*img.Stride:]
		for x := range size.W {
			at := x * art.X / size.W * grain * 4
			copy(line[x*4:x*4+4], row[at:at+4])
		}
	}
	return to
}

// grainOf returns the side of the squares that the picture is made of, 1 at least:
// what all places where its colour changes are multiples of.
func grainOf(img *image.RGBA) int {
	grain := 0
	w := img.Rect.Dx() * 4
	var above []uint8
	for y := range img.Rect.Dy() {
		line := img.Pix[y*img.Stride:][:w]
		if y > 0 {
			if bytes.Equal(line, above) {
				continue
			}
			grain = commonDivisor(grain, y)
		}
		above = line
		for x := 4; x < w && grain != 1; x += 4 {
			if binary.LittleEndian.Uint32(line[x:]) != binary.LittleEndian.Uint32(line[x-4:]) {
				grain = commonDivisor(grain, x/4)
			}
		}
		if grain == 1 {
			break
		}
	}
	return max(grain, 1)
}

func commonDivisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// darkest returns the darkest pixel of the picture.
func darkest(img *image.RGBA) uint32 {
	found, least := uint32(0), 1<<30
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		if light := 299*int(p[0]) + 587*int(p[1]) + 114*int(p[2]); light < least {
			found, least = binary.LittleEndian.Uint32(p), light
		}
	}
	return found
}

// few is what a picture is reduced to for a terminal.
type few struct {
	colors int   // at most
	rough  int32 // what passes for smooth: see roughLocal
}

func (t Terminal) few() few {
	f := few{colors: t.registers(), rough: roughLocal}
	if t.Remote {
		f.rough = roughRemote
	}
	return f
}

// paletted makes the picture ready for a terminal of few colours: at its size, with the
// colours that suit it best, dithered where those are not all it has.
func (s *scratch) paletted(src image.Image, size Size, f few) *image.Paletted {
	img := resize(src, size)
	return s.reduce(img, distinct(img, f.colors), f)
}

// reduce gives the picture few colours: all that it has, if those are known to be few.
func (s *scratch) reduce(img *image.RGBA, all *census, f few) *image.Paletted {
	if all != nil {
		return all.paletted(img)
	}
	c, near := s.choose(img, f)
	return dither(img, c, near)
}

// choose returns few colours for the picture, and what finds the nearest of them.
func (s *scratch) choose(img *image.RGBA, f few) (choice, *nearest) {
	c := s.quantize(img, f.colors)
	c.rough = f.rough
	if s.near == nil {
		// The moments have done their part: their memory is touched already.
		s.near = newNearest((*[knownWords]moment)(s.moments.memory))
	} else {
		s.near.forget()
	}
	s.near.choose(c)
	return c, s.near
}

// scratch is the memory that making a picture needs, for the next one to use again.
type scratch struct {
	near    *nearest
	moments moments
}
