package offline

import (
	"slices"
	"strings"
	"unicode"
)

// An action is what the player typed, taken apart.
type action struct {
	tokens []token
	number int // when it only names a choice by its number
}

// A token is one word that counts. Not marks it as negated; a spelled one is what it
// says, and no typing error for another.
type token struct {
	raw, root    string
	not, spelled bool
}

// refusal is the token that any negation leaves, beside the negated words.
const refusal = "refus"

// A wordset weighs the words that a choice or a storylet answers to.
type wordset map[string]float64

// What words are worth: those a world names as telling, the others of a choice's
// text, the names of people, and words that fit nothing.
const (
	telling  = 1.5
	calling  = 1.2 // a name, to a storylet
	ordinary = 1.0
	personal = 0.5
	stray    = -0.3
	unwanted = -1.5
	leading  = 0.3  // more for the first word, mostly the verb
	vague    = -0.9 // what fits nothing, where only a verb of many meanings fits
)

// lightVerbs mean what comes with them: "take the knife" and "take a breath" have nothing
// in common. Where nothing else fits, they alone do not settle what was meant.
const lightVerbs = " take get give make put hold keep call ring look turn set catch break draw pick check "

const stopwords = " a an the to of and or i i'm i'd i'll me my you your it its is am are be was in on at with for from that this then " +
	"there here want try will would like can could should just so now him her his she he they them their us we let let's go do does " +
	"by as into up out over off down about please some any find visit meet one one's very really still also too more have has get got back away along "

const negators = " not no never don't dont won't wont can't cannot refuse without stop avoid nothing "

func numbers() []string {
	return []string{"", "1 one first", "2 two second", "3 three third", "4 four fourth"}
}

// parse takes text apart. Only its first 60 words count.
func (w *world) parse(text string) action {
	var act action
	not, refused := 0, false
	fields := fieldsOf(text)
	for _, f := range fields[:min(len(fields), 60)] {
		spaced := " " + f + " "
		switch {
		case f == "," || f == "but":
			not = 0
		case strings.Contains(negators, spaced):
			not, refused = 3, true
		case !strings.Contains(stopwords, spaced):
			act.tokens = append(act.tokens, token{raw: f, root: w.root(f), not: not > 0, spelled: w.spelled()[f]})
			not--
		}
	}
	act.number = choiceNumber(fields)
	if refused {
		act.tokens = append(act.tokens, token{raw: refusal, root: refusal})
	}
	return act
}

// fieldsOf cuts text into words in lower case, with a comma where a clause ends.
func fieldsOf(text string) []string {
	text = strings.NewReplacer("’", "'", ",", " , ", ";", " , ", ".", " , ", "!", " , ", "?", " , ").Replace(strings.ToLower(text))
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != ','
	})
	for i, f := range fields {
		fields[i] = strings.Trim(f, "'")
	}
	return slices.DeleteFunc(fields, func(f string) bool { return f == "" })
}

// choiceNumber reads "2", "option 2" or "the second one".
func choiceNumber(fields []string) int {
	found := 0
	for _, f := range fields {
		if slices.Contains([]string{",", "option", "choice", "number", "the", "one", "take", "i"}, f) && len(fields) > 1 {
			continue
		}
		n := slices.IndexFunc(numbers(), func(s string) bool { return strings.Contains(" "+s+" ", " "+f+" ") })
		if n < 1 || found > 0 {
			return 0
		}
		found = n
	}
	return found
}

// root is the word's stem, or that of the first word of its synonyms.
func (w *world) root(word string) string {
	s := stem(word)
	if r, ok := w.synonyms[s]; ok {
		return r
	}
	return s
}

// wordset weighs what a choice of that text, or a storylet when text is empty,
// answers to. A name alone does not make a choice: there are many things one can
// do to a person.
func (w *world) wordset(text string, tellingWords []string) wordset {
	set := wordset{}
	put := func(s string, value float64) {
		for _, tok := range w.parse(s).tokens {
			v := value
			if w.isName(tok.raw) {
				v = personal
				if text == "" {
					v = calling
				}
			}
			set[tok.raw] = max(set[tok.raw], v)
			set[tok.root] = max(set[tok.root], v)
		}
	}
	put(text, ordinary)
	for _, word := range tellingWords {
		put(word, telling)
	}
	return set
}

func (w *world) isName(word string) bool {
	for _, p := range w.Person {
		if slices.Contains(strings.Fields(strings.ToLower(p.Name)), word) {
			return true
		}
	}
	return false
}

// against lowers what words are worth that other sets have too.
func (s wordset) against(all []wordset, self int) wordset {
	out := wordset{}
	for word, v := range s {
		for i, other := range all {
			if _, shared := other[word]; shared && i != self {
				v = min(v, personal)
			}
		}
		out[word] = v
	}
	return out
}

// score sums what the action's words are worth to the set.
func (a action) score(set wordset) float64 {
	sum, strays, heavy := 0.0, 0, false
	_, refusing := set[refusal]
	counted := map[string]bool{}
	for i, tok := range a.tokens {
		if counted[tok.root] {
			continue
		}
		counted[tok.root] = true
		v, ok := set.worth(tok)
		switch {
		case !ok && (tok.not || tok.root == refusal):
		case !ok:
			strays++
		case tok.not && !refusing:
			sum += unwanted
		default:
			sum += v
			heavy = heavy || !strings.Contains(lightVerbs, " "+tok.raw+" ")
			if i == 0 {
				sum += leading
			}
		}
	}
	if heavy {
		return sum + stray*float64(strays)
	}
	return sum + vague*float64(strays)
}

func (s wordset) worth(tok token) (float64, bool) {
	if v, ok := s[tok.root]; ok {
		return v, true
	}
	if v, ok := s[tok.raw]; ok {
		return v, true
	}
	best, ok := 0.0, false
	for word, v := range s {
		if tok.near(word) {
			best, ok = max(best, v), true
		}
	}
	return best, ok
}

func (t token) is(w *world, word string) bool {
	return t.raw == word || t.root == w.root(word) || t.near(word)
}

// near reports whether a word was meant, and mistyped.
func (t token) near(word string) bool { return !t.spelled && near(word, t.raw) }

// stem cuts common English endings.
func stem(word string) string {
	word = strings.TrimSuffix(strings.ToLower(word), "'s")
	for _, end := range []string{"ing", "ed", "es", "ly", "s"} {
		if len(word)-len(end) >= 3 && strings.HasSuffix(word, end) && !strings.HasSuffix(word, "ss") {
			word = strings.TrimSuffix(word, end)
			if n := len(word); n > 3 && word[n-1] == word[n-2] && word[n-1] != 'l' && word[n-1] != 's' {
				word = word[:n-1]
			}
			break
		}
	}
	if len(word) > 3 {
		word = strings.TrimSuffix(word, "e")
	}
	return word
}

// near reports whether two words differ by a small typing error: one letter in
// five or more, two in nine or more.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	allowed := 0
	switch n := min(len(x), len(y)); {
	case n >= 9:
		allowed = 2
	case n >= 5:
		allowed = 1
	}
	if allowed == 0 || len(x)-len(y) > allowed || len(y)-len(x) > allowed || x[0] != y[0] {
		return false
	}
	return distance(x, y) <= allowed
}

// distance counts inserted, lost, changed and swapped letters.
func distance(a, b []rune) int {
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
