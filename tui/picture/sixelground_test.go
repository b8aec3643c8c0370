package picture

import (
	"bytes"
	"image"
	"image/color"
	"testing"
)

// TestGroundTakesAColourAway packs two colours that take turns at every pixel: one
// of them is painted as one run under the other.
func TestGroundTakesAColourAway(t *testing.T) {
	const w, h = 600, 10 // the second band has four rows
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{
		color.RGBA64{0xffff, 0, 0, 0xffff}, color.RGBA64{0, 0, 0xffff, 0xffff},
	})
	for i := range img.Pix {
		x, y := i%w, i/w
		img.Pix[i] = uint8((x*x + y*y + x*y/3) / 5 % 2)
	}
	out := bytes.Join(encodeSixel(img, img.Rect, false), nil)
	if most := 2*w + 100; len(out) > most {
		t.Errorf("two bands of two colours take %d bytes, more than %d: each colour takes its own", len(out), most)
	}
	shows(t, out, img)
}
