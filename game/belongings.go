package game

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// otherClothes finds a piece of clothing in another colour than the one worn.
func (x *lexicon) otherClothes(b Brief, c Chapter) string {
	text := unquoted(c.Prose) + "\n" + c.Scene.Action + "\n" + c.Scene.Alt
	for _, ch := range b.Cast {
		changed := slices.ContainsFunc(c.Cast, func(n CastChange) bool { return strings.EqualFold(n.Name, ch.Name) && n.Wears != nil })
		if hasArticle(ch.Name) || changed {
			continue
		}
		for _, thing := range ch.Wears {
			noun, worn := garment(thing)
			if noun == "" || len(worn) == 0 || wearsTwo(ch, noun) {
				continue
			}
			for _, said := range clothesOf(calledBy(ch.Name, b.Cast), noun, text) {
				if _, seen := garment(said); len(seen) > 0 && !near(worn, seen) && !x.changesClothes(text, noun) {
					return fmt.Sprintf("%s wears %s, but a %s is told of, and no change of clothes", ch.Name, thing, said)
				}
			}
		}
	}
	return ""
}

// clothesOf returns what a text says of a garment of somebody: "Ada's green coat",
// "Ada in a green coat".
func clothesOf(names []string, noun, text string) []string {
	var out []string
	for _, n := range names {
		if !strings.Contains(text, n) {
			continue
		}
		worn := regexp.MustCompile(`\b` + regexp.QuoteMeta(n) + `(?:['’]s|,? (?:in|wearing|wears|dressed in) (?:a|an|her|his|their)) ((?:[a-z]+,? ){1,3}` + noun + `)\b`)
		for _, m := range worn.FindAllStringSubmatch(text, -1) {
			out = append(out, m[1])
		}
	}
	return out
}

// garment splits "a long red coat" into its noun and its colours.
func garment(thing string) (noun string, worn []string) {
	words := tokens(thing)
	for i, w := range words {
		if slices.Contains([]string{
			"coat", "cloak", "dress", "gown", "robe", "jacket", "shirt", "tunic", "hat", "scarf", "cape", "hood", "uniform", "vest", "sweater", "trousers", "skirt",
		}, w) {
			if i+1 < len(words) && slices.Contains([]string{"with", "lined", "trimmed", "over", "and"}, words[i+1]) {
				return "", nil // the second colour may be the one that is told
			}
			return w, coloursBefore(words[:i])
		}
	}
	return "", nil
}

func wearsTwo(ch Character, noun string) bool {
	n := 0
	for _, thing := range append(slices.Clone(ch.Wears), ch.Carries...) {
		if slices.Contains(tokens(thing), noun) {
			n++
		}
	}
	return n != 1
}

func (x *lexicon) changesClothes(text, noun string) bool {
	if x.inLight(text) || x.notNow.MatchString(text) {
		return true
	}
	return x.redressed.MatchString(text) ||
		strings.Count(strings.ToLower(text), noun) > 3
}

// lostThing finds somebody using what the last chapters took from them.
func (x *lexicon) lostThing(b Brief, c Chapter) string {
	prose := unquoted(c.Prose)
	if x.notNow.MatchString(prose) {
		return ""
	}
	for _, ch := range b.Cast {
		if ch.Carries == nil || hasArticle(ch.Name) {
			continue
		}
		for _, noun := range lostBy(b, ch) {
			if slices.ContainsFunc(c.Cast, func(n CastChange) bool {
				return slices.ContainsFunc(n.Carries, func(s string) bool { return slices.Contains(tokens(s), noun) })
			}) ||
				slices.Contains(tokens(b.Taken.Text), noun) {
				continue
			}
			if x.uses(prose, ch, noun) {
				return fmt.Sprintf("%s no longer %s the %s, but uses it", ch.Name, map[bool]string{true: "have", false: "has"}[ch.IsPlayer()], noun)
			}
		}
	}
	return ""
}

// lostBy is the things, by their nouns, that the last chapters gave to somebody who
// has nothing of the kind now.
func lostBy(b Brief, ch Character) []string {
	var out []string
	for _, chapter := range b.Recent {
		for _, change := range chapter.Cast {
			if !strings.EqualFold(change.Name, ch.Name) {
				continue
			}
			for _, thing := range change.Carries {
				noun := thingNoun(thing)
				has := slices.ContainsFunc(append(slices.Clone(ch.Carries), ch.Wears...), func(s string) bool { return slices.Contains(tokens(s), noun) })
				if len(noun) > 2 && !has && !slices.Contains(out, noun) {
					out = append(out, noun)
				}
			}
		}
	}
	return out
}

func thingNoun(thing string) string {
	head, _, _ := strings.Cut(strings.ToLower(thing), ",")
	for _, sep := range []string{" of ", " from ", " with ", " in ", " for ", " to ", " (", " that "} {
		head, _, _ = strings.Cut(head, sep)
	}
	words := tokens(head)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

func (x *lexicon) uses(prose string, ch Character, noun string) bool {
	if !strings.Contains(prose, noun) {
		return false
	}
	who, verbs, whose := "[Yy]ou", `draw|raise|swing|brandish|unsheathe|aim|fire|grip|lift|light|clutch|hold up`, "your"
	if !ch.IsPlayer() {
		who, verbs, whose = regexp.QuoteMeta(ch.Name), `draws|raises|swings|brandishes|unsheathes|aims|fires|grips|lifts|lights|clutches|holds up`, "(?:his|her|their)"
	}
	use := regexp.MustCompile(`(?:^|[.!?\n] ?|, |and )` + who + ` (?:` + verbs + `) ` + whose + ` (?:[a-z]+ ){0,2}` + regexp.QuoteMeta(noun) + `\b`)
	return use.MatchString(prose) && !x.regained.MatchString(prose)
}
