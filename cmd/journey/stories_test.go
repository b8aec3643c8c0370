package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"journey/game"
)

// TestTheStoryPlayedLastIsMeant where several are called the same and none is changed by a wrong
// guess. What is deleted or renamed has to be named.
func TestTheStoryPlayedLastIsMeant(t *testing.T) {
	const title = "Read Whole"
	untold(t, title)
	now := time.Now()
	said := &bytes.Buffer{}
	p := &program{err: said}
	entries := []game.Entry{
		{ID: "c", Title: title, Played: now, Err: game.ErrDamaged},
		{ID: "b", Title: title, Played: now.Add(-time.Hour)},
		{ID: "a", Title: title, Played: now.Add(-2 * time.Hour)},
	}
	if e, err := p.pickLatest(entries, "READ whole"); err != nil || e.ID != "b" || !strings.Contains(said.String(), "2 stories") {
		t.Errorf("%v is meant, %v, %q", e.ID, err, said)
	}
	const note = "2 stories are called “Read Whole”; this is the one played last."
	if _, _, said := journey(t, "replay", "--plain", "read whole"); !strings.Contains(said, note) {
		t.Errorf("replay says %q", said)
	}
	for _, args := range [][]string{{"delete", "Read Whole", "--yes"}, {"rename", "Read Whole", "Other"}, {"replay", "--plain", "read"}} {
		if code, _, said := journey(t, args...); code != exitFailed || strings.Contains(said, note) || strings.Count(said, "  Read Whole\n") != 2 {
			t.Errorf("%q: exit %d, %q", args, code, said)
		}
	}
	if code, out, _ := journey(t, "list"); code != exitDone || strings.Count(out, "Read Whole") != 2 {
		t.Errorf("these are left:\n%s", out)
	}
}
