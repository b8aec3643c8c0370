package offline

import (
	"strings"
	"testing"
	"testing/fstest"
)

// games is how many games of each world are played here; the checker of the
// command line plays more.
const games = 400

func TestWorldsHaveNoFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("plays thousands of games on one goroutine")
	}
	s := newTeller(t)
	for _, w := range s.menu() {
		t.Run(w.name, func(t *testing.T) {
			r, err := s.Check(t.Context(), w.name, games)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range r.Faults {
				t.Error(fault)
			}
			for _, st := range w.Storylet {
				if st.Ending != nil && r.Endings[st.Ending.Name] == 0 {
					t.Errorf("the ending %s was never reached", st.Ending.Name)
				}
			}
			t.Logf("%+v", r)
		})
	}
	for _, fault := range s.worlds[otherWorld].faults() {
		t.Error(fault)
	}
}

// tiny is a world that can be played, with one line for each fault to be put in.
const tiny = `
title = "Tiny"
blurb = "A room."
style = "ink"
hours = ["day"]
dark = []
skies = ["clear"]
leans = ["out"]
pause = "A Pause"
[[person]]
id = "you"
name = "You"
[[drift]]
text = "Time passes."
`

// TestFaultsAreNamed breaks a world in each way and reads what the checker says.
func TestFaultsAreNamed(t *testing.T) {
	for _, tt := range []struct{ add, want string }{
		{"[[storylet]]\nid = \"a\"\nphases = [\"noon\"]", `a: no phase "noon"`},
		{"[[storylet]]\nid = \"a\"\nneeds = [\"key\"]", `a: nothing sets "key"`},
		{"[[storylet]]\nid = \"a\"\nprose = \"$nobody\"", `a: no value $nobody`},
		{"[[storylet]]\nid = \"a\"\n[storylet.scene]\npresent = [\"bob\"]", `a: no person "bob"`},
		{"[[storylet]]\nid = \"a\"\n[[storylet.choice]]\nto = [\"b\"]", `a, choice 1: no storylet "b"`},
		{"[[storylet]]\nid = \"a\"\n[[storylet.choice]]\ntoward = [\"b\"]", `a, choice 1: no storylet has the tag "b"`},
		{"[[storylet]]\nid = \"a\"\n[[storylet.choice]]\nrank = \"b\"", `a, choice 1: no lean "b"`},
		{"[[storylet]]\nid = \"a\"\nending = { name = \"x\" }", `a: an ending needs one of the leans`},
		{"[[storylet]]\nid = \"a\"", `a: its prose is missing`},
		{"[[storylet]]\nid = \"a\"", `a: only 0 choices can always be taken`},
		{"[[storylet]]\nid = \"a\"\nprose = \"You, the $trade.\"", `a: $trade may be empty: write it inside <trade? ...>`},
		{"[[storylet]]\nid = \"a\"\nprose = \"<trade? You. ~ The $trade.>\"", `a: $trade may be empty`},
		{"[[storylet]]\nid = \"a\"\nhold = \"[{x|$object}]\"", `a: $object may be empty`},
		{"[[storylet]]\nid = \"a\"\n[storylet.scene]\naction = \"$promise\"", `a: $promise may be empty: write it inside <owed? ...>`},
		{"", `world: no storylet for the phase "opening"`},
		{"", `world: no storylet may come again`},
		{"", `world: no answer of the class "refuse"`},
	} {
		w, err := loadWorld(fstest.MapFS{"tiny/world.toml": {Data: []byte(tiny + tt.add)}}, "tiny")
		if err != nil {
			t.Errorf("%q: %v", tt.add, err)
			continue
		}
		if all := strings.Join(w.faults(), "\n"); !strings.Contains(all, tt.want) {
			t.Errorf("with %q the checker does not say %q:\n%s", tt.add, tt.want, all)
		}
	}
}
