package picture

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
)

// Rendered is a picture made ready for one terminal at one size. It does not
// change and may be shared.
type Rendered struct {
	Cells    Size
	Protocol Protocol

	id       string // names picture, size and way of showing
	number   int    // kitty's id of the image, 1..255
	view     string
	terminal Terminal
	palette  *image.Paletted // sixel, kitty at the cursor of a remote terminal: what is painted
	scaled   *image.RGBA     // iTerm2, kitty: what is painted
	whole    []part          // the picture uncovered, ready to paint
	upload   []byte          // kitty: the transfer of the image
	rough    rough           // the picture in half blocks
}

// part is a rectangle of a picture's cells and the bytes that paint it with the
// cursor on its upper left cell.
type part struct {
	cells   image.Rectangle
	payload payload
}

// payload is bytes in the pieces in which they were made: joining them would touch as much
// memory again, and new memory is a good part of what a large picture costs.
type payload [][]byte

func (p payload) size() (n int) {
	for _, piece := range p {
		n += len(piece)
	}
	return n
}

// View returns the picture as a block of Cells.H lines, each Cells.W wide: half
// blocks, or cells that a [Screen] turns into pixels. It is "" when pictures are off.
func (r *Rendered) View() string { return r.view }

// Render makes a picture ready for the terminal at a size in cells. It takes some
// hundredths of a second: keep it off the event loop. Prefer [Cache.Render] where a
// Screen shows the result. It fails when ctx is done, or for an empty size.
func Render(ctx context.Context, src *Source, cells Size, t Terminal) (*Rendered, error) {
	id := renderID(src, cells, t)
	return render(ctx, src, cells, t, id, numberOf(id), &scratch{})
}

// numberOf is kitty's id of an image that no cache counts.
func numberOf(id string) int { return 1 + int(id[0])%200 }

// renderID names the picture as it will look. Equal ids mean equal cells and pixels.
func renderID(src *Source, cells Size, t Terminal) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %v %v %v %v %v %v %v %v %v %v %v", src.ID, cells, t.Protocol,
		t.cell(), t.MaxPixels, t.Window, t.Grid, t.Colors, t.Tmux, t.registers(), t.Remote, t.glyphs()))
	return hex.EncodeToString(sum[:5])
}

// newRendered returns a picture of which nothing is made yet.
func newRendered(cells Size, t Terminal, id string, number int) (*Rendered, error) {
	if cells.empty() {
		return nil, fmt.Errorf("render picture: %w: %v cells", ErrEmpty, cells)
	}
	if size := t.pixels(cells); tooLarge(t.Protocol, cells, size) {
		return nil, fmt.Errorf("render picture: %w: %v cells of %v pixels in all", ErrTooLarge, cells, size)
	}
	return &Rendered{Cells: cells, Protocol: t.Protocol, id: id, number: number, terminal: t}, nil
}

func render(ctx context.Context, src *Source, cells Size, t Terminal, id string, number int, s *scratch) (*Rendered, error) {
	r, err := newRendered(cells, t, id, number)
	if err != nil {
		return nil, err
	}
	if err := r.make(ctx, src, s); err != nil {
		return nil, fmt.Errorf("render picture: %w", err)
	}
	return r, ctx.Err()
}

// Limits of [Render]: beyond the largest screens, within reason for memory.
const (
	maxCells = 1 << 17
	maxWidth = 1 << 14 // pixels
)

func tooLarge(p Protocol, cells, size Size) bool {
	if cells.W > maxCells || cells.H > maxCells || cells.W*cells.H > maxCells {
		return true
	}
	return p != Blocks && (size.W > maxWidth || size.H > maxWidth || size.W*size.H > MaxPixels)
}

func (r *Rendered) make(ctx context.Context, src *Source, s *scratch) (err error) {
	size := r.terminal.pixels(r.Cells)
	switch r.Protocol {
	case None:
		return nil
	case Blocks:
		r.view = drawText(src.Image, r.Cells, r.terminal.Colors, r.terminal.glyphs())
		return nil
	case Sixel:
		r.palette = s.paletted(src.Image, size, r.terminal.few())
	case ITerm2:
		r.scaled = resize(src.Image, size)
	case KittyDirect:
		switch img := s.kittyImage(resize(src.Image, size), r.terminal).(type) {
		case *image.RGBA:
			r.scaled = img
		case *image.Paletted:
			r.palette = img
		}
	case Kitty:
		return r.makeKitty(src, size, s)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.view = markerCells(r.id, r.Cells)
	r.whole, err = r.paint([]image.Rectangle{image.Rect(0, 0, r.Cells.W, r.Cells.H)})
	return err
}

// makeKitty draws the image to fill its cells, or within the most that can be named.
func (r *Rendered) makeKitty(src *Source, size Size, s *scratch) (err error) {
	if r.Cells.W > kittyMost || r.Cells.H > kittyMost {
		return fmt.Errorf("%w: %v cells, kitty has names for %d", ErrTooLarge, r.Cells, kittyMost)
	}
	r.scaled = resize(src.Image, size)
	r.view = kittyPlaceholders(r.id, r.number, r.Cells)
	control := fmt.Sprintf("a=T,U=1,c=%d,r=%d", r.Cells.W, r.Cells.H)
	img := s.kittyImage(r.scaled, r.terminal)
	r.upload, err = encodeKitty(img, img.Bounds(), r.number, control, r.terminal.Tmux)
	return err
}
