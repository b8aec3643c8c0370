package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A chatRequest is the part of a request the server acts on.
type chatRequest struct {
	Model    string `json:"model"`
	Messages []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	} `json:"messages"`
	Stream        bool `json:"stream"`
	StreamOptions *struct {
		IncludeUsage bool  `json:"include_usage"`
		Obfuscation  *bool `json:"include_obfuscation"`
	} `json:"stream_options"`
	ResponseFormat *struct {
		Type   string `json:"type"`
		Schema *struct {
			Name   string          `json:"name"`
			Strict bool            `json:"strict"`
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	} `json:"response_format"`
	Effort      string   `json:"reasoning_effort"`
	Temperature *float64 `json:"temperature"`
	TopP        *float64 `json:"top_p"`
	MaxTokens   *int     `json:"max_completion_tokens"`
	N           *int     `json:"n"`
}

func (s *Server) chat(x *exchange) {
	var req chatRequest
	fields, e := decodeStrict(x.body, &req, chatFields())
	if e == nil {
		e = s.checkChat(req, fields)
	}
	if e != nil {
		x.fail(e.status, e.apiError)
		return
	}
	story, e := tell(req)
	if e != nil {
		x.fail(e.status, e.apiError)
		return
	}
	if r := x.fault.Reply; r != "" {
		story = strings.ReplaceAll(r, "{story}", story)
	}
	c := completion{x: x, s: s, req: req, tokens: regexp.MustCompile(`\s*\S{1,12}|\s+$`).FindAllString(story, -1)}
	if !req.Stream || x.fault.Whole {
		c.whole(story)
		return
	}
	c.stream()
}

// A completion is a reply on its way.
type completion struct {
	x      *exchange
	s      *Server
	req    chatRequest
	tokens []string
}

func (c *completion) usage() map[string]any {
	in := len(c.x.body) / 4
	return map[string]any{
		"prompt_tokens": in, "completion_tokens": len(c.tokens), "total_tokens": in + len(c.tokens),
		"prompt_tokens_details":     map[string]int{"cached_tokens": 0},
		"completion_tokens_details": map[string]int{"reasoning_tokens": 0},
	}
}

func (c *completion) whole(story string) {
	if !wait(c.x.r.Context(), c.s.opts.First+time.Duration(len(c.tokens))*c.s.opts.Token) {
		return
	}
	message := map[string]any{"role": "assistant", "content": story, "refusal": nil}
	if r := c.x.fault.Refusal; r != "" {
		message["content"], message["refusal"] = nil, r
	}
	c.x.json(map[string]any{
		"id": "chatcmpl-test", "object": "chat.completion", "created": time.Now().Unix(), "model": c.req.Model,
		"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": c.finish()}},
		"usage":   c.usage(),
	})
}

func (c *completion) finish() any {
	switch f := c.x.fault.Finish; f {
	case "":
		return "stop"
	case "none":
		return nil
	default:
		return f
	}
}

func (c *completion) stream() {
	f, ctx := c.x.fault, c.x.r.Context()
	c.x.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	c.write(strings.Repeat(": still here\n\n", f.Comments))
	if !wait(ctx, c.s.opts.First) {
		return
	}
	c.delta(map[string]any{"role": "assistant", "content": ""}, nil)
	if f.Refusal != "" {
		c.tokens = nil
		c.delta(map[string]any{"refusal": f.Refusal}, nil)
	}
	broken := f.Then != GoOn || f.Lines != ""
	for i, token := range c.tokens {
		if broken && i == f.After {
			break
		}
		if i > 0 && !wait(ctx, c.s.opts.Token) {
			return
		}
		c.delta(map[string]any{"content": token}, nil)
		c.s.note(c.x, func(call *Call) {
			if call.Sent++; call.Sent == 1 {
				call.First = time.Now()
			}
		})
	}
	if broken && c.breaks() {
		return
	}
	c.delta(map[string]any{}, c.finish())
	if o := c.req.StreamOptions; o != nil && o.IncludeUsage && !f.NoUsage {
		c.chunk(map[string]any{"choices": []any{}, "usage": c.usage()})
	}
	if !f.NoDone {
		c.write("data: [DONE]\n\n")
	}
}

// breaks plays the fault at its point and reports whether the stream is over.
func (c *completion) breaks() bool {
	f := c.x.fault
	c.write(f.Lines)
	switch f.Then {
	case Torn:
		panic(http.ErrAbortHandler)
	case Stall:
		c.s.note(c.x, func(call *Call) { call.Stalled = true })
		<-c.x.r.Context().Done()
		return true
	case Cut:
		return true
	case GoOn:
	}
	return false
}

func (c *completion) delta(delta map[string]any, finish any) {
	if text, ok := delta["content"].(string); ok && c.x.fault.Odd {
		delta["content"] = []any{map[string]string{"type": "text", "text": text}}
	}
	c.chunk(map[string]any{"choices": []any{map[string]any{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish}}})
}

func (c *completion) chunk(fields map[string]any) {
	fields["id"], fields["object"], fields["model"] = "chatcmpl-test", "chat.completion.chunk", c.req.Model
	fields["created"] = time.Now().Unix()
	if c.x.fault.Odd {
		fields["created"] = 1.7953e9 + 0.5
	}
	if o := c.req.StreamOptions; o == nil || o.Obfuscation == nil || *o.Obfuscation {
		fields["obfuscation"] = "xxxxxxxx"
	}
	data, err := json.Marshal(fields)
	if err != nil {
		panic("openaitest: chunk: " + err.Error())
	}
	c.write("data: " + string(data) + "\n\n")
}

func (c *completion) write(s string) {
	if s == "" {
		return
	}
	_, _ = c.x.w.Write([]byte(s)) // a client that is gone is seen by its context
	if f, ok := c.x.w.(http.Flusher); ok {
		f.Flush()
	}
}

// checkChat refuses what OpenAI refuses.
func (s *Server) checkChat(req chatRequest, fields map[string]json.RawMessage) *refusal {
	if !slices.Contains(s.opts.TextModels, req.Model) {
		return &refusal{http.StatusNotFound, apiError{Message: fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", req.Model), Type: invalidRequest, Code: "model_not_found"}}
	}
	reasons := strings.HasPrefix(req.Model, "gpt-5") || strings.HasPrefix(req.Model, "gpt-6")
	_, oldMax := fields["max_tokens"]
	_, options := fields["stream_options"]
	switch {
	case len(req.Messages) == 0:
		return refuse("messages", "empty_array", "Invalid 'messages': empty array.")
	case reasons && oldMax:
		return refuse("max_tokens", "unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
	case reasons && !slices.Contains(efforts(req.Model), req.Effort):
		return refuse("reasoning_effort", "unsupported_value", fmt.Sprintf("Unsupported value: 'reasoning_effort' does not support '%s' with this model.", req.Effort))
	case reasons && req.Effort != "none" && (req.Temperature != nil && *req.Temperature != 1):
		return refuse("temperature", "unsupported_value", "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported.")
	case reasons && req.Effort != "none" && req.TopP != nil:
		return refuse("top_p", "unsupported_parameter", "Unsupported parameter: 'top_p' is not supported with this model.")
	case options && !req.Stream:
		return refuse("stream_options", "", "The 'stream_options' parameter is only allowed when 'stream' is enabled.")
	case req.MaxTokens != nil && *req.MaxTokens < 1:
		return refuse("max_completion_tokens", "integer_below_min_value", "Invalid 'max_completion_tokens': integer below minimum value.")
	case req.N != nil && *req.N < 1:
		return refuse("n", "integer_below_min_value", "Invalid 'n': integer below minimum value. Expected a value >= 1.")
	}
	for i, m := range req.Messages {
		if !slices.Contains([]string{"system", "developer", "user", "assistant", "tool"}, m.Role) {
			return refuse(fmt.Sprintf("messages[%d].role", i), "invalid_value", "Invalid value: '"+m.Role+"'.")
		}
		if len(m.Content) == 0 {
			return refuse(fmt.Sprintf("messages[%d].content", i), "missing_required_parameter", "Missing required parameter.")
		}
	}
	return nil
}

func efforts(model string) []string {
	all := []string{"", "low", "medium", "high", "xhigh", "max"}
	if strings.HasPrefix(model, "gpt-6.1-sol") || strings.HasPrefix(model, "gpt-6-astra") {
		return all
	}
	return append(all, "none", "minimal")
}

// chatFields are the fields of a chat request.
func chatFields() []string {
	return strings.Fields(`audio frequency_penalty function_call functions logit_bias logprobs
		max_completion_tokens max_tokens messages metadata modalities model moderation n parallel_tool_calls
		prediction presence_penalty prompt_cache_key prompt_cache_retention reasoning_effort response_format
		safety_identifier seed service_tier stop store stream stream_options temperature tool_choice tools
		top_logprobs top_p user verbosity web_search_options`)
}
