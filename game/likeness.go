package game

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// lookChanged finds a canonical look that changes with no cause.
func lookChanged(b Brief, c Chapter) string {
	for _, change := range c.Cast {
		ch, ok := b.Cast.Find(change.Name)
		if !ok || ch.Look == "" || change.Look == "" {
			continue
		}
		before, after := traitsOf(ch.Look), traitsOf(change.Look)
		if side, clash := before.conflict(after); clash && !hasCause(b, c, side, change) {
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
func hasCause(b Brief, c Chapter, side trait, change CastChange) bool {
	strong := regexp.MustCompile(`(?i)\b(dye\w*|bleach\w*|shav\w*|wig|disguis\w*|transform\w*|shapeshift\w*|potion\w*|spell\w*|magic\w*|curse\w*|enchant\w*|glamour\w*|` +
		`illusion\w*|surgery|implant\w*|clone|body|possess\w*|mutat\w*|heal\w*|reborn|(?:years|months|decades|winters|summers) (?:later|pass\w*|ago|have|since)|` +
		`older|aged|ageing|aging|mask\w*|impost\w*|mirror|time|dream\w*|remember\w*|changed|changes|changing)\b`)
	text := told(b, c) + "\n" + change.Fate
	if strong.MatchString(text) || strings.Contains(strings.ToLower(change.Look), "now ") || strong.MatchString(change.Look) {
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
	why := regexp.MustCompile(`(?i)\b(now|no longer|cut|cuts|cutting|crop\w*|shorn|shear\w*|trim\w*|turn\w*|gone|go|goes|grow\w*|grew|becom\w*|fade\w*|burn\w*|singe\w*|scorch\w*|` +
		`paint\w*|powder\w*|ash|soot|mud|flour|dust|blood|snow|frost|wash\w*|new|once|used to|had been|was|were|stain\w*|white with|lose\w*|lost|blind\w*|glow\w*|tattoo\w*|reveal\w*|under)\b`)
	return slices.ContainsFunc(sentences(text), func(s string) bool { return about.MatchString(s) && why.MatchString(s) })
}

// lookTold finds hair or eyes that the prose or the scene gives another colour.
func lookTold(b Brief, c Chapter) string {
	text := unquoted(c.Prose) + "\n" + c.Scene.Action + "\n" + c.Scene.Alt
	for _, ch := range b.Cast {
		if ch.Look == "" || hasArticle(ch.Name) {
			continue
		}
		known := traitsOf(ch.Look)
		for _, n := range calledBy(ch.Name, b.Cast) {
			for _, m := range owned(n).FindAllStringSubmatch(text, -1) {
				seen := traitsOf(m[1])
				side, clash := known.conflict(seen)
				if clash && (side == hairColour || side == eyeColour) && !hasCause(b, c, side, CastChange{}) && !inLight(text) {
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
func inLight(text string) bool {
	return regexp.MustCompile(`(?i)\b(neon|glow\w*|lit|firelight|torchlight|moonlight|sunset|sunrise|dusk|dawn|lamplight|candlelight|lantern\w*|flames?|fire|reflect\w*|shimmer\w*|painted|dark|darkness)\b`).MatchString(text)
}

// settledCast is a chapter's changes of the cast with the canonical looks kept: a
// look that clashes without cause is not taken, and one that leaves out what was
// known is joined to it.
func settledCast(b Brief, c Chapter) []CastChange {
	out := slices.Clone(c.Cast)
	for i, change := range out {
		ch, ok := b.Cast.Find(change.Name)
		if !ok || ch.Look == "" || change.Look == "" {
			continue
		}
		before, after := traitsOf(ch.Look), traitsOf(change.Look)
		side, clash := before.conflict(after)
		switch {
		case clash && isEnglish(told(b, c)) && !hasCause(b, c, side, change):
			out[i].Look = ""
		case !covers(after, before):
			out[i].Look = joinedLook(ch.Look, change.Look)
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
func joinedLook(old, added string) string {
	if strings.Contains(strings.ToLower(old), strings.ToLower(added)) {
		return old
	}
	after := traitsOf(added)
	var parts []string
	for _, part := range strings.FieldsFunc(old, func(r rune) bool { return r == ',' || r == ';' }) {
		if _, clash := traitsOf(part).conflict(after); !clash {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	return CleanLine(strings.Join(append(parts, added), ", "))
}
