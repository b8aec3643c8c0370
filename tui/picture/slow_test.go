package picture_test

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"journey/tui/picture"
)

// progress is how much of a picture was there at what time.
type progress struct {
	at             time.Duration
	pixels, blocks int
}

// watch presses keys until so many cells are pixels. It returns what was there at
// each answer, and the longest time to an answer.
func (c *caller) watch(cells int) (seen []progress, worst time.Duration) {
	c.t.Helper()
	start := time.Now()
	for time.Since(start) < 20*time.Second {
		time.Sleep(70 * time.Millisecond)
		worst = max(worst, c.press("a"))
		c.mu.Lock()
		now := progress{at: time.Since(start)}
		now.pixels, now.blocks = c.count()
		c.mu.Unlock()
		seen = append(seen, now)
		if now.pixels == cells {
			return seen, worst
		}
	}
	c.quit() // else the session never ends
	c.t.Fatalf("the picture is never complete: %v", seen)
	return nil, 0
}

// overSSH calls a pager once with each protocol.
func overSSH(t *testing.T, test func(t *testing.T, c *caller)) {
	t.Helper()
	for _, protocol := range []picture.Protocol{picture.Sixel, picture.ITerm2, picture.KittyDirect, picture.Kitty} {
		t.Run(protocol.String(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := call(t, protocol)
				c.wait(t, "the first frame", func() bool { return strings.HasPrefix(c.row(0), "0 keys.") })
				time.Sleep(time.Second) // until all questions are answered
				test(t, c)
				c.quit()
				c.mu.Lock()
				defer c.mu.Unlock()
				if len(c.problems) > 0 {
					t.Error(c.problems)
				}
			})
		})
	}
}

func TestKeysAreAnsweredWhileAPictureIsUnderWay(t *testing.T) {
	t.Parallel()
	overSSH(t, func(t *testing.T, c *caller) {
		t.Helper()
		worst := c.press("0")
		seen, later := c.watch(allCells())
		worst = max(worst, later)
		rough := slices.IndexFunc(seen, func(p progress) bool { return p.blocks > 0 })
		if rough < 0 {
			t.Fatal("half blocks were never seen")
		}
		done := seen[len(seen)-1].at
		t.Logf("keys answered within %v, half blocks after %v, complete after %v, %d bytes", worst, seen[rough].at, done, c.bytes)
		if most := 150*time.Millisecond + 2*slowDelay; worst > most {
			t.Errorf("a key was answered after %v, want %v or less", worst, most)
		}
		if rough > 1 {
			t.Errorf("half blocks were seen after %v", seen[rough].at)
		}
		if least := time.Duration(c.bytes) * time.Second / slowRate; done > 3*least {
			t.Errorf("the picture was complete after %v, the line could do it in %v", done, least)
		}
	})
}

func TestPicturesNoLongerWantedAreNotSent(t *testing.T) {
	t.Parallel()
	overSSH(t, func(t *testing.T, c *caller) {
		t.Helper()
		c.press("0")
		time.Sleep(400 * time.Millisecond)
		c.press("x")
		c.mu.Lock()
		pixels, blocks := c.count()
		before := c.bytes
		c.mu.Unlock()
		if pixels+blocks > 0 {
			t.Errorf("%d cells with pixels and %d with half blocks are left", pixels, blocks)
		}
		time.Sleep(2 * time.Second)
		c.mu.Lock()
		defer c.mu.Unlock()
		if n := c.bytes - before; n > 0 {
			t.Errorf("%d bytes came after the picture was removed", n)
		}
	})
}

func TestAPictureStaysUntilTheNextIsThere(t *testing.T) {
	t.Parallel()
	overSSH(t, func(t *testing.T, c *caller) {
		t.Helper()
		c.press("0")
		c.watch(allCells())
		before := c.bytes
		c.press("1")
		for start := time.Now(); time.Since(start) < 5*time.Second; {
			time.Sleep(20 * time.Millisecond)
			c.mu.Lock()
			pixels, blocks := c.count()
			c.mu.Unlock()
			if pixels != allCells() {
				t.Fatalf("after %v: %d cells with pixels and %d with half blocks", time.Since(start), pixels, blocks)
			}
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if sent := c.bytes - before; sent < 50<<10 || len(c.uploads) > 1 {
			t.Errorf("%d bytes were sent, %d images are kept", sent, len(c.uploads))
		}
	})
}

func TestADialogCoversAPictureThatIsUnderWay(t *testing.T) {
	t.Parallel()
	overSSH(t, func(t *testing.T, c *caller) {
		t.Helper()
		c.press("0")
		time.Sleep(500 * time.Millisecond)
		c.press("o")
		around := allCells() - dialog().Dx()*dialog().Dy()
		seen, worst := c.watch(around)
		for _, p := range seen {
			if p.pixels+p.blocks > around {
				t.Errorf("%v: %d cells with pixels and %d with half blocks, want %d in all", p.at, p.pixels, p.blocks, around)
			}
		}
		worst = max(worst, c.press("o"))
		_, later := c.watch(allCells())
		if worst, most := max(worst, later), 150*time.Millisecond+2*slowDelay; worst > most {
			t.Errorf("a key was answered after %v, want %v or less", worst, most)
		}
	})
}

func TestClearingTheScreenLosesNoPictureThatIsUnderWay(t *testing.T) {
	t.Parallel()
	overSSH(t, func(t *testing.T, c *caller) {
		t.Helper()
		c.press("0")
		time.Sleep(time.Second)
		c.mu.Lock()
		pixels, blocks := c.count()
		if pixels == allCells() || c.uploads["1"] != "" && !c.open {
			t.Errorf("%d cells have pixels and %d have half blocks: the picture is not under way", pixels, blocks)
		}
		c.mu.Unlock()
		c.press("c")
		c.watch(allCells())
	})
}

// TestAnImageIsPlacedWhateverHappens: while the cells of a kitty image are written, a few
// rows at a time, a dialog opens and closes over them, or the screen is cleared. The image
// is not sent again.
func TestAnImageIsPlacedWhateverHappens(t *testing.T) {
	t.Parallel()
	for keys, from := range map[string]time.Duration{"oo": 1800 * time.Millisecond, "c": 2000 * time.Millisecond} {
		for after := from; after < from+200*time.Millisecond; after += 20 * time.Millisecond {
			t.Run(fmt.Sprintf("%s after %v", keys, after), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					c := call(t, picture.Kitty)
					c.wait(t, "the first frame", func() bool { return strings.HasPrefix(c.row(0), "0 keys.") })
					time.Sleep(time.Second)
					c.press("0")
					time.Sleep(after)
					for _, key := range keys {
						c.press(string(key))
					}
					c.watch(allCells())
					c.quit()
					c.mu.Lock()
					defer c.mu.Unlock()
					if most := 300 << 10; c.bytes > most {
						t.Errorf("%d bytes were sent, want %d or fewer", c.bytes, most)
					}
				})
			})
		}
	}
}

// counter counts writes.
type counter struct {
	writes, bytes, largest int
	all, last              string
}

func (c *counter) Write(p []byte) (int, error) {
	c.last = string(p)
	c.all += c.last
	c.writes++
	c.bytes += len(p)
	c.largest = max(c.largest, len(p))
	return len(p), nil
}

// sent is what comes for a picture within minutes, where nothing answers.
func sent(t *testing.T, src *picture.Source, cells picture.Size, term picture.Terminal) counter {
	t.Helper()
	var out counter
	screen := picture.NewScreen()
	w := screen.Output(&out)
	r, err := screen.Cache().Render(t.Context(), src, cells, term)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "\x1b[?1049h"+screen.Frame(r.View())); err != nil {
		t.Fatal(err)
	}
	time.Sleep(5 * time.Minute)
	synctest.Wait()
	all := out
	if err := screen.Close(); err != nil {
		t.Error(err)
	}
	return all
}

func forced(protocol picture.Protocol, remote bool) picture.Terminal {
	return picture.NewDetector(picture.Options{Forced: protocol, Remote: remote}).Terminal()
}

// TestAPictureComesInPieces: a frame has to wait for the piece that is under way, so no part of
// a picture is larger than a slow line takes in a moment, its first frame included.
func TestAPictureComesInPieces(t *testing.T) {
	t.Parallel()
	for _, protocol := range []picture.Protocol{picture.Sixel, picture.ITerm2, picture.KittyDirect, picture.Kitty} {
		synctest.Test(t, func(t *testing.T) {
			out := sent(t, photo(t, 1), picture.Size{W: 120, H: 45}, forced(protocol, true))
			if out.bytes < 100<<10 || out.largest > 20<<10 {
				t.Errorf("%v: %d bytes in %d writes, %d in the largest", protocol, out.bytes, out.writes, out.largest)
			}
		})
	}
}

// TestPiecesOfASmoothPictureTellOfTheLine: its parts are a few hundred bytes each, after whose
// answers nobody would know how fast the line is.
func TestPiecesOfASmoothPictureTellOfTheLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := sent(t, gradient(t), pagerCells(), forced(picture.Sixel, true))
		if most := 3 + out.bytes/1800; out.writes > most {
			t.Errorf("%d bytes are sent in %d writes, want %d or fewer", out.bytes, out.writes, most)
		}
	})
}

func gradient(t *testing.T) *picture.Source {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 600, 480))
	for i := range 600 * 480 {
		x, y := i%600, i/600
		img.Set(x, y, color.RGBA{uint8(40 + x*y*160/(600*480)), uint8(60 + y*130/480), uint8(200 - x*90/600 - y*60/480), 255})
	}
	return source(t, img)
}

// TestHalfBlocksComeFirstWhileNothingIsKnown: a picture that does not fit into the first window
// may be on a slow line, however small it is.
func TestHalfBlocksComeFirstWhileNothingIsKnown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := sent(t, gradient(t), picture.Size{W: 24, H: 10}, forced(picture.Sixel, true))
		first, _, _ := strings.Cut(out.all, "\x1bP")
		if out.bytes < 12<<10 || out.bytes > 40<<10 || !strings.ContainsAny(first, "▀▄▁▂▃▅▆▇") {
			t.Errorf("of %d bytes, these come first: %q", out.bytes, first)
		}
	})
}

// TestKittyIsMadeToDrawAgain: some times after an image has its cells, however busy it is.
func TestKittyIsMadeToDrawAgain(t *testing.T) {
	t.Parallel()
	for _, remote := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			term := forced(picture.Kitty, remote)
			term.Brand = "kitty(0.48.2)"
			out := sent(t, gradient(t), pagerCells(), term)
			if out.last != "\x1b[?2026h\x1b[?2026l" || !remote && out.writes != 6 {
				t.Errorf("remote %v: the last of %d writes is %.40q", remote, out.writes, out.last)
			}
		})
	}
}

func TestNothingIsSentAfterTheScreenWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out counter
		screen := picture.NewScreen()
		w := screen.Output(&out)
		term := picture.NewDetector(picture.Options{Forced: picture.Sixel, Remote: true}).Terminal()
		r, err := screen.Cache().Render(t.Context(), photo(t, 1), pagerCells(), term)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, "\x1b[?1049h"+screen.Frame(r.View())); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if out.writes < 2 || out.bytes > 20<<10 {
			t.Errorf("%d bytes in %d writes, want a frame and a piece or two", out.bytes, out.writes)
		}
		if _, err := io.WriteString(w, "\x1b[?1049l"); err != nil {
			t.Fatal(err)
		}
		writes := out.writes
		time.Sleep(time.Minute)
		if out.writes != writes {
			t.Error("more was sent")
		}
	})
}

func TestAnswersThatWentElsewhereHoldNothingUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out counter
		screen := picture.NewScreen()
		w := screen.Output(&out)
		term := picture.NewDetector(picture.Options{Forced: picture.Sixel, Remote: true}).Terminal()
		r, err := screen.Cache().Render(t.Context(), photo(t, 1), pagerCells(), term)
		if err != nil {
			t.Fatal(err)
		}
		pieces := func() int { // of a picture whose frame comes now
			out = counter{}
			if _, err := io.WriteString(w, "\x1b[?1049h"+screen.Frame(r.View())); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			return out.writes
		}
		before := pieces()
		if _, err := io.WriteString(w, "\x1b[?1049l"); err != nil { // the shell gets the answers
			t.Fatal(err)
		}
		if after := pieces(); after != before {
			t.Errorf("%d writes come at once after the program was suspended, want %d as before", after, before)
		}
		if err := screen.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestATerminalThatNeverAnswersGetsItsPicture(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		screen := picture.NewScreen()
		screenOf := newTerminal(t, 100, 30)
		w := screen.Output(screenOf)
		var work sync.WaitGroup
		work.Go(func() { _, _ = io.Copy(io.Discard, screenOf.screen) })
		term := picture.NewDetector(picture.Options{Forced: picture.Sixel, Remote: true}).Terminal()
		r, err := screen.Cache().Render(t.Context(), photo(t, 1), pagerCells(), term)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, "\x1b[?1049h"+screen.Frame(r.View())); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		screenOf.mu.Lock()
		if n := len(screenOf.pixels()); n != allCells() {
			t.Errorf("%d cells have pixels, want %d", n, allCells())
		}
		screenOf.mu.Unlock()
		if err := screen.Close(); err != nil {
			t.Error(err)
		}
		_ = screenOf.screen.InputPipe().(io.Closer).Close()
		work.Wait()
	})
}

func TestALocalTerminalGetsAPictureWithItsFrame(t *testing.T) {
	t.Parallel()
	var out counter
	screen := picture.NewScreen()
	w := screen.Output(&out)
	for _, protocol := range []picture.Protocol{picture.Sixel, picture.ITerm2, picture.Kitty} {
		term := picture.NewDetector(picture.Options{Forced: protocol}).Terminal()
		r, err := screen.Cache().Render(t.Context(), photo(t, 1), pagerCells(), term)
		if err != nil {
			t.Fatal(err)
		}
		out = counter{}
		if _, err := io.WriteString(w, "\x1b[?1049h"+screen.Frame(r.View())); err != nil {
			t.Fatal(err)
		}
		if err := screen.Close(); err != nil {
			t.Fatal(err)
		}
		if out.writes != 2 || out.bytes < 50<<10 {
			t.Errorf("%v: %d bytes in %d writes, want all of it in one and then its removal", protocol, out.bytes, out.writes)
		}
	}
}

func pagerCells() picture.Size { return picture.Size{W: 60, H: 24} }

func allCells() int { return pagerCells().W * pagerCells().H }
