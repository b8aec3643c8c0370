package main

import (
	"testing"

	"journey/game"
	"journey/game/disk"
)

// TestSpendingIsNamed tells what is not in the library, deleted or another player's,
// from what has no title: a picture is looked at before there is a story, and a story
// has no title before its first chapter.
func TestSpendingIsNamed(t *testing.T) {
	entries := []game.Entry{{ID: "A", Title: "The Last Train"}, {ID: "B"}}
	lines := named([]disk.Spent{{Story: "A"}, {Story: "B"}, {Story: "C"}, {}}, entries)
	for i, want := range []string{"The Last Train", "(untitled) B", "(not in your library) C", "(before a story began)"} {
		if got := lines[i].name(); got != want {
			t.Errorf("what was spent on story %q is called %q, want %q", lines[i].Story, got, want)
		}
	}
}
