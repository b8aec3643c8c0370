package offline

import (
	"cmp"
	"encoding/json"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"journey/game"
)

// A turn is the making of one chapter.
type turn struct {
	s   *Storyteller
	w   *world
	b   game.Brief
	m   memo
	rng *rand.Rand
	try int
	// wish is what the premise says of the player.
	wish wish
	// home is the world to go on with when w only bridges a gap.
	home string

	// lead opens the chapter by answering what the player did; to and toward say
	// where it leads; named is set when a target of to was taken.
	lead   []line
	to     []string
	toward []string
	named  bool
	walk   bool // say how the player gets there even so
	stay   bool

	lines   []line
	repeats int
	values  map[string]string // what templates may name, made when first needed
}

// A line is a stretch of prose, one or more paragraphs. Run joins it to the
// paragraph before; again marks what could be said more than once in a story.
type line struct {
	text  string
	run   bool
	again bool
}

// turn prepares the making of the chapter the brief asks for. Try varies it.
func (s *Storyteller) turn(b game.Brief, try int) *turn {
	t := &turn{s: s, b: b, try: try, wish: wishOf(b.Premise.Prompt)}
	old, ok := s.readMemo(b)
	first := b.Arc.Number <= 1 && len(b.Recent) == 0
	switch {
	case ok:
		t.m, t.w = old.clone(), s.worlds[old.World]
	case first:
		t.w = s.worldFor(b.Premise)
		t.m = memo{World: t.w.name, Q: qualities{}}
		t.m.Q.apply(t.w.begin)
	default:
		t.w = s.worlds[otherWorld]
		t.m = memo{World: otherWorld, Q: qualities{}}
		t.m.Q.apply(t.w.begin)
	}
	step := t.m.follow(b)
	t.rng = rand.New(rand.NewPCG(b.Premise.Seed^step, uint64(b.Arc.Number)<<8|uint64(try)))
	if !ok {
		t.m.Sky = t.rng.IntN(len(t.w.Skies))
	}
	apart := ok && old.Number != b.Arc.Number-1 // another told in between
	switch {
	case apart && old.World != otherWorld:
		t.home = old.World
		t.w = s.worlds[otherWorld]
	case apart:
		t.m.Recent, t.m.Decided, t.m.Will = nil, false, ""
	}
	t.m.Number = b.Arc.Number
	t.pass()
	switch {
	case first:
	case !ok || apart:
		t.bridge()
	default:
		t.answer(old.Offered)
	}
	return t
}

// pass moves the clock and the sky.
func (t *turn) pass() {
	t.m.Clock++
	if t.rng.IntN(4) == 0 {
		t.m.Sky = t.rng.IntN(len(t.w.Skies))
	}
}

func (t *turn) hour() string { return t.w.Hours[t.m.Clock%len(t.w.Hours)] }
func (t *turn) sky() string  { return t.w.Skies[t.m.Sky%len(t.w.Skies)] }

// q is what is true now, the hour, the sky and the premise included.
func (t *turn) q() qualities {
	q := maps.Clone(t.m.Q)
	q[t.hour()], q[t.sky()] = 1, 1
	if slices.Contains(t.w.Dark, t.hour()) {
		q["dark"] = 1
	}
	if strings.TrimSpace(t.b.Premise.Prompt) != "" {
		q["prompt"] = 1
	}
	if t.friend() != "" {
		q["friend"] = 1
	}
	if t.wish.trade != "" {
		q["trade"] = 1
	}
	if t.wish.object != "" {
		q["object"] = 1
	}
	if t.owed() != "" {
		q["owed"] = 1
	}
	if t.named {
		q["named"] = 1
	}
	if t.b.Arc.Most == 0 {
		q["endless"] = 1
	}
	if will := t.w.index[t.m.Will]; will != nil {
		q["will-"+will.Lean] = 1
	}
	for _, p := range t.w.Person {
		if t.gone(p.ID) {
			q["gone-"+p.ID] = 1
		}
	}
	return q
}

func (t *turn) voice() voice {
	if t.values == nil {
		said := words(t.b.Taken.Text)
		t.values = map[string]string{
			"handle": t.handle(), "prompt": words(t.b.Premise.Prompt), "words": said, "saying": upperFirst(said),
			"friend": t.friend(), "place": t.place(), "hour": t.hour(),
			"promise": t.owed(), "trade": t.wish.trade, "object": t.wish.object,
		}
	}
	return voice{q: t.q(), rng: t.rng, values: t.values}
}

func (t *turn) say(tpl template) string { return upperFirst(tpl.text(t.voice())) }

// you draws one side of the player's looks, the same all through a story.
func (t *turn) you(side string) string {
	list := t.w.Look[side]
	if len(list) == 0 {
		return ""
	}
	h := fnv.New64a()
	h.Write([]byte(side))
	rng := rand.New(rand.NewPCG(t.b.Premise.Seed, h.Sum64()))
	return list[rng.IntN(len(list))]
}

// handle is what the player is called.
func (t *turn) handle() string { return cmp.Or(t.wish.name, t.you("handle")) }

// coat is what the player is known by from afar.
func (t *turn) coat() string {
	coat := t.you("coat")
	if _, kind, ok := strings.Cut(coat, " "); ok && t.wish.colour != "" {
		return t.wish.colour + " " + kind
	}
	return coat
}

// friend is the first of the cast who is still around, for stories of others.
func (t *turn) friend() string {
	for _, c := range t.b.Cast {
		name := strings.ToLower(c.Name)
		if c.Fate == "" && name != "you" && !strings.Contains(strings.ToLower(c.Role), "player") {
			return c.Name
		}
	}
	return ""
}

// owed is the oldest promise of the story that is still open.
func (t *turn) owed() string {
	if len(t.b.Promises) == 0 {
		return ""
	}
	return words(t.b.Promises[0].Text)
}

// place is where the last chapter was told.
func (t *turn) place() string {
	if n := len(t.b.Recent); n > 0 && t.b.Recent[n-1].Scene.Place != "" {
		return words(t.b.Recent[n-1].Scene.Place)
	}
	return "crossing of two streets"
}

// bridge carries on after a chapter that another teller told.
func (t *turn) bridge() {
	if words(t.b.Taken.Text) != "" {
		t.to = []string{"bridge"}
		return
	}
	if n := len(t.b.Recent); n > 0 {
		last := t.b.Recent[n-1].Choices
		if i := t.b.Taken.Choice; i > 0 && i <= len(last) {
			t.b.Taken.Text = last[i-1].Text
			t.to = []string{"bridge"}
		}
	}
}

// maxWords is how long a chapter grows before what is spare is left out.
const maxWords = 215

// compose makes the chapter.
func (t *turn) compose() (game.Chapter, error) {
	if t.stay {
		return t.linger()
	}
	st := t.next()
	ch := game.Chapter{Teller: Teller}
	v := t.voice()
	t.lines = append(t.lines, t.lead...)
	if !t.named || t.walk || len(t.lead) == 0 {
		t.add(line{text: upperFirst(st.Arrive.text(v)), again: st.Again})
	}
	t.add(line{text: upperFirst(st.Prose.text(v)), run: len(t.lines) > len(t.lead), again: st.Again})
	t.foreword(st)
	ch.Title, ch.Summary = t.say(st.Title), t.say(st.Summary)
	ch.Scene = t.scene(st)
	ch.Ending = st.Ending
	t.m.Q.apply(st.gives)
	t.m.remember(st)
	t.m.Stayed = false
	if st.decides() {
		t.m.Decided = true
	}
	ch.Cast = t.castChanges(st)
	t.meet(st)
	if ch.Ending == nil {
		ch.Choices = t.offer(st)
	}
	return t.finish(ch)
}

// finish joins the lines and leaves the memo.
func (t *turn) finish(ch game.Chapter) (game.Chapter, error) {
	var b strings.Builder
	for i, l := range t.lines {
		switch {
		case i > 0 && l.run:
			b.WriteString(" ")
		case i > 0:
			b.WriteString("\n\n")
		}
		b.WriteString(l.text)
		if l.again {
			t.hear(l.text)
		}
	}
	ch.Prose = fit(b.String(), maxWords)
	ch.Promises = t.promises(ch.Ending != nil)
	if t.home != "" {
		t.m.Recent = nil
	}
	raw, err := json.Marshal(t.m)
	ch.Memo = raw
	return ch, err
}

// hear remembers sentences and counts those said before.
func (t *turn) hear(text string) {
	for _, s := range sentences(text) {
		h := hashSentence(strings.TrimSpace(s))
		if slices.Contains(t.m.Said, h) {
			t.repeats++
		}
		t.m.Said = append(t.m.Said, h)
	}
	if n := len(t.m.Said); n > maxSaid {
		t.m.Said = t.m.Said[n-maxSaid:]
	}
}

// heard reports whether a sentence of the text was said before.
func (t *turn) heard(text string) bool {
	return slices.ContainsFunc(sentences(text), func(s string) bool {
		return slices.Contains(t.m.Said, hashSentence(strings.TrimSpace(s)))
	})
}

func (t *turn) add(l line) {
	if l.text != "" {
		t.lines = append(t.lines, l)
	}
}

func upperFirst(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}
