package gametest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"syscall"
	"time"

	"journey/game"
)

// A Storm is a narrator, a painter and a library that fail at random in every way
// they can. The same seed and the same order of calls give the same faults.
type Storm struct {
	mu   sync.Mutex
	dice *rand.Rand
	calm bool
}

// NewStorm begins a storm.
func NewStorm(seed uint64) *Storm { return &Storm{dice: rand.New(rand.NewPCG(seed, 4))} }

// Calm ends the storm, or begins it again.
func (s *Storm) Calm(calm bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calm = calm
}

// roll draws a number below n, -1 when it is calm.
func (s *Storm) roll(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.calm {
		return -1
	}
	return s.dice.IntN(n)
}

// The errors of a storm.
var (
	errStorm   = errors.New("the storm took it")
	errDecline = fmt.Errorf("declined: %w", game.ErrRefused)
)

// A flaw is an error that names its fault.
type flaw string

func (f flaw) Error() string { return "not a chapter: " + string(f) }
func (f flaw) Fault() string { return string(f) }

// Narrate implements [game.Narrator].
func (s *Storm) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	kind := s.roll(20)
	switch kind {
	case 0:
		return game.Chapter{}, errStorm
	case 1:
		panic("the narrator is struck")
	case 2:
		return game.Chapter{}, flaw("it is a list")
	case 3:
		return game.Chapter{}, errDecline
	case 4:
		<-ctx.Done()
		return game.Chapter{}, ctx.Err()
	}
	c := game.Chapter{
		Title: fmt.Sprintf("Chapter %d", b.Arc.Number), Teller: "storm", Usage: game.Usage{Model: "storm", OutputTokens: 1, USD: 0.001},
		Scene:   game.Scene{Place: "at sea", Action: "It storms.", Present: []string{"Ada"}, Alt: "A storm."},
		Choices: []game.Choice{{Text: "Reef the sail"}, {Text: "Pray"}, {Text: "Sleep"}}, Cast: []game.CastChange{{Name: "Ada", Look: "wet"}},
	}
	if b.Arc.MustEnd() || kind == 5 {
		c.Choices, c.Ending = nil, &game.Ending{Name: "Harbour"}
	}
	emit(game.Piece{Title: c.Title})
	if kind == 6 {
		return c, flaw("it has a title and nothing else")
	}
	emit(game.Piece{Scene: &c.Scene, Cast: c.Cast})
	if kind == 7 {
		return game.Chapter{}, errStorm
	}
	return s.prose(ctx, kind, c, emit)
}

// prose tells the prose of a chapter, and fails in the middle or after it.
func (s *Storm) prose(ctx context.Context, kind int, c game.Chapter, emit func(game.Piece)) (game.Chapter, error) {
	for i, w := range strings.SplitAfter("The mast \x1b[31mbends. Water comes over the bow.", " ") {
		pause := 20 * time.Millisecond
		if kind == 8 {
			pause = time.Minute
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return game.Chapter{Usage: c.Usage}, ctx.Err()
		}
		c.Prose += w
		emit(game.Piece{Prose: w})
		if i < 3 {
			continue
		}
		switch kind {
		case 9:
			return game.Chapter{Usage: c.Usage}, errStorm
		case 10:
			panic("the narrator is struck in mid-sentence")
		case 11:
			<-ctx.Done()
			return game.Chapter{}, ctx.Err()
		case 12:
			return c, errStorm // with a way on
		}
	}
	switch kind {
	case 13:
		c.Choices, c.Ending = nil, nil
	case 14:
		c.Prose, c.Choices = "", make([]game.Choice, 5000)
	}
	return c, nil
}

// Paint implements [game.Painter].
func (s *Storm) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	kind := s.roll(12)
	switch kind {
	case 0:
		return nil, errStorm
	case 1:
		panic("the painter is struck")
	case 2:
		return nil, errDecline
	case 3:
		<-ctx.Done()
		return nil, ctx.Err()
	case 4:
		return []game.Picture{{Data: []byte("<html>Bad gateway</html>")}}, nil
	case 5:
		return nil, nil
	}
	progress(game.Picture{Data: PNG(1), Partial: true})
	select {
	case <-time.After(time.Duration(1+max(0, kind)) * 100 * time.Millisecond):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return []game.Picture{{Data: PNG(r.Seed % 7), Prompt: r.Scene.Action, Painter: "storm"}}, nil
}

// Reword implements [game.Rewording].
func (s *Storm) Reword(_ context.Context, scene game.Scene, _ string) (game.Scene, game.Usage, error) {
	switch s.roll(3) {
	case 0:
		return game.Scene{}, game.Usage{}, errStorm
	case 1:
		panic("the narrator is struck while it rewords")
	}
	scene.Action = "The sea is calm."
	return scene, game.Usage{}, nil
}

// Library is a library whose writes fail now and then.
func (s *Storm) Library(lib game.Library) game.Library { return stormy{lib, s} }

type stormy struct {
	game.Library
	s *Storm
}

func (l stormy) fails() error {
	switch l.s.roll(12) {
	case 0:
		return fmt.Errorf("write: %w", syscall.ENOSPC)
	case 1:
		return fmt.Errorf("write: %w", errStorm)
	}
	return nil
}

func (l stormy) Append(ctx context.Context, id game.StoryID, after uint64, bodies ...game.Body) (uint64, error) {
	if err := l.fails(); err != nil {
		return 0, err
	}
	return l.Library.Append(ctx, id, after, bodies...)
}

func (l stormy) PutPicture(ctx context.Context, id game.StoryID, data []byte) (game.Hash, error) {
	if err := l.fails(); err != nil {
		return "", err
	}
	return l.Library.PutPicture(ctx, id, data)
}
