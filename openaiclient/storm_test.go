package openaiclient

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

// TestStormsOfServerFaults plays games against a server that goes wrong at random in
// every way that it knows, while chapters are told ahead. Whatever happens there is
// a way on, and what was told is kept.
func TestStormsOfServerFaults(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			weather(t, seed)
		})
	}
}

func weather(t *testing.T, seed uint64) {
	t.Helper()
	c, s, _ := connect(t, openaitest.Options{}, func(cfg *Config) {
		cfg.Timeouts = Timeouts{First: 5 * time.Second, Idle: 300 * time.Millisecond}
	})
	lib, dice := gametest.NewMemory(), rand.New(rand.NewPCG(seed, 3))
	j, err := game.Start(t.Context(), game.Config{
		Library: lib, Narrator: c.Narrator(), Painter: c.Painter(), Prefetch: game.Prefetch{Chapters: 2, AtOnce: 2},
	}, game.StoryStarted{Premise: game.Premise{Prompt: "A lighthouse", Length: game.Endless}})
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(openaitest.Faults()))
	told := 0
	for range 25 {
		for _, path := range []string{openaitest.Chat, openaitest.Pictures} {
			if dice.IntN(3) > 0 {
				s.Fail(path, openaitest.Faults()[names[dice.IntN(len(names))]])
			}
		}
		if goOn(t, j) {
			told++
		}
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
	saved, err := game.Load(t.Context(), lib, j.Story().ID)
	if err != nil || saved.Seq != j.Story().Seq {
		t.Fatalf("saved %d events of %d, %v", saved.Seq, j.Story().Seq, err)
	}
	read := 0
	for _, chapter := range saved.Chapters() {
		if !saved.Unread(chapter.ID) {
			read++
		}
	}
	if read != told || told < 5 {
		t.Errorf("%d chapters were told, %d are kept as read", told, read)
	}
}

// goOn takes the next step that there is and reports whether it told a chapter.
func goOn(t *testing.T, j *game.Journey) bool {
	t.Helper()
	story := j.Story()
	cur, ok := story.Current()
	var err error
	switch {
	case story.Broken != nil:
		err = j.Retell()
	case !ok:
		err = j.Begin()
	case cur.Ending != nil:
		err = j.Retell()
	default:
		err = j.Choose(1)
	}
	if err != nil {
		t.Fatalf("no way on: %v", err)
	}
	end := time.After(time.Minute)
	for {
		select {
		case u, ok := <-j.Updates():
			switch u.(type) {
			case game.Told:
				return true
			case game.Moved, game.Failed, game.Stopped, game.Broken:
				return false
			}
			if !ok {
				t.Fatal("the updates ended in mid-turn")
			}
		case <-end:
			t.Fatal("the turn does not end")
		}
	}
}
