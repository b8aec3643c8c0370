package game

import "context"

type waitKey struct{}

// Wait tells the player, with the context of a Narrate, that the server makes the
// telling wait, and why, in a sentence; "" says that it goes on. The first piece of
// the chapter says so too. With other contexts nobody is told.
func Wait(ctx context.Context, why string) {
	if t, ok := ctx.Value(waitKey{}).(*telling); ok {
		t.wait(why)
	}
}

// wait shows that the telling waits, or waits no more.
func (t *telling) wait(why string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if why = CleanLine(why); t.ctx.Err() == nil && why != t.waits {
		t.waits = why
		t.showWait()
	}
}

// showWait tells who shows the telling, if anybody does. The telling is locked.
func (t *telling) showWait() {
	if t.turn != nil {
		t.turn.send(Waiting{Turn: t.turn.number, Why: t.waits})
	}
}
