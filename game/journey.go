package game

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// What a Journey refuses at once.
var (
	// ErrBusy: a chapter is being told; cancel it or wait.
	ErrBusy = errors.New("a chapter is being told")
	// ErrNoChoice: the chapter does not offer that.
	ErrNoChoice = errors.New("the chapter offers no such choice")
	// ErrEnded: the path has come to its ending; go back to choose otherwise.
	ErrEnded = errors.New("this path of the story has ended")
	// ErrClosed: the journey was closed.
	ErrClosed = errors.New("the story is closed")
)

// Config says who takes part in a Journey. Library and Narrator are needed, all
// else may be nil.
type Config struct {
	Library  Library
	Narrator Narrator
	// Painter paints the scenes; nil plays without pictures.
	Painter Painter
	// SpareNarrator and SparePainter carry on when the first ones fail, and the
	// player is told.
	SpareNarrator Narrator
	SparePainter  Painter
	// Budget is asked before each call that may cost something; nil has no caps.
	Budget Budget
	// Portraits has the painter paint each character that comes back once on a plain
	// ground, so that the pictures show the same people. It works with painters that
	// take pictures (see Editor), and costs one more picture a character.
	Portraits bool
	// PictureSize is the wished size of a picture, 1536x1024 when zero.
	PictureSize PictureSize
	// Prefetch says what is told before it is chosen; the zero value is nothing.
	Prefetch Prefetch
}

// A Journey plays one story: it joins the story to its narrator, painter and
// library and owns all concurrency of a turn. Its methods return at once; what
// happens arrives on Updates.
type Journey struct {
	cfg     Config
	id      StoryID
	ctx     context.Context // the journey's life, ended by Close; turns derive from it
	stop    context.CancelFunc
	release func() error
	feed    *feed
	pumping sync.WaitGroup
	working sync.WaitGroup
	ahead   sync.WaitGroup // what nobody waits for but Close

	closing  sync.Once
	closeErr error

	ledger sync.Mutex // held while events are written, so that they keep their order
	saved  uint64     // events the library has
	unsaid []unsaved  // events the library could not take yet

	portraits portraits
	lexicon   func() *lexicon // made when it is first asked for
	reserving sync.Mutex      // held while a call is reserved

	mu       sync.Mutex
	story    *Story
	turns    uint64
	turn     *turn     // nil while nothing is being told
	branches []*branch // told ahead, or waiting to be
	telling  int       // of them are being told
	paints   map[*painting]struct{}
	closed   bool
	capped   *capped // what the last turn came to, if a cap stopped it
	// offline is set once the player wants nothing bought any more.
	offline bool
}

// Start creates a story in the library and opens it. Begin tells its opening.
func Start(ctx context.Context, cfg Config, started StoryStarted) (*Journey, error) {
	id, err := cfg.Library.Create(ctx, started)
	if err != nil {
		return nil, err // it says what was wanted
	}
	return Open(ctx, cfg, id)
}

// Open takes the story's lease and opens it where it was left. When ctx is done
// nothing more is told; the journey has to be closed all the same, which gives the
// lease back.
func Open(ctx context.Context, cfg Config, id StoryID) (*Journey, error) {
	release, err := cfg.Library.Lease(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("open story: %w", err)
	}
	story, err := Load(ctx, cfg.Library, id)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open story: %w", err), release())
	}
	if cfg.PictureSize == (PictureSize{}) {
		cfg.PictureSize = PictureSize{W: 1536, H: 1024}
	}
	j := &Journey{
		cfg: cfg, id: id, release: release, feed: newFeed(),
		story: story, saved: story.Seq, paints: map[*painting]struct{}{}, lexicon: sync.OnceValue(newLexicon),
	}
	j.ctx, j.stop = context.WithCancel(ctx)
	j.pumping.Go(func() { j.feed.pump(j.ctx.Done()) })
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lookAhead()
	return j, nil
}

// Updates is closed when the journey is.
func (j *Journey) Updates() <-chan Update { return j.feed.out }

// Story returns a copy of the story as it stands now.
func (j *Journey) Story() *Story {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.story.Clone()
}

// Busy reports whether a chapter is being told.
func (j *Journey) Busy() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.turn != nil
}

// Begin tells the opening. In a story that has one it tells another.
func (j *Journey) Begin() error {
	return j.begin(func(*Story) (step, error) { return step{anew: true}, nil })
}

// Choose takes choice i, counted from 1, of the chapter being read. A way that
// was gone before leads to the chapter told then.
func (j *Journey) Choose(i int) error {
	return j.begin(func(s *Story) (step, error) {
		c, ok := s.Current()
		switch {
		case ok && c.Ending != nil:
			return step{}, ErrEnded
		case !ok || i < 1 || i > len(c.Choices):
			return step{}, ErrNoChoice
		}
		return step{parent: c.ID, taken: Taken{Choice: i, Text: c.Choices[i-1].Text}}, nil
	})
}

// Act does what the player typed instead of a choice.
func (j *Journey) Act(text string) error {
	text = CleanLine(text)
	return j.begin(func(s *Story) (step, error) {
		c, ok := s.Current()
		switch {
		case ok && c.Ending != nil:
			return step{}, ErrEnded
		case !ok || text == "":
			return step{}, ErrNoChoice
		}
		return step{parent: c.ID, taken: Taken{Text: text}}, nil
	})
}

// Retell tells the chapter being read anew, as a sibling of it, or the one that
// broke off last.
func (j *Journey) Retell() error {
	return j.begin(func(s *Story) (step, error) {
		if off := s.Broken; off != nil {
			return step{parent: off.Parent, taken: off.Taken, anew: true}, nil
		}
		c, _ := s.Current() // without an opening, Retell tells one
		return step{parent: c.Parent, taken: c.Taken, anew: true}, nil
	})
}

// Spare lets the spare narrator tell the chapter that broke off last.
func (j *Journey) Spare() error {
	return j.begin(func(s *Story) (step, error) {
		if s.Broken == nil || j.cfg.SpareNarrator == nil {
			return step{}, ErrNoChoice
		}
		return step{parent: s.Broken.Parent, taken: s.Broken.Taken, anew: true, spare: true}, nil
	})
}

// GoTo moves to a chapter that was told before.
func (j *Journey) GoTo(id ChapterID) error {
	return j.begin(func(s *Story) (step, error) {
		if _, ok := s.Chapter(id); !ok {
			return step{}, ErrNoChoice
		}
		return step{to: id}, nil
	})
}

// A step is what a turn does: go on from parent by the way taken, or move to a
// chapter.
type step struct {
	parent ChapterID
	taken  Taken
	anew   bool        // also when the way was gone before
	spare  bool        // by the spare narrator
	raise  *OverBudget // the cap to be raised before; nil is none
	to     ChapterID
}

func (j *Journey) begin(decide func(*Story) (step, error)) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.closed:
		return ErrClosed
	case j.turn != nil:
		return ErrBusy
	}
	st, err := decide(j.story)
	if err != nil {
		return err
	}
	j.turns++
	j.capped = nil
	st.spare = st.spare || j.offline && j.cfg.SpareNarrator != nil
	t := newTurn(j, st)
	j.turn = t
	j.working.Go(t.run)
	return nil
}

// Cancel stops the turn that is under way together with its picture, or, when
// there is none, the pictures being painted. It reports whether there was
// anything to stop.
func (j *Journey) Cancel() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.turn != nil {
		j.turn.cancel()
		return true
	}
	for p := range j.paints {
		p.cancel()
	}
	return len(j.paints) > 0
}

// Settle waits until nothing is under way any more: no chapter being told, no
// picture being painted, but for what is told ahead. It begins nothing new, and nor may others meanwhile.
func (j *Journey) Settle(ctx context.Context) error {
	idle := make(chan struct{})
	go func() {
		j.working.Wait()
		close(idle)
	}()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close stops what is under way, saves what could not be saved before, and gives
// the story free. Its error says that something could not be saved. Closing again
// waits for the first and returns the same.
func (j *Journey) Close() error {
	j.mu.Lock()
	j.closed = true
	j.mu.Unlock()
	j.closing.Do(func() {
		j.stop()
		j.working.Wait()
		j.ahead.Wait()
		err := j.flush()
		j.feed.close()
		j.pumping.Wait()
		j.closeErr = errors.Join(err, j.release())
	})
	return j.closeErr
}
