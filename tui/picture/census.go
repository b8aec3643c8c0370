package picture

import (
	"encoding/binary"
	"image"
	"image/color"
)

// census is all colours of a picture that has few. Pixels come in runs more often
// than not, and are taken so.
type census struct {
	pixels  [censusSlots]uint32 // a hash table; 0 is free, for pixels are opaque
	indices [censusSlots]uint8  // of the pixels in the palette
	palette color.Palette       // as sixel shows it: different pixels may look the same
}

const censusBits, censusSlots = 11, 1 << censusBits

// distinct returns the colours of the picture if there are at most limit, else nil.
func distinct(img *image.RGBA, limit int) *census {
	c := &census{palette: make(color.Palette, 0, limit)}
	shown := make(map[color.RGBA64]uint8, limit)
	count := 0
	for pix := img.Pix; len(pix) >= 4; pix = pix[runOf(pix)*4:] {
		pixel := binary.LittleEndian.Uint32(pix)
		at := c.slot(pixel)
		if c.pixels[at] == pixel {
			continue
		}
		if count == limit {
			return nil
		}
		count++
		look := sixelColor(float64(pix[0]), float64(pix[1]), float64(pix[2]))
		i, ok := shown[look]
		if !ok {
			i = uint8(len(c.palette))
			shown[look] = i
			c.palette = append(c.palette, look)
		}
		c.pixels[at], c.indices[at] = pixel, i
	}
	return c
}

// slot returns where a pixel is in the table, or else belongs.
func (c *census) slot(pixel uint32) uint32 {
	at := pixel * 0x9e3779b1 >> (32 - censusBits)
	for c.pixels[at] != 0 && c.pixels[at] != pixel {
		at = (at + 1) % censusSlots
	}
	return at
}

// paletted returns the picture, whose colours these are.
func (c *census) paletted(img *image.RGBA) *image.Paletted {
	to := image.NewPaletted(img.Rect, c.palette)
	for from, left := img.Pix, to.Pix; len(left) > 0; {
		n := runOf(from)
		i := c.indices[c.slot(binary.LittleEndian.Uint32(from))]
		for x := range left[:n] {
			left[x] = i
		}
		from, left = from[n*4:], left[n:]
	}
	return to
}

// runOf returns how many pixels at the start are the same.
func runOf(pix []uint8) int {
	first := binary.LittleEndian.Uint32(pix)
	two := uint64(first)<<32 | uint64(first)
	n := 4
	for n+8 <= len(pix) && binary.LittleEndian.Uint64(pix[n:]) == two {
		n += 8
	}
	if n+4 <= len(pix) && binary.LittleEndian.Uint32(pix[n:]) == first {
		n += 4
	}
	return n / 4
}
