package openaiclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"journey/game"
)

// A failure is an error as servers spell it.
type failure struct {
	message, kind, code, param string
	context                    int // tokens that fit, when too many were sent
}

func (f failure) isZero() bool { return f == failure{} }

func (f failure) has(words ...string) bool {
	all := strings.ToLower(f.message + "\n" + f.kind + "\n" + f.code)
	for _, w := range words {
		if strings.Contains(all, w) {
			return true
		}
	}
	return false
}

// parseFailure reads an error body: OpenAI's object, and the variants of other
// servers (an error that is a string, an array around it, "detail", a bare
// message, HTML).
func parseFailure(body []byte) failure {
	body = bytes.TrimSpace(body)
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && len(list) > 0 {
		body = list[0]
	}
	var outer map[string]json.RawMessage
	if json.Unmarshal(body, &outer) != nil {
		return failure{message: plain(body)}
	}
	return failureIn(outer)
}

// failureIn reads the error of a decoded object; it is zero when there is none.
func failureIn(outer map[string]json.RawMessage) failure {
	if raw, ok := outer["error"]; ok && !isNull(raw) {
		var inner map[string]json.RawMessage
		if json.Unmarshal(raw, &inner) == nil {
			return failureOf(inner)
		}
		f := failure{message: looseString(raw)}
		if m := looseString(outer["message"]); m != "" {
			f.code, f.message = f.message, m
		}
		f.context = contextIn(outer, f.message)
		return f
	}
	if raw, ok := outer["detail"]; ok && !isNull(raw) {
		return detailed(raw)
	}
	if looseString(outer["object"]) == "error" || (outer["message"] != nil && outer["choices"] == nil) {
		return failureOf(outer)
	}
	return failure{}
}

func failureOf(f map[string]json.RawMessage) failure {
	message := looseString(f["message"])
	return failure{
		message: message, kind: or(looseString(f["type"]), looseString(f["status"])),
		code: looseString(f["code"]), param: looseString(f["param"]), context: contextIn(f, message),
	}
}

// detailed reads FastAPI's ways: a text, an object with "msg", or a list of what is
// wrong with which field.
func detailed(raw json.RawMessage) failure {
	if s := looseString(raw); s != "" {
		return failure{message: s, context: contextIn(nil, s)}
	}
	item := looseObject(raw)
	f := failure{message: or(looseString(item["msg"]), or(looseString(item["message"]), string(raw))), kind: looseString(item["type"])}
	if where := looseStrings(item["loc"]); len(where) > 0 {
		f.param = strings.TrimPrefix(strings.Join(where, "."), "body.")
		f.message = f.param + ": " + f.message
	}
	return f
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// looseString reads a JSON string, or a number as one; anything else is "".
func looseString(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// plain takes the tags out of an HTML error page.
func plain(body []byte) string {
	return regexp.MustCompile(`(?is)<(style|script).*?</(style|script)>|<[^>]*>`).ReplaceAllString(string(body), " ")
}

// explain makes an Error of what go-openai and the doer say about a call.
func (c *Client) explain(ctx context.Context, k *call, err error) *Error {
	var known *Error
	var moved *redirectError
	cause := context.Cause(ctx)
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(cause, errStalled), errors.Is(cause, context.DeadlineExceeded):
		e := c.errorf(ErrTimeout, "%s took too long to answer. Try again; if it happens often, choose a faster model.", c.Server())
		e.retry, e.paid = true, true
		return e
	case errors.As(err, &moved):
		return c.errorf(ErrUnreachable, "%s points to another address, %s. If you trust it, set that as the server's address.", c.base, moved.to)
	case errors.Is(err, errTooLarge):
		return c.errorf(ErrUnusable, "%s sent far more than a reply can be. Try again, or use another server.", c.Server())
	case k.status >= 400:
		return c.explainStatus(k)
	}
	if !k.left {
		return c.errorf(ErrRequest, "A request to %s could not be made: %s. Set another model.", c.Server(), c.detail(err.Error()))
	}
	if k.status != 0 {
		e := c.errorf(ErrUnreachable, "The connection to %s was lost. Check it and try again.", c.Server())
		e.Detail = c.detail(err.Error())
		e.retry, e.paid = true, true
		return e
	}
	e := c.errorf(ErrUnreachable, "%s cannot be reached. Check the connection and that %s is the right address, then try again.", c.Server(), c.base)
	e.Detail = c.detail(err.Error())
	e.retry, e.paid = true, !refusedConnection(err)
	return e
}

// refusedConnection reports whether a request certainly was not sent.
func refusedConnection(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

func (c *Client) explainStatus(k *call) *Error {
	e := c.explainFailure(k.endpoint, k.status, parseFailure(k.body))
	e.RequestID = c.detail(k.header.Get("X-Request-Id"))
	e.wait = retryAfter(k.header)
	switch k.header.Get("X-Should-Retry") {
	case "true":
		e.retry = !errors.Is(e, ErrQuota) // no wait fills an account
	case "false":
		e.retry = false
	}
	if e.wait > 2*time.Minute {
		e.retry = false
	}
	return e
}

// explainFailure judges an error, whether it came as a status or in a stream.
func (c *Client) explainFailure(endpoint string, status int, f failure) *Error {
	if n, err := strconv.Atoi(f.code); err == nil && n >= 400 && n < 600 && status < 400 {
		status = n // OpenRouter and llama.cpp put the status into the error
	}
	e := c.judge(endpoint, status, f)
	e.Status, e.Code, e.param = status, c.detail(f.code), c.detail(f.param)
	if errors.Is(e, ErrTooLong) {
		e.context = f.context
	}
	e.Detail = c.detail(f.message)
	return e
}

func (c *Client) judge(endpoint string, status int, f failure) *Error {
	model := c.doer.known.fact(endpoint, "").model
	switch {
	case f.has("moderation_blocked", "content_policy", "content_filter", "contentfilter", "safety system", "image_generation_user_error"):
		return c.errorf(game.ErrRefused, "%s declined to make this. Go on another way, or say it in other words.", model)
	case status == http.StatusPaymentRequired,
		f.has("insufficient_quota", "credit_balance_exhausted", "spend_limit_exceeded", "usage_limit_exceeded", "billing_hard_limit"):
		return c.errorf(ErrQuota, "The credit or limit of your account at %s is used up. Add credit or raise the limit and go on; the story is safe.", c.Server())
	case f.has("must be verified"):
		e := c.errorf(ErrKey, "%s lets only verified organisations use %s. Verify yours at platform.openai.com/settings, or set another model.", c.Server(), model)
		e.unverified = true
		return e
	case status == http.StatusUnauthorized, f.has("invalid_api_key", "api key not valid", "invalid api key"):
		if c.cfg.Key.IsZero() {
			return c.errorf(ErrKey, "%s asks for a key and none is set. Set %s, or play offline.", c.Server(), c.cfg.KeyFrom)
		}
		return c.errorf(ErrKey, "%s did not accept the key. Check %s or the key in the configuration.", c.Server(), c.cfg.KeyFrom)
	case status == http.StatusForbidden:
		return c.errorf(ErrKey, "%s does not let this key use %s. Allow it there, or set another model.", c.Server(), model)
	case endpoint == descriptions && status != http.StatusTooManyRequests && f.isAboutSeeing():
		return c.errorf(game.ErrUnable, "%s does not see pictures. Set a text model that does, or say in words what the picture shows.", model)
	case f.isOverflow():
		return c.errorf(ErrTooLong, "The story has grown longer than %s can read at once. Set a model with a larger context.", model)
	case f.has("model_not_found", "does not exist", "no such model"), mentions(f.message, `model .*not found`):
		return c.errorf(ErrModel, "%s has no model named %s. Set one that it has; journey doctor lists them.", c.Server(), model)
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusNotImplemented:
		return c.errorf(absent(endpoint), "%s does not offer %s at %s. Check the server's address, or use another server for it.", c.Server(), thing(endpoint), c.base)
	case status < 500 && (endpoint == edits || endpoint == inpaintings) && f.isAboutEditing():
		return c.errorf(game.ErrUnable, "%s does not start from pictures at %s. Set another picture model, or use another server for it.", model, c.Server())
	}
	return c.judgeRetry(status, f)
}

func (c *Client) judgeRetry(status int, f failure) *Error {
	var e *Error
	switch {
	case status == http.StatusTooManyRequests, f.has("rate_limit"):
		e = c.errorf(ErrBusy, "%s is getting too many requests. Wait a minute, then try again.", c.Server())
		e.retry = true
	case status == http.StatusServiceUnavailable && f.has("loading", "warming up"):
		e = c.errorf(ErrLoading, "%s is still loading its model, which has taken long. Try again in a few minutes.", c.Server())
		e.loading = true
	case status == http.StatusRequestTimeout, status == http.StatusConflict, status >= 500,
		status < 400, f.has("server_error", "overloaded"):
		e = c.errorf(ErrServer, "%s had a fault of its own. Try again in a moment.", c.Server())
		e.retry, e.paid = true, status != http.StatusServiceUnavailable
	default:
		e = c.errorf(ErrRequest, "%s did not understand the request: %s", c.Server(), or(strings.TrimRight(c.detail(f.message), ". "), "it gave no reason")+
			". Another model or server may.")
	}
	return e
}

func (f failure) isOverflow() bool {
	return f.has("context_length_exceeded", "exceed_context_size", "context size", "context length", "maximum context",
		"maximum prompt length", "maximum model length", "maximum input length", "prompt is too long",
		"exceeds the maximum number of tokens", "input tokens exceed", "context window")
}

// absent is what it means that an endpoint is not there: what a story cannot do
// without, or one ability less.
func absent(endpoint string) error {
	if endpoint == chat || endpoint == models {
		return ErrModel
	}
	return game.ErrUnable
}

// isAboutEditing reports whether a server says that its model does not edit at all.
func (f failure) isAboutEditing() bool {
	return f.param == "model" || f.param == "input_references" ||
		mentions(f.message, `(not support|unsupported|cannot|only|does not).*(edit(s|ing)?|image (input|to image)|img2img|input_references)`)
}

// isAboutSeeing reports whether a server says that its model takes text alone.
func (f failure) isAboutSeeing() bool {
	return mentions(f.message, `not support(ed)? (images?|vision|multimodal)|not a (vision|multimodal)|`+
		`image inputs? (is|are) not|support image inputs?|image_url.*(only|not) support\w*|unknown variant .image_url|mmproj|vision is not`)
}

func thing(endpoint string) string {
	switch endpoint {
	case pictures:
		return "pictures"
	case edits, inpaintings:
		return "edits of pictures"
	case models:
		return "a list of models"
	}
	return "chat"
}

// retryAfter reads how long the server wishes to be left alone; < 0 is unsaid.
func retryAfter(h http.Header) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms >= 0 {
		return time.Duration(min(ms, 1e9) * float64(time.Millisecond))
	}
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil && s >= 0 {
		return time.Duration(min(s, 1e6) * float64(time.Second))
	}
	if at, err := http.ParseTime(v); err == nil {
		return max(time.Until(at), 0)
	}
	return -1
}
