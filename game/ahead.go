package game

import (
	"context"
	"slices"
)

// Prefetch says how far a story is told ahead while the player reads. A choice
// whose chapter is ready is shown at once; one whose chapter is on its way goes on
// from there. Chapters that were told whole and not chosen stay in the story,
// unread. Own actions are never told ahead.
type Prefetch struct {
	// Chapters is how many choices of a chapter are told ahead, the first ones first;
	// 0 is none.
	Chapters int
	// AtOnce is how many are told at the same time, 1 when zero.
	AtOnce int
	// Pictures says that what was told ahead is painted ahead too.
	Pictures bool
}

// A branch is a telling for a choice that nobody has taken yet. Begun and adopted
// are guarded by the journey's mu.
type branch struct {
	*telling
	taken   Taken
	cancel  context.CancelFunc
	begun   bool // the narrator was asked
	adopted bool // a turn has it
}

// whole reports whether the chapter is there.
func (b *branch) whole() bool {
	select {
	case <-b.done:
		return b.err == nil
	default:
		return false
	}
}

// failed reports whether there will be no chapter.
func (b *branch) failed() bool {
	select {
	case <-b.done:
		return b.err != nil
	default:
		return false
	}
}

// lookAhead begins to tell what the player may choose next. The journey is locked.
func (j *Journey) lookAhead() {
	c, ok := j.story.Current()
	if j.closed || j.offline || !ok || j.story.Broken != nil {
		return
	}
	for i, choice := range c.Choices[:min(len(c.Choices), max(0, j.cfg.Prefetch.Chapters))] {
		way := Taken{Choice: i + 1, Text: choice.Text}
		if _, told := j.story.Following(c.ID, way); told || j.branchAt(c.ID, way) >= 0 {
			continue
		}
		ctx, cancel := context.WithCancel(j.ctx)
		b := &branch{taken: way, cancel: cancel}
		b.telling = newTelling(ctx, j, j.cfg.Narrator, c.ID, NewBrief(j.story, c.ID, way))
		j.branches = append(j.branches, b)
	}
	j.beginAhead()
}

// beginAhead begins the next branches for which there is a place free. The journey
// is locked.
func (j *Journey) beginAhead() {
	for _, b := range j.branches {
		if j.closed || j.telling >= max(1, j.cfg.Prefetch.AtOnce) {
			return
		}
		if !b.begun {
			b.begun = true
			j.telling++
			j.ahead.Go(func() { j.tellAhead(b) })
		}
	}
}

// branchAt finds a branch; -1 is none. The journey is locked.
func (j *Journey) branchAt(parent ChapterID, way Taken) int {
	return slices.IndexFunc(j.branches, func(b *branch) bool { return b.parent == parent && b.taken == way })
}

// forget takes a branch off the list. The journey is locked.
func (j *Journey) forget(b *branch) {
	j.branches = slices.DeleteFunc(j.branches, func(other *branch) bool { return other == b })
}

// adopt returns the branch that tells what the step wants, if there is one, and
// cancels all that cannot be wanted any more. What was told whole is paid for and
// stays. The journey is locked.
func (j *Journey) adopt(st step) *branch {
	var mine *branch
	if i := j.branchAt(st.parent, st.taken); i >= 0 && !st.anew && !st.spare && st.to == 0 {
		if b := j.branches[i]; b.begun && !b.failed() {
			mine = b
			mine.adopted = true
		}
	}
	j.branches = slices.DeleteFunc(j.branches, func(b *branch) bool {
		if b != mine && !b.whole() {
			b.cancel()
			return true
		}
		return b == mine
	})
	return mine
}

func (j *Journey) tellAhead(b *branch) {
	b.run()
	j.mu.Lock()
	j.telling--
	j.beginAhead()
	j.mu.Unlock()
	j.keepAhead(b)
}

// keepAhead makes a branch an unread chapter, unless a turn has it. While a turn is
// under way it has to wait: the turn's chapter has its ID already.
func (j *Journey) keepAhead(b *branch) {
	for {
		j.ledger.Lock()
		j.mu.Lock()
		adopted, under := b.adopted, j.turn
		if b.err != nil || under == nil {
			j.forget(b)
		}
		j.mu.Unlock()
		switch {
		case adopted:
			j.ledger.Unlock()
			return
		case b.err != nil:
			j.ledger.Unlock()
			b.cancel()
			b.waste(b.chapter)
			return
		case under == nil:
			c, err := j.enterUnread(b)
			j.ledger.Unlock()
			b.cancel()
			if err != nil {
				b.waste(b.chapter)
			} else if j.cfg.Prefetch.Pictures {
				j.illustrate(c, true)
			}
			return
		}
		j.ledger.Unlock()
		<-under.over
	}
}

// enterUnread writes the chapter of a branch. The ledger is locked.
func (j *Journey) enterUnread(b *branch) (Chapter, error) {
	c := b.chapter
	c.ID, c.Parent, c.Taken = j.nextID(), b.parent, b.taken
	return c, j.enter(ChapterTold{Chapter: c, Unread: true}, nil)
}

func (j *Journey) nextID() ChapterID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.story.NextID()
}
