package tui_test

import (
	"testing"

	"journey/game"
	"journey/game/disk"
	"journey/game/offline"
	"journey/game/offline/pixel"
	"journey/tui"
	"journey/tui/tuitest"
)

// The game as it comes: the built-in storyteller and painter, and stories on disk.
func TestTheGameAsItComesIsPlayedToAnEnding(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		storyteller, err := offline.New()
		if err != nil {
			t.Fatal(err)
		}
		lib, err := disk.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		s.brand = tuitest.XTerm()
		s.cfg = tui.Config{
			Library: lib, Seed: func() uint64 { return 7 },
			Game: game.Config{
				Narrator: storyteller, Painter: pixel.New(), PictureSize: game.PictureSize{W: 192, H: 128},
			},
		}
		for _, w := range storyteller.Worlds() {
			s.cfg.Worlds = append(s.cfg.Worlds, tui.World(w))
		}
		term := s.start()
		press := func(keys ...string) {
			for _, key := range keys {
				term.Press(key)
				settle()
			}
		}
		press("n", "enter", "enter", "enter", "enter", "enter", "enter")
		term.WaitText("1. ", "2. ", "chapter 1")
		for range 9 {
			if _, _, over := term.Find("The end: "); over {
				break
			}
			settle()
			if _, n := term.Pixels(); n == 0 {
				t.Errorf("a chapter without a picture:\n%s", term.Screen())
			}
			term.Press("1")
			term.WaitGone("the story goes on")
			settle()
		}
		term.WaitText("The end: ")
		leave(t, term)
		entries, err := lib.List(t.Context())
		if err != nil || len(entries) != 1 || entries[0].Endings != 1 {
			t.Errorf("the library has %+v, %v", entries, err)
		}
	})
}
