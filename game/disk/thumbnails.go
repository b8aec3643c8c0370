package disk

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"journey/game"
)

// The limits of [Thumbnails], in bytes.
const (
	MaxThumbnail  = 256 << 10 // of one
	MaxThumbnails = 32 << 20  // of all, about 1500
)

const (
	cacheDir      = "cache"
	thumbnailsDir = cacheDir + "/thumbnails"
	thumbnailExt  = ".jpg"
)

// Thumbnails keeps small copies of pictures, by the hash of the large one. It is a
// cache: nothing is lost with it, the oldest make room for new ones, and nothing is
// synced, so what a crash leaves behind may be broken. It is safe for use by several
// goroutines and processes.
type Thumbnails struct {
	l     *Library
	limit int64

	mu   sync.Mutex
	size int64 // of all, as far as this process knows; negative before it looked
}

// Thumbnails returns the thumbnails of this library. They live as long as it does.
func (l *Library) Thumbnails() *Thumbnails {
	return &Thumbnails{l: l, limit: MaxThumbnails, size: -1}
}

func thumbnailPath(h game.Hash) string { return path.Join(thumbnailsDir, string(h)+thumbnailExt) }

// Thumbnail returns the thumbnail of a picture, unchecked. None is [game.ErrNotFound],
// and so is one above MaxThumbnail.
func (t *Thumbnails) Thumbnail(h game.Hash) ([]byte, error) {
	data, err := t.read(h)
	if err != nil {
		return nil, fmt.Errorf("read thumbnail of %.70q: %w", h, err)
	}
	return data, nil
}

func (t *Thumbnails) read(h game.Hash) ([]byte, error) {
	if !h.Valid() {
		return nil, game.ErrNotFound
	}
	f, err := t.l.open(thumbnailPath(h), os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, MaxThumbnail+1))
	if err == nil && len(data) > MaxThumbnail {
		err = game.ErrNotFound
	}
	return data, errors.Join(err, f.Close())
}

// KeepThumbnail keeps the thumbnail of a picture in place of the one it has. One
// above MaxThumbnail is [game.ErrRefused].
func (t *Thumbnails) KeepThumbnail(h game.Hash, data []byte) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.keep(h, data); err != nil {
		return fmt.Errorf("keep thumbnail of %.70q: %w", h, err)
	}
	return nil
}

func (t *Thumbnails) keep(h game.Hash, data []byte) error {
	if !h.Valid() || len(data) > MaxThumbnail {
		return game.ErrRefused
	}
	for _, dir := range []string{cacheDir, thumbnailsDir} {
		if err := t.l.root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	temp := path.Join(thumbnailsDir, newPrefix+ulid.Make().String())
	if err := t.l.root.WriteFile(temp, data, 0o600); err != nil {
		return errors.Join(err, t.l.discard(temp))
	}
	if err := t.l.root.Rename(temp, thumbnailPath(h)); err != nil {
		return errors.Join(err, t.l.discard(temp))
	}
	if t.size += int64(len(data)); t.size < int64(len(data)) || t.size > t.limit {
		return t.makeRoom()
	}
	return nil
}

// makeRoom removes the oldest thumbnails when there are too many bytes of them, down
// to three quarters, so that it is not needed again at once.
func (t *Thumbnails) makeRoom() error {
	entries, err := t.l.readDir(thumbnailsDir)
	if err != nil {
		return err
	}
	type kept struct {
		name string
		size int64
		at   time.Time
	}
	var all []kept
	t.size = 0
	for _, e := range entries {
		t.l.sweep(thumbnailsDir, e)
		if info, err := e.Info(); err == nil && strings.HasSuffix(e.Name(), thumbnailExt) {
			all = append(all, kept{e.Name(), info.Size(), info.ModTime()})
			t.size += info.Size()
		}
	}
	if t.size <= t.limit {
		return nil
	}
	slices.SortFunc(all, func(a, b kept) int { return cmp.Or(a.at.Compare(b.at), strings.Compare(a.name, b.name)) })
	for _, k := range all {
		if t.size <= t.limit*3/4 {
			break
		}
		if err := t.l.discard(path.Join(thumbnailsDir, k.name)); err != nil {
			return err
		}
		t.size -= k.size
	}
	return nil
}
