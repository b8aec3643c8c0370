package canvas

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"
)

func extended(t *testing.T, img image.Image, by Margins, overlap int) Extension {
	t.Helper()
	e, err := Extend(img, by, overlap)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func part(img *image.NRGBA, r image.Rectangle) *image.NRGBA {
	p, _ := img.SubImage(r).(*image.NRGBA)
	return p
}

func TestExtendThenCutGivesTheOriginalBack(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {2, 7}, {40, 30}, {8192, 3}} {
		for _, by := range []Margins{{Left: 5}, {Right: 4}, {Up: 3}, {Down: 6}, {1, 2, 3, 4}, {7, 7, 7, 7}, {Left: 1}} {
			for _, overlap := range []int{0, 1, 4, 1000, -3} {
				img := noise(size.X, size.Y, 7, true)
				e := extended(t, img, by, overlap)
				what := fmt.Sprintf("%v by %+v with an overlap of %d", size, by, overlap)
				wide := image.Pt(size.X+by.Left+by.Right, size.Y+by.Up+by.Down)
				if e.Canvas.Rect.Size() != wide || e.Mask.Rect.Size() != wide || e.At != image.Rect(by.Left, by.Up, by.Left+size.X, by.Up+size.Y) {
					t.Fatalf("%s: a canvas of %v with the picture at %v", what, e.Canvas.Rect, e.At)
				}
				samePixels(t, part(e.Canvas, e.At), img, what)
				painted := noise(wide.X, wide.Y, 8, true)
				got := e.Stitch(painted)
				for y := range wide.Y {
					for x := range wide.X {
						p, old := image.Pt(x, y), image.Pt(x-by.Left+3, y-by.Up-2)
						switch {
						case !p.In(e.At) && got.NRGBAAt(x, y) != painted.NRGBAAt(x+3, y-2):
							t.Fatalf("%s: new, at %v: %v is not what was painted", what, p, got.NRGBAAt(x, y))
						case e.Mask.AlphaAt(x, y).A == 0 && got.NRGBAAt(x, y) != img.NRGBAAt(old.X, old.Y):
							t.Fatalf("%s: kept, at %v: %v is not the original's", what, p, got.NRGBAAt(x, y))
						}
					}
				}
				if overlap <= 0 {
					samePixels(t, part(got, e.At), img, what)
				}
			}
		}
	}
}

func TestExtendMasksWhatIsNewAndTheOverlap(t *testing.T) {
	e := extended(t, plain(20, 10, red()), Margins{Left: 10, Down: 5}, 3)
	kept := image.Rect(13, 0, 30, 7)
	for y := range 15 {
		for x := range 30 {
			if in := image.Pt(x, y).In(kept); in == (e.Mask.AlphaAt(x, y).A == 255) {
				t.Fatalf("at %d, %d the mask has %d", x, y, e.Mask.AlphaAt(x, y).A)
			}
			if blank := e.Canvas.NRGBAAt(x, y) == (color.NRGBA{}); blank == image.Pt(x, y).In(e.At) {
				t.Fatalf("at %d, %d the canvas has %v", x, y, e.Canvas.NRGBAAt(x, y))
			}
		}
	}
}

func TestExtendPassesFromOldToNew(t *testing.T) {
	e := extended(t, plain(100, 10, color.Black), Margins{Right: 50}, 20)
	got := e.Stitch(plain(300, 20, color.White)) // twice the size that was asked for
	for x := range 150 {
		v := got.NRGBAAt(x, 5)
		switch {
		case x < 80 && v.R != 0, x >= 100 && v.R != 255, x >= 80 && x < 100 && (v.R == 0 || v.R == 255), v.A != 255:
			t.Errorf("at %d: %v", x, v)
		}
	}
}

func TestExtendRefuses(t *testing.T) {
	img := plain(10, 10, red())
	for name, tc := range map[string]struct {
		by   Margins
		want error
	}{
		"nothing":        {Margins{}, ErrMargins},
		"less":           {Margins{Left: -1, Right: 9}, ErrMargins},
		"a vast margin":  {Margins{Left: 1 << 62, Right: 1 << 62}, ErrTooLarge},
		"too many lines": {Margins{Up: MaxPixels / 10}, ErrTooLarge},
	} {
		if _, err := Extend(img, tc.by, 2); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
	if _, err := Extend(image.NewNRGBA(image.Rectangle{}), Margins{Left: 4}, 0); !errors.Is(err, ErrMargins) {
		t.Errorf("an empty picture: %v", err)
	}
}

func TestTilesCoverTheCanvas(t *testing.T) {
	for _, tc := range []struct {
		size    image.Point
		by      Margins
		most    image.Point
		overlap int
	}{
		{image.Pt(100, 60), Margins{Left: 200, Right: 350}, image.Pt(150, 60), 20},
		{image.Pt(100, 60), Margins{Right: 150}, image.Pt(300, 300), 20},
		{image.Pt(50, 50), Margins{100, 100, 100, 100}, image.Pt(90, 70), 10},
		{image.Pt(50, 50), Margins{Right: 61}, image.Pt(64, 50), 40}, // more than half of a tile
		{image.Pt(3, 3), Margins{Right: 4}, image.Pt(1, 9), 1},
	} {
		img := noise(tc.size.X, tc.size.Y, 1, false)
		e := extended(t, img, tc.by, tc.overlap)
		at := e.At
		windows, err := e.Tiles(tc.most)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range windows {
			if w.Dx() > tc.most.X || w.Dy() > tc.most.Y || !w.In(e.Canvas.Rect) || w.Size() != windows[0].Size() {
				t.Fatalf("window %v on a canvas of %v", w, e.Canvas.Rect)
			}
			near := w.Inset(-1)
			if touches := func(r image.Rectangle) bool { return r.Overlaps(near) }; !touches(at) && !slices.ContainsFunc(windows[:i], touches) {
				t.Errorf("window %d at %v has nothing to continue: picture at %v, before %v", i, w, at, windows[:i])
			}
			tile := e.Tile(w)
			if tile.Mask.Empty() || tile.Canvas.Rect.Size() != w.Size() {
				t.Fatalf("tile %d has nothing to paint", i)
			}
			e = e.Put(w, plain(w.Dx(), w.Dy(), color.NRGBA{R: uint8(i), A: 255}))
		}
		if !e.Mask.Empty() || !e.Canvas.Opaque() {
			t.Errorf("%v: something is not painted in the end", tc)
		}
		samePixels(t, part(e.Canvas, at.Inset(e.Overlap+1)), part(img, img.Rect.Inset(e.Overlap+1)), "the middle of the picture")
	}
}

func TestTilesRefuseTooMany(t *testing.T) {
	e := extended(t, plain(100, 100, red()), Margins{Right: 900}, 0)
	for _, most := range []image.Point{{}, {-5, 100}, {1, 100}, {100, 0}, {10, 100}} {
		if got, err := e.Tiles(most); !errors.Is(err, ErrTooLarge) {
			t.Errorf("of at most %v: %d, %v, want ErrTooLarge", most, len(got), err)
		}
	}
}

func TestPutLeavesWhatItStartsFrom(t *testing.T) {
	e := extended(t, plain(10, 10, red()), Margins{Right: 10}, 2)
	was, mask := NRGBA(e.Canvas), e.Mask.Clone()
	e.Put(image.Rect(5, 0, 15, 10), plain(10, 10, blue()))
	samePixels(t, e.Canvas, was, "the canvas before")
	if shape(e.Mask) != shape(mask) {
		t.Error("the mask before was changed")
	}
}
