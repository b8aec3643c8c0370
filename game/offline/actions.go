package offline

import (
	"slices"
	"strings"
	"unicode"

	"journey/game"
)

// maxQuoted is how many letters of the player's own words the story repeats.
const maxQuoted = 90

// words makes the player's words safe to stand inside a sentence: one line, no
// quotation marks, no end mark, cut at a word.
func words(s string) string {
	var b strings.Builder
	n := 0
	for field := range strings.FieldsSeq(s) {
		var w strings.Builder
		for _, r := range field {
			switch {
			case strings.ContainsRune(`"“”„«»`, r):
				r = '’'
			case !unicode.IsPrint(r) && r != '\u200d':
				continue
			}
			w.WriteRune(r)
			n++
		}
		if n > maxQuoted && b.Len() > 0 {
			return b.String() + " …"
		}
		if b.Len() > 0 && w.Len() > 0 {
			b.WriteByte(' ')
			n++
		}
		b.WriteString(string([]rune(w.String())[:min(len([]rune(w.String())), maxQuoted)]))
	}
	return strings.TrimRight(b.String(), ".!?;:, ’")
}

// answer settles what the player's step means: a choice, words that fit one,
// words that fit a storylet, or something to be answered here and now.
func (t *turn) answer(offered []offer) {
	if i := t.b.Taken.Choice; i > 0 && i <= len(offered) {
		t.take(offered[i-1])
		return
	}
	t.spellOut()
	act := t.w.parse(t.b.Taken.Text)
	switch i, st := t.meant(act, offered); {
	case st != nil:
		t.to, t.walk = []string{st.ID}, true
		t.reply("heed")
		return
	case i >= 0:
		t.take(offered[i])
		return
	}
	t.stay = t.mayStay() && t.b.Taken.Choice == 0 && len(offered) > 0
	t.reply(t.w.class(act))
}

// spellOut makes sure that there are words to go by when the step is a choice the
// memo does not know, or nothing at all.
func (t *turn) spellOut() {
	if n := len(t.b.Recent); t.b.Taken.Choice > 0 && n > 0 {
		if last := t.b.Recent[n-1].Choices; t.b.Taken.Choice <= len(last) {
			t.b.Taken.Text = last[t.b.Taken.Choice-1].Text
		}
	}
	if words(t.b.Taken.Text) == "" {
		t.b.Taken.Text = "wait and see"
	}
}

// take follows a choice.
func (t *turn) take(o offer) {
	c := t.w.offered(o)
	again := o.S == "" || t.w.index[o.S].Again
	t.m.Q.apply(c.gives)
	t.lead = []line{{text: t.say(c.After), again: again}}
	t.to, t.toward = c.To, c.Toward
}

// reply answers in the story with a text of the class, or, when drawing again and
// again finds none that is new, with a plain one.
func (t *turn) reply(class string) {
	if t.try > 8 {
		class = "plain"
	}
	for _, a := range t.w.Answer {
		if a.Class == class && len(a.Texts) > 0 {
			t.m.Q.apply(a.gives)
			t.lead = []line{{text: t.say(a.Texts[t.rng.IntN(len(a.Texts))]), again: true}}
			return
		}
	}
}

// mayStay reports whether the story can afford a chapter that goes nowhere: not
// twice in a row, and never so late that the turn, the decision or the ending
// would find no room.
func (t *turn) mayStay() bool {
	if t.m.Stayed || t.last() == nil {
		return false
	}
	if t.b.Arc.Most == 0 {
		return true
	}
	due := 1
	if t.w.Pivot != "" && t.m.Q[t.w.Pivot] == 0 {
		due++
	}
	if !t.m.Decided {
		due++
	}
	return t.b.Arc.Number+due <= t.b.Arc.Most
}

// linger tells a chapter in which the scene stays: the reply, the time that
// passes, and what is still at stake.
func (t *turn) linger() (game.Chapter, error) {
	st := t.last()
	t.lines = append(t.lines, t.lead...)
	if passing := t.drift(); passing != "" {
		t.add(line{text: passing, again: true})
	}
	t.add(line{text: t.say(st.Hold), again: true})
	t.m.Stayed = true
	ch := game.Chapter{Teller: Teller, Scene: t.scene(st)}
	ch.Title = t.say(t.w.Pause)
	ch.Summary = "You did as you pleased for a moment: " + words(t.b.Taken.Text) + "."
	ch.Cast = t.castChanges(&storylet{})
	ch.Choices = t.offer(st)
	return t.finish(ch)
}

// drift is a text of time passing that was not said on this path; "" when all were.
func (t *turn) drift() string {
	q := t.q()
	if t.last().Scene.Weather.text(t.voice()) == "indoors" {
		q["indoors"] = 1
	}
	for _, i := range t.rng.Perm(len(t.w.Drift)) {
		d := t.w.Drift[i]
		if !d.needs.holds(q) {
			continue
		}
		if text := t.say(d.Text); !t.heard(text) {
			return text
		}
	}
	return ""
}

// clearly is how much better words must fit a storylet than a choice on offer to
// lead away from here: "talk to the pilot" is no choice to talk to the cook.
const clearly = 0.8

// meant is the offered choice, by its index, or the storylet that the words fit; -1
// and nil when they fit none.
func (t *turn) meant(act action, offered []offer) (int, *storylet) {
	if n := act.number; n > 0 && n <= len(offered) {
		return n - 1, nil
	}
	i, here := t.choiceMeant(act, offered)
	st, there := t.storyletMeant(act)
	if i >= 0 && there < here+clearly {
		return i, nil
	}
	return -1, st
}

// enoughForAChoice is what words must be worth to more than for a choice to be meant.
const enoughForAChoice = 0.99

// choiceMeant is the index of the offered choice that the words fit best, and how
// well; -1 when they fit none.
func (t *turn) choiceMeant(act action, offered []offer) (int, float64) {
	var sets []wordset
	for _, o := range offered {
		c := t.w.offered(o)
		sets = append(sets, t.w.wordset(c.Text.text(t.voice()), c.Words))
	}
	for i := range sets {
		sets[i] = sets[i].against(sets, i)
	}
	best, most := -1, enoughForAChoice
	for i, set := range sets {
		if s := act.score(set); s > most {
			best, most = i, s
		}
	}
	return best, most
}

// storyletMeant is the storylet that could come now and that the words fit best,
// and how well; nil when they fit none.
func (t *turn) storyletMeant(act action) (*storylet, float64) {
	phase := t.due(t.b.Arc, t.m)
	var best *storylet
	most, q := 1.19, t.q()
	for i := range t.w.Storylet {
		st := &t.w.Storylet[i]
		if st.Ending != nil || len(st.Words) == 0 || !t.fits(st, phase, q) {
			continue
		}
		if s := act.score(t.w.wordset("", st.Words)); s > most {
			best, most = st, s
		}
	}
	return best, most
}

// class is the kind of answer an action gets: an urgent one if any of its phrases
// was said, else that of the first verb known, else "other".
func (w *world) class(act action) string {
	for _, a := range w.Answer {
		if a.Urgent && slices.ContainsFunc(a.Words, func(p string) bool { return act.says(w, p) }) {
			return a.Class
		}
	}
	for _, tok := range act.tokens {
		for _, a := range w.Answer {
			if a.Urgent || tok.not && a.Class != "refuse" {
				continue
			}
			if slices.ContainsFunc(a.Words, func(word string) bool { return tok.is(w, word) }) {
				return a.Class
			}
		}
	}
	return "other"
}

// says reports whether every word of the phrase was said.
func (a action) says(w *world, phrase string) bool {
	for word := range strings.FieldsSeq(phrase) {
		if !slices.ContainsFunc(a.tokens, func(t token) bool { return t.is(w, word) && !t.not }) {
			return false
		}
	}
	return true
}
