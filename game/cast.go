package game

import (
	"slices"
	"strings"
)

// A Character is one entry of the cast: who they are, how they look, and what
// they wear and carry now.
type Character struct {
	Name string `json:"name"`
	Role string `json:"role,omitempty"`
	// Look is the canonical description, repeated in every picture they are in.
	Look    string   `json:"look,omitempty"`
	Wears   []string `json:"wears,omitempty"`
	Carries []string `json:"carries,omitempty"`
	// Fate is empty while the character is alive and around: "dead", "gone", ...
	Fate string `json:"fate,omitempty"`
}

// IsPlayer reports whether the character is the player's own.
func (c Character) IsPlayer() bool { return strings.EqualFold(c.Name, "you") }

// Cast is the ledger of a story's people at one chapter.
type Cast []Character

// Find returns the character of that name, ignoring case.
func (c Cast) Find(name string) (Character, bool) {
	i := c.index(name)
	if i < 0 {
		return Character{}, false
	}
	return c[i], true
}

// Called returns the name in the cast of somebody who is surely meant by another:
// "Ada" for Ada Lovelace, where nobody else has that name, and the hero for You.
// A name that says nothing to the cast is returned as it is.
func (c Cast) Called(name string) string {
	if ch, ok := c.Find(name); ok {
		return ch.Name
	}
	switch strings.ToLower(name) {
	case "you", "the player", "player", "the hero", "hero", "protagonist", "the protagonist", "player character":
		if ch, ok := c.Find("You"); ok {
			return ch.Name
		}
		return name
	}
	var found []string
	for _, ch := range c {
		if slices.Contains(calledBy(ch.Name, c), name) {
			found = append(found, ch.Name)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return name
}

// Present returns the characters of the given names that the cast knows, each
// once, in the order of names.
func (c Cast) Present(names []string) []Character {
	var present []Character
	for _, n := range names {
		ch, ok := c.Find(c.Called(n))
		if ok && !slices.ContainsFunc(present, func(p Character) bool { return p.Name == ch.Name }) {
			present = append(present, ch)
		}
	}
	return present
}

func (c Cast) index(name string) int {
	return slices.IndexFunc(c, func(ch Character) bool { return strings.EqualFold(ch.Name, name) })
}

// A CastChange says what a chapter changes in the cast. Empty fields leave what
// was; an empty but present list takes everything away, and the fate "alive" brings
// somebody back.
type CastChange struct {
	Name    string   `json:"name"`
	Role    string   `json:"role,omitempty"`
	Look    string   `json:"look,omitempty"`
	Wears   []string `json:"wears,omitzero"`
	Carries []string `json:"carries,omitzero"`
	Fate    string   `json:"fate,omitempty"`
}

// After returns the cast with the changes applied; c itself is left as it is.
func (c Cast) After(changes ...CastChange) Cast { return slices.Clone(c).apply(changes) }

// apply is After in place.
func (c Cast) apply(changes []CastChange) Cast {
	for _, ch := range changes {
		if ch.Name == "" {
			continue
		}
		i := c.index(ch.Name)
		if i < 0 {
			c = append(c, Character{Name: ch.Name})
			i = len(c) - 1
		}
		c[i] = c[i].after(ch)
	}
	return c
}

func (c Character) after(ch CastChange) Character {
	if ch.Role != "" {
		c.Role = ch.Role
	}
	if ch.Look != "" {
		c.Look = ch.Look
	}
	if ch.Wears != nil {
		c.Wears = ch.Wears
	}
	if ch.Carries != nil {
		c.Carries = ch.Carries
	}
	if ch.Fate != "" {
		c.Fate = ch.Fate
	}
	if strings.EqualFold(c.Fate, "alive") {
		c.Fate = ""
	}
	return c
}

func (ch CastChange) clean() CastChange {
	ch.Name, ch.Role = cleanLine(ch.Name, MaxTitle), cleanLine(ch.Role, MaxTitle)
	ch.Look, ch.Fate = CleanLine(ch.Look), cleanLine(ch.Fate, MaxTitle)
	ch.Wears, ch.Carries = cleanList(ch.Wears, MaxThings), cleanList(ch.Carries, MaxThings)
	return ch
}

func cleanCast(changes []CastChange) []CastChange {
	out := slices.Clone(changes[:min(len(changes), MaxCast)])
	for i := range out {
		out[i] = out[i].clean()
	}
	return out
}
