package picture

import (
	"strconv"
	"strings"
)

// A marker is an APC string that never reaches the terminal:
//
//	ESC _ ~p;ID;X,Y ESC \          cell X,Y of a picture, in its View
//	ESC _ ~p;ID;X,Y;COL,ROW ESC \  the same in a frame, the picture standing at COL,ROW
//	ESC _ ~r;ROW ESC \             a row of a frame
//	ESC _ ~f;NUMBER ESC \          the first cell of a frame, with the number of its layout
const (
	markerStart = "\x1b_~"
	markerEnd   = "\x1b\\"
	cellMarker  = 'p'
	rowMarker   = 'r'
	frameMarker = 'f'
	markerGlyph = "\u00a0" // a space that nobody trims
)

func writeMarker(b *strings.Builder, id string, x, y int) {
	b.WriteString(markerStart + "p;")
	b.WriteString(id)
	b.WriteByte(';')
	b.WriteString(strconv.Itoa(x))
	b.WriteByte(',')
	b.WriteString(strconv.Itoa(y))
	b.WriteString(markerEnd)
}

// markerCells returns the View of a picture that is painted after the frame.
func markerCells(id string, cells Size) string {
	var b strings.Builder
	b.Grow(cells.W * cells.H * 26)
	for y := range cells.H {
		if y > 0 {
			b.WriteByte('\n')
		}
		for x := range cells.W {
			writeMarker(&b, id, x, y)
			b.WriteString(markerGlyph)
		}
	}
	return b.String()
}

// marker is a marker read back.
type marker struct {
	id       string
	x, y     int
	col, row int
}

// readMarker reads the marker of a picture at the start of s, which begins with
// markerStart. Size is the length of the marker, 0 when it has no end. Ok is false
// for row markers and for anything malformed.
func readMarker(s string) (m marker, size int, ok bool) {
	end := strings.Index(s, markerEnd)
	if end < 0 {
		return m, 0, false
	}
	size = end + len(markerEnd)
	body := s[len(markerStart):end]
	if len(body) < 2 || body[0] != cellMarker || body[1] != ';' {
		return m, size, false
	}
	id, rest, found := strings.Cut(body[2:], ";")
	if !found {
		return m, size, false
	}
	m.id = id
	if m.x, rest, ok = readNumber(rest, ','); !ok {
		return m, size, false
	}
	if m.y, rest, ok = readNumber(rest, ';'); !ok {
		return m, size, false
	}
	if rest == "" {
		return m, size, true
	}
	if m.col, rest, ok = readNumber(rest, ','); !ok {
		return m, size, false
	}
	m.row, rest, ok = readNumber(rest, ';')
	return m, size, ok && rest == ""
}

// readNumber reads a whole number of up to five digits that ends with sep or with s.
func readNumber(s string, sep byte) (n int, rest string, ok bool) {
	i := 0
	negative := i < len(s) && s[i] == '-'
	if negative {
		i++
	}
	start := i
	for ; i < len(s) && s[i] != sep; i++ {
		if s[i] < '0' || s[i] > '9' || i-start == 5 {
			return 0, "", false
		}
		n = n*10 + int(s[i]-'0')
	}
	if i == start {
		return 0, "", false
	}
	if negative {
		n = -n
	}
	return n, s[min(i+1, len(s)):], true
}
