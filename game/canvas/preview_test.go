package canvas

import (
	"errors"
	"image"
	"image/color"
	"math"
	"runtime"
	"testing"
)

func TestContactSheet(t *testing.T) {
	cell := image.Pt(60, 40)
	pictures := []image.Image{plain(600, 400, red()), plain(200, 400, green()), nil, plain(3, 2, blue())}
	sheet, err := ContactSheet(pictures, 3, cell)
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Pt(3*68+8, 2*48+8); sheet.Rect.Size() != want {
		t.Errorf("the sheet is %v, want %v", sheet.Rect.Size(), want)
	}
	for i, want := range []string{"red", "green", "", "blue"} {
		r := ContactCell(i, 3, cell)
		mid := r.Min.Add(r.Max).Div(2)
		if c := sheet.NRGBAAt(mid.X, mid.Y); want == "" && c.A != 0 || want != "" && (c.A != 255 || hue(sheet, mid.X, mid.Y) != want) {
			t.Errorf("cell %d shows %v, want %s", i, c, want)
		}
		for _, p := range []image.Point{r.Min.Sub(image.Pt(1, 1)), r.Max} {
			if sheet.NRGBAAt(p.X, p.Y).A != 0 {
				t.Errorf("cell %d reaches to %v", i, p)
			}
		}
	}
	if r := ContactCell(1, 3, cell); sheet.NRGBAAt(r.Min.X, r.Min.Y).A != 0 {
		t.Error("a high picture fills a wide cell")
	}
	for name, tc := range map[string]struct {
		pictures []image.Image
		cell     image.Point
		want     error
	}{
		"of nothing":         {nil, cell, ErrEmpty},
		"of cells of none":   {pictures, image.Pt(0, 9), ErrEmpty},
		"of vast cells":      {pictures, image.Pt(1<<40, 1<<40), ErrTooLarge},
		"of many high cells": {pictures, image.Pt(4096, 4096), ErrTooLarge},
	} {
		if _, err := ContactSheet(tc.pictures, 3, tc.cell); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
	if one, err := ContactSheet(pictures[:1], 0, cell); err != nil || one.Rect.Size() != image.Pt(76, 56) {
		t.Errorf("in no column: %v", err)
	}
}

func TestWipe(t *testing.T) {
	for name, tc := range map[string]struct {
		at   float64
		line int // -1 when there is none
	}{
		"none": {0, -1}, "all": {1, -1}, "less than none": {-3, -1}, "more than all": {9, -1}, "no number": {math.NaN(), -1},
		"half": {0.5, 50}, "the first pixel": {0.01, 1}, "the last pixel": {0.99, 99},
	} {
		got := Wipe(plain(100, 20, red()), plain(50, 10, blue()), tc.at)
		for x := range 100 {
			want := "red"
			if tc.line < 0 && !(tc.at >= 1) || tc.line >= 0 && x > tc.line {
				want = "blue"
			}
			if x == tc.line {
				want = "ground" // white
			}
			if h := hue(got, x, 10); h != want {
				t.Errorf("%s: %s at %d, want %s", name, h, x, want)
			}
		}
	}
	if got := Wipe(plain(800, 2, color.White), plain(800, 2, color.White), 0.5); got.NRGBAAt(399, 1).R != 0 || got.NRGBAAt(400, 1).R != 0 || got.NRGBAAt(401, 1).R != 255 || got.NRGBAAt(398, 1).R != 255 {
		t.Error("the line is not two pixels of black on white")
	}
	if got := Wipe(plain(1, 1, red()), plain(1, 1, blue()), 0.6); hue(got, 0, 0) != "red" {
		t.Error("one pixel is not the one before")
	}
}

func TestTint(t *testing.T) {
	m := NewMask(image.Pt(400, 200)) // of a picture four times as large as its preview
	m.Rectangle(image.Rect(0, 0, 200, 200), true)
	img := plain(100, 50, color.Black)
	got := Tint(img, m, color.NRGBA{R: 255, A: 102})
	for x := range 100 {
		want := color.NRGBA{A: 255}
		if x < 50 {
			want.R = 102
		}
		if c := got.NRGBAAt(x, 20); c != want {
			t.Errorf("at %d: %v, want %v", x, c, want)
		}
	}
	if img.RGBAAt(0, 0).R != 0 {
		t.Error("the picture itself was changed")
	}
	if c := Tint(image.NewNRGBA(img.Rect), m, color.NRGBA{R: 255, A: 102}).NRGBAAt(0, 0); c != (color.NRGBA{R: 255, A: 102}) {
		t.Errorf("what is clear becomes %v", c)
	}
	samePixels(t, Tint(img, nil, color.NRGBA{R: 255, A: 255}), NRGBA(img), "without a mask")
	samePixels(t, Tint(img, NewMask(image.Point{}), color.NRGBA{R: 255, A: 255}), NRGBA(img), "with a mask of nothing")
	samePixels(t, Tint(img, NewMask(image.Pt(1, 1)), color.NRGBA{R: 255, A: 255}), NRGBA(img), "with a mask that keeps all")
}

// TestScalingStaysWithinItsMemory scales what CatmullRom would take 2 GiB for.
func TestScalingStaysWithinItsMemory(t *testing.T) {
	wide, high := noise(8192, 512, 1, false), noise(512, 8192, 2, false)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := Composite(wide, high, nil, 0)
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 200 {
		t.Errorf("it took %d MiB", took)
	}
	if got.Rect.Size() != wide.Rect.Size() || !got.Opaque() {
		t.Errorf("%v, or nothing of the picture", got.Rect)
	}
}
