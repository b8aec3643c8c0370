package main

import (
	"regexp"
	"strings"
	"testing"

	"journey/game"
)

// untold begins two stories of which no chapter ever comes, and renames them if there is a title.
func untold(t *testing.T, title string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("JOURNEY_DATA", dir)
	lib, err := openLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		id, err := lib.Create(t.Context(), game.StoryStarted{Premise: game.Premise{Prompt: "the sea"}})
		if err == nil && title != "" {
			err = game.Rename(t.Context(), lib, id, title)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAStoryWithoutATitleIsListedUntitled lists one whose first chapter never came.
func TestAStoryWithoutATitleIsListedUntitled(t *testing.T) {
	untold(t, "")
	code, out, said := journey(t, "list")
	if code != exitDone || !regexp.MustCompile(`(?m)^\w{26}  \(untitled\) +0 `).MatchString(out) {
		t.Errorf("exit %d\n%s\n%s", code, out, said)
	}
	if code, _, said := journey(t, "play", "--plain", "--continue", "0"); code != exitFailed || strings.Count(said, "  (untitled)\n") != 2 {
		t.Errorf("exit %d\n%s", code, said)
	}
}
