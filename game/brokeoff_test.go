package game_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/game/gametest"
)

var errCut = errors.New("the connection was lost")

// breaking tells the opening and breaks off every later chapter after three words.
func breaking(cause error) *script {
	return &script{after: 3, fail: func(b game.Brief) error {
		if b.Arc.Number == 1 {
			return nil
		}
		return cause
	}}
}

// brokenAtTwo plays up to a second chapter that breaks off.
func brokenAtTwo(t *testing.T, narrator *script) (*table, game.Broken) {
	t.Helper()
	tb := sit(t, game.Config{Narrator: narrator, SpareNarrator: &script{}, Painter: &brush{takes: time.Second}})
	tb.must(tb.j.Begin())
	next[game.Told](tb)
	tb.must(tb.j.Choose(2))
	return tb, next[game.Broken](tb)
}

func TestAChapterThatBreaksOffIsKeptAndThePlayerAsked(t *testing.T) {
	for name, cause := range map[string]error{"an error": errCut, "a fault": fault("it was cut")} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				narrator := breaking(cause)
				tb, broken := brokenAtTwo(t, narrator)
				off := broken.Off
				if off.Parent != 1 || off.Taken.Choice != 2 || off.Title != "Chapter 2" || off.Prose != "The door gives." || !strings.Contains(off.Why, cause.Error()) {
					t.Errorf("broke off %+v", off)
				}
				if len(narrator.asked) != 2 || slices.Contains(tb.log, "TurnAgain") {
					t.Errorf("asked %d times for two chapters: %q", len(narrator.asked), tb.log)
				}
				tb.must(tb.j.Settle(t.Context()))
				s := tb.saved()
				if s.Broken == nil || *s.Broken != off || s.Head != 1 || s.Len() != 1 {
					t.Errorf("the journal has %+v, head %d of %d", s.Broken, s.Head, s.Len())
				}
			})
		})
	}
}

func TestAChapterWithoutAWayOnIsKeptAndThePlayerAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := &script{empty: func(game.Brief) bool { return true }}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		if off := next[game.Broken](tb).Off; off.Prose != words || off.Why != "Nobody can go on from the reply: it offers fewer choices than the 2 to 4 that a chapter needs." || len(narrator.asked) != 1 {
			t.Errorf("asked %d times, broke off %+v", len(narrator.asked), off)
		}
	})
}

func TestTheWaysOnFromABrokenChapter(t *testing.T) {
	for name, way := range map[string]struct {
		do     func(j *game.Journey) error
		teller string
	}{
		"told again":    {(*game.Journey).Retell, "script"},
		"told offline":  {(*game.Journey).Spare, "spare"},
		"another way":   {func(j *game.Journey) error { return j.Choose(1) }, "script"},
		"the same way":  {func(j *game.Journey) error { return j.Choose(2) }, "script"},
		"in own words":  {func(j *game.Journey) error { return j.Act("sing") }, "script"},
		"back, and on":  {func(j *game.Journey) error { return j.GoTo(1) }, ""},
		"back, by hand": {func(j *game.Journey) error { return j.GoTo(j.Story().Head) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				narrator := breaking(errCut)
				spare := &script{finish: func(_ game.Brief, c *game.Chapter) { c.Teller = "spare" }}
				tb := sit(t, game.Config{Narrator: narrator, SpareNarrator: spare})
				tb.must(tb.j.Begin())
				next[game.Told](tb)
				tb.must(tb.j.Choose(2))
				next[game.Broken](tb)
				narrator.fail = nil
				tb.must(way.do(tb.j))
				if way.teller == "" {
					next[game.Moved](tb)
				} else if c := next[game.Told](tb).Chapter; c.Teller != way.teller || c.Parent != 1 || c.Prose != words {
					t.Errorf("told %+v", c)
				}
				if s := tb.saved(); s.Broken != nil {
					t.Errorf("the journal still has %+v", s.Broken)
				}
			})
		})
	}
}

func TestABrokenChapterIsThereAgainWhenTheStoryIsOpened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib, narrator := gametest.NewMemory(), &script{after: 3, fail: func(game.Brief) error { return errCut }}
		cfg := game.Config{Library: lib, Narrator: narrator, SpareNarrator: &script{}}
		j, err := game.Start(t.Context(), cfg, game.StoryStarted{})
		if err != nil {
			t.Fatal(err)
		}
		tb := &table{t: t, j: j, lib: lib}
		tb.must(j.Begin())
		off := next[game.Broken](tb).Off
		tb.must(j.Close())

		tb.j, err = game.Open(t.Context(), cfg, j.Story().ID)
		tb.must(err)
		if s := tb.j.Story(); s.Broken == nil || *s.Broken != off || s.Head != 0 {
			t.Fatalf("opened with %+v at %d", s.Broken, s.Head)
		}
		tb.must(tb.j.Spare())
		if c := next[game.Told](tb).Chapter; c.ID != 1 {
			t.Errorf("told %+v", c)
		}
		tb.must(tb.j.Close())
	})
}

func TestABrokenChapterWithAWayOnIsEnough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := breaking(errCut)
		narrator.ways = true
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Choose(1))
		if c := next[game.Told](tb).Chapter; c.ID != 2 || len(c.Choices) != 2 {
			t.Errorf("told %+v", c)
		}
		if s := tb.saved(); len(s.Notes) != 1 || !strings.Contains(s.Notes[0].Text, "broke off") {
			t.Errorf("noted %+v", s.Notes)
		}
	})
}

func TestOwnWordsSurviveABrokenChapter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: breaking(errCut)})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Act("sing to the lamp"))
		next[game.Broken](tb)
		tb.must(tb.j.GoTo(1))
		next[game.Moved](tb)
		if s := tb.saved(); s.Wish != "sing to the lamp" {
			t.Errorf("the wish is %q", s.Wish)
		}
		if err := tb.j.Spare(); !errors.Is(err, game.ErrNoChoice) {
			t.Errorf("a spare narrator with nothing broken: %v", err)
		}
	})
}
