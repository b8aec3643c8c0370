// Package picture shows pictures inside Bubble Tea v2 programs, on terminals
// that speak sixel, the kitty protocol or iTerm2's inline images, and as
// coloured half blocks on all others.
//
// # Use
//
// A [Detector] asks the terminal what it can show. It sees every message of the
// program; return [Detector.Start] for the first tea.WindowSizeMsg, tea.Raw of
// [Detector.Query] for later ones, and [Detector.Upgrade] when Update reports an
// answer. [Decode] reads a picture that came from outside, [Fit] says how many cells
// it needs, and the [Cache] of the program's [Screen] makes it ready with
// [Cache.Render]; that is slow, so it belongs in a tea.Cmd, and its result may be out
// of date when it comes: [Cache.Get] has what belongs on the screen now. The
// [Rendered] picture has a View, a plain block of cells that is joined, placed and
// covered like any other string. Two more lines make it appear:
//
//	screen := picture.NewScreen()
//	program := tea.NewProgram(model, tea.WithOutput(screen.File(os.Stdout)))
//
//	func (m model) View() tea.View {
//		v := tea.NewView(screen.Frame(m.compose())) // the last step of the root View
//		v.AltScreen, v.ReportFocus = true, true
//		return v
//	}
//
// [Screen.Focus] belongs to each tea.FocusMsg: through tmux, pictures may be lost while
// its player looks at another window.
//
// Programs on a network connection use [Screen.Output] instead of [Screen.File].
// Programs without Bubble Tea use [Probe] and [Print].
//
// # How it works
//
// Bubble Tea compares cells, and knows nothing of pixels. So each cell of a
// picture is a no-break space led by a marker: an APC string that names the
// picture and the cell. Bubble Tea writes a cell again when its pixels may be
// lost, and its marker with it; the writer of the Screen takes every marker
// out of the stream and paints those pictures again after the frame. A cell that
// is written although its pixels are still there is passed over. Pictures
// that are gone or moved are overwritten with spaces before the frame, because
// spaces are the one thing that erases pixels in every terminal. Pictures under
// an overlay are painted in up to a handful of rectangles around it. On kitty
// and Ghostty the cells are Unicode placeholders, which the terminal itself
// covers, scrolls and erases.
//
// The first cell of a frame names the layout of its pictures, because Bubble Tea may
// flush a frame after the next was handed to it.
//
// The stages of making a picture stand apart: scale.go, pixelart.go, quantize.go,
// dither.go, and the encoders: sixel.go, kitty.go, iterm2.go, and for text mosaic.go.
//
// # Slow lines
//
// A picture goes out with its frame when the line takes both at once. Otherwise a
// goroutine of the Screen sends it in pieces that are whole in themselves, so that
// frames may come between them. After each piece it asks the terminal for its status
// (DSR), and the answers, which the Detector hears, tell how many bytes may be under
// way: as many as keep the line busy without making the next frame wait. What takes
// longer than a blink is shown in half blocks first. A picture that takes the place
// of another replaces it piece by piece, and the pieces of one that is not wanted any
// more are not sent. A terminal that does not answer is sent piece after piece as
// fast as it takes them.
//
// # Rules for the caller
//
// Pictures need the alternate screen; tea.Println damages it. Leave one empty column
// to the right of a picture and never let it touch the last row: some terminals scroll
// there. Text to the left of a picture must have the width that Bubble Tea gives it. A
// program started with tea.Exec must be given os.Stdout as its output, or it
// will write through the Screen and see no terminal.
package picture

import (
	"errors"
	"fmt"
	"strings"
)

// ErrProtocol says that a name is not one that [ParseProtocol] knows.
var ErrProtocol = errors.New("unknown picture protocol")

// Protocol is the way in which pictures reach the screen.
type Protocol uint8

// The protocols, from nothing to the most able.
const (
	None        Protocol = iota // pictures are off
	Blocks                      // coloured half blocks: text, works everywhere
	Sixel                       // DEC sixel graphics, 256 colours
	ITerm2                      // iTerm2 inline images (OSC 1337)
	KittyDirect                 // kitty graphics placed at the cursor, for terminals without placeholders
	Kitty                       // kitty graphics with Unicode placeholders
)

// String returns the name that [ParseProtocol] accepts.
func (p Protocol) String() string {
	switch p {
	case None:
		return "off"
	case Blocks:
		return "blocks"
	case Sixel:
		return "sixel"
	case ITerm2:
		return "iterm2"
	case KittyDirect:
		return "kitty-direct"
	case Kitty:
		return "kitty"
	}
	return fmt.Sprintf("protocol %d", uint8(p))
}

// ParseProtocol reads auto, sixel, kitty, kitty-direct, iterm2, blocks or off. The empty name
// means auto. The error wraps [ErrProtocol].
func ParseProtocol(name string) (p Protocol, auto bool, err error) {
	name = strings.ToLower(name)
	if name == "" || name == "auto" {
		return Blocks, true, nil
	}
	for p := None; p <= Kitty; p++ {
		if name == p.String() {
			return p, false, nil
		}
	}
	return None, false, fmt.Errorf("%w %q (want auto, sixel, kitty, kitty-direct, iterm2, blocks or off)", ErrProtocol, name)
}

// Colors is how many colours text may have.
type Colors uint8

// The colour depths of terminals.
const (
	TrueColor Colors = iota
	Colors256
	Colors16
	NoColor
)

// String names the depth for people.
func (c Colors) String() string {
	switch c {
	case TrueColor:
		return "true colour"
	case Colors256:
		return "256 colours"
	case Colors16:
		return "16 colours"
	case NoColor:
		return "no colour"
	}
	return fmt.Sprintf("colours %d", uint8(c))
}

// Size is a width and a height, in cells or in pixels.
type Size struct{ W, H int }

// String returns the size as WxH.
func (s Size) String() string { return fmt.Sprintf("%dx%d", s.W, s.H) }

func (s Size) empty() bool { return s.W <= 0 || s.H <= 0 }

// Terminal is what a terminal can show.
type Terminal struct {
	Protocol  Protocol
	Cell      Size   // pixels of a cell; 10x20 when unknown
	MaxPixels Size   // largest single picture the terminal takes; zero: no limit known
	Window    Size   // pixels of the text area; set only where a cell is not a whole number of pixels
	Grid      Size   // cells of the text area, known together with Window
	Registers int    // colours of a sixel picture, 2..256; 0 means 256, fewer make it smaller
	Colors    Colors // of text, for half blocks
	Brand     string // what the terminal calls itself, "" when it does not say
	Remote    bool   // reached over a network: smaller payloads are worth their time
	Tmux      bool   // inside tmux: kitty pictures are wrapped to pass through it
	Log       []string

	line *line // how full the way to it is, where a Detector hears it answer
}

// pixels returns the size in pixels of an area of cells.
func (t Terminal) pixels(cells Size) Size {
	if t.fractional() {
		return Size{cells.W * t.Window.W / t.Grid.W, cells.H * t.Window.H / t.Grid.H}
	}
	return Size{cells.W * t.cell().W, cells.H * t.cell().H}
}

func (t Terminal) cell() Size {
	if t.Cell.empty() {
		return defaultCell()
	}
	return t.Cell
}

// fractional reports whether cells have no whole number of pixels, so that a part
// of a picture cannot be painted exactly over its place.
func (t Terminal) fractional() bool { return !t.Window.empty() && !t.Grid.empty() }

func defaultCell() Size { return Size{10, 20} }

// Fit returns the largest number of cells inside box that keeps the aspect ratio
// of a picture of src pixels, given the pixels of a cell. It is at least 1x1 for
// any picture and box that are not empty.
func Fit(src, box, cell Size) Size {
	if src.empty() || box.empty() {
		return Size{}
	}
	if cell.empty() {
		cell = defaultCell()
	}
	w, h := box.W*cell.W, box.H*cell.H
	if src.W*h >= src.H*w {
		rows := (src.H*w + src.W*cell.H/2) / (src.W * cell.H)
		return Size{box.W, min(max(rows, 1), box.H)}
	}
	cols := (src.W*h + src.H*cell.W/2) / (src.H * cell.W)
	return Size{min(max(cols, 1), box.W), box.H}
}
