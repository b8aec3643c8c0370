package game

import (
	"sync"
)

// An Update is something that happened in a Journey, in the order it happened.
type Update interface{ update() }

// The updates of a Journey. Turn numbers the turns from 1, so that a reader can
// drop what belongs to a turn it no longer cares for.
type (
	// TurnStarted says: a chapter is being told. It comes again, with Again set, when
	// the telling starts over and what was shown of it is void.
	TurnStarted struct {
		Turn uint64
		// Chapter is the ID it will have once it is told; its pictures may come before.
		Chapter ChapterID
		Taken   Taken
		Again   bool
	}
	// Waiting says: nothing arrives because the server makes the telling wait. Why is a
	// sentence for the player; when it is empty, or a turn starts or ends, that is over.
	Waiting struct {
		Turn uint64
		Why  string
	}
	// TitleKnown says: the chapter being told has a title.
	TitleKnown struct {
		Turn  uint64
		Title string
	}
	// SceneKnown says: the scene of the chapter being told is settled.
	SceneKnown struct {
		Turn  uint64
		Scene Scene
	}
	// ProseArrived says: more prose of the chapter being told.
	ProseArrived struct {
		Turn uint64
		Text string
	}
	// Told says: the chapter is part of the story and is the one being read.
	Told struct {
		Turn    uint64
		Chapter Chapter
	}
	// Moved says: the player reads another chapter that was told before.
	Moved struct {
		Turn    uint64
		Chapter Chapter
	}
	// Stopped says: the turn was cancelled; the story stands where it stood before.
	Stopped struct{ Turn uint64 }
	// Failed says: the turn came to nothing; the story stands where it stood before.
	Failed struct {
		Turn uint64
		Err  error
	}
	// Broken says: the chapter broke off in mid-prose. What was shown of it stands, and
	// the player has to decide: Retell asks for it again, Spare lets the spare
	// narrator tell it, GoTo leads back to where the story stands.
	Broken struct {
		Turn uint64
		Off  BrokeOff
	}
	// Capped says: the turn came to nothing because of a cap of the budget, and the
	// player has to decide. Raise raises that cap and takes the turn again, if
	// MayRaise; Offline lets the spare narrator tell, if MaySpare. The story stands
	// where it stood before.
	Capped struct {
		Turn               uint64
		Over               OverBudget
		MayRaise, MaySpare bool
	}
	// PictureStarted says: a picture of the chapter is being painted.
	PictureStarted struct{ Chapter ChapterID }
	// PictureArrived says: a picture of the chapter, or with Partial a preview of it.
	PictureArrived struct {
		Chapter ChapterID
		Picture PictureRef
		Data    []byte
		Partial bool
	}
	// PictureMissed says: painting ended without a picture; Err is nil when it was
	// cancelled.
	PictureMissed struct {
		Chapter ChapterID
		Err     error
	}
	// Paid says: the story cost more, apart from a chapter that is told. Story has it.
	Paid struct{}
	// Notice says: a degraded or refused step, in words for the player.
	Notice struct{ Text string }
)

func (TurnStarted) update()    {}
func (Waiting) update()        {}
func (TitleKnown) update()     {}
func (SceneKnown) update()     {}
func (ProseArrived) update()   {}
func (Told) update()           {}
func (Moved) update()          {}
func (Stopped) update()        {}
func (Failed) update()         {}
func (Broken) update()         {}
func (Capped) update()         {}
func (PictureStarted) update() {}
func (PictureArrived) update() {}
func (PictureMissed) update()  {}
func (Paid) update()           {}
func (Notice) update()         {}

// A feed hands updates on in order without ever making the sender wait: a slow
// screen must not hold up the telling. Prose waiting to be read is joined.
type feed struct {
	mu     sync.Mutex
	queued []Update
	closed bool
	wake   chan struct{} // holds one token while there is something to do
	out    chan Update
}

func newFeed() *feed {
	return &feed{wake: make(chan struct{}, 1), out: make(chan Update)}
}

func (f *feed) send(u Update) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return
	}
	if !f.join(u) {
		f.queued = append(f.queued, u)
	}
	f.nudge()
}

func (f *feed) join(u Update) bool {
	more, ok := u.(ProseArrived)
	if !ok || len(f.queued) == 0 {
		return false
	}
	last, ok := f.queued[len(f.queued)-1].(ProseArrived)
	if !ok || last.Turn != more.Turn {
		return false
	}
	last.Text += more.Text
	f.queued[len(f.queued)-1] = last
	return true
}

func (f *feed) nudge() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

func (f *feed) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	f.nudge()
}

// pump delivers until the feed is closed and empty, or abandon is closed, and
// then closes out.
func (f *feed) pump(abandon <-chan struct{}) {
	defer close(f.out)
	for {
		f.mu.Lock()
		var next Update
		if len(f.queued) > 0 {
			next, f.queued = f.queued[0], f.queued[1:]
		}
		closed := f.closed
		f.mu.Unlock()
		if next == nil {
			if closed {
				return
			}
			<-f.wake
			continue
		}
		select {
		case f.out <- next:
		case <-abandon:
			return
		}
	}
}
