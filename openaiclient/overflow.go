package openaiclient

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// overflows are the sentences in which servers say how many tokens fit. The
// number is the first group.
func overflows() []string {
	return []string{
		`maximum (?:context|prompt|model|input|sequence) length (?:is|of|\()\s*(?:only )?(\d+)`, // OpenAI, vLLM, OpenRouter, xAI
		`context (?:length|size|window) (?:is|of)\s*(?:only )?\(?(\d+)`,                         // LM Studio
		`available context size \((\d+)`,                                                        // llama.cpp
		`maximum number of (?:input )?tokens allowed \(?(\d+)`,                                  // Gemini
		`configured limit of (\d+) tokens`,                                                      // OpenAI, newer
		`\d+ tokens? > (\d+)`,                                                                   // Anthropic
		`n_ctx\D{1,4}(\d+)`,                                                                     // llama.cpp, older
	}
}

// contextIn finds how many tokens fit in what a server says of too long a request;
// 0 is unknown.
func contextIn(f map[string]json.RawMessage, message string) int {
	for _, name := range []string{"n_ctx", "max_context_length", "context_length"} {
		if n, err := strconv.Atoi(looseString(f[name])); err == nil && n > 0 {
			return n
		}
	}
	message = strings.ReplaceAll(message, ",", "")
	for _, words := range overflows() {
		if m := regexp.MustCompile(`(?i)` + words).FindStringSubmatch(message); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				return n
			}
		}
	}
	return 0
}
