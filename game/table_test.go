package game_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// A script tells one chapter after another: the scene at once, then the prose
// word by word, a tenth of a second each.
type script struct {
	fail  func(b game.Brief) error // before anything is told; nil error tells
	after int                      // words before fail is asked
	ways  bool                     // the choices are understood all the same
	empty func(b game.Brief) bool  // no choices
	// scene alters the chapter before anything of it is told, finish before it is
	// returned.
	scene, finish func(b game.Brief, c *game.Chapter)
	asked         []game.Brief
}

const words = "The door gives. Warm air comes out."

func (s *script) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	s.asked = append(s.asked, b)
	c := game.Chapter{
		Title: fmt.Sprintf("Chapter %d", b.Arc.Number), Teller: "script",
		Scene:   game.Scene{Place: "a corridor", Alt: "A corridor.", Present: []string{"Ada"}},
		Choices: []game.Choice{{Text: "Go on"}, {Text: "Go back"}},
		Cast:    []game.CastChange{{Name: "Ada", Look: "short white hair"}},
	}
	if s.scene != nil {
		s.scene(b, &c)
	}
	if s.after == 0 && s.fail != nil {
		if err := s.fail(b); err != nil {
			return c, err
		}
	}
	emit(game.Piece{Title: c.Title})
	emit(game.Piece{Scene: &c.Scene, Cast: c.Cast})
	for i, w := range strings.SplitAfter(words, " ") {
		if s.after > 0 && i == s.after && s.fail != nil {
			if err := s.fail(b); err != nil {
				return s.half(c), err
			}
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return c, ctx.Err()
		}
		c.Prose += w
		emit(game.Piece{Prose: w})
	}
	if s.empty != nil && s.empty(b) {
		c.Choices = nil
	}
	if s.finish != nil {
		s.finish(b, &c)
	}
	return c, nil
}

// half is what is understood of a chapter that broke off: the choices come last.
func (s *script) half(c game.Chapter) game.Chapter {
	if !s.ways {
		c.Choices = nil
	}
	return c
}

// A brush paints a picture of one colour in the time it takes.
type brush struct {
	takes time.Duration
	err   error
	name  string

	mu    sync.Mutex
	asked []game.PaintRequest
}

func (p *brush) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	p.mu.Lock()
	p.asked = append(p.asked, r)
	nth := len(p.asked)
	p.mu.Unlock()
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 3+nth, 2))
	if err := png.Encode(&b, img); err != nil {
		return nil, err
	}
	select {
	case <-time.After(p.takes):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if p.err != nil {
		return nil, p.err
	}
	progress(game.Picture{Data: b.Bytes(), Partial: true})
	return []game.Picture{{Data: b.Bytes(), Painter: p.name}}, nil
}

// A table is a journey with its reader.
type table struct {
	t   *testing.T
	j   *game.Journey
	lib *gametest.Memory
	log []string // the updates, in short
}

// sit starts a story inside a bubble; Close is the test's business only where it
// matters to it.
func sit(t *testing.T, cfg game.Config) *table {
	t.Helper()
	lib := gametest.NewMemory()
	switch own := cfg.Library.(type) {
	case nil:
		cfg.Library = lib
	case *watchful:
		lib = own.Memory
	}
	j, err := game.Start(t.Context(), cfg, game.StoryStarted{Premise: game.Premise{World: "test"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return &table{t: t, j: j, lib: lib}
}

// until reads updates up to the first that matches.
func (tb *table) until(what string, match func(game.Update) bool) game.Update {
	tb.t.Helper()
	for u := range tb.j.Updates() {
		tb.log = append(tb.log, short(u))
		if match(u) {
			return u
		}
	}
	tb.t.Fatalf("the updates ended before %s; there were %q", what, tb.log)
	return nil
}

func next[T game.Update](tb *table) T {
	tb.t.Helper()
	var zero T
	u, _ := tb.until(fmt.Sprintf("%T", zero), func(u game.Update) bool { _, ok := u.(T); return ok }).(T)
	return u
}

// final waits for a whole picture.
func (tb *table) final() game.PictureArrived {
	tb.t.Helper()
	u, _ := tb.until("a picture", func(u game.Update) bool { p, ok := u.(game.PictureArrived); return ok && !p.Partial }).(game.PictureArrived)
	return u
}

func short(u game.Update) string {
	name := strings.TrimPrefix(fmt.Sprintf("%T", u), "game.")
	switch u := u.(type) {
	case game.PictureArrived:
		if u.Partial {
			name = "Preview"
		}
	case game.TurnStarted:
		if u.Again {
			name = "TurnAgain"
		}
	case game.Notice:
		name = "Notice: " + u.Text
	}
	return name
}

// must fails when a wish was refused.
func (tb *table) must(err error) {
	tb.t.Helper()
	if err != nil {
		tb.t.Fatal(err)
	}
}

// saved is the story as the library has it.
func (tb *table) saved() *game.Story {
	tb.t.Helper()
	s, err := game.Load(tb.t.Context(), tb.lib, tb.j.Story().ID)
	tb.must(err)
	return s
}
