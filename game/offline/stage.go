package offline

import (
	"cmp"
	"slices"
	"strings"

	"journey/game"
)

// scene renders the setting of st for the painter.
func (t *turn) scene(st *storylet) game.Scene {
	set := st.Scene
	sc := game.Scene{
		Place: set.Place.text(t.voice()), Time: set.Time.text(t.voice()), Light: set.Light.text(t.voice()),
		Weather: set.Weather.text(t.voice()), Shot: set.Shot.text(t.voice()), Mood: set.Mood.text(t.voice()),
		Action: t.say(set.Action), Alt: t.say(set.Alt), Present: t.present(set.Present),
	}
	if sc.Time == "" {
		sc.Time = t.hour()
	}
	if sc.Weather == "" {
		sc.Weather = t.sky()
	}
	if sc.Alt == "" {
		sc.Alt = upperFirst(sc.Place) + ", " + sc.Time + ", " + sc.Weather + "; " + sc.Light + ". " + sc.Action
	}
	return sc
}

// present turns ids into names of the cast.
func (t *turn) present(ids []string) []string {
	var out []string
	for _, id := range ids {
		name := ""
		if p, ok := t.w.person(id); ok {
			name = p.Name
		}
		if id == "friend" {
			name = t.friend()
		}
		if _, known := t.b.Cast.Find("You"); id == "you" && t.w.name == otherWorld && !known {
			name = ""
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// castChanges says who is new in st, what the player now carries and wears, and
// whom the storylet sends away.
func (t *turn) castChanges(st *storylet) []game.CastChange {
	var out []game.CastChange
	for _, id := range st.Scene.Present {
		p, ok := t.w.person(id)
		if _, known := t.b.Cast.Find(p.Name); !ok || known || id == "you" {
			continue
		}
		out = append(out, game.CastChange{Name: p.Name, Role: p.Role, Look: p.Look, Wears: p.Wears, Carries: p.Carries})
	}
	q := t.q()
	for _, c := range st.Cast {
		if p, ok := t.w.person(c.ID); ok && c.when.holds(q) {
			out = append(out, game.CastChange{Name: p.Name, Role: c.Role, Fate: c.Fate})
			if c.Fate != "" {
				t.m.Q["gone-"+c.ID] = 1
			}
		}
	}
	if you, ok := t.self(); ok {
		out = append([]game.CastChange{you}, out...)
	}
	return out
}

// self is what changed about the player, if anything did.
func (t *turn) self() (game.CastChange, bool) {
	p, ok := t.w.person("you")
	if !ok || t.home != "" {
		return game.CastChange{}, false
	}
	ch := game.CastChange{Name: p.Name, Wears: slices.Clone(p.Wears), Carries: slices.Clone(p.Carries)}
	if coat := t.coat(); coat != "" {
		ch.Wears = append(ch.Wears, coat)
	}
	if t.wish.object != "" {
		ch.Carries = append(ch.Carries, t.wish.object)
	}
	for _, th := range t.w.Thing {
		if t.m.Q[th.Quality] == 0 {
			continue
		}
		if th.Carried != "" {
			ch.Carries = append(ch.Carries, th.Carried)
		}
		if th.Worn != "" {
			ch.Wears = append(ch.Wears, th.Worn)
		}
	}
	old, known := t.b.Cast.Find(p.Name)
	if !known {
		ch.Role = cmp.Or(t.wish.trade, p.Role) + ", called " + t.handle()
		looks := []string{t.you("hair"), t.you("skin"), t.coat(), t.you("mark")}
		ch.Look = strings.Join(slices.DeleteFunc(looks, func(s string) bool { return s == "" }), ", ")
		return ch, true
	}
	return ch, !slices.Equal(old.Wears, ch.Wears) || !slices.Equal(old.Carries, ch.Carries)
}

// promises compares what the world owes with what the path says is open. An ending
// answers all of the world's own promises.
func (t *turn) promises(ends bool) game.Promises {
	var out game.Promises
	q := t.q()
	for _, p := range t.w.Promise {
		open := slices.ContainsFunc(t.b.Promises, func(o game.Promise) bool { return o.Text == p.Text })
		kept := ends || len(p.Kept) > 0 && p.kept.holds(q)
		switch {
		case open && kept:
			out.Kept = append(out.Kept, p.Text)
		case !open && !kept && p.needs.holds(q):
			out.Opened = append(out.Opened, p.Text)
		}
	}
	return out
}

// meet notes whom the player has now met.
func (t *turn) meet(st *storylet) {
	for _, id := range st.Scene.Present {
		if _, ok := t.w.person(id); ok {
			t.m.Q["met-"+id] = 1
		}
	}
}

// offer settles the choices of st, or the fallbacks where they are too few.
func (t *turn) offer(st *storylet) []game.Choice {
	if t.home != "" {
		return t.offerHome()
	}
	var open []offer
	for i := range st.Choice {
		if t.open(&st.Choice[i]) {
			open = append(open, offer{S: st.ID, C: i})
		}
	}
	open = t.foremost(open)
	for i := 0; len(open) < game.MinChoices && i < len(t.w.Fallback); i++ {
		open = append(open, offer{C: i})
	}
	t.m.Offered = open
	var out []game.Choice
	for _, o := range open {
		out = append(out, game.Choice{Text: t.say(t.w.offered(o).Text)})
	}
	return out
}

// offerHome leads from a bridge back into the world the story began in.
func (t *turn) offerHome() []game.Choice {
	var out []game.Choice
	for i, c := range t.s.worlds[t.home].Fallback[:game.MinChoices+1] {
		t.m.Offered = append(t.m.Offered, offer{C: i})
		out = append(out, game.Choice{Text: t.say(c.Text)})
	}
	return out
}

// open reports whether c can be taken and what it leads to could come.
func (t *turn) open(c *choice) bool {
	if !c.needs.holds(t.q()) {
		return false
	}
	if len(c.To) == 0 {
		return true
	}
	then := *t
	then.m = t.m.clone()
	then.m.Q.apply(c.gives)
	return len(then.targets(c.To, t.due(after(t.b.Arc), then.m))) > 0
}

// foremost cuts to the number of choices a chapter may have, those of the
// highest rank first, and keeps their order.
func (t *turn) foremost(open []offer) []offer {
	if len(open) <= game.MaxChoices {
		return open
	}
	ranked := slices.Clone(open)
	slices.SortStableFunc(ranked, func(a, b offer) int {
		return t.m.Q[t.w.offered(b).Rank] - t.m.Q[t.w.offered(a).Rank]
	})
	ranked = ranked[:game.MaxChoices]
	return slices.DeleteFunc(open, func(o offer) bool { return !slices.Contains(ranked, o) })
}

// after is the arc's next point.
func after(a game.ArcPoint) game.ArcPoint {
	for _, l := range game.Lengths() {
		if least, most := l.Chapters(); least == a.Least && most == a.Most {
			return l.Arc(a.Number + 1)
		}
	}
	a.Number++
	return a
}

// foreword tells once, in the opening, what the player should know about this
// teller: the world their premise is told in, and the language.
func (t *turn) foreword(st *storylet) {
	if !slices.Contains(st.Phases, opening) {
		return
	}
	p := t.b.Premise
	var notes []string
	if words(p.Prompt) != "" || (p.World != "" && p.World != t.w.name) {
		if t.w.name == otherWorld {
			notes = append(notes, "Told offline.")
		} else {
			notes = append(notes, "Told offline in the world of "+t.w.Title+".")
		}
	}
	if l := strings.ToLower(words(p.Language)); l != "" && !strings.HasPrefix(l, "en") {
		notes = append(notes, "The offline storyteller knows only English, so this story is told in it.")
	}
	if len(notes) > 0 {
		t.lines = append([]line{{text: "(" + strings.Join(notes, " ") + ")"}}, t.lines...)
	}
}
