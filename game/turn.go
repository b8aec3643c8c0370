package game

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// A turn tells one chapter, or moves to one. It runs on a goroutine of its
// Journey.
type turn struct {
	j      *Journey
	number uint64
	step   step
	brief  Brief
	next   ChapterID
	ctx    context.Context // the turn's life, ended by cancel or by the journey
	cancel context.CancelFunc

	cleaner *Cleaner
	picture *painting // nil until the scene is settled
}

// newTurn is called with the journey locked.
func newTurn(j *Journey, st step) *turn {
	t := &turn{j: j, number: j.turns, step: st, next: j.story.NextID()}
	t.ctx, t.cancel = context.WithCancel(j.ctx)
	if st.to == 0 {
		t.brief = NewBrief(j.story, st.parent, st.taken)
	}
	return t
}

func (t *turn) run() {
	defer t.cancel()
	if t.step.to != 0 {
		t.move()
		return
	}
	t.send(TurnStarted{Turn: t.number, Taken: t.step.taken})
	t.wish()
	c, err := t.tell()
	if err == nil {
		c, err = t.keep(c)
	}
	switch {
	case err == nil:
		t.finish(Told{Turn: t.number, Chapter: c})
		t.illustrate(c)
	case t.ctx.Err() != nil:
		t.drop()
		t.finish(Stopped{Turn: t.number})
	default:
		t.drop()
		t.finish(Failed{Turn: t.number, Err: err})
	}
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
	t.j.mu.Unlock()
	t.send(u)
}

func (t *turn) send(u Update) { t.j.feed.send(u) }

func (t *turn) move() {
	if err := t.j.record(HeadMoved{Chapter: t.step.to}, nil); err != nil {
		t.finish(Failed{Turn: t.number, Err: err})
		return
	}
	t.j.mu.Lock()
	c, _ := t.j.story.Chapter(t.step.to)
	t.j.mu.Unlock()
	t.finish(Moved{Turn: t.number, Chapter: c})
}

// tell asks the narrator, once more with the fault named when the reply cannot
// be used, and then the spare one.
func (t *turn) tell() (Chapter, error) {
	c, err := t.ask(t.j.cfg.Narrator)
	var f Fault
	if errors.As(err, &f) && f.Fault() != "" && t.ctx.Err() == nil {
		t.brief.Fault = f.Fault()
		t.send(TurnStarted{Turn: t.number, Taken: t.step.taken, Again: true})
		c, err = t.ask(t.j.cfg.Narrator)
	} else if why := doubt(t.brief, c); err == nil && why != "" {
		return t.tellDoubted(c, why)
	}
	if err == nil || t.ctx.Err() != nil || t.j.cfg.SpareNarrator == nil {
		return c, err
	}
	if errors.Is(err, ErrBudget) {
		t.note(Plain(err) + " The offline storyteller carries on.")
	} else {
		t.note("The storyteller failed: " + Plain(err) + " The offline storyteller carries on.")
	}
	t.send(TurnStarted{Turn: t.number, Taken: t.step.taken, Again: true})
	return t.ask(t.j.cfg.SpareNarrator)
}

// tellDoubted asks once more because of what speaks against the chapter. Whatever
// comes is kept; when nothing comes, the doubted chapter is better than none.
func (t *turn) tellDoubted(doubted Chapter, why string) (Chapter, error) {
	t.note("The chapter is told again: " + why + ".")
	t.brief.Fault = why
	t.send(TurnStarted{Turn: t.number, Taken: t.step.taken, Again: true})
	c, err := t.ask(t.j.cfg.Narrator)
	if err == nil || t.ctx.Err() != nil {
		return c, err
	}
	t.drop()
	t.send(TurnStarted{Turn: t.number, Taken: t.step.taken, Again: true})
	return doubted, nil
}

// A Fault is an error of a narrator that may be mended by asking once more with
// the fault named (see [Brief.Fault]); the empty string is none.
type Fault interface {
	error
	Fault() string
}

// unusable is what makes a told chapter unusable.
type unusable string

func (u unusable) Error() string { return "the reply cannot be used: " + string(u) }

// Fault implements Fault.
func (u unusable) Fault() string { return string(u) }

func (t *turn) ask(n Narrator) (Chapter, error) {
	t.drop()
	t.cleaner = &Cleaner{}
	c, err := t.j.narrate(t.ctx, n, t.brief, t.emit)
	if rest := t.cleaner.Flush(); rest != "" {
		t.send(ProseArrived{Turn: t.number, Text: rest})
	}
	if err == nil {
		err = t.ctx.Err()
	}
	if err != nil {
		t.j.spend(ForChapter, t.step.parent, c.Usage)
		return Chapter{}, fmt.Errorf("tell chapter: %w", err)
	}
	c = c.Cleaned()
	if fault := faultOf(c); fault != "" {
		t.j.spend(ForChapter, t.step.parent, c.Usage)
		return c, fault
	}
	return c, nil
}

// faultOf is what makes a told chapter unusable, if anything.
func faultOf(c Chapter) unusable {
	switch {
	case strings.TrimSpace(c.Prose) == "":
		return "there was no prose"
	case c.Ending == nil && len(c.Choices) < MinChoices:
		return unusable(fmt.Sprintf("a chapter that is not an ending needs %d to %d choices", MinChoices, MaxChoices))
	}
	return ""
}

func (t *turn) emit(p Piece) {
	if t.ctx.Err() != nil {
		return
	}
	if p.Title != "" {
		t.send(TitleKnown{Turn: t.number, Title: CleanLine(p.Title)})
	}
	if p.Scene != nil && t.picture == nil {
		scene := p.Scene.clean()
		t.send(SceneKnown{Turn: t.number, Scene: scene})
		t.picture = t.j.paint(t.ctx, paintJob{
			chapter: t.next, scene: scene, cast: t.brief.Cast.After(cleanCast(p.Cast)...), premise: t.brief.Premise,
			after: make(chan struct{}),
		})
	}
	if text := t.cleaner.Push(p.Prose); text != "" {
		t.send(ProseArrived{Turn: t.number, Text: text})
	}
}

// keep makes the chapter part of the story.
func (t *turn) keep(c Chapter) (Chapter, error) {
	c.ID, c.Parent, c.Taken = t.next, t.step.parent, t.step.taken
	if err := t.j.record(ChapterTold{Chapter: c}, nil); err != nil {
		t.j.spend(ForChapter, t.step.parent, c.Usage)
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
	if c.Scene.IsZero() {
		return
	}
	t.j.mu.Lock()
	cast := t.j.story.CastAt(c.ID)
	t.j.mu.Unlock()
	t.j.paint(t.j.ctx, paintJob{chapter: c.ID, scene: c.Scene, cast: cast, premise: t.brief.Premise})
}

func (t *turn) drop() {
	if t.picture != nil {
		t.picture.cancel()
		t.picture = nil
	}
}

func (t *turn) note(text string) {
	t.j.note(t.step.parent, text)
}

// note tells the player and the journal of a degraded step.
func (j *Journey) note(id ChapterID, text string) {
	j.feed.send(Notice{Text: text})
	if err := j.record(Noted{Chapter: id, Text: text}, nil); err != nil {
		j.feed.send(Notice{Text: Plain(err)})
	}
}
