package openaitest

import (
	"net/http"
	"time"
)

// A Break is how a stream goes wrong at its point.
type Break int

// The ways a stream goes on after a fault's point.
const (
	GoOn  Break = iota
	Cut         // the stream ends as if all had been said
	Torn        // the connection is torn
	Stall       // nothing more comes until the client leaves
)

// A Fault is what goes wrong with one call. The zero Fault is none.
type Fault struct {
	// Name stands in the record of the call.
	Name string
	// Drop closes the connection before an answer.
	Drop bool
	// Status, when not 0, is answered with Header and Body in place of anything else.
	Status int
	Header map[string]string
	Body   string
	// OnlyStreams lets requests pass that ask for no stream.
	OnlyStreams bool

	// Reply is said in place of the story; Finish is the reason given for its end in
	// place of "stop", "none" for no reason.
	Reply, Finish string
	// Refusal is said in place of any content.
	Refusal string
	// Comments is how many comment lines stand before the first token.
	Comments int
	// Delay is waited before the first byte of a reply, or before a picture.
	Delay time.Duration
	// FloatTime, Parts and EmptyChoices write chunks as some servers do: a
	// fractional time, content in parts, a first chunk without choices.
	FloatTime, Parts, EmptyChoices bool
	// NoDone leaves out [DONE], NoUsage the usage.
	NoDone, NoUsage bool
	// Whole answers with one JSON object although a stream was asked for.
	Whole bool

	// After that many tokens, or partial pictures, Lines is written as it is, and
	// Then happens.
	After int
	Lines string
	Then  Break
}

// breaks plays the fault of a stream at its point and reports whether the stream is
// over.
func (x *exchange) breaks(s *Server) bool {
	x.write(x.fault.Lines)
	switch x.fault.Then {
	case Torn:
		panic(http.ErrAbortHandler)
	case Stall:
		s.note(x, func(call *Call) { call.Stalled = true })
		<-x.r.Context().Done()
		return true
	case Cut:
		return true
	case GoOn:
	}
	return false
}

// instead plays a fault that leaves no room for an answer.
func (f Fault) instead(w http.ResponseWriter, streams bool) bool {
	if f.Drop {
		panic(http.ErrAbortHandler)
	}
	if f.Status == 0 || f.OnlyStreams && !streams {
		return false
	}
	w.Header().Set("Content-Type", "application/json")
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(f.Body)) // a client that is gone needs no answer
	return true
}
