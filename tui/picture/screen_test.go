package picture_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"io"
	"strings"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"journey/tui/picture"
)

func TestFrameWithoutPicturesIsTheView(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	for _, view := range []string{"", "plain\n\x1b[31mtext\x1b[m", "\x1b_other\x1b\\x"} {
		if got := screen.Frame(view); got != view {
			t.Errorf("got %q, want %q", got, view)
		}
	}
}

func TestMarkersNeverReachTheTerminal(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	var out bytes.Buffer
	w := screen.Output(&out)
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.Sixel)
	frame := screen.Frame("text\n" + red.View())
	all := "\x1b[?1049h" + frame + "\x1b_~p;cut\x1b\\\x1b_~p;0123456789;1,99999999;0,0\x1b\\\x1b_Gi=1;OK\x1b\\end"
	for _, size := range []int{1, 3, 17, len(all)} { // a write may end anywhere, though Bubble Tea's do not
		out.Reset()
		for rest := all; rest != ""; {
			n := min(size, len(rest))
			if got, err := w.Write([]byte(rest[:n])); got != n || err != nil {
				t.Fatalf("wrote %d of %d: %v", got, n, err)
			}
			rest = rest[n:]
		}
		if strings.Contains(out.String(), "\x1b_~") {
			t.Errorf("writes of %d bytes: a marker came through", size)
		}
		if !strings.Contains(out.String(), "\x1b_Gi=1;OK\x1b\\") || !strings.Contains(out.String(), "end") {
			t.Errorf("writes of %d bytes: other text is lost", size)
		}
	}
}

func TestPaintingComesBeforeTheEndOfTheFrame(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	var out bytes.Buffer
	w := screen.Output(&out)
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.Sixel)
	frame := screen.Frame("日本語 " + red.View()[:strings.Index(red.View(), "\n")])
	if _, err := w.Write([]byte("\x1b[?1049h\x1b[?2026h" + frame + "\x1b[?2026l")); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	paint := "\x1b7\x1b[1;8H\x1bP" // after three wide letters and a space
	if !strings.Contains(got, paint) || !strings.HasSuffix(got, "\x1b\\\x1b8\x1b[?2026l") {
		t.Errorf("the picture is not painted at the end of the frame: %.300q", got)
	}
	out.Reset()
	if _, err := w.Write([]byte("\x1b[?2026h" + screen.Frame("gone") + "\x1b[?2026l")); err != nil {
		t.Fatal(err)
	}
	want := "\x1b[?2026h\x1b7\x1b[m\x1b[?7l\x1b[1;8H" + strings.Repeat(" ", 40) + "\x1b[?7h\x1b8gone\x1b[?2026l"
	if out.String() != want {
		t.Errorf("removed by %q, want %q", out.String(), want)
	}
}

func TestTheFrameBeforeTheLatestMayBeFlushed(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	term := newTerminal(t, 100, 30)
	w := screen.Output(term)
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.Sixel)
	write := func(s string) {
		t.Helper()
		if _, err := w.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	with := screen.Frame("text\n" + red.View())
	write("\x1b[?1049h" + with)
	screen.Frame("nothing") // Bubble Tea has not taken it yet when it flushes
	write("\x1b[Htext of the frame before")
	if n := len(term.pixels()); n != 40*12 {
		t.Errorf("%d cells have pixels, want all of them", n)
	}
	again := screen.Frame("text\n" + red.View())
	write("\x1b[H" + again[:strings.Index(again, "text")] + "text")
	if n := len(term.pixels()); n != 40*12 || term.paints != 1 {
		t.Errorf("%d cells have pixels after %d paints, want all of them after one", n, term.paints)
	}
}

func TestCutPicturesArePaintedAsFarAsTheyReach(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	term := newTerminal(t, 100, 30)
	w := screen.Output(term)
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.Sixel)
	var lines []string
	for _, line := range strings.Split(red.View(), "\n")[4:] { // scrolled out at the top, cut at the right
		lines = append(lines, ansi.Truncate(line, 25, "")+" text")
	}
	if _, err := w.Write([]byte("\x1b[?1049h" + screen.Frame(strings.Join(lines, "\n")))); err != nil {
		t.Fatal(err)
	}
	pixels := term.pixels()
	if len(pixels) != 25*8 || pixels[[2]int{24, 7}] == "" || len(term.problems) > 0 {
		t.Errorf("%d cells have pixels, want %d; %v", len(pixels), 25*8, term.problems)
	}
}

func TestInlineImagesArePaintedInCells(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	var out bytes.Buffer
	w := screen.Output(&out)
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.ITerm2)
	if _, err := w.Write([]byte("\x1b[?1049h" + screen.Frame(red.View()))); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "width=40;height=12;preserveAspectRatio=0;doNotMoveCursor=1:") {
		t.Errorf("no inline image in %.300q", out.String())
	}
}

func TestCloseDeletesKittyImagesOnce(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	var out bytes.Buffer
	w := screen.Output(&out)
	red := rendered(t, screen, color.RGBA{255, 0, 0, 255}, picture.Kitty)
	if _, err := w.Write([]byte("\x1b[?1049h" + screen.Frame(red.View()))); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\x1b_Ga=d,d=I,q=2,i=1\x1b\\", ""} {
		out.Reset()
		if err := screen.Close(); err != nil || out.String() != want {
			t.Errorf("closed with %q, %v; want %q", out.String(), err, want)
		}
	}
}

func TestCacheKeepsTheLatestPictures(t *testing.T) {
	t.Parallel()
	cache := picture.NewCache(1) // room for one
	size, term := picture.Size{W: 4, H: 2}, picture.Terminal{Protocol: picture.Sixel}
	red, blue := plain(t, color.RGBA{255, 0, 0, 255}), plain(t, color.RGBA{0, 0, 255, 255})
	first, err := cache.Render(t.Context(), red, size, term)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := cache.Render(t.Context(), red, size, term); err != nil || again != first {
		t.Errorf("made twice: %v", err)
	}
	if cache.Get(red, picture.Size{W: 5, H: 2}, term) != nil || cache.Get(red, size, picture.Terminal{Protocol: picture.Blocks}) != nil {
		t.Error("another size or protocol is taken for the same")
	}
	if _, err := cache.Render(t.Context(), blue, size, term); err != nil {
		t.Fatal(err)
	}
	if cache.Get(red, size, term) != nil || cache.Get(blue, size, term) == nil {
		t.Error("the older picture was to go")
	}
}

// playScreen is a play screen of 120x40 cells, with a picture and text beside it.
func playScreen(b *testing.B, screen *picture.Screen, p picture.Protocol) string {
	b.Helper()
	r, err := screen.Cache().Render(b.Context(), noise(b, 300, 200), picture.Size{W: 60, H: 20}, picture.Terminal{Protocol: p})
	if err != nil {
		b.Fatal(err)
	}
	var text []string
	for i := range 39 {
		text = append(text, fmt.Sprintf("\x1b[3%dmline %d\x1b[m of the story, “with quotes” — and more", i%8, i))
	}
	return lipgloss.JoinHorizontal(lipgloss.Top, r.View(), "  ", strings.Join(text, "\n"))
}

func BenchmarkFrame(b *testing.B) {
	for _, p := range []picture.Protocol{picture.None, picture.Blocks, picture.Sixel, picture.Kitty} {
		b.Run(p.String(), func(b *testing.B) {
			screen := picture.NewScreen()
			view := playScreen(b, screen, p)
			views := []string{view + "\n1", view + "\n2"} // the text changes each time
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				screen.Frame(views[i%2])
			}
		})
	}
}

func BenchmarkRender(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 1536, 1024))
	for i := range img.Pix {
		img.Pix[i] = uint8(i/4%1536/8 + i/6144/7*(i%4) | 255*(i%4/3))
	}
	src := &picture.Source{Image: img, Size: picture.Size{W: 1536, H: 1024}, ID: "b"}
	for _, p := range []picture.Protocol{picture.Blocks, picture.Sixel, picture.Kitty, picture.ITerm2} {
		b.Run(p.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := picture.Render(b.Context(), src, picture.Size{W: 80, H: 24}, picture.Terminal{Protocol: p}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestGhosttyGetsItsPictureAgainAfterTheScreenWasCleared(t *testing.T) {
	t.Parallel()
	screen := picture.NewScreen()
	term := newTerminal(t, 100, 30)
	term.ghostty = true
	var work sync.WaitGroup
	work.Go(func() { _, _ = io.Copy(io.Discard, term.screen) }) // it answers in its own way
	detector := picture.NewDetector(picture.Options{Auto: true})
	detector.Update(tea.TerminalVersionMsg{Name: "ghostty 1.1.3"})
	detector.Update(uv.PrimaryDeviceAttributesEvent{62, 22})
	r, err := screen.Cache().Render(t.Context(), photo(t, 1), pagerCells(), detector.Terminal())
	if err != nil {
		t.Fatal(err)
	}
	w := screen.Output(term)
	for _, before := range []string{"\x1b[?1049h\x1b[H\x1b[2J", "\x1b[H\x1b[2J"} {
		if _, err := io.WriteString(w, before+screen.Frame(r.View())); err != nil {
			t.Fatal(err)
		}
		if n, _ := term.count(); n != allCells() {
			t.Errorf("%d cells show the picture, want %d", n, allCells())
		}
	}
	if len(term.problems) > 0 {
		t.Error(term.problems)
	}
	if err := screen.Close(); err != nil {
		t.Error(err)
	}
	_ = term.screen.InputPipe().(io.Closer).Close()
	work.Wait()
}
