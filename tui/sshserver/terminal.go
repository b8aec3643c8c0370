package sshserver

import (
	"context"
	"io"
	"sync"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/time/rate"
)

// What a client may send: a fast typist and a pasted page, not a flood. Long
// unfinished escape sequences cost time that grows with their square, so small
// reads count for more than they bring.
const (
	inputRate  = 2 << 10  // bytes a second
	inputBurst = 16 << 10 // bytes
	inputRead  = 4 << 10  // bytes at a time
	inputLeast = 32       // bytes that each read counts for at least

	// Each event is an update and a view of the whole screen.
	eventRate  = 100 // events a second
	eventBurst = 500
)

// A slowReader hands on no more than what a person can type.
type slowReader struct {
	ctx   context.Context // of the visit, which the reader belongs to
	r     io.Reader
	limit *rate.Limiter
}

func newSlowReader(ctx context.Context, r io.Reader) slowReader {
	return slowReader{ctx, r, rate.NewLimiter(inputRate, inputBurst)}
}

// Read implements io.Reader.
func (s slowReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p[:min(len(p), inputRead)])
	if n > 0 {
		if err := s.limit.WaitN(s.ctx, max(n, inputLeast)); err != nil {
			return 0, io.EOF
		}
	}
	return n, err
}

// stream reads what the terminal sends and hands the events to each, no faster
// than a person makes them, until the input ends or ctx is done and the
// connection closed.
//
// Bubble Tea would do the same on goroutines that stay forever when the program
// ends with events still on their way, and that take the whole process along when
// reading panics.
func (s *Server) stream(ctx context.Context, in io.Reader, term string, each func(uv.Event)) {
	events := make(chan uv.Event)
	var reading sync.WaitGroup
	reading.Go(s.recovered(func() {
		defer close(events)
		// An error is the end of the connection, which ends the visit anyway.
		_ = uv.NewTerminalReader(newSlowReader(ctx, in), term).StreamEvents(ctx, events)
	}))
	limit := rate.NewLimiter(eventRate, eventBurst)
	for e := range events {
		if _, motion := e.(uv.MouseMotionEvent); motion && limit.Tokens() < 1 {
			continue // the next one says where the mouse is
		}
		if limit.Wait(ctx) == nil {
			each(e)
		}
	}
	reading.Wait()
}

// silence is the input of a program whose events come from elsewhere.
type silence struct{ done <-chan struct{} }

// Read implements io.Reader.
func (s silence) Read([]byte) (int, error) {
	<-s.done
	return 0, io.EOF
}

// A steadyWriter hangs up on a client that takes nothing any more: its window is
// full, or its network gone, and what is written to it would wait forever.
type steadyWriter struct {
	w      io.Writer
	within time.Duration // for each piece
	hangUp func()
}

// piece is how much a client has to take in the time: slow lines do, dead ones not.
const piece = 32 << 10

// Write implements io.Writer.
func (s steadyWriter) Write(p []byte) (int, error) {
	written := 0
	for written < len(p) {
		next := p[written:min(len(p), written+piece)]
		timer := time.AfterFunc(s.within, s.hangUp)
		n, err := s.w.Write(next)
		timer.Stop()
		written += n
		if err != nil {
			return written, err
		}
	}
	return written, nil
}
