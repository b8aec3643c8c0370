package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// dressed is what the people of a picture become when an instruction gives one of them
// something to wear or to hold, or takes them away: "give her a red scarf", "make his
// coat green", "a lantern for the pilot", "remove the woman". Meant is who is named, else
// who comes first. It reports false when the words say nothing of the kind.
func (n note) dressed(words []string) (note, bool) {
	at := n.meant(words)
	if at < 0 {
		return n, false
	}
	name := n.Scene.Present[at]
	if takesAway(words) && n.names(at, words) {
		n.Scene.Present = slices.Delete(slices.Clone(n.Scene.Present), at, at+1)
		return n, true
	}
	who, known := game.Cast(n.Present).Find(name)
	who.Name = name
	worn := garments(words)
	if len(worn) > 0 {
		who.Wears = slices.Concat(worn, who.Wears)
	}
	held := slices.IndexFunc(words, func(w string) bool { return len(carried([]string{w})) > 0 })
	if held >= 0 {
		who.Carries = []string{"a " + words[held]}
	}
	if len(worn) == 0 && held < 0 {
		return n, false
	}
	n.Present = slices.Clone(n.Present)
	if !known {
		n.Present = append(n.Present, who)
		return n, true
	}
	for i := range n.Present {
		if n.Present[i].Name == name {
			n.Present[i] = who
		}
	}
	return n, true
}

// meant is which of the people present is named, else the first; -1 when there are none.
func (n note) meant(words []string) int {
	for i := range n.Scene.Present {
		if n.names(i, words) {
			return i
		}
	}
	return min(len(n.Scene.Present), 1) - 1
}

// names reports whether words name one of the people present.
func (n note) names(i int, words []string) bool {
	return slices.ContainsFunc(wordsOf(n.Scene.Present[i]), func(w string) bool { return w != "the" && slices.Contains(words, w) })
}

// garments are the clothes that words name and [traits] can show, each with the colour
// said of it: "make the coat green" is a green coat.
func garments(words []string) []string {
	var all []string
	for i, w := range words {
		if !garment(w) {
			continue
		}
		colour := ""
		for _, near := range [...]int{i - 1, i - 2, i + 1, i + 2} {
			if near < 0 || near >= len(words) || colour != "" {
				continue
			}
			if _, ok := clothOf(words[near]); ok {
				colour = words[near]
			}
		}
		all = append(all, "a "+strings.TrimSpace(colour+" "+w))
	}
	return all
}

func garment(word string) bool {
	switch word {
	case "coat", "trenchcoat", "raincoat", "overcoat", "jacket", "vest", "uniform", "sweater", "cardigan", "waistcoat", "armour", "armor",
		"dress", "gown", "kimono", "skirt", "hoodie", "poncho", "robe", "cloak", "shawl", "cape", "suit", "tuxedo", "shirt", "blouse", "apron",
		"scarf", "bandana", "cap", "beret", "beanie", "headscarf", "hat", "fedora", "helmet", "hood", "glasses", "spectacles", "goggles", "sunglasses":
		return true
	}
	return false
}
