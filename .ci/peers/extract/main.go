// Extract takes from OpenAI's description of its API the schemas of the requests that
// Journey sends, without their words and examples:
//
//	git clone https://github.com/openai/openai-openapi
//	go run ./extract openai-openapi/openapi.json $(git -C openai-openapi rev-parse HEAD) >openai.schema.json
//
// What it writes is a JSON schema whose $defs are those of the description. The
// description is under the MIT License.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

const prefix = "#/components/schemas/"

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: extract openapi.json COMMIT")
		os.Exit(2)
	}
	if err := extract(os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "extract:", err)
		os.Exit(1)
	}
}

func extract(file, commit string, w io.Writer) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read the description: %w", err)
	}
	var api struct {
		Info       struct{ Version string }
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(data, &api); err != nil {
		return fmt.Errorf("read the description: %w", err)
	}
	x := extraction{from: api.Components.Schemas, defs: map[string]any{}}
	// What these refer to comes with them.
	for _, name := range []string{"CreateChatCompletionRequest", "CreateImageRequest", "CreateImageEditRequest"} {
		x.take(name)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{
		"$comment": "From https://github.com/openai/openai-openapi, version " + api.Info.Version + ", commit " + commit + ", MIT License; made by the program extract beside it.",
		"$schema":  "https://json-schema.org/draft/2020-12/schema",
		"$defs":    x.defs,
	})
}

type extraction struct{ from, defs map[string]any }

// take takes a schema and all that it refers to.
func (x extraction) take(name string) {
	if _, taken := x.defs[name]; !taken {
		x.defs[name] = nil // a schema may refer to itself
		x.defs[name] = x.bare(x.from[name], false)
	}
}

// bare is a part of a schema without what asserts nothing. The keys of named are names
// of properties.
func (x extraction) bare(part any, named bool) any {
	switch part := part.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, v := range part {
			ref, isRef := v.(string)
			switch {
			case !named && key == "$ref" && isRef:
				name := strings.TrimPrefix(ref, prefix)
				x.take(name)
				out[key] = "#/$defs/" + name
			case named || asserts(key):
				out[key] = x.bare(v, !named && key == "properties")
			}
		}
		return out
	case []any:
		out := make([]any, len(part))
		for i, v := range part {
			out[i] = x.bare(v, false)
		}
		return out
	}
	return part
}

func asserts(key string) bool {
	switch key {
	case "description", "title", "example", "examples", "default", "deprecated", "nullable", "discriminator":
		return false
	}
	return !strings.HasPrefix(key, "x-")
}
