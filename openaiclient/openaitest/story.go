package openaitest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
)

//go:embed story.json
var storyJSON []byte

// freeSchema is what is told when a request wants JSON and gives no schema.
const freeSchema = `{"type":"object","additionalProperties":false,
"required":["title","scene","prose","choices","ending","cast","summary"],
"properties":{"title":{"type":"string"},
"scene":{"type":"object","additionalProperties":false,"required":["place","time","light","action","present","alt"],
"properties":{"place":{"type":"string"},"time":{"type":"string"},"light":{"type":"string"},"action":{"type":"string"},
"present":{"type":"array","items":{"type":"string"}},"alt":{"type":"string"}}},
"prose":{"type":"string"},"choices":{"type":"array","items":{"type":"string"}},
"ending":{"type":["object","null"],"additionalProperties":false,"required":["kind","name"],
"properties":{"kind":{"type":"string"},"name":{"type":"string"}}},
"cast":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["name","look"],
"properties":{"name":{"type":"string"},"look":{"type":"string"}}}},"summary":{"type":"string"}}}`

// A teller writes values that fit a schema and read like a story.
type teller struct {
	words   map[string][]string
	rng     *rand.Rand
	step    string   // what the player did
	owed    []string // the promises still open
	opening bool
	ending  bool
}

// tell returns the reply to a request: the same for the same request.
func tell(req chatRequest) (string, *refusal) {
	asked := content(req.Messages[len(req.Messages)-1].Content)
	t := newTeller(asked)
	raw := json.RawMessage(freeSchema)
	name := "free"
	switch f := req.ResponseFormat; {
	case f != nil && f.Type == "json_schema":
		if f.Schema == nil {
			return "", refuse("response_format.json_schema", "missing_required_parameter", "Missing required parameter: 'response_format.json_schema'.")
		}
		if !f.Schema.Strict {
			return "", refuse("response_format.json_schema.strict", "invalid_value", "This server takes strict schemas only.")
		}
		name, raw = f.Schema.Name, f.Schema.Schema
	case f != nil && f.Type != "json_object" && f.Type != "text":
		return "", refuse("response_format.type", "invalid_value", "Invalid value: '"+f.Type+"'.")
	case !asksForJSON(req):
		return t.pick("prose"), nil
	}
	s, err := parseSchema(name, raw)
	if err != nil {
		return "", &refusal{http.StatusBadRequest, apiError{Message: fmt.Sprintf("Invalid schema for response_format '%s': %v.", name, err), Type: invalidRequest, Param: new("response_format")}}
	}
	for _, p := range s.props {
		if p.name == "ending" && !p.schema.nullable() {
			t.ending = true
		}
	}
	var b strings.Builder
	t.write(&b, "", s)
	return b.String(), nil
}

// asksForJSON reports whether a message speaks of JSON, as it has to when no schema does.
func asksForJSON(req chatRequest) bool {
	for _, m := range req.Messages {
		if strings.Contains(content(m.Content), "JSON") {
			return true
		}
	}
	return false
}

func newTeller(asked string) *teller {
	t := &teller{owed: []string{}, opening: !strings.Contains(asked, `"recent_chapters"`), ending: strings.Contains(asked, `"must_end":true`)}
	if err := json.Unmarshal(storyJSON, &t.words); err != nil {
		panic("openaitest: story: " + err.Error())
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(asked)) // never fails
	t.rng = rand.New(rand.NewPCG(h.Sum64(), 1))
	var brief struct {
		Player   struct{ Chose, Does string }
		Promises []struct{ Promise string } `json:"open_promises"`
	}
	if json.Unmarshal([]byte(asked), &brief) == nil {
		t.step = brief.Player.Chose + brief.Player.Does
		for _, p := range brief.Promises {
			t.owed = append(t.owed, p.Promise)
		}
	}
	return t
}

// content reads a message's text, given as a string or in parts.
func content(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var parts []struct{ Text string }
	_ = json.Unmarshal(raw, &parts) // pictures and the like have no text
	for _, p := range parts {
		s += p.Text
	}
	return s
}

func (t *teller) pick(name string) string {
	words := t.words[name]
	if len(words) == 0 {
		words = t.words["mood"]
	}
	return words[t.rng.IntN(len(words))]
}

func (t *teller) write(b *strings.Builder, name string, s *schema) {
	kind := ""
	for _, k := range s.types {
		if kind = k; k != "null" {
			break
		}
	}
	switch {
	case len(s.any) > 0:
		t.write(b, name, s.any[0])
	case len(s.enum) > 0:
		b.Write(s.enum[0])
	case kind == "null", s.nullable() && name == "ending" && !t.ending, s.nullable() && name != "ending" && !t.opening:
		b.WriteString("null")
	case kind == "object":
		b.WriteString("{")
		for i, p := range s.props {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(b, "%s: ", quote(p.name))
			t.write(b, p.name, p.schema)
		}
		b.WriteString("}")
	case kind == "array":
		t.writeList(b, name, s)
	case kind == "string":
		b.WriteString(quote(t.text(name)))
	case kind == "boolean":
		b.WriteString("false")
	default:
		b.WriteString("1")
	}
}

func (t *teller) writeList(b *strings.Builder, name string, s *schema) {
	n := map[string]int{"choices": 3, "present": 1, "cast": 1, "wears": 1, "carries": 1, "opened": 1}[name]
	if name == "choices" && t.ending || (name == "cast" || name == "opened") && !t.opening {
		n = 0
	}
	if name == "kept" && t.ending {
		b.WriteString(quote(t.owed))
		return
	}
	var written []string
	for tries := 0; len(written) < n && tries < 50; tries++ {
		var item strings.Builder
		t.write(&item, name, s.items)
		if !slices.Contains(written, item.String()) {
			written = append(written, item.String())
		}
	}
	b.WriteString("[" + strings.Join(written, ", ") + "]")
}

func (t *teller) text(name string) string {
	switch name {
	case "prose":
		return t.prose()
	case "present", "name":
		if name == "name" && t.ending {
			return t.pick("ending")
		}
		return "Mara"
	case "fate", "role":
		return ""
	}
	return t.pick(name)
}

func (t *teller) prose() string {
	first := t.pick("first")
	if t.step != "" {
		first = "You have made up your mind: " + strings.TrimRight(t.step, ".") + ". " + first
	}
	middle := t.rng.Perm(len(t.words["prose"]))
	last := t.pick("last")
	if t.ending {
		last = t.pick("end")
	}
	return strings.Join([]string{first, t.words["prose"][middle[0]], t.words["prose"][middle[1]], last}, "\n\n")
}

func quote(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("openaitest: quote: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}
