package disk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"journey/game"
)

const (
	studioDir = "studio"
	// MaxVersions is how many pictures of the studio are listed, the newest.
	MaxVersions = 4096
	// headSize is how much of a picture's file its note is looked for in, in bytes.
	headSize = 64 << 10
)

// A Studio keeps the pictures made by hand, each in a file named after its hash.
// What they were made from, and how, is said in the files themselves.
type Studio struct{ l *Library }

// Studio returns the pictures made by hand of this library's player. It lives as long
// as the library.
func (l *Library) Studio() *Studio { return &Studio{l} }

// Put stores a picture, durable when it returns: PNG, JPEG, WebP and GIF up to
// [MaxPicture], all else is ErrRefused. Storing the same bytes again is no error.
func (s *Studio) Put(ctx context.Context, data []byte) (game.Hash, error) {
	err := ctx.Err()
	if err == nil {
		err = s.make()
	}
	var h game.Hash
	if err == nil {
		h, err = s.l.putPicture(studioDir, data)
	}
	if err != nil {
		return "", fmt.Errorf("store picture in the studio: %w", err)
	}
	return h, nil
}

func (s *Studio) make() error {
	switch err := s.l.root.Mkdir(studioDir, 0o700); {
	case err == nil:
		return s.l.syncDir(".")
	case errors.Is(err, fs.ErrExist):
		return nil
	default:
		return err
	}
}

// Get returns a stored picture. One whose file was changed since is ErrNotFound.
func (s *Studio) Get(ctx context.Context, h game.Hash) ([]byte, error) {
	err := ctx.Err()
	var data []byte
	if err == nil {
		data, err = s.l.picture(studioDir, h)
	}
	if err != nil {
		return nil, fmt.Errorf("read picture %.70q of the studio: %w", h, err)
	}
	return data, nil
}

// Head returns the first 64 KiB of a picture's file, where its note is. They are not
// checked against the hash.
func (s *Studio) Head(ctx context.Context, h game.Hash) ([]byte, error) {
	err := ctx.Err()
	var head []byte
	if err == nil {
		head, err = s.head(h)
	}
	if err != nil {
		return nil, fmt.Errorf("read picture %.70q of the studio: %w", h, err)
	}
	return head, nil
}

func (s *Studio) head(h game.Hash) ([]byte, error) {
	if !h.Valid() {
		return nil, game.ErrNotFound
	}
	for _, ext := range extensions() {
		f, err := s.l.open(path.Join(studioDir, string(h)+"."+ext), os.O_RDONLY)
		if errors.Is(err, game.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		head, err := io.ReadAll(io.LimitReader(f, headSize))
		return head, errors.Join(err, f.Close())
	}
	return nil, game.ErrNotFound
}

// List returns the stored pictures, at most [MaxVersions], the oldest first. It
// clears away what a crash left half written.
func (s *Studio) List(ctx context.Context) ([]game.Hash, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("list the studio: %w", err)
	}
	names, err := s.l.readDir(studioDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the studio: %w", err)
	}
	type made struct {
		hash game.Hash
		at   time.Time
	}
	var all []made
	for _, e := range names {
		s.l.sweep(studioDir, e)
		stem, ext, _ := strings.Cut(e.Name(), ".")
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || info.Size() > MaxPicture || !game.Hash(stem).Valid() || !slices.Contains(extensions(), ext) {
			continue
		}
		all = append(all, made{game.Hash(stem), info.ModTime()})
	}
	slices.SortFunc(all, func(a, b made) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(string(a.hash), string(b.hash)))
	})
	all = all[max(0, len(all)-MaxVersions):]
	hashes := make([]game.Hash, len(all))
	for i, m := range all {
		hashes[i] = m.hash
	}
	return hashes, nil
}
