package picture_test

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi/kitty"

	"journey/tui/picture"
)

// tmux is a tmux in kitty. It passes nothing through while another window is looked at,
// nor from when a pane was cleared until it has redrawn that. Kitty shows images in cells
// that are written after the image has come.
type tmux struct {
	*terminal
	detector *picture.Detector
	busy     time.Time
	away     bool
}

// redraws is how long the tmux of the tests takes.
const redraws = 50 * time.Millisecond

func (m *tmux) Write(p []byte) (int, error) {
	text := string(p)
	if strings.Contains(text, "\x1b[?1049h") || strings.Contains(text, "\x1b[2J") {
		m.busy = time.Now().Add(redraws)
	}
	passed := regexp.MustCompile(`(?s)\x1bPtmux;(.*?[^\x1b])\x1b\\`)
	at := 0
	for _, i := range passed.FindAllStringSubmatchIndex(text, -1) {
		if err := m.draw(text[at:i[0]]); err != nil {
			return 0, err
		}
		at = i[1]
		if m.away || time.Now().Before(m.busy) {
			continue
		}
		images := len(m.complete)
		if err := m.draw(strings.ReplaceAll(text[i[2]:i[3]], "\x1b\x1b", "\x1b")); err != nil {
			return 0, err
		}
		if len(m.complete) > images {
			m.forget()
		}
	}
	return len(p), m.draw(text[at:])
}

func (m *tmux) draw(text string) error {
	_, err := m.terminal.Write([]byte(text))
	for range strings.Count(text, "\x1b[5n") {
		m.detector.Update(uv.UnknownCsiEvent("\x1b[0n"))
	}
	return err
}

// forget takes the cells of images from the screen.
func (m *tmux) forget() {
	for y := range m.screen.Height() {
		for x := range m.screen.Width() {
			if c := m.screen.CellAt(x, y); c != nil && strings.HasPrefix(c.Content, string(kitty.Placeholder)) {
				m.screen.SetCell(x, y, nil)
			}
		}
	}
}

// shows counts the cells with images.
func (m *tmux) shows() (n int) {
	for y := range m.screen.Height() {
		for x := range m.screen.Width() {
			c := m.screen.CellAt(x, y)
			if c != nil && strings.HasPrefix(c.Content, string(kitty.Placeholder)) && m.complete[fmt.Sprint(c.Style.Fg)] {
				n++
			}
		}
	}
	return n
}

func TestTmuxPassesPicturesOnAfterAllThatMakesItRedraw(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		screen := picture.NewScreen()
		detector := picture.NewDetector(picture.Options{Auto: true, Tmux: "RGB xterm-kitty on"})
		detector.Update(tea.TerminalVersionMsg{Name: "tmux 3.3a"})
		detector.Update(uv.PrimaryDeviceAttributesEvent{1, 2})
		term := detector.Terminal()
		if term.Protocol != picture.Kitty || !term.Tmux {
			t.Fatalf("%v is chosen", term.Protocol)
		}
		mux := &tmux{terminal: newTerminal(t, 100, 30), detector: detector}
		go func() { _, _ = io.Copy(io.Discard, mux.screen) }()
		w := screen.Output(mux)
		views := map[string]string{}
		for i, name := range []string{"first", "second"} {
			r, err := screen.Cache().Render(t.Context(), photo(t, i+1), pagerCells(), term)
			if err != nil {
				t.Fatal(err)
			}
			views[name] = r.View()
		}
		write := func(s string) {
			t.Helper()
			if _, err := io.WriteString(w, strings.ReplaceAll(s, "\n", "\r\n")); err != nil {
				t.Fatal(err)
			}
		}
		step := func(what, before, view string) {
			t.Helper()
			write(before + "\x1b[H" + screen.Frame(view))
			time.Sleep(time.Second)
			mux.mu.Lock()
			defer mux.mu.Unlock()
			if n := mux.shows(); !mux.away && n != allCells() {
				t.Errorf("%s: %d cells show the picture, want %d", what, n, allCells())
			}
		}
		step("begun", "\x1b[?1049h", views["first"])
		step("swapped", "", views["second"])
		write("\x1b[?1049l")
		step("resumed", "\x1b[?1049h", views["second"])
		step("cleared with another picture", "\x1b[2J", views["first"])
		mux.away = true
		step("another while nobody looks", "", views["second"])
		mux.away, mux.busy = false, time.Now().Add(redraws)
		screen.Focus()
		step("looked at again", "", views["second"])
		if len(mux.problems) > 0 {
			t.Error(mux.problems)
		}
		if err := screen.Close(); err != nil {
			t.Error(err)
		}
		_ = mux.screen.InputPipe().(io.Closer).Close()
	})
}

// A tmux that has just begun learns from the terminal around it that this has sixel.
func TestNewTmux(t *testing.T) {
	program := `#!/bin/sh
case $1 in
show) echo on; exit ;;
esac
echo "$3" | grep -q client_created || exit 1
asked=$(cat "$ASKED" 2>/dev/null)
echo "x$asked" >"$ASKED"
features=bpaste,title
case $asked in xx*) features=bpaste,sixel,title ;; esac
echo "$CREATED $features xterm-256color"
`
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/tmux", []byte(program), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	for _, c := range []struct {
		name string
		age  time.Duration
		want string
	}{
		{"new", 0, "bpaste,sixel,title xterm-256color on"},
		{"old", time.Hour, "bpaste,title xterm-256color on"},
	} {
		t.Setenv("ASKED", dir+"/"+c.name)
		t.Setenv("CREATED", strconv.FormatInt(time.Now().Add(-c.age).Unix(), 10))
		says, err := picture.AskTmux(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if says != c.want {
			t.Errorf("%s: tmux says %q, want %q", c.name, says, c.want)
		}
	}
}
