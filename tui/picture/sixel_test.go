package picture

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/mattn/go-sixel"
)

// FuzzSixelShowsThePalette: what a terminal decodes is, pixel for pixel, the
// dithered picture.
func FuzzSixelShowsThePalette(f *testing.F) {
	f.Add([]byte{255, 0, 0}, uint8(1), uint8(1), uint8(1), uint8(1))
	f.Add([]byte("a few colours of no meaning"), uint8(20), uint8(13), uint8(19), uint8(12))
	f.Add([]byte{0, 128, 255, 3, 77, 200, 41}, uint8(200), uint8(90), uint8(100), uint8(30))
	f.Fuzz(func(t *testing.T, pix []byte, w, h, cutW, cutH uint8) {
		tmux := len(pix)%2 == 0
		if w == 0 || h == 0 || len(pix) == 0 {
			t.Skip()
		}
		img := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
		for i := range img.Pix {
			img.Pix[i] = pix[i%len(pix)] ^ uint8(i/len(pix)*7)
			if i%4 == 3 {
				img.Pix[i] = 255
			}
		}
		term := Terminal{}
		if tmux {
			term.Brand = "tmux 3.5"
		}
		want := new(scratch).paletted(img, Size{int(w), int(h)}, term.few())
		area := image.Rect(0, 0, max(int(cutW), 1), max(int(cutH), 1)).Intersect(want.Rect)
		data := bytes.Join(encodeSixel(want, area, tmux), nil)
		var got image.Image
		if err := sixel.NewDecoder(bytes.NewReader(data)).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if got.Bounds().Size() != area.Size() {
			t.Fatalf("decoded %v, want %v", got.Bounds().Size(), area.Size())
		}
		reference := throughGoSixel(t, want.SubImage(area).(*image.Paletted))
		for y := range area.Dy() {
			for x := range area.Dx() {
				if g, w := percent(got.At(x, y)), percent(want.At(x, y)); g != w {
					t.Fatalf("pixel %d,%d is %v, want %v", x, y, g, w)
				}
				if g, w := got.At(x, y), reference.At(x, y); g != w {
					t.Fatalf("pixel %d,%d is %v, go-sixel has %v", x, y, g, w)
				}
			}
		}
	})
}

// throughGoSixel returns the picture as go-sixel encodes and decodes it.
func throughGoSixel(t *testing.T, img *image.Paletted) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := sixel.NewEncoder(&b).Encode(img); err != nil {
		t.Fatal(err)
	}
	var got image.Image
	if err := sixel.NewDecoder(&b).Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got
}

// percent returns the colour in the steps of sixel.
func percent(c color.Color) [3]int {
	r, g, b, _ := c.RGBA()
	step := func(v uint32) int { return int(math.Round(float64(v) * 100 / 0xffff)) }
	return [3]int{step(r), step(g), step(b)}
}

func TestPaletteOfFewColoursKeepsThemAll(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 16, 12))
	for i := range 16 * 12 {
		img.Set(i%16, i/16, color.RGBA{uint8(i), uint8(255 - i), 80, 255})
	}
	if all := distinct(img, 16*12); all == nil || len(all.palette) > 16*12 {
		t.Errorf("of %d colours: %+v", 16*12, all)
	}
	if all := distinct(img, 16); all != nil {
		t.Errorf("asked for 16 colours: got %d as all of them", len(all.palette))
	}
	if c := new(scratch).quantize(img, 16); len(c.colors) > 16 || len(c.colors) < 12 {
		t.Errorf("asked for 16 colours: got %d", len(c.colors))
	}
}

func TestDitheringKeepsTheMeanColour(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 120, 120))
	for i := range 120 * 120 {
		img.Set(i%120, i/120, color.RGBA{uint8(i % 120 * 2), uint8(i / 120 * 2), uint8(i % 97), 255})
	}
	c, near := new(scratch).choose(img, few{colors: 64})
	out := dither(img, c, near)
	var want, got [3]float64
	for i := range 120 * 120 {
		a, b := img.RGBAAt(i%120, i/120), color.RGBAModel.Convert(out.At(i%120, i/120)).(color.RGBA)
		for c, v := range [3][2]uint8{{a.R, b.R}, {a.G, b.G}, {a.B, b.B}} {
			want[c] += float64(v[0]) / (120 * 120)
			got[c] += float64(v[1]) / (120 * 120)
		}
	}
	for c := range want {
		if math.Abs(want[c]-got[c]) > 1 {
			t.Errorf("channel %d: mean %.2f, want %.2f", c, got[c], want[c])
		}
	}
}

func TestScaleIsTheMeanOfWhatItCovers(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 3, 1))
	for x, v := range []uint8{0, 90, 240} {
		img.Set(x, 0, color.RGBA{v, v, v, 255})
	}
	half := scale(img, Size{2, 1})
	for x, want := range []int{30, 190} { // (0+90/2)/1.5, (90/2+240)/1.5
		if got := int(half.RGBAAt(x, 0).R); got < want-1 || got > want+1 {
			t.Errorf("pixel %d is %d, want %d", x, got, want)
		}
	}
	twice := resize(img, Size{6, 2})
	for x, want := range []uint8{0, 0, 90, 90, 240, 240} {
		if got := twice.RGBAAt(x, 1).R; got != want {
			t.Errorf("grown pixel %d is %d, want %d", x, got, want)
		}
	}
}

func TestLargePicturesArePaintedInPartsTheTerminalTakes(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 50, 50))
	src := &Source{Image: img, Size: Size{50, 50}, ID: "x"}
	limit := Size{100, 100}
	r, err := Render(t.Context(), src, Size{25, 13}, Terminal{Protocol: Sixel, Cell: Size{10, 20}, MaxPixels: limit})
	if err != nil {
		t.Fatal(err)
	}
	cells := 0
	for _, p := range r.whole {
		var got image.Image
		if err := sixel.NewDecoder(bytes.NewReader(bytes.Join(p.payload, nil))).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if got.Bounds().Dx() > limit.W || got.Bounds().Dy() > limit.H {
			t.Errorf("a part has %v pixels, the terminal takes %v", got.Bounds().Size(), limit)
		}
		cells += p.cells.Dx() * p.cells.Dy()
	}
	if cells != 25*13 {
		t.Errorf("the parts cover %d cells, want %d", cells, 25*13)
	}
}

// TestPartsOfAPrintedPictureAreItsOwn: in a terminal that takes no large pictures, each part of a
// printed one has the pixels of its place.
func TestPartsOfAPrintedPictureAreItsOwn(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 300, 240))
	for i := range img.Pix {
		img.Pix[i] = uint8(i*i/97+i/900) | uint8(i%4/3*255)
	}
	term := Terminal{Protocol: Sixel, Cell: Size{10, 20}, MaxPixels: Size{100, 100}}
	cells := Size{30, 12}
	var out bytes.Buffer
	if err := Print(t.Context(), &out, &Source{Image: img, Size: Size{300, 240}, ID: "x"}, cells, term); err != nil {
		t.Fatal(err)
	}
	r, err := newRendered(cells, term, "x", 1)
	if err != nil {
		t.Fatal(err)
	}
	want := new(scratch).paletted(img, Size{300, 240}, Terminal{}.few())
	parts := bytes.Split(out.Bytes(), []byte("\x1bP"))[1:]
	tiles := r.tiles(r.all())
	if len(tiles) < 4 || len(parts) != len(tiles) {
		t.Fatalf("%d parts for %d tiles", len(parts), len(tiles))
	}
	for i, part := range parts {
		part, _, _ = bytes.Cut(part, []byte(sixelEnd))
		shows(t, []byte("\x1bP"+string(part)+sixelEnd), want.SubImage(r.sixelArea(tiles[i], want.Rect)))
	}
}
