package offline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A checker looks through a world's data for names nothing answers to.
type checker struct {
	t     *testing.T
	w     *world
	given map[string]bool
}

// TestWorldFiles reads every storylet for ids, qualities, phases and texts that
// are wrong or missing.
func TestWorldFiles(t *testing.T) {
	for _, w := range newTeller(t).worlds {
		t.Run(w.name, func(t *testing.T) {
			c := checker{t: t, w: w, given: given(w)}
			if n := len(w.Storylet); w.name != otherWorld && n < 36 {
				t.Errorf("only %d storylets", n)
			}
			for i := range w.Storylet {
				c.storylet(&w.Storylet[i])
			}
			for _, d := range w.Drift {
				c.condition("drift", d.needs)
				c.template("drift", d.Text)
			}
			for _, p := range w.Promise {
				c.condition("promise", p.needs)
				c.condition("promise", p.kept)
			}
			for _, a := range w.Answer {
				for _, text := range a.Texts {
					c.template("answer "+a.Class, text)
				}
			}
		})
	}
}

// given are the qualities that something in w can set.
func given(w *world) map[string]bool {
	g := map[string]bool{"dark": true, "prompt": true, "friend": true, "named": true, "owed": true, "trade": true, "object": true, "endless": true}
	for _, name := range slices.Concat(w.Hours, w.Skies) {
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

func (c checker) storylet(st *storylet) {
	c.condition(st.ID, st.needs)
	for _, text := range []template{st.Title, st.Prose, st.Summary, st.Scene.Place, st.Scene.Light, st.Scene.Action} {
		if len(text) == 0 {
			c.t.Errorf("%s: a text is missing", st.ID)
		}
	}
	for _, text := range []template{st.Title, st.Prose, st.Summary, st.Arrive, st.Hold, st.Scene.Place, st.Scene.Light, st.Scene.Weather} {
		c.template(st.ID, text)
	}
	for _, p := range st.Phases {
		if !slices.Contains(phases(), p) {
			c.t.Errorf("%s: no phase %q", st.ID, p)
		}
	}
	for _, id := range st.Scene.Present {
		if _, ok := c.w.person(id); !ok && c.w.name != otherWorld {
			c.t.Errorf("%s: no person %q", st.ID, id)
		}
	}
	if alternatives(st.Prose) < 2 {
		c.t.Errorf("%s: its prose hardly varies", st.ID)
	}
	if st.Ending != nil {
		if !slices.Contains(c.w.Leans, st.Lean) || len(st.Choice) > 0 {
			c.t.Errorf("%s: an ending with lean %q and %d choices", st.ID, st.Lean, len(st.Choice))
		}
		return
	}
	c.choices(st)
}

func (c checker) choices(st *storylet) {
	if len(st.Hold) == 0 {
		c.t.Errorf("%s: nothing to say when it stays", st.ID)
	}
	sure := 0
	for i, ch := range st.Choice {
		at := fmt.Sprintf("%s, choice %d", st.ID, i+1)
		if len(ch.Text) == 0 || len(ch.After) == 0 || len(ch.Words) == 0 {
			c.t.Errorf("%s: a text or its words are missing", at)
		}
		c.condition(at, ch.needs)
		c.template(at, ch.Text)
		c.template(at, ch.After)
		for _, id := range ch.To {
			if c.w.index[id] == nil && !strings.HasPrefix(id, "@") {
				c.t.Errorf("%s: no storylet %q", at, id)
			}
		}
		for _, tag := range ch.Toward {
			if !slices.ContainsFunc(c.w.Storylet, func(s storylet) bool { return slices.Contains(s.Tags, tag) }) {
				c.t.Errorf("%s: no storylet has the tag %q", at, tag)
			}
		}
		if ch.Rank != "" && !slices.Contains(c.w.Leans, ch.Rank) {
			c.t.Errorf("%s: no lean %q", at, ch.Rank)
		}
		if len(ch.Needs) == 0 && (len(ch.To) == 0 || slices.Contains(st.Phases, decision) || slices.Contains(st.Phases, threshold)) {
			sure++
		}
	}
	if sure < 2 {
		c.t.Errorf("%s: only %d choices can always be taken", st.ID, sure)
	}
}

func (c checker) condition(at string, cond condition) {
	for _, clause := range cond {
		for _, term := range clause {
			if !c.given[term.name] {
				c.t.Errorf("%s: nothing sets %q", at, term.name)
			}
		}
	}
}

func (c checker) template(at string, text template) {
	values := []string{"handle", "prompt", "words", "saying", "friend", "place", "hour", "promise", "trade", "object"}
	text.walk(func(n node) {
		c.condition(at, n.cond)
		if n.value != "" && !slices.Contains(values, n.value) {
			c.t.Errorf("%s: no value $%s", at, n.value)
		}
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
