package picture

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// TestClearPicturesAreSeen: a dark drawing without a ground is not shown on black.
func TestClearPicturesAreSeen(t *testing.T) {
	for _, c := range []struct {
		name   string
		ink    color.Color
		share  int // of the rows, in eighths
		ground color.RGBA
	}{
		{"black ink", color.NRGBA{A: 255}, 1, color.RGBA{255, 255, 255, 255}},
		{"navy ink", color.NRGBA{B: 90, A: 255}, 4, color.RGBA{255, 255, 255, 255}},
		{"faint ink", color.NRGBA{A: 60}, 4, color.RGBA{255, 255, 255, 255}},
		{"a night with a gap", color.NRGBA{B: 90, A: 255}, 8, color.RGBA{A: 255}},
		{"white ink", color.NRGBA{255, 255, 255, 255}, 1, color.RGBA{A: 255}},
		{"red ink", color.NRGBA{R: 255, A: 255}, 4, color.RGBA{A: 255}},
		{"nothing", color.NRGBA{}, 0, color.RGBA{A: 255}},
	} {
		ink := color.NRGBAModel.Convert(c.ink)
		straight := image.NewNRGBA(image.Rect(2, 3, 10, 11))
		for _, img := range []draw.Image{
			straight, image.NewRGBA(straight.Rect), image.NewNRGBA64(straight.Rect),
			image.NewPaletted(straight.Rect, color.Palette{color.NRGBA{}, ink}),
		} {
			draw.Draw(img, image.Rect(2, 3, 10, 3+c.share), image.NewUniform(ink), image.Point{}, draw.Src)
			img.Set(9, 10, color.NRGBA{})
			got := opaque(img)
			if ground := got.RGBAAt(7, 7); ground != c.ground {
				t.Errorf("%s in %T lies on %v", c.name, img, ground)
			}
			if !got.Opaque() {
				t.Errorf("%s in %T is not opaque", c.name, img)
			}
			if r, g, b, a := ink.RGBA(); a == 0xffff && got.RGBAAt(0, 0) != (color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}) && c.share > 0 {
				t.Errorf("%s in %T has become %v", c.name, img, got.RGBAAt(0, 0))
			}
		}
	}
}
