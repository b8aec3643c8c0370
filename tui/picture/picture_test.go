package picture_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"journey/tui/picture"
)

func TestParseProtocol(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		p    picture.Protocol
		auto bool
		err  error
	}{
		"":       {picture.Blocks, true, nil},
		"auto":   {picture.Blocks, true, nil},
		"SIXEL":  {picture.Sixel, false, nil},
		"kitty":  {picture.Kitty, false, nil},
		"iterm2": {picture.ITerm2, false, nil},
		"blocks": {picture.Blocks, false, nil},
		"off":    {picture.None, false, nil},
		"gif":    {picture.None, false, picture.ErrProtocol},
	} {
		p, auto, err := picture.ParseProtocol(name)
		if p != want.p || auto != want.auto || !errors.Is(err, want.err) {
			t.Errorf("ParseProtocol(%q) = %v, %v, %v", name, p, auto, err)
		}
	}
}

func TestFitKeepsTheAspectRatioInsideTheBox(t *testing.T) {
	t.Parallel()
	cell := picture.Size{W: 10, H: 20}
	for _, c := range []struct{ src, box, want picture.Size }{
		{picture.Size{W: 1024, H: 1024}, picture.Size{W: 60, H: 100}, picture.Size{W: 60, H: 30}},
		{picture.Size{W: 1024, H: 1024}, picture.Size{W: 60, H: 18}, picture.Size{W: 36, H: 18}},
		{picture.Size{W: 1536, H: 1024}, picture.Size{W: 60, H: 28}, picture.Size{W: 60, H: 20}},
		{picture.Size{W: 4096, H: 1}, picture.Size{W: 60, H: 28}, picture.Size{W: 60, H: 1}},
		{picture.Size{W: 1, H: 4096}, picture.Size{W: 60, H: 28}, picture.Size{W: 1, H: 28}},
		{picture.Size{W: 10, H: 10}, picture.Size{}, picture.Size{}},
		{picture.Size{}, picture.Size{W: 9, H: 9}, picture.Size{}},
	} {
		if got := picture.Fit(c.src, c.box, cell); got != c.want {
			t.Errorf("Fit(%v, %v) = %v, want %v", c.src, c.box, got, c.want)
		}
	}
}

func TestHalfBlocksFillTheirCells(t *testing.T) {
	t.Parallel()
	src := noise(t, 100, 70)
	for _, colors := range []picture.Colors{picture.TrueColor, picture.Colors256, picture.Colors16, picture.NoColor} {
		lines := strings.Split(picture.HalfBlocks(src, picture.Size{W: 23, H: 9}, colors), "\n")
		if len(lines) != 9 {
			t.Fatalf("%v: %d lines, want 9", colors, len(lines))
		}
		for _, line := range lines {
			if w := ansi.StringWidth(line); w != 23 {
				t.Errorf("%v: a line is %d cells wide, want 23", colors, w)
			}
			if colors == picture.NoColor && strings.Contains(line, "\x1b") {
				t.Errorf("colour where there is none: %q", line)
			}
		}
	}
}

func TestHalfBlocksShowTheColoursOfTheirHalves(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 1, 2))
	img.Set(0, 0, color.RGBA{255, 0, 0, 255})
	img.Set(0, 1, color.RGBA{0, 0, 255, 255})
	for colors, want := range map[picture.Colors]string{
		picture.TrueColor: "\x1b[38;2;255;0;0;48;2;0;0;255m▀\x1b[m",
		picture.Colors256: "\x1b[38;5;196;48;5;21m▀\x1b[m",
		picture.Colors16:  "\x1b[91;104m▀\x1b[m",
	} {
		if got := picture.HalfBlocks(source(t, img), picture.Size{W: 1, H: 1}, colors); got != want {
			t.Errorf("%v: got %q, want %q", colors, got, want)
		}
	}
}

func TestRenderStopsWhenItsContextIsDone(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := picture.Render(ctx, noise(t, 50, 50), picture.Size{W: 5, H: 5}, picture.Terminal{Protocol: picture.Sixel})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if _, err := picture.Render(t.Context(), noise(t, 5, 5), picture.Size{W: 5}, picture.Terminal{}); !errors.Is(err, picture.ErrEmpty) {
		t.Errorf("no rows: got %v, want %v", err, picture.ErrEmpty)
	}
}

func TestViewsAreAsLargeAsTheirCells(t *testing.T) {
	t.Parallel()
	size := picture.Size{W: 12, H: 7}
	for _, p := range []picture.Protocol{picture.Blocks, picture.Sixel, picture.Kitty, picture.ITerm2} {
		r, err := picture.Render(t.Context(), noise(t, 64, 64), size, picture.Terminal{Protocol: p})
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(r.View(), "\n")
		if len(lines) != size.H {
			t.Errorf("%v: %d lines, want %d", p, len(lines), size.H)
		}
		for _, line := range lines {
			if w := ansi.StringWidth(line); w != size.W {
				t.Fatalf("%v: a line is %d cells wide, want %d", p, w, size.W)
			}
		}
	}
}

// noise returns a picture that is hard to compress and has many colours.
func noise(tb testing.TB, w, h int) *picture.Source {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.Uint32()) | 3
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return source(tb, img)
}

// plain returns a picture of one colour.
func plain(tb testing.TB, c color.Color) *picture.Source {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			img.Set(x, y, c)
		}
	}
	return source(tb, img)
}

func source(tb testing.TB, img image.Image) *picture.Source {
	tb.Helper()
	src, err := picture.NewSource(img, tb.Name()+colorName(img.At(0, 0)))
	if err != nil {
		tb.Fatal(err)
	}
	return src
}

func colorName(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return string(rune('A'+r>>12)) + string(rune('A'+g>>12)) + string(rune('A'+b>>12))
}
