package openaitest

import (
	"maps"
	"net/http"
	"strings"
	"time"
)

// Faults returns one fault of each kind by name. Those that are answered in place
// of a reply and pass ask to be retried after a millisecond.
func Faults() map[string]Fault {
	all := map[string]Fault{}
	for _, some := range []map[string]Fault{refusals(), spellings(), brokenStreams(), oddStreams(), oddReplies()} {
		maps.Copy(all, some)
	}
	for name, f := range all {
		f.Name = name
		all[name] = f
	}
	return all
}

func failure(status int, body string) Fault {
	return Fault{Status: status, Body: body, Header: map[string]string{"Retry-After-Ms": "1"}}
}

func openaiError(status int, kind, code, message string) Fault {
	if code = quote(code); code == `""` {
		code = "null"
	}
	return failure(status, `{"error":{"message":`+quote(message)+`,"type":`+quote(kind)+`,"param":null,"code":`+code+`}}`)
}

// refusals are answered in place of a reply, as OpenAI says them.
func refusals() map[string]Fault {
	const verify = "Your organization must be verified to "
	const go2 = " Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate."
	slow := openaiError(http.StatusTooManyRequests, "requests", "rate_limit_exceeded", "Rate limit reached for this model. Please try again in 2s.")
	slow.Header = map[string]string{"Retry-After": "2", "X-Ratelimit-Remaining-Requests": "0", "X-Ratelimit-Reset-Requests": "2s"}
	stream := failure(http.StatusBadRequest, `{"error":{"message":`+quote(verify+"stream this model."+go2)+`,"type":"invalid_request_error","param":"stream","code":"unsupported_value"}}`)
	stream.OnlyStreams = true
	return map[string]Fault{
		"drop":          {Drop: true},
		"busy":          openaiError(http.StatusTooManyRequests, "requests", "rate_limit_exceeded", "Rate limit reached."),
		"busy-seconds":  slow,
		"quota":         openaiError(http.StatusTooManyRequests, "insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan and billing details."),
		"spend-limit":   openaiError(http.StatusTooManyRequests, "insufficient_quota", "project_spend_limit_exceeded", "This project has reached its spend limit."),
		"server-error":  openaiError(http.StatusInternalServerError, "server_error", "", "The server had an error."),
		"bad-gateway":   failure(http.StatusBadGateway, "<html><head><title>502</title></head><body>Bad Gateway</body></html>"),
		"wrong-key":     openaiError(http.StatusUnauthorized, invalidRequest, "invalid_api_key", "Incorrect API key provided."),
		"unverified":    openaiError(http.StatusForbidden, invalidRequest, "", verify+"use the model."+go2),
		"no-streaming":  stream,
		"refused":       failure(http.StatusBadRequest, moderated("sexual")),
		"too-long":      openaiError(http.StatusBadRequest, invalidRequest, "context_length_exceeded", "Your input exceeds the context window of this model. Please adjust your input and try again."),
		"ok-with-error": {Status: http.StatusOK, Body: `{"error":{"message":"upstream failed","type":"server_error","code":502}}`},
	}
}

// moderated is the error of a picture that was refused.
func moderated(category string) string {
	return `{"error":{"message":"Your request was rejected by the safety system. safety_violations=[` + category + `].","type":"image_generation_user_error","param":null,"code":"moderation_blocked","moderation_details":{"moderation_stage":"output","categories":["` + category + `"]}}}`
}

// spellings are what other servers say in place of a reply.
func spellings() map[string]Fault {
	return map[string]Fault{
		"loading":        failure(http.StatusServiceUnavailable, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`),
		"too-long-llama": failure(http.StatusBadRequest, `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":4096}}`),
		"too-long-slot":  failure(http.StatusInternalServerError, `{"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}`),
		"too-long-vllm":  failure(http.StatusBadRequest, `{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 17000 tokens (9000 in the messages, 8000 in the completion). Please reduce the length of the messages or completion.","type":"BadRequestError","param":null,"code":400}`),
		"bare-text":      failure(http.StatusInternalServerError, `{"error":"the model runner has stopped"}`),
		"detail":         failure(http.StatusInternalServerError, `{"detail":"CUDA out of memory"}`),
		"in-a-list":      failure(http.StatusServiceUnavailable, `[{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]`),
		"no-credit":      {Status: http.StatusPaymentRequired, Body: `{"error":{"code":402,"message":"This request requires more credits, or fewer max_tokens."}}`},
		"filtered-azure": {Status: http.StatusBadRequest, Body: `{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}`},
		"nothing-there":  {Status: http.StatusNotFound, Body: "404 page not found", Header: map[string]string{"Content-Type": "text/plain"}},
		"not-json":       {Status: http.StatusOK, Body: "<html>Welcome to the router</html>", Header: map[string]string{"Content-Type": "text/html"}},
		"empty":          {Status: http.StatusOK, Body: `{"created":1.5,"data":[]}`},
	}
}

func inStream(lines string) Fault { return Fault{After: 12, Lines: lines, Then: Cut} }

// brokenStreams end where they should not.
func brokenStreams() map[string]Fault {
	return map[string]Fault{
		"cut":          {After: 200, Then: Cut},
		"cut-early":    {After: 1, Then: Cut},
		"torn-early":   {After: 1, Then: Torn},
		"torn":         {After: 200, Then: Torn},
		"stall":        {After: 200, Then: Stall},
		"error-openai": inStream("data: {\"error\":{\"message\":\"The server had an error.\",\"type\":\"server_error\"}}\n\n"),
		"error-spaced": inStream("data: { \"error\" : {\"message\":\"The server had an error.\",\"code\":502}}\n\n"),
		"error-done":   inStream("event: error\ndata: {\"error\":{\"message\":\"overloaded\"}}\n\ndata: [DONE]\n\n"),
		"error-router": inStream("data: {\"id\":\"gen\",\"error\":{\"code\":502,\"message\":\"provider failed\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n"),
		"error-llama":  inStream("error: {\"code\":500,\"message\":\"slot failed\",\"type\":\"server_error\"}\n\n"),
		"half-event":   inStream(`data: {"id":"x","choices":[{"ind`),
		"silent":       {Lines: finishLine("stop"), Then: Cut},
		"length":       {After: 200, Then: Cut, Lines: finishLine("length")},
		"thought-away": {Lines: finishLine("length"), Then: Cut},
		"filtered":     {After: 30, Then: Cut, Lines: finishLine("content_filter")},
		"gave-up":      {After: 200, Then: Cut, Lines: finishLine("insufficient_system_resource")},
	}
}

// oddStreams are whole, but not as one expects them.
func oddStreams() map[string]Fault {
	return map[string]Fault{
		"slow":          {Delay: 5 * time.Second},
		"comments":      {Comments: 400},
		"float-time":    {FloatTime: true},
		"parts":         {Parts: true},
		"empty-choices": {EmptyChoices: true},
		"no-finish":     {Finish: "none"},
		"no-done":       {NoDone: true},
		"no-usage":      {NoUsage: true},
		"whole":         {Whole: true},
	}
}

// oddReplies are not what was asked for.
func oddReplies() map[string]Fault {
	return map[string]Fault{
		"says-no":       {Refusal: "I'm sorry, but I can't help with that."},
		"fenced":        {Reply: "Here is your chapter:\n```json\n{story}\n```\nEnjoy!"},
		"plain-text":    {Reply: "You stand in the rain. What do you do?"},
		"broken-quotes": {Reply: brokenQuotes},
		"one-choice":    {Reply: strings.Replace(brokenQuotes, `"Go in", "Walk on"`, `"Go in"`, 1)},
	}
}

// brokenQuotes is what small models write: quotes within the prose, a comma too
// many, and no end.
const brokenQuotes = `{"title": "The sign", "scene": {"place": "a street", "action": "A sign flickers", "present": [], "alt": "A sign."},
"prose": "The sign says "OPEN" in red.\n\nNobody is there.", "choices": ["Go in", "Walk on",], "ending": null, "cast": [], "summary": "You find the sign."`

func finishLine(reason string) string {
	return `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"` + reason + "\"}]}\n\ndata: [DONE]\n\n"
}
