package openaiclient

import (
	"encoding/json"
	"fmt"
	"strings"

	"journey/game"
)

// The members of a reply, in the order they are written. The scene stands before
// the prose, so that painting starts while the prose is still being told, and the
// cast before the scene, so that newcomers are painted as they will stay; mostly
// nobody is new, and the list is short.
const (
	keyTitle    = "title"
	keyCast     = "cast"
	keyScene    = "scene"
	keyProse    = "prose"
	keyChoices  = "choices"
	keyEnding   = "ending"
	keyPromises = "promises"
	keySummary  = "summary"
)

// A property is a named part of a strict schema: all are required, and their
// order is the order in which the model writes them.
type property struct {
	name   string
	schema string
}

// object writes the strict schema of an object.
func object(kind string, props ...property) string {
	var fields, names []string
	for _, p := range props {
		fields = append(fields, fmt.Sprintf("%q:%s", p.name, p.schema))
		names = append(names, fmt.Sprintf("%q", p.name))
	}
	return fmt.Sprintf(`{"type":%s,"properties":{%s},"required":[%s],"additionalProperties":false}`,
		kind, strings.Join(fields, ","), strings.Join(names, ","))
}

func text(description string) string {
	return fmt.Sprintf(`{"type":"string","description":%q}`, description)
}

func list(kind, items string) string { return fmt.Sprintf(`{"type":%s,"items":%s}`, kind, items) }

// replySchema is the strict JSON schema of the chapter at a point of the arc: it
// leaves no room for an ending too early, or for none when the story must end. Counted,
// it also says how many choices there are, which keeps small models from none at all;
// not all hosted servers take that.
func replySchema(arc game.ArcPoint, counted bool) json.RawMessage {
	const (
		one    = `"object"`
		many   = `"array"`
		maybe  = `["object","null"]`
		unsaid = `["array","null"]`
	)
	word := `{"type":"string"}`
	scene := object(
		one,
		property{"place", word},
		property{"time", word},
		property{"light", word},
		property{"weather", word},
		property{"shot", text("wide, medium, close-up, from above, ...")},
		property{"mood", word},
		property{"action", text("what is seen to happen, one sentence")},
		property{"present", list(many, word)},
		property{"alt", text("the picture for those who cannot see it, one or two sentences")},
	)
	ending := func(kind string) string {
		return object(kind, property{"kind", text("one word")}, property{"name", text("its title")})
	}
	endings, least, most := `{"type":"null"}`, game.MinChoices, game.MaxChoices
	switch {
	case arc.MustEnd():
		endings, least, most = ending(one), 0, 0
	case arc.MayEnd():
		endings, least = ending(maybe), 0
	}
	choices := list(many, text("one way on, at most twelve words"))
	if counted {
		choices = fmt.Sprintf(`%s,"minItems":%d,"maxItems":%d}`, strings.TrimSuffix(choices, "}"), least, most)
	}
	change := object(
		one,
		property{"name", word},
		property{"role", text("empty: as before")},
		property{"look", text("empty: as before")},
		property{"wears", list(unsaid, word)},
		property{"carries", list(unsaid, word)},
		property{"fate", text("empty: as before; dead, gone, ...; alive: came back")},
	)
	promises := object(
		one,
		property{"opened", list(many, text("what this chapter sets up and owes, a few words each; mostly none"))},
		property{"kept", list(many, text("what it pays off, as open_promises says it"))},
	)
	return json.RawMessage(object(
		one,
		property{keyTitle, text("the chapter's title, at most six words")},
		property{keyCast, list(many, change)},
		property{keyScene, scene},
		property{keyProse, text("the chapter, paragraphs divided by an empty line")},
		property{keyChoices, choices},
		property{keyEnding, endings},
		property{keyPromises, promises},
		property{keySummary, text("what happened, one sentence")},
	))
}
