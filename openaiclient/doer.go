package openaiclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
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
	key     Key
	http    *http.Client
	refused refusals
}

// Do implements openai.HTTPDoer.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	k := callOf(req.Context())
	if err := d.amend(req, k); err != nil {
		return nil, err
	}
	if key := d.key.reveal(); key != "" && d.own(req.URL) {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	res, err := d.http.Do(req)
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
	default:
		if err := k.keep(res); err != nil {
			return nil, err
		}
	}
	return res, nil
}

// own reports whether u is on the configured server.
func (d *doer) own(u *url.URL) bool { return u.Scheme == d.base.Scheme && u.Host == d.base.Host }

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

// amend adds the call's extra fields to a JSON request and takes out what the
// server refused before.
func (d *doer) amend(req *http.Request, k *call) error {
	if req.Body == nil || k.endpoint == "" {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	_ = req.Body.Close()
	// The values stay as they are: a schema's order is the order of the reply.
	var given map[string]json.RawMessage
	if err := json.Unmarshal(body, &given); err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	fields := make(map[string]any, len(given)+len(k.extra))
	for name, v := range given {
		fields[name] = v
	}
	maps.Copy(fields, k.extra)
	d.dropRefused(fields, k.endpoint)
	if body, err = json.Marshal(fields); err != nil {
		return fmt.Errorf("write request: %w", err)
	}
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Body, err = req.GetBody()
	return err
}

// droppable lists the parameters a request can do without, the narrower first.
func droppable(endpoint string) []string {
	switch endpoint {
	case chat:
		return []string{
			"stream_options.include_obfuscation", "stream_options", "response_format",
			"reasoning_effort", "max_completion_tokens", "max_tokens", "temperature", "stream",
		}
	case pictures:
		return []string{
			"response_format", "output_format", "complexity", "moderation", "quality", "size", "n",
		}
	}
	return nil
}

func (d *doer) dropRefused(fields map[string]any, endpoint string) {
	for _, param := range droppable(endpoint) {
		if !d.refused.has(endpoint, param) {
			continue
		}
		if outer, inner, nested := strings.Cut(param, "."); nested {
			if m, ok := fields[outer].(map[string]any); ok {
				delete(m, inner)
			}
			continue
		}
		if v, ok := fields[param]; ok && param == "max_completion_tokens" {
			if !d.refused.has(endpoint, "max_tokens") {
				fields["max_tokens"] = v
			}
		}
		delete(fields, param)
		if param == "stream" {
			delete(fields, "stream_options")
		}
	}
}
