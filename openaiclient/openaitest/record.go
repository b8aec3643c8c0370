package openaitest

import (
	"context"
	"net/http"
	"slices"
	"time"
)

// A Call is what the server saw of one request.
type Call struct {
	Method, Path string
	Header       http.Header
	Body         []byte
	// Arrived is when the request was read, First when the first token was sent,
	// Ended when the answer was complete or the client gone; zero until then.
	Arrived, First, Ended time.Time
	// Sent counts the tokens of a reply that were sent.
	Sent int
	// Stalled is set when a stalling answer has reached its point.
	Stalled bool
}

// Calls returns the calls so far to a path, or all with an empty path, in the
// order of their arrival.
func (s *Server) Calls(path string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.to(path)
}

func (s *Server) to(path string) []Call {
	var out []Call
	for _, c := range s.calls {
		if path == "" || c.Path == path {
			out = append(out, c)
		}
	}
	return out
}

// Wait returns when the calls to a path are as ok wants them, or ctx is done.
func (s *Server) Wait(ctx context.Context, path string, ok func([]Call) bool) error {
	for {
		s.mu.Lock()
		calls, changed := s.to(path), s.changed
		s.mu.Unlock()
		if ok(calls) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (s *Server) arrived(r *http.Request, body []byte) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{Method: r.Method, Path: r.URL.Path, Header: r.Header.Clone(), Body: slices.Clone(body), Arrived: time.Now()})
	s.wake()
	return len(s.calls) - 1
}

func (s *Server) note(x *exchange, change func(*Call)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.calls[x.entry])
	s.wake()
}

// enter counts the calls being answered.
func (s *Server) enter(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy += n
	s.wake()
}

func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}
