package studio

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"

	"journey/game"
	"journey/game/canvas"
)

// MaxPictures is how many pictures are made at once at most.
const MaxPictures = 10

// A Config is what a Studio works with.
type Config struct {
	// Painter generates and, if it is a [game.Editor], makes pictures from pictures.
	Painter game.Painter
	// Describer says what a picture shows; nil when nothing does.
	Describer game.Describer
	// Budget bounds what is spent; nil does not.
	Budget game.Budget
	// Style is added to every prompt, "" for none.
	Style string
	// AtOnce is how many calls are under way at the same time, 4 when zero.
	AtOnce int
}

// A Studio makes versions. It keeps none, and may be used by several goroutines.
type Studio struct{ cfg Config }

// New returns a studio.
func New(cfg Config) *Studio { return &Studio{cfg} }

// ErrCount is wrapped by the error for more pictures than [MaxPictures].
var ErrCount = errors.New("too many pictures at once")

// A SizedPainter knows which sizes it paints. Others paint any.
type SizedPainter interface{ Sizes() canvas.Sizes }

// An ExactPainter changes nothing outside of a mask, and joins what it paints to what
// is there: it needs no overlap and no feathered seam.
type ExactPainter interface{ KeepsPixels() bool }

func (s *Studio) exact() bool {
	p, ok := s.cfg.Painter.(ExactPainter)
	return ok && p.KeepsPixels()
}

// Check returns an error that names the nearest size when the painter does not paint
// pictures of that size.
func (s *Studio) Check(size game.PictureSize) error {
	if p, ok := s.cfg.Painter.(SizedPainter); ok {
		return p.Sizes().Check(size)
	}
	return nil
}

// NearestSize returns the size nearest to a wish that the painter paints.
func (s *Studio) NearestSize(wish game.PictureSize) game.PictureSize {
	if p, ok := s.cfg.Painter.(SizedPainter); ok {
		return p.Sizes().Nearest(wish)
	}
	return wish
}

// editor returns the painter's ability to start from pictures. Without it the error
// wraps [game.ErrUnable].
func (s *Studio) editor() (game.Editor, error) {
	e, ok := s.cfg.Painter.(game.Editor)
	if !ok || !e.TakesPictures() {
		return nil, fmt.Errorf("this painter makes no pictures from pictures: %w", game.ErrUnable)
	}
	return e, nil
}

// several gathers n pictures: from one call where it answers with so many, from
// calls at the same time for those that it did not send. When some come, an error
// of the others is returned beside them.
func (s *Studio) several(ctx context.Context, n int, call func(ctx context.Context, n int, seed uint64) ([]game.Picture, error)) ([]game.Picture, error) {
	if n > MaxPictures {
		return nil, fmt.Errorf("make %d pictures: %w: at most %d", n, ErrCount, MaxPictures)
	}
	n = max(n, 1)
	pics, err := call(ctx, n, 0)
	if err != nil || len(pics) >= n {
		return pics[:min(len(pics), n)], err
	}
	var mu sync.Mutex
	var group sync.WaitGroup
	var errs []error
	room := make(chan struct{}, cmp.Or(s.cfg.AtOnce, 4))
	for i := len(pics); i < n; i++ {
		group.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			more, err := call(ctx, 1, uint64(i))
			mu.Lock()
			defer mu.Unlock()
			pics, errs = append(pics, more...), append(errs, err)
		})
	}
	group.Wait()
	return pics[:min(len(pics), n)], errors.Join(errs...)
}
