package game

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// lookChanged finds a canonical look that changes with no cause.
func (x *lexicon) lookChanged(b Brief, c Chapter) string {
	for _, change := range c.Cast {
		ch, ok := b.Cast.Find(change.Name)
		if !ok || ch.Look == "" || change.Look == "" {
			continue
		}
		before, after := x.traitsOf(ch.Look), x.traitsOf(change.Look)
		if side, clash := before.conflict(after); clash && !x.hasCause(b, c, side, change) {
			return unexplained(ch.Name, side, before, after)
		}
	}
	return ""
}

func unexplained(name string, side trait, before, after traits) string {
	return fmt.Sprintf("the %s of %s changes from %s to %s without a cause that is told",
		side, name, strings.Join(before[side], " or "), strings.Join(after[side], " or "))
}

// hasCause reports whether a chapter may tell why a look changed: by something that
// changes looks, or by a sentence that knows of it.
func (x *lexicon) hasCause(b Brief, c Chapter, side trait, change CastChange) bool {
	text := told(b, c) + "\n" + change.Fate
	if x.cause.MatchString(text) || strings.Contains(strings.ToLower(change.Look), "now ") || x.cause.MatchString(change.Look) {
		return true
	}
	noun := map[trait]string{
		hairColour: "hair|head|braids?|curls|locks", hairLength: "hair|head|braids?|curls|locks|scissors|shears", eyeColour: "eyes?|gaze|iris\\w*",
		skinColour: "skin|face|complexion", ageOf: "face|age|year\\w*|wrinkle\\w*", sexOf: "body|form|shape|voice",
	}[side]
	if noun == "" {
		noun = "scar|scars|patch|tattoo|wound|cheek|eye"
	}
	about := regexp.MustCompile(`(?i)\b(?:` + noun + `)\b`)
	return slices.ContainsFunc(sentences(text), func(s string) bool { return about.MatchString(s) && x.why.MatchString(s) })
}

// lookTold finds hair or eyes that the prose or the scene gives another colour.
func (x *lexicon) lookTold(b Brief, c Chapter) string {
	text := unquoted(c.Prose) + "\n" + c.Scene.Action + "\n" + c.Scene.Alt
	for _, ch := range b.Cast {
		if ch.Look == "" || hasArticle(ch.Name) {
			continue
		}
		known := x.traitsOf(ch.Look)
		for _, n := range calledBy(ch.Name, b.Cast) {
			if !strings.Contains(text, n) {
				continue
			}
			for _, m := range owned(n).FindAllStringSubmatch(text, -1) {
				seen := x.traitsOf(m[1])
				side, clash := known.conflict(seen)
				if clash && (side == hairColour || side == eyeColour) && !x.hasCause(b, c, side, CastChange{}) && !x.inLight(text) {
					return unexplained(ch.Name, side, known, seen)
				}
			}
		}
	}
	return ""
}

// owned matches "Ada's long red hair" before something that is no noun: hair
// ribbons have colours of their own.
func owned(name string) *regexp.Regexp {
	return regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `['’]s ((?:[a-z]+,? ){1,3}(?:hair|eyes))(?:[,.;!?\n]| (?:is|are|in|falls|hangs|whips|streams|blows|clings|and|as|against|narrow|widen|meet|shine|gleam|flash|over|from|loose)\b|$)`)
}

// inLight reports whether colours may come from a light.
func (x *lexicon) inLight(text string) bool {
	return x.light.MatchString(text)
}

// settledCast is a chapter's changes of the cast with the canonical looks kept: a
// look that clashes without cause is not taken, and one that leaves out what was
// known is joined to it.
func (x *lexicon) settledCast(b Brief, c Chapter) []CastChange {
	out := slices.Clone(c.Cast)
	for i, change := range out {
		ch, ok := b.Cast.Find(change.Name)
		if !ok || ch.Look == "" || change.Look == "" {
			continue
		}
		before, after := x.traitsOf(ch.Look), x.traitsOf(change.Look)
		side, clash := before.conflict(after)
		switch {
		case clash && isEnglish(told(b, c)) && !x.hasCause(b, c, side, change):
			out[i].Look = ""
		case !covers(after, before):
			out[i].Look = x.joinedLook(ch.Look, change.Look)
		}
	}
	return out
}

// covers reports whether a says something of every trait b speaks of.
func covers(a, b traits) bool {
	for side := range b {
		if _, ok := a[side]; !ok {
			return false
		}
	}
	return true
}

// joinedLook adds what is new of a look to those parts of the old that still hold.
func (x *lexicon) joinedLook(old, added string) string {
	if strings.Contains(strings.ToLower(old), strings.ToLower(added)) {
		return old
	}
	after := x.traitsOf(added)
	var parts []string
	for _, part := range strings.FieldsFunc(old, func(r rune) bool { return r == ',' || r == ';' }) {
		if _, clash := x.traitsOf(part).conflict(after); !clash {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	return CleanLine(strings.Join(append(parts, added), ", "))
}
