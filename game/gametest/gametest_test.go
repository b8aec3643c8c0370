package gametest_test

import (
	"errors"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"journey/game"
	"journey/game/gametest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestMemory(t *testing.T) {
	gametest.Library(t, func(*testing.T) game.Library { return gametest.NewMemory() })
}

func TestMemoryFailsLikeAFullDisk(t *testing.T) {
	lib := gametest.NewMemory()
	id, err := lib.Create(t.Context(), game.StoryStarted{Title: "Full"})
	if err != nil {
		t.Fatal(err)
	}
	lib.FailWrites(syscall.ENOSPC)
	_, errCreate := lib.Create(t.Context(), game.StoryStarted{})
	_, errAppend := lib.Append(t.Context(), id, 1, game.Renamed{Title: "no"})
	_, errPicture := lib.PutPicture(t.Context(), id, gametest.PNG(1))
	for _, err := range []error{errCreate, errAppend, errPicture} {
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("got %v, want the given error", err)
		}
	}
	lib.FailWrites(nil)
	if seq, err := lib.Append(t.Context(), id, 1, game.Renamed{Title: "yes"}); err != nil || seq != 2 {
		t.Errorf("after space was freed: %d, %v", seq, err)
	}
}
