package offline

import (
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"journey/game"
)

func TestGoldenStoryOfTheWood(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{
		World: "wood", Prompt: "I am Ada, a clockmaker who carries a brass key", Length: game.Short, Seed: 7,
	}}
	steps := []game.Taken{
		{}, {Choice: 1}, {Choice: 2}, {Text: "sing to the trees"}, {Choice: 1}, {Choice: 1}, {Choice: 1}, {Choice: 1}, {Choice: 1},
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
