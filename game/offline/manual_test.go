package offline

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"journey/game"
)

// TestTheWorldOfTheManualIsPlayed takes the world out of docs/worlds.md, reads it as the
// checker does, and plays it to its ends.
func TestTheWorldOfTheManualIsPlayed(t *testing.T) {
	manual, err := os.ReadFile("../../docs/worlds.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(manual), "```toml\n")
	example, _, ok := strings.Cut(example, "```")
	if !ok {
		t.Fatal("the manual has no world")
	}
	w, err := loadWorld(fstest.MapFS{"ferry/world.toml": {Data: []byte(example)}}, "ferry")
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range w.faults() {
		t.Error(fault)
	}
	s := newTeller(t)
	s.worlds["ferry"] = w
	r, err := s.Check(t.Context(), "ferry", 100)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Endings) != 2 || r.Chapters[game.Short][0] < 6 {
		t.Errorf("played %+v", r)
	}
}
