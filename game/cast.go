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

// Present returns the characters of the given names that the cast knows, in the
// order of names.
func (c Cast) Present(names []string) []Character {
	var present []Character
	for _, n := range names {
		if ch, ok := c.Find(n); ok {
			present = append(present, ch)
		}
	}
	return present
}

func (c Cast) index(name string) int {
	return slices.IndexFunc(c, func(ch Character) bool { return strings.EqualFold(ch.Name, name) })
}

// A CastChange says what a chapter changes in the cast. Empty fields leave what
// was; an empty but present list takes everything away.
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
