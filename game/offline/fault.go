package offline

import (
	"fmt"
	"slices"
	"strings"
)

// A proofreader looks through a world's data for names nothing answers to, and
// for texts that are missing.
type proofreader struct {
	w      *world
	given  map[string]bool
	needs  condition // of what is being read
	faults []string
}

// faults lists what is wrong with the world's data, each in a sentence.
func (w *world) faults() []string {
	r := &proofreader{w: w, given: w.given()}
	r.head()
	for i := range w.Storylet {
		r.needs = w.Storylet[i].needs
		r.storylet(&w.Storylet[i])
	}
	r.needs = nil
	r.given["indoors"] = true // known of a scene that stays, and only then
	for _, d := range w.Drift {
		r.condition("drift", d.needs)
	}
	delete(r.given, "indoors")
	for _, d := range w.Drift {
		r.template("drift", d.Text)
	}
	for _, p := range w.Promise {
		r.condition("promise", p.needs)
		r.condition("promise", p.kept)
	}
	classes := map[string]bool{}
	for _, a := range w.Answer {
		classes[a.Class] = true
		for _, text := range a.Texts {
			r.template("answer "+a.Class, text)
		}
	}
	for _, class := range []string{"heed", "plain", "other", "refuse"} {
		if !classes[class] && w.name != otherWorld {
			r.fault("world", "no answer of the class %q, which every world needs", class)
		}
	}
	return r.faults
}

func (r *proofreader) fault(at, format string, args ...any) {
	r.faults = append(r.faults, at+": "+fmt.Sprintf(format, args...)+".")
}

func (r *proofreader) head() {
	w := r.w
	for _, list := range []struct {
		name string
		n    int
	}{
		{"hours", len(w.Hours)}, {"skies", len(w.Skies)}, {"leans", len(w.Leans)}, {"pause", len(w.Pause)}, {"drift", len(w.Drift)},
	} {
		if list.n == 0 {
			r.fault("world", "%s is missing", list.name)
		}
	}
	if w.Title == "" || w.name != otherWorld && (w.Blurb == "" || w.Style == "") {
		r.fault("world", "title, blurb or style is missing")
	}
	if len(w.Fallback) < 3 && w.name != otherWorld {
		r.fault("world", "%d fallback choices, where 3 are needed", len(w.Fallback))
	}
	for _, phase := range phases() {
		if phase == threshold || w.name == otherWorld {
			continue
		}
		if !slices.ContainsFunc(w.Storylet, func(s storylet) bool { return slices.Contains(s.Phases, phase) }) && (phase != turning || w.Pivot != "") {
			r.fault("world", "no storylet for the phase %q", phase)
		}
	}
	if !slices.ContainsFunc(w.Storylet, func(s storylet) bool { return s.Again }) {
		r.fault("world", "no storylet may come again, so that an endless story would run dry")
	}
	if _, ok := w.person("you"); !ok && w.name != otherWorld {
		r.fault("world", "no person with the id \"you\"")
	}
}

// given are the qualities that something in the world can set.
func (w *world) given() map[string]bool {
	g := map[string]bool{}
	for _, name := range slices.Concat(w.Hours, w.Skies, own()) {
		g[name] = true
	}
	for _, p := range w.Person {
		g["met-"+p.ID], g["gone-"+p.ID] = true, true
	}
	add := func(effects []effect) {
		for _, e := range effects {
			g[e.name] = true
		}
	}
	add(w.begin)
	for _, st := range w.Storylet {
		add(st.gives)
		for _, c := range st.Choice {
			add(c.gives)
		}
		if st.Ending != nil {
			g["will-"+st.Lean] = true
		}
	}
	for _, a := range w.Answer {
		add(a.gives)
	}
	return g
}

// own are the qualities that the storyteller sets by itself in every world.
func own() []string {
	return []string{"dark", "prompt", "friend", "named", "owed", "endless", "trade", "object"}
}

// values are what templates may name.
func values() []string {
	return []string{"handle", "prompt", "words", "saying", "friend", "place", "hour", "promise", "trade", "object"}
}

func (r *proofreader) storylet(st *storylet) {
	r.condition(st.ID, st.needs)
	for _, part := range []struct {
		name string
		text template
	}{
		{"title", st.Title},
		{"prose", st.Prose},
		{"summary", st.Summary},
		{"place", st.Scene.Place},
		{"light", st.Scene.Light},
		{"action", st.Scene.Action},
	} {
		if len(part.text) == 0 {
			r.fault(st.ID, "its %s is missing", part.name)
		}
	}
	sc := st.Scene
	for _, text := range []template{
		st.Title, st.Prose, st.Summary, st.Arrive, st.Hold, sc.Place, sc.Time, sc.Light, sc.Weather, sc.Shot, sc.Mood, sc.Action, sc.Alt,
	} {
		r.template(st.ID, text)
	}
	for _, p := range st.Phases {
		if !slices.Contains(phases(), p) {
			r.fault(st.ID, "no phase %q; there are %s", p, strings.Join(phases(), ", "))
		}
	}
	for _, id := range st.Scene.Present {
		if _, ok := r.w.person(id); !ok && r.w.name != otherWorld {
			r.fault(st.ID, "no person %q", id)
		}
	}
	if alternatives(st.Prose) < 2 {
		r.fault(st.ID, "its prose hardly varies: give it at least two {one|other}")
	}
	if st.Ending == nil {
		r.choices(st)
		return
	}
	if !slices.Contains(r.w.Leans, st.Lean) || len(st.Choice) > 0 {
		r.fault(st.ID, "an ending needs one of the leans and no choices; it has lean %q and %d choices", st.Lean, len(st.Choice))
	}
}

func (r *proofreader) choices(st *storylet) {
	if len(st.Hold) == 0 {
		r.fault(st.ID, "nothing to hold: what is said when a free action is answered and the scene stays")
	}
	sure := 0
	for i, ch := range st.Choice {
		at := fmt.Sprintf("%s, choice %d", st.ID, i+1)
		r.needs = slices.Concat(st.needs, ch.needs)
		r.choice(at, ch)
		last := slices.Contains(st.Phases, decision) || slices.Contains(st.Phases, threshold)
		if len(ch.Needs) == 0 && (len(ch.To) == 0 || last) {
			sure++
		}
	}
	if sure < 2 {
		r.fault(st.ID, "only %d choices can always be taken, where 2 are needed", sure)
	}
}

func (r *proofreader) choice(at string, ch choice) {
	if len(ch.Text) == 0 || len(ch.After) == 0 || len(ch.Words) == 0 {
		r.fault(at, "text, after or words is missing")
	}
	r.condition(at, ch.needs)
	r.template(at, ch.Text)
	r.template(at, ch.After)
	for _, id := range ch.To {
		if r.w.index[id] == nil && !strings.HasPrefix(id, "@") {
			r.fault(at, "no storylet %q", id)
		}
	}
	for _, tag := range ch.Toward {
		if !slices.ContainsFunc(r.w.Storylet, func(s storylet) bool { return slices.Contains(s.Tags, tag) }) {
			r.fault(at, "no storylet has the tag %q", tag)
		}
	}
	if ch.Rank != "" && !slices.Contains(r.w.Leans, ch.Rank) {
		r.fault(at, "no lean %q", ch.Rank)
	}
}

func (r *proofreader) condition(at string, cond condition) {
	for _, clause := range cond {
		for _, term := range clause {
			if !r.given[term.name] {
				r.fault(at, "nothing sets %q", term.name)
			}
		}
	}
}

func (r *proofreader) template(at string, text template) {
	text.walk(func(n node) {
		r.condition(at, n.cond)
		if n.value != "" && !slices.Contains(values(), n.value) {
			r.fault(at, "no value $%s; there are $%s", n.value, strings.Join(values(), ", $"))
		}
	})
	for _, quality := range []string{"trade", "object", "prompt", "friend", "owed"} {
		if value := strings.Replace(quality, "owed", "promise", 1); !assures(r.needs, quality) && text.bare(value, quality) {
			r.fault(at, "$%s may be empty: write it inside <%s? ...>", value, quality)
		}
	}
}

// assures reports whether the quality is there when the condition holds.
func assures(c condition, quality string) bool {
	return slices.ContainsFunc(c, func(clause []term) bool {
		return len(clause) == 1 && clause[0].name == quality && clause[0].op == '>' && clause[0].n > 0
	})
}

// bare reports whether the value stands in t where its quality may be missing.
func (t template) bare(value, quality string) bool {
	return slices.ContainsFunc(t, func(n node) bool {
		return n.value == value || n.spare.bare(value, quality) || n.no.bare(value, quality) ||
			!assures(n.cond, quality) && n.yes.bare(value, quality) ||
			slices.ContainsFunc(n.alts, func(alt template) bool { return alt.bare(value, quality) })
	})
}

func alternatives(text template) int {
	n := 0
	text.walk(func(node node) {
		if len(node.alts) > 1 {
			n++
		}
	})
	return n
}
