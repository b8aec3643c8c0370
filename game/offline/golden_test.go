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

func TestGoldenStory(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{
		Prompt: "a courier who wants her week back", Length: game.Short, Seed: 2025,
	}}
	steps := []game.Taken{
		{}, {Choice: 1}, {Choice: 1}, {Text: "sing it a lullaby"}, {Choice: 2}, {Choice: 1}, {Choice: 2}, {Choice: 1}, {Choice: 1},
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
