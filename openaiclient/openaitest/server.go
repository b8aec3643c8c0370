package openaitest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// The endpoints: a fault is queued for one, and calls are recorded under it, by
// whatever path they came.
const (
	Chat           = "/v1/chat/completions"
	Pictures       = "/v1/images/generations"
	Edits          = "/v1/images/edits"
	Variations     = "/v1/images/variations"
	Models         = "/v1/models"
	RouterPictures = "/v1/images" // OpenRouter's
	RouterModels   = "/v1/images/models"
)

// maxRequest bounds a request's body in bytes.
const maxRequest = 64 << 20

// A Spelling is whose words an error is said in.
type Spelling int

// The servers whose words there are.
const (
	OpenAI Spelling = iota
	LlamaCpp
	VLLM
)

// Options say how a Server behaves; the zero value is a fast server that takes any
// key and has OpenAI's models of November 2026.
type Options struct {
	// Key is the only key taken; empty takes any, and none.
	Key string
	// First is the time to the first token of a reply, Token the time to each
	// further one, Picture the time one picture takes.
	First, Token, Picture time.Duration
	// Loading is how long the server says from its start that its model is loading.
	Loading time.Duration
	// TextModels and PictureModels are the models there are.
	TextModels, PictureModels []string
	// Context is how many tokens messages may have, 0 for any number. Longer ones
	// are refused as Spelling says it; VLLM counts the reply's bound as well.
	Context  int
	Spelling Spelling
	// Unverified refuses pictures and streams, as to an organisation that has not
	// shown who it is.
	Unverified bool
	// Blocked are words, in lower case, that no picture may be painted from.
	Blocked []string
	// Seed varies the stories and pictures.
	Seed uint64
	// Log, when not nil, is called at the end of each call, by several goroutines.
	Log func(Call)
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
	rules   map[string][]*rule
	started time.Time
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
	s := &Server{opts: o, addr: l.Addr(), done: make(chan struct{}), changed: make(chan struct{}), started: time.Now()}
	s.faults, s.rules = map[string][]Fault{}, map[string][]*rule{}
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
	// OpenAI's paths, Azure's two kinds, and OpenRouter's.
	for _, base := range []string{"", "/openai", "/openai/deployments/{deployment}", "/api"} {
		version := "/v1"
		if strings.HasSuffix(base, "}") {
			version = ""
		}
		route := func(method, endpoint string, answer func(*exchange)) {
			mux.Handle(method+" "+base+version+strings.TrimPrefix(endpoint, "/v1"), s.call(endpoint, answer))
		}
		route("POST", Chat, s.chat)
		route("POST", Pictures, s.pictures)
		route("POST", Edits, s.edits)
		route("GET", Models, s.models)
		// Gone since September 2026: no body, no content type, before the key is looked at.
		route("POST", Variations, gone)
	}
	for _, base := range []string{"", "/api"} {
		mux.Handle("POST "+base+RouterPictures, s.call(RouterPictures, s.routerPictures))
		mux.Handle("GET "+base+RouterModels, s.call(RouterModels, s.routerModels))
	}
	mux.Handle("/", s.call("", func(x *exchange) {
		x.fail(http.StatusNotFound, apiError{Message: "Invalid URL (" + x.r.Method + " " + x.r.URL.Path + ")", Type: invalidRequest})
	}))
	return mux
}

func gone(x *exchange) {
	x.w.Header()["Content-Type"] = nil
	x.w.WriteHeader(http.StatusNotFound)
}

// An exchange is one call while it is answered.
type exchange struct {
	w          http.ResponseWriter
	r          *http.Request
	body       []byte
	fault      Fault
	entry      int    // in Server.calls
	endpoint   string // empty for a path that is none
	azure      bool
	deployment string // of Azure, named as its model
}

// call records a call, checks its key and plays a fault that replaces the answer.
func (s *Server) call(endpoint string, answer func(*exchange)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.enter(1)
		defer s.enter(-1)
		x := &exchange{w: w, r: r, endpoint: endpoint, azure: strings.HasPrefix(r.URL.Path, "/openai/"), deployment: r.PathValue("deployment")}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
		if err != nil {
			x.fail(http.StatusRequestEntityTooLarge, apiError{Message: "Request too large.", Type: invalidRequest})
			return
		}
		x.body = body
		x.entry = s.arrived(cmp.Or(endpoint, r.URL.Path), r, body)
		x.w = &recorder{ResponseWriter: w, wrote: func(status int) { s.note(x, func(c *Call) { c.Status = status }) }}
		defer s.ended(x)
		x.fault = s.nextFault(endpoint)
		s.note(x, func(c *Call) { c.Fault = x.fault.Name })
		if endpoint == Variations || s.admits(x) && !x.fault.instead(x.w, bytes.Contains(body, []byte(`"stream":true`))) && !s.loads(x) {
			answer(x)
		}
	})
}

// admits reports whether the key is right and the path complete, and refuses the
// call when not.
func (s *Server) admits(x *exchange) bool {
	got := x.r.Header.Get("Authorization")
	if x.azure && x.r.Header.Get("Api-Key") != "" {
		got = "Bearer " + x.r.Header.Get("Api-Key")
	}
	switch {
	case s.opts.Key != "" && got != "Bearer "+s.opts.Key && x.azure:
		x.fail(http.StatusUnauthorized, apiError{
			Message: "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.", Code: "401",
		})
	case s.opts.Key != "" && got != "Bearer "+s.opts.Key:
		x.fail(http.StatusUnauthorized, apiError{
			Message: "Incorrect API key provided: " + got + ". You can find your API key at https://platform.openai.com/account/api-keys.", Type: invalidRequest, Code: "invalid_api_key",
		})
	case x.deployment != "" && x.r.URL.Query().Get("api-version") == "":
		x.fail(http.StatusNotFound, apiError{Message: "Resource not found", Code: "404"})
	case x.deployment != "" && !slices.Contains(s.opts.TextModels, x.deployment) && !slices.Contains(s.opts.PictureModels, x.deployment):
		x.fail(http.StatusNotFound, apiError{Message: "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.", Code: "DeploymentNotFound"})
	default:
		return true
	}
	return false
}

// loads says that the model is loading, as llama.cpp does, as long as it is.
func (s *Server) loads(x *exchange) bool {
	if time.Since(s.started) >= s.opts.Loading || x.endpoint != Chat && x.endpoint != Models {
		return false
	}
	x.raw(http.StatusServiceUnavailable, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`)
	return true
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
