package picture

import (
	"image"
	"image/color"
	"testing"
)

// TestClearPicturesAreSeen: a dark drawing without a ground is not shown on black.
func TestClearPicturesAreSeen(t *testing.T) {
	for _, c := range []struct {
		name        string
		ink, ground color.Color
	}{
		{"black ink", color.NRGBA{A: 255}, color.White},
		{"navy ink", color.NRGBA{B: 90, A: 255}, color.White},
		{"white ink", color.NRGBA{255, 255, 255, 255}, color.Black},
		{"red ink", color.NRGBA{R: 255, A: 255}, color.Black},
		{"nothing", color.NRGBA{}, color.Black},
	} {
		img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
		img.Set(3, 3, c.ink)
		got := opaque(img)
		if r, g, b, a := got.At(0, 0).RGBA(); [4]uint32{r, g, b, a} != rgba64(c.ground) {
			t.Errorf("%s lies on %v", c.name, got.At(0, 0))
		}
	}
}

func rgba64(c color.Color) [4]uint32 {
	r, g, b, a := c.RGBA()
	return [4]uint32{r, g, b, a}
}
