package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"
)

const never = -1 // nothing is as smooth as that

// evening is a picture without an edge, with grain that is so many levels deep.
func evening(w, h, grain int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(3, 5))
	for i := range w * h {
		x, y := i%w, i/w
		levels := [3]int{30 + y*2/5 + x/12, 40 + y/4, 120 - y/6 + x*x/8000}
		for c := range levels {
			levels[c] += r.IntN(grain+1) - grain/2
		}
		img.SetRGBA(x, y, color.RGBA{uint8(levels[0]), uint8(levels[1]), uint8(levels[2]), 255})
	}
	return img
}

// reduced returns a picture in few colours, and the bytes it takes in sixel.
func reduced(img *image.RGBA, f few) (*image.Paletted, int) {
	c, near := new(scratch).choose(img, f)
	to := dither(img, c, near)
	return to, encodeSixel(to, to.Rect, false).size()
}

// TestSmoothPicturesArePaintedInStripes: they take less than half of the bytes, and a column
// of a band has the colour that it should.
func TestSmoothPicturesArePaintedInStripes(t *testing.T) {
	t.Parallel()
	for _, colors := range []int{256, 64, 16} {
		img := evening(640, 384, 0)
		_, dots := reduced(img, few{colors: colors, rough: never})
		to, size := reduced(img, few{colors: colors, rough: roughLocal})
		if size*2 > dots {
			t.Errorf("%d colours: %d bytes, %d without stripes", colors, size, dots)
		}
		_, near := new(scratch).choose(img, few{colors, roughLocal})
		s := newStripes(640, roughLocal, near)
		off, alone := 0, 0
		for top := 0; top < 384; top += sixelBand {
			if got := s.find(img.Pix[top*img.Stride:], img.Stride, sixelBand); len(got) != 1 || got[0] != (columns{0, 640}) {
				t.Fatalf("%d colours: %v of the band at %d are smooth", colors, got, top)
			}
			for x := range 640 {
				pair := [2]uint8{to.ColorIndexAt(x, top), to.ColorIndexAt(x, top+1)}
				for row := range sixelBand {
					if got := to.ColorIndexAt(x, top+row); got != pair[row%2] {
						t.Fatalf("%d colours: row %d of column %d has colour %d, not one of %v", colors, top+row, x, got, pair)
					}
				}
				off += int(near.colors[pair[0]].plus(near.colors[pair[1]]).times(sixelBand / 2).distance(&s.want[x]))
				w := s.want[x]
				i := near.find(rgb{w.r / sixelBand, w.g / sixelBand, w.b / sixelBand})
				alone += int(near.colors[i].times(sixelBand).distance(&w))
			}
		}
		if off > alone {
			t.Errorf("%d colours: stripes are off by %d in all, the nearest colours alone by %d", colors, off, alone)
		}
	}
}

// TestGrainStaysUnlessANetworkIsInBetween: what little of it there may be takes many bytes.
func TestGrainStaysUnlessANetworkIsInBetween(t *testing.T) {
	t.Parallel()
	size := func(grain int, rough int32) int {
		_, n := reduced(evening(640, 384, grain), few{256, rough})
		return n
	}
	local, remote := Terminal{}.few().rough, Terminal{Remote: true}.few().rough
	if size(3, local) < size(3, never)*9/10 || size(3, remote)*4 > size(3, local)*3 {
		t.Errorf("%d bytes over a network, %d here, %d without stripes", size(3, remote), size(3, local), size(3, never))
	}
	if size(24, remote) != size(24, never) {
		t.Errorf("much grain takes %d bytes, %d without stripes", size(24, remote), size(24, never))
	}
}

// TestStripesLeaveTheRestAlone: beside them, and below, everything is as if they were not there.
func TestStripesLeaveTheRestAlone(t *testing.T) {
	t.Parallel()
	const w, h, edge = 320, ditherRows - sixelBand, 10 * blockColumns
	rough := evening(w, h, 60)
	c, near := new(scratch).choose(rough, few{128, roughLocal})
	for name, part := range map[string]image.Rectangle{
		"left": image.Rect(0, 0, edge, h), "right": image.Rect(edge, 0, w, h), "middle": image.Rect(48, 0, 256, h),
		"below": image.Rect(0, 10*sixelBand, w, h),
	} {
		img := evening(w, h, 0)
		draw.Draw(img, part, rough, part.Min, draw.Src)
		if name == "below" { // and something above, that leaves an error
			draw.Draw(img, image.Rect(0, 0, w, 3*sixelBand), rough, image.Point{}, draw.Src)
		}
		got := dither(img, c, near)
		alone := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
		draw.Draw(alone, alone.Rect, rough, part.Min, draw.Src)
		want := dither(alone, c, near)
		for y := range part.Dy() {
			at := got.PixOffset(part.Min.X, part.Min.Y+y)
			if !bytes.Equal(got.Pix[at:at+part.Dx()], want.Pix[y*want.Stride:][:part.Dx()]) {
				t.Fatalf("%s: row %d is not what it is alone", name, y)
			}
		}
	}
}

// TestNoErrorWaitsWhereStripesWere: neither what came from above nor what came from beside.
func TestNoErrorWaitsWhereStripesWere(t *testing.T) {
	t.Parallel()
	img := evening(160, 4*sixelBand, 60)
	stripes := image.Rect(64, 2*sixelBand, 128, 3*sixelBand)
	draw.Draw(img, stripes, evening(160, 4*sixelBand, 0), stripes.Min, draw.Src)
	c, near := new(scratch).choose(img, few{32, roughLocal})
	d := newDithering(img, c.rough, near)
	d.rows(make([]uint8, 160*3*sixelBand))
	if len(d.stripes.smooth) != 1 || d.stripes.smooth[0] != (columns{64, 128}) {
		t.Fatalf("%v are smooth", d.stripes.smooth)
	}
	for x := 64; x < 128; x++ {
		if e := d.errors[x+1]; e != 0 {
			t.Errorf("column %d has the error %x", x, e)
		}
	}
}

// TestDetailsAreNotSmooth: what is seen of a single pixel, of a line and of a steep slope, and
// no more, is left to dithering.
func TestDetailsAreNotSmooth(t *testing.T) {
	t.Parallel()
	for name, detail := range map[string]struct {
		level func(x, y int) int
		rough int32
		want  bool
	}{
		"nothing":                     {func(_, _ int) int { return 0 }, roughLocal, true},
		"a faint star":                {func(x, y int) int { return 3 * one(x == 20 && y == 2) }, roughLocal, false},
		"what is hardly one":          {func(x, y int) int { return 2 * one(x == 20 && y == 2) }, roughLocal, true},
		"a star over a network":       {func(x, y int) int { return 4 * one(x == 20 && y == 2) }, roughRemote, false},
		"a faint star over a network": {func(x, y int) int { return 3 * one(x == 20 && y == 2) }, roughRemote, true},
		"a line down":                 {func(x, _ int) int { return 5 * one(x == 20) }, roughLocal, false},
		"a faint line down":           {func(x, _ int) int { return 4 * one(x == 20) }, roughLocal, true},
		"a line across":               {func(_, y int) int { return 3 * one(y == 2) }, roughLocal, false},
		"a steep slope":               {func(x, _ int) int { return x }, roughLocal, false},
		"a slope":                     {func(x, _ int) int { return x / 2 }, roughLocal, true},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 48, sixelBand))
		for i := range 48 * sixelBand {
			v := uint8(100 + detail.level(i%48, i/48))
			img.SetRGBA(i%48, i/48, color.RGBA{v, v, v, 255})
		}
		_, near := new(scratch).choose(img, few{colors: 16})
		got := newStripes(48, detail.rough, near).find(img.Pix, img.Stride, sixelBand)
		if whole := len(got) == 1 && got[0] == (columns{0, 48}); whole != detail.want {
			t.Errorf("%s: smooth are %v, all is: %v", name, got, detail.want)
		}
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// TestLinesDoNotSmear: a line that few colours miss ends where it does, in stripes too.
func TestLinesDoNotSmear(t *testing.T) {
	t.Parallel()
	img := evening(480, 240, 0)
	for i := range 480 * 240 {
		if x := i % 480; x%23 == 11 {
			for c := range 3 {
				img.Pix[i*4+c] += uint8(4 - x/23%2*8)
			}
		}
	}
	for _, colors := range []int{16, 64, 256} {
		dots, _ := reduced(img, few{colors, never})
		stripes, _ := reduced(img, few{colors, roughLocal})
		if is, was := blurred(stripes, img), blurred(dots, img); is > was*2 {
			t.Errorf("%d colours: squares of what is off are %d in the mean, %d without stripes", colors, is, was)
		}
	}
}

// blurred is the mean square of how far squares of 5x5 pixels are off, in hundredths.
func blurred(to *image.Paletted, want *image.RGBA) int {
	got := image.NewRGBA(to.Rect)
	draw.Draw(got, got.Rect, to, image.Point{}, draw.Src)
	const side = 5
	sum, n := 0, 0
	for y := 0; y+side <= to.Rect.Dy(); y++ {
		for x := 0; x+side <= to.Rect.Dx(); x++ {
			for c := range 3 {
				off := 0
				for i := range side * side {
					at := got.PixOffset(x+i%side, y+i/side) + c
					off += int(got.Pix[at]) - int(want.Pix[at])
				}
				sum += off * off * 100 / (side * side * side * side)
				n++
			}
		}
	}
	return sum / n
}
