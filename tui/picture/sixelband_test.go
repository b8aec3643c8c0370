package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/mattn/go-sixel"
)

// TestLongRunsAreWrittenOnce: a repeat count of sixel has no limit, so a run takes a
// few bytes however long it is.
func TestLongRunsAreWrittenOnce(t *testing.T) {
	t.Parallel()
	const h = 8 // the second band has two rows
	for _, w := range []int{255, 256, 257, 9999, 10000, maxWidth} {
		for name, at := range map[string]func(x, y int) uint8{
			"one colour":            func(int, int) uint8 { return 1 },
			"a last column":         func(x, _ int) uint8 { return uint8(x / (w - 1)) },
			"both ends":             func(x, _ int) uint8 { return uint8(x/(w-1)) | uint8((w-1-x)/(w-1)) },
			"a line":                func(_, y int) uint8 { return uint8(y % 2) },
			"a line with both ends": func(x, y int) uint8 { return uint8(y%2) | uint8(x/(w-1)) | uint8((w-1-x)/(w-1)) },
		} {
			t.Run(name+" of "+strconv.Itoa(w), func(t *testing.T) {
				t.Parallel()
				img := drawn(w, h, at)
				out := bytes.Join(encodeSixel(img, img.Rect, false), nil)
				if len(out) > 200 {
					t.Errorf("takes %d bytes", len(out))
				}
				if name == "one colour" && !strings.Contains(string(out), "!"+strconv.Itoa(w)) {
					t.Errorf("no run of %d: %q", w, out)
				}
				shows(t, out, img)
			})
		}
	}
}

// TestPartsOfAPictureAreItsPixelsAlone: a part of a larger picture, whose rows lie
// further apart than they are long, is packed like a copy of it.
func TestPartsOfAPictureAreItsPixelsAlone(t *testing.T) {
	t.Parallel()
	whole := drawn(400, 60, func(x, y int) uint8 { return uint8((x*x+y*y+x*y/3)/5%7/6 + x/200 + y/50) })
	for _, area := range []image.Rectangle{
		image.Rect(0, 0, 400, 60), image.Rect(0, 0, 399, 59), image.Rect(1, 1, 400, 60),
		image.Rect(150, 7, 330, 55), image.Rect(399, 0, 400, 60), image.Rect(3, 59, 390, 60),
	} {
		copied := image.NewPaletted(image.Rect(0, 0, area.Dx(), area.Dy()), whole.Palette)
		for y := range area.Dy() {
			copy(copied.Pix[y*copied.Stride:][:area.Dx()], whole.Pix[whole.PixOffset(area.Min.X, area.Min.Y+y):])
		}
		want := bytes.Join(encodeSixel(copied, copied.Rect, false), nil)
		shows(t, want, copied)
		part := whole.SubImage(area).(*image.Paletted)
		for from, img := range map[string]*image.Paletted{"the whole": whole, "a part": part} {
			got := bytes.Join(encodeSixel(img, area, false), nil)
			var written bytes.Buffer
			if err := writeSixel(&written, img, area, false); err != nil || !bytes.Equal(written.Bytes(), want) {
				t.Errorf("%v of %s: %d bytes are written, not the %d that are packed (%v)", area, from, written.Len(), len(want), err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%v of %s is packed in %d bytes, a copy of it in %d others", area, from, len(got), len(want))
			}
		}
	}
}

// TestAPictureThatCannotBeWrittenIsEnded: a terminal that is left inside a sixel string
// takes all that comes for pixels.
func TestAPictureThatCannotBeWrittenIsEnded(t *testing.T) {
	t.Parallel()
	img := drawn(300, 200, func(x, y int) uint8 { return uint8((x*y + x + y) % 7 / 2) })
	many := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for i := range many.Pix {
		many.Pix[i] = uint8(i*i/97) | uint8(i%4/3*255)
	}
	c, near := new(scratch).choose(many, few{colors: sixelColors})
	for name, write := range map[string]func(w io.Writer) error{
		"dithered before":     func(w io.Writer) error { return writeSixel(w, img, img.Rect, false) },
		"dithered on the way": func(w io.Writer) error { return writeDithered(w, many, many.Rect, c, near, false) },
	} {
		var whole bytes.Buffer
		if err := write(&whole); err != nil {
			t.Fatal(name, err)
		}
		for fails := range 5 {
			w := &failsOnce{at: fails}
			if err := write(w); !errors.Is(err, errFull) {
				t.Errorf("%s: write %d fails, and is said to be %v", name, fails, err)
			}
			if got := w.Bytes(); fails > 0 && !bytes.HasSuffix(got, []byte(sixelEnd)) || !bytes.HasPrefix(whole.Bytes(), bytes.TrimSuffix(got, []byte(sixelEnd))) {
				t.Errorf("%s: write %d fails: what is written is not a start of the picture that ends: %.40q ... %.20q", name, fails, got, got[max(len(got)-20, 0):])
			}
		}
	}
}

// TestPicturesAreDitheredAsTheyAreWritten: what is written on the way is what dithering all
// of it first makes, from the first chunk to the last, which is no whole band.
func TestPicturesAreDitheredAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 90, 2*ditherRows+sixelBand+2))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(i/400+r.IntN(60)) | uint8(i%4/3*255)
	}
	c, near := new(scratch).choose(img, few{colors: 50})
	want := dither(img, c, near)
	for _, rows := range []int{img.Rect.Dy(), 3 * chunkRows, 5, 1} {
		area := image.Rect(0, 0, 90, rows)
		for _, black := range []bool{false, true} {
			var out bytes.Buffer
			if err := writeDithered(&out, img, area, c, near, black); err != nil {
				t.Fatal(err)
			}
			shows(t, out.Bytes(), want.SubImage(area))
		}
	}
	var out bytes.Buffer
	if err := writeDithered(&out, img, image.Rectangle{}, c, near, false); err != nil || out.Len() > 0 {
		t.Errorf("of no area %q is written, %v", out.Bytes(), err)
	}
}

var errFull = errors.New("full")

// failsOnce fails at one of its writes.
type failsOnce struct {
	bytes.Buffer
	at int
}

func (f *failsOnce) Write(p []byte) (int, error) {
	f.at--
	if f.at == -1 {
		return 0, errFull
	}
	return f.Buffer.Write(p) //nolint:wrapcheck // it never fails
}

// drawn makes a picture of four colours.
func drawn(w, h int, at func(x, y int) uint8) *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{
		color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{255, 255, 0, 255},
	})
	for i := range img.Pix {
		img.Pix[i] = at(i%w, i/w)
	}
	return img
}

// shows fails when a terminal would not show the pixels of the picture.
func shows(t *testing.T, out []byte, want image.Image) {
	t.Helper()
	var got image.Image
	if err := sixel.NewDecoder(bytes.NewReader(out)).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if g, w := got.Bounds().Size(), want.Bounds().Size(); g != w {
		t.Fatalf("decoded %v pixels, want %v", g, w)
	}
	b := want.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			if g, w := percent(got.At(x, y)), percent(want.At(b.Min.X+x, b.Min.Y+y)); g != w {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, g, w)
			}
		}
	}
}
