package openaiclient

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"journey/game"
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
func (c *Client) try(ctx context.Context, endpoint string, limit time.Duration, once func(context.Context) (k *call, shown bool, err error)) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("ask %s: %w", c.Server(), context.Cause(ctx))
	}
	if why := c.doer.known.stopped(endpoint); why != nil {
		return why
	}
	var retries, paid, drops, loads int
	patience := min(limit, c.cfg.Timeouts.Loading)
	for {
		k, e := c.attempt(ctx, limit, once)
		switch {
		case e == nil:
			c.doer.known.accept(k)
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("ask %s: %w", c.Server(), context.Cause(ctx))
		case e.shown:
			return e
		case drops < maxDrops && c.drop(k, e):
			drops++
			continue
		case e.loading && patience > 0:
			wait := max(delay(-1, loads), e.wait)
			patience -= wait
			game.Wait(ctx, "The storyteller's server is loading its model…")
			if err := c.pause(ctx, wait); err != nil {
				return fmt.Errorf("ask %s: %w", c.Server(), err)
			}
			loads++
			continue
		case !e.retry || retries == maxRetries || (e.paid && paid == 1 && (paints(endpoint) || errors.Is(e, ErrTimeout))):
			c.giveUp(endpoint, e)
			return e
		}
		if e.paid {
			paid++
			if game.Again(ctx) != nil {
				return e
			}
		}
		if err := c.rest(ctx, e.wait, retries); err != nil {
			return fmt.Errorf("ask %s: %w", c.Server(), err)
		}
		retries++
	}
}

// rest waits before retry n, and says so when the server asked for more than a moment.
func (c *Client) rest(ctx context.Context, asked time.Duration, n int) error {
	if asked >= time.Second {
		game.Wait(ctx, fmt.Sprintf("The server asks to wait %d s…", int((asked+time.Second-1)/time.Second)))
	}
	err := c.pause(ctx, delay(asked, n))
	game.Wait(ctx, "")
	return err
}

// giveUp remembers an endpoint that is not there, or not for this account, so that
// it is not asked for again with every chapter.
func (c *Client) giveUp(endpoint string, e *Error) {
	if errors.Is(e, game.ErrUnable) || e.unverified && endpoint != chat {
		c.doer.known.stop(endpoint, e)
	}
}

func (c *Client) attempt(ctx context.Context, limit time.Duration, once func(context.Context) (*call, bool, error)) (*call, *Error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	k, shown, err := once(ctx)
	if err == nil {
		return k, nil
	}
	e := c.explain(ctx, k, err)
	e.shown = shown
	return k, e
}

// delay is the wait before retry n (from 0): what the server asked for, else
// doubling from half a second with up to a quarter taken off by chance, so that
// many players do not come back at the same moment.
func delay(asked time.Duration, n int) time.Duration {
	if asked >= 0 {
		return asked
	}
	d := min(firstWait<<min(n, 8), longestTry)
	return d - time.Duration(rand.Float64()*0.25*float64(d)) //nolint:gosec // spreads load, hides nothing
}

// drop remembers the parameter that an error complains about, and reports whether
// a request without it is worth a try.
func (c *Client) drop(k *call, e *Error) bool {
	if !errors.Is(e, ErrRequest) && !e.mustVerifyToStream() {
		return false
	}
	param := refusedParam(k, e)
	return param != "" && c.doer.known.refuse(k.endpoint, param)
}

// mustVerifyToStream: OpenAI lets unverified organisations use some models, but
// not stream them.
func (e *Error) mustVerifyToStream() bool {
	return errors.Is(e, ErrKey) && strings.Contains(e.Detail, "to stream")
}

func refusedParam(k *call, e *Error) string {
	if e.mustVerifyToStream() {
		return "stream"
	}
	names := slices.DeleteFunc(droppable(k.endpoint), func(name string) bool {
		outer, _, _ := strings.Cut(name, ".")
		return !slices.Contains(k.sent, outer)
	})
	if slices.Contains(names, multipartForm) && (e.Status == http.StatusUnsupportedMediaType || mentions(e.Detail, "multipart|application/json|content-type")) {
		return multipartForm
	}
	// A server that knows one picture only misses it under its old name.
	if slices.Contains(names, severalPictures) && (strings.HasPrefix(e.param, "image") || e.param == "" && mentions(e.Detail, "images?")) {
		return severalPictures
	}
	if e.param != "" {
		return named(names, e.param)
	}
	if e.Status != http.StatusBadRequest && e.Status != http.StatusUnprocessableEntity {
		return ""
	}
	// Servers that do not name the parameter in a field name it in the message.
	for _, name := range names {
		last := name[strings.LastIndexByte(name, '.')+1:]
		if len(last) >= len("mask") && mentions(e.Detail, regexp.QuoteMeta(last)) {
			return name
		}
	}
	return ""
}

// named finds a parameter under the name a server gives it: whole, without what it
// is in, or with what is in it.
func named(names []string, param string) string {
	for ; param != ""; param = beforeLastDot(param) {
		for _, name := range names {
			if name == param || strings.HasSuffix(name, "."+param) {
				return name
			}
		}
	}
	return ""
}

func mentions(text, words string) bool {
	return regexp.MustCompile(`(?i)\b(` + words + `)\b`).MatchString(text)
}

func beforeLastDot(s string) string {
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		return s[:i]
	}
	return ""
}
