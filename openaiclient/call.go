package openaiclient

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// The endpoints, as the names under which refused parameters are remembered.
const (
	chat     = "chat"
	pictures = "pictures"
	models   = "models"
)

// How much of an answer is read.
const (
	maxStream  = 8 << 20
	maxAnswer  = 96 << 20 // ten pictures in base64
	maxModels  = 4 << 20
	maxFailure = 64 << 10
)

// A call goes down to the doer in a request's context, and what the doer saw comes
// back up in it.
type call struct {
	endpoint string
	extra    map[string]any // fields go-openai has no name for
	limit    int64          // bytes of the answer
	stream   bool
	heard    func() // called when bytes of a stream arrive

	status int
	header http.Header
	body   []byte // of a failure, or of an answer that is no stream
	done   bool   // the stream said [DONE]
	stray  string // what a stream held that was no event, cut to a few words
}

type callKey struct{}

func withCall(ctx context.Context, k *call) context.Context {
	return context.WithValue(ctx, callKey{}, k)
}

func callOf(ctx context.Context) *call {
	k, _ := ctx.Value(callKey{}).(*call)
	if k == nil {
		k = &call{limit: maxModels}
	}
	return k
}

// refusals remembers which parameters the server does not take.
type refusals struct {
	mu  sync.Mutex
	set map[string]bool
}

// add remembers a parameter and reports whether it is new.
func (r *refusals) add(endpoint, param string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := endpoint + " " + param
	if r.set[k] {
		return false
	}
	if r.set == nil {
		r.set = map[string]bool{}
	}
	r.set[k] = true
	return true
}

func (r *refusals) has(endpoint, param string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.set[endpoint+" "+param]
}

// A watchdog ends a call from which nothing was heard for too long.
type watchdog struct {
	timer *time.Timer
	idle  time.Duration
}

// watch returns a context that is cancelled with errStalled when heard is not
// called within first, and then every idle.
func watch(ctx context.Context, first, idle time.Duration) (context.Context, *watchdog, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	w := &watchdog{idle: idle, timer: time.AfterFunc(first, func() { cancel(errStalled) })}
	return ctx, w, func() {
		w.timer.Stop()
		cancel(context.Canceled)
	}
}

func (w *watchdog) heard() { w.timer.Reset(w.idle) }

// rest makes the watchdog content with little more; it is for the goroutine that
// reads the stream, as heard is.
func (w *watchdog) rest(d time.Duration) {
	w.idle = d
	w.timer.Reset(d)
}
