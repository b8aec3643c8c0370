package tui_test

import (
	"image"
	"testing"

	"journey/game/canvas"
)

func pixelsOf(t *testing.T, data []byte) *image.NRGBA {
	t.Helper()
	img, err := canvas.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return canvas.NRGBA(img)
}

// differing is the smallest rectangle around all pixels that two pictures of one size
// differ in.
func differing(a, b *image.NRGBA) image.Rectangle {
	var r image.Rectangle
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if a.NRGBAAt(x, y) != b.NRGBAAt(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}
