package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"journey/game"
	"journey/game/disk"
	"journey/openaiclient/openaitest"
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

// TestPlainPlaySaysWhyItWaits plays at a server that loads its model first.
func TestPlainPlaySaysWhyItWaits(t *testing.T) {
	server := openaitest.New(openaitest.Options{})
	defer server.Close()
	server.Fail(openaitest.Chat, openaitest.Faults()["loading"], openaitest.Faults()["loading"])
	t.Setenv("OPENAI_BASE_URL", server.URL())
	t.Setenv("JOURNEY_DATA", t.TempDir())
	code, out, said := answering(t, "q\n", "play", "--plain", "--premise", "A lighthouse")
	if code != exitDone || !strings.Contains(out, "Chapter 1: ") || strings.Count(said, "The storyteller's server is loading its model…\n") != 1 {
		t.Errorf("exit %d\n%s\n%s", code, out, said)
	}
	if story, err := filepath.Glob(filepath.Join(os.Getenv("JOURNEY_DATA"), "stories", "*", "story.jsonl")); err != nil || len(story) != 1 || strings.Contains(read(t, story[0]), "loading") {
		t.Errorf("the journals %q, %v", story, err)
	}
}
