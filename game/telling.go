package game

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// A telling is one chapter on its way from a narrator. What arrives of it is kept,
// so that a turn may begin to show it at any moment.
type telling struct {
	j        *Journey
	narrator Narrator
	parent   ChapterID
	brief    Brief
	ctx      context.Context
	done     chan struct{} // closed when chapter and err stand

	// The chapter, clean and usable, when err is nil; else what is known of it, and
	// what it cost.
	chapter Chapter
	err     error

	mu      sync.Mutex
	turn    *turn // who shows it; nil while nobody does
	arrived Piece // so far, clean
	cleaner *Cleaner
	waits   string // why nothing arrives; "" while there is no reason to tell
}

func newTelling(ctx context.Context, j *Journey, n Narrator, parent ChapterID, b Brief) *telling {
	return &telling{j: j, narrator: n, parent: parent, brief: b, ctx: ctx, done: make(chan struct{}), cleaner: &Cleaner{}}
}

// run asks the narrator, and once more, with the reason named, when the reply
// cannot be used or broke off and nobody saw any prose of it, or when there is a
// doubt about it.
func (t *telling) run() {
	defer close(t.done)
	c, err := t.ask()
	if why := fault(err); (why != "" || passing(err)) && t.ctx.Err() == nil && t.startOver(false) {
		t.waste(c)
		t.brief.Fault = why
		c, err = t.ask()
	} else if err == nil {
		if why := t.j.lexicon().doubt(t.brief, c); why != "" {
			c, err = t.askDoubted(c, why)
		}
	}
	if err == nil {
		c.Cast = t.j.lexicon().settledCast(t.brief, c)
	}
	t.chapter, t.err = c, err
}

// askDoubted asks once more because of what speaks against the chapter. Whatever
// comes is kept; when nothing comes, the doubted chapter is better than none.
func (t *telling) askDoubted(doubted Chapter, why string) (Chapter, error) {
	t.note("The chapter is told again: " + why + ".")
	t.brief.Fault = why
	t.startOver(true)
	c, err := t.ask()
	if err == nil || t.ctx.Err() != nil {
		t.waste(doubted)
		return c, err
	}
	t.waste(c)
	t.startOver(true)
	return doubted, nil
}

// A Fault is an error of a narrator that may be mended by asking once more with
// the fault named (see [Brief.Fault]); the empty string is none.
type Fault interface {
	error
	Fault() string
}

// A Passing is an error of a narrator that had begun, after which the same may be
// asked once more.
type Passing interface {
	error
	Passing() bool
}

func passing(err error) bool {
	p, ok := errors.AsType[Passing](err)
	return ok && p.Passing()
}

func fault(err error) string {
	if f, ok := errors.AsType[Fault](err); ok {
		return f.Fault()
	}
	return ""
}

// unusable is what makes a told chapter unusable.
type unusable string

func (u unusable) Error() string { return "nobody can go on from the reply: " + string(u) }

// Fault implements Fault.
func (u unusable) Fault() string { return string(u) }

// usable finds what keeps the player from going on from a chapter.
func usable(c Chapter) error {
	switch {
	case strings.TrimSpace(c.Prose) == "":
		return unusable("it holds no prose")
	case c.Ending == nil && len(c.Choices) < MinChoices:
		return unusable(fmt.Sprintf("it offers fewer choices than the %d to %d that a chapter needs", MinChoices, MaxChoices))
	}
	return nil
}

func (t *telling) ask() (Chapter, error) {
	c, err := t.j.narrate(context.WithValue(t.ctx, waitKey{}, t), t.narrator, t.brief, !t.shown(), t.emit)
	t.mu.Lock()
	t.show(Piece{Prose: t.cleaner.Flush()})
	shown := t.arrived.Prose
	t.mu.Unlock()
	c = c.Cleaned()
	switch {
	case t.ctx.Err() != nil:
		return c, fmt.Errorf("tell chapter: %w", t.ctx.Err())
	case err == nil:
		return c, usable(c)
	case shown != "" && usable(c) == nil: // the prose came whole, with a way on
		t.note("The reply broke off, but what came of it is enough to go on.")
		return c, nil
	}
	return c, fmt.Errorf("tell chapter: %w", err)
}

// emit takes a piece from the narrator.
func (t *telling) emit(p Piece) {
	if t.ctx.Err() != nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	clean := Piece{Title: cleanLine(p.Title, MaxTitle), Prose: t.cleaner.Push(p.Prose)}
	if p.Scene != nil && t.arrived.Scene == nil {
		scene := p.Scene.clean()
		clean.Scene, clean.Cast = &scene, t.j.lexicon().settledCast(t.brief, Chapter{Scene: scene, Cast: cleanCast(p.Cast)})
	}
	t.show(clean)
}

// show keeps a clean piece and hands it to who shows it. The telling is locked.
func (t *telling) show(p Piece) {
	a := &t.arrived
	if p.Title != "" {
		a.Title = p.Title
	}
	if p.Scene != nil {
		a.Scene, a.Cast = p.Scene, p.Cast
	}
	a.Prose += p.Prose
	if t.waits != "" {
		t.waits = ""
		t.showWait()
	}
	if t.turn != nil {
		t.turn.show(p)
	}
}

// showTo shows the telling to a turn from here on, beginning with what has
// arrived.
func (t *telling) showTo(by *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.turn = by
	by.show(t.arrived)
	if t.waits != "" {
		t.showWait()
	}
}

// seen is what the player saw of the prose.
func (t *telling) seen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.turn == nil {
		return ""
	}
	return t.arrived.Prose
}

// startOver makes what arrived void. Unless it must be, prose that somebody saw
// stays, and startOver reports false.
func (t *telling) startOver(must bool) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.turn != nil {
		if t.arrived.Prose != "" && !must {
			return false
		}
		t.turn.startOver()
	}
	t.arrived, t.cleaner, t.waits = Piece{}, &Cleaner{}, ""
	return true
}

// waste notes what a reply cost that is not made part of the story.
func (t *telling) waste(c Chapter) {
	why := ForAhead
	if t.shown() {
		why = ForChapter
	}
	t.j.spend(why, t.parent, c.Usage)
}

// shown reports whether a turn shows it.
func (t *telling) shown() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.turn != nil
}

// note tells the player, if there is one, and the journal of a degraded step.
func (t *telling) note(text string) {
	if t.shown() {
		t.j.note(t.parent, text)
	}
}
