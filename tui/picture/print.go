package picture

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Print writes the picture at the cursor and leaves the cursor at the start of the
// line below it. It is for terminals that no Bubble Tea program holds, and for
// pictures no taller than the terminal.
func Print(w io.Writer, r *Rendered) error {
	b := bufio.NewWriter(w)
	err := r.print(b)
	if err == nil {
		err = b.Flush()
	}
	if err != nil {
		return fmt.Errorf("print picture: %w", err)
	}
	return nil
}

// print leaves errors of writing to the flush.
func (r *Rendered) print(b *bufio.Writer) error {
	switch r.Protocol {
	case None:
	case Blocks:
		b.WriteString(r.view + "\n")
	case Kitty:
		if r.terminal.Tmux {
			b.Write(r.upload)
			b.WriteString(stripMarkers(r.view) + "\n")
			return nil
		}
		control := fmt.Sprintf("a=T,c=%d,r=%d,C=1", r.Cells.W, r.Cells.H)
		upload, err := (&scratch{}).encodeKitty(r.scaled, 0, control, r.terminal)
		if err != nil {
			return err
		}
		r.place(b, []part{{payload: upload}})
	case Sixel, ITerm2:
		r.place(b, r.whole)
	}
	return nil
}

// place makes room below the cursor, and writes each part from the upper left cell
// of that room.
func (r *Rendered) place(b *bufio.Writer, parts []part) {
	b.WriteString(strings.Repeat("\n", r.Cells.H) + "\r")
	fmt.Fprintf(b, "\x1b[%dA\x1b7", r.Cells.H)
	for _, p := range parts {
		b.WriteString("\x1b8")
		if p.cells.Min.Y > 0 {
			b.WriteString("\x1b[" + strconv.Itoa(p.cells.Min.Y) + "B")
		}
		if p.cells.Min.X > 0 {
			b.WriteString("\x1b[" + strconv.Itoa(p.cells.Min.X) + "C")
		}
		b.Write(p.payload)
	}
	fmt.Fprintf(b, "\x1b8\x1b[%dB\r", r.Cells.H)
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
