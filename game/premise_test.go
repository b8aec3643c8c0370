package game_test

import (
	"testing"

	"journey/game"
)

func TestParseLength(t *testing.T) {
	for _, l := range game.Lengths() {
		if got, err := game.ParseLength(string(l)); got != l || err != nil {
			t.Errorf("ParseLength(%q) = %q, %v", l, got, err)
		}
	}
	if got, err := game.ParseLength(""); got != game.Short || err != nil {
		t.Errorf("ParseLength of nothing = %q, %v", got, err)
	}
	for _, s := range []string{"Short", " short", "tiny", "\x1b[31m"} {
		if got, err := game.ParseLength(s); err == nil {
			t.Errorf("ParseLength(%q) = %q", s, got)
		}
	}
}

func TestLengthChapters(t *testing.T) {
	for l, want := range map[game.Length][2]int{
		game.Short: {6, 8}, game.Medium: {12, 15}, game.Long: {25, 30}, game.Endless: {0, 0}, "": {6, 8}, "epic": {6, 8},
	} {
		if least, most := l.Chapters(); least != want[0] || most != want[1] {
			t.Errorf("%q has %d to %d chapters", l, least, most)
		}
	}
}

func TestPremiseKeepsWhatWasAsked(t *testing.T) {
	p := game.Premise{
		Prompt: "A city.\n\nTwo moons.", World: "Biomachines", Style: "8-bit pixel art", Tone: "tense",
		Length: game.Long, Language: "हिन्दी", Reader: "teen", Seed: 1<<64 - 1,
	}
	s := apply(t, game.NewStory("01"), game.StoryStarted{Premise: p})
	if s.Premise != p {
		t.Errorf("Premise = %+v", s.Premise)
	}
	p.Length = "epic"
	if s = apply(t, game.NewStory("01"), game.StoryStarted{Premise: p}); s.Premise.Length != "" {
		t.Errorf("an unknown length became %q", s.Premise.Length)
	}
}
