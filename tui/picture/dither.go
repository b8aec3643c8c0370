package picture

import (
	"image"
	"image/color"
)

// ditherStrength is how much of the error is handed on, in 1/64. Three quarters
// looks as smooth as all of it, with less noise and fewer bytes.
const ditherStrength = 48

// dither maps the picture to the palette and hands the error of each pixel on to
// its neighbours (Floyd and Steinberg), in lines of alternating direction.
func dither(img *image.RGBA, palette color.Palette) *image.Paletted {
	to := image.NewPaletted(img.Rect, palette)
	near := newNearest(palette)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	here, below := make([]rgb, w+2), make([]rgb, w+2) // errors in 1/16, one column of border
	for y := range h {
		x, end, step := 0, w, 1
		if y&1 == 1 {
			x, end, step = w-1, -1, -1
		}
		for ; x != end; x += step {
			at := x + 1
			p := img.Pix[y*img.Stride+x*4:]
			want := rgb{
				clamp(int32(p[0]) + here[at].r>>4),
				clamp(int32(p[1]) + here[at].g>>4),
				clamp(int32(p[2]) + here[at].b>>4),
			}
			i := near.find(want)
			to.Pix[y*to.Stride+x] = i
			got := near.colors[i]
			e := rgb{
				(want.r - got.r) * ditherStrength / 64,
				(want.g - got.g) * ditherStrength / 64,
				(want.b - got.b) * ditherStrength / 64,
			}
			here[at+step].add(e, 7)
			below[at-step].add(e, 3)
			below[at].add(e, 5)
			below[at+step].add(e, 1)
		}
		here, below = below, here
		clear(below)
	}
	return to
}

// mapColors maps the picture to a palette that has all its colours.
func mapColors(img *image.RGBA, palette color.Palette) *image.Paletted {
	to := image.NewPaletted(img.Rect, palette)
	index := make(map[color.RGBA64]uint8, len(palette))
	for i, c := range palette {
		index[c.(color.RGBA64)] = uint8(i)
	}
	known := make(map[uint32]uint8, len(palette))
	for i := range to.Pix {
		p := img.Pix[i*4 : i*4+3]
		key := uint32(p[0])<<16 | uint32(p[1])<<8 | uint32(p[2])
		at, ok := known[key]
		if !ok {
			at = index[sixelColor(float64(p[0]), float64(p[1]), float64(p[2]))]
			known[key] = at
		}
		to.Pix[i] = at
	}
	return to
}

type rgb struct{ r, g, b int32 }

func (c *rgb) add(e rgb, weight int32) {
	c.r += e.r * weight
	c.g += e.g * weight
	c.b += e.b * weight
}

func clamp(v int32) int32 { return min(max(v, 0), 255) }

// nearest finds the nearest colour of a palette, and remembers it for all colours
// that share the upper six bits of each channel.
type nearest struct {
	colors []rgb
	known  []uint16 // index+1, 0 when not looked up yet
}

func newNearest(palette color.Palette) *nearest {
	n := &nearest{known: make([]uint16, 1<<18)}
	for _, c := range palette {
		r, g, b, _ := c.RGBA()
		n.colors = append(n.colors, rgb{int32(r+128) / 257, int32(g+128) / 257, int32(b+128) / 257})
	}
	return n
}

func (n *nearest) find(c rgb) uint8 {
	key := c.r>>2<<12 | c.g>>2<<6 | c.b>>2
	if i := n.known[key]; i > 0 {
		return uint8(i - 1)
	}
	r, g, b := c.r&^3+2, c.g&^3+2, c.b&^3+2
	best, least := 0, int32(1<<30)
	for i, p := range n.colors {
		d := (r-p.r)*(r-p.r) + (g-p.g)*(g-p.g) + (b-p.b)*(b-p.b)
		if d < least {
			best, least = i, d
		}
	}
	n.known[key] = uint16(best + 1)
	return uint8(best)
}
