package offline

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"journey/game"
)

func TestGoldenStoryOfTheLighthouse(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{
		World: "lighthouse", Prompt: "I am Ada, a clockmaker who carries a brass key", Length: game.Short, Seed: 31,
	}}
	steps := []game.Taken{
		{}, {Choice: 2}, {Choice: 1}, {Text: "sing a shanty"}, {Choice: 1}, {Choice: 3}, {Choice: 1}, {Choice: 2}, {Choice: 1},
	}
	for _, step := range steps {
		p.next(step)
		if p.last().Ending != nil {
			break
		}
	}
	if p.last().Ending == nil {
		t.Fatal("no ending")
	}
	golden.RequireEqual(t, []byte(p.transcript()))
}
