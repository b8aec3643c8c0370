package openaiclient

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	jsonrepair "github.com/RealAlexandreAI/json-repair"

	"journey/game"
)

// maxRepair is the longest reply that is given to json-repair, whose time grows
// faster than its input.
const maxRepair = 64 << 10

// reply is the members of a chapter's JSON, each read leniently: servers without
// schemas send choices as objects, an ending as "none", a list as one string.
type reply map[string]member

// repair makes members of a text that is not quite JSON; nil when nothing can be
// made of it.
func repair(text string) (r reply) {
	// A fault in the library must not end the game of everybody on this server.
	defer func() {
		if recover() != nil {
			r = nil
		}
	}()
	start := strings.IndexByte(text, '{')
	if start < 0 || len(text) > maxRepair {
		return nil
	}
	fixed, err := jsonrepair.RepairJSON(text[start:])
	if err != nil {
		return nil
	}
	fields := looseObject(json.RawMessage(fixed))
	r = reply{}
	for name, raw := range fields {
		var m member
		if json.Unmarshal(raw, &m.text) != nil {
			m.raw = raw
		}
		r[name] = m
	}
	return r
}

// looseObject reads an object, or the first object of an array.
func looseObject(raw json.RawMessage) map[string]json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) == nil {
		return fields
	}
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) == nil {
		for _, item := range items {
			if json.Unmarshal(item, &fields) == nil && len(fields) > 0 {
				return fields
			}
		}
	}
	return nil
}

func (m member) json() json.RawMessage {
	if m.raw == nil {
		quoted, _ := json.Marshal(m.text)
		return quoted
	}
	return m.raw
}

// string reads a text; a list of texts is one of several paragraphs.
func (m member) string() string {
	if m.raw == nil {
		return m.text
	}
	return strings.Join(looseStrings(m.raw), "\n\n")
}

// withoutLast drops the last entry of a list that was cut in the middle.
func (m member) withoutLast() member {
	all := looseStrings(m.json())
	raw, _ := json.Marshal(all[:max(len(all)-1, 0)])
	return member{raw: raw}
}

// looseStrings reads a list of texts, of objects that hold one, or a single text.
func looseStrings(raw json.RawMessage) []string {
	var items []json.RawMessage
	if isNull(raw) || json.Unmarshal(raw, &items) != nil {
		if s := looseString(raw); s != "" {
			return []string{s}
		}
		return nil
	}
	out := make([]string, 0, len(items))
	for _, item := range items {
		s := looseString(item)
		fields := looseObject(item)
		for _, name := range []string{"text", "choice", "label", "title", "name", "action", "description"} {
			s = or(s, looseString(fields[name]))
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// scene reads what the picture shows; nil when nothing is said about it.
func (m member) scene() *game.Scene {
	f := looseObject(m.json())
	s := game.Scene{
		Place: looseString(f["place"]), Time: looseString(f["time"]), Light: looseString(f["light"]),
		Weather: looseString(f["weather"]), Shot: looseString(f["shot"]), Mood: looseString(f["mood"]),
		Action: looseString(f["action"]), Present: looseStrings(f["present"]), Alt: looseString(f["alt"]),
	}
	if s.IsZero() {
		return nil
	}
	return &s
}

// choices reads the ways on: distinct, not empty, at most [game.MaxChoices].
func (m member) choices() []game.Choice {
	var out []game.Choice
	for _, s := range looseStrings(m.json()) {
		s = game.CleanLine(s)
		known := slices.ContainsFunc(out, func(c game.Choice) bool { return strings.EqualFold(c.Text, s) })
		if s != "" && !known && len(out) < game.MaxChoices {
			out = append(out, game.Choice{Text: s})
		}
	}
	return out
}

func (m member) ending() *game.Ending {
	f := looseObject(m.json())
	e := game.Ending{Kind: looseString(f["kind"]), Name: looseString(f["name"])}
	if f == nil {
		e.Name = looseString(m.json())
	}
	switch strings.ToLower(strings.TrimSpace(e.Name)) {
	case "null", "none", "no", "false":
		return nil
	case "":
		if e.Kind == "" {
			return nil
		}
		e.Name = e.Kind
	}
	return &e
}

func (m member) cast() []game.CastChange {
	var items []json.RawMessage
	if json.Unmarshal(m.json(), &items) != nil {
		return nil
	}
	var out []game.CastChange
	for _, item := range items {
		f := looseObject(item)
		c := game.CastChange{
			Name: looseString(f["name"]), Role: looseString(f["role"]), Look: looseString(f["look"]),
			Wears: looseStrings(f["wears"]), Carries: looseStrings(f["carries"]), Fate: looseString(f["fate"]),
		}
		if c.Name != "" {
			out = append(out, c)
		}
	}
	return out
}

// promises reads what was set up and paid off; a bare list is what was set up.
func (m member) promises() game.Promises {
	f := looseObject(m.json())
	if f == nil {
		return game.Promises{Opened: looseStrings(m.json())}
	}
	return game.Promises{Opened: looseStrings(f["opened"]), Kept: looseStrings(f["kept"])}
}

// chapter makes a chapter of the reply. The fault is empty when it is one a player
// can go on from.
func (r reply) chapter(arc game.ArcPoint) (c game.Chapter, fault string) {
	c = game.Chapter{
		Title:   r[keyTitle].string(),
		Prose:   r[keyProse].string(),
		Choices: r[keyChoices].choices(),
		Ending:  r[keyEnding].ending(),
		Cast:    r[keyCast].cast(),
		Summary: r[keySummary].string(),

		Promises: r[keyPromises].promises(),
	}
	if s := r[keyScene].scene(); s != nil {
		c.Scene = *s
	}
	switch n := len(c.Choices); {
	case strings.TrimSpace(c.Prose) == "":
		return c, "it holds no prose"
	case arc.MustEnd() && c.Ending == nil:
		c.Ending = &game.Ending{Name: or(c.Title, "The end")}
	case c.Ending != nil && !arc.MayEnd() && n >= game.MinChoices:
		c.Ending = nil // too early, and there is a way on
	case c.Ending == nil && n < game.MinChoices:
		return c, fmt.Sprintf("it offers fewer choices than the %d to %d that a chapter needs", game.MinChoices, game.MaxChoices)
	}
	if c.Ending != nil {
		c.Choices = nil
	}
	if strings.TrimSpace(c.Summary) == "" {
		c.Summary = firstSentence(c.Prose)
	}
	return c, ""
}

// firstSentence stands in for a summary that did not come.
func firstSentence(prose string) string {
	line := game.CleanLine(prose)
	if i := strings.IndexAny(line, ".!?。！？"); i >= 0 {
		for i++; i < len(line) && line[i]&0xc0 == 0x80; i++ {
		}
		line = line[:i]
	}
	if r := []rune(line); len(r) > 200 {
		line = string(r[:200]) + "…"
	}
	return line
}
