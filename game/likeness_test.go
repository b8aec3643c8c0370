package game_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"journey/game"
	"journey/game/gametest"
	"journey/game/offline"
)

// forgetful tells a second chapter in which black hair is red: always, or only
// until it is told of it.
type forgetful struct {
	stubborn bool
	cause    string
	asked    []game.Brief
}

func (f *forgetful) Narrate(_ context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	f.asked = append(f.asked, b)
	c := game.Chapter{
		Title: "On", Prose: "You stand at the door with Ada and the rain is on your face." + f.cause,
		Scene: game.Scene{Action: "Two people stand at the door of a mill in the rain.", Present: []string{"Ada"}}, Choices: []game.Choice{{Text: "Go on"}, {Text: "Go back"}},
		Cast: []game.CastChange{{Name: "Ada", Look: "a tall woman with black hair"}},
	}
	if b.Arc.Number > 1 {
		c.Cast = nil
		if f.stubborn || b.Fault == "" {
			c.Cast = []game.CastChange{{Name: "Ada", Look: "a tall woman with red hair", Wears: []string{"a shawl"}}}
		}
	}
	emit(game.Piece{Scene: &c.Scene, Cast: c.Cast})
	emit(game.Piece{Prose: c.Prose})
	return c, nil
}

func TestLookThatChangesWithoutCauseIsAskedForOnceAndNeverTaken(t *testing.T) {
	for name, tt := range map[string]struct {
		narrator *forgetful
		asked    int
		look     string
	}{
		"mended":   {&forgetful{}, 3, "a tall woman with black hair"},
		"stubborn": {&forgetful{stubborn: true}, 3, "a tall woman with black hair"},
		"told why": {&forgetful{cause: " The dye runs from her hair."}, 2, "a tall woman with red hair"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				painter := &brush{}
				tb := sit(t, game.Config{Narrator: tt.narrator, Painter: painter})
				tb.must(tb.j.Begin())
				next[game.Told](tb)
				tb.must(tb.j.Choose(1))
				next[game.Told](tb)
				tb.must(tb.j.Settle(t.Context()))
				if len(tt.narrator.asked) != tt.asked {
					t.Fatalf("asked %d times, want %d", len(tt.narrator.asked), tt.asked)
				}
				if fault := tt.narrator.asked[len(tt.narrator.asked)-1].Fault; (tt.asked == 3) != strings.Contains(fault, "hair of Ada") {
					t.Errorf("the narrator was told %q", fault)
				}
				ada := tb.saved().CastAt(2)[0]
				if ada.Look != tt.look {
					t.Errorf("the ledger says %q, want %q", ada.Look, tt.look)
				}
				if name == "stubborn" && !slices.Equal(ada.Wears, []string{"a shawl"}) {
					t.Errorf("she wears %q: what did change is lost", ada.Wears)
				}
				painter.mu.Lock()
				defer painter.mu.Unlock()
				for _, r := range painter.asked {
					if tt.asked == 3 && (len(r.Present) != 1 || r.Present[0].Look != tt.look) {
						t.Errorf("painted %+v, want the canonical look", r.Present)
					}
				}
			})
		})
	}
}

// TestNoOfflineStoryIsTwiceTold holds the rules to prose that contradicts nothing.
func TestNoOfflineStoryIsTwiceTold(t *testing.T) {
	teller, err := offline.New()
	if err != nil {
		t.Fatal(err)
	}
	lib := gametest.NewMemory()
	chapters := 0
	for _, world := range teller.Worlds() {
		for seed := range uint64(10) {
			j, err := game.Start(t.Context(), game.Config{Library: lib, Narrator: teller}, game.StoryStarted{
				Premise: game.Premise{World: world.Name, Seed: seed, Length: game.Medium},
			})
			if err != nil {
				t.Fatal(err)
			}
			step := j.Begin
			for range 16 {
				if err := step(); err != nil {
					break
				}
				if err := j.Settle(t.Context()); err != nil {
					t.Fatal(err)
				}
				step = func() error { return j.Choose(1 + int(seed)%2) }
			}
			chapters += j.Story().Len()
			for _, n := range j.Story().Notes {
				t.Errorf("%s, seed %d, chapter %d: %s", world.Name, seed, n.Chapter, n.Text)
			}
			if err := j.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if chapters < 100 {
		t.Errorf("only %d chapters were told", chapters)
	}
}
