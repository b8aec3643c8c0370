package disk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"journey/game"
)

// A listed is an entry and the state of the journal it was folded from.
type listed struct {
	size    int64
	changed time.Time
	entry   game.Entry
}

// List implements [game.Library]. Stories are folded anew only when their journal
// changed since this Library listed them last.
func (l *Library) List(ctx context.Context) ([]game.Entry, error) {
	entries, err := l.list(ctx)
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	return entries, nil
}

func (l *Library) list(ctx context.Context) ([]game.Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	names, err := l.readDir(storiesDir)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(e fs.DirEntry) bool {
		return !e.IsDir() || !valid(game.StoryID(e.Name()))
	})
	entries := make([]game.Entry, len(names))
	folding, ctx := errgroup.WithContext(ctx)
	folding.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range names {
		folding.Go(func() error {
			entries[i] = l.entry(ctx, game.StoryID(e.Name()))
			return ctx.Err()
		})
	}
	if err := folding.Wait(); err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(e game.Entry) bool {
		return errors.Is(e.Err, game.ErrNotFound) // deleted meanwhile, or no story
	})
	slices.SortFunc(entries, func(a, b game.Entry) int {
		return cmp.Or(b.Played.Compare(a.Played), cmp.Compare(b.ID, a.ID))
	})
	return entries, nil
}

func (l *Library) entry(ctx context.Context, id game.StoryID) game.Entry {
	info, err := l.root.Lstat(journalPath(id))
	if err != nil {
		return game.Entry{ID: id, Err: missing(err)}
	}
	l.mu.Lock()
	known, ok := l.entries[id]
	l.mu.Unlock()
	if ok && known.size == info.Size() && known.changed.Equal(info.ModTime()) {
		return known.entry
	}
	s, err := game.Load(ctx, l, id)
	e := s.Entry()
	e.Err = err
	if e.Played.IsZero() {
		e.Played = info.ModTime().UTC()
	}
	if err == nil || errors.Is(err, game.ErrDamaged) || errors.Is(err, game.ErrNewer) {
		l.mu.Lock()
		l.entries[id] = listed{size: info.Size(), changed: info.ModTime(), entry: e}
		l.mu.Unlock()
	}
	return e
}
