package openaiclient

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// The endpoints, as the names under which is remembered what a server takes.
const (
	chat         = "chat"
	descriptions = "descriptions" // chat with a picture
	pictures     = "pictures"
	edits        = "edits"
	inpaintings  = "inpaintings" // LocalAI's own way to edit
	models       = "models"
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
	endpoint string         // empty: a file that needs no key
	extra    map[string]any // fields go-openai has no name for
	limit    int64          // bytes of the answer
	stream   bool
	heard    func()   // called when bytes of a stream arrive
	pictures [][]byte // of an edit, after the first
	prompt   string   // of a picture, as it was sent
	preview  func(b64 string)

	left     bool        // go-openai found nothing wrong with the request
	sent     []string    // the parameters, as they left
	written  atomic.Bool // the request left whole
	status   int
	header   http.Header
	body     []byte // of a failure, or of an answer that is no stream
	streamed bool   // events came
	done     bool   // the stream said [DONE]
	stray    string // what a stream held that was no event, cut to a few words
}

// unanswered reports whether a request left and its answer did not come to its end:
// the server may have done the work, and bill it.
func (k *call) unanswered() bool {
	return k.written.Load() && (k.status == 0 || k.status == http.StatusOK) && k.body == nil && !k.done
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
