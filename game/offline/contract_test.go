package offline_test

import (
	"testing"

	"journey/game/gametest"
	"journey/game/offline"
)

func TestNarratorContract(t *testing.T) {
	s, err := offline.New()
	if err != nil {
		t.Fatal(err)
	}
	gametest.Narrator(t, s)
}
