package game

import (
	"fmt"
	"slices"
	"strings"
)

// What is too like an earlier chapter. Of 14,000 chapters of the offline storyteller
// none shares more than 3 % of its runs with another one on its path; of a model
// that is stuck most are the same, or the same choices come again.
const (
	runWords   = 5   // words of a run
	runLetters = 10  // the same where each letter counts as a word
	manyRuns   = 0.6 // of a chapter's runs are an earlier one's: it is told again
	someRuns   = 0.2 // the same, with the same choices on top
	fewestRuns = 20  // a shorter chapter says too little to judge
)

// toldBefore finds a chapter that tells again what an earlier one on its path told: in
// mostly the same words, or leading to the very same choices under the same title. A
// teller that leaves a memo knows by itself what it has told, and would tell no
// other.
func toldBefore(b Brief, c Chapter) string {
	mine := runs(c.Prose)
	if len(c.Memo) > 0 || len(mine) < fewestRuns {
		return ""
	}
	for i, old := range slices.Backward(b.path) {
		same := sharedRuns(mine, runs(old.Prose))
		again := sameChoices(c, old) && (same > someRuns || strings.EqualFold(c.Title, old.Title))
		switch {
		case same > manyRuns:
			return fmt.Sprintf("it tells in the same words what chapter %d told", i+1)
		case again:
			return fmt.Sprintf("it comes back to the choices of chapter %d", i+1)
		}
	}
	return ""
}

// runs are all stretches of a few words in a text.
func runs(text string) map[string]bool {
	all := words(text)
	letters := 0
	for _, w := range all {
		if r := []rune(w); len(r) == 1 && unspaced(r[0]) {
			letters++
		}
	}
	length := runWords
	if letters*2 > len(all) {
		length = runLetters
	}
	out := make(map[string]bool, len(all))
	for i := range len(all) - length + 1 {
		out[strings.Join(all[i:i+length], " ")] = true
	}
	return out
}

// sharedRuns is the part of mine that is in theirs too.
func sharedRuns(mine, theirs map[string]bool) float64 {
	n := 0
	for run := range mine {
		if theirs[run] {
			n++
		}
	}
	return float64(n) / float64(max(len(mine), 1))
}

// sameChoices reports whether both chapters offer the same ways, in any order.
func sameChoices(a, b Chapter) bool {
	in := func(list []Choice, c Choice) bool {
		return slices.ContainsFunc(list, func(d Choice) bool { return strings.EqualFold(c.Text, d.Text) })
	}
	return len(a.Choices) > 0 && len(a.Choices) == len(b.Choices) &&
		!slices.ContainsFunc(a.Choices, func(c Choice) bool { return !in(b.Choices, c) })
}
