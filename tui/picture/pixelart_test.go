package picture

import (
	"image"
	"image/color"
	"runtime"
	"testing"
)

// art draws w x h pixels of few colours, each as a square of side pixels.
func art(w, h, side int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w*side, h*side))
	for y := range h * side {
		for x := range w * side {
			i := (x/side*7 + y/side*13) % 31
			img.Set(x, y, color.RGBA{uint8(10 + i*7), uint8(250 - i*5), uint8(40 + i), 255})
		}
	}
	return img
}

func TestPixelArtKeepsItsColoursAndItsSquares(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		w, h, side    int
		box           Size
		times         int // screen pixels of a pixel; 0: sides that differ
		width, height int // of what is drawn, within the box
	}{
		{"fits to the pixel", 32, 20, 1, Size{320, 200}, 10, 320, 200},
		{"stored large", 32, 20, 8, Size{320, 200}, 10, 320, 200},
		{"with a frame", 30, 20, 1, Size{320, 210}, 10, 300, 200},
		{"shrunk by a whole number", 100, 60, 10, Size{310, 190}, 3, 300, 180},
		{"too much frame", 100, 60, 1, Size{190, 114}, 0, 190, 114},
	} {
		img := art(c.w, c.h, c.side)
		got := resize(img, c.box)
		if (Size{got.Rect.Dx(), got.Rect.Dy()}) != c.box {
			t.Fatalf("%s: %v, want %v", c.name, got.Rect.Size(), c.box)
		}
		left, top := (c.box.W-c.width)/2, (c.box.H-c.height)/2
		for y := range c.height {
			for x := range c.width {
				want := img.RGBAAt(x*c.w/c.width*c.side, y*c.h/c.height*c.side)
				if c.times > 0 {
					want = img.RGBAAt(x/c.times*c.side, y/c.times*c.side)
				}
				if is := got.RGBAAt(left+x, top+y); is != want {
					t.Fatalf("%s: pixel %d,%d is %v, want %v", c.name, x, y, is, want)
				}
			}
		}
		if palette := distinct(got, 31); palette == nil {
			t.Errorf("%s: there are new colours", c.name)
		}
	}
}

func TestArtLargerThanItsBoxIsAveraged(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 64, 64)) // a fine chequerboard
	for i := range 64 * 64 {
		v := uint8((i%64 + i/64) % 2 * 255)
		img.Set(i%64, i/64, color.RGBA{v, v, v, 255})
	}
	for _, v := range resize(img, Size{32, 32}).Pix {
		if v != 255 && (v < 126 || v > 129) {
			t.Fatalf("a level is %d, want the mean of black and white", v)
		}
	}
}

func TestPhotographsGrowAlongACurve(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for i := range 32 * 16 {
		img.Set(i%32, i/32, color.RGBA{uint8(i % 32 * 8), uint8(i / 32 * 16), uint8(i / 2), 255})
	}
	got := resize(img, Size{96, 48})
	for x := 6; x < 90; x++ { // a slope stays a slope
		want := (float64(x)+0.5)/3*8 - 4
		if is := float64(got.RGBAAt(x, 24).R); is < want-1.5 || is > want+1.5 {
			t.Errorf("level %d is %.0f, want %.1f", x, is, want)
		}
	}
	if got.RGBAAt(0, 0).A != 255 {
		t.Error("a grown picture is not opaque")
	}
}

// TestPicturesDoNotDependOnWhoMakesThem makes one by many goroutines, twice.
func TestPicturesDoNotDependOnWhoMakesThem(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 300, 700))
	for i := range 300 * 700 {
		img.Set(i%300, i/300, color.RGBA{uint8(i % 251), uint8(i / 300), uint8(i * i % 89), 255})
	}
	var s scratch // its memory is used again
	first := s.paletted(img, Size{300, 700}, few{colors: 256})
	for range 3 {
		again := s.paletted(img, Size{300, 700}, few{colors: 256})
		for i, p := range again.Pix {
			if first.Pix[i] != p {
				t.Fatalf("pixel %d is %d, was %d", i, p, first.Pix[i])
			}
		}
	}
}

// TestColoursBuySize: fewer registers make a smaller picture, and never more colours.
func TestColoursBuySize(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 400, 240))
	for i := range 400 * 240 {
		img.Set(i%400, i/400, color.RGBA{uint8(i % 400 / 2), uint8(i * 31 % 255), uint8(i / 400), 255})
	}
	src := &Source{Image: img, Size: Size{400, 240}, ID: "x"}
	before := 1 << 30
	for _, n := range []int{256, 64, 16, 2} {
		r, err := Render(t.Context(), src, Size{40, 12}, Terminal{Protocol: Sixel, Registers: n})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.palette.Palette) > n {
			t.Errorf("%d colours, want at most %d", len(r.palette.Palette), n)
		}
		size := r.whole[0].payload.size()
		if size >= before {
			t.Errorf("%d colours take %d bytes, more took %d", n, size, before)
		}
		before = size
	}
}

// TestRenderingAgainReusesItsMemory: a cache that renders picture after picture asks
// for what it keeps, and little more.
func TestRenderingAgainReusesItsMemory(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for i := range 320 * 240 {
		img.Set(i%320, i/320, color.RGBA{uint8(i % 320), uint8(i / 320), uint8(i * 7), 255})
	}
	allocated := func(s *scratch) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s.reduce(img, distinct(img, 256), few{256, roughLocal})
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	var s scratch
	first, again := allocated(&s), allocated(&s)
	if kept := first - again; kept < momentsMost*16 {
		t.Errorf("the first picture took %d bytes, another %d: %d are kept", first, again, kept)
	}
}

func BenchmarkSixel(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 1200, 720))
	for i := range 1200 * 720 {
		x, y := i%1200, i/1200
		img.Set(x, y, color.RGBA{uint8(x/5 + i*7919%13), uint8(y/3 + i*104729%17), uint8((x+y)/8 + i*1299709%11), 255})
	}
	src := &Source{Image: img, Size: Size{1200, 720}, ID: "x"}
	cache := NewCache(1)
	for i := 0; b.Loop(); i++ {
		src.ID = string(rune('a' + i%2)) // never the one that is kept
		r, err := cache.Render(b.Context(), src, Size{80, 24}, Terminal{Protocol: Sixel})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(r.whole[0].payload.size()), "bytes/picture")
	}
}

func BenchmarkBlocks(b *testing.B) {
	src := &Source{Image: art(300, 200, 4), Size: Size{1200, 800}, ID: "x"}
	for _, set := range []glyphs{halves, eighths, quadrants, sextants, octants} {
		b.Run(string(rune('0'+set)), func(b *testing.B) {
			for b.Loop() {
				drawText(src.Image, Size{80, 24}, TrueColor, set)
			}
		})
	}
}
