package openaiclient

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
)

// crowd is n people who are described at length.
func crowd(n int) []game.Character {
	var out []game.Character
	for i := range n {
		out = append(out, game.Character{
			Name: fmt.Sprintf("Person %d", i), Look: fmt.Sprintf("mark-%d, %s", i, strings.Repeat("long of limb ", 60)),
			Wears: []string{fmt.Sprintf("coat-%d", i)}, Carries: []string{fmt.Sprintf("lamp-%d", i)},
		})
	}
	return out
}

// longWinded is a scene of which far too much is said.
func longWinded() game.Scene {
	long := strings.Repeat("a wide and winding street of lanterns, ", 80)
	return game.Scene{Place: long, Time: long, Light: long, Weather: long, Mood: long, Shot: long, Action: long}
}

func TestPeopleAreNeverCutForAScene(t *testing.T) {
	t.Parallel()
	few := picturePrompt(game.PaintRequest{Present: crowd(4), Premise: game.Premise{Style: "woodcut"}})
	for _, n := range []int{1, 4, game.MaxPresent} {
		r := game.PaintRequest{Scene: longWinded(), Present: crowd(n), Premise: game.Premise{Style: "woodcut, " + strings.Repeat("bold lines ", 500)}}
		prompt := picturePrompt(r)
		if got := len([]rune(prompt)); got > maxPicturePrompt {
			t.Errorf("%d people: %d characters", n, got)
		}
		if !strings.HasPrefix(prompt, "Style: woodcut, bold lines") || !strings.HasSuffix(prompt, "no watermark.") || !strings.Contains(prompt, "do not redesign") {
			t.Errorf("%d people: the style, the order to keep to it or the end is gone:\n%s", n, prompt)
		}
		told := 0
		for i, c := range r.Present {
			if !strings.Contains(prompt, c.Name+":") {
				continue
			}
			told++
			for _, want := range []string{fmt.Sprintf("mark-%d,", i), fmt.Sprintf("wears coat-%d", i), fmt.Sprintf("carries lamp-%d.", i)} {
				if !strings.Contains(prompt, want) {
					t.Errorf("%d people: %s is told of without %q", n, c.Name, want)
				}
			}
		}
		if told < min(n, 8) {
			t.Errorf("only %d of %d people are told of", told, n)
		}
	}
	for line := range strings.Lines(few) {
		long := picturePrompt(game.PaintRequest{Scene: longWinded(), Present: crowd(4), Premise: game.Premise{Style: "woodcut"}})
		if strings.HasPrefix(line, "Person") && !strings.Contains(long, line) {
			t.Errorf("another scene changes how somebody is told of:\n%s", line)
		}
	}
}

func TestPromptIsTheSameForTheSame(t *testing.T) {
	t.Parallel()
	r := market()
	r.Present = append(r.Present, game.Character{Name: "You", Look: "a boy of ten"}, game.Character{Name: "Brun", Role: "guard"})
	first := picturePrompt(r)
	if again := picturePrompt(r); again != first {
		t.Errorf("%s\nis not\n%s", again, first)
	}
	r.Scene = game.Scene{Place: "a roof", Action: "They wait."}
	there := picturePrompt(r)
	for _, want := range []string{"Ada: tall, short black hair; wears red coat; carries letter.", "The hero: a boy of ten.", "Brun: guard.", "Style: 8-bit pixel art. "} {
		if !strings.Contains(first, want) || !strings.Contains(there, want) {
			t.Errorf("%q does not stand in every picture:\n%s\n%s", want, first, there)
		}
	}
}

func TestPortraitsAreNamedAsInThePrompt(t *testing.T) {
	t.Parallel()
	anchors := []game.Anchor{{Name: "You", Data: gametest.PNG(1)}, {Name: "Ada", Data: gametest.PNG(1)}}
	for several, want := range map[bool]string{true: "in this order: The hero, Ada.", false: "from left to right: The hero, Ada."} {
		given, words := references(anchors, several)
		if !strings.Contains(words, want) || several != (len(given) == 2) {
			t.Errorf("%d pictures with %q, want %q", len(given), words, want)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		line string
		n    int
		want string
	}{
		{"a red coat", 10, "a red coat"},
		{"a red coat", 9, "a red"},
		{"a red, coat", 8, "a red"},
		{"ééééé", 3, "ééé"},
		{"a", 0, ""},
		{"a b", -5, ""},
	} {
		if got := cut(tt.line, tt.n); got != tt.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tt.line, tt.n, got, tt.want)
		}
	}
	if lines := strings.Split(picturePrompt(game.PaintRequest{Scene: longWinded()}), "\n"); slices.Contains(lines, "") {
		t.Error("the prompt has an empty line")
	}
}
