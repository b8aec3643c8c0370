package picture

import (
	"io"
	"math"
	"sync"
	"time"
)

// sender is the goroutine that sends pieces of pictures while the terminal is slow.
// A piece is chosen when it can go out, so one that is not wanted any more never does.
type sender struct {
	stop func()
	halt chan struct{}
	done chan struct{}
}

// resume starts the sender when there is something to send.
func (s *Screen) resume(w io.Writer) {
	if s.sender != nil || !s.alt || s.line == nil || s.pending() == 0 && s.nudges.at.IsZero() {
		return
	}
	halt := make(chan struct{})
	s.sender = &sender{stop: sync.OnceFunc(func() { close(halt) }), halt: halt, done: make(chan struct{})}
	go s.send(w, s.sender, s.line.heard)
}

// halt stops the sender and waits for it.
func (s *Screen) halt() {
	s.mu.Lock()
	now := s.sender
	s.mu.Unlock()
	if now != nil {
		now.stop()
		<-now.done
	}
}

func (s *Screen) send(w io.Writer, self *sender, heard <-chan struct{}) {
	defer close(self.done)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		wait, more := s.advance(w, self)
		if !more {
			return
		}
		timer.Reset(wait)
		select {
		case <-self.halt:
		case <-heard:
		case <-timer.C:
		}
	}
}

// advance sends a piece, or returns how long to wait for an answer before the next.
func (s *Screen) advance(w io.Writer, self *sender) (wait time.Duration, more bool) {
	s.writing.Lock()
	defer s.writing.Unlock()
	b, wait := s.next(self)
	if b == nil {
		return wait, wait > 0
	}
	start := time.Now()
	_, err := w.Write(b)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil { // the next frame will find out too
		s.sender = nil
		return 0, false
	}
	s.line.took(len(b), time.Since(start))
	return 0, true
}

// next returns a piece. Without one it returns how long to wait, or zero when there
// is nothing left to send: the sender is gone then.
func (s *Screen) next(self *sender) (b []byte, wait time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-self.halt:
		s.sender = nil
		return nil, 0
	default:
	}
	if b, wait = s.settle(time.Now()); b != nil || wait > 0 {
		return b, wait
	}
	room, wait := s.line.room(time.Now())
	if room <= 0 && wait > 0 {
		return nil, wait
	}
	size := s.line.piece()
	if s.line.fits(s.pending()) {
		size = math.MaxInt
	}
	b = s.buf[:0]
	if s.sync {
		b = append(b, syncOn...)
	}
	empty := len(b)
	b = s.piece(b, size)
	s.buf = b[:0]
	if s.alt && len(b) == empty && !s.nudges.at.IsZero() {
		now := time.Now()
		if wait = s.nudges.at.Sub(now); wait > 0 {
			return nil, wait
		}
		s.nudges.next(now)
		return append(s.buf[:0], nudge...), 0
	}
	if !s.alt || len(b) == empty {
		s.sender = nil
		return nil, 0
	}
	if s.sync {
		b = append(b, syncOff...)
	}
	return b, 0
}
