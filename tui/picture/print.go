package picture

import (
	"fmt"
	"io"
	"strings"
)

// Print writes the picture at the cursor and leaves the cursor at the start of the
// line below it. It is for terminals that no Bubble Tea program holds, and for
// pictures no taller than the terminal.
func Print(w io.Writer, r *Rendered) error {
	pieces, err := r.print()
	for i := 0; err == nil && i < len(pieces); i++ {
		_, err = w.Write(pieces[i])
	}
	if err != nil {
		return fmt.Errorf("print picture: %w", err)
	}
	return nil
}

// print returns what to write, in pieces so that no picture is copied.
func (r *Rendered) print() ([][]byte, error) {
	switch r.Protocol {
	case None:
		return nil, nil
	case Blocks:
		return [][]byte{[]byte(r.view + "\n")}, nil
	case Kitty:
		if r.terminal.Tmux {
			return [][]byte{r.upload, []byte(stripMarkers(r.view) + "\n")}, nil
		}
		control := fmt.Sprintf("a=T,c=%d,r=%d,C=1", r.Cells.W, r.Cells.H)
		img := (&scratch{}).kittyImage(r.scaled, r.terminal)
		upload, err := encodeKitty(img, img.Bounds(), 0, control, false)
		return r.place([]part{{payload: payload{upload}}}), err
	case Sixel, ITerm2, KittyDirect:
	}
	return r.place(r.whole), nil
}

// place makes room below the cursor, and writes each part from the upper left cell
// of that room.
func (r *Rendered) place(parts []part) [][]byte {
	before := fmt.Appendf(nil, "%s\r\x1b[%dA\x1b7", strings.Repeat("\n", r.Cells.H), r.Cells.H)
	pieces := make([][]byte, 0, 2*len(parts)+1)
	for _, p := range parts {
		before = append(before, "\x1b8"...)
		if p.cells.Min.Y > 0 {
			before = fmt.Appendf(before, "\x1b[%dB", p.cells.Min.Y)
		}
		if p.cells.Min.X > 0 {
			before = fmt.Appendf(before, "\x1b[%dC", p.cells.Min.X)
		}
		pieces = append(append(pieces, before), p.payload...)
		before = nil
	}
	return append(pieces, fmt.Appendf(before, "\x1b8\x1b[%dB\r", r.Cells.H))
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
