package picture

import (
	"bytes"
	"image"
	"image/color"
	"math/rand/v2"
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

// TestColoursThatMeetAreCutOnce: where two colours meet in steps, the one that is painted
// first goes on under the other, and the steps are written once.
func TestColoursThatMeetAreCutOnce(t *testing.T) {
	t.Parallel()
	const w, h = 700, sixelBand
	img := drawn(w, h, func(x, y int) uint8 { return uint8(min((x+100*y)/300, 3)) })
	out := bytes.Join(encodeSixel(img, img.Rect, false), nil)
	pixels := out[bytes.LastIndexByte(out, ';'):]
	if most := 80; len(pixels) > most { // each with its own steps: 89
		t.Errorf("a band of four colours takes %d bytes, more than %d: %q", len(pixels), most, pixels)
	}
	shows(t, out, img)
}

// TestWhatIsPaintedOverIsSeenNoMore packs pictures of few colours in long runs, in which
// almost everything is painted over something else.
func TestWhatIsPaintedOverIsSeenNoMore(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		w, h := 1+r.IntN(400), 1+r.IntN(3*sixelBand)
		long := 1 + r.IntN(60)
		var now uint8
		img := drawn(w, h, func(x, _ int) uint8 {
			if r.IntN(long) == 0 || x == 0 {
				now = uint8(r.IntN(4))
			}
			return now
		})
		shows(t, bytes.Join(encodeSixel(img, img.Rect, false), nil), img)
	}
}

// TestFewerColoursTakeFewerBytes: in a smooth picture most bytes come from dithering, which
// fewer colours have more need of.
func TestFewerColoursTakeFewerBytes(t *testing.T) {
	t.Parallel()
	const w, h = 400, 240
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		x, y := i%w, i/w
		img.Set(x, y, color.RGBA{uint8(40 + x*y*160/(w*h)), uint8(60 + y*130/h), uint8(200 - x*90/w - y*60/h), 255})
	}
	size := func(colors int) int {
		picture := new(scratch).reduce(img, distinct(img, colors), few{colors, roughLocal})
		return len(bytes.Join(encodeSixel(picture, picture.Rect, false), nil))
	}
	if many, few := size(256), size(16); few > many/2 {
		t.Errorf("16 colours take %d bytes, 256 take %d", few, many)
	}
}
