package game_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
)

// A queue is a script before which a server makes everybody wait a minute.
type queue struct{ script }

const queued = "The server asks to wait 60 s…"

func (q *queue) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	game.Wait(ctx, queued)
	game.Wait(ctx, "The server\x1b[2J asks to wait 60 s…") // the same
	select {
	case <-time.After(time.Minute):
	case <-ctx.Done():
		return game.Chapter{}, ctx.Err()
	}
	return q.script.Narrate(ctx, b, emit)
}

// waiting gathers what was said of waiting up to the end of a turn.
func waiting(tb *table) (said []string) {
	tb.t.Helper()
	tb.until("Told", func(u game.Update) bool {
		if w, ok := u.(game.Waiting); ok {
			said = append(said, w.Why)
		}
		_, told := u.(game.Told)
		return told
	})
	return said
}

func TestThePlayerIsToldWhyATellingWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &queue{}})
		tb.must(tb.j.Begin())
		if said := waiting(tb); !slices.Equal(said, []string{queued, ""}) {
			t.Errorf("said %q", said)
		}
		if i, k := slices.Index(tb.log, "Waiting"), slices.Index(tb.log, "TitleKnown"); i > k {
			t.Errorf("waits after the first words: %q", tb.log)
		}
		tb.must(tb.j.Settle(t.Context()))
		if s := tb.saved(); len(s.Notes) > 0 || s.Seq != 2 {
			t.Errorf("the journal has %d events and %+v", s.Seq, s.Notes)
		}
		game.Wait(t.Context(), queued) // nobody is there
	})
}

// A branch may already wait when the player takes it.
func TestThePlayerIsToldWhyABranchWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &queue{}, Prefetch: game.Prefetch{Chapters: 1, AtOnce: 1}})
		tb.must(tb.j.Begin())
		waiting(tb)
		time.Sleep(time.Second)
		tb.must(tb.j.Choose(1))
		if said := waiting(tb); !slices.Equal(said, []string{queued, ""}) {
			t.Errorf("said %q", said)
		}
	})
}
