package openaiclient

import (
	"errors"
	"fmt"
	"time"

	"journey/game"
)

// What a caller acts on; an [*Error] wraps one of these or [game.ErrRefused].
var (
	// ErrKey: the key is missing, wrong, or not allowed to do this.
	ErrKey = errors.New("key not accepted")
	// ErrQuota: the account's money or limit is used up; waiting does not help.
	ErrQuota = errors.New("quota used up")
	// ErrModel: the server has no such model or endpoint.
	ErrModel = errors.New("model not found")
	// ErrTooLong: the request does not fit into the model's context.
	ErrTooLong = errors.New("context too long")
	// ErrBusy: too many requests; later it may work.
	ErrBusy = errors.New("server busy")
	// ErrLoading: the server has been loading its model for longer than is waited for.
	ErrLoading = errors.New("model still loading")
	// ErrServer: the server had a fault of its own.
	ErrServer = errors.New("server failed")
	// ErrUnreachable: no connection to the server.
	ErrUnreachable = errors.New("server not reachable")
	// ErrTimeout: the server took too long or fell silent.
	ErrTimeout = errors.New("server too slow")
	// ErrRequest: the server did not understand the request.
	ErrRequest = errors.New("request not understood")
	// ErrUnusable: the reply is not a chapter or not a picture; asking again with
	// the fault named may help.
	ErrUnusable = errors.New("reply unusable")
	// ErrBrokeOff: the reply ended in the middle.
	ErrBrokeOff = errors.New("reply broke off")
)

// An Error is why a call came to nothing. Its text is a sentence for the player
// with the next step; the other fields are for the log.
type Error struct {
	Reason    error // one of the sentinels
	Sentence  string
	Status    int    // of HTTP; 0 when no answer came
	Code      string // the server's own name for the error
	Detail    string // the server's words, cut, without the key
	RequestID string

	fault      string        // what was wrong with a reply, in words for the model
	param      string        // the parameter that was refused
	context    int           // tokens that fit
	shown      bool          // a part of the chapter was emitted
	loading    bool          // the server says that it has not loaded its model yet
	unverified bool          // the organisation is not verified
	retry      bool          // the same request may succeed
	paid       bool          // the server may have done the work already
	wait       time.Duration // before the next try, as the server wishes; < 0 is unsaid
}

// Error implements error.
func (e *Error) Error() string { return e.Sentence }

// Plain is what game.Plain shows to the player.
func (e *Error) Plain() string { return e.Sentence }

// Fault says what was wrong with a reply, in words for the model's next try; empty
// when the reply was not at fault.
func (e *Error) Fault() string { return e.fault }

// Passing reports that the chapter may be asked for once more from its beginning: what
// went wrong has nothing to do with what was asked, and it was not tried again
// because a part had been emitted.
func (e *Error) Passing() bool { return e.retry && e.shown }

// Context is how many tokens fit into the model's context, prompt and reply
// together, when the server said so with [ErrTooLong]; 0 is unknown.
func (e *Error) Context() int { return e.context }

// Shown reports whether a part of the chapter had been emitted before this happened.
// Such a chapter is never asked for again unasked.
func (e *Error) Shown() bool { return e.shown }

// Unwrap returns the Reason.
func (e *Error) Unwrap() error { return e.Reason }

func (c *Client) errorf(reason error, format string, args ...any) *Error {
	return &Error{Reason: reason, Sentence: c.cfg.Key.scrub(fmt.Sprintf(format, args...)), wait: -1}
}

// unusable is a reply that reached us whole and still is no chapter.
func (c *Client) unusable(fault string) *Error {
	e := c.errorf(ErrUnusable, "Nobody can go on from the reply of %s: %s. Have the chapter told again, or set another text model.", c.cfg.TextModel, fault)
	e.fault = fault
	return e
}

func (c *Client) refusedChapter(detail string) *Error {
	e := c.errorf(game.ErrRefused, "%s declined to tell this. Choose another way, or say it in other words.", c.cfg.TextModel)
	e.Detail = c.detail(detail)
	return e
}

// detail makes the server's words fit for a log and a sentence.
func (c *Client) detail(s string) string {
	s = game.CleanLine(c.cfg.Key.scrub(s))
	if r := []rune(s); len(r) > 300 {
		s = string(r[:300]) + "…"
	}
	return s
}
