package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strings"

	"github.com/mattn/go-sixel"
)

const (
	sixelColors = 256
	sixelBand   = 6 // pixels
)

// wholeBands reports whether the terminal rounds the height of a picture up to
// whole bands, so that it would reach into the row below. Tmux does.
func (t Terminal) wholeBands() bool { return strings.HasPrefix(t.Brand, "tmux") }

// paletted makes the picture ready for sixel: scaled, quantized and dithered.
func paletted(src image.Image, size Size, wholeBands bool) *image.Paletted {
	if wholeBands {
		size.H = max(size.H/sixelBand, 1) * sixelBand
	}
	img := scale(src, size)
	limit := sixelColors
	if wholeBands {
		limit-- // register 0 is black, see compact
	}
	palette, exact := quantize(img, limit)
	if exact {
		return mapColors(img, palette)
	}
	return dither(img, palette)
}

// encodeSixel returns the sixel string of a part of the picture. Colour registers
// are numbered from 0 without gaps, which tmux needs.
func encodeSixel(img *image.Paletted, area image.Rectangle, wholeBands bool) ([]byte, error) {
	var b bytes.Buffer
	if err := sixel.NewEncoder(&b).Encode(compact(img, area, wholeBands)); err != nil {
		return nil, fmt.Errorf("encode sixel: %w", err)
	}
	return b.Bytes(), nil
}

// compact copies a part of the picture, with only the colours it uses. Tmux fills
// what is left of the last cells with register 0, so black may come first.
func compact(img *image.Paletted, area image.Rectangle, black bool) *image.Paletted {
	to := image.NewPaletted(image.Rect(0, 0, area.Dx(), area.Dy()), nil)
	var index [256]uint8
	var known [256]bool
	palette := make(color.Palette, 0, len(img.Palette)+1)
	if black {
		palette = append(palette, color.RGBA64{A: 0xffff})
	}
	for y := range area.Dy() {
		from := img.Pix[img.PixOffset(area.Min.X, area.Min.Y+y):][:area.Dx()]
		line := to.Pix[y*to.Stride:]
		for x, p := range from {
			if !known[p] {
				known[p] = true
				index[p] = uint8(len(palette))
				palette = append(palette, img.Palette[p])
			}
			line[x] = index[p]
		}
	}
	to.Palette = palette
	return to
}
