package openaitest

import (
	"encoding/json"
	"net/http"
	"time"
)

// A recorder tells the status of an answer.
type recorder struct {
	http.ResponseWriter

	wrote func(status int)
	told  bool
}

func (w *recorder) WriteHeader(status int) {
	if !w.told {
		w.told = true
		w.wrote(status)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if !w.told {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap is for [http.ResponseController].
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (x *exchange) json(v any) {
	x.w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(x.w).Encode(v) // a client that is gone needs no answer
}

// raw answers with JSON as it is.
func (x *exchange) raw(status int, body string) {
	x.w.Header().Set("Content-Type", "application/json")
	x.w.WriteHeader(status)
	_, _ = x.w.Write([]byte(body)) // as above
}

func (x *exchange) refuse(r *refusal) {
	if r.raw != "" {
		x.raw(r.status, r.raw)
		return
	}
	x.fail(r.status, r.apiError)
}

func (x *exchange) fail(status int, e apiError) {
	x.w.Header().Set("Content-Type", "application/json")
	x.w.Header().Set("X-Request-Id", "req_openaitest")
	x.w.WriteHeader(status)
	_ = json.NewEncoder(x.w).Encode(map[string]any{"error": e}) // as above
}

// write sends a piece of a stream at once.
func (x *exchange) write(s string) {
	if s == "" {
		return
	}
	_, _ = x.w.Write([]byte(s)) // a client that is gone is seen by its context
	_ = http.NewResponseController(x.w).Flush()
}

// event sends one event of a stream.
func (x *exchange) event(name string, fields map[string]any) {
	data, err := json.Marshal(fields)
	if err != nil {
		panic("openaitest: event: " + err.Error())
	}
	if name != "" {
		name = "event: " + name + "\n"
	}
	x.write(name + "data: " + string(data) + "\n\n")
}

// sent counts a token, or a picture of a stream, that was sent.
func (s *Server) sent(x *exchange) {
	s.note(x, func(c *Call) {
		if c.Sent++; c.Sent == 1 {
			c.First = time.Now()
		}
	})
}
