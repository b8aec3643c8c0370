package game

import "context"

// A capped turn came to nothing because of a cap. What is to be done about it is the
// player's to decide, until the next turn begins.
type capped struct {
	step step
	over OverBudget
}

// mayRaise reports whether the player may raise the caps.
func (j *Journey) mayRaise() bool {
	_, ok := j.cfg.Budget.(Raiser)
	return ok
}

// Raise raises the cap that stopped the last turn, by its Step, and takes the turn
// again. It is ErrNoChoice when no cap did, or when the caps are not the player's.
func (j *Journey) Raise() error {
	return j.begin(func(*Story) (step, error) {
		if j.capped == nil || !j.mayRaise() {
			return step{}, ErrNoChoice
		}
		st := j.capped.step
		st.raise = &j.capped.over
		return st, nil
	})
}

// Offline lets the spare narrator tell the chapter that a cap stopped; with always
// also every chapter after it, painted by the spare painter, for as long as the
// story is open.
func (j *Journey) Offline(always bool) error {
	return j.begin(func(*Story) (step, error) {
		if j.capped == nil || j.cfg.SpareNarrator == nil {
			return step{}, ErrNoChoice
		}
		st := j.capped.step
		st.spare = true
		j.offline = j.offline || always
		return st, nil
	})
}

// isOffline reports whether the player wants nothing bought any more.
func (j *Journey) isOffline() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.offline
}

// raise raises the cap that stood in the way, if the player wants that.
func (t *turn) raise() error {
	o := t.step.raise
	if o == nil {
		return nil
	}
	t.step.raise = nil // once
	r, ok := t.j.cfg.Budget.(Raiser)
	if !ok {
		return ErrNoChoice
	}
	// What the player agreed to stands, should they now stop the turn.
	return r.Raise(context.WithoutCancel(t.ctx), t.j.id, o.Cap, o.Step)
}

// stopAt ends the turn at a cap and lets the player decide.
func (t *turn) stopAt(over OverBudget) Update {
	t.j.mu.Lock()
	defer t.j.mu.Unlock()
	t.j.capped = &capped{t.step, over}
	return Capped{Turn: t.number, Over: over, MayRaise: t.j.mayRaise(), MaySpare: t.j.cfg.SpareNarrator != nil}
}
