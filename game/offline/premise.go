package offline

import (
	"slices"
	"strings"
	"unicode"

	"journey/game"
)

// A wish is what a premise in the player's own words gives to a world: who the
// player is, what they have with them, and in what colour they dress. What is not
// said is empty, and drawn by the world.
type wish struct {
	name   string // "Ada"
	trade  string // "clockmaker"
	object string // "a brass key"
	colour string // "green"
}

// How many words of a premise are read, and the most words of a trade, and of an
// object after its article.
const (
	maxRead   = 80
	maxTrade  = 3
	maxObject = 4
)

// wishOf reads a premise by its plain forms: "I am Ada, a clockmaker", "a courier
// who finds a letter", "my name is Ada". It would rather find nothing than
// something that nobody meant.
func wishOf(prompt string) wish {
	var w wish
	said := strings.Fields(prompt)
	said = said[:min(len(said), maxRead)]
	for i := range said {
		rest := said[i:]
		switch {
		case w.name == "" && begins(rest, "i", "am"), w.name == "" && begins(rest, "name", "is"):
			w.name = properName(rest[2:])
		case w.name == "" && (begins(rest, "i'm") || begins(rest, "called") || begins(rest, "named")):
			w.name = properName(rest[1:])
		}
		before := said[max(0, i-2):i]
		if w.trade == "" && (i == 0 || begins(before, "i", "am") || begins(said[max(0, i-1):], "i'm") || w.named(before)) {
			w.trade = nounAfter(rest, maxTrade)
		}
		if w.object == "" && i > 0 && slices.Contains(having(), plainWord(said[i-1])) {
			if found := nounAfter(rest, maxObject); found != "" {
				w.object = article(found) + " " + found
			}
		}
		if colour := plainWord(said[i]); w.colour == "" && slices.Contains(colours(), colour) {
			w.colour = colour
		}
	}
	w.name, w.trade, w.object = words(w.name), words(w.trade), words(w.object)
	return w
}

// named reports whether the words end with the name and a comma: "Ada, a ...".
func (w wish) named(said []string) bool {
	return w.name != "" && strings.HasSuffix(strings.Join(said, " "), w.name+",")
}

// having are the verbs after which a premise names a thing that matters.
func having() []string {
	return strings.Fields("find finds found carry carries carrying hold holds holding own owns owning inherit inherits inherited " +
		"receive receives received steal steals stole stolen with keep keeps keeping wear wears wearing bring brings brought")
}

func colours() []string {
	return strings.Fields("red orange yellow green teal blue purple violet pink brown black white grey golden silver")
}

// plainWord is a word in lower case without the marks around it.
func plainWord(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return unicode.IsPunct(r) && r != '-' }))
}

func begins(said []string, with ...string) bool {
	if len(said) < len(with) {
		return false
	}
	for i, w := range with {
		if strings.ReplaceAll(plainWord(said[i]), "’", "'") != w {
			return false
		}
	}
	return true
}

// ends reports whether a clause ends after the word as it was written.
func ends(word string) bool { return strings.ContainsAny(word[len(word)-1:], ",.;:!?)") }

// properName is the one or two words in capitals that said begins with.
func properName(said []string) string {
	var name []string
	for _, s := range said[:min(2, len(said))] {
		bare := strings.TrimFunc(s, unicode.IsPunct)
		first := []rune(bare + " ")[0]
		if !unicode.IsUpper(first) || len([]rune(bare)) < 2 || bare == strings.ToUpper(bare) {
			break
		}
		name = append(name, bare)
		if ends(s) {
			break
		}
	}
	return strings.Join(name, " ")
}

// nounAfter is what stands after "a", "an", "the" or "my", up to the word that goes on
// to say something of it; "" when that is longer than most words.
func nounAfter(said []string, most int) string {
	if len(said) < 2 || !slices.Contains([]string{"a", "an", "the", "my"}, plainWord(said[0])) {
		return ""
	}
	const goesOn = " who that which whose where when in on at of to from for with and but or is are was were has have had finds find hears " +
		"lives works keeps wakes comes wants must as by into under behind inside near made full named called name "
	var found []string
	for _, s := range said[1:] {
		bare := plainWord(s)
		if bare == "" || strings.Contains(goesOn, " "+bare+" ") {
			break
		}
		if found = append(found, bare); len(found) > most {
			return ""
		}
		if ends(s) {
			break
		}
	}
	return strings.Join(found, " ")
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an"
	}
	return "a"
}

// worldFor is the world a premise is told in: the one it names, else the one whose
// words it uses most, else the first of the menu.
func (s *Storyteller) worldFor(p game.Premise) *world {
	if w := s.worlds[p.World]; w != nil && w.name != otherWorld {
		return w
	}
	best, most := s.menu()[0], 0
	for _, w := range s.menu() {
		act := w.parse(p.Prompt)
		n := 0
		for _, call := range w.Calls {
			if slices.ContainsFunc(act.tokens, func(t token) bool { return t.raw == call || stem(t.raw) == stem(call) }) {
				n++
			}
		}
		if n > most {
			best, most = w, n
		}
	}
	return best
}

// menu lists the worlds a story can begin in, in their order.
func (s *Storyteller) menu() []*world {
	var all []*world
	for _, w := range s.worlds {
		if w.name != otherWorld {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b *world) int {
		if a.Order != b.Order {
			return a.Order - b.Order
		}
		return strings.Compare(a.name, b.name)
	})
	return all
}
