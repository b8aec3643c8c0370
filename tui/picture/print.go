package picture

import (
	"context"
	"fmt"
	"image"
	"io"
	"strings"
)

// Print writes a picture of a size in cells at the cursor and leaves the cursor at the start
// of the line below it. It is for terminals that no Bubble Tea program holds, and for
// pictures no taller than the terminal. It fails as [Render] does, before anything is
// written, and with the errors of w.
func Print(ctx context.Context, w io.Writer, src *Source, cells Size, t Terminal) error {
	id := renderID(src, cells, t)
	r, err := newRendered(cells, t, id, numberOf(id))
	if err != nil {
		return err
	}
	s := &scratch{}
	var paint func(tile image.Rectangle) error // for sixel, which is written as it is packed, not kept
	if t.Protocol == Sixel {
		paint = r.sixelPainter(w, resize(src.Image, t.pixels(cells)), s)
		err = ctx.Err()
	} else {
		err = r.make(ctx, src, s)
	}
	if err != nil {
		return fmt.Errorf("render picture: %w", err)
	}
	if err := r.print(w, s, paint); err != nil {
		return fmt.Errorf("print picture: %w", err)
	}
	return nil
}

// sixelPainter returns what writes the pixels of a rectangle of cells. Where there is but
// one rectangle, they are dithered as they are written too.
func (r *Rendered) sixelPainter(w io.Writer, img *image.RGBA, s *scratch) func(tile image.Rectangle) error {
	f, black := r.terminal.few(), r.terminal.wholeBands()
	all := distinct(img, f.colors)
	if all == nil && len(r.tiles(r.all())) == 1 {
		c, near := s.choose(img, f)
		return func(tile image.Rectangle) error {
			return writeDithered(w, img, r.sixelArea(tile, img.Rect), c, near, black)
		}
	}
	palette := s.reduce(img, all, f)
	return func(tile image.Rectangle) error {
		return writeSixel(w, palette, r.sixelArea(tile, img.Rect), black)
	}
}

func (r *Rendered) print(w io.Writer, s *scratch, paint func(tile image.Rectangle) error) error {
	switch r.Protocol {
	case None:
		return nil
	case Blocks:
		return writeAll(w, []byte(r.view), []byte{'\n'})
	case Sixel:
		return r.place(w, r.tiles(r.all()), paint)
	case Kitty:
		if r.terminal.Tmux {
			return writeAll(w, r.upload, []byte(stripMarkers(r.view)), []byte{'\n'})
		}
		return r.place(w, []image.Rectangle{r.all()}, func(image.Rectangle) error {
			img := s.kittyImage(r.scaled, r.terminal)
			control := fmt.Sprintf("a=T,c=%d,r=%d,C=1", r.Cells.W, r.Cells.H)
			upload, err := encodeKitty(img, img.Bounds(), 0, control, false)
			if err != nil {
				return err
			}
			return writeAll(w, upload)
		})
	case ITerm2, KittyDirect:
	}
	return r.place(w, []image.Rectangle{r.all()}, func(image.Rectangle) error {
		for _, p := range r.whole { // one, of all cells
			if err := writeAll(w, p.payload...); err != nil {
				return err
			}
		}
		return nil
	})
}

// place makes room below the cursor, and paints each rectangle of cells from its upper
// left cell in that room.
func (r *Rendered) place(w io.Writer, parts []image.Rectangle, paint func(cells image.Rectangle) error) error {
	before := fmt.Appendf(nil, "%s\r\x1b[%dA\x1b7", strings.Repeat("\n", r.Cells.H), r.Cells.H)
	for _, cells := range parts {
		before = append(before, "\x1b8"...)
		if cells.Min.Y > 0 {
			before = fmt.Appendf(before, "\x1b[%dB", cells.Min.Y)
		}
		if cells.Min.X > 0 {
			before = fmt.Appendf(before, "\x1b[%dC", cells.Min.X)
		}
		if err := writeAll(w, before); err != nil {
			return err
		}
		if err := paint(cells); err != nil {
			return err
		}
		before = before[:0]
	}
	return writeAll(w, fmt.Appendf(nil, "\x1b8\x1b[%dB\r", r.Cells.H))
}

func writeAll(w io.Writer, pieces ...[]byte) error {
	for _, piece := range pieces {
		if _, err := w.Write(piece); err != nil {
			return err //nolint:wrapcheck // Print does
		}
	}
	return nil
}

func stripMarkers(view string) string {
	var b strings.Builder
	for {
		i := strings.Index(view, markerStart)
		if i < 0 {
			break
		}
		b.WriteString(view[:i])
		_, size, _ := readMarker(view[i:])
		if size == 0 {
			size = len(view) - i
		}
		view = view[i+size:]
	}
	b.WriteString(view)
	return b.String()
}
