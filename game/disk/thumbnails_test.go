package disk_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"journey/game"
	"journey/game/disk"
)

func TestThumbnailsAreKeptByHash(t *testing.T) {
	dir := t.TempDir()
	h, data := game.HashOf([]byte("large")), []byte("small")
	thumbs := open(t, dir).Thumbnails()
	if _, err := thumbs.Thumbnail(h); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("before there is one: %v", err)
	}
	for _, kept := range [][]byte{[]byte("an older one"), data} {
		if err := thumbs.KeepThumbnail(h, kept); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := open(t, dir).Thumbnails().Thumbnail(h); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read again: %q, %v", got, err)
	}
	if files, err := filepath.Glob(filepath.Join(dir, "cache", "thumbnails", "*")); err != nil || len(files) != 1 {
		t.Errorf("files %q, %v", files, err)
	}
	for _, bad := range []game.Hash{"", "../../../stories/x", game.Hash(string(h)[:63] + "/")} {
		if err := thumbs.KeepThumbnail(bad, data); !errors.Is(err, game.ErrRefused) {
			t.Errorf("keep %q: %v", bad, err)
		}
		if _, err := thumbs.Thumbnail(bad); !errors.Is(err, game.ErrNotFound) {
			t.Errorf("read %q: %v", bad, err)
		}
	}
}

func TestALargeThumbnailIsNone(t *testing.T) {
	dir := t.TempDir()
	thumbs, h := open(t, dir).Thumbnails(), game.HashOf(nil)
	large := make([]byte, disk.MaxThumbnail+1)
	if err := thumbs.KeepThumbnail(h, large); !errors.Is(err, game.ErrRefused) {
		t.Errorf("kept: %v", err)
	}
	if err := thumbs.KeepThumbnail(h, large[1:]); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cache", "thumbnails", string(h)+".jpg"), large, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := thumbs.Thumbnail(h); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("read: %v", err)
	}
}

func TestTheOldestThumbnailsMakeRoom(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	hash := func(i int) game.Hash { return game.HashOf(fmt.Append(nil, i)) }
	data := make([]byte, 1000)
	for i := range 30 {
		if err := disk.SmallThumbnails(lib, 10_000).KeepThumbnail(hash(i), data); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1000+i), 0)
		if err := os.Chtimes(filepath.Join(dir, "cache", "thumbnails", string(hash(i))+".jpg"), at, at); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "cache", "thumbnails", "*"))
	if err != nil || len(files) > 10 || len(files) < 7 {
		t.Errorf("%d files, %v", len(files), err)
	}
	if _, err := lib.Thumbnails().Thumbnail(hash(0)); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("the oldest: %v", err)
	}
	if _, err := lib.Thumbnails().Thumbnail(hash(28)); err != nil {
		t.Errorf("one of the newest: %v", err)
	}
}
