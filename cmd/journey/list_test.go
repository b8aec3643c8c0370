package main

import (
	"regexp"
	"strings"
	"testing"

	"journey/game"
)

// TestAStoryWithoutATitleIsListedUntitled lists one whose first chapter never came.
func TestAStoryWithoutATitleIsListedUntitled(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("JOURNEY_DATA", dir)
	lib, err := openLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := lib.Create(t.Context(), game.StoryStarted{Premise: game.Premise{Prompt: "the sea"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	code, out, said := journey(t, "list")
	if code != exitDone || !regexp.MustCompile(`(?m)^\w{26}  \(untitled\) +0 `).MatchString(out) {
		t.Errorf("exit %d\n%s\n%s", code, out, said)
	}
	if code, _, said := journey(t, "play", "--plain", "--continue", "0"); code != exitFailed || strings.Count(said, "  (untitled)\n") != 2 {
		t.Errorf("exit %d\n%s", code, said)
	}
}
