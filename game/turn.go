package game

import (
	"context"
	"errors"
)

// A turn tells one chapter, or moves to one. It runs on a goroutine of its
// Journey.
type turn struct {
	j      *Journey
	number uint64
	step   step
	next   ChapterID       // the chapter that is told
	ctx    context.Context // the turn's life, ended by cancel or by the journey
	cancel context.CancelFunc
	over   chan struct{} // closed when the next turn may begin

	telling *telling
	ahead   bool      // the telling began before the turn
	unread  bool      // the chapter moved to was never read
	picture *painting // nil until the scene is settled
}

// newTurn is called with the journey locked.
func newTurn(j *Journey, st step) *turn {
	t := &turn{j: j, number: j.turns, step: st, over: make(chan struct{})}
	if b := j.adopt(st); b != nil {
		t.telling, t.ahead, t.ctx, t.cancel = b.telling, true, b.ctx, b.cancel
		return t
	}
	t.ctx, t.cancel = context.WithCancel(j.ctx)
	return t
}

func (t *turn) run() {
	defer t.cancel()
	t.prepare()
	if t.step.to != 0 {
		t.move()
		return
	}
	t.start(false)
	t.wish()
	c, err := t.tell()
	if err == nil {
		c, err = t.keep(c)
	}
	if err == nil {
		t.finish(Told{Turn: t.number, Chapter: c})
		t.illustrate(c)
		return
	}
	t.drop()
	t.finish(t.end(c, err))
}

// end is how a turn ends that told no chapter.
func (t *turn) end(c Chapter, err error) Update {
	if off, ok := errors.AsType[*brokenOff](err); ok && t.ctx.Err() == nil {
		if err = t.j.record(off.event, nil); err == nil {
			return Broken{Turn: t.number, Off: off.event}
		}
	}
	t.telling.waste(c)
	if t.ctx.Err() != nil {
		return Stopped{Turn: t.number}
	}
	if over, ok := errors.AsType[*OverBudget](err); ok && (t.j.mayRaise() || t.j.cfg.SpareNarrator != nil) {
		return t.stopAt(*over)
	}
	return Failed{Turn: t.number, Err: err}
}

// prepare finds out where the step leads. It waits for what is being written, and
// no other turn begins meanwhile, so the next chapter's ID stands from here on.
func (t *turn) prepare() {
	t.j.ledger.Lock()
	defer t.j.ledger.Unlock()
	t.j.mu.Lock()
	defer t.j.mu.Unlock()
	s := t.j.story
	if c, ok := s.Following(t.step.parent, t.step.taken); ok && !t.step.anew && t.step.to == 0 && !t.ahead {
		t.step.to = c.ID
	}
	t.j.claim(t.step.to)
	if t.step.to != 0 {
		t.next, t.unread = t.step.to, s.Unread(t.step.to)
		return
	}
	t.next = s.NextID()
	if t.ahead {
		return
	}
	n := t.j.cfg.Narrator
	if t.step.spare {
		n = t.j.cfg.SpareNarrator
	}
	t.telling = newTelling(t.ctx, t.j, n, t.step.parent, NewBrief(s, t.step.parent, t.step.taken))
}

func (t *turn) start(again bool) {
	t.send(TurnStarted{Turn: t.number, Chapter: t.next, Taken: t.step.taken, Again: again})
}

// startOver makes what was shown of the chapter void.
func (t *turn) startOver() {
	t.drop()
	t.start(true)
}

// wish keeps the player's own words until their chapter is told.
func (t *turn) wish() {
	way := t.step.taken
	if way.Choice != 0 || way.Text == "" || t.step.parent == 0 {
		return
	}
	if err := t.j.record(Wished{Chapter: t.step.parent, Text: way.Text}, nil); err != nil {
		t.send(Notice{Text: Plain(err)})
	}
}

// finish makes room for the next turn before the reader can learn of the end, so
// that an answer to the update is never refused as busy.
func (t *turn) finish(u Update) {
	t.j.mu.Lock()
	t.j.turn = nil
	close(t.over)
	switch u.(type) {
	case Told, Moved, Stopped: // the player reads
		t.j.lookAhead()
	}
	t.j.mu.Unlock()
	t.send(u)
}

func (t *turn) send(u Update) { t.j.feed.send(u) }

func (t *turn) move() {
	if t.unread {
		t.step.taken = t.j.chapter(t.step.to).Taken
		t.start(false)
	}
	if err := t.j.record(HeadMoved{Chapter: t.step.to}, nil); err != nil {
		t.finish(Failed{Turn: t.number, Err: err})
		return
	}
	c := t.j.chapter(t.step.to)
	if t.unread {
		t.finish(Told{Turn: t.number, Chapter: c})
		t.j.illustrate(c, false)
		return
	}
	t.finish(Moved{Turn: t.number, Chapter: c})
}

func (j *Journey) chapter(id ChapterID) Chapter {
	j.mu.Lock()
	defer j.mu.Unlock()
	c, _ := j.story.Chapter(id)
	return c
}

// tell has the chapter told. Who told nothing is stood in for by the spare
// narrator; when prose was shown, that is the player's to decide.
func (t *turn) tell() (Chapter, error) {
	if err := t.raise(); err != nil {
		return Chapter{}, err
	}
	c, err := t.hear()
	spare := t.j.cfg.SpareNarrator
	if err == nil || t.ctx.Err() != nil || t.step.spare || spare == nil || errors.As(err, new(*brokenOff)) || errors.Is(err, ErrBudget) {
		return c, err
	}
	t.telling.waste(c)
	t.j.note(t.step.parent, "The storyteller failed: "+Plain(err)+" The offline storyteller carries on.")
	t.startOver()
	t.telling = newTelling(t.ctx, t.j, spare, t.step.parent, t.telling.brief)
	return t.hear()
}

// hear shows the telling until it has ended.
func (t *turn) hear() (Chapter, error) {
	t.telling.showTo(t)
	if t.ahead {
		<-t.telling.done
		t.ahead = false
		// Ahead of its time it had to leave money for this very chapter.
		if errors.Is(t.telling.err, ErrBudget) && t.telling.seen() == "" {
			t.telling = newTelling(t.ctx, t.j, t.j.cfg.Narrator, t.step.parent, t.telling.brief)
			return t.hear()
		}
	} else {
		t.telling.run()
	}
	c, err := t.telling.chapter, t.telling.err
	seen := t.telling.seen()
	if err == nil || t.ctx.Err() != nil || seen == "" {
		return c, err
	}
	title := c.Title
	if title == "" {
		title = t.telling.arrived.Title
	}
	return c, &brokenOff{err, BrokeOff{
		Parent: t.step.parent, Taken: t.step.taken, Title: title, Prose: seen,
		Teller: c.Teller, Usage: c.Usage, Why: Plain(err),
	}.clean()}
}

// brokenOff is the error of a chapter that ended in mid-prose.
type brokenOff struct {
	error
	event BrokeOff
}

// Unwrap lets the cause be asked for.
func (b *brokenOff) Unwrap() error { return b.error }

// show shows a clean piece of the chapter.
func (t *turn) show(p Piece) {
	if p.Title != "" {
		t.send(TitleKnown{Turn: t.number, Title: p.Title})
	}
	if p.Scene != nil {
		t.send(SceneKnown{Turn: t.number, Scene: *p.Scene})
		brief := t.telling.brief
		t.picture = t.j.paint(t.ctx, paintJob{
			chapter: t.next, scene: *p.Scene, cast: brief.Cast.After(p.Cast...), premise: brief.Premise,
			after: make(chan struct{}),
		})
	}
	if p.Prose != "" {
		t.send(ProseArrived{Turn: t.number, Text: p.Prose})
	}
}

// keep makes the chapter part of the story.
func (t *turn) keep(c Chapter) (Chapter, error) {
	c.ID, c.Parent, c.Taken = t.next, t.step.parent, t.step.taken
	if err := t.j.record(ChapterTold{Chapter: c}, nil); err != nil {
		return c, err
	}
	return c, nil
}

// illustrate lets the picture go on without its turn, or starts it when the
// narrator settled the scene only at the end.
func (t *turn) illustrate(c Chapter) {
	if t.picture != nil {
		close(t.picture.after)
		return
	}
	t.j.illustrate(c, false)
}

func (t *turn) drop() {
	if t.picture != nil {
		t.picture.cancel()
		t.picture = nil
	}
}

// note tells the player and the journal of a degraded step.
func (j *Journey) note(id ChapterID, text string) {
	j.feed.send(Notice{Text: text})
	if err := j.record(Noted{Chapter: id, Text: text}, nil); err != nil {
		j.feed.send(Notice{Text: Plain(err)})
	}
}
