package game

import (
	"strings"
)

// isEnglish reports whether a text is surely English: one word in seven is one of
// those that hold every English sentence together.
func isEnglish(text string) bool {
	var all, common int
	for _, w := range tokens(text[:min(len(text), 4000)]) {
		switch w {
		case ",":
			continue
		case "the", "and", "you", "your", "of", "to", "is", "are", "with", "his", "her", "it", "that", "from", "says", "at", "she", "he":
			common++
		}
		all++
	}
	return all >= 4 && common*7 >= all
}

// unquoted returns a text without what is said in it: "" stands for each speech.
// A paragraph whose quotes do not pair is left out.
func unquoted(text string) string {
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		var b strings.Builder
		quoted := false
		for _, r := range paragraph {
			switch {
			case r == '“' && !quoted, r == '"' && !quoted:
				quoted = true
				b.WriteString(`""`)
			case r == '”' && quoted, r == '"' && quoted:
				quoted = false
			case r == '“', r == '”':
				quoted = true
			case !quoted:
				b.WriteRune(r)
			}
		}
		if !quoted {
			out = append(out, b.String())
		}
	}
	return strings.Join(out, "\n\n")
}

// sentences splits a text roughly.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?\n;", r) })
}

// isCommonWord reports whether a name is a word too, so that its being written at
// the start of a sentence says little.
func isCommonWord(name string) bool {
	switch strings.ToLower(name) {
	case "will", "rose", "hope", "faith", "grace", "mark", "grant", "may", "june", "april", "august", "ivy", "dawn", "joy", "art",
		"bill", "frank", "rich", "sandy", "rusty", "ash", "river", "sky", "storm", "raven", "wolf", "fox", "hunter", "shadow",
		"echo", "ember", "death", "time", "fate", "winter", "summer", "autumn", "spring", "star", "pearl", "ruby", "amber",
		"jade", "violet", "lily", "daisy", "violence", "mercy", "charity", "patience", "prudence", "honor", "justice", "victory",
		"chance", "chase", "drew", "pat", "rob", "sue", "wade", "miles", "lance", "pierce", "bob", "skip", "guy", "king", "page",
		"mother", "father", "captain", "doctor", "silence", "night", "robin", "jay", "wren", "heather", "hazel", "olive", "stone",
		"forest", "rain", "ocean", "major", "duke", "earl", "baron", "victor", "carol", "penny", "ginger", "scout", "ranger":
		return true
	}
	return false
}
