package game_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"

	"journey/game"
)

func TestHash(t *testing.T) {
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" // SHA-256 of nothing, FIPS 180-4
	if got := game.HashOf(nil); got != empty || !got.Valid() {
		t.Errorf("HashOf = %q", got)
	}
	for _, s := range []string{
		"", empty[1:], empty + "0", strings.ToUpper(empty), "../" + empty[3:], empty[:63] + "g", empty[:63] + "\n",
		strings.Repeat("é", 32),
	} {
		if game.Hash(s).Valid() {
			t.Errorf("%q is valid", s)
		}
	}
}

// shelf is a library that can only be read; err stands at its end.
type shelf struct {
	game.Library
	events []game.Event
	err    error
}

func (l shelf) Read(_ context.Context, _ game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return func(yield func(game.Event, error) bool) {
		for _, e := range l.events[after:] {
			if !yield(e, nil) {
				return
			}
		}
		if l.err != nil {
			yield(game.Event{}, l.err)
		}
	}
}

func TestLoad(t *testing.T) {
	events := story1000()[:21]
	s, err := game.Load(t.Context(), shelf{events: events}, "01")
	if err != nil || s.ID != "01" || s.Len() != 10 || s.Seq != 21 || s.Head != 10 {
		t.Errorf("%d chapters of %d events, %v", s.Len(), s.Seq, err)
	}
	lost := errors.New("the disk is gone")
	if s, err = game.Load(t.Context(), shelf{events: events, err: lost}, "01"); !errors.Is(err, lost) || s.Len() != 10 {
		t.Errorf("%d chapters before %v", s.Len(), err)
	}
	torn := append(events[:5:5], events[7:]...)
	if s, err = game.Load(t.Context(), shelf{events: torn}, "01"); !errors.Is(err, game.ErrDamaged) || s.Len() != 2 {
		t.Errorf("%d chapters before %v", s.Len(), err)
	}
}
