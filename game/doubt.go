package game

import "fmt"

// A rule looks for one thing that speaks against a told chapter, which could be
// played on from but would mar the story. It says it as a clause, for the narrator
// and for the player ("it ends the story before chapter 6"); "" is no doubt. It is
// pure and quick. The offline storyteller's chapters must pass: a doubt asks it
// again for nothing.
type rule func(b Brief, c Chapter) string

// rules are asked in order; the first doubt counts.
func (x *lexicon) rules() []rule {
	return []rule{
		untimelyEnding,
		x.contradiction,
		toldBefore,
	}
}

// doubt is what speaks against keeping the chapter as it was told.
func (x *lexicon) doubt(b Brief, c Chapter) string {
	for _, r := range x.rules() {
		if why := r(b, c); why != "" {
			return why
		}
	}
	return ""
}

// untimelyEnding finds a story that ends before it has risen. A teller that leaves a
// memo knows by itself how much it has left to tell, and would end no other way.
func untimelyEnding(b Brief, c Chapter) string {
	switch {
	case c.Ending == nil || b.Arc.MayEnd() || len(c.Memo) > 0:
		return ""
	case b.Arc.Most == 0:
		return "it ends a story that is to go on without an end"
	}
	return fmt.Sprintf("it ends the story before chapter %d", b.Arc.Least)
}
