package offline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"journey/game"
)

// transcript writes a path down as a reader meets it.
func (p *play) transcript() string {
	var b strings.Builder
	for i, ch := range p.path {
		if ch.Taken.Choice > 0 {
			fmt.Fprintf(&b, "\n> %s\n\n", p.path[i-1].Choices[ch.Taken.Choice-1].Text)
		} else if i > 0 {
			fmt.Fprintf(&b, "\n> (your own words) %s\n\n", ch.Taken.Text)
		}
		fmt.Fprintf(&b, "# %d. %s\n\n", i+1, ch.Title)
		fmt.Fprintf(&b, "[%s]\n[%s]\n\n", ch.Scene.Alt, strings.Join(ch.Scene.Present, ", "))
		fmt.Fprintf(&b, "%s\n\n", ch.Prose)
		for _, c := range ch.Cast {
			fmt.Fprintf(&b, "  * %s: %s; wears %s; carries %s\n", c.Name, c.Look, strings.Join(c.Wears, ", "), strings.Join(c.Carries, ", "))
		}
		for j, c := range ch.Choices {
			fmt.Fprintf(&b, "  %d. %s\n", j+1, c.Text)
		}
		if ch.Ending != nil {
			fmt.Fprintf(&b, "  THE END: %s (%s)\n", ch.Ending.Name, ch.Ending.Kind)
		}
	}
	return b.String()
}

// TestGoldenStory plays a short story of each world. When a world was changed on
// purpose, go test ./game/offline -run TestGoldenStory -update writes them anew.
func TestGoldenStory(t *testing.T) {
	own := func(text string) game.Taken { return game.Taken{Text: text} }
	for _, tt := range []struct {
		premise game.Premise
		steps   []game.Taken // by default the first choice
	}{
		{
			game.Premise{World: "biomachines", Prompt: "a courier who wants her week back", Seed: 2025},
			[]game.Taken{2: own("sing it a lullaby"), 3: {Choice: 2}, 5: {Choice: 2}},
		},
		{
			game.Premise{World: "lighthouse", Prompt: "I am Ada, a clockmaker who carries a brass key", Seed: 31},
			[]game.Taken{0: {Choice: 2}, 2: own("sing a shanty"), 4: {Choice: 3}, 6: {Choice: 2}},
		},
		{
			game.Premise{World: "wood", Prompt: "I am Ada, a clockmaker who carries a brass key", Seed: 7},
			[]game.Taken{1: {Choice: 2}, 2: own("sing to the trees")},
		},
	} {
		t.Run(tt.premise.World, func(t *testing.T) {
			tt.premise.Length = game.Short
			p := &play{t: t, teller: newTeller(t), premise: tt.premise}
			p.next(game.Taken{})
			for i := 0; p.last().Ending == nil && i < 9; i++ {
				step := game.Taken{Choice: 1}
				if i < len(tt.steps) && tt.steps[i] != (game.Taken{}) {
					step = tt.steps[i]
				}
				p.next(step)
			}
			if p.last().Ending == nil {
				t.Fatal("no ending")
			}
			golden.RequireEqual(t, []byte(p.transcript()))
		})
	}
}
