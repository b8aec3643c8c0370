package game_test

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
)

func TestWhyAChapterHasNoPictureIsKept(t *testing.T) {
	refused := fmt.Errorf("safety: %w", game.ErrRefused)
	away := errors.New("nobody is at the easel")
	for name, test := range map[string]struct {
		painter, spare game.Painter
		want           string
	}{
		"nobody stands by":  {&brush{err: away}, nil, "The painter failed: Paint scene: nobody is at the easel."},
		"slower than words": {&brush{err: away, takes: time.Hour}, nil, "The painter failed: Paint scene: nobody is at the easel."},
		"refused":           {&brush{err: refused}, nil, "The painter declined this scene, also in milder words."},
		"nobody can":        {&brush{err: away}, &brush{err: away}, "The painter failed: Paint scene: nobody is at the easel. The offline painter failed too: Paint scene: nobody is at the easel."},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tb := sit(t, game.Config{Narrator: &script{}, Painter: test.painter, SparePainter: test.spare})
				tb.must(tb.j.Begin())
				if missed := next[game.PictureMissed](tb); missed.Chapter != 1 || missed.Err == nil {
					t.Errorf("missed %+v", missed)
				}
				tb.must(tb.j.Settle(t.Context()))
				s := tb.saved()
				if len(s.Notes) != 1 || s.Notes[0] != (game.Noted{Chapter: 1, Text: test.want}) {
					t.Errorf("noted %+v, want %q", s.Notes, test.want)
				}
			})
		})
	}
}

func TestNothingIsNotedOfAPictureWhoseChapterIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := &script{after: 3, fail: func(game.Brief) error { time.Sleep(time.Minute); return nil }}
		tb := sit(t, game.Config{Narrator: narrator, Painter: &brush{err: errors.New("no paint")}})
		tb.must(tb.j.Begin())
		next[game.PictureMissed](tb)
		tb.j.Cancel()
		next[game.Stopped](tb)
		tb.must(tb.j.Settle(t.Context()))
		if s := tb.saved(); len(s.Notes) != 0 {
			t.Errorf("noted %+v", s.Notes)
		}
	})
}
