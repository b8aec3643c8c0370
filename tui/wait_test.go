package tui_test

import (
	"context"
	"strings"
	"testing"

	"journey/game"
)

// A queue is a teller whose server asks to wait, until next is closed.
type queue struct {
	*teller
	next chan struct{}
}

const queued = "The server asks to wait 12 s…"

func (q *queue) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	game.Wait(ctx, queued)
	select {
	case <-q.next:
	case <-ctx.Done():
		return game.Chapter{}, ctx.Err()
	}
	return q.teller.Narrate(ctx, b, emit)
}

func TestThePlayerSeesWhyTheStoryWaits(t *testing.T) {
	inBubble(t, func(s *stage) {
		q := &queue{s.teller, make(chan struct{})}
		s.cfg.Game.Narrator = q
		release := s.teller.hold()
		s.cfg.Start.New = &game.Premise{World: "biomachines"}
		term := s.start()
		term.WaitText(queued+" (", "s, esc stops)")
		close(q.next)
		term.WaitText("This is chapter 1.", "… the story goes on (")
		if strings.Contains(term.Screen(), queued) {
			t.Errorf("it waits still:\n%s", term.Screen())
		}
		release()
		term.WaitText("3. Run")

		q.next = make(chan struct{})
		settle()
		term.Press("1")
		term.WaitText(queued)
		term.Press("esc")
		term.WaitText("Stopped.", "3. Run")
		if strings.Contains(term.Screen(), queued) {
			t.Errorf("it waits though it was stopped:\n%s", term.Screen())
		}
		leave(s.t, term)
	})
}
