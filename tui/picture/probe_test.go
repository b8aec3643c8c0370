//go:build unix

package picture_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"journey/tui/picture"
)

// openTerminal returns the program's side of a terminal of 100x40 cells; its other
// side sends replies when it is asked for DA1.
func openTerminal(t *testing.T, replies string) *os.File {
	t.Helper()
	outer, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(tty, &pty.Winsize{Cols: 100, Rows: 40, X: 1000, Y: 800}); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		var asked []byte
		for buf := make([]byte, 1024); ; {
			n, err := outer.Read(buf)
			if err != nil {
				return
			}
			asked = append(asked, buf[:n]...)
			if bytes.HasSuffix(asked, []byte("\x1b[c")) {
				if _, err := outer.WriteString(replies); err != nil {
					return
				}
			}
		}
	}()
	t.Cleanup(func() {
		_ = tty.Close()
		_ = outer.Close()
		<-ended
	})
	return tty
}

func TestProbeAsksAPlainTerminal(t *testing.T) {
	t.Parallel()
	tty := openTerminal(t, "\x1bP>|foot(1.21.0)\x1b\\\x1b[?2;0;1000;800S\x1b[?62;4;22c")
	got, err := picture.Probe(t.Context(), tty, picture.Options{Auto: true})
	if err != nil {
		t.Fatal(err)
	}
	if got.Protocol != picture.Sixel || got.Brand != "foot(1.21.0)" || got.Cell != (picture.Size{W: 10, H: 20}) {
		t.Errorf("got %+v", got)
	}
}

func TestProbeOfASilentTerminalEndsInTime(t *testing.T) {
	t.Parallel()
	tty := openTerminal(t, "")
	got, err := picture.Probe(t.Context(), tty, picture.Options{Auto: true, Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if got.Protocol != picture.Blocks || !strings.Contains(strings.Join(got.Log, "\n"), "no answer to DA1 within 50ms") {
		t.Errorf("got %+v", got)
	}
}

func TestProbeIsCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := picture.Probe(ctx, openTerminal(t, ""), picture.Options{Auto: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}
