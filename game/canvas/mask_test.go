package canvas

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
)

// shape draws a small mask: # may change, . is kept, and a digit is between.
func shape(m *Mask) string {
	var b strings.Builder
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			switch v := m.AlphaAt(x, y).A; v {
			case 0:
				b.WriteByte('.')
			case 255:
				b.WriteByte('#')
			default:
				b.WriteByte('0' + v/26)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func drawn(rows ...string) *Mask {
	m := NewMask(image.Pt(len(rows[0]), len(rows)))
	for y, row := range rows {
		for x, c := range row {
			if c == '#' {
				m.SetAlpha(x, y, color.Alpha{A: 255})
			}
		}
	}
	return m
}

func TestMaskTools(t *testing.T) {
	for name, tc := range map[string]struct {
		use  func(m *Mask)
		want []string
	}{
		"rectangle":                    {func(m *Mask) { m.Rectangle(image.Rect(1, 1, 3, 4), true) }, []string{".......", ".##....", ".##....", ".##....", "......."}},
		"rectangle beyond every edge":  {func(m *Mask) { m.Rectangle(image.Rect(-9, -9, 99, 99), true) }, []string{"#######", "#######", "#######", "#######", "#######"}},
		"rectangle somewhere else":     {func(m *Mask) { m.Rectangle(image.Rect(50, 50, 99, 99), true) }, []string{".......", ".......", ".......", ".......", "......."}},
		"a hole in it":                 {func(m *Mask) { m.Invert(); m.Rectangle(image.Rect(1, 1, 6, 4), false) }, []string{"#######", "#.....#", "#.....#", "#.....#", "#######"}},
		"ellipse":                      {func(m *Mask) { m.Ellipse(image.Rect(0, 0, 7, 5), true) }, []string{".#####.", "#######", "#######", "#######", ".#####."}},
		"ellipse of one pixel":         {func(m *Mask) { m.Ellipse(image.Rect(6, 4, 7, 5), true) }, []string{".......", ".......", ".......", ".......", "......#"}},
		"ellipse of nothing":           {func(m *Mask) { m.Ellipse(image.Rect(3, 3, 3, 3), true) }, []string{".......", ".......", ".......", ".......", "......."}},
		"a dot":                        {func(m *Mask) { m.Stroke(image.Pt(3, 2), image.Pt(3, 2), 0, true) }, []string{".......", ".......", "...#...", ".......", "......."}},
		"a larger dot":                 {func(m *Mask) { m.Stroke(image.Pt(3, 2), image.Pt(3, 2), 2, true) }, []string{"..###..", ".#####.", ".#####.", ".#####.", "..###.."}},
		"a line":                       {func(m *Mask) { m.Stroke(image.Pt(0, 0), image.Pt(6, 4), 0, true) }, []string{"#......", ".##....", "...#...", "....##.", "......#"}},
		"the same line back":           {func(m *Mask) { m.Stroke(image.Pt(6, 4), image.Pt(0, 0), 0, true) }, []string{"#......", ".##....", "...#...", "....##.", "......#"}},
		"a capsule":                    {func(m *Mask) { m.Stroke(image.Pt(1, 2), image.Pt(5, 2), 1, true) }, []string{".......", "#######", "#######", "#######", "......."}},
		"a capsule over the edge":      {func(m *Mask) { m.Stroke(image.Pt(-5, 0), image.Pt(1, 0), 1, true) }, []string{"###....", "###....", ".......", ".......", "......."}},
		"a brush of less than nothing": {func(m *Mask) { m.Stroke(image.Pt(1, 2), image.Pt(5, 2), -1, true) }, []string{".......", ".......", ".......", ".......", "......."}},
		"erased":                       {func(m *Mask) { m.Invert(); m.Stroke(image.Pt(3, 0), image.Pt(3, 4), 0, false) }, []string{"###.###", "###.###", "###.###", "###.###", "###.###"}},
		"grown":                        {func(m *Mask) { m.Rectangle(image.Rect(3, 2, 4, 3), true); m.Grow(2) }, []string{"...#...", "..###..", ".#####.", "..###..", "...#..."}},
		"grown by nothing":             {func(m *Mask) { m.Rectangle(image.Rect(3, 2, 4, 3), true); m.Grow(0) }, []string{".......", ".......", "...#...", ".......", "......."}},
		"grown from nothing":           {func(m *Mask) { m.Grow(5) }, []string{".......", ".......", ".......", ".......", "......."}},
		"grown beyond all":             {func(m *Mask) { m.Rectangle(image.Rect(3, 2, 4, 3), true); m.Grow(1 << 40) }, []string{"#######", "#######", "#######", "#######", "#######"}},
		"shrunk":                       {func(m *Mask) { m.Rectangle(image.Rect(1, 0, 6, 4), true); m.Grow(-1) }, []string{"..###..", "..###..", "..###..", ".......", "......."}},
		"shrunk to nothing":            {func(m *Mask) { m.Rectangle(image.Rect(1, 0, 6, 4), true); m.Grow(-1 << 40) }, []string{".......", ".......", ".......", ".......", "......."}},
		"whole, shrunk":                {func(m *Mask) { m.Invert(); m.Grow(-1 << 40) }, []string{"#######", "#######", "#######", "#######", "#######"}},
		"feathered":                    {func(m *Mask) { m.Rectangle(image.Rect(1, 0, 7, 5), true); m.Feather(2) }, []string{".36####", ".36####", ".36####", ".36####", ".36####"}},
		"feathered where it is thin":   {func(m *Mask) { m.Rectangle(image.Rect(1, 1, 6, 4), true); m.Feather(50) }, []string{".......", ".44444.", ".4###4.", ".44444.", "......."}},
		"feathered where nothing is":   {func(m *Mask) { m.Feather(3) }, []string{".......", ".......", ".......", ".......", "......."}},
		"whole, feathered":             {func(m *Mask) { m.Invert(); m.Feather(1 << 40) }, []string{"#######", "#######", "#######", "#######", "#######"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := NewMask(image.Pt(7, 5))
			tc.use(m)
			if got, want := shape(m), strings.Join(tc.want, "\n")+"\n"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestMaskGrowsAsFarAsItSays(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		w, h, px := 1+random.IntN(40), 1+random.IntN(40), 1+random.IntN(12)
		m := NewMask(image.Pt(w, h))
		for range random.IntN(6) {
			m.SetAlpha(random.IntN(w), random.IntN(h), color.Alpha{A: 255})
		}
		was, grown := m.Clone(), m.Clone()
		grown.Grow(px)
		m.Invert()
		m.Grow(-px)
		m.Invert()
		want := NewMask(image.Pt(w, h))
		for i := range want.Pix {
			for j, v := range was.Pix {
				if dx, dy := i%w-j%w, i/w-j/w; v != 0 && dx*dx+dy*dy <= px*px {
					want.Pix[i] = 255
				}
			}
		}
		if got := shape(grown); got != shape(want) {
			t.Fatalf("by %d from\n%s\ngot\n%s\nwant\n%s", px, shape(was), got, shape(want))
		}
		if got := shape(m); got != shape(want) {
			t.Fatalf("shrinking the rest by %d of\n%s\ngot\n%s\nwant\n%s", px, shape(was), got, shape(want))
		}
	}
}

func TestMaskArea(t *testing.T) {
	for name, tc := range map[string]struct {
		m            *Mask
		area         image.Rectangle
		empty, whole bool
	}{
		"nothing":     {drawn("...", "..."), image.Rectangle{}, true, false},
		"all":         {drawn("###", "###"), image.Rect(0, 0, 3, 2), false, true},
		"two corners": {drawn("..#", "...", "#.."), image.Rect(0, 0, 3, 3), false, false},
		"one pixel":   {drawn("...", ".#.", "..."), image.Rect(1, 1, 2, 2), false, false},
		"1x1":         {drawn("#"), image.Rect(0, 0, 1, 1), false, true},
	} {
		if got := tc.m.Area(); got != tc.area || tc.m.Empty() != tc.empty || tc.m.Whole() != tc.whole {
			t.Errorf("%s: area %v, empty %v, whole %v", name, got, tc.m.Empty(), tc.m.Whole())
		}
	}
}

func TestMaskCloneIsItsOwn(t *testing.T) {
	m := drawn("#..")
	c := m.Clone()
	m.Invert()
	if got := shape(c); got != "#..\n" {
		t.Errorf("the clone changed to %s", got)
	}
}

func TestMaskFileSuitsEveryServer(t *testing.T) {
	m := NewMask(image.Pt(40, 30))
	m.Rectangle(image.Rect(5, 5, 35, 25), true)
	m.Feather(6)
	data, err := m.PNG()
	if err != nil {
		t.Fatal(err)
	}
	if depth, kind := data[24], data[25]; depth != 8 || kind != 6 {
		t.Errorf("the file has colours of kind %d and %d bits, want RGBA of 8", kind, depth)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 30 {
		for x := range 40 {
			want := color.NRGBA{A: 255}
			if m.AlphaAt(x, y).A >= 128 {
				want = color.NRGBA{R: 255, G: 255, B: 255}
			}
			if got := img.At(x, y); got != want {
				t.Fatalf("at %d, %d: %v, want %v", x, y, got, want)
			}
		}
	}
	back, err := ReadMask(data, 40, 30)
	if err != nil {
		t.Fatal(err)
	}
	m.harden()
	if shape(back) != shape(m) {
		t.Errorf("read back as\n%s", shape(back))
	}
	if _, err := NewMask(image.Pt(4, 4)).PNG(); !errors.Is(err, ErrMask) {
		t.Errorf("of an empty mask: %v, want ErrMask", err)
	}
	all := NewMask(image.Pt(4, 4))
	all.Invert()
	if data, err := all.PNG(); err != nil || data[25] != 6 {
		t.Errorf("of a whole mask: %v", err)
	}
}

func TestReadMask(t *testing.T) {
	half := func(img *image.RGBA, c color.Color) *image.RGBA {
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() / 2 {
				img.Set(x, y, c)
			}
		}
		return img
	}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, half(plain(64, 16, color.Black), color.White), nil); err != nil {
		t.Fatal(err)
	}
	left := NewMask(image.Pt(64, 16))
	left.Rectangle(image.Rect(0, 0, 32, 16), true)
	for name, tc := range map[string]struct {
		data []byte
		want *Mask
	}{
		"white on black":            {encoded(t, half(plain(64, 16, color.Black), color.White)), left},
		"white on black as JPEG":    {jpg.Bytes(), left},
		"light grey on dark grey":   {encoded(t, half(plain(64, 16, color.Gray{90}), color.Gray{170})), left},
		"clear in a white picture":  {encoded(t, half(plain(64, 16, color.White), color.Transparent)), left},
		"clear in a red picture":    {encoded(t, half(plain(64, 16, red()), color.NRGBA{R: 9, A: 100})), left},
		"nearly opaque, all black":  {encoded(t, plain(64, 16, color.NRGBA{A: 200})), NewMask(image.Pt(64, 16))},
		"as grey levels":            {encoded(t, grey(half(plain(64, 16, color.Black), color.White))), left},
		"with a palette and a hole": {encoded(t, paletted(half(plain(64, 16, color.Black), color.Transparent))), left},
	} {
		got, err := ReadMask(tc.data, 64, 16)
		if err != nil || shape(got) != shape(tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := ReadMask(encoded(t, plain(64, 16, red())), 16, 64)
	if !errors.Is(err, ErrMask) || !strings.Contains(err.Error(), "64x16") || !strings.Contains(err.Error(), "16x64") {
		t.Errorf("of another size: %v, want ErrMask with both sizes", err)
	}
	for name, data := range map[string][]byte{"nothing": nil, "a text": []byte("<svg/>"), "a bomb": pngHead(60000, 60000)} {
		if _, err := ReadMask(data, 60000, 60000); err == nil {
			t.Errorf("%s is read as a mask", name)
		}
	}
}

func grey(img image.Image) image.Image {
	out := image.NewGray(img.Bounds())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

func paletted(img image.Image) image.Image {
	out := image.NewPaletted(img.Bounds(), color.Palette{color.Black, color.White, color.NRGBA{R: 255, G: 255, B: 255}})
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			if _, _, _, a := img.At(x, y).RGBA(); a == 0 {
				out.SetColorIndex(x, y, 2)
			} else {
				out.Set(x, y, img.At(x, y))
			}
		}
	}
	return out
}

func FuzzReadMask(f *testing.F) {
	var b bytes.Buffer
	if err := png.Encode(&b, plain(5, 7, red())); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes(), 5, 7)
	f.Add(pngHead(3, 2), 3, 2)
	m, err := drawn("#.", ".#").PNG()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(m, 2, 2)
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "), 1, 1)
	f.Fuzz(func(t *testing.T, data []byte, w, h int) {
		if w > 1<<10 || h > 1<<10 {
			t.Skip("valid, and slow")
		}
		m, err := ReadMask(data, w, h)
		if err != nil {
			return
		}
		if m.Rect.Size() != image.Pt(w, h) {
			t.Errorf("a mask of %v for %dx%d", m.Rect, w, h)
		}
		for _, v := range m.Pix {
			if v != 0 && v != 255 {
				t.Fatalf("a soft edge of %d", v)
			}
		}
	})
}
