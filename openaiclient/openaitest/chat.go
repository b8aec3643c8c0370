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
	if x.deployment != "" {
		req.Model = x.deployment
	}
	if e == nil {
		e = s.checkChat(req, fields)
	}
	var said messages
	if e == nil {
		said, e = readMessages(req)
	}
	if e == nil {
		e = s.checkLength(req)
	}
	var story string
	if e == nil {
		story, e = tell(req, said, s.opts.Seed)
	}
	if e != nil {
		x.refuse(e)
		return
	}
	if r := x.fault.Reply; r != "" {
		story = strings.ReplaceAll(r, "{story}", story)
	}
	c := completion{x: x, s: s, req: req, tokens: regexp.MustCompile(`\s*\S{1,12}|\s+$`).FindAllString(story, -1)}
	if req.MaxTokens != nil && len(c.tokens) > *req.MaxTokens {
		c.tokens, c.cut = c.tokens[:*req.MaxTokens], true
	}
	if !req.Stream || x.fault.Whole {
		c.whole()
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
	cut    bool // there are fewer tokens than the story has
}

func (c *completion) usage() map[string]any {
	in := len(c.x.body) / 4
	return map[string]any{
		"prompt_tokens": in, "completion_tokens": len(c.tokens), "total_tokens": in + len(c.tokens),
		"prompt_tokens_details":     map[string]int{"cached_tokens": 0},
		"completion_tokens_details": map[string]int{"reasoning_tokens": 0},
	}
}

func (c *completion) whole() {
	if !wait(c.x.r.Context(), c.x.fault.Delay+c.s.opts.First+time.Duration(len(c.tokens))*c.s.opts.Token) {
		return
	}
	message := map[string]any{"role": "assistant", "content": strings.Join(c.tokens, ""), "refusal": nil}
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
		if c.cut {
			return "length"
		}
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
	if c.x.azure || f.EmptyChoices {
		c.chunk(map[string]any{"choices": []any{}, "prompt_filter_results": []any{map[string]any{"prompt_index": 0, "content_filter_results": map[string]any{}}}})
	}
	due := time.Now().Add(f.Delay + c.s.opts.First)
	if !wait(ctx, time.Until(due)) {
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
		if i > 0 {
			// What timers are late by is caught up with, but never in a flood.
			due = later(due.Add(c.s.opts.Token), time.Now().Add(-4*c.s.opts.Token))
			if !wait(ctx, time.Until(due)) {
				return
			}
		}
		c.delta(map[string]any{"content": token}, nil)
		c.s.sent(c.x)
	}
	if broken && c.x.breaks(c.s) {
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

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (c *completion) delta(delta map[string]any, finish any) {
	if text, ok := delta["content"].(string); ok && c.x.fault.Parts {
		delta["content"] = []any{map[string]string{"type": "text", "text": text}}
	}
	c.chunk(map[string]any{"choices": []any{map[string]any{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish}}})
}

func (c *completion) chunk(fields map[string]any) {
	fields["id"], fields["object"], fields["model"] = "chatcmpl-test", "chat.completion.chunk", c.req.Model
	fields["created"] = time.Now().Unix()
	if c.x.fault.FloatTime {
		fields["created"] = 1.7953e9 + 0.5
	}
	if o := c.req.StreamOptions; o == nil || o.Obfuscation == nil || *o.Obfuscation {
		fields["obfuscation"] = "xxxxxxxx"
	}
	c.x.event("", fields)
}

func (c *completion) write(s string) { c.x.write(s) }

// checkLength refuses a request that does not fit into the context. As everywhere
// here, four bytes of a request count as a token.
func (s *Server) checkLength(req chatRequest) *refusal {
	in, out := 0, 0
	for _, m := range req.Messages {
		text, _, _ := readContent(m.Content, "") // was read before
		in += len(text) / 4
	}
	if req.MaxTokens != nil {
		out = *req.MaxTokens
	}
	n := s.opts.Context
	if n == 0 || in <= n && (s.opts.Spelling != VLLM || in+out <= n) {
		return nil
	}
	switch s.opts.Spelling {
	case LlamaCpp:
		return rawRefusal(fmt.Sprintf(`{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":%d,"n_ctx":%d}}`, in, n))
	case VLLM:
		return rawRefusal(fmt.Sprintf(`{"object":"error","message":"This model's maximum context length is %d tokens. However, you requested %d tokens (%d in the messages, %d in the completion). Please reduce the length of the messages or completion.","type":"BadRequestError","param":null,"code":400}`, n, in+out, in, out))
	case OpenAI:
	}
	return refuse("messages", "context_length_exceeded", fmt.Sprintf("This model's maximum context length is %d tokens. However, your messages resulted in %d tokens. Please reduce the length of the messages.", n, in))
}

// checkChat refuses what OpenAI refuses.
func (s *Server) checkChat(req chatRequest, fields map[string]json.RawMessage) *refusal {
	if !slices.Contains(s.opts.TextModels, req.Model) {
		return noModel(req.Model)
	}
	if s.opts.Unverified && req.Stream {
		return unverified(http.StatusBadRequest, "stream this model").at("stream", "unsupported_value")
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
