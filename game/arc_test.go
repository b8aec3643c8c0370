package game_test

import (
	"testing"

	"journey/game"
)

func phases(l game.Length, chapters int) string {
	out := make([]byte, chapters)
	for i := range out {
		out[i] = l.Arc(i + 1).Phase[0]
	}
	return string(out)
}

// The initials are opening, rising, turn, climax, ending.
func TestArcPhases(t *testing.T) {
	for length, want := range map[game.Length]string{
		game.Short:   "orrtceee",
		game.Medium:  "orrrrrrttcceeee",
		game.Long:    "orrrrrrrrrrrrrrrrtttcccceeeeee",
		game.Endless: "orrrrrrrttccrrrrrrrrttccrrrrrrrrttccr",
	} {
		if got := phases(length, len(want)); got != want {
			t.Errorf("%s: %s, want %s", length, got, want)
		}
	}
	if got := game.Short.Arc(0).Phase; got != game.Opening {
		t.Errorf("chapter 0 is the %s", got)
	}
}

// Wherever a path ends, it has been through every phase, in order.
func TestArcHasEveryPhaseInOrder(t *testing.T) {
	order := []game.Phase{game.Opening, game.Rising, game.Turn, game.Climax, game.Closing}
	for _, l := range []game.Length{game.Short, game.Medium, game.Long, "", "unknown"} {
		least, most := l.Chapters()
		at := 0
		for n := 1; n <= most; n++ {
			a := l.Arc(n)
			if a.Phase != order[at] {
				at++
			}
			if at == len(order) || a.Phase != order[at] {
				t.Fatalf("%s: chapter %d is the %s", l, n, a.Phase)
			}
			if a.Number != n || a.Least != least || a.Most != most {
				t.Errorf("%s: chapter %d is %+v", l, n, a)
			}
			if ends := a.Phase == game.Closing; a.MayEnd() != ends || ends != (n >= least) {
				t.Errorf("%s: chapter %d may end %v in the %s", l, n, a.MayEnd(), a.Phase)
			}
			if a.MustEnd() != (n == most) {
				t.Errorf("%s: chapter %d must end %v", l, n, a.MustEnd())
			}
		}
		if at != len(order)-1 || !l.Arc(most+5).MustEnd() {
			t.Errorf("%s does not end", l)
		}
	}
}

func TestEndlessNeverEnds(t *testing.T) {
	for n := range 1000 {
		if a := game.Endless.Arc(n); a.MayEnd() || a.MustEnd() || a.Phase == game.Closing || a.Most != 0 || a.Least != 0 {
			t.Fatalf("chapter %d: %+v", n, a)
		}
	}
}
