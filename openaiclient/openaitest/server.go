package openaitest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// The paths a fault can be queued for, and under which calls are recorded.
const (
	Chat       = "/v1/chat/completions"
	Pictures   = "/v1/images/generations"
	Edits      = "/v1/images/edits"
	Variations = "/v1/images/variations"
	Models     = "/v1/models"
)

// maxRequest bounds a request's body in bytes.
const maxRequest = 64 << 20

// Options say how a Server behaves; the zero value is a fast server that takes any
// key and has OpenAI's models of November 2026.
type Options struct {
	// Key is the only key taken; empty takes any, and none.
	Key string
	// First is the time to the first token of a reply, Token the time to each
	// further one, Picture the time one picture takes.
	First, Token, Picture time.Duration
	// TextModels and PictureModels are the models there are.
	TextModels, PictureModels []string
}

// A Server is a listening server; Close it after use.
type Server struct {
	opts Options
	http *http.Server
	addr net.Addr
	done chan struct{}

	mu      sync.Mutex
	busy    int // calls being answered
	calls   []Call
	changed chan struct{}
	faults  map[string][]Fault
}

// New starts a server on a free port of 127.0.0.1. Like httptest, it panics when
// that is not possible.
func New(o Options) *Server {
	s, err := Listen("127.0.0.1:0", o)
	if err != nil {
		panic("openaitest: " + err.Error())
	}
	return s
}

// Listen starts a server on addr, a host and port.
func Listen(addr string, o Options) (*Server, error) {
	l, err := net.Listen("tcp", addr) //nolint:noctx // listening on this machine takes no time
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if o.TextModels == nil {
		o.TextModels = []string{"gpt-6-luna", "gpt-6.1-terra", "gpt-6.1-sol", "gpt-6-sol", "gpt-6-astra"}
	}
	if o.PictureModels == nil {
		o.PictureModels = []string{
			"gpt-image-2.6-flare", "gpt-image-2.6-sunburst", "gpt-image-2.5-flare",
			"gpt-image-2.5-sunburst", "gpt-image-2", "gpt-image-1.5", "gpt-image-1-mini",
		}
	}
	s := &Server{opts: o, addr: l.Addr(), done: make(chan struct{}), changed: make(chan struct{}), faults: map[string][]Fault{}}
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		defer close(s.done)
		_ = s.http.Serve(l) // ends with Close
	}()
	return s, nil
}

// URL is the base URL for a client, ending in /v1.
func (s *Server) URL() string { return "http://" + s.addr.String() + "/v1" }

// Close ends all calls and waits for them.
func (s *Server) Close() {
	_ = s.http.Close() // the listener's own error tells nobody anything
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.busy > 0 {
		changed := s.changed
		s.mu.Unlock()
		<-changed
		s.mu.Lock()
	}
}

func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST "+Chat, s.call(s.chat))
	mux.Handle("POST "+Pictures, s.call(s.pictures))
	mux.Handle("POST "+Edits, s.call(s.edits))
	mux.Handle("GET "+Models, s.call(s.models))
	// Gone since September 2026: no body, no content type, before the key is looked at.
	mux.HandleFunc(Variations, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		w.WriteHeader(http.StatusNotFound)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fail(w, http.StatusNotFound, apiError{Message: "Invalid URL (" + r.Method + " " + r.URL.Path + ")", Type: invalidRequest})
	})
	return mux
}

// An exchange is one call while it is answered.
type exchange struct {
	w     http.ResponseWriter
	r     *http.Request
	body  []byte
	fault Fault
	entry int // in Server.calls
}

// call records a call, checks its key and plays a fault that replaces the answer.
func (s *Server) call(answer func(*exchange)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.enter(1)
		defer s.enter(-1)
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
		if err != nil {
			fail(w, http.StatusRequestEntityTooLarge, apiError{Message: "Request too large.", Type: invalidRequest})
			return
		}
		x := &exchange{w: w, r: r, body: body}
		x.entry = s.arrived(r, body)
		defer s.note(x, func(c *Call) { c.Ended = time.Now() })
		x.fault = s.nextFault(r.URL.Path)
		if s.opts.Key != "" && r.Header.Get("Authorization") != "Bearer "+s.opts.Key {
			x.fail(http.StatusUnauthorized, apiError{
				Message: "Incorrect API key provided: " + r.Header.Get("Authorization") + ".", Type: invalidRequest, Code: "invalid_api_key",
			})
			return
		}
		if x.fault.instead(w) {
			return
		}
		answer(x)
	})
}

func (s *Server) models(x *exchange) {
	type model struct {
		ID     string `json:"id"`
		Object string `json:"object"`
		Owner  string `json:"owned_by"`
	}
	var list []model
	for _, id := range append(append([]string{}, s.opts.TextModels...), s.opts.PictureModels...) {
		list = append(list, model{ID: id, Object: "model", Owner: "openai"})
	}
	x.json(map[string]any{"object": "list", "data": list})
}

func (x *exchange) json(v any) {
	x.w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(x.w).Encode(v) // a client that is gone needs no answer
}

func (x *exchange) fail(status int, e apiError) { fail(x.w, status, e) }

const invalidRequest = "invalid_request_error"

// An apiError is OpenAI's error object.
type apiError struct {
	Message string  `json:"message"`
	Type    string  `json:"type"`
	Param   *string `json:"param"`
	Code    any     `json:"code"`
}

func fail(w http.ResponseWriter, status int, e apiError) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Request-Id", "req_openaitest")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": e}) // as above
}

// wait waits for d; false when the client left before.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
