package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"github.com/oklog/ulid/v2"

	"journey/game"
)

// MaxPicture is the largest picture a library keeps, in bytes.
const MaxPicture = 64 << 20

// extensions lists how pictures' files may end.
func extensions() []string { return []string{"png", "jpg", "webp", "gif"} }

// PutPicture implements [game.Library] for PNG, JPEG, WebP and GIF up to
// MaxPicture; all else is ErrRefused. It needs no lease: a picture that no event
// names does no harm.
func (l *Library) PutPicture(ctx context.Context, id game.StoryID, data []byte) (game.Hash, error) {
	if err := l.check(ctx, id); err != nil {
		return "", fmt.Errorf("store picture in story %.30q: %w", id, err)
	}
	h, err := l.putPicture(path.Join(storyDir(id), picturesDir), data)
	if err != nil {
		return "", fmt.Errorf("store picture in story %s: %w", id, err)
	}
	return h, nil
}

func (l *Library) putPicture(dir string, data []byte) (h game.Hash, err error) {
	ext := game.PictureFormat(data)
	if ext == "" {
		return "", fmt.Errorf("neither PNG, JPEG, WebP nor GIF: %w", game.ErrRefused)
	}
	if len(data) > MaxPicture {
		return "", fmt.Errorf("%d bytes, at most %d: %w", len(data), MaxPicture, game.ErrRefused)
	}
	h = game.HashOf(data)
	if old, err := l.picture(dir, h); err == nil && bytes.Equal(old, data) {
		return h, l.syncDir(dir) // whoever stored it may not have come that far
	}
	if err := l.root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", missing(err)
	}
	temp := path.Join(dir, newPrefix+ulid.Make().String())
	if err := l.writeNew(temp, data); err != nil {
		return "", errors.Join(missing(err), l.discard(temp))
	}
	if err := l.root.Rename(temp, path.Join(dir, string(h)+"."+ext)); err != nil {
		return "", errors.Join(missing(err), l.discard(temp))
	}
	return h, l.syncDir(dir)
}

func (l *Library) discard(name string) error {
	if err := l.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Picture implements [game.Library]. A picture whose file was changed since is
// not found.
func (l *Library) Picture(ctx context.Context, id game.StoryID, h game.Hash) ([]byte, error) {
	err := l.check(ctx, id)
	var data []byte
	if err == nil {
		data, err = l.picture(path.Join(storyDir(id), picturesDir), h)
	}
	if err != nil {
		return nil, fmt.Errorf("read picture %.70q of story %.30q: %w", h, id, err)
	}
	return data, nil
}

func (l *Library) picture(dir string, h game.Hash) ([]byte, error) {
	if !h.Valid() {
		return nil, game.ErrNotFound
	}
	for _, ext := range extensions() {
		f, err := l.open(path.Join(dir, string(h)+"."+ext), os.O_RDONLY)
		if errors.Is(err, game.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		data, err := readPicture(f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		if game.HashOf(data) != h {
			return nil, fmt.Errorf("its file has changed: %w", game.ErrNotFound)
		}
		return data, nil
	}
	return nil, game.ErrNotFound
}

func readPicture(f *os.File) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > MaxPicture {
		return nil, fmt.Errorf("%d bytes, at most %d: %w", info.Size(), MaxPicture, game.ErrNotFound)
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return data, err
}
