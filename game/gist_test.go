package game_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"journey/game"
)

// longStory is a path of n chapters whose narrator is wordy.
func longStory(t *testing.T, n int) *game.Story {
	t.Helper()
	s := apply(t, game.NewStory("01"), game.StoryStarted{Premise: game.Premise{Prompt: "an island", Length: game.Endless, Seed: 3}})
	for i := range game.ChapterID(n) {
		c := chapter(i+1, i)
		c.Prose = fmt.Sprintf("Opening words of %d. ", i+1) + strings.Repeat("The rain fell on the slates and on the sea. ", 30) + fmt.Sprintf("Last words of %d.", i+1)
		c.Summary = fmt.Sprintf("In %d the stairs went on. ", i+1) + strings.Repeat("There was much talk of rain and slates. ", 8)
		switch i + 1 {
		case 2:
			c.Summary = "The lighthouse keeper is your father. He said so on the stairs, in the rain, without turning round. " + c.Summary
			c.Promises.Opened = []string{"you owe the ferryman a song"}
			c.Cast = []game.CastChange{{Name: "Ada", Look: "a scar through the left eyebrow", Carries: []string{"a brass key"}}}
		case 5:
			c.Cast = []game.CastChange{{Name: "Bo", Look: strings.Repeat("a very long coat, ", 20)}}
		case 6:
			c.Cast = []game.CastChange{{Name: "Bo", Fate: "dead"}}
		}
		s = apply(t, s, game.ChapterTold{Chapter: c})
	}
	return s
}

// said is all that a brief says, as one text.
func said(b game.Brief) string { return fmt.Sprintf("%+v", b) }

func TestWithinKeepsWhatMatters(t *testing.T) {
	whole := game.NewBrief(longStory(t, 59), 59, game.Taken{Text: "I sing"})
	before := said(whole)
	for tokens, want := range map[int]struct{ recent, past int }{
		100000: {3, 56}, 9000: {3, 56}, 3500: {1, 58}, 1500: {1, 20}, 600: {1, 4}, 10: {1, 4},
	} {
		b := whole.Within(tokens)
		if tokens > 500 && b.Tokens() > tokens {
			t.Errorf("within %d: %d tokens", tokens, b.Tokens())
		}
		if len(b.Recent) < want.recent || len(b.Past) < want.past {
			t.Errorf("within %d: %d chapters in full and %d gists, want at least %+v", tokens, len(b.Recent), len(b.Past), want)
		}
		for _, fact := range []string{"you owe the ferryman a song", "a scar through", "a brass key", "Bo", "dead", "I sing", "Last words of 59.", "The lighthouse keeper is your father."} {
			if !strings.Contains(said(b), fact) {
				t.Errorf("within %d: %q is forgotten", tokens, fact)
			}
		}
	}
	if said(whole) != before {
		t.Error("the whole brief was changed")
	}
	if whole.Within(whole.Tokens()).Tokens() != whole.Tokens() || !reflect.DeepEqual(whole.Within(1<<30), whole) {
		t.Error("a brief that fits is cut")
	}
}

// The older an ordinary chapter, the fewer its words; chapters that matter keep more.
func TestThePastFades(t *testing.T) {
	b := game.NewBrief(longStory(t, 59), 59, game.Taken{Choice: 1}).Within(3000)
	last := 0
	for _, g := range b.Past {
		if g.Key {
			continue
		}
		if n := game.Tokens(g.Text); n < last {
			t.Errorf("chapter %d has %d tokens, an older one %d", g.Number, n, last)
		} else {
			last = n
		}
	}
	if b.Past[0].Number != 1 || !b.Past[0].Key || !b.Past[1].Key {
		t.Errorf("the beginning is %+v", b.Past[:2])
	}
}

// Whatever a story is made of, a brief is cut to the room, or nothing more can go.
func TestWithinHoldsForAnyStory(t *testing.T) {
	texts := []string{"word ", "Ein Satz mit Umlauten: äöü. ", "雨が降っていた。", "🏴‍☠️", "\n\n", "longwordwithoutanyspace"}
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 1))
		text := func(most int) string { return strings.Repeat(texts[rng.IntN(len(texts))], rng.IntN(most)) }
		b := game.Brief{Premise: game.Premise{Prompt: text(500), Length: game.Endless}, Arc: game.Endless.Arc(70)}
		for i := range rng.IntN(66) {
			b.Past = append(b.Past, game.Gist{Number: i + 1, Text: text(80), Key: rng.IntN(6) == 0})
		}
		for range rng.IntN(4) {
			b.Recent = append(b.Recent, game.Chapter{Title: text(9), Prose: text(2000), Summary: text(60)})
		}
		least := b.Within(0)
		for _, tokens := range []int{300, 1000, 3000, 10000} {
			if n := b.Within(tokens).Tokens(); n > max(tokens, least.Tokens()) {
				t.Errorf("seed %d: %d tokens within %d; %d are possible", seed, n, tokens, least.Tokens())
			}
		}
	}
}
