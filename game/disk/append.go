package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/gofrs/flock"

	"journey/game"
)

// A story is what a Library remembers of a story while it is open.
type story struct {
	id game.StoryID
	// turn is held by whoever writes: a channel, so that waiting obeys a context.
	turn chan struct{}
	// end is the journal's tail as this process saw it last, lease the lock while
	// somebody holds the lease. Both belong to the holder of turn.
	end   tail
	lease *flock.Flock

	mu      sync.Mutex
	changed chan struct{} // closed by the next change
}

// more returns what is closed when the story has changed after this call.
func (s *story) more() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

func (s *story) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.changed)
	s.changed = make(chan struct{})
}

// story returns what is remembered of a story that exists.
func (l *Library) story(ctx context.Context, id game.StoryID) (*story, error) {
	if err := l.check(ctx, id); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.stories[id]
	if !ok {
		s = &story{id: id, turn: make(chan struct{}, 1), changed: make(chan struct{})}
		l.stories[id] = s
	}
	return s, nil
}

// forget drops what is remembered of a deleted story.
func (l *Library) forget(s *story) {
	l.mu.Lock()
	delete(l.stories, s.id)
	delete(l.entries, s.id)
	l.mu.Unlock()
	s.wake()
}

// locked calls f while nobody else, in this process or another, writes the story.
func (l *Library) locked(ctx context.Context, id game.StoryID, f func(*story) error) error {
	s, err := l.story(ctx, id)
	if err != nil {
		return err
	}
	if err := s.take(ctx); err != nil {
		return err
	}
	defer s.give()
	if s.lease != nil {
		return f(s)
	}
	lock, err := l.lock(ctx, id, appendPatience)
	if err != nil {
		return err
	}
	return errors.Join(f(s), lock.Unlock())
}

func (s *story) take(ctx context.Context) error {
	select {
	case s.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *story) give() { <-s.turn }

// Append implements [game.Library]. An event's line must not exceed 1 MiB, and
// one Append takes at most 100 events; what can never be written is ErrRefused.
func (l *Library) Append(ctx context.Context, id game.StoryID, expectSeq uint64, bodies ...game.Body) (uint64, error) {
	var seq uint64
	err := l.locked(ctx, id, func(s *story) error {
		f, err := l.open(journalPath(id), os.O_RDWR)
		if err != nil {
			return err
		}
		err = l.appendTo(f, s, expectSeq, bodies)
		seq = s.end.seq
		return errors.Join(err, f.Close())
	})
	if err != nil {
		return 0, fmt.Errorf("append to story %.30q: %w", id, err)
	}
	return seq, nil
}

func (l *Library) appendTo(f *os.File, s *story, expectSeq uint64, bodies []game.Body) error {
	if err := s.catchUp(f); err != nil {
		return err
	}
	if s.end.seq != expectSeq {
		return fmt.Errorf("after event %d of %d: %w", expectSeq, s.end.seq, game.ErrConflict)
	}
	if len(bodies) == 0 {
		return nil
	}
	lines, end, err := s.end.encode(l.now(), bodies)
	if err != nil {
		return err
	}
	if end.offset > maxJournal {
		return fmt.Errorf("the journal would be larger than %d bytes: %w", maxJournal, game.ErrRefused)
	}
	if err := s.write(f, lines); err != nil {
		return err
	}
	s.end = end
	s.wake()
	return nil
}

// write makes the lines durable behind the tail, or takes them back.
func (s *story) write(f *os.File, lines []byte) error {
	_, err := f.WriteAt(lines, s.end.offset)
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		return nil
	}
	// After a failed fsync nobody knows what reached the disk. Cutting the file is
	// right in any case; should even that fail, the sums tell what is there.
	return errors.Join(err, s.cut(f))
}

func (s *story) cut(f *os.File) error {
	if err := f.Truncate(s.end.offset); err != nil {
		return err
	}
	return f.Sync()
}

// catchUp verifies what was appended since this process looked last and cuts off
// a torn tail.
func (s *story) catchUp(f *os.File) error {
	size, err := journalSize(f)
	if err != nil {
		return err
	}
	if size == s.end.offset {
		return nil
	}
	if size < s.end.offset {
		s.end = tail{} // not the file it was, as when a backup is put back
	}
	if _, err := f.Seek(s.end.offset, io.SeekStart); err != nil {
		return err
	}
	r := newReader(f, s.end)
	for err == nil {
		_, err = r.next()
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	s.end = r.end
	if size > s.end.offset {
		return s.cut(f)
	}
	return nil
}

// journalSize refuses a journal too large to be one of ours before it is read.
func journalSize(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if info.Size() > maxJournal {
		return 0, fmt.Errorf("a journal of %d bytes, at most %d: %w", info.Size(), maxJournal, game.ErrDamaged)
	}
	return info.Size(), nil
}
