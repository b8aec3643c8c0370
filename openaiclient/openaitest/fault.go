package openaitest

import (
	"net/http"
	"strings"
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
	// Drop closes the connection before an answer.
	Drop bool
	// Status, when not 0, is answered with Header and Body in place of anything else.
	Status int
	Header map[string]string
	Body   string

	// Reply is said in place of the story; Finish is the reason given for its end in
	// place of "stop", "none" for no reason.
	Reply, Finish string
	// Refusal is said in place of any content.
	Refusal string
	// Comments is how many comment lines stand before the first token.
	Comments int
	// Odd writes chunks as some servers do: a fractional time, content in parts.
	Odd bool
	// NoDone leaves out [DONE], NoUsage the usage.
	NoDone, NoUsage bool
	// Whole answers with one JSON object although a stream was asked for.
	Whole bool

	// After that many tokens Lines is written as it is, and Then happens.
	After int
	Lines string
	Then  Break
}

// Fail queues faults for a path: each further call takes the first that is left.
func (s *Server) Fail(path string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[path] = append(s.faults[path], faults...)
}

func (s *Server) nextFault(path string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	queue := s.faults[path]
	if len(queue) == 0 {
		return Fault{}
	}
	s.faults[path] = queue[1:]
	return queue[0]
}

// instead plays a fault that leaves no room for an answer.
func (f Fault) instead(w http.ResponseWriter) bool {
	if f.Drop {
		panic(http.ErrAbortHandler)
	}
	if f.Status == 0 {
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

func failure(status int, body string) Fault {
	return Fault{Status: status, Body: body, Header: map[string]string{"Retry-After-Ms": "1"}}
}

func inStream(lines string) Fault { return Fault{After: 12, Lines: lines, Then: Cut} }

// Faults returns one fault of each kind by name. Those that are answered in place
// of a reply ask to be retried after a millisecond.
func Faults() map[string]Fault {
	const rate = `{"error":{"message":"Rate limit reached.","type":"requests","param":null,"code":"rate_limit_exceeded"}}`
	return map[string]Fault{
		"drop":          {Drop: true},
		"busy":          failure(http.StatusTooManyRequests, rate),
		"quota":         failure(http.StatusTooManyRequests, `{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`),
		"server-error":  failure(http.StatusInternalServerError, `{"error":{"message":"The server had an error.","type":"server_error","param":null,"code":null}}`),
		"bad-gateway":   failure(http.StatusBadGateway, "<html><head><title>502</title></head><body>Bad Gateway</body></html>"),
		"loading":       failure(http.StatusServiceUnavailable, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`),
		"unverified":    failure(http.StatusForbidden, `{"error":{"message":"Your organization must be verified to use the model.","type":"invalid_request_error","param":null,"code":null}}`),
		"refused":       failure(http.StatusBadRequest, `{"error":{"message":"Your request was rejected by the safety system.","type":"image_generation_user_error","param":null,"code":"moderation_blocked","moderation_details":{"moderation_stage":"output"}}}`),
		"too-long":      failure(http.StatusBadRequest, `{"error":{"message":"This model's maximum context length is exceeded.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}`),
		"ok-with-error": {Status: http.StatusOK, Body: `{"error":{"message":"upstream failed","type":"server_error","code":502}}`},
		"not-json":      {Status: http.StatusOK, Body: "<html>Welcome to the router</html>", Header: map[string]string{"Content-Type": "text/html"}},

		"cut":           {After: 100, Then: Cut},
		"cut-early":     {After: 1, Then: Cut},
		"torn-early":    {After: 1, Then: Torn},
		"torn":          {After: 100, Then: Torn},
		"stall":         {After: 100, Then: Stall},
		"error-openai":  inStream("data: {\"error\":{\"message\":\"The server had an error.\",\"type\":\"server_error\"}}\n\n"),
		"error-spaced":  inStream("data: { \"error\" : {\"message\":\"The server had an error.\",\"code\":502}}\n\n"),
		"error-done":    inStream("event: error\ndata: {\"error\":{\"message\":\"overloaded\"}}\n\ndata: [DONE]\n\n"),
		"error-router":  inStream("data: {\"id\":\"gen\",\"error\":{\"code\":502,\"message\":\"provider failed\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n"),
		"error-llama":   inStream("error: {\"code\":500,\"message\":\"slot failed\",\"type\":\"server_error\"}\n\n"),
		"half-event":    inStream(`data: {"id":"x","choices":[{"ind`),
		"comments":      {Comments: 400},
		"odd-chunks":    {Odd: true},
		"no-done":       {NoDone: true},
		"no-usage":      {NoUsage: true},
		"whole":         {Whole: true},
		"silent":        {Lines: finishLine("stop"), Then: Cut},
		"length":        {After: 100, Then: Cut, Lines: finishLine("length")},
		"thought-away":  {Lines: finishLine("length"), Then: Cut},
		"filtered":      {After: 30, Then: Cut, Lines: finishLine("content_filter")},
		"says-no":       {Refusal: "I'm sorry, but I can't help with that."},
		"fenced":        {Reply: "Here is your chapter:\n```json\n{story}\n```\nEnjoy!"},
		"plain-text":    {Reply: "You stand in the rain. What do you do?"},
		"broken-quotes": {Reply: brokenQuotes},
		"one-choice":    {Reply: strings.Replace(brokenQuotes, `"Go in", "Walk on"`, `"Go in"`, 1)},
		"empty":         {Status: http.StatusOK, Body: `{"created":1.5,"data":[]}`},
	}
}

// brokenQuotes is what small models write: quotes within the prose, a comma too
// many, and no end.
const brokenQuotes = `{"title": "The sign", "scene": {"place": "a street", "action": "A sign flickers", "present": [], "alt": "A sign."},
"prose": "The sign says "OPEN" in red.\n\nNobody is there.", "choices": ["Go in", "Walk on",], "ending": null, "cast": [], "summary": "You find the sign."`

func finishLine(reason string) string {
	return `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"` + reason + "\"}]}\n\ndata: [DONE]\n\n"
}
