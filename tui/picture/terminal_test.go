package picture_test

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// terminal is a terminal with pixels, one per cell: painting a picture fills cells
// with its colour, and whatever writes, erases or scrolls a cell does so to the
// pixel. Pixels that stay where no picture is wanted are ghosts.
type terminal struct {
	mu       sync.Mutex
	screen   *vt.Emulator
	writes   chan struct{} // has an element when something was written
	paints   int
	bytes    int
	problems []string
	uploads  map[string]string // kitty: image number to control data
	deleted  int
	chunks   int             // kitty commands
	open     bool            // kitty: an image is not complete yet
	latest   string          // kitty: its number
	complete map[string]bool // kitty: images by number
	ghostty  bool            // clearing the screen takes all images, not only the one that is not complete
	cell     int             // pixels of a cell's width; its height is twice that

	plane   map[[2]int]string // kitty at the cursor: what is laid over the cells, which text does not erase
	laying  []byte            // the data of the image under way
	control map[string]string // what it is
}

func newTerminal(t *testing.T, w, h int) *terminal {
	t.Helper()
	term := &terminal{
		screen: vt.NewEmulator(w, h), writes: make(chan struct{}, 1),
		uploads: map[string]string{}, complete: map[string]bool{}, cell: 10, plane: map[[2]int]string{},
	}
	term.screen.RegisterDcsHandler('q', func(_ ansi.Params, data []byte) bool { return term.sixel(string(data)) })
	term.screen.RegisterOscHandler(1337, func(data []byte) bool { return term.inline(string(data)) })
	term.screen.RegisterApcHandler(func(data []byte) bool { return term.apc(string(data)) })
	term.screen.RegisterCsiHandler('J', term.erase)
	return term
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bytes += len(p)
	if bytes.Contains(p, []byte("\x1b_~")) {
		t.problems = append(t.problems, "a marker reached the terminal")
	}
	// Like the driver of a terminal: without one, Bubble Tea counts on it.
	_, err := t.screen.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	select {
	case t.writes <- struct{}{}:
	default:
	}
	return len(p), err
}

// sixel fills the cells under a picture with the name of its first colour.
func (t *terminal) sixel(data string) bool {
	t.paints++
	var aspect, w, h, r, g, b int
	if _, err := fmt.Sscanf(data, "\"%d;1;%d;%d#0;2;%d;%d;%d", &aspect, &w, &h, &r, &g, &b); err != nil {
		t.problems = append(t.problems, "sixel: "+err.Error())
		return true
	}
	t.fill((w+t.cell-1)/t.cell, (h+2*t.cell-1)/(2*t.cell), pixel(r, g, b))
	return true
}

// inline fills the cells that an inline image names.
func (t *terminal) inline(data string) bool {
	t.paints++
	var size, cols, rows int
	if _, err := fmt.Sscanf(data, "1337;File=inline=1;size=%d;width=%d;height=%d;", &size, &cols, &rows); err != nil {
		t.problems = append(t.problems, "inline image: "+err.Error())
		return true
	}
	t.fill(cols, rows, "pixel")
	return true
}

// fill fills cells from the cursor on.
func (t *terminal) fill(cols, rows int, content string) {
	pos := t.screen.CursorPosition()
	if pos.X+cols > t.screen.Width() || pos.Y+rows > t.screen.Height() {
		t.problems = append(t.problems, fmt.Sprintf("a picture of %dx%d cells at %d,%d leaves the screen", cols, rows, pos.X, pos.Y))
	}
	for y := range rows {
		for x := range cols {
			t.screen.SetCell(pos.X+x, pos.Y+y, &uv.Cell{Content: content, Width: 1})
		}
	}
}

func (t *terminal) apc(data string) bool {
	command, found := strings.CutPrefix(data, "G")
	if !found {
		t.problems = append(t.problems, fmt.Sprintf("an unknown APC reached the terminal: %q", data))
		return true
	}
	control, _, _ := strings.Cut(command, ";")
	keys := map[string]string{}
	for pair := range strings.SplitSeq(control, ",") {
		key, value, _ := strings.Cut(pair, "=")
		keys[key] = value
	}
	t.chunks++
	if keys["C"] == "1" || t.control != nil && keys["a"] == "" {
		return t.lay(keys, command[len(control)+1:])
	}
	if keys["m"] == "1" && len(data) > 8 && keys["a"] != "d" {
		t.open = true
	} else if keys["m"] == "0" {
		t.open = false
		if _, kept := t.uploads[t.latest]; kept {
			t.complete[t.latest] = true
		}
	} else if t.open {
		t.problems = append(t.problems, "a command comes between the chunks of an image: "+control)
	}
	switch keys["a"] {
	case "T":
		if !t.screen.IsAltScreen() && strings.Contains(control, "U=1") {
			t.problems = append(t.problems, "an image was sent to the wrong screen")
		}
		t.uploads[keys["i"]] = control
		t.latest = keys["i"]
		t.complete[t.latest] = !t.open
	case "d":
		t.deleted++
		if keys["d"] == "A" {
			clear(t.plane)
		}
		delete(t.uploads, keys["i"])
		delete(t.complete, keys["i"])
	}
	return true
}

// lay takes a chunk of an image that is placed at the cursor, and lays it when it is whole.
func (t *terminal) lay(keys map[string]string, data string) bool {
	if t.control == nil {
		t.control, t.laying = keys, nil
		t.paints++
	}
	t.laying = append(t.laying, data...)
	if keys["m"] == "1" {
		return true
	}
	size, content, err := laid(t.control, base64.NewDecoder(base64.StdEncoding, bytes.NewReader(t.laying)))
	t.control = nil
	if err != nil {
		t.problems = append(t.problems, "an image at the cursor: "+err.Error())
		return true
	}
	pos := t.screen.CursorPosition()
	for y := range (size.Y + 2*t.cell - 1) / (2 * t.cell) {
		for x := range (size.X + t.cell - 1) / t.cell {
			t.plane[[2]int{pos.X + x, pos.Y + y}] = content
		}
	}
	return true
}

// laid reads the data of an image, and returns its size and its first pixel.
func laid(control map[string]string, data io.Reader) (size image.Point, content string, err error) {
	if control["f"] == "100" {
		img, err := png.Decode(data)
		if err != nil {
			return size, "", err
		}
		r, g, b, _ := img.At(0, 0).RGBA()
		return img.Bounds().Size(), pixel(int(r>>8), int(g>>8), int(b>>8)), nil
	}
	z, err := zlib.NewReader(data)
	if err != nil {
		return size, "", err
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return size, "", err
	}
	if _, err := fmt.Sscan(control["s"]+" "+control["v"], &size.X, &size.Y); err != nil {
		return size, "", err
	}
	if len(raw) != 3*size.X*size.Y || len(raw) == 0 {
		return size, "", fmt.Errorf("%v pixels in %d bytes", size, len(raw))
	}
	return size, pixel(int(raw[0]), int(raw[1]), int(raw[2])), nil
}

// erase forgets the images that a terminal forgets when its screen is cleared. The
// cells are left to the emulator.
func (t *terminal) erase(params ansi.Params) bool {
	if all, _, _ := params.Param(0, 0); all != 2 {
		return false
	}
	clear(t.plane)
	if t.ghostty {
		clear(t.uploads)
		clear(t.complete)
	} else if t.open {
		delete(t.uploads, t.latest)
	}
	return false
}

// pixel is what a cell of a picture holds, given its colour in percent.
func pixel(r, g, b int) string { return fmt.Sprintf("pixel %d %d %d", r, g, b) }

// pixels returns the cells that show pixels, as rows of what they hold.
func (t *terminal) pixels() map[[2]int]string {
	all := maps.Clone(t.plane)
	for y := range t.screen.Height() {
		for x := range t.screen.Width() {
			if c := t.screen.CellAt(x, y); c != nil && strings.HasPrefix(c.Content, "pixel") {
				all[[2]int{x, y}] = c.Content
			}
		}
	}
	return all
}

func (t *terminal) row(y int) string {
	var b strings.Builder
	for x := range t.screen.Width() {
		if c := t.screen.CellAt(x, y); c != nil {
			b.WriteString(c.Content)
		}
	}
	return b.String()
}

// wait returns when the condition holds, checked after each write under the lock.
func (t *terminal) wait(tb testing.TB, what string, holds func() bool) {
	tb.Helper()
	limit := time.NewTimer(10 * time.Second)
	defer limit.Stop()
	for {
		t.mu.Lock()
		ok := holds()
		t.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-t.writes:
		case <-limit.C:
			t.mu.Lock()
			defer t.mu.Unlock()
			tb.Fatalf("never saw %s; the first row is %q", what, t.row(0))
		}
	}
}
