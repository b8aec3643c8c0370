package picture

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// Frame is the last step of the root View: it finds the pictures of the composed
// view and returns the view to hand to Bubble Tea. Call it for every view, on the
// event loop. Nothing may trim or cut what it returns.
func (s *Screen) Frame(view string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	latest := s.layouts.latest()
	if view == s.view && s.frame != "" {
		for _, p := range latest.pictures {
			s.cache.find(p.id) // still in use
		}
		return s.frame
	}
	if !s.marked && !strings.Contains(view, markerStart) {
		return view
	}
	scan := scanner{s: s, method: ansi.WcWidth, latest: latest, fresh: s.layouts.spare()}
	if s.clusters {
		scan.method = ansi.GraphemeWidth
	}
	s.view, s.frame = view, scan.frame(view)
	return s.frame
}

// scanner makes the frame of one view.
type scanner struct {
	s      *Screen
	method ansi.Method
	latest *layout // of the frame before
	fresh  *layout
	out    []byte
	rows   bool   // rows are led by markers
	id     string // the picture of the last marker
	r      *Rendered
	last   *placement
}

func (c *scanner) frame(view string) string {
	protocol := c.first(view)
	if protocol == None && !c.s.marked {
		return view // no marker of ours
	}
	c.s.marked = true
	c.rows = protocol == Sixel || protocol == ITerm2 || protocol == KittyDirect
	c.out = append(c.s.scratch[:0], layoutMarker(0)...)
	for row := 0; ; row++ {
		line, rest, more := strings.Cut(view, "\n")
		c.line(line, row)
		if !more {
			break
		}
		c.out = append(c.out, '\n')
		view = rest
	}
	number := c.latest.number
	if !c.fresh.equal(c.latest) {
		number = c.s.layouts.push()
	}
	copy(c.out, layoutMarker(number))
	c.s.scratch = c.out
	return string(c.out)
}

// first returns the protocol of the first picture in the view.
func (c *scanner) first(view string) Protocol {
	for {
		i := strings.Index(view, markerStart)
		if i < 0 {
			return None
		}
		m, size, ok := readMarker(view[i:])
		if size == 0 {
			return None
		}
		if ok && c.find(m.id) != nil {
			return c.r.Protocol
		}
		view = view[i+size:]
	}
}

// find returns the picture with the id, nil when nobody knows it.
func (c *scanner) find(id string) *Rendered {
	if id == c.id {
		return c.r
	}
	c.id, c.r = id, c.s.cache.find(id)
	if c.r != nil {
		return c.r
	}
	for _, p := range c.latest.pictures {
		if p.id == id {
			c.r = p.r
		}
	}
	return c.r
}

// line copies a line, led by the marker of its row: rows that all differ are never
// moved by scrolling the terminal, which would take pixels along or smear them.
func (c *scanner) line(line string, row int) {
	if c.rows {
		c.out = append(c.out, markerStart...)
		c.out = append(c.out, rowMarker, ';')
		c.out = strconv.AppendInt(c.out, int64(row), 10)
		c.out = append(c.out, markerEnd...)
	}
	if !strings.Contains(line, markerStart) {
		c.out = append(c.out, line...)
		if (c.rows || row == 0) && (line == "" || line[0] == ansi.ESC && ansi.StringWidth(line) == 0) {
			c.out = append(c.out, ' ') // a marker needs a cell to ride on
		}
		return
	}
	col := 0
	for i := 0; i < len(line); {
		n, width := c.next(line[i:], col, row)
		i += n
		col += width
	}
}

// next copies what stands at the start of s and returns its bytes and cells.
func (c *scanner) next(s string, col, row int) (n, width int) {
	b := s[0]
	switch {
	case b == ansi.ESC && strings.HasPrefix(s, markerStart):
		return c.cell(s, col, row), 0
	case b == ansi.ESC:
		n = escapeLen(s)
	case b < ' ' || b == ansi.DEL:
		n = 1
	case b < ansi.DEL && (len(s) == 1 || s[1] < 0xc0):
		n, width = 1, 1
	case strings.HasPrefix(s, markerGlyph+markerStart):
		n, width = len(markerGlyph), 1
	default:
		cluster, w := ansi.FirstGraphemeCluster(s, c.method)
		n, width = max(len(cluster), 1), w
	}
	c.out = append(c.out, s[:n]...)
	return n, width
}

// cell copies the marker of a picture's cell, with the place of the picture where it
// is painted: a picture that moves is painted again. Markers without their glyph are
// what truncating a line leaves, and no cells.
func (c *scanner) cell(s string, col, row int) int {
	m, size, ok := readMarker(s)
	if size == 0 {
		return len(s)
	}
	if !ok || c.find(m.id) == nil || glyphLen(s[size:]) == 0 || m.x < 0 || m.y < 0 || m.x >= c.r.Cells.W || m.y >= c.r.Cells.H {
		return size
	}
	at := place{m.id, col - m.x, row - m.y}
	c.placement(at).visible.set(m.x, m.y)
	if c.r.Protocol == Kitty { // the terminal moves it
		c.out = append(c.out, s[:size]...)
		return size
	}
	c.out = append(c.out, markerStart...)
	c.out = append(c.out, cellMarker, ';')
	c.out = append(c.out, m.id...)
	for i, n := range [...]int{m.x, m.y, at.col, at.row} {
		c.out = append(c.out, ";,;,"[i])
		c.out = strconv.AppendInt(c.out, int64(n), 10)
	}
	c.out = append(c.out, markerEnd...)
	return size
}

// glyphLen returns the bytes of the glyph of a picture's cell at the start of s, 0
// when there is none.
func glyphLen[T string | []byte](s T) int {
	if strings.HasPrefix(string(s[:min(len(s), len(markerGlyph))]), markerGlyph) {
		return len(markerGlyph)
	}
	r, n := utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
	if r != kitty.Placeholder {
		return 0
	}
	for range 2 { // its row and column
		_, size := utf8.DecodeRuneInString(string(s[n:min(len(s), n+utf8.UTFMax)]))
		n += size
	}
	return n
}

// placement returns the picture that stands at a place, adding it.
func (c *scanner) placement(at place) *placement {
	if c.last == nil || c.last.place != at {
		c.last = c.fresh.find(at)
	}
	if c.last == nil {
		c.last = c.fresh.add(at, c.r)
	}
	return c.last
}

// escapeLen returns the length of the escape sequence at the start of s.
func escapeLen(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s); i++ {
			if s[i] >= 0x40 && s[i] <= 0x7e {
				return i + 1
			}
		}
		return len(s)
	case ']', 'P', '_', '^', 'X':
		for i := 2; i < len(s); i++ {
			if s[i] == ansi.BEL && s[1] == ']' {
				return i + 1
			}
			if s[i] == ansi.ESC && i+1 < len(s) && s[i+1] == '\\' {
				return i + 2
			}
		}
		return len(s)
	}
	return 2
}
