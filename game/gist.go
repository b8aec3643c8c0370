package game

import (
	"slices"
	"strings"
)

// A Gist is a chapter of a Brief in a sentence or two.
type Gist struct {
	Number int // the chapter's place on its path
	Text   string
	// Key marks chapters whose gist keeps its words longest: the opening, turns and
	// climaxes, and those that promised what is still owed or brought somebody new.
	Key bool
}

// gist condenses the chapter at a place of the brief's path.
func (b Brief) gist(c Chapter, number int) Gist {
	g := Gist{Number: number, Text: c.Summary}
	if g.Text == "" {
		first, _, _ := strings.Cut(c.Prose, "\n")
		g.Text = CleanLine(c.Title + ": " + first)
	}
	switch b.Premise.Length.Arc(number).Phase {
	case Opening, Turn, Climax:
		g.Key = true
	case Rising, Closing:
	}
	owed := func(p Promise) bool { return p.Chapter == number }
	isNew := func(ch CastChange) bool { return ch.Look != "" }
	g.Key = g.Key || slices.ContainsFunc(b.Promises, owed) || slices.ContainsFunc(c.Cast, isNew)
	return g
}

// What is left of a Brief that has to be cut, in tokens.
const (
	lastProse  = 400 // of the last chapter's end, while there is a past to cut
	leastProse = 120 // of the same, at the very least
	keyGist    = 40  // of a chapter that matters, while others can go
	leastGist  = 14  // of any that is left
	premise    = 300 // of the player's wish, at the very least
)

// Within returns the brief cut to a number of tokens, by the estimate of [Tokens].
// What is cut, in this order, and only as far as needed:
//
//  1. the chapters told in full: two, then only the last one; the others become gists;
//  2. the gists of ordinary chapters, the older the shorter;
//  3. the prose of the last chapter, of which the end stays;
//  4. the gists of ordinary chapters, which are left out from the oldest on;
//  5. the gists of key chapters; and more of the last chapter's prose;
//  6. of those in the cast who are dead or gone, all but the name and the fate;
//  7. a long wish of the player's.
//
// The step taken, open promises and what everybody looks like, wears and carries
// stay, also when the brief is still too long then. The brief itself is left as it
// is.
func (b Brief) Within(tokens int) Brief {
	b.Past, b.Recent, b.Cast = slices.Clone(b.Past), slices.Clone(b.Recent), slices.Clone(b.Cast)
	for _, cut := range cuts() {
		if b.Tokens() <= tokens {
			break
		}
		cut(&b, tokens)
	}
	return b
}

// A cut makes a brief shorter, if it can no further than to a number of tokens.
type cut func(b *Brief, tokens int)

func cuts() []cut {
	all := []cut{condense(2), condense(1)}
	for _, most := range []int{64, 48, 36, 26, 18} {
		all = append(all, fade(most))
	}
	return append(
		all,
		lastWords(lastProse), dropPast, shortenKeys(keyGist), lastWords(leastProse),
		shortenKeys(leastGist), forgetTheGone, func(b *Brief, _ int) { b.Premise.Prompt = shorten(b.Premise.Prompt, premise) },
	)
}

// condense leaves only so many chapters in full.
func condense(full int) cut {
	return func(b *Brief, _ int) {
		for len(b.Recent) > full {
			b.Past = append(b.Past, b.gist(b.Recent[0], b.Arc.Number-len(b.Recent)))
			b.Recent = b.Recent[1:]
		}
	}
}

// fade shortens the gists of ordinary chapters: the newest to so many tokens, one
// eight chapters older to half of that, and so on.
func fade(most int) cut {
	return func(b *Brief, _ int) {
		for i, g := range b.Past {
			if !g.Key {
				age := b.Arc.Number - g.Number
				b.Past[i].Text = shorten(g.Text, max(most*8/(8+age), leastGist))
			}
		}
	}
}

// lastWords cuts the prose of the chapters in full to its end.
func lastWords(most int) cut {
	return func(b *Brief, _ int) {
		for i := range b.Recent {
			b.Recent[i].Prose = tail(b.Recent[i].Prose, most)
		}
	}
}

func dropPast(b *Brief, tokens int) {
	over := b.Tokens() - tokens
	b.Past = slices.DeleteFunc(b.Past, func(g Gist) bool {
		if g.Key || over <= 0 {
			return false
		}
		over -= g.tokens()
		return true
	})
}

func shortenKeys(most int) cut {
	return func(b *Brief, _ int) {
		for i, g := range b.Past {
			b.Past[i].Text = shorten(g.Text, most)
		}
	}
}

func forgetTheGone(b *Brief, _ int) {
	for i, c := range b.Cast {
		if c.Fate != "" {
			b.Cast[i] = Character{Name: c.Name, Fate: c.Fate}
		}
	}
}

// Tokens estimates how long the brief is once a narrator has written it down.
func (b Brief) Tokens() int {
	const frame = 12 // names, brackets and commas around each entry
	p := b.Premise
	n := 10*frame + Tokens(p.Prompt+p.World+p.Style+p.Tone+p.Language) + Tokens(b.Taken.Text+b.Turn+b.Fault)
	for _, g := range b.Past {
		n += g.tokens()
	}
	for _, c := range b.Recent {
		n += 2*frame + Tokens(c.Title+c.Prose+c.Scene.Place)
		for _, choice := range c.Choices {
			n += 2 + Tokens(choice.Text)
		}
	}
	for _, c := range b.Cast {
		n += 2*frame + Tokens(c.Name+c.Role+c.Look+c.Fate) + Tokens(strings.Join(c.Wears, ", ")+strings.Join(c.Carries, ", "))
	}
	for _, p := range b.Promises {
		n += frame + Tokens(p.Text)
	}
	return n
}

func (g Gist) tokens() int { return 4 + Tokens(g.Text) }
