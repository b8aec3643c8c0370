package studio

import (
	"context"
	"errors"
	"strings"

	"journey/game"
)

// ErrPrompt is returned when there are no words to paint from.
var ErrPrompt = errors.New("there are no words to paint from")

// A Wish is what pictures are asked for.
type Wish struct {
	Prompt string // of the whole new picture, or an instruction for Refine
	Size   game.PictureSize
	N      int    // how many, 1 when zero, at most MaxPictures
	Seed   uint64 // another seed, another picture, where the painter has seeds
}

// Generate paints pictures from words. When only some of several come, they are
// returned with the error of the others. Progress may be nil.
func (s *Studio) Generate(ctx context.Context, w Wish, progress func(game.Picture)) ([]Version, error) {
	if strings.TrimSpace(w.Prompt) == "" {
		return nil, ErrPrompt
	}
	pics, err := s.several(ctx, w.N, func(ctx context.Context, n int, seed uint64) ([]game.Picture, error) {
		r := game.PaintRequest{Prompt: w.Prompt, Premise: game.Premise{Style: s.cfg.Style}, Size: w.Size, N: n, Seed: w.Seed + seed}
		return game.Paint(ctx, s.cfg.Budget, s.cfg.Painter, r, progress)
	})
	return s.versions(OpGenerate, Version{}, w.Prompt, pics, nil), err
}

// versions makes versions of what a painter sent; finish, when not nil, has the last
// hand in each. A picture that cannot be finished is kept as it came: it was paid for.
func (s *Studio) versions(op Op, parent Version, prompt string, pics []game.Picture, finish func([]byte) ([]byte, error)) []Version {
	var out []Version
	for _, p := range pics {
		data := p.Data
		if finish != nil {
			if done, err := finish(data); err == nil {
				data = done
			}
		}
		out = append(out, made(op, parent, prompt, p.Painter, p.Usage, data))
	}
	return out
}
