package openaiclient

import (
	"errors"
	"testing"

	"journey/game"
	"journey/openaiclient/openaitest"
)

// The numbers as servers say them.
func TestTooLongSaysHowMuchFits(t *testing.T) {
	t.Parallel()
	tests := map[string]int{
		`{"error":{"message":"This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.","code":"context_length_exceeded","param":"messages"}}`:         8192,
		`{"error":{"message":"This model's maximum context length is 1,050,000 tokens.","code":"context_length_exceeded"}}`:                                                           1050000,
		`{"error":{"message":"Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens.","code":"context_length_exceeded"}}`:                272000,
		`{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":5000,"n_ctx":4096}}`: 4096,
		`{"error":{"code":400,"message":"request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error"}}`:             4096,
		`{"error":"Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 2048 tokens, which is not enough."}`:     2048,
		`{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000.","type":"BadRequestError","param":null,"code":400}`:            4096,
		`[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]`:                    1048576,
		`{"error":"This model's maximum prompt length is 131072 but the request contains 200000 tokens."}`:                                                                            131072,
		`{"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum","type":"invalid_request_error"}}`:                                                                   200000,
		`{"detail":"The context size is exceeded"}`: 0,
	}
	for body, want := range tests {
		c, s, _ := connect(t, openaitest.Options{})
		s.Fail(openaitest.Chat, openaitest.Fault{Status: 400, Body: body})
		_, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
		var e *Error
		if !errors.Is(err, ErrTooLong) || !errors.As(err, &e) || e.Context() != want {
			t.Errorf("%s: %v, of %d", body, err, e.Context())
		}
		if n := len(s.Calls(openaitest.Chat)); n != 1 {
			t.Errorf("%s: %d calls", body, n)
		}
	}
}
