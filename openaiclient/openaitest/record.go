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
	Endpoint     string // the Path, when it leads to no endpoint
	Header       http.Header
	Body         []byte
	// Status is that of the answer, 0 when there was none; Fault names what was
	// made to go wrong.
	Status int
	Fault  string
	// Arrived is when the request was read, First when the first token was sent,
	// Ended when the answer was complete or the client gone; zero until then.
	Arrived, First, Ended time.Time
	// Sent counts the tokens of a reply, or the pictures of a stream, that were sent.
	Sent int
	// Stalled is set when a stalling answer has reached its point.
	Stalled bool
}

// Calls returns the calls so far to an endpoint, or all with an empty one, in the
// order of their arrival.
func (s *Server) Calls(endpoint string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.to(endpoint)
}

func (s *Server) to(endpoint string) []Call {
	var out []Call
	for _, c := range s.calls {
		if endpoint == "" || c.Endpoint == endpoint {
			out = append(out, c)
		}
	}
	return out
}

// Wait returns when the calls to an endpoint are as ok wants them, or ctx is done.
func (s *Server) Wait(ctx context.Context, endpoint string, ok func([]Call) bool) error {
	for {
		s.mu.Lock()
		calls, changed := s.to(endpoint), s.changed
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

func (s *Server) arrived(endpoint string, r *http.Request, body []byte) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{Method: r.Method, Path: r.URL.Path, Endpoint: endpoint, Header: r.Header.Clone(), Body: slices.Clone(body), Arrived: time.Now()})
	s.wake()
	return len(s.calls) - 1
}

func (s *Server) note(x *exchange, change func(*Call)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.calls[x.entry])
	s.wake()
}

// ended closes the record of a call. It runs when a handler aborts as well.
func (s *Server) ended(x *exchange) {
	s.note(x, func(c *Call) { c.Ended = time.Now() })
	if s.opts.Log == nil {
		return
	}
	s.mu.Lock()
	c := s.calls[x.entry]
	s.mu.Unlock()
	s.opts.Log(c)
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
