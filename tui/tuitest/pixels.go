package tuitest

import (
	"fmt"
	"image"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// pixels is what the terminal knows of pictures.
type pixels struct {
	paints   int             // sixel pictures drawn
	uploads  map[string]bool // kitty images held, by number
	problems []string
}

// A cell with pixels holds this, followed by the number of its painting.
const pixelMark = "\x00pixels"

// placeholder is kitty's character for a cell of an image.
const placeholder = "\U0010EEEE"

func isPixel(c *uv.Cell) bool {
	return strings.HasPrefix(c.Content, pixelMark) || strings.HasPrefix(c.Content, placeholder)
}

// sixel fills the cells under a picture.
func (term *Terminal) sixel(data string) bool {
	var aspect, square, w, h int
	if _, err := fmt.Sscanf(data, "\"%d;%d;%d;%d", &aspect, &square, &w, &h); err != nil {
		term.pixels.problems = append(term.pixels.problems, "sixel without a size")
		return true
	}
	term.pixels.paints++
	at := term.screen.CursorPosition()
	cols := (w + term.brand.Cell[0] - 1) / term.brand.Cell[0]
	rows := (h + term.brand.Cell[1] - 1) / term.brand.Cell[1]
	if at.X+cols > term.screen.Width() || at.Y+rows > term.screen.Height() {
		term.pixels.problems = append(term.pixels.problems, fmt.Sprintf("a picture of %dx%d cells at %d,%d leaves the screen", cols, rows, at.X, at.Y))
	}
	for y := range rows {
		for x := range cols {
			term.screen.SetCell(at.X+x, at.Y+y, &uv.Cell{Content: fmt.Sprint(pixelMark, term.pixels.paints), Width: 1})
		}
	}
	return true
}

// apc takes kitty's commands. Other terminals must not be sent any.
func (term *Terminal) apc(data string) bool {
	command, graphics := strings.CutPrefix(data, "G")
	if !graphics || !term.brand.Kitty {
		term.pixels.problems = append(term.pixels.problems, fmt.Sprintf("an APC string reached the terminal: %.40q", data))
		return true
	}
	control, _, _ := strings.Cut(command, ";")
	keys := map[string]string{}
	for pair := range strings.SplitSeq(control, ",") {
		key, value, _ := strings.Cut(pair, "=")
		keys[key] = value
	}
	if term.pixels.uploads == nil {
		term.pixels.uploads = map[string]bool{}
	}
	switch keys["a"] {
	case "q":
		return term.reply("\x1b_Gi=" + keys["i"] + ";OK\x1b\\")
	case "T":
		term.pixels.uploads[keys["i"]] = true
	case "d":
		delete(term.pixels.uploads, keys["i"])
	}
	return true
}

// Pixels returns the smallest rectangle of cells that holds all pixels on screen,
// and how many cells have pixels.
func (term *Terminal) Pixels() (image.Rectangle, int) {
	term.mu.Lock()
	defer term.mu.Unlock()
	var bounds image.Rectangle
	n := 0
	for y := range term.screen.Height() {
		for x := range term.screen.Width() {
			if c := term.screen.CellAt(x, y); c != nil && isPixel(c) {
				bounds = bounds.Union(image.Rect(x, y, x+1, y+1))
				n++
			}
		}
	}
	return bounds, n
}

// Paints returns how many sixel pictures were drawn so far.
func (term *Terminal) Paints() int {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.pixels.paints
}

// Uploads returns how many kitty images the terminal holds.
func (term *Terminal) Uploads() int {
	term.mu.Lock()
	defer term.mu.Unlock()
	return len(term.pixels.uploads)
}

// Problems returns what a real terminal would not have liked.
func (term *Terminal) Problems() []string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.pixels.problems
}
