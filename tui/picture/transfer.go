package picture

import (
	"bytes"
	"image"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// placeholderBytes is about what a cell of a kitty picture takes.
const placeholderBytes = 10

// transfer is a kitty image that is sent in pieces. Until it is there, its cells are blank, or
// show an older picture or a rough one; then they are written again.
type transfer struct {
	id    string
	r     *Rendered
	ink   grid   // see spot
	rest  []byte // of the upload
	begun bool
	rows  int // whose cells are written again
}

// cover notes what of the picture is visible now, and that what is inked is elsewhere if it moved.
func (t *transfer) cover(p *placement, moved bool) {
	if moved {
		clear(t.ink.on)
	}
	t.ink.and(p.visible)
}

// note takes down that a cell was written, and returns what is written in place of its glyph,
// which takes a dozen bytes and shows nothing before the image is there.
func (t *transfer) note(m marker, inked bool) (other string) {
	if m.y < t.rows {
		return ""
	}
	i := m.y*t.ink.w + m.x
	t.ink.on[i] = t.ink.on[i] || inked
	if t.ink.on[i] {
		return right
	}
	return space
}

// upload appends the kitty images of the frame that are not in the terminal, as far
// as the line takes them at once. One is left to the sender at a time.
func (s *Screen) upload(b []byte) []byte {
	if !s.alt {
		return b
	}
	if s.coming != nil && !s.now.shows(s.coming.id) {
		b = s.abort(b)
	}
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if p.r.Protocol != Kitty || s.uploaded[p.r.number] == p.id || s.coming != nil {
			continue
		}
		s.tmux = p.r.terminal.Tmux
		if s.line == nil {
			s.uploaded[p.r.number] = p.id
			b = append(b, p.r.upload...)
			continue
		}
		size := len(p.r.upload)
		if !s.uneasy() && s.line.fits(size) {
			s.placedImage(p.r)
			b = s.line.send(append(b, p.r.upload...), size, time.Now())
			continue
		}
		s.coming = newTransfer(p)
	}
	return b
}

// nudge makes kitty draw once more. Kitty 0.48 may draw what an image is needed for before it has
// the image, and then not again before it is sent anything else, whatever that is. How long it
// takes over an image depends on what else the machine does, so there are several nudges.
const (
	nudge      = syncOn + syncOff
	nudgeAfter = 150 * time.Millisecond // the first; each other one twice as long after the one before
	nudgesMost = 5
)

// nudging is the nudges that are due.
type nudging struct {
	at   time.Time // of the next; zero when there is none
	sent int
}

// next notes that one was sent, at now.
func (n *nudging) next(now time.Time) {
	n.sent++
	n.at = now.Add(nudgeAfter << n.sent)
	if n.sent == nudgesMost {
		*n = nudging{}
	}
}

// placedImage notes that an image is in the terminal, and its cells are.
func (s *Screen) placedImage(r *Rendered) {
	s.uploaded[r.number] = r.id
	if brandOf(r.terminal.Brand) == "kitty" && !s.tmux {
		s.nudges = nudging{at: time.Now().Add(nudgeAfter)}
	}
}

// uploadNext leaves an image of the frame that is not in the terminal to the sender,
// with its cells: kitty does not look at those again when their image comes.
func (s *Screen) uploadNext() {
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if p.r.Protocol == Kitty && s.uploaded[p.r.number] != p.id && s.coming == nil {
			s.coming = newTransfer(p)
		}
	}
}

func newTransfer(p *placement) *transfer {
	t := &transfer{id: p.id, r: p.r, rest: p.r.upload}
	t.ink.reset(p.r.Cells)
	return t
}

// pending returns about how many bytes are left to send.
func (t *transfer) pending() int {
	return len(t.rest) + t.r.Cells.W*(t.r.Cells.H-t.rows)*placeholderBytes
}

// advanceUpload appends up to about size bytes, counted from start, of the image
// that is coming: chunks of it, and then its cells.
func (s *Screen) advanceUpload(b []byte, start, size int, slow bool) []byte {
	t := s.coming
	if t == nil || s.uneasy() {
		return b
	}
	for i := range s.now.pictures {
		if p := &s.now.pictures[i]; p.id == t.id && slow && len(t.rest) > 0 {
			blank := p.visible.without(t.ink)
			b = t.r.sketch(b, p.place, &blank, &t.ink, size-(len(b)-start))
		}
	}
	end := []byte(markerEnd)
	if s.tmux {
		end = []byte("\x1b\x1b\\\x1b\\")
	}
	for len(t.rest) > 0 {
		n := len(t.rest)
		if i := bytes.Index(t.rest, end); i >= 0 {
			n = i + len(end)
		}
		if len(b) > start && len(b)-start+n > size {
			break
		}
		t.begun = true
		b = append(b, t.rest[:n]...)
		t.rest = t.rest[n:]
	}
	if len(t.rest) > 0 {
		return b
	}
	lines := strings.Split(stripMarkers(t.r.view), "\n")
	for ; t.rows < t.r.Cells.H; t.rows++ {
		if len(b)-start >= size {
			return b
		}
		b = s.placeRow(b, t, lines[t.rows])
	}
	s.placedImage(t.r)
	s.coming = nil
	b = s.drop(b)
	s.uploadNext()
	return b
}

// placeRow writes the next row of cells of an image that is there, in each of its places.
func (s *Screen) placeRow(b []byte, t *transfer, line string) []byte {
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if p.id != t.id {
			continue
		}
		cells := p.visible.row(t.rows)
		b = textRows(b, p.place, &cells, math.MaxInt, func(row image.Rectangle) string {
			return ansi.Cut(line, row.Min.X, row.Max.X)
		})
	}
	return b
}

// abort ends a transfer that is not wanted any more. Kitty takes no other command
// before the last chunk.
func (s *Screen) abort(b []byte) []byte {
	t := s.coming
	s.coming = nil
	if t == nil || !t.begun {
		return b
	}
	var last bytes.Buffer
	if len(t.rest) > 0 {
		writeKitty(&last, "m=0;", s.tmux)
	}
	return s.deleteImage(append(b, last.Bytes()...), t.r.number)
}

// cleared notes that the frame clears the screen. Kitty then forgets an image that is
// not complete, and takes the rest of it for nothing; Ghostty up to 1.3.1 forgets all images.
func (s *Screen) cleared(b []byte) []byte {
	if t := s.coming; t != nil && !s.tmux { // in tmux a transfer begins again when it is at rest
		if len(t.rest) > 0 {
			b = s.abort(b)
		} else { // the frame writes all its cells
			s.placedImage(t.r)
			s.coming = nil
		}
	}
	for i := range s.now.pictures {
		if r := s.now.pictures[i].r; r.Protocol == Kitty && brandOf(r.terminal.Brand) == "ghostty" {
			delete(s.uploaded, r.number)
		}
	}
	return b
}

// drop deletes the kitty images that the frame does not have, unless one of them
// stays until the next is there.
func (s *Screen) drop(b []byte) []byte {
	if s.coming != nil {
		return b
	}
	for number, id := range s.uploaded {
		if !s.now.shows(id) {
			b = s.deleteImage(b, number)
		}
	}
	return b
}

func (s *Screen) deleteImage(b []byte, number int) []byte {
	delete(s.uploaded, number)
	var command bytes.Buffer
	writeKitty(&command, "a=d,d=I,q=2,i="+strconv.Itoa(number), s.tmux)
	return append(b, command.Bytes()...)
}
