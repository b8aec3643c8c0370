package openaiclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
)

var (
	errStalled  = errors.New("nothing was heard for too long")
	errTooLarge = errors.New("the answer is too large")
)

// A redirectError is an answer that points elsewhere. It is not followed: the key
// and the story are meant for the configured server.
type redirectError struct{ to string }

func (e *redirectError) Error() string { return "redirected to " + e.to }

// A doer sends go-openai's requests; see the package comment.
type doer struct {
	base    *url.URL
	dialect dialect
	key     Key
	http    *http.Client
	known   memory
}

// Do implements openai.HTTPDoer.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	k := callOf(req.Context())
	k.left = true
	if k.endpoint != "" {
		d.dialect.address(req.URL, k.endpoint, d.known.fact(k.endpoint, "").model)
		d.sign(req)
	}
	if err := d.amend(req, k); err != nil {
		return nil, err
	}
	trace := &httptrace.ClientTrace{WroteRequest: func(w httptrace.WroteRequestInfo) { k.written.Store(w.Err == nil) }}
	res, err := d.http.Do(req.WithContext(httptrace.WithClientTrace(req.Context(), trace)))
	if err != nil {
		return nil, err
	}
	k.status, k.header = res.StatusCode, res.Header
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400:
		_ = res.Body.Close()
		return nil, &redirectError{to: location(res)}
	case res.StatusCode >= 400:
		// What cannot be read of a failure's text is not missed.
		k.body, _ = io.ReadAll(io.LimitReader(res.Body, maxFailure))
		_ = res.Body.Close()
		res.Body = io.NopCloser(bytes.NewReader(k.body))
	case k.stream:
		res.Body = newEventBody(res.Body, k)
	case k.preview != nil && isEventStream(res):
		if err := k.watchPainting(res); err != nil {
			return nil, err
		}
	default:
		if err := k.keep(res); err != nil {
			return nil, err
		}
		if k.endpoint == descriptions {
			k.body = []byte(d.key.scrub(string(k.body)))
		}
	}
	return res, nil
}

// sign adds the key, for the configured server alone.
func (d *doer) sign(req *http.Request) {
	key := d.key.reveal()
	switch {
	case key == "" || !d.own(req.URL):
	case d.dialect.azure:
		req.Header.Set("Api-Key", key)
	default:
		req.Header.Set("Authorization", "Bearer "+key)
	}
}

// own reports whether u is on the configured server.
func (d *doer) own(u *url.URL) bool { return u.Scheme == d.base.Scheme && u.Host == d.base.Host }

// page returns what is at an address of the server, which need not know who asks.
func (d *doer) page(ctx context.Context, u *url.URL, limit int64) ([]byte, error) {
	k := &call{limit: limit}
	req, err := http.NewRequestWithContext(withCall(ctx, k), http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("fetch picture: %w", err)
	}
	res, err := d.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch picture: %w", err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch picture: %s", res.Status)
	}
	return k.body, nil
}

func location(res *http.Response) string {
	u, err := res.Location()
	if err != nil {
		return "nowhere"
	}
	return u.Scheme + "://" + u.Host + u.Path
}

// keep reads the answer into the call and leaves go-openai an empty object: its
// types refuse what servers really send (a fractional time of creation) and lose
// an error that comes with status 200.
func (k *call) keep(res *http.Response) error {
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, k.limit+1))
	if err != nil {
		return fmt.Errorf("read answer: %w", err)
	}
	if int64(len(body)) > k.limit {
		return errTooLarge
	}
	k.body = body
	res.Body = io.NopCloser(strings.NewReader("{}"))
	return nil
}
