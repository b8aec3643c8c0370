package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// A place is a set: the words that name it, its own hues, and its parts.
type place struct {
	name  string
	words []string
	in    bool   // under a roof
	own   string // kinds of light the set has, which words need not add: neon, lamp, screen
	room  ink    // the light inside
	acc   [3]ink // hues of what glows, when the scene names none
	back  []part
	front []part // nearer than the people
}

// find is the set with the longest word in the scene's place; an unknown place
// gets one of the general sets, always the same.
func (p *Painter) find(words string) place {
	text := " " + strings.Join(wordsOf(words), " ") + " "
	best, longest := place{}, 0
	for _, pl := range p.places {
		for _, w := range pl.words {
			if len(w) > longest && (strings.Contains(text, " "+w+" ") || strings.Contains(text, " "+w+"s ")) {
				best, longest = pl, len(w)
			}
		}
	}
	if longest > 0 {
		return best
	}
	some := outskirts()
	if indoors(text) {
		some = chambers()
	}
	best = some[hash(text)%uint64(len(some))]
	best.name += text
	return best
}

func indoors(text string) bool {
	return slices.ContainsFunc([]string{
		"room", "hall", "office", "lab", "bar", "cell", "kitchen", "corridor", "inside", "chamber", "studio",
		"shop", "store", "cabin", "library", "school", "prison", "basement", "cellar", "attic", "factory", "plant",
		"house", "home", "club", "theatre", "theater", "church", "court", "bunker", "garage", "workshop", "hotel",
	}, func(w string) bool { return strings.Contains(text, " "+w) })
}

// build paints the set without its people.
func (s *stage) build(pl place, sc game.Scene) {
	for _, p := range pl.back {
		p(s)
	}
	if s.in {
		s.leak()
	}
	s.rig(sc.Light, pl.own)
	s.settle()
	if s.close = shotOf(sc.Shot) == closeUp; s.close {
		s.finish(pl)
		s.soften(2)
		s.fill += 44
	}
}

// finish paints what is nearer than the people.
func (s *stage) finish(pl place) {
	s.z = 0
	for _, p := range pl.front {
		p(s)
	}
}
