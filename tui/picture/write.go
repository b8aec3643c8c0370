package picture

import (
	"bytes"
	"fmt"
	"io"
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
)

// Bounds on what a write does.
const (
	maxParts  = 12 // rectangles of a covered picture; more are left blank
	maxMarker = 96 // bytes
)

// write sends one write of the program on: a frame, or a query between frames.
func (s *Screen) write(w io.Writer, p []byte) (int, error) {
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
	return len(p), nil
}

// compose returns what to send in place of p: the same without markers, old
// pictures erased before it, new ones painted after it.
func (s *Screen) compose(p []byte) []byte {
	clear(s.dirty)
	clear(s.placed)
	body := s.strip(p)
	if i, j := bytes.LastIndex(body, []byte(clustersOn)), bytes.LastIndex(body, []byte(clustersOff)); i != j {
		s.clusters = i > j
	}
	head := 0 // erasing and uploading go here
	on, off := bytes.LastIndex(body, []byte(altOn)), bytes.LastIndex(body, []byte(altOff))
	if on > off {
		s.forget()
		s.alt = true
		head = on + len(altOn)
	} else if off > on {
		last := s.leave(s.buf[:0])
		s.alt = false
		s.buf = append(last, body...)
		return s.buf
	}
	if !s.alt {
		return body
	}
	if bytes.Contains(body, []byte(clearAll)) {
		for _, spot := range s.shown {
			clear(spot.written.on)
			spot.painted = false
		}
	}
	if i := bytes.Index(body[head:], []byte(syncOn)); i >= 0 {
		head += i + len(syncOn)
	}
	tail := len(body) // painting goes here
	if bytes.HasSuffix(body[head:], []byte(syncOff)) {
		tail -= len(syncOff)
	}
	b := append(s.buf[:0], body[:head]...)
	b = s.erase(b)
	b = s.transfer(b)
	b = append(b, body[head:tail]...)
	b = s.drop(b)
	b = s.paint(b)
	s.buf = append(b, body[tail:]...)
	return s.buf
}

// strip returns p without markers, and notes the pictures they name.
func (s *Screen) strip(p []byte) []byte {
	if len(s.rest) > 0 {
		p = slices.Concat(s.rest, p)
		s.rest = nil
	}
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
				s.note(m)
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

// note takes down that the cell of a picture was written.
func (s *Screen) note(m marker) {
	at := place{m.id, m.col, m.row}
	if spot, ok := s.dirty[at]; ok {
		spot.mark(m)
		return
	}
	for _, p := range s.wanted {
		if p.id != m.id {
			continue
		}
		if p.r.Protocol == Kitty {
			s.placed[m.id] = true
			return
		}
		if p.place == at {
			old := &spot{r: p.r}
			old.written.reset(p.r.Cells)
			old.mark(m)
			s.dirty[at] = old
			return
		}
	}
}

func (s *spot) mark(m marker) {
	if m.x >= 0 && m.x < s.written.w && m.y >= 0 && m.y < s.written.h {
		s.written.set(m.x, m.y)
	}
}

func (s *Screen) find(at place) *placement {
	for i := range s.wanted {
		if s.wanted[i].place == at {
			return &s.wanted[i]
		}
	}
	return nil
}

// erase overwrites the pictures that the latest frame does not have.
func (s *Screen) erase(b []byte) []byte {
	for at, spot := range s.shown {
		if p := s.find(at); p != nil {
			spot.visible.copy(p.visible)
			continue
		}
		b = spot.blank(b, at)
		delete(s.shown, at)
	}
	return b
}

// blank writes spaces over what is visible of a picture. Wrapping is off, so that
// a window that has become narrower in the meantime does not scroll.
func (s *spot) blank(b []byte, at place) []byte {
	if !s.painted {
		return b
	}
	s.visible.and(s.written)
	b = append(b, "\x1b7\x1b[m\x1b[?7l"...)
	for _, rect := range s.visible.rects() {
		for y := rect.Min.Y; y < rect.Max.Y; y++ {
			b = moveTo(b, at.col+rect.Min.X, at.row+y)
			b = append(b, bytes.Repeat([]byte{' '}, rect.Dx())...)
		}
	}
	return append(b, "\x1b[?7h\x1b8"...)
}

// paint draws the pictures whose cells this write has written.
func (s *Screen) paint(b []byte) []byte {
	for at, fresh := range s.dirty {
		p := s.find(at)
		if p == nil {
			continue
		}
		now, ok := s.shown[at]
		if !ok {
			now = fresh
			s.shown[at] = now
		} else {
			for i, on := range fresh.written.on {
				now.written.on[i] = now.written.on[i] || on
			}
		}
		now.visible.copy(p.visible)
		now.visible.and(now.written)
		rects := now.visible.rects()
		if len(rects) > maxParts {
			continue
		}
		parts, err := p.r.paint(rects)
		if err != nil {
			continue // it stays blank; the text of the frame matters more
		}
		now.painted = now.painted || len(parts) > 0
		b = appendParts(b, parts, at)
	}
	return b
}

func appendParts(b []byte, parts []part, at place) []byte {
	if len(parts) == 0 {
		return b
	}
	b = append(b, "\x1b7"...)
	for _, part := range parts {
		b = moveTo(b, at.col+part.cells.Min.X, at.row+part.cells.Min.Y)
		b = append(b, part.payload...)
	}
	return append(b, "\x1b8"...)
}

// transfer uploads the kitty images whose cells this write is about to write.
func (s *Screen) transfer(b []byte) []byte {
	for _, p := range s.wanted {
		if p.r.Protocol == Kitty && s.placed[p.id] && s.uploaded[p.r.number] != p.id {
			s.uploaded[p.r.number] = p.id
			s.tmux = p.r.terminal.Tmux
			b = append(b, p.r.upload...)
		}
	}
	return b
}

// drop deletes the kitty images that the latest frame does not have.
func (s *Screen) drop(b []byte) []byte {
	for number, id := range s.uploaded {
		if !slices.ContainsFunc(s.wanted, func(p placement) bool { return p.id == id }) {
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

// leave removes all pictures and forgets them.
func (s *Screen) leave(b []byte) []byte {
	for at, spot := range s.shown {
		b = spot.blank(b, at)
	}
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
