package disk_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"journey/game"
	"journey/game/disk"
)

func picture(t *testing.T, w int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, 3))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheStudioKeepsWhatIsMade(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lib, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	studio := lib.Studio()
	if all, err := studio.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("a new studio has %v, %v", all, err)
	}
	var put []game.Hash
	for i := range 3 {
		h, err := studio.Put(t.Context(), picture(t, 9-i))
		if err != nil || h != game.HashOf(picture(t, 9-i)) {
			t.Fatalf("put %s, %v", h, err)
		}
		at := time.Unix(int64(1000+i), 0)
		if err := os.Chtimes(filepath.Join(dir, "studio", string(h)+".png"), at, at); err != nil {
			t.Fatal(err)
		}
		put = append(put, h)
	}
	if h, err := studio.Put(t.Context(), picture(t, 9)); err != nil || h != put[0] {
		t.Errorf("put again: %s, %v", h, err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}

	if lib, err = disk.Open(dir); err != nil { // as after the program was killed
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	studio = lib.Studio()
	if all, err := studio.List(t.Context()); err != nil || !slices.Equal(all, put) {
		t.Errorf("listed %v, %v, want %v", all, err, put)
	}
	data, err := studio.Get(t.Context(), put[1])
	if err != nil || !bytes.Equal(data, picture(t, 8)) {
		t.Errorf("got %d bytes, %v", len(data), err)
	}
	if head, err := studio.Head(t.Context(), put[1]); err != nil || !bytes.HasPrefix(data, head) || len(head) == 0 {
		t.Errorf("head of %d bytes, %v", len(head), err)
	}
	for name, path := range map[string]string{"folder": "studio", "file": "studio/" + string(put[0]) + ".png"} {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestTheStudioTrustsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lib, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	studio := lib.Studio()
	h, err := studio.Put(t.Context(), picture(t, 5))
	if err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(dir, "studio", name) }
	secret := filepath.Join(t.TempDir(), "secret")
	other := game.HashOf([]byte("other"))
	for name, do := range map[string]error{
		"secret":  os.WriteFile(secret, picture(t, 4), 0o600),
		"changed": os.WriteFile(in(string(h)+".png"), picture(t, 6), 0o600),
		"notes":   os.WriteFile(in("notes.txt"), nil, 0o600),
		"named":   os.WriteFile(in("../studio/"+string(other[:60])+".png"), nil, 0o600),
		"link":    os.Symlink(secret, in(string(other)+".png")),
		"folder":  os.Mkdir(in(string(game.HashOf([]byte("folder")))+".jpg"), 0o700),
	} {
		if do != nil {
			t.Fatal(name, do)
		}
	}
	if all, err := studio.List(t.Context()); err != nil || !slices.Equal(all, []game.Hash{h}) {
		t.Errorf("listed %v, %v", all, err)
	}
	for _, bad := range []game.Hash{h, other, "", "../../secret", game.HashOf([]byte("none"))} {
		if _, err := studio.Get(t.Context(), bad); !errors.Is(err, game.ErrNotFound) {
			t.Errorf("get %q: %v", bad, err)
		}
		if _, err := studio.Head(t.Context(), bad); bad != h && !errors.Is(err, game.ErrNotFound) {
			t.Errorf("head %q: %v", bad, err)
		}
	}
	for _, bad := range [][]byte{nil, []byte("<svg>"), append(picture(t, 3), make([]byte, disk.MaxPicture)...)} {
		if _, err := studio.Put(t.Context(), bad); !errors.Is(err, game.ErrRefused) {
			t.Errorf("put %d bytes: %v", len(bad), err)
		}
	}
}
