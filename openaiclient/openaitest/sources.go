package openaitest

import (
	"image"
	"image/color"
	"strings"
)

// maxSources is how many pictures an edit may start from.
const maxSources = 16

// sources is what an edit starts from.
type sources struct {
	pictures     []image.Image
	mask, markup image.Image // nil when there is none
}

// check refuses what does not fit together.
func (from *sources) check(req pictureRequest) *refusal {
	first := from.pictures[0].Bounds().Size()
	switch {
	case len(from.pictures) > maxSources:
		return refuse("image", "array_above_max_length", "Invalid 'image': too many images. Expected at most 16.")
	case from.mask != nil && from.mask.Bounds().Size() != first:
		return refuse("mask", "invalid_image_format", "The mask must have the same dimensions as the image.")
	case from.mask != nil && !hasAlpha(from.mask):
		return refuse("mask", "invalid_image_format", "Invalid mask image format - mask must contain an alpha channel.")
	case from.markup != nil && from.mask != nil:
		return refuse("markup", "invalid_value", "'markup' and 'mask' cannot be used together.")
	case from.markup != nil && !strings.HasPrefix(req.Model, "gpt-image-2."):
		return refuse("markup", "unknown_parameter", "Unknown parameter: 'markup'.")
	case from.markup != nil && from.markup.Bounds().Size() != first:
		return refuse("markup", "invalid_image_format", "The markup must have the same dimensions as the image.")
	}
	return nil
}

// hasAlpha reports whether a picture can be transparent at all.
func hasAlpha(img image.Image) bool {
	switch img := img.(type) {
	case *image.NRGBA, *image.RGBA, *image.NRGBA64, *image.RGBA64, *image.NYCbCrA:
		return true
	case *image.Paletted:
		for _, c := range img.Palette {
			if _, _, _, a := c.RGBA(); a < 0xffff {
				return true
			}
		}
	}
	return false
}

// over paints a drawing over the first picture, so that the answer shows what was
// sent: where the mask is transparent the drawing alone, elsewhere the picture as
// it was; without a mask both, half and half, with what the markup says on top. A
// row of the mean colours of all further pictures stands at the bottom.
func (from *sources) over(drawing *image.RGBA) *image.RGBA {
	out := image.NewRGBA(drawing.Bounds())
	w, h := out.Rect.Dx(), out.Rect.Dy()
	first, mask, markup := pointsOf(from.pictures[0], w, h), pointsOf(from.mask, w, h), pointsOf(from.markup, w, h)
	others := make([]color.RGBA, 0, len(from.pictures))
	for _, p := range from.pictures[1:] {
		others = append(others, mean(p, p.Bounds()))
	}
	for y := range h {
		for x := range w {
			old, painted := opaque(first(x, y)), drawing.RGBAAt(x, y)
			switch {
			case len(others) > 0 && y >= h-h/16:
				painted = others[x*len(others)/w]
			case mask == nil:
				painted = mix(old, painted, 0.5)
			case mask(x, y).A > 0:
				painted = old
			}
			if markup != nil && markup(x, y).A > 0 {
				painted = mix(painted, opaque(markup(x, y)), 0.7)
			}
			out.SetRGBA(x, y, painted)
		}
	}
	return out
}

// pointsOf reads a picture as if it were w by h pixels; nil for none.
func pointsOf(img image.Image, w, h int) func(x, y int) color.NRGBA {
	if img == nil {
		return nil
	}
	r := img.Bounds()
	at := func(x, y int) color.NRGBA {
		c, _ := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
		return c
	}
	switch img := img.(type) { // what PNG files usually are, without a detour
	case *image.NRGBA:
		at = img.NRGBAAt
	case *image.RGBA:
		if img.Opaque() {
			at = func(x, y int) color.NRGBA { return color.NRGBA(img.RGBAAt(x, y)) }
		}
	}
	return func(x, y int) color.NRGBA { return at(r.Min.X+x*r.Dx()/w, r.Min.Y+y*r.Dy()/h) }
}

// opaque is a colour without its alpha.
func opaque(c color.NRGBA) color.RGBA { return color.RGBA{c.R, c.G, c.B, 255} }

// tokens is what the pictures count as input, one for every 32 by 32 pixels.
func (from *sources) tokens() int {
	n := 0
	for _, p := range from.pictures {
		n += p.Bounds().Dx() * p.Bounds().Dy() / 1024
	}
	return n
}
