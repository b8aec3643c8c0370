package offline

import (
	"slices"
	"strings"

	"journey/game"
)

// The phases of storylets: those of the arc, and two of the planner's own.
const (
	opening   = string(game.Opening)
	rising    = string(game.Rising)
	turning   = string(game.Turn)
	climax    = string(game.Climax)
	decision  = "decision"  // the last chapter before an ending is due
	threshold = "threshold" // between a decision and its ending
	ending    = string(game.Closing)
)

func phases() []string {
	return []string{opening, rising, turning, climax, decision, threshold, ending}
}

// phase says which storylets are due at a: a turn that was missed is made up
// for, and nobody reaches an ending without having decided.
func (w *world) phase(a game.ArcPoint, m memo) string {
	untold := w.Pivot != "" && m.Q[w.Pivot] == 0
	switch {
	case len(m.Recent) == 0 && a.Phase == game.Opening:
		return opening
	case a.MustEnd():
		return ending
	case a.Most == 0:
		return endlessPhase(a, untold)
	case untold && a.Number > a.Least/2:
		return turning
	case a.Number < a.Least-1:
		if a.Phase == game.Turn && w.Pivot != "" {
			return turning
		}
		if a.Phase == game.Climax {
			return climax
		}
		return rising
	case !m.Decided:
		return decision
	case a.MayEnd():
		return ending
	}
	return climax
}

func endlessPhase(a game.ArcPoint, untold bool) string {
	if a.Phase == game.Turn || untold && a.Number > 7 {
		return turning
	}
	if a.Phase == game.Climax {
		return climax
	}
	return rising
}

// due is the phase whose storylets come at a. The world that carries on what others
// began has few: when each was told since they left off, it comes to the decision
// and ends, however long the story was to be, rather than tell them again.
func (t *turn) due(a game.ArcPoint, m memo) string {
	p := t.w.phase(a, m)
	if t.w.name != otherWorld || t.home != "" || p == ending || p == decision {
		return p
	}
	if slices.ContainsFunc(t.w.Storylet, func(st storylet) bool {
		return st.fills() && !slices.Contains(m.Recent, st.ID)
	}) {
		return p
	}
	if m.Decided {
		return ending
	}
	return decision
}

// fills reports whether st comes between an opening and a decision.
func (st *storylet) fills() bool {
	return st.Again && !st.decides() && !slices.Contains(st.Phases, opening)
}

// decides reports whether the player stands before the last choice in st; what
// bridges any gap does not count.
func (st *storylet) decides() bool {
	return slices.Contains(st.Phases, decision) && !slices.Contains(st.Phases, opening)
}

// fits reports whether st may come now, q being what is true.
func (t *turn) fits(st *storylet, phase string, q qualities) bool {
	if !slices.Contains(st.Phases, phase) || t.w.name == otherWorld && st.decides() && phase != decision {
		return false
	}
	if !st.Again && slices.Contains(t.m.Used, st.ID) || st.Again && slices.Contains(t.m.Recent, st.ID) {
		return false
	}
	for _, id := range st.Scene.Present {
		if q["gone-"+id] > 0 {
			return false
		}
	}
	return st.needs.holds(q)
}

// gone reports whether the person has left the story, by ours or another's hand.
func (t *turn) gone(id string) bool {
	if t.m.Q["gone-"+id] > 0 {
		return true
	}
	p, ok := t.w.person(id)
	if !ok {
		return false
	}
	ch, ok := t.b.Cast.Find(p.Name)
	return ok && ch.Fate != ""
}

// targets returns the storylets of to that can come in phase, in order.
func (t *turn) targets(to []string, phase string) []*storylet {
	var out []*storylet
	q := t.q()
	for _, id := range to {
		switch id {
		case "@will":
			id = t.m.Will
		case "@other":
			id = t.otherEnding()
		}
		if st := t.w.index[id]; st != nil && t.fits(st, phase, q) {
			out = append(out, st)
		}
	}
	return out
}

// otherEnding is the ending leaned to most, apart from the one willed.
func (t *turn) otherEnding() string {
	for _, st := range t.endings() {
		if st.ID != t.m.Will {
			return st.ID
		}
	}
	return ""
}

// endings returns the endings that can come, the one leaned to most first.
func (t *turn) endings() []*storylet {
	var out []*storylet
	q := t.q()
	for i := range t.w.Storylet {
		if st := &t.w.Storylet[i]; st.Ending != nil && t.fits(st, ending, q) {
			out = append(out, st)
		}
	}
	slices.SortStableFunc(out, func(a, b *storylet) int { return t.m.Q[b.Lean] - t.m.Q[a.Lean] })
	return out
}

// next settles which storylet is told: one that the way here names, else one
// drawn by weight from those due.
func (t *turn) next() *storylet {
	phase := t.due(t.b.Arc, t.m)
	named := t.targets(t.to, phase)
	if phase == ending {
		return t.nextEnding(named)
	}
	if len(named) > 0 {
		t.named = true
		return named[t.rng.IntN(len(named))]
	}
	for _, p := range []string{phase, rising} {
		if st := t.draw(p, false); st != nil {
			return st
		}
	}
	if st := t.draw(rising, true); st != nil {
		return st
	}
	return t.first(func(st *storylet) bool { return st.Again })
}

// first finds the world's first storylet that is as asked: the way out when a memo
// from elsewhere leaves no other.
func (t *turn) first(is func(*storylet) bool) *storylet {
	for i := range t.w.Storylet {
		if st := &t.w.Storylet[i]; is(st) {
			return st
		}
	}
	return &t.w.Storylet[0]
}

func (t *turn) nextEnding(named []*storylet) *storylet {
	if len(named) == 0 {
		named = append(t.targets([]string{"@will"}, ending), t.endings()...)
		t.m.Will = ""
		if len(named) == 0 {
			return t.first(func(st *storylet) bool { return st.Ending != nil })
		}
		return named[0]
	}
	will := named[0]
	t.named = true
	if t.m.Will == "" && t.b.Arc.Number < t.b.Arc.Most && t.rng.IntN(5) < 2 {
		t.m.Will = will.ID
		if st := t.draw(threshold, false); st != nil {
			return st
		}
	}
	t.m.Will = ""
	return will
}

// draw picks by weight among what can come in phase; when worn is set, also what
// came a short while ago.
func (t *turn) draw(phase string, worn bool) *storylet {
	var list []*storylet
	var weights []int
	sum := 0
	q := t.q()
	for i := range t.w.Storylet {
		st := &t.w.Storylet[i]
		ok := t.fits(st, phase, q)
		if worn && st.Again {
			ok = slices.Contains(st.Phases, phase) && st.needs.holds(q)
		}
		if !ok {
			continue
		}
		list = append(list, st)
		weights = append(weights, t.weight(st))
		sum += weights[len(weights)-1]
	}
	if sum == 0 {
		return nil
	}
	n := t.rng.IntN(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return list[i]
		}
	}
	return nil
}

func (t *turn) weight(st *storylet) int {
	w := st.Weight
	if w == 0 {
		w = 10
	}
	for _, tag := range t.toward {
		if slices.Contains(st.Tags, tag) {
			w *= 6
		}
	}
	if last := t.last(); last != nil && slices.ContainsFunc(st.Tags, func(tag string) bool {
		return strings.HasPrefix(tag, "at-") && slices.Contains(last.Tags, tag)
	}) {
		w = max(1, w/5)
	}
	return w
}

// last is the storylet told before, nil at the opening or after another teller.
func (t *turn) last() *storylet {
	if len(t.m.Recent) == 0 {
		return nil
	}
	return t.w.index[t.m.Recent[len(t.m.Recent)-1]]
}
