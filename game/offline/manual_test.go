package offline

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"journey/game"
)

// manualWorld is the text of the world in docs/worlds.md.
func manualWorld(t *testing.T) string {
	t.Helper()
	manual, err := os.ReadFile("../../docs/worlds.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(manual), "```toml\n")
	example, _, ok := strings.Cut(example, "```")
	if !ok {
		t.Fatal("the manual has no world")
	}
	return example
}

// checkFerry reads and plays a world as the command does.
func checkFerry(t *testing.T, text string, games int) Report {
	t.Helper()
	s, err := newTeller(t).Draft("ferry", fstest.MapFS{"world.toml": {Data: []byte(text)}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Check(t.Context(), "ferry", games)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTheWorldOfTheManualIsPlayed takes the world out of docs/worlds.md, reads it as the
// checker does, and plays it to its ends.
func TestTheWorldOfTheManualIsPlayed(t *testing.T) {
	r := checkFerry(t, manualWorld(t), 100)
	if r.Games != 100 || len(r.Endings) != 2 || r.Chapters[game.Short][0] < 6 {
		t.Errorf("played %+v", r)
	}
}

// TestBrokenWorldsAreFound spoils the world of the manual in one way each.
func TestBrokenWorldsAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("plays thousands of games on one goroutine")
	}
	const never = `needs = ["dusk", "dawn"]` // it is never both
	for _, tt := range []struct{ name, old, new, want string }{
		{"what nobody reaches", `lean = "bold"`, never + "\n" + `lean = "bold"`, "e-bold was never told in 400 games"},
		{"an arc without a decision", `"climax", "decision"]`, `"climax"]`, `no storylet for the phase "decision"`},
		{"an arc that cannot be won", `phases = ["ending"]`, `phases = ["climax"]`, `no storylet for the phase "ending"`},
		{"a dead end", `gives = ["kind+1"], words = ["ask", "name"]`, `needs = ["dusk"], words = ["ask", "name"]`, "r-crossing: only 1 choices can always be taken"},
		{"a missing text", `after = "You ask. It takes a while to remember."`, `after = ""`, "r-crossing, choice 1: text, after or words is missing"},
		{"a trade nobody has", "You paid; you have", "You, the $trade, have", "o-quay: $trade may be empty"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := manualWorld(t)
			if !strings.Contains(text, tt.old) {
				t.Fatalf("the world has no %q to spoil", tt.old)
			}
			r := checkFerry(t, strings.ReplaceAll(text, tt.old, tt.new), enough)
			if all := strings.Join(r.Faults, "\n"); !strings.Contains(all, tt.want) {
				t.Errorf("the checker does not say %q, but\n%s", tt.want, all)
			}
		})
	}
}
