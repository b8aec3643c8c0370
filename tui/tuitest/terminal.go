// Package tuitest runs a whole program in a terminal that lives in the test: a
// real Bubble Tea program whose bytes, pictures included, go through a real
// picture screen into a terminal emulator, and whose keys and terminal replies
// arrive as bytes.
//
//	term := tuitest.Start(t, tuitest.XTerm(), 120, 40, func(ctx context.Context, s *picture.Screen) tuitest.Program {
//		return tui.New(ctx, cfg, s)
//	})
//	term.WaitText("New story")
//	term.Press("n", "enter")
//	term.WaitText("chapter 1")
//	term.Press("q", "q")
//	err := term.Wait()
//
// A test waits for what it wants to see, never for time to pass. Inside a bubble
// of testing/synctest the program's seconds take none, and a goroutine that
// outlives the program fails the test.
package tuitest

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"journey/tui/picture"
)

// patience is how long a condition is waited for before the test fails. It only
// guards against hanging.
const patience = 30 * time.Second

// A Program is a model that has something to close when it ended.
type Program interface {
	tea.Model
	Close() error
}

// A Terminal is a terminal with a program in it. Its methods may be called from
// the goroutine of the test only.
type Terminal struct {
	t       testing.TB
	brand   Brand
	program *tea.Program
	keys    *keyboard
	wrote   chan struct{} // has an element when something was written
	ended   chan struct{} // closed when the program ended
	err     error         // of the program, once ended

	mu     sync.Mutex // guards all that follows
	screen *vt.Emulator
	pixels pixels
}

// Start runs the program that build returns in a terminal of w x h cells. When
// the test ends before the program did, the program is ended.
func Start(tb testing.TB, brand Brand, w, h int, build func(context.Context, *picture.Screen) Program) *Terminal {
	tb.Helper()
	term := &Terminal{
		t: tb, brand: brand, keys: newKeyboard(),
		wrote: make(chan struct{}, 1), ended: make(chan struct{}), screen: vt.NewEmulator(w, h),
	}
	// As over a terminal line, a line feed also returns to the first column.
	if _, err := term.screen.WriteString(ansi.SetMode(ansi.ModeLineFeedNewLine)); err != nil {
		tb.Fatal(err)
	}
	term.answer()
	ctx, stop := context.WithCancel(context.WithoutCancel(tb.Context()))
	screen := picture.NewScreen()
	model := build(ctx, screen)
	term.program = tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(term.keys),
		tea.WithOutput(screen.Output(display{term})), tea.WithWindowSize(w, h),
		tea.WithColorProfile(brand.Profile), tea.WithEnvironment(brand.Env), tea.WithoutSignalHandler())

	var replies sync.WaitGroup
	replies.Go(func() { term.keys.copy(term.screen) })
	go func() {
		defer close(term.ended)
		_, err := term.program.Run()
		term.err = errors.Join(err, model.Close(), screen.Close())
		stop()
		term.keys.Close()
		// Closing the emulator instead would race with its reader.
		if pipe, ok := term.screen.InputPipe().(io.Closer); ok {
			term.err = errors.Join(term.err, pipe.Close())
		}
		replies.Wait()
	}()
	tb.Cleanup(func() {
		term.program.Kill()
		<-term.ended
	})
	return term
}

// display is where the program writes.
type display struct{ term *Terminal }

func (d display) Write(p []byte) (int, error) {
	d.term.mu.Lock()
	defer d.term.mu.Unlock()
	n, err := d.term.screen.Write(p)
	select {
	case d.term.wrote <- struct{}{}:
	default:
	}
	return n, err
}

// Wait waits for the program to end, and returns its error joined with that of
// closing it.
func (term *Terminal) Wait() error {
	term.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case <-term.ended:
		return term.err
	case <-limit.C:
		term.t.Fatalf("the program does not end; its screen is\n%s", term.Screen())
		return nil
	}
}

// Send hands the program a message.
func (term *Terminal) Send(msg tea.Msg) { term.program.Send(msg) }

// Hangup ends the program as a lost connection does. Let it take what was typed and
// answered first: Bubble Tea leaves a goroutine behind when input is still on its
// way to a program that ended.
func (term *Terminal) Hangup() { term.program.Kill() }

// Resize gives the terminal another size, and tells the program.
func (term *Terminal) Resize(w, h int) {
	term.mu.Lock()
	term.screen.Resize(w, h)
	term.mu.Unlock()
	term.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Size returns the width and height in cells.
func (term *Terminal) Size() (w, h int) {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.screen.Width(), term.screen.Height()
}

// WaitFor waits until the condition holds, asked again after each write of the
// program. What names it when it never comes.
func (term *Terminal) WaitFor(what string, holds func() bool) {
	term.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for !holds() {
		select {
		case <-term.wrote:
		case <-term.ended:
			if !holds() {
				term.t.Fatalf("the program ended before %s: %v", what, term.err)
			}
			return
		case <-limit.C:
			term.t.Fatalf("never saw %s; the screen is\n%s", what, term.Screen())
		}
	}
}

// WaitText waits until all the texts are on screen at once.
func (term *Terminal) WaitText(texts ...string) {
	term.t.Helper()
	term.WaitFor(fmt.Sprintf("%q", texts), func() bool {
		screen := term.Screen()
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	})
}

// WaitGone waits until the text is not on screen.
func (term *Terminal) WaitGone(text string) {
	term.t.Helper()
	term.WaitFor(fmt.Sprintf("%q go", text), func() bool { return !strings.Contains(term.Screen(), text) })
}

// Screen returns what stands on screen as plain text, without spaces at the ends
// of lines. Cells with pixels are shown as ▓.
func (term *Terminal) Screen() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	var b strings.Builder
	for y := range term.screen.Height() {
		var line strings.Builder
		for x := range term.screen.Width() {
			if c := term.screen.CellAt(x, y); c != nil {
				line.WriteString(glyph(c))
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " \u00a0"))
		b.WriteByte('\n')
	}
	return b.String()
}

func glyph(c *uv.Cell) string {
	if isPixel(c) {
		return "▓"
	}
	return c.Content
}

// Find returns the cell where a text begins, searched by lines from the top.
func (term *Terminal) Find(text string) (x, y int, ok bool) {
	for y, line := range strings.Split(term.Screen(), "\n") {
		if before, _, found := strings.Cut(line, text); found {
			return uv.NewStyledString(before).Bounds().Dx(), y, true
		}
	}
	return 0, 0, false
}

// Style returns the colours and attributes of a cell.
func (term *Terminal) Style(x, y int) uv.Style {
	term.mu.Lock()
	defer term.mu.Unlock()
	if c := term.screen.CellAt(x, y); c != nil {
		return c.Style
	}
	return uv.Style{}
}

// Colors returns the different colours of text and background on screen.
func (term *Terminal) Colors() []color.Color {
	term.mu.Lock()
	defer term.mu.Unlock()
	seen := map[color.Color]bool{}
	var all []color.Color
	for y := range term.screen.Height() {
		for x := range term.screen.Width() {
			c := term.screen.CellAt(x, y)
			if c == nil {
				continue
			}
			for _, one := range []color.Color{c.Style.Fg, c.Style.Bg} {
				if one != nil && !seen[one] {
					seen[one] = true
					all = append(all, one)
				}
			}
		}
	}
	return all
}

// OnAltScreen reports whether the program has the screen to itself.
func (term *Terminal) OnAltScreen() bool {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.screen.IsAltScreen()
}

// Running reports whether the program has not ended yet.
func (term *Terminal) Running() bool {
	select {
	case <-term.ended:
		return false
	default:
		return true
	}
}
