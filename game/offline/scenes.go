package offline

import (
	"context"
	"fmt"
	"math/rand/v2"

	"journey/game"
)

// mostGames is how many games Scenes plays at most to find places not seen yet.
const mostGames = 80

// Scenes plays seeded games of a world, the first with the seed given, and lists n
// of their scenes as they would be painted: first those of places not shown
// before, then others. A small world may have fewer. It fails when the world does
// not exist or has faults, and stops when ctx is done.
func (s *Storyteller) Scenes(ctx context.Context, name string, n int, seed uint64) ([]game.PaintRequest, error) {
	w := s.worlds[name]
	if w == nil {
		return nil, fmt.Errorf("there is no world %q", name)
	}
	if faults := w.faults(); len(faults) > 0 {
		return nil, fmt.Errorf("the world %s has %d faults", name, len(faults))
	}
	g := gathering{seen: map[string]bool{}, wanted: n}
	for i := range uint64(mostGames) {
		if len(g.first) >= n {
			break
		}
		if err := s.gather(ctx, &g, game.Premise{World: name, Length: game.Medium, Seed: seed + i, Style: w.Style}); err != nil {
			return nil, err
		}
	}
	all := append(g.first, g.other...)
	return all[:min(n, len(all))], nil
}

// gathering is what was found of scenes so far, those of a new place apart.
type gathering struct {
	seen         map[string]bool
	first, other []game.PaintRequest
	wanted       int
}

func (g *gathering) add(r game.PaintRequest) {
	switch {
	case !g.seen[r.Scene.Place]:
		g.seen[r.Scene.Place] = true
		g.first = append(g.first, r)
	case len(g.other) < g.wanted:
		g.other = append(g.other, r)
	}
}

// gather plays one game, choosing by chance.
func (s *Storyteller) gather(ctx context.Context, g *gathering, premise game.Premise) error {
	story := game.NewStory("")
	if err := add(story, game.StoryStarted{Premise: premise}); err != nil {
		return err
	}
	dice := rand.New(rand.NewPCG(premise.Seed, 11))
	_, most := premise.Length.Chapters()
	for taken := (game.Taken{}); story.Len() <= most; {
		ch, err := s.Narrate(ctx, game.NewBrief(story, story.Head, taken), func(game.Piece) {})
		if err != nil {
			return fmt.Errorf("play game %d: %w", premise.Seed, err)
		}
		ch.ID, ch.Parent, ch.Taken = story.NextID(), story.Head, taken
		if err := add(story, game.ChapterTold{Chapter: ch}); err != nil {
			return fmt.Errorf("play game %d: %w", premise.Seed, err)
		}
		g.add(game.PaintRequest{Scene: ch.Scene, Present: story.CastAt(story.Head).Present(ch.Scene.Present), Premise: premise, Seed: premise.Seed})
		if ch.Ending != nil || len(ch.Choices) == 0 {
			return nil
		}
		i := dice.IntN(len(ch.Choices))
		taken = game.Taken{Choice: i + 1, Text: ch.Choices[i].Text}
	}
	return nil
}
