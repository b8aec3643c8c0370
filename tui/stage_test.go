package tui_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/gametest"
	"journey/tui"
	"journey/tui/picture"
	"journey/tui/tuitest"
)

// A stage is everything a whole-program test needs; start may be called again to
// come back to the same library.
type stage struct {
	t       *testing.T
	lib     *gametest.Memory
	teller  *teller
	painter *painter
	brand   tuitest.Brand
	cfg     tui.Config
	remote  bool
	off     bool // pictures are off
	w, h    int
	brush   game.Painter     // of the studio, nil for the offline one
	begins  bool             // the studio begins without a picture
	watch   func(*tui.Model) // called on the event loop with each lookMsg
}

// lookMsg asks for a look at the model.
type lookMsg struct{}

// watched is a model that lets the test look at it.
type watched struct {
	*tui.Model
	look func(*tui.Model)
}

func (w watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(lookMsg); ok {
		w.look(w.Model)
		return w, nil
	}
	_, cmd := w.Model.Update(msg)
	return w, cmd
}

// newStage returns a stage of 120x40 with a plain terminal and an empty library.
func newStage(t *testing.T) *stage {
	t.Helper()
	// In the bubble's time: let the timers run out that the program has left behind.
	t.Cleanup(func() { time.Sleep(2 * time.Minute) })
	s := &stage{t: t, lib: gametest.NewMemory(), teller: &teller{}, painter: &painter{}, brand: tuitest.Plain(), w: 120, h: 40}
	s.cfg = tui.Config{
		Library: s.lib, Game: game.Config{Narrator: s.teller, Painter: s.painter},
		Provider: "offline", Why: "no key is set, so the built-in storyteller plays.",
		Worlds: []tui.World{{Name: "biomachines", Title: "Biomachines", Blurb: "Humans are machines trained by life.", Style: "8-bit pixel art"}},
		Seed:   func() uint64 { return 7 },
	}
	return s
}

// start runs the program.
func (s *stage) start() *tuitest.Terminal {
	s.t.Helper()
	cfg := s.cfg
	cfg.Pictures = picture.Options{Auto: true, Env: s.brand.Getenv, Remote: s.remote}
	cfg.Pictures.Auto = !s.off
	return tuitest.Start(s.t, s.brand, s.w, s.h, func(ctx context.Context, screen *picture.Screen) tuitest.Program {
		return watched{tui.New(ctx, cfg, screen), s.watch}
	})
}

// settle lets the program do all it has to do and show it. It needs a bubble of
// synctest, where it takes no time.
func settle() {
	synctest.Wait()
	time.Sleep(350 * time.Millisecond) // a chapter that has stood for less takes no choice
	synctest.Wait()
}
