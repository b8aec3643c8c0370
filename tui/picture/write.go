package picture

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
)

// What Bubble Tea writes that matters here.
const (
	altOn       = "\x1b[?1049h"
	altOff      = "\x1b[?1049l"
	syncOn      = "\x1b[?2026h"
	syncOff     = "\x1b[?2026l"
	clustersOn  = "\x1b[?2027h"
	clustersOff = "\x1b[?2027l"
	clearAll    = "\x1b[2J"
	right       = "\x1b[C" // in place of a cell that is passed over
	space       = " "      // in place of one that shows nothing yet
)

const maxMarker = 96 // bytes

// write sends one write of the program on: a frame, or a query between frames.
func (s *Screen) write(w io.Writer, p []byte) (int, error) {
	if bytes.Contains(p, []byte(altOff)) {
		s.halt()
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	b := s.compose(p)
	s.mu.Unlock()
	if len(b) == 0 {
		return len(p), nil
	}
	if _, err := w.Write(b); err != nil {
		return 0, fmt.Errorf("write to terminal: %w", err)
	}
	s.mu.Lock()
	s.resume(w)
	s.mu.Unlock()
	return len(p), nil
}

// compose returns what to send in place of p: the same without markers, old
// pictures erased before it, new ones painted after it as far as the line takes them.
func (s *Screen) compose(p []byte) []byte {
	if len(s.rest) > 0 {
		p = slices.Concat(s.rest, p)
		s.rest = nil
	}
	on, off := bytes.LastIndex(p, []byte(altOn)), bytes.LastIndex(p, []byte(altOff))
	if on > off {
		s.enter()
	}
	s.adopt(p)
	cleared := bytes.Contains(p, []byte(clearAll))
	if on > off || cleared {
		s.unrest.begin()
	}
	var uploads []byte
	if cleared {
		uploads = s.cleared(uploads)
	}
	uploads = s.upload(uploads)
	body := s.strip(p)
	if i, j := bytes.LastIndex(body, []byte(clustersOn)), bytes.LastIndex(body, []byte(clustersOff)); i != j {
		s.clusters = i > j
	}
	if off > on {
		s.buf = append(s.leave(s.buf[:0]), body...)
		s.alt = false
		return s.buf
	}
	if !s.alt {
		return body
	}
	head, tail := seams(body)
	s.sync = s.sync || tail < len(body)
	b := append(s.buf[:0], body[:head]...)
	b = s.erase(b)
	b = append(b, uploads...)
	if s.inTmux() {
		b = s.keepImages(b, body[head:tail])
	} else {
		b = append(b, body[head:tail]...)
	}
	b = s.paint(b)
	s.buf = append(b, body[tail:]...)
	return s.buf
}

// enter forgets what the terminal showed before the alternate screen came on.
func (s *Screen) enter() {
	s.forget()
	s.alt = true
	if s.line != nil {
		s.line.restart()
	}
}

// seams are where old pictures are erased in a frame, before what it writes, and
// where new ones are painted, after it but within its synchronized update.
func seams(body []byte) (head, tail int) {
	if on := bytes.LastIndex(body, []byte(altOn)); on >= 0 {
		head = on + len(altOn)
	}
	if i := bytes.Index(body[head:], []byte(syncOn)); i >= 0 {
		head += i + len(syncOn)
	}
	if i := bytes.LastIndex(body[head:], []byte(clearAll)); i >= 0 {
		head += i + len(clearAll)
	}
	tail = len(body)
	if bytes.HasSuffix(body[head:], []byte(syncOff)) {
		tail -= len(syncOff)
	}
	return head, tail
}

// adopt makes the layout that a frame names the one in the terminal.
func (s *Screen) adopt(p []byte) {
	clear(s.dirty)
	s.before.copy(&s.now)
	if _, digits, found := bytes.Cut(p, []byte(markerStart+string(frameMarker)+";")); found {
		if n, err := strconv.Atoi(string(digits[:min(len(digits), 6)])); err == nil {
			if l := s.layouts.find(n); l != nil {
				s.now.copy(l)
			}
		}
	}
	if bytes.Contains(p, []byte(clearAll)) {
		s.before.pictures = s.before.pictures[:0]
		for _, spot := range s.shown {
			clear(spot.ink.on)
		}
		if s.coming != nil {
			clear(s.coming.ink.on)
		}
	}
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if spot := s.shown[p.place]; spot != nil {
			s.cover(spot, p)
		}
		if s.coming != nil && s.coming.id == p.id {
			s.coming.cover(p, s.before.find(p.place) == nil)
		}
		if p.r.terminal.line != nil {
			s.line = p.r.terminal.line
		}
	}
}

// strip returns p without markers, and notes the pictures they name.
func (s *Screen) strip(p []byte) []byte {
	i := bytes.Index(p, []byte(markerStart))
	if i < 0 && !cutOff(p) {
		return p
	}
	s.body = s.body[:0]
	for i >= 0 {
		s.body = append(s.body, p[:i]...)
		p = p[i:]
		end := bytes.Index(p, []byte(markerEnd))
		if end < 0 && len(p) < maxMarker { // the rest is in the next write
			s.rest = slices.Clone(p)
			return s.body
		}
		if end < 0 { // no marker of ours; without its start it is harmless
			p = p[len(markerStart):]
		} else {
			size := end + len(markerEnd)
			if m, _, ok := readMarker(string(p[:size])); ok {
				if other := s.note(m); other != "" {
					size += glyphLen(p[size:])
					s.body = append(s.body, other...)
				}
			}
			p = p[size:]
		}
		i = bytes.Index(p, []byte(markerStart))
	}
	for n := len(markerStart) - 1; n > 0; n-- {
		if bytes.HasSuffix(p, []byte(markerStart[:n])) {
			s.rest = slices.Clone(p[len(p)-n:])
			p = p[:len(p)-n]
			break
		}
	}
	s.body = append(s.body, p...)
	return s.body
}

// cutOff reports whether p may end inside the start of a marker.
func cutOff(p []byte) bool {
	return bytes.HasSuffix(p, []byte(markerStart[:1])) || bytes.HasSuffix(p, []byte(markerStart[:2]))
}

// note takes down that a write has the cell of a picture. It returns what is written in
// place of the cell's glyph, if anything: a space while it has nothing to show, and the cell is
// passed over when it shows the picture already, or an older one that stays until its pixels
// are replaced, so that nothing flickers.
func (s *Screen) note(m marker) (other string) {
	p := s.placed(m)
	if p == nil || !p.visible.has(m.x, m.y) {
		return ""
	}
	if p.r.Protocol == Kitty {
		if s.coming == nil || s.coming.id != m.id {
			return ""
		}
		return s.coming.note(m, s.stays(p, m))
	}
	spot := s.shown[p.place]
	if spot == nil {
		spot = s.dirty[p.place]
	}
	if spot == nil {
		spot = newSpot(p.r)
		s.dirty[p.place] = spot
	}
	i := m.y*spot.ink.w + m.x
	switch {
	case p.r.terminal.drops():
		spot.again(p)
	case spot.ink.on[i]: // written for its neighbours
		return right
	default:
		spot.todo.on[i] = true
		spot.ink.on[i] = s.inked(p, m) && !p.r.terminal.fractional() // its edges would stay
	}
	if spot.ink.on[i] {
		return right
	}
	return ""
}

// placed returns the picture of a marker.
func (s *Screen) placed(m marker) *placement {
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if p.id == m.id && (p.r.Protocol == Kitty || p.place == place{m.id, m.col, m.row}) {
			return p
		}
	}
	return nil
}

// inked reports whether another picture is where the cell of this one will be.
func (s *Screen) inked(p *placement, m marker) bool {
	for at, old := range s.shown {
		if at != p.place && old.ink.has(p.col+m.x-at.col, p.row+m.y-at.row) {
			return true
		}
	}
	return false
}

// stays reports whether an older kitty image is where the cell of this one will be.
func (s *Screen) stays(p *placement, m marker) bool {
	for i := range s.before.pictures {
		old := &s.before.pictures[i]
		if old.id != p.id && s.uploaded[old.r.number] == old.id && old.covers(p.col+m.x, p.row+m.y) {
			return true
		}
	}
	return false
}

// erase overwrites the pictures that the frame does not have. Cells where it has
// another picture are left to that.
func (s *Screen) erase(b []byte) []byte {
	for at, spot := range s.shown {
		if s.now.find(at) != nil {
			continue
		}
		for y := range spot.ink.h {
			for x := range spot.ink.w {
				if spot.ink.has(x, y) && s.now.covers(at.col+x, at.row+y) {
					spot.ink.on[y*spot.ink.w+x] = false
				}
			}
		}
		s.left = s.left || spot.r.terminal.lays() && spot.ink.count() > 0
		b = spot.blank(b, at)
		delete(s.shown, at)
	}
	maps.Copy(s.shown, s.dirty)
	return s.takeAway(b)
}

// takeAway takes away what is left of pictures where text does not, and has what is
// still wanted of others painted again.
func (s *Screen) takeAway(b []byte) []byte {
	if !s.left {
		return b
	}
	s.left = false
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if spot := s.shown[p.place]; spot != nil {
			spot.again(p)
		}
	}
	return append(b, takeAway...)
}

// blank writes spaces over what is visible of a picture. Wrapping is off, so that
// a window that has become narrower in the meantime does not scroll.
func (s *spot) blank(b []byte, at place) []byte {
	rects := s.ink.rects()
	if len(rects) == 0 {
		return b
	}
	b = append(b, "\x1b7\x1b[m\x1b[?7l"...)
	for _, rect := range rects {
		for y := rect.Min.Y; y < rect.Max.Y; y++ {
			b = moveTo(b, at.col+rect.Min.X, at.row+y)
			b = append(b, bytes.Repeat([]byte{' '}, rect.Dx())...)
		}
	}
	return append(b, "\x1b[?7h\x1b8"...)
}

// leave removes all pictures and forgets them.
func (s *Screen) leave(b []byte) []byte {
	laid := false
	for at, spot := range s.shown {
		laid = laid || spot.r.terminal.lays()
		b = spot.blank(b, at)
	}
	if laid {
		b = append(b, takeAway...)
	}
	b = s.abort(b)
	for number := range s.uploaded {
		b = s.deleteImage(b, number)
	}
	s.forget()
	return b
}

// moveTo moves the cursor to a cell, counted from 0.
func moveTo(b []byte, col, row int) []byte {
	b = append(b, "\x1b["...)
	b = strconv.AppendInt(b, int64(row+1), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(col+1), 10)
	return append(b, 'H')
}
