package tuitest

import (
	"image"
	"io"
	"sync"

	"github.com/charmbracelet/x/ansi"
)

// A keyboard is the program's input: keys, the mouse, and what the terminal
// answers. Nobody who writes to it ever waits for the program to read.
type keyboard struct {
	mu     sync.Mutex
	bytes  []byte
	closed bool
	wake   chan struct{}
}

func newKeyboard() *keyboard { return &keyboard{wake: make(chan struct{}, 1)} }

// Read implements io.Reader.
func (k *keyboard) Read(p []byte) (int, error) {
	for {
		k.mu.Lock()
		n := copy(p, k.bytes)
		k.bytes = k.bytes[n:]
		closed := k.closed
		k.mu.Unlock()
		switch {
		case n > 0:
			return n, nil
		case closed:
			return 0, io.EOF
		}
		<-k.wake
	}
}

func (k *keyboard) write(s string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.bytes = append(k.bytes, s...)
	k.nudge()
}

func (k *keyboard) nudge() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// Close lets readers come to an end.
func (k *keyboard) Close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.closed = true
	k.nudge()
}

// copy takes over what r says until it ends.
func (k *keyboard) copy(r io.Reader) {
	buf := make([]byte, 256)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return
		}
		k.write(string(buf[:n]))
	}
}

// Press presses keys by the names that Bubble Tea gives them: "a", "enter",
// "ctrl+c", "shift+tab". A name it does not know fails the test.
func (term *Terminal) Press(keys ...string) {
	term.t.Helper()
	for _, key := range keys {
		code, ok := keyCode(key)
		if !ok {
			term.t.Fatalf("there is no key %q", key)
		}
		term.keys.write(code)
	}
}

// Type types a text.
func (term *Terminal) Type(text string) { term.keys.write(text) }

// Paste pastes a text, as a terminal that brackets it.
func (term *Terminal) Paste(text string) {
	term.keys.write(ansi.BracketedPasteStart + text + ansi.BracketedPasteEnd)
}

// Click clicks the left button of the mouse on a cell.
func (term *Terminal) Click(x, y int) {
	term.keys.write(ansi.MouseSgr(0, x, y, false) + ansi.MouseSgr(0, x, y, true))
}

// Drag moves the mouse from one cell to others with its left button down, and lets
// the button go on the last.
func (term *Terminal) Drag(cells ...image.Point) {
	for i, c := range cells {
		button := byte(0)
		if i > 0 {
			button = 32 // it moves
		}
		term.keys.write(ansi.MouseSgr(button, c.X, c.Y, false))
	}
	if n := len(cells); n > 0 {
		term.keys.write(ansi.MouseSgr(0, cells[n-1].X, cells[n-1].Y, true))
	}
}

// Wheel turns the wheel of the mouse on a cell, down by n or, negative, up.
func (term *Terminal) Wheel(x, y, n int) {
	button := byte(65)
	if n < 0 {
		button, n = 64, -n
	}
	for range n {
		term.keys.write(ansi.MouseSgr(button, x, y, false))
	}
}

// keyCode returns the bytes a terminal sends for a key.
func keyCode(key string) (string, bool) {
	if len([]rune(key)) == 1 {
		return key, true
	}
	if len(key) == len("ctrl+a") && key[:5] == "ctrl+" && key[5] >= 'a' && key[5] <= 'z' {
		return string(rune(key[5] - 'a' + 1)), true
	}
	code, ok := map[string]string{
		"enter": "\r", "tab": "\t", "space": " ", "backspace": "\x7f",
		// A lone ESC would be taken for the beginning of the next key.
		"esc": "\x1b[27u", "shift+tab": "\x1b[Z",
		"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
		"shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B",
		"home": "\x1b[H", "end": "\x1b[F", "pgup": "\x1b[5~", "pgdown": "\x1b[6~", "delete": "\x1b[3~", "shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C",
	}[key]
	return code, ok
}
