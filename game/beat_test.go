package game_test

import (
	"testing"

	"journey/game"
)

// turns tells a story of n chapters along one path and returns each brief's turn.
func turns(t *testing.T, seed uint64, length game.Length, n int) []string {
	t.Helper()
	s := apply(t, game.NewStory("01"), game.StoryStarted{Premise: game.Premise{Length: length, Seed: seed}})
	var out []string
	for i := range game.ChapterID(n) {
		c := chapter(i+1, i)
		out = append(out, game.NewBrief(s, i, c.Taken).Turn)
		s = apply(t, s, game.ChapterTold{Chapter: c})
	}
	return out
}

func TestNoTurnIsSuggestedTwiceOnAPath(t *testing.T) {
	first := map[string]bool{}
	for seed := range uint64(20) {
		for length, n := range map[game.Length]int{game.Short: 8, game.Medium: 15, game.Long: 30, game.Endless: 80} {
			seen := map[string]bool{}
			for i, turn := range turns(t, seed, length, n) {
				if turn == "" && i < 30 || seen[turn] && turn != "" {
					t.Errorf("seed %d, %s, chapter %d: %q", seed, length, i+1, turn)
				}
				seen[turn] = true
				if i == 0 {
					first[turn] = true
				}
			}
		}
	}
	if len(first) < 4 {
		t.Errorf("twenty stories begin with the turns %v", first)
	}
}

func TestTurnsFollowTheStep(t *testing.T) {
	s := apply(t, game.NewStory("01"), started(), told(1, 0), told(2, 1))
	if a, b := game.NewBrief(s, 2, game.Taken{Choice: 1}), game.NewBrief(s, 2, game.Taken{Choice: 1}); a.Turn != b.Turn {
		t.Errorf("the same step gets %q and %q", a.Turn, b.Turn)
	}
	other := map[string]bool{}
	for choice := range 4 {
		other[game.NewBrief(s, 2, game.Taken{Choice: choice + 1}).Turn] = true
	}
	if len(other) < 2 {
		t.Errorf("all choices get the turn %v", other)
	}
	again := game.NewBrief(s, 1, game.Taken{Choice: 1, Text: "Open the door"})
	before := game.NewBrief(apply(t, game.NewStory("01"), started(), told(1, 0)), 1, game.Taken{Choice: 1, Text: "Open the door"})
	if again.Retelling != 1 || again.Turn == before.Turn {
		t.Errorf("a retelling gets %q again", again.Turn)
	}
}
