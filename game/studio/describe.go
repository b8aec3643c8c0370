package studio

import (
	"context"
	"fmt"

	"journey/game"
)

// Describe says what a picture shows. Without a describer the error wraps
// [game.ErrUnable]. The texts of the answer are clean.
func (s *Studio) Describe(ctx context.Context, v Version, language string) (game.Description, error) {
	if s.cfg.Describer == nil {
		return game.Description{}, fmt.Errorf("nothing here looks at pictures: %w", game.ErrUnable)
	}
	seen, err := game.Describe(ctx, s.cfg.Budget, s.cfg.Describer, game.DescribeRequest{Data: v.Data, Language: language})
	seen.Alt, seen.Prompt, seen.Premise = game.Clean(seen.Alt), game.Clean(seen.Prompt), game.Clean(seen.Premise)
	return seen, err
}
