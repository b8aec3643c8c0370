package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// A place is a set: the words that name it, its own hues, and its parts.
type place struct {
	name   string
	words  []string
	in     bool   // under a roof
	land   string // city, isle or wood
	inside string // the set inside it, for a scene indoors
	own    string // kinds of light the set has, which words need not add: neon, lamp, screen
	room   ink    // the light inside
	acc    [3]ink // hues of what glows, when the scene names none
	back   []part
	front  []part // nearer than the people
}

// find is the set that the scene's place names, by the longest word; in the country
// a place begins with what it is, and the word that stands first tells. Sets of the
// wanted land come before others; where none is, the name of a set is that set. An unknown place gets one of the general sets of
// the land, always the same.
func (p *Painter) find(sc game.Scene, land string) place {
	text := " " + strings.Join(wordsOf(sc.Place), " ") + " "
	under := weatherOf(sc.Weather) == "indoors"
	if i := slices.IndexFunc(p.places, func(pl place) bool { return pl.name == sc.Place }); i >= 0 && land == "" {
		return p.within(p.places[i], under)
	}
	for _, wanted := range []bool{true, false} {
		if best := p.calledIn(text, land, wanted); best >= 0 {
			return p.within(p.places[best], under)
		}
	}
	some := outskirts()
	switch inside := under || indoors(text); {
	case rural(land):
		pl := p.set(general(land, inside))
		pl.name += text
		return pl
	case inside:
		some = chambers()
	}
	best := some[hash(text)%uint64(len(some))]
	best.name += text
	return best
}

// calledIn is the index of the set that a text calls by name, of those of a land or
// of those of all others; -1 when it calls none. No city stands in the country.
func (p *Painter) calledIn(text, land string, own bool) int {
	best, first, longest := -1, len(text), 0
	for i, pl := range p.places {
		if (land == "" || land == pl.land) != own || rural(land) && pl.land == "city" {
			continue
		}
		at, n := pl.called(text)
		if !rural(land) {
			at = 0 // in a city the longest word tells
		}
		if n > 0 && (at < first || at == first && n > longest) {
			best, first, longest = i, at, n
		}
	}
	return best
}

// general is the set that stands for all that a land has no other set for.
func general(land string, inside bool) string {
	switch {
	case land == "isle" && inside:
		return "stove kitchen"
	case land == "isle":
		return "moor"
	case inside:
		return "cottage room"
	}
	return "deep wood"
}

// called is where in a text a word for the place begins, and how long it is: in the
// country the first and of those the longest, in a city the longest.
func (pl place) called(text string) (at, long int) {
	at = len(text)
	for _, w := range append([]string{strings.ReplaceAll(pl.name, "'s", "")}, pl.words...) {
		for _, form := range []string{" " + w + " ", " " + w + "s "} {
			i := strings.Index(text, form)
			if i < 0 {
				continue
			}
			if pl.land == "city" {
				i = 0
			}
			if i < at || i == at && len(w) > long {
				at, long = i, len(w)
			}
		}
	}
	return at, long
}

// within is the set inside a place when the scene is indoors.
func (p *Painter) within(pl place, indoors bool) place {
	if indoors && pl.inside != "" {
		return p.set(pl.inside)
	}
	return pl
}

// set is the one of that name.
func (p *Painter) set(name string) place {
	i := slices.IndexFunc(p.places, func(pl place) bool { return pl.name == name })
	return p.places[i]
}

// landOf is where a story plays: the land of its sets, "" when that is not known.
func landOf(premise game.Premise) string {
	switch premise.World {
	case "biomachines":
		return "city"
	case "lighthouse":
		return "isle"
	case "wood":
		return "wood"
	}
	return ""
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
	s.extras(sc)
	if s.in {
		s.leak()
	}
	s.rig(sc.Light, pl.own)
	s.settle()
	if s.close = shotOf(sc.Shot) == closeUp; s.close {
		s.finish(pl)
		s.soften(1)
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
