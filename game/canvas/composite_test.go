package canvas

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

// noise is a picture of random pixels, opaque or not, its corner not at 0, 0.
func noise(w, h int, seed uint64, alpha bool) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(3, -2, 3+w, h-2))
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.Uint32())
		if i%4 == 3 && !alpha {
			img.Pix[i] = 255
		}
	}
	return img
}

func samePixels(t *testing.T, got, want *image.NRGBA, what string) {
	t.Helper()
	if got.Rect.Size() != want.Rect.Size() {
		t.Fatalf("%s: %v, want %v", what, got.Rect.Size(), want.Rect.Size())
	}
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			g, w := got.NRGBAAt(got.Rect.Min.X+x, got.Rect.Min.Y+y), want.NRGBAAt(want.Rect.Min.X+x, want.Rect.Min.Y+y)
			if g != w {
				t.Fatalf("%s: %v at %d, %d, want %v", what, g, x, y, w)
			}
		}
	}
}

func TestCompositeKeepsWhatIsOutsideOfTheMask(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for i := range 80 {
		w, h := 1+random.IntN(60), 1+random.IntN(60)
		original := noise(w, h, uint64(i), i%2 == 0)
		ew, eh := w, h
		if i%3 == 0 {
			ew, eh = 1+random.IntN(90), 1+random.IntN(90)
		}
		edited := noise(ew, eh, uint64(i)+1000, i%4 < 2)
		m := NewMask(image.Pt(w, h))
		for range random.IntN(4) {
			m.Stroke(image.Pt(random.IntN(w), random.IntN(h)), image.Pt(random.IntN(w), random.IntN(h)), random.IntN(20), random.IntN(4) > 0)
		}
		before, feather := m.Clone(), random.IntN(12)
		got := Composite(original, edited, m, feather)
		soft := m.Clone()
		if feather > 0 {
			soft.Feather(feather)
		}
		for y := range h {
			for x := range w {
				g, o := got.NRGBAAt(x, y), original.NRGBAAt(3+x, y-2)
				if m.AlphaAt(x, y).A == 0 && g != o {
					t.Fatalf("outside, at %d, %d: %v, want %v", x, y, g, o)
				}
				if soft.AlphaAt(x, y).A == 255 && ew == w && eh == h && g != edited.NRGBAAt(3+x, y-2) {
					t.Fatalf("inside, at %d, %d: %v, not of the edited picture", x, y, g)
				}
			}
		}
		if shape(m) != shape(before) {
			t.Fatal("the mask was changed")
		}
	}
}

func TestCompositeFeathersInside(t *testing.T) {
	m := NewMask(image.Pt(100, 10))
	m.Rectangle(image.Rect(50, 0, 100, 10), true)
	got := Composite(plain(100, 10, color.Black), plain(100, 10, color.White), m, 9)
	last := -1
	for x := range 100 {
		v := int(got.NRGBAAt(x, 5).R)
		switch {
		case x < 50 && v != 0, x >= 59 && v != 255, x >= 50 && x < 59 && (v <= last || v == 255):
			t.Errorf("at %d: %d, after %d", x, v, last)
		}
		last = v
	}
}

func TestCompositeMixesByAlpha(t *testing.T) {
	m := NewMask(image.Pt(1, 1))
	m.SetAlpha(0, 0, color.Alpha{A: 102}) // two fifths
	one := func(c color.NRGBA) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, 1, 1))
		img.SetNRGBA(0, 0, c)
		return img
	}
	for _, tc := range []struct{ old, fresh, want color.NRGBA }{
		{color.NRGBA{100, 0, 0, 255}, color.NRGBA{200, 0, 0, 255}, color.NRGBA{140, 0, 0, 255}},
		{color.NRGBA{100, 0, 0, 255}, color.NRGBA{200, 0, 0, 0}, color.NRGBA{100, 0, 0, 153}},
		{color.NRGBA{100, 0, 0, 0}, color.NRGBA{200, 0, 0, 255}, color.NRGBA{200, 0, 0, 102}},
		{color.NRGBA{100, 0, 0, 0}, color.NRGBA{200, 0, 0, 0}, color.NRGBA{}},
	} {
		if got := Composite(one(tc.old), one(tc.fresh), m, 0).NRGBAAt(0, 0); got != tc.want {
			t.Errorf("%v with %v: %v, want %v", tc.old, tc.fresh, got, tc.want)
		}
	}
}

func TestCompositeWithAMaskOfAnotherSize(t *testing.T) {
	original, edited := noise(20, 20, 1, true), noise(20, 20, 2, true)
	samePixels(t, Composite(original, edited, nil, 3), edited, "without a mask")
	for _, size := range []image.Point{{}, {5, 9}, {40, 3}} {
		m := NewMask(size)
		m.Invert()
		got := Composite(original, edited, m, 0)
		for y := range 20 {
			for x := range 20 {
				want := original
				if image.Pt(x, y).In(m.Rect) {
					want = edited
				}
				if got.NRGBAAt(x, y) != want.NRGBAAt(3+x, y-2) {
					t.Fatalf("with a mask of %v, at %d, %d: %v", size, x, y, got.NRGBAAt(x, y))
				}
			}
		}
	}
}

func TestNRGBAKeepsEveryKindOfPicture(t *testing.T) {
	src := noise(9, 7, 3, true)
	wide := image.NewNRGBA64(src.Rect)
	pal := image.NewPaletted(src.Rect, nil)
	for y := src.Rect.Min.Y; y < src.Rect.Max.Y; y++ {
		for x := src.Rect.Min.X; x < src.Rect.Max.X; x++ {
			c := src.NRGBAAt(x, y)
			wide.SetNRGBA64(x, y, color.NRGBA64{uint16(c.R) * 257, uint16(c.G) * 257, uint16(c.B) * 257, uint16(c.A) * 257})
			pal.Palette = append(pal.Palette, c)
			pal.SetColorIndex(x, y, uint8(len(pal.Palette)-1))
		}
	}
	for name, img := range map[string]image.Image{"NRGBA": src, "NRGBA64": wide, "paletted": pal} {
		got := NRGBA(img)
		if got.Rect.Min != (image.Point{}) {
			t.Errorf("%s: the corner is at %v", name, got.Rect.Min)
		}
		samePixels(t, got, src, name)
	}
	// The others as the standard library converts them, pixel by pixel.
	for name, img := range map[string]image.Image{
		"RGBA":   func() image.Image { out := image.NewRGBA(src.Rect); copyInto(out, src); return out }(),
		"grey":   func() image.Image { out := image.NewGray(src.Rect); copyInto(out, src); return out }(),
		"alpha":  func() image.Image { out := image.NewAlpha(src.Rect); copyInto(out, src); return out }(),
		"RGBA64": func() image.Image { out := image.NewRGBA64(src.Rect); copyInto(out, src); return out }(),
	} {
		want := image.NewNRGBA(src.Rect)
		copyInto(want, img)
		samePixels(t, NRGBA(img), want, name)
	}
	part, _ := src.SubImage(image.Rect(5, 0, 8, 3)).(*image.NRGBA)
	samePixels(t, NRGBA(part), part, "a part")
	if got := NRGBA(image.NewRGBA(image.Rectangle{})); !got.Rect.Empty() {
		t.Errorf("of nothing: %v", got.Rect)
	}
}

type settable interface {
	image.Image
	Set(x, y int, c color.Color)
}

func copyInto(to settable, from image.Image) {
	b := to.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			to.Set(x, y, from.At(x, y))
		}
	}
}
