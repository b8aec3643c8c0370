package canvas

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"journey/game"
)

func red() color.Color   { return color.RGBA{R: 0xc0, A: 0xff} }
func green() color.Color { return color.RGBA{G: 0xc0, A: 0xff} }
func blue() color.Color  { return color.RGBA{B: 0xc0, A: 0xff} }

func plain(w, h int, c color.Color) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, c)
		}
	}
	return img
}

func encoded(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sheetOf(t *testing.T, portraits ...game.Anchor) (Sheet, image.Image) {
	t.Helper()
	s, err := ReferenceSheet(portraits)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(s.Data))
	if err != nil {
		t.Fatal(err)
	}
	return s, img
}

// hue says which of the three colours a pixel is nearest to, or "ground".
func hue(img image.Image, x, y int) string {
	r, g, b, _ := img.At(x, y).RGBA()
	switch {
	case r > 0xd000 && g > 0xd000 && b > 0xd000:
		return "ground"
	case r > g && r > b:
		return "red"
	case g > b:
		return "green"
	}
	return "blue"
}

// row is what is met from left to right through the middle.
func row(img image.Image) []string {
	var met []string
	for x := range img.Bounds().Dx() {
		met = append(met, hue(img, x, img.Bounds().Dy()/2))
	}
	return slices.Compact(met)
}

func TestSheetShowsPortraitsSideBySideInTheirOrder(t *testing.T) {
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, plain(300, 300, green()), nil); err != nil {
		t.Fatal(err)
	}
	s, img := sheetOf(
		t,
		game.Anchor{Name: "Ada", Data: encoded(t, plain(200, 400, red()))},
		game.Anchor{Name: "Brun", Data: jpg.Bytes()},
		game.Anchor{Name: "Cleo", Data: encoded(t, plain(1024, 1536, blue()))},
	)
	if want := []string{"Ada", "Brun", "Cleo"}; !slices.Equal(s.Names, want) {
		t.Errorf("names %q, want %q", s.Names, want)
	}
	if got, want := row(img), []string{"ground", "red", "ground", "green", "ground", "blue", "ground"}; !slices.Equal(got, want) {
		t.Errorf("from left to right %q, want %q", got, want)
	}
	// 720 high: 360, 720 and 480 wide, with four gaps.
	if got, want := img.Bounds().Size(), image.Pt(360+720+480+4*sheetGap, SheetHeight); got != want {
		t.Errorf("the sheet is %v, want %v", got, want)
	}
	for _, x := range []int{sheetGap + 180, 2*sheetGap + 360 + 360, 3*sheetGap + 360 + 720 + 240} {
		top, bottom := hue(img, x, sheetGap+2), hue(img, x, SheetHeight-sheetGap-3)
		if top == "ground" || top != bottom || hue(img, x, 2) != "ground" || hue(img, x, SheetHeight-3) != "ground" {
			t.Errorf("at %d the portrait is not of the whole height: %s to %s", x, top, bottom)
		}
	}
}

func TestSheetOfManyStaysWithinItsBounds(t *testing.T) {
	var many []game.Anchor
	for range game.MaxPresent + 3 {
		many = append(many, game.Anchor{Name: "someone", Data: encoded(t, plain(400, 100, red()))})
	}
	s, img := sheetOf(t, many...)
	if len(s.Names) != game.MaxPresent {
		t.Errorf("%d are seen, want %d", len(s.Names), game.MaxPresent)
	}
	if size := img.Bounds().Size(); size.X > SheetWidth || size.Y > SheetHeight || size.X < SheetWidth*9/10 {
		t.Errorf("the sheet is %v, want it to fill and not exceed %dx%d", size, SheetWidth, SheetHeight)
	}
}

func TestSheetIsTheSameForTheSamePortraits(t *testing.T) {
	one := game.Anchor{Name: "Ada", Data: encoded(t, plain(90, 200, blue()))}
	a, _ := sheetOf(t, one)
	b, _ := sheetOf(t, one)
	if !bytes.Equal(a.Data, b.Data) {
		t.Error("two sheets of the same portrait differ")
	}
}

func TestSheetFillsWhatIsClearWithItsGround(t *testing.T) {
	_, img := sheetOf(t, game.Anchor{Name: "Ada", Data: encoded(t, image.NewRGBA(image.Rect(0, 0, 100, 200)))})
	if got := row(img); !slices.Equal(got, []string{"ground"}) {
		t.Errorf("a clear portrait shows %q, want the ground alone", got)
	}
}

func TestSheetLeavesOutWhatIsNoPortrait(t *testing.T) {
	good := game.Anchor{Name: "Ada", Data: encoded(t, plain(200, 400, red()))}
	for name, data := range map[string][]byte{
		"nothing":          nil,
		"a text":           []byte("<svg></svg>"),
		"a torn picture":   good.Data[:len(good.Data)/2],
		"a sliver":         encoded(t, plain(10, 500, red())),
		"a ribbon":         encoded(t, plain(500, 10, red())),
		"a bomb of pixels": pngHead(60000, 60000),
		"a wide bomb":      pngHead(1<<31-1, 1<<31-1),
	} {
		t.Run(name, func(t *testing.T) {
			bad := game.Anchor{Name: "Bad", Data: data}
			if _, err := ReferenceSheet([]game.Anchor{bad}); !errors.Is(err, ErrNoPortrait) {
				t.Errorf("alone: %v, want ErrNoPortrait", err)
			}
			s, img := sheetOf(t, bad, good)
			if !slices.Equal(s.Names, []string{"Ada"}) || !slices.Equal(row(img), []string{"ground", "red", "ground"}) {
				t.Errorf("%q are named, %q seen, want Ada alone", s.Names, row(img))
			}
		})
	}
	if _, err := ReferenceSheet(nil); !errors.Is(err, ErrNoPortrait) {
		t.Errorf("of nobody: %v, want ErrNoPortrait", err)
	}
}

func TestDecodeMeasuresFirst(t *testing.T) {
	for name, data := range map[string][]byte{
		"pixels": pngHead(60000, 60000),
		"bytes":  make([]byte, MaxBytes+1),
	} {
		if _, err := Decode(data); !errors.Is(err, ErrTooLarge) {
			t.Errorf("too many %s: %v, want ErrTooLarge", name, err)
		}
	}
}

// pngHead is the start of a PNG that claims a size.
func pngHead(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	head = append(binary.BigEndian.AppendUint32(head, h), 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	out = append(out, head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func FuzzReferenceSheet(f *testing.F) {
	var b bytes.Buffer
	if err := png.Encode(&b, plain(5, 7, red())); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(pngHead(3, 2))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if img, err := Decode(data); err == nil && img.Bounds().Dx()*img.Bounds().Dy() > 1<<16 {
			t.Skip("valid, and slow")
		}
		s, err := ReferenceSheet([]game.Anchor{{Name: "Ada", Data: data}})
		if err != nil {
			return
		}
		img, err := png.DecodeConfig(bytes.NewReader(s.Data))
		if err != nil || img.Height > SheetHeight || img.Width > SheetWidth {
			t.Errorf("a sheet of %dx%d, %v", img.Width, img.Height, err)
		}
	})
}
