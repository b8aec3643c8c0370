package openaiclient

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The policy of the official SDKs.
const (
	maxRetries = 2
	firstWait  = 500 * time.Millisecond
	longestTry = 8 * time.Second
	maxDrops   = 6 // refused parameters of one call
)

// A pauser waits for d or until ctx is done.
type pauser func(ctx context.Context, d time.Duration) error

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// try makes a call until it succeeds, fails for good, or the retries are used up.
// Once is given a context that ends with the call's deadline; it reports with
// shown that something of the answer reached the player, after which the call is
// not repeated.
func (c *Client) try(ctx context.Context, limit time.Duration, once func(context.Context) (k *call, shown bool, err error)) error {
	var retries, paid, drops int
	for {
		e, shown := c.attempt(ctx, limit, once)
		switch {
		case e == nil:
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("ask %s: %w", c.Server(), context.Cause(ctx))
		case shown:
			return e
		case drops < maxDrops && c.drop(e):
			drops++
			continue
		case !e.retry || retries == maxRetries || (e.paid && paid == 1 && e.endpoint == pictures):
			return e
		}
		if e.paid {
			paid++
		}
		if err := c.pause(ctx, delay(e.wait, retries)); err != nil {
			return fmt.Errorf("ask %s: %w", c.Server(), err)
		}
		retries++
	}
}

func (c *Client) attempt(ctx context.Context, limit time.Duration, once func(context.Context) (*call, bool, error)) (*Error, bool) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	k, shown, err := once(ctx)
	if err == nil {
		return nil, shown
	}
	e := c.explain(ctx, k, err)
	e.endpoint = k.endpoint
	return e, shown
}

// delay is the wait before retry n (from 0): what the server asked for, else
// doubling from half a second with up to a quarter taken off by chance, so that
// many players do not come back at the same moment.
func delay(asked time.Duration, n int) time.Duration {
	if asked >= 0 {
		return asked
	}
	d := min(firstWait<<n, longestTry)
	return d - time.Duration(rand.Float64()*0.25*float64(d)) //nolint:gosec // spreads load, hides nothing
}

// drop remembers the parameter that an error complains about, and reports whether
// a request without it is worth a try.
func (c *Client) drop(e *Error) bool {
	if !errors.Is(e, ErrRequest) && !e.mustVerifyToStream() {
		return false
	}
	param := refusedParam(e)
	return param != "" && c.doer.refused.add(e.endpoint, param)
}

// mustVerifyToStream: OpenAI lets unverified organisations use some models, but
// not stream them.
func (e *Error) mustVerifyToStream() bool {
	return errors.Is(e, ErrKey) && strings.Contains(e.Detail, "to stream")
}

func refusedParam(e *Error) string {
	if e.mustVerifyToStream() {
		return "stream"
	}
	names := droppable(e.endpoint)
	for param := e.param; param != ""; param = beforeLastDot(param) {
		if slices.Contains(names, param) {
			return param
		}
	}
	if e.param != "" || e.Status != 400 && e.Status != 422 {
		return ""
	}
	// Servers that do not name the parameter in a field name it in the message.
	for _, name := range names {
		last := name[strings.LastIndexByte(name, '.')+1:]
		if len(last) > 4 && regexp.MustCompile(`\b`+last+`\b`).MatchString(e.Detail) {
			return name
		}
	}
	return ""
}

func beforeLastDot(s string) string {
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		return s[:i]
	}
	return ""
}
