package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// imagined is the note of the picture that a prompt asks for in its own words: the
// place, the hour and the air that it names, and somebody for each being, who looks
// as the words beside them say. Things are drawn by [stage.exhibit]. What is not said
// is what shows them best: where they are found, by day, and people from nearby.
func (p *Painter) imagined(prompt string, n note) note {
	words := noteWord(prompt)
	told, _ := n.told(p, words)
	told.Asked = words
	sc := &told.Scene
	sc.Action, sc.Alt = words, words
	sc.Present, told.Present = beings(words)
	things := shown(words, place{}, len(sc.Present) > 0)
	sc.Place = p.setting(words, things)
	if sc.Weather == "" && p.set(sc.Place).in {
		sc.Weather = "indoors"
	}
	if sc.Time == "" && (rural(p.set(sc.Place).land) || len(sc.Present) == 0 && len(things) > 0) {
		sc.Time = "morning"
	}
	if has(wordsOf(words), "moon", "moonlight", "moonlit", "stars", "starry") && !saysHour(wordsOf(words)) {
		sc.Time = "night"
	}
	if sc.Shot == "" && len(sc.Present) > 0 {
		sc.Shot = "medium"
	}
	return told.clean()
}

// setting is the set that words call, apart from what is drawn before it, or the one
// where the first of the things is found.
func (p *Painter) setting(words string, things []thing) string {
	var rest []string
	for _, w := range wordsOf(words) {
		if !slices.ContainsFunc(things, func(t thing) bool { return has(t.words, w) }) && !isTable(w) {
			rest = append(rest, w)
		}
	}
	text := strings.Join(rest, " ")
	if pl, ok := p.named(text, ""); ok && !has(rest, "cave", "cavern") {
		return pl.name
	}
	switch {
	case has(rest, "cave", "cavern"):
		return "wood cave"
	case has(rest, "kitchen"):
		return "hearth kitchen"
	case indoors(" " + text + " "):
		return "cottage room"
	case has(rest, "snow", "snowy", "winter"):
		return "frozen pond"
	case has(rest, "hill", "hills", "hilltop", "country", "countryside", "valley"):
		return "meadow"
	case has(rest, "town", "towns", "skyscraper", "neon"):
		return "street"
	case len(things) > 0 && things[0].at != "":
		return things[0].at
	}
	return "meadow"
}

// beings are the people a prompt names, by a name and the clause that they are in.
func beings(prompt string) (names []string, who []game.Character) {
	for _, part := range strings.FieldsFunc(prompt, func(r rune) bool { return strings.ContainsRune(",;.", r) }) {
		for clause := range strings.SplitSeq(part, " and ") {
			for _, c := range beingsOf(clause) {
				if len(who) < game.MaxPresent {
					names, who = append(names, c.Name), append(who, c)
				}
			}
		}
	}
	return names, who
}

// beingsOf is the first being of a clause, or the two or three of them.
func beingsOf(clause string) []game.Character {
	words := wordsOf(clause)
	i := slices.IndexFunc(words, func(w string) bool { return being(w) || manyOf(w) != "" })
	if i < 0 {
		return nil
	}
	name, n := words[i], 1
	if one := manyOf(name); one != "" {
		name, n = one, 3
		if has(words[:i], "two", "both", "couple") {
			n = 2
		}
	}
	var out []game.Character
	for _, which := range []string{"the ", "the second ", "the third "}[:n] {
		out = append(out, game.Character{Name: which + name, Look: clause + " " + name, Wears: []string{clause}, Carries: []string{clause}})
	}
	return out
}

// manyOf is the being a word names several of.
func manyOf(word string) string {
	one := map[string]string{"children": "child", "men": "man", "women": "woman", "people": "person"}[word]
	if s, ok := strings.CutSuffix(word, "s"); ok && one == "" && being(s) {
		one = s
	}
	return one
}
