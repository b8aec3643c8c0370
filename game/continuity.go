package game

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contradiction finds what in a chapter cannot be true beside the cast as it stood
// before it. It says so only when it is sure: a story told again for nothing is
// worse than a slip. It reads English prose; of any other it says nothing.
func (x *lexicon) contradiction(b Brief, c Chapter) string {
	if !isEnglish(c.Prose) {
		return ""
	}
	for _, r := range []rule{x.deadSpeaks, x.lookChanged, x.lookTold, x.otherClothes, x.lostThing, unknownPresent} {
		if why := r(b, c); why != "" {
			return why
		}
	}
	return ""
}

// told is all that a chapter and the step to it say, to look for reasons in.
func told(b Brief, c Chapter) string {
	return strings.Join([]string{b.Taken.Text, c.Title, c.Scene.Place, c.Scene.Action, c.Scene.Alt, c.Prose, c.Summary}, "\n")
}

// deadSpeaks finds somebody who is dead or gone and speaks or acts all the same.
func (x *lexicon) deadSpeaks(b Brief, c Chapter) string {
	prose, text := unquoted(c.Prose), told(b, c)
	if x.notNow.MatchString(text) {
		return ""
	}
	for _, ch := range b.Cast {
		state := x.lost(ch.Fate)
		if state == "" || ch.IsPlayer() || hasArticle(ch.Name) || !acts(prose, ch.Name, b.Cast) {
			continue
		}
		away := state == "dead" || isPresent(c.Scene, ch.Name) && !x.cameBack.MatchString(text)
		if away && !x.madePossible(ch, c.Cast) {
			return fmt.Sprintf("%s is %s since an earlier chapter, but speaks or acts here as if nothing had happened", ch.Name, state)
		}
	}
	return ""
}

// madePossible reports whether the cast says how somebody lost can be here: by
// another fate, or as a ghost.
func (x *lexicon) madePossible(ch Character, changes []CastChange) bool {
	reasons := x.notNow
	for _, change := range changes {
		if !strings.EqualFold(change.Name, ch.Name) {
			continue
		}
		if change.Fate != "" && x.lost(change.Fate) == "" || reasons.MatchString(change.Role+"\n"+change.Look) {
			return true
		}
	}
	return reasons.MatchString(ch.Role + "\n" + ch.Look)
}

// lost is "dead" or "gone" for a fate that surely says so.
func (x *lexicon) lost(fate string) string {
	if fate == "" {
		return ""
	}
	switch {
	case x.unsure.MatchString(fate):
		return ""
	case x.dead.MatchString(fate):
		return "dead"
	case x.gone.MatchString(fate):
		return "gone"
	}
	return ""
}

func hasArticle(name string) bool {
	first, _, more := strings.Cut(strings.ToLower(name), " ")
	return more && slices.Contains([]string{"the", "a", "an", "your", "my", "some", "two", "three"}, first)
}

func isPresent(s Scene, name string) bool {
	return slices.ContainsFunc(s.Present, func(n string) bool { return strings.EqualFold(n, name) })
}

const speaking = `says|asks|replies|answers|whispers|mutters|shouts|calls|growls|murmurs|adds|snaps|hisses|cries|insists|demands`

// acts reports whether prose without its speeches has somebody speak or act, now
// and by name.
func acts(prose, name string, cast Cast) bool {
	for _, n := range calledBy(name, cast) {
		if !strings.Contains(prose, n) {
			continue
		}
		q := regexp.QuoteMeta(n)
		if regexp.MustCompile(`""\s*(?:` + q + `\s+(?:` + speaking + `)|(?:` + speaking + `)\s+` + q + `)\b`).MatchString(prose) {
			return true
		}
		if isCommonWord(n) {
			continue
		}
		acting := `(?:^|\n|[.!?]\s+|""\s+)` + q + `\s+(?:` + speaking + `|nods|smiles|grins|shrugs|frowns|laughs|walks|steps|leans|raises|points|kneels|climbs|grabs|pulls|pushes|hands|watches)\b`
		if regexp.MustCompile(acting).MatchString(prose) {
			return true
		}
	}
	return false
}

// calledBy is the names somebody surely goes by: the whole one, and the first when
// nobody else has it.
func calledBy(name string, cast Cast) []string {
	out := []string{name}
	first, _, more := strings.Cut(name, " ")
	if !more || isCommonWord(first) || len(first) < 3 {
		return out
	}
	for _, ch := range cast {
		if !strings.EqualFold(ch.Name, name) && slices.Contains(tokens(ch.Name), strings.ToLower(first)) {
			return out
		}
	}
	switch strings.ToLower(first) {
	case "captain", "doctor", "lady", "lord", "sir", "king", "queen", "uncle", "aunt", "brother", "sister", "old", "young", "sergeant", "master",
		"madam", "miss", "mrs", "professor", "prince", "princess", "saint", "agent", "father", "mother", "the", "a", "an":
		return out
	}
	return append(out, first)
}

// unknownPresent finds somebody with a name in the picture of whom the cast does
// not say how they look.
func unknownPresent(b Brief, c Chapter) string {
	after := b.Cast.After(c.Cast...)
	if !slices.ContainsFunc(after, func(ch Character) bool { return ch.Look != "" }) {
		return "" // a narrator that keeps no cast will not begin when asked again
	}
	for _, name := range c.Scene.Present {
		ch, known := after.Find(after.Called(name))
		before := slices.ContainsFunc(b.Recent, func(r Chapter) bool { return isPresent(r.Scene, name) })
		if known && (ch.Look != "" || ch.IsPlayer()) || before || !isProperName(name, c.Prose) {
			continue
		}
		if _, old := b.Cast.Find(name); old {
			continue
		}
		return fmt.Sprintf("%s is in the picture, but the cast does not say how %s looks", name, name)
	}
	return ""
}

// isProperName reports whether prose surely uses a word as somebody's name: with a
// capital within a sentence, never small, never after an article.
func isProperName(name, prose string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(first) || !strings.Contains(prose, name) || hasArticle(name) || isCommonWord(name) || strings.Count(name, " ") > 1 {
		return false
	}
	q := regexp.QuoteMeta(name)
	inside := regexp.MustCompile(`[a-z,] ` + q + `(?:['’]s)?(?:[ ,.!?;:]|$)`).MatchString(prose)
	asNoun := regexp.MustCompile(`(?i)\b(?:the|a|an|your|his|her|their|our|my|this|that|these|those|two|three|some|every|each|no) (?:[a-z]+ )?`+q+`\b`).MatchString(prose) ||
		regexp.MustCompile(`\b`+regexp.QuoteMeta(strings.ToLower(name))+`\b`).MatchString(prose)
	return inside && !asNoun
}
