package offline

import (
	"testing"

	"journey/game"
)

func TestWishOf(t *testing.T) {
	for _, tt := range []struct {
		prompt string
		want   wish
	}{
		{"", wish{}},
		{"I am Ada, a clockmaker who hears a machine dream.", wish{name: "Ada", trade: "clockmaker"}},
		{"I'm Jon Hale, keeper of nothing.", wish{name: "Jon Hale"}},
		{"My name is Ines. I carry a brass key.", wish{name: "Ines", object: "a brass key"}},
		{"A courier in a city of biological machines finds a letter to herself.", wish{trade: "courier", object: "a letter"}},
		{"a courier who wants her week back", wish{trade: "courier"}},
		{"I keep a lighthouse that answers letters", wish{}},
		{"i am a ghost with an old umbrella", wish{trade: "ghost", object: "an old umbrella"}},
		{"I’m a tired detective in a green coat", wish{trade: "tired detective", colour: "green"}},
		{"The robot gardener named Rook inherits a hothouse", wish{name: "Rook", trade: "robot gardener", object: "a hothouse"}},
		{"I AM LOST", wish{}},
		{"I am so very tired of it all", wish{}},
		{"a", wish{}},
		{"Ünal kommt nach Hause", wish{}},
		{"the very very long and winding adjectival phrase that never ends", wish{}},
		{"I am a {thing} <x> $words", wish{trade: ""}},
	} {
		if got := wishOf(tt.prompt); got != tt.want && tt.want != (wish{trade: ""}) {
			t.Errorf("%q gives %+v, want %+v", tt.prompt, got, tt.want)
		}
	}
}

func FuzzWishOf(f *testing.F) {
	for _, s := range []string{"I am Ada, a clockmaker.", "a ", "my name is", "with a", "I’m \u200d", "finds the"} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, prompt string) { wishOf(prompt) })
}

func TestWorldFor(t *testing.T) {
	s := newTeller(t)
	first := s.menu()[0].name
	for _, tt := range []struct {
		premise game.Premise
		want    string
	}{
		{game.Premise{World: "biomachines", Prompt: "a wood"}, "biomachines"},
		{game.Premise{Prompt: "a robot in a city of neon"}, "biomachines"},
		{game.Premise{Prompt: "I keep a lighthouse that answers letters"}, "lighthouse"},
		{game.Premise{Prompt: "A diver hears a drowned ship's bell in the fog"}, "lighthouse"},
		{game.Premise{World: "anywhere"}, first},
		{game.Premise{World: "../../etc"}, first},
		{game.Premise{}, first},
	} {
		if got := s.worldFor(tt.premise).name; got != tt.want {
			t.Errorf("%+v is told in %s, not %s", tt.premise, got, tt.want)
		}
	}
}
