package openaitest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// freeSchema is what is told when a request wants JSON and gives no schema.
const freeSchema = `{"type":"object","additionalProperties":false,
"required":["title","cast","scene","prose","choices","ending","summary"],
"properties":{"title":{"type":"string"},
"cast":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["name","look"],
"properties":{"name":{"type":"string"},"look":{"type":"string"}}}},
"scene":{"type":"object","additionalProperties":false,"required":["place","time","light","action","present","alt"],
"properties":{"place":{"type":"string"},"time":{"type":"string"},"light":{"type":"string"},"action":{"type":"string"},
"present":{"type":"array","items":{"type":"string"}},"alt":{"type":"string"}}},
"prose":{"type":"string"},"choices":{"type":"array","items":{"type":"string"}},
"ending":{"type":["object","null"],"additionalProperties":false,"required":["kind","name"],
"properties":{"kind":{"type":"string"},"name":{"type":"string"}}},
"summary":{"type":"string"}}}`

// tell returns the reply to a request: the same for the same request and seed.
func tell(req chatRequest, seen messages, seed uint64) (string, *refusal) {
	raw, name := json.RawMessage(freeSchema), "free"
	switch f := req.ResponseFormat; {
	case f != nil && f.Type == "json_schema":
		if f.Schema == nil {
			return "", refuse("response_format.json_schema", "missing_required_parameter", "Missing required parameter: 'response_format.json_schema'.")
		}
		if !f.Schema.Strict {
			return "", refuse("response_format.json_schema.strict", "invalid_value", "This server takes strict schemas only.")
		}
		name, raw = f.Schema.Name, f.Schema.Schema
	case f != nil && f.Type == "json_object" && !strings.Contains(strings.ToLower(seen.all), "json"):
		return "", refuse("messages", "", "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
	case f != nil && f.Type != "json_object" && f.Type != "text":
		return "", refuse("response_format.type", "invalid_value", "Invalid value: '"+f.Type+"'.")
	case !strings.Contains(seen.all, "JSON") && len(seen.pictures) > 0:
		return describe(seen.pictures), nil
	case !strings.Contains(seen.all, "JSON"):
		return newPlot(seen.last, seed).prose(), nil
	}
	s, err := parseSchema(name, raw)
	if err != nil {
		return "", refuse("response_format", "", fmt.Sprintf("Invalid schema for response_format '%s': %v.", name, err))
	}
	t := teller{plot: newPlot(seen.last, seed)}
	if len(seen.pictures) > 0 {
		t.seen = describe(seen.pictures)
	}
	for _, p := range s.props {
		if p.name == "ending" && !p.schema.nullable() {
			t.plot.ending = true
		}
	}
	var b strings.Builder
	t.write(&b, "", s, t.plot.chapter())
	return b.String(), nil
}

// A teller writes what a plot decided as values that fit a schema.
type teller struct {
	plot *plot
	seen string // the pictures of the request in words
}

// write writes value where it fits the schema, and else something that does.
func (t teller) write(b *strings.Builder, name string, s *schema, value any) {
	kind := ""
	for _, k := range s.types {
		if kind = k; k != "null" {
			break
		}
	}
	members, isObject := value.(map[string]any)
	switch {
	case kind == "null", value == nil && s.nullable():
		b.WriteString("null")
	case len(s.any) > 0:
		t.write(b, name, s.any[max(0, slices.IndexFunc(s.any, func(a *schema) bool { return !a.nullable() }))], value)
	case len(s.enum) > 0:
		b.WriteString(oneOf(s.enum, value))
	case kind == "object":
		if !isObject {
			members = t.plot.chapter()
		}
		t.writeObject(b, s, members)
	case kind == "array":
		list, _ := value.([]any)
		t.writeList(b, name, s, list)
	case kind == "string":
		b.WriteString(quote(t.text(name, value)))
	case kind == "boolean":
		b.WriteString("false")
	default:
		b.WriteString("1")
	}
}

func (t teller) writeObject(b *strings.Builder, s *schema, members map[string]any) {
	b.WriteString("{")
	for i, p := range s.props {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(b, "%s: ", quote(p.name))
		t.write(b, p.name, p.schema, members[p.name])
	}
	b.WriteString("}")
}

func (t teller) writeList(b *strings.Builder, name string, s *schema, list []any) {
	b.WriteString("[")
	for i, item := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		t.write(b, name, s.items, item)
	}
	b.WriteString("]")
}

// text is a string: as decided, what was seen when the request shows pictures,
// nothing where nothing changes, or a word.
func (t teller) text(name string, value any) string {
	if t.seen != "" && slices.Contains([]string{"alt", "prompt", "premise", "description", "text"}, name) {
		return t.seen
	}
	if s, ok := value.(string); ok {
		return s
	}
	if slices.Contains([]string{"fate", "role", "look"}, name) {
		return ""
	}
	return t.plot.pick(name)
}

// oneOf returns value when it is one of an enum, and else the first.
func oneOf(enum []json.RawMessage, value any) string {
	if s, ok := value.(string); ok {
		for _, e := range enum {
			if string(e) == quote(s) {
				return string(e)
			}
		}
	}
	return string(enum[0])
}

func quote(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic("openaitest: quote: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}
