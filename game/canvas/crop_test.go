package canvas

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"
)

func TestCropRect(t *testing.T) {
	for name, tc := range map[string]struct {
		size  image.Point
		ratio Ratio
		focus Focus
		want  image.Rectangle
	}{
		"a square of a wide picture":       {image.Pt(1536, 1024), Ratio{1, 1}, Centre(), image.Rect(256, 0, 1280, 1024)},
		"a square of a high picture":       {image.Pt(1024, 1536), Ratio{1, 1}, Centre(), image.Rect(0, 256, 1024, 1280)},
		"a square at the left":             {image.Pt(1536, 1024), Ratio{1, 1}, Focus{}, image.Rect(0, 0, 1024, 1024)},
		"a square at the right":            {image.Pt(1536, 1024), Ratio{1, 1}, Focus{1, 1}, image.Rect(512, 0, 1536, 1024)},
		"a square somewhere":               {image.Pt(1536, 1024), Ratio{1, 1}, Focus{0.4, 0.9}, image.Rect(102, 0, 1126, 1024)},
		"beyond the picture":               {image.Pt(1536, 1024), Ratio{1, 1}, Focus{7, -7}, image.Rect(512, 0, 1536, 1024)},
		"no number":                        {image.Pt(1536, 1024), Ratio{1, 1}, Focus{math.NaN(), math.Inf(1)}, image.Rect(256, 0, 1280, 1024)},
		"the shape it has":                 {image.Pt(1536, 1024), Ratio{3, 2}, Focus{1, 1}, image.Rect(0, 0, 1536, 1024)},
		"a cinema":                         {image.Pt(1536, 1024), Ratio{16, 9}, Centre(), image.Rect(0, 80, 1536, 944)},
		"odd, rounded to the nearer":       {image.Pt(10, 10), Ratio{3, 2}, Centre(), image.Rect(0, 2, 10, 9)},
		"one pixel":                        {image.Pt(1, 1), Ratio{16, 9}, Centre(), image.Rect(0, 0, 1, 1)},
		"a line of a line":                 {image.Pt(8192, 1), Ratio{1, 1}, Focus{1, 0}, image.Rect(8191, 0, 8192, 1)},
		"a sliver":                         {image.Pt(100, 100), Ratio{1, math.MaxInt}, Centre(), image.Rect(50, 0, 51, 100)},
		"no ratio":                         {image.Pt(100, 50), Ratio{0, 1}, Centre(), image.Rect(0, 0, 100, 50)},
		"less than no ratio":               {image.Pt(100, 50), Ratio{-4, -3}, Centre(), image.Rect(0, 0, 100, 50)},
		"an empty picture":                 {image.Pt(0, 50), Ratio{1, 1}, Centre(), image.Rectangle{Max: image.Pt(0, 50)}},
		"a vast ratio that is a plain one": {image.Pt(100, 50), Ratio{math.MaxInt, math.MaxInt}, Centre(), image.Rect(25, 0, 75, 50)},
	} {
		if got := CropRect(tc.size, tc.ratio, tc.focus); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

func TestCropRectIsWithinAndOfTheWholeWidthOrHeight(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 900}, {8192, 2}, {640, 480}, {333, 777}} {
		for _, ratio := range []Ratio{{1, 1}, {16, 9}, {9, 16}, {1, 1000}, {1000, 1}, {21, 20}} {
			for _, at := range []float64{0, 0.1, 0.5, 0.99, 1} {
				r := CropRect(size, ratio, Focus{at, 1 - at})
				if !r.In(image.Rectangle{Max: size}) || r.Empty() || r.Dx() != size.X && r.Dy() != size.Y {
					t.Errorf("%v of %v at %v: %v", ratio, size, at, r)
				}
			}
		}
	}
}

func TestCropKeepsThePixels(t *testing.T) {
	img := noise(50, 40, 4, true)
	for _, r := range []image.Rectangle{image.Rect(0, 0, 50, 40), image.Rect(0, 0, 1, 1), image.Rect(49, 39, 50, 40), image.Rect(7, 9, 30, 31)} {
		samePixels(t, Crop(img, r), part(img, r.Add(img.Rect.Min)), fmt.Sprint(r))
	}
	if got := Crop(img, image.Rect(45, -9, 900, 5)); got.Rect != image.Rect(0, 0, 5, 5) {
		t.Errorf("over the edge: %v", got.Rect)
	}
	if got := Crop(img, image.Rect(90, 90, 99, 99)); !got.Rect.Empty() {
		t.Errorf("beside the picture: %v", got.Rect)
	}
	// One that has no parts of its own.
	only := struct{ image.Image }{img}
	samePixels(t, Crop(only, image.Rect(7, 9, 30, 31)), Crop(img, image.Rect(7, 9, 30, 31)), "of another kind")
}

func TestExtendThenCrop(t *testing.T) {
	img := noise(20, 30, 4, true)
	e := extended(t, img, Margins{3, 4, 5, 6}, 0)
	samePixels(t, Crop(e.Stitch(noise(27, 41, 5, true)), e.At), img, "extended and cut")
}

func TestFitSize(t *testing.T) {
	for name, tc := range map[string]struct{ size, within, want image.Point }{
		"down by width":   {image.Pt(1536, 1024), image.Pt(300, 300), image.Pt(300, 200)},
		"down by height":  {image.Pt(1024, 1536), image.Pt(300, 300), image.Pt(200, 300)},
		"up":              {image.Pt(3, 2), image.Pt(300, 300), image.Pt(300, 200)},
		"rounded":         {image.Pt(100, 99), image.Pt(10, 10), image.Pt(10, 10)},
		"as it is":        {image.Pt(7, 5), image.Pt(7, 5), image.Pt(7, 5)},
		"a line":          {image.Pt(8192, 1), image.Pt(64, 64), image.Pt(64, 1)},
		"an empty one":    {image.Pt(0, 1), image.Pt(64, 64), image.Point{}},
		"into an empty":   {image.Pt(9, 1), image.Pt(64, 0), image.Point{}},
		"into less":       {image.Pt(9, 1), image.Pt(64, -9), image.Point{}},
		"high in a strip": {image.Pt(10, 100), image.Pt(100, 20), image.Pt(2, 20)},
	} {
		if got := FitSize(tc.size, tc.within); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

func TestPadIsUndoneByCrop(t *testing.T) {
	img := noise(30, 20, 9, true)
	for _, tc := range []struct {
		size image.Point
		at   image.Rectangle
	}{
		{image.Pt(30, 20), image.Rect(0, 0, 30, 20)},
		{image.Pt(30, 31), image.Rect(0, 5, 30, 25)},
		{image.Pt(63, 20), image.Rect(16, 0, 46, 20)},
	} {
		got, at, err := Pad(img, tc.size)
		if err != nil || at != tc.at || got.Rect.Size() != tc.size {
			t.Fatalf("padded to %v: %v at %v, %v", tc.size, got.Rect, at, err)
		}
		samePixels(t, Crop(got, at), img, "cut out again")
		for y := range tc.size.Y {
			for x := range tc.size.X {
				if !image.Pt(x, y).In(at) && got.NRGBAAt(x, y) != (color.NRGBA{}) {
					t.Fatalf("around it, at %d, %d: %v", x, y, got.NRGBAAt(x, y))
				}
			}
		}
	}
	small, at, err := Pad(plain(8, 4, red()), image.Pt(64, 64))
	if err != nil || at != image.Rect(0, 16, 64, 48) || hue(small, 32, 32) != "red" || small.NRGBAAt(0, 16).A != 255 {
		t.Errorf("enlarged to %v: %v", at, err)
	}
}

func TestFitRefuses(t *testing.T) {
	for size, want := range map[image.Point]error{
		{}: ErrEmpty, {-1, 5}: ErrEmpty, {1 << 40, 1 << 40}: ErrTooLarge, {MaxPixels, 2}: ErrTooLarge,
	} {
		if _, err := Fit(plain(2, 2, red()), size); !errors.Is(err, want) {
			t.Errorf("to %v: %v, want %v", size, err, want)
		}
		if _, _, err := Pad(plain(2, 2, red()), size); !errors.Is(err, want) {
			t.Errorf("padded to %v: %v, want %v", size, err, want)
		}
	}
	if got, err := Fit(image.NewNRGBA(image.Rectangle{}), image.Pt(5, 5)); err != nil || !got.Rect.Empty() {
		t.Errorf("of an empty picture: %v, %v", got.Rect, err)
	}
}
