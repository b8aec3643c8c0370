package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"journey/game"
	"journey/game/disk"
	"journey/tui"
)

// unable is a narrator that cannot.
type unable struct{}

func (unable) Narrate(context.Context, game.Brief, func(game.Piece)) (game.Chapter, error) {
	return game.Chapter{}, errors.New("the storyteller has lost its voice")
}

func TestUntoldStorySaysHowToGoOn(t *testing.T) {
	lib, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	defer out.Close()
	p := &program{in: in, out: out, err: io.Discard, env: os.Getenv}
	start := tui.Start{New: &game.Premise{World: "biomachines", Seed: 1}}
	err = p.playPlain(t.Context(), lib, provider{game: game.Config{Narrator: unable{}}}, start, &playOptions{}, defaultBudget())
	var said strings.Builder
	say(&said, err)
	entries, listErr := lib.List(t.Context())
	if listErr != nil || len(entries) != 1 {
		t.Fatal(entries, listErr)
	}
	for _, want := range []string{"lost its voice", "journey play --plain --continue " + string(entries[0].ID)} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, said.String())
		}
	}
}
