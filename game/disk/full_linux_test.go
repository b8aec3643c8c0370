package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"journey/game"
	"journey/game/gametest"
)

// TestFullDisk plays on a file system of 256 KB until it is full.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("a small file system cannot be mounted here (%v); TestFileTooLarge stands in", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	lib := open(t, dir)
	id := create(t, lib, "Full")
	h, err := lib.PutPicture(t.Context(), id, gametest.PNG(1))
	if err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(dir, "ballast")
	writeFile(t, ballast, make([]byte, 100<<10))
	seq, err := fillUp(t.Context(), lib, id, 1)
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("after %d events: %v, want a full disk", seq, err)
	}
	if _, err := lib.PutPicture(t.Context(), id, append(gametest.PNG(2), make([]byte, 100<<10)...)); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("picture: %v, want a full disk", err)
	}
	if _, err := lib.Create(t.Context(), game.StoryStarted{Title: "No"}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("create: %v, want a full disk", err)
	}
	checkWhole(t, journalOf(dir, id), seq)
	if left, err := os.ReadDir(filepath.Join(dir, "stories")); err != nil || len(left) != 1 {
		t.Errorf("a story that did not fit left %v, %v", left, err)
	}
	entries, err := lib.List(t.Context())
	if err != nil || len(entries) != 1 || entries[0].Err != nil {
		t.Errorf("listed %+v, %v", entries, err)
	}
	if s := load(t, open(t, dir), id); s.Seq != seq {
		t.Errorf("%d events found, %d acknowledged", s.Seq, seq)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	more, err := fillUp(t.Context(), lib, id, seq)
	if more <= seq || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("with space again: event %d after %d, %v", more, seq, err)
	}
	if s := load(t, lib, id); s.Seq != more {
		t.Errorf("%d events found, %d acknowledged", s.Seq, more)
	}
	if _, err := lib.Picture(t.Context(), id, h); err != nil {
		t.Error(err)
	}
	if err := lib.Delete(t.Context(), id); err != nil {
		t.Errorf("delete on a full disk: %v", err)
	}
}
