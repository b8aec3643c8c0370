package pixel

import (
	"slices"
	"testing"

	"journey/game"
)

// seen are the pixels of the people of a scene before any light falls on them.
func seen(sc game.Scene, cast ...game.Character) []ink {
	p := New()
	pl := p.find(sc, "")
	s := newStage(256, 171, sc, pl, 3)
	s.build(pl, sc)
	s.people(sc, cast)
	var out []ink
	for i, k := range s.kind {
		if k&isFigure != 0 {
			out = append(out, s.alb[i])
		}
	}
	return out
}

func TestSameCharacterSameSprite(t *testing.T) {
	for _, shot := range []string{"wide", "medium", "close-up"} {
		for _, c := range []game.Character{vesna(), {Name: "Oko", Look: "a small drone"}, {Name: "Nobody known"}, {Name: "You"}} {
			a := game.Scene{Place: "rooftop", Time: "noon", Light: "amber sun", Shot: shot, Present: []string{c.Name}}
			b := game.Scene{Place: "server hall", Time: "night", Weather: "rain", Light: "red emergency", Shot: shot, Present: []string{c.Name}}
			x, y := seen(a, c), seen(b, c)
			if len(x) < 200 {
				t.Errorf("%s, %s: only %d pixels", c.Name, shot, len(x))
			}
			if !slices.Equal(x, y) {
				t.Errorf("%s looks different in two scenes, %s", c.Name, shot)
			}
		}
	}
}

func TestDescriptionChangesTheSprite(t *testing.T) {
	base := vesna()
	was := figure(traitsOf(base), 60, false)
	for name, change := range map[string]func(*game.Character){
		"hair colour": func(c *game.Character) {
			c.Look = "a tall woman with short pink hair, violet glowing eyes and a brass jaw implant"
		},
		"hair length": func(c *game.Character) {
			c.Look = "a tall woman with long silver hair, violet glowing eyes and a brass jaw implant"
		},
		"eyes": func(c *game.Character) {
			c.Look = "a tall woman with short silver hair, amber glowing eyes and a brass jaw implant"
		},
		"coat":     func(c *game.Character) { c.Wears = []string{"long green coat"} },
		"cut":      func(c *game.Character) { c.Wears = []string{"red dress"} },
		"hat":      func(c *game.Character) { c.Wears = append(c.Wears, "a black hat") },
		"hood":     func(c *game.Character) { c.Wears = append(c.Wears, "a hood") },
		"umbrella": func(c *game.Character) { c.Carries = []string{"an umbrella"} },
		"nothing":  func(c *game.Character) { c.Carries = nil },
	} {
		c := vesna()
		change(&c)
		if p := figure(traitsOf(c), 60, false); slices.Equal(p.px, was.px) && slices.Equal(p.mat, was.mat) {
			t.Errorf("%s cannot be seen", name)
		}
	}
}

func TestTraits(t *testing.T) {
	for _, c := range []struct {
		who   game.Character
		holds func(traits) bool
	}{
		{vesna(), func(x traits) bool { return x.hair == 0xc4ccdc && x.style == "short" && x.glowEyes && x.implant }},
		{vesna(), func(x traits) bool { return x.cut == "coat" && x.coat == 0xd02c3c && x.height > 100 }},
		{vesna(), func(x traits) bool { return slices.Equal(x.carries, []string{"lamp"}) }},
		{game.Character{Name: "M", Look: "an old man, bald, white beard, dark skin"}, func(x traits) bool {
			return x.old && x.style == "bald" && x.beard && x.hair == 0xe8e8f0 && x.skin == 0x5c3828
		}},
		{game.Character{Name: "I", Look: "a girl of nine"}, func(x traits) bool { return x.child && x.height < 80 }},
		{game.Character{Name: "U", Look: "a rusted robot with red eyes"}, func(x traits) bool { return x.kind == "robot" && x.glowEyes && x.eyes == vivid(0xd02c3c) }},
		{game.Character{Name: "O", Role: "repair drone"}, func(x traits) bool { return x.kind == "drone" }},
		{game.Character{Name: "L", Wears: []string{"white lab coat", "round glasses"}}, func(x traits) bool { return x.coat == 0xe8ecf4 && x.glasses }},
		{game.Character{Name: "H", Wears: []string{"grey hoodie, hood up"}}, func(x traits) bool { return x.hood && x.cut == "hoodie" }},
		{game.Character{Name: "Eleven", Role: "a mind in a games console", Look: "small grey games console, glowing green pixel face"}, func(x traits) bool {
			return x.kind == "console" && x.eyes == vivid(0x2e9a54)
		}},
		{game.Character{Name: "Mara", Look: "short white hair, brown skin, red coat, one glowing cyan eye", Wears: []string{"red coat", "black apron"}}, func(x traits) bool {
			return x.kind == "" && x.oneEye && x.glowEyes && x.coat == 0xd02c3c && x.apron && x.apronInk == 0x26222e
		}},
		{game.Character{Name: "Tick", Role: "twelve years old, queen of the arcade"}, func(x traits) bool { return x.child && !x.old }},
		{game.Character{Name: "Nine", Look: "a woman with nine fingers and an old scar", Wears: []string{"old coat"}}, func(x traits) bool { return !x.child }},
		{game.Character{Name: "P", Look: "short grey hair, brown eyes, long coat, glowing wrist port"}, func(x traits) bool { return x.style == "short" && !x.glowEyes }},
		{game.Character{Name: "R", Look: "long black hair, glowing blue neck port"}, func(x traits) bool { return x.markAt == "neck" && x.markInk == 0x3a7cff }},
		{game.Character{Name: "you"}, func(x traits) bool { return x.you }},
	} {
		if x := traitsOf(c.who); !c.holds(x) {
			t.Errorf("%+v reads as %+v", c.who, x)
		}
	}
}

func TestCastOf(t *testing.T) {
	got := castOf(game.Scene{Present: []string{"Vesna", "vesna", "", "You", "A", "B", "C", "D", "E"}}, nil)
	if len(got) != maxPeople {
		t.Fatalf("%d people, want %d", len(got), maxPeople)
	}
	if !got[0].you {
		t.Error("the player does not stand first")
	}
}

// TestOneConsoleIsSeen: who is one and stands there is not in somebody's hand as well.
func TestOneConsoleIsSeen(t *testing.T) {
	t.Parallel()
	you := game.Character{Name: "You", Carries: []string{"the console", "a lamp"}}
	eleven := game.Character{Name: "Eleven", Look: "a mind in a games console"}
	for _, tt := range []struct {
		present []string
		want    []string
	}{{[]string{"You"}, []string{"console", "lamp"}}, {[]string{"Eleven", "You"}, []string{"lamp"}}} {
		all := castOf(game.Scene{Present: tt.present}, []game.Character{you, eleven})
		got := slices.Clone(all[0].carries)
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("of %v, you carry %v, want %v", tt.present, got, tt.want)
		}
	}
}
