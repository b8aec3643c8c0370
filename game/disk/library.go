package disk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/oklog/ulid/v2"

	"journey/game"
)

// Names in a library's folder. A name that begins with a dot is of a story or
// picture in the making or going away.
const (
	storiesDir  = "stories"
	picturesDir = "pictures"
	journalName = "story.jsonl"
	lockName    = "lock"
	newPrefix   = ".new-"
	gonePrefix  = ".gone-"
	// staleAfter is the age at which something in the making counts as left behind
	// by a crash.
	staleAfter = time.Hour
)

// A Library is a [game.Library] on a folder. Several Libraries, in one process or
// in many, may share the folder.
type Library struct {
	dir  string // absolute; for lock files alone, which os.Root cannot lock
	root *os.Root
	now  func() time.Time
	poll time.Duration

	mu      sync.Mutex
	stories map[game.StoryID]*story
	entries map[game.StoryID]listed
}

var _ game.Library = (*Library)(nil)

// An Option changes how a library works.
type Option func(*Library)

// Clock sets where the library takes the time of events and IDs from, instead of
// [time.Now].
func Clock(now func() time.Time) Option { return func(l *Library) { l.now = now } }

// Poll sets how often a watcher looks for what other processes wrote, instead of
// every 250 ms; not more often than every millisecond.
func Poll(every time.Duration) Option {
	return func(l *Library) { l.poll = max(every, time.Millisecond) }
}

// Open returns the library in the folder dir, making the folder where there is
// none. It clears away what a crash left of stories half made or half deleted.
func Open(dir string, options ...Option) (*Library, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	l := &Library{
		dir: dir, root: root, now: time.Now, poll: 250 * time.Millisecond,
		stories: map[game.StoryID]*story{}, entries: map[game.StoryID]listed{},
	}
	for _, o := range options {
		o(l)
	}
	if err := l.prepare(); err != nil {
		return nil, fmt.Errorf("open library: %w", errors.Join(err, root.Close()))
	}
	return l, nil
}

// Close lets go of the folder. Leases are released by their holders.
func (l *Library) Close() error { return l.root.Close() }

func (l *Library) prepare() error {
	switch err := l.root.Mkdir(storiesDir, 0o700); {
	case err == nil:
		if err := l.syncDir("."); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	names, err := l.readDir(storiesDir)
	if err != nil {
		return err
	}
	for _, e := range names {
		l.sweep(storiesDir, e)
	}
	return nil
}

// sweep removes an entry of a folder if a crash left it behind. What cannot be
// removed, as in a library that is read-only, does no harm.
func (l *Library) sweep(dir string, e fs.DirEntry) {
	stale := strings.HasPrefix(e.Name(), gonePrefix)
	if strings.HasPrefix(e.Name(), newPrefix) {
		info, err := e.Info()
		stale = err == nil && l.now().Sub(info.ModTime()) > staleAfter
	}
	if stale {
		_ = l.root.RemoveAll(path.Join(dir, e.Name()))
	}
}

// Create implements [game.Library].
func (l *Library) Create(ctx context.Context, started game.StoryStarted) (game.StoryID, error) {
	id, err := l.newID()
	if err != nil {
		return "", fmt.Errorf("create story: %w", err)
	}
	head, end, err := header(id)
	if err != nil {
		return "", fmt.Errorf("create story: %w", err)
	}
	first, _, err := end.encode(l.now(), []game.Body{started})
	if err != nil {
		return "", fmt.Errorf("create story: %w", err)
	}
	if err := l.make(ctx, id, append(head, first...), nil); err != nil {
		return "", fmt.Errorf("create story: %w", err)
	}
	return id, nil
}

// make makes the folder of a new story, in whole or not at all: fill, if any, puts
// more into the folder of the given name before the story appears.
func (l *Library) make(ctx context.Context, id game.StoryID, journal []byte, fill func(dir string) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	dir := path.Join(storiesDir, newPrefix+string(id))
	defer func() {
		if err != nil {
			err = errors.Join(err, l.root.RemoveAll(dir))
		}
	}()
	if err := l.root.MkdirAll(path.Join(dir, picturesDir), 0o700); err != nil {
		return err
	}
	if err := l.writeNew(path.Join(dir, journalName), journal); err != nil {
		return err
	}
	if fill != nil {
		if err := fill(dir); err != nil {
			return err
		}
	}
	if err := l.syncDir(dir); err != nil {
		return err
	}
	if err := l.root.Rename(dir, storyDir(id)); err != nil {
		return err
	}
	return l.syncDir(storiesDir)
}

// Delete implements [game.Library].
func (l *Library) Delete(ctx context.Context, id game.StoryID) error {
	err := l.locked(ctx, id, func(s *story) error {
		if s.lease != nil {
			return game.ErrInUse
		}
		gone := path.Join(storiesDir, gonePrefix+string(id))
		if err := l.root.Rename(storyDir(id), gone); err != nil {
			return err
		}
		l.forget(s)
		return errors.Join(l.syncDir(storiesDir), l.root.RemoveAll(gone))
	})
	if err != nil {
		return fmt.Errorf("delete story %.30q: %w", id, err)
	}
	return nil
}

func (l *Library) newID() (game.StoryID, error) {
	u, err := ulid.New(ulid.Timestamp(l.now()), rand.Reader)
	return game.StoryID(u.String()), err
}

// valid reports whether id is one that a library gives out; only then may it be
// part of a path.
func valid(id game.StoryID) bool {
	u, err := ulid.ParseStrict(string(id))
	return err == nil && u.String() == string(id)
}

func storyDir(id game.StoryID) string { return path.Join(storiesDir, string(id)) }

func journalPath(id game.StoryID) string { return path.Join(storyDir(id), journalName) }

// check finds out whether there is a story of that name.
func (l *Library) check(ctx context.Context, id game.StoryID) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !valid(id) {
		return game.ErrNotFound
	}
	info, err := l.root.Lstat(storyDir(id))
	if err != nil {
		return missing(err)
	}
	if !info.IsDir() {
		return game.ErrNotFound
	}
	return nil
}

// missing says "not found" in the game's words.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return game.ErrNotFound
	}
	return err
}

// open opens a file that has to be a regular one: a link or a pipe in its place
// is not followed and cannot block.
func (l *Library) open(name string, flag int) (*os.File, error) {
	info, err := l.root.Lstat(name)
	if err != nil {
		return nil, missing(err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file: %w", name, game.ErrNotFound)
	}
	f, err := l.root.OpenFile(name, flag, 0)
	if err != nil {
		return nil, missing(err)
	}
	return f, nil
}

// writeNew writes a file that must not exist, durable when its folder is synced.
func (l *Library) writeNew(name string, data []byte) error {
	f, err := l.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir makes the names in a folder durable, where the file system can.
func (l *Library) syncDir(name string) error {
	d, err := l.root.Open(name)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) {
		err = nil // some network and shared file systems know no fsync of a folder
	}
	return errors.Join(err, d.Close())
}

func (l *Library) readDir(name string) ([]fs.DirEntry, error) {
	d, err := l.root.Open(name)
	if err != nil {
		return nil, err
	}
	entries, err := d.ReadDir(-1)
	return entries, errors.Join(err, d.Close())
}
