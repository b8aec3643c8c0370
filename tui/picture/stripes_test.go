package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"
)

const never = -1 // nothing is so smooth

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
	to := dither(img, c.colors, near)
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
		s := newStripes(640, near)
		sum, most := 0, int32(0)
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
				off := near.colors[pair[0]].plus(near.colors[pair[1]]).times(sixelBand / 2).distance(&s.want[x])
				sum += int(off)
				most = max(most, off)
			}
		}
		if mean := sum / (640 * 384 / sixelBand); mean > int(s.miss) || most > 12*s.miss {
			t.Errorf("%d colours: columns are off by %d in the mean, %d at most, for %d", colors, mean, most, s.miss)
		}
	}
}

// TestGrainStaysUnlessANetworkIsInBetween: what little of it there may be takes many bytes.
func TestGrainStaysUnlessANetworkIsInBetween(t *testing.T) {
	t.Parallel()
	img := evening(640, 384, 3)
	_, never := reduced(img, few{colors: 256, rough: never})
	_, local := reduced(img, Terminal{}.few())
	_, remote := reduced(img, Terminal{Remote: true}.few())
	if local < never*9/10 || remote*4 > local*3 {
		t.Errorf("%d bytes over a network, %d here, %d without stripes", remote, local, never)
	}
	grainy := evening(640, 384, 24)
	_, never = reduced(grainy, few{colors: 256, rough: -1})
	if _, got := reduced(grainy, Terminal{Remote: true}.few()); got != never {
		t.Errorf("much grain takes %d bytes, %d without stripes", got, never)
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
		got := dither(img, c.colors, near)
		alone := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
		draw.Draw(alone, alone.Rect, rough, part.Min, draw.Src)
		want := dither(alone, c.colors, near)
		for y := range part.Dy() {
			at := got.PixOffset(part.Min.X, part.Min.Y+y)
			if !bytes.Equal(got.Pix[at:at+part.Dx()], want.Pix[y*want.Stride:][:part.Dx()]) {
				t.Fatalf("%s: row %d is not what it is alone", name, y)
			}
		}
	}
}

// TestAStarInASmoothSkyIsSeen: nothing that is small is lost.
func TestAStarInASmoothSkyIsSeen(t *testing.T) {
	t.Parallel()
	img := evening(320, 240, 0)
	c, near := new(scratch).choose(img, few{64, roughRemote})
	own := uint8(len(c.colors))
	c.colors = append(c.colors, sixelColor(250, 250, 230))
	near.forget()
	near.choose(c)
	img.Set(100, 100, c.colors[own])
	if got := dither(img, c.colors, near).ColorIndexAt(100, 100); got != own {
		t.Errorf("the star has colour %d, want its own, %d", got, own)
	}
}

// TestSteepColumnsAreNotSmooth: stripes would change with every column or two.
func TestSteepColumnsAreNotSmooth(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 48, sixelBand))
	for i := range 48 * sixelBand {
		img.SetRGBA(i%48, i/48, color.RGBA{uint8(i % 48 * 5), 100, uint8(i % 48), 255})
	}
	c, near := new(scratch).choose(img, Terminal{}.few())
	if got := newStripes(48, near).find(img.Pix, img.Stride, sixelBand); len(got) > 0 {
		t.Errorf("%v are smooth, in %d colours", got, len(c.colors))
	}
}
