package game

import (
	"slices"
	"strings"
	"unicode"
)

// Limits of promises.
const (
	// MaxPromise is the most runes of one promise.
	MaxPromise = 160
	// MaxOpened is how many promises a chapter may open; what follows is dropped.
	MaxOpened = 3
	// MaxPromises is how many are open at once. While so many are owed no further
	// one is taken down: what has waited longest is what a reader waits for.
	MaxPromises = 12
)

// A Promise is something the story has set up and still owes its reader: a debt, a
// locked door, a vow, a secret.
type Promise struct {
	Text    string
	Chapter int // the place on its path of the chapter that opened it
}

// Promises says what a chapter set up and what it paid off. Kept names promises by
// their text; small differences in spelling do not matter.
type Promises struct {
	Opened []string `json:"opened,omitempty"`
	Kept   []string `json:"kept,omitempty"`
}

func (p Promises) clean() Promises {
	return Promises{Opened: cleanPromises(p.Opened, MaxOpened), Kept: cleanPromises(p.Kept, MaxPromises)}
}

func cleanPromises(in []string, limit int) []string {
	var out []string
	for _, s := range in {
		if s = cleanLine(s, MaxPromise); s != "" && len(out) < limit && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// PromisesAt returns what the path to chapter id has set up and not paid off,
// oldest first.
func (s *Story) PromisesAt(id ChapterID) []Promise { return openPromises(s.Path(id)) }

// openPromises folds the promises of a path. An ending owes nothing: what it leaves
// open stays open for good.
func openPromises(path []Chapter) []Promise {
	var open []Promise
	for i, c := range path {
		for _, text := range c.Promises.Kept {
			if at := findPromise(open, text); at >= 0 {
				open = slices.Delete(open, at, at+1)
			}
		}
		for _, text := range c.Promises.Opened {
			if len(open) < MaxPromises && findPromise(open, text) < 0 {
				open = append(open, Promise{Text: text, Chapter: i + 1})
			}
		}
	}
	return open
}

// findPromise returns the place of the promise that text means, or -1: the one of
// the same words, or else the only one that shares most of its words.
func findPromise(open []Promise, text string) int {
	want := words(text)
	found := -1
	for i, p := range open {
		switch same := sharedWords(words(p.Text), want); {
		case same == 1:
			return i
		case same < 0.7:
		case found >= 0:
			return -1
		default:
			found = i
		}
	}
	return found
}

// sharedWords is how much of two lists of words is the same, from 0 to 1.
func sharedWords(a, b []string) float64 {
	all := len(a) + len(b)
	if all == 0 {
		return 1
	}
	both := 0
	rest := slices.Clone(b)
	for _, w := range a {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			both++
		}
	}
	return float64(2*both) / float64(all)
}

// words splits a text into lower-case words. In scripts that put no space between
// words each letter is one.
func words(text string) []string {
	var out []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range text {
		switch {
		case unspaced(r):
			end()
			out = append(out, string(r))
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			word.WriteRune(unicode.ToLower(r))
		case r != '\'' && r != '’': // "don't" is one word
			end()
		}
	}
	end()
	return out
}

// unspaced reports whether r belongs to a script that is written without spaces.
func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
