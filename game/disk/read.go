package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"journey/game"
)

// Read implements [game.Library]. The whole journal is verified as it is read,
// also the events that are not yielded. When ctx is done before the end, the last
// error is the context's.
func (l *Library) Read(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return func(yield func(game.Event, error) bool) {
		var end tail
		err := l.check(ctx, id)
		if err == nil {
			_, err = l.read(ctx, id, &end, after, yield)
		}
		if err != nil {
			yield(game.Event{}, fmt.Errorf("read story %.30q: %w", id, err))
		}
	}
}

// Watch implements [game.Library]. It ends with the context's error, with
// ErrNotFound when the story is deleted, or like Read.
func (l *Library) Watch(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return func(yield func(game.Event, error) bool) {
		if err := l.watch(ctx, id, after, yield); err != nil {
			yield(game.Event{}, fmt.Errorf("watch story %.30q: %w", id, err))
		}
	}
}

func (l *Library) watch(ctx context.Context, id game.StoryID, after uint64, yield func(game.Event, error) bool) error {
	s, err := l.story(ctx, id)
	if err != nil {
		return err
	}
	poll := time.NewTicker(l.poll)
	defer poll.Stop()
	var end tail
	for {
		changed := s.more()
		on, err := l.read(ctx, id, &end, after, yield)
		if err != nil || !on {
			return err
		}
		if err := l.wait(ctx, id, changed, poll.C, end.offset); err != nil {
			return err
		}
	}
}

// wait returns when the journal changed in this process, or has not the given
// size any more, because another process wrote to it.
func (l *Library) wait(ctx context.Context, id game.StoryID, changed <-chan struct{}, poll <-chan time.Time, size int64) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
			return nil
		case <-poll:
		}
		info, err := l.root.Lstat(journalPath(id))
		if err != nil {
			return missing(err)
		}
		if info.Size() != size {
			return nil
		}
	}
}

// read yields the events behind end and greater than after, moves end on, and
// reports whether more are wanted.
func (l *Library) read(ctx context.Context, id game.StoryID, end *tail, after uint64, yield func(game.Event, error) bool) (on bool, err error) {
	f, err := l.open(journalPath(id), os.O_RDONLY)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	size, err := journalSize(f)
	if err != nil {
		return false, err
	}
	if size < end.offset {
		return false, fmt.Errorf("the journal became shorter: %w", game.ErrDamaged)
	}
	if _, err := f.Seek(end.offset, io.SeekStart); err != nil {
		return false, err
	}
	r := newReader(f, *end)
	for {
		batch, err := r.next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		if on, err := deliver(ctx, batch, after, yield); err != nil || !on {
			return false, err
		}
		*end = r.end
	}
}

// deliver yields the events of a batch that are greater than after, and reports
// whether more are wanted.
func deliver(ctx context.Context, batch []record, after uint64, yield func(game.Event, error) bool) (on bool, err error) {
	for _, rec := range batch {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if rec.Seq <= after {
			continue
		}
		e, err := rec.event()
		if err != nil {
			return false, err
		}
		if !yield(e, nil) {
			return false, nil
		}
	}
	return true, nil
}
