package studio_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"journey/game"
	"journey/game/gametest"
	"journey/game/offline/pixel"
	"journey/game/studio"
)

func TestAPictureFromItsWordsToItsLastVersion(t *testing.T) {
	t.Parallel()
	offline := pixel.New()
	gametest.Studio(t, studio.Config{Painter: offline, Describer: offline})
}

// A single paints one picture a call, and fails when told.
type single struct {
	calls atomic.Int64
	fail  int64 // the call that fails
}

var errTorn = errors.New("torn")

func (s *single) Paint(_ context.Context, r game.PaintRequest, _ func(game.Picture)) ([]game.Picture, error) {
	if s.calls.Add(1) == s.fail {
		return nil, errTorn
	}
	return []game.Picture{{Data: append([]byte("\x89PNG\r\n\x1a\n"), byte(r.Seed)), Painter: "single"}}, nil
}

func TestSeveralFromAServerThatSendsOne(t *testing.T) {
	t.Parallel()
	p := &single{}
	got, err := studio.New(studio.Config{Painter: p}).Generate(t.Context(), studio.Wish{Prompt: "a car", N: 10}, nil)
	if err != nil || len(got) != 10 || p.calls.Load() != 10 {
		t.Errorf("%d pictures of %d calls, %v", len(got), p.calls.Load(), err)
	}
	p = &single{fail: 3}
	got, err = studio.New(studio.Config{Painter: p}).Generate(t.Context(), studio.Wish{Prompt: "a car", N: 5}, nil)
	if !errors.Is(err, errTorn) || len(got) != 4 {
		t.Errorf("%d pictures, %v: what was paid for is lost", len(got), err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	s := studio.New(studio.Config{Painter: &single{}})
	v := studio.Version{Data: []byte("no picture")}
	for name, call := range map[string]struct {
		err  func() error
		want error
	}{
		"no words":     {func() error { _, err := s.Generate(t.Context(), studio.Wish{Prompt: " "}, nil); return err }, studio.ErrPrompt},
		"eleven":       {func() error { _, err := s.Generate(t.Context(), studio.Wish{Prompt: "x", N: 11}, nil); return err }, studio.ErrCount},
		"no editor":    {func() error { _, err := s.Refine(t.Context(), v, studio.Wish{Prompt: "x"}, nil); return err }, game.ErrUnable},
		"no describer": {func() error { _, err := s.Describe(t.Context(), v, ""); return err }, game.ErrUnable},
	} {
		if err := call.err(); !errors.Is(err, call.want) {
			t.Errorf("%s: %v, want %v", name, err, call.want)
		}
	}
	if _, err := studio.Open(v.Data); err == nil || !strings.Contains(err.Error(), "decode picture") {
		t.Errorf("opened, %v", err)
	}
}
