package game_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
)

// hasty ends the story in every chapter for which it holds.
func hasty(when func(b game.Brief) bool) *script {
	return &script{finish: func(b game.Brief, c *game.Chapter) {
		if when(b) {
			c.Ending, c.Choices = &game.Ending{Name: "All die"}, nil
		}
	}}
}

func TestADoubtedChapterIsToldAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := hasty(func(b game.Brief) bool { return b.Fault == "" })
		tb := sit(t, game.Config{Narrator: narrator, Painter: &brush{takes: time.Second}})
		tb.must(tb.j.Begin())
		if c := next[game.Told](tb).Chapter; c.Ending != nil || c.ID != 1 {
			t.Errorf("told %+v, want the second reply", c)
		}
		tb.must(tb.j.Settle(t.Context()))
		if !slices.Contains(tb.log, "TurnAgain") || !slices.Contains(tb.log, "Notice: The chapter is told again: it ends the story before chapter 6.") {
			t.Errorf("the reader was not told why it begins again: %q", tb.log)
		}
		if len(narrator.asked) != 2 || !strings.Contains(narrator.asked[1].Fault, "ends the story") {
			t.Errorf("asked %+v", narrator.asked)
		}
		s := tb.saved()
		if c, _ := s.Current(); s.Len() != 1 || len(c.Pictures) != 1 || len(s.Notes) != 1 {
			t.Errorf("%d chapters, %d pictures, notes %v", s.Len(), len(c.Pictures), s.Notes)
		}
	})
}

func TestADoubtIsRaisedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := hasty(func(game.Brief) bool { return true })
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		if c := next[game.Told](tb).Chapter; c.Ending == nil || len(narrator.asked) != 2 {
			t.Errorf("asked %d times, told %+v, want the second reply whatever it is", len(narrator.asked), c)
		}
	})
}

func TestADoubtedChapterIsBetterThanNone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := hasty(func(game.Brief) bool { return true })
		narrator.after = 2
		narrator.fail = func(b game.Brief) error {
			if b.Fault != "" {
				return errors.New("the server is on fire")
			}
			return nil
		}
		tb := sit(t, game.Config{Narrator: narrator, SpareNarrator: &script{}, Painter: &brush{}})
		tb.must(tb.j.Begin())
		if c := next[game.Told](tb).Chapter; c.Ending == nil || c.Prose != words {
			t.Errorf("told %+v, want the first reply", c)
		}
		tb.must(tb.j.Settle(t.Context()))
		if c, _ := tb.saved().Current(); len(c.Pictures) != 1 {
			t.Errorf("%d pictures, want one of the chapter that is kept", len(c.Pictures))
		}
	})
}

func TestEndingsInTimeAreNotDoubted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := hasty(func(b game.Brief) bool { return b.Arc.Number == 6 })
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		for c := next[game.Told](tb).Chapter; c.Ending == nil; c = next[game.Told](tb).Chapter {
			tb.must(tb.j.Choose(1))
		}
		if n := len(narrator.asked); n != 6 || slices.Contains(tb.log, "TurnAgain") {
			t.Errorf("asked %d times for 6 chapters", n)
		}
	})
}
