package openaiclient

import (
	"encoding/json"
	"strings"
)

// A chunk is an event of a stream, or a whole answer, read leniently: unknown
// types of fields that do not matter are no error.
type chunk struct {
	text, refusal string
	finish        string
	failure       failure
	usage         *tokens
}

// Tokens is the usage of chat and picture answers, in either's words.
type tokens struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Input      int `json:"input_tokens"`
	Output     int `json:"output_tokens"`
	// Cost is what OpenRouter says that it took, in US dollars.
	Cost    float64 `json:"cost"`
	Details struct {
		Cached int `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
	InputDetails struct {
		Text  int `json:"text_tokens"`
		Image int `json:"image_tokens"`
	} `json:"input_tokens_details"`
}

type choice struct {
	Delta   message         `json:"delta"`
	Message message         `json:"message"`
	Text    looseText       `json:"text"`
	Finish  looseText       `json:"finish_reason"`
	Error   json.RawMessage `json:"error"`
}

type message struct {
	Content looseText `json:"content"`
	Refusal looseText `json:"refusal"`
}

// A looseText is a string, an array of text parts, or anything else as "".
type looseText string

// UnmarshalJSON implements json.Unmarshaler.
func (t *looseText) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		*t = looseText(s)
		return nil
	}
	var parts []struct {
		Text looseText `json:"text"`
	}
	if json.Unmarshal(raw, &parts) == nil {
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(string(p.Text))
		}
		*t = looseText(b.String())
	}
	return nil
}

// parseChunk reads an event; ok is false when it is no JSON object.
func parseChunk(data []byte) (c chunk, ok bool) {
	var outer map[string]json.RawMessage
	if json.Unmarshal(data, &outer) != nil {
		return chunk{}, false
	}
	if c.failure = failureIn(outer); !c.failure.isZero() {
		return c, true
	}
	var choices []json.RawMessage
	_ = json.Unmarshal(outer["choices"], &choices) // nothing there is no choice
	if len(choices) > 0 {
		var first choice
		_ = json.Unmarshal(choices[0], &first) // what fits is taken
		c.text = or(string(first.Delta.Content), or(string(first.Message.Content), string(first.Text)))
		c.refusal = or(string(first.Delta.Refusal), string(first.Message.Refusal))
		c.finish = string(first.Finish)
		if !isNull(first.Error) {
			c.failure = failureIn(map[string]json.RawMessage{"error": first.Error})
		}
	}
	c.usage = parseTokens(outer["usage"])
	return c, true
}

func parseTokens(raw json.RawMessage) *tokens {
	if isNull(raw) {
		return nil
	}
	var t tokens
	if json.Unmarshal(raw, &t) != nil {
		return nil
	}
	return &t
}
