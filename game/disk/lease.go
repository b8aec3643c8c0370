package disk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"journey/game"
)

const (
	// appendPatience bounds how long an Append waits for another process's.
	appendPatience = time.Second
	// leasePatience lets a Lease outwait an Append, but not another lease.
	leasePatience = 100 * time.Millisecond
	lockRetry     = 5 * time.Millisecond
)

// Lease implements [game.Library]. It repairs a torn tail, and reports a journal
// that cannot be written on as ErrDamaged or ErrNewer.
func (l *Library) Lease(ctx context.Context, id game.StoryID) (release func() error, err error) {
	s, err := l.lease(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("open story %.30q: %w", id, err)
	}
	return sync.OnceValue(func() error {
		s.turn <- struct{}{}
		defer s.give()
		lock := s.lease
		s.lease = nil
		return lock.Unlock()
	}), nil
}

func (l *Library) lease(ctx context.Context, id game.StoryID) (*story, error) {
	s, err := l.story(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	defer s.give()
	if s.lease != nil {
		return nil, game.ErrInUse
	}
	lock, err := l.lock(ctx, id, leasePatience)
	if err != nil {
		return nil, err
	}
	if err := l.repair(s); err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	s.lease = lock
	return s, nil
}

// repair makes a story ready to be written.
func (l *Library) repair(s *story) error {
	f, err := l.open(journalPath(s.id), os.O_RDWR)
	if err != nil {
		return err
	}
	if err := errors.Join(s.catchUp(f), f.Close()); err != nil {
		return err
	}
	dir := path.Join(storyDir(s.id), picturesDir)
	pictures, err := l.readDir(dir)
	if err != nil {
		return nil //nolint:nilerr // a story without a folder for pictures has nothing to sweep there
	}
	for _, e := range pictures {
		l.sweep(dir, e)
	}
	return nil
}

// lock locks the story against other processes.
func (l *Library) lock(ctx context.Context, id game.StoryID, patience time.Duration) (*flock.Flock, error) {
	return l.lockFile(ctx, path.Join(storyDir(id), lockName), patience)
}

// lockFile locks a file of the library, making it where there is none.
func (l *Library) lockFile(ctx context.Context, name string, patience time.Duration) (*flock.Flock, error) {
	made, err := l.root.OpenFile(name, os.O_RDONLY|os.O_CREATE, 0o600)
	if err != nil {
		return nil, missing(err)
	}
	if err := made.Close(); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(l.dir, filepath.FromSlash(name)))
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	switch _, err := lock.TryLockContext(waiting, lockRetry); {
	case ctx.Err() != nil:
		return nil, errors.Join(ctx.Err(), lock.Unlock())
	case errors.Is(err, context.DeadlineExceeded):
		return nil, game.ErrInUse
	case err != nil:
		return nil, missing(err)
	}
	if err := l.sameFile(lock, name); err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	return lock, nil
}

// sameFile checks that what was locked by its path is the library's lock file,
// and not one of a story that was deleted meanwhile.
func (l *Library) sameFile(lock *flock.Flock, name string) error {
	locked, err := lock.Stat()
	if err != nil {
		return err
	}
	ours, err := l.root.Lstat(name)
	if err != nil {
		return missing(err)
	}
	if !os.SameFile(locked, ours) {
		return fmt.Errorf("%s is not the file that was locked: %w", name, game.ErrInUse)
	}
	return nil
}
