package game_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
)

func TestAFailingNarratorIsStoodInFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := &script{fail: func(game.Brief) error { return errors.New("the server is on fire") }}
		tb := sit(t, game.Config{Narrator: first, SpareNarrator: &script{}, Painter: &brush{takes: time.Second}})
		tb.must(tb.j.Begin())
		told := next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		if told.Chapter.Prose != words {
			t.Errorf("told %q", told.Chapter.Prose)
		}
		if !slices.Contains(tb.log, "TurnAgain") {
			t.Errorf("the reader was not told to begin again: %q", tb.log)
		}
		s := tb.saved()
		if len(s.Notes) != 1 || !strings.Contains(s.Notes[0].Text, "on fire") {
			t.Errorf("the journal notes %+v", s.Notes)
		}
		if c, _ := s.Current(); len(c.Pictures) != 1 {
			t.Errorf("the chapter has %d pictures, want the one of the telling that counts", len(c.Pictures))
		}
	})
}

func TestAPanicIsAFailureLikeAnyOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := &script{fail: func(game.Brief) error { panic("no such storylet") }}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		f := next[game.Failed](tb)
		var panicked *game.PanicError
		if !errors.As(f.Err, &panicked) || len(panicked.Stack) == 0 {
			t.Errorf("failed with %v", f.Err)
		}
		if says := game.Plain(f.Err); strings.Contains(says, "storylet") {
			t.Errorf("the player reads %q", says)
		}
		narrator.fail = nil
		tb.must(tb.j.Begin())
		next[game.Told](tb)
	})
}

func TestAFailureWithoutAStandInLeavesTheStory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("the server is on fire")
		narrator := &script{}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		narrator.fail = func(game.Brief) error { return broken }
		tb.must(tb.j.Choose(1))
		if f := next[game.Failed](tb); !errors.Is(f.Err, broken) {
			t.Errorf("failed with %v", f.Err)
		}
		narrator.fail = nil
		tb.must(tb.j.Choose(1))
		next[game.Told](tb)
	})
}

func TestAnUnusableReplyIsAskedForOnceMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := &script{fail: func(b game.Brief) error {
			if b.Fault == "" {
				return fault("it is a shopping list")
			}
			return nil
		}}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		if c := next[game.Told](tb).Chapter; len(c.Choices) != 2 {
			t.Errorf("told with choices %v", c.Choices)
		}
		if len(narrator.asked) != 2 || !strings.Contains(narrator.asked[1].Fault, "shopping list") {
			t.Errorf("asked %d times, the last with fault %q", len(narrator.asked), narrator.asked[len(narrator.asked)-1].Fault)
		}
	})
}

// A fault is an error that can be mended by asking again.
type fault string

func (f fault) Error() string { return "not a chapter: " + string(f) }
func (f fault) Fault() string { return string(f) }

func TestARefusedPictureIsPaintedOffline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refuses := &brush{err: fmt.Errorf("safety: %w", game.ErrRefused)}
		tb := sit(t, game.Config{Narrator: &script{}, Painter: refuses, SparePainter: &brush{name: "offline"}})
		tb.must(tb.j.Begin())
		p := tb.final()
		if p.Picture.Painter != "offline" || !strings.Contains(p.Picture.Note, "declined") {
			t.Errorf("arrived %+v", p.Picture)
		}
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		if c, _ := tb.saved().Current(); c.Picture.Note == "" {
			t.Error("the saved picture is not labelled")
		}
	})
}

func TestAPictureThatIsNoneIsPaintedOffline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: page{}, SparePainter: &brush{name: "offline"}})
		tb.must(tb.j.Begin())
		if p := tb.final(); p.Picture.Painter != "offline" || p.Picture.Note == "" {
			t.Errorf("arrived %+v", p.Picture)
		}
		tb.must(tb.j.Settle(t.Context()))
		if s := tb.saved(); s.Seq != tb.j.Story().Seq {
			t.Errorf("%d events of %d are saved", s.Seq, tb.j.Story().Seq)
		}
	})
}

// A page is a painter that answers with a web page.
type page struct{}

func (page) Paint(context.Context, game.PaintRequest, func(game.Picture)) ([]game.Picture, error) {
	return []game.Picture{{Data: []byte("<html>Bad gateway</html>")}}, nil
}
