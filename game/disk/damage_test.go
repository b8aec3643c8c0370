package disk_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
)

// small makes a story of six events, the last three of one append, and returns
// its journal.
func small(tb testing.TB, lib game.Library, dir string) (game.StoryID, []byte) {
	tb.Helper()
	id := create(tb, lib, "Small")
	appendTo(tb, lib, id, 1, game.Noted{Text: "two"})
	appendTo(tb, lib, id, 2, game.Unknown{Kind: "dreamt", Raw: []byte(`{"of":"sheep"}`)})
	appendTo(tb, lib, id, 3, game.Noted{Text: "four @"}, game.Renamed{Title: "five"}, game.Noted{Text: "six"})
	return id, readFile(tb, journalOf(dir, id))
}

// events reads as far as it goes.
func events(tb testing.TB, lib game.Library, id game.StoryID) (events []game.Event, err error) {
	tb.Helper()
	for e, err := range lib.Read(tb.Context(), id, 0) {
		if err != nil {
			return events, err
		}
		events = append(events, e)
	}
	return events, nil
}

// TestTornTail cuts the journal at every byte of its last append, as a crash may,
// also with the zeros that some file systems leave.
func TestTornTail(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id, whole := small(t, lib, dir)
	lines := bytes.SplitAfter(whole, []byte("\n"))
	start := len(bytes.Join(lines[:4], nil)) // of the last append
	for cut := start; cut < len(whole); cut++ {
		for i, zeros := range []int{0, 1, 700} {
			torn := append(bytes.Clone(whole[:cut]), make([]byte, zeros)...)
			if got, err := disk.ReadJournal(torn); err != nil || len(got) != 3 {
				t.Fatalf("cut at %d, %d zeros: read %d events, %v, want 3", cut, zeros, len(got), err)
			}
			if i == cut%3 {
				writeFile(t, journalOf(dir, id), torn)
				repaired(t, dir, id, whole[:start])
			}
		}
	}
}

// repaired reads a torn story, opens it for writing and goes on.
func repaired(t *testing.T, dir string, id game.StoryID, want []byte) {
	t.Helper()
	torn := readFile(t, journalOf(dir, id))
	lib := open(t, dir)
	if s := load(t, lib, id); s.Seq != 3 || !bytes.Equal(readFile(t, journalOf(dir, id)), torn) {
		t.Fatalf("of %d bytes read %d events, want 3 and the journal left alone", len(torn), s.Seq)
	}
	release, err := lib.Lease(t.Context(), id)
	if err != nil {
		t.Fatalf("open %d bytes: %v", len(torn), err)
	}
	if !bytes.Equal(readFile(t, journalOf(dir, id)), want) {
		t.Fatalf("opening %d bytes did not repair the tail", len(torn))
	}
	appendTo(t, lib, id, 3, game.Renamed{Title: "on"})
	if s := load(t, lib, id); s.Title != "on" || s.Seq != 4 {
		t.Fatalf("after %d bytes it goes on as %q, event %d", len(torn), s.Title, s.Seq)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
}

// TestBitFlips flips every bit of a journal: each is found.
func TestBitFlips(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id, whole := small(t, lib, dir)
	want, err := events(t, lib, id)
	if err != nil || len(want) != 6 {
		t.Fatal(want, err)
	}
	for bit := range 8 * len(whole) {
		flipped := bytes.Clone(whole)
		flipped[bit/8] ^= 1 << (bit % 8)
		got, err := disk.ReadJournal(flipped)
		if !errors.Is(err, game.ErrDamaged) {
			t.Fatalf("bit %d of byte %d: %d events, %v, want ErrDamaged", bit%8, bit/8, len(got), err)
		}
		line := 1 + bytes.Count(whole[:bit/8], []byte("\n"))
		if at := fmt.Sprintf("line %d: ", line); !strings.Contains(err.Error(), at) {
			t.Fatalf("flipped in line %d, but found: %v", line, err)
		}
		// Events of an append are told together, hence none of the last three if
		// one of them is damaged.
		if n := min(max(0, line-2), 3); len(got) != n || !reflect.DeepEqual(got, append([]game.Event(nil), want[:n]...)) {
			t.Fatalf("flipped in line %d: %d events before the damage, want %d", line, len(got), n)
		}
	}
}

func TestDamagedStoryIsRefused(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id, whole := small(t, lib, dir)
	sound := create(t, lib, "Sound")
	writeFile(t, journalOf(dir, id), bytes.Replace(whole, []byte("sheep"), []byte("wolfs"), 1))
	other := open(t, dir)
	if _, err := other.Append(t.Context(), id, 6, game.Renamed{Title: "no"}); !errors.Is(err, game.ErrDamaged) {
		t.Errorf("append: %v, want ErrDamaged", err)
	}
	if _, err := other.Lease(t.Context(), id); !errors.Is(err, game.ErrDamaged) || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("lease: %v, want ErrDamaged with the line", err)
	}
	entries, err := other.List(t.Context())
	if err != nil || len(entries) != 2 {
		t.Fatalf("listed %+v, %v", entries, err)
	}
	for _, e := range entries {
		if (e.ID == sound) != (e.Err == nil) || e.ID == id && (e.Title != "Small" || !errors.Is(e.Err, game.ErrDamaged)) {
			t.Errorf("listed %+v", e)
		}
	}
	if err := other.Delete(t.Context(), id); err != nil {
		t.Errorf("delete a damaged story: %v", err)
	}
}

func TestSalvage(t *testing.T) {
	for _, c := range []struct {
		name       string
		change     func([]byte) []byte
		kept, lost int
	}{
		{"damage in the middle", replace("sheep", "wolfs"), 2, 4},
		{"damage in a batch loses the batch", replace(`"five"`, `"nine"`), 3, 3},
		{"damage in the heading", replace(`{"format":"journey"`, `{"format":"journal"`), 6, 0},
		{"a line is missing", func(b []byte) []byte { return dropLine(b, 3) }, 2, 3},
		{"a torn tail", func(b []byte) []byte { return b[:len(b)-5] }, 3, 3},
		{"no damage", func(b []byte) []byte { return b }, 6, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			lib := open(t, dir)
			id, whole := small(t, lib, dir)
			want, err := events(t, lib, id)
			if err != nil {
				t.Fatal(err)
			}
			broken := c.change(bytes.Clone(whole))
			writeFile(t, journalOf(dir, id), broken)
			saved, kept, lost, err := lib.Salvage(t.Context(), id)
			if err != nil || kept != c.kept || lost != c.lost {
				t.Fatalf("kept %d, lost %d, %v, want %d and %d", kept, lost, err, c.kept, c.lost)
			}
			got, err := events(t, lib, saved)
			if err != nil || !reflect.DeepEqual(got, want[:c.kept]) {
				t.Errorf("saved %+v, %v", got, err)
			}
			appendTo(t, lib, saved, uint64(c.kept), game.Renamed{Title: "on"})
			if !bytes.Equal(readFile(t, journalOf(dir, id)), broken) {
				t.Error("the broken story was touched")
			}
		})
	}
}

func replace(old, with string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(with), 1) }
}

func dropLine(b []byte, i int) []byte {
	lines := bytes.SplitAfter(b, []byte("\n"))
	return bytes.Join(append(lines[:i:i], lines[i+1:]...), nil)
}

func TestSalvageTakesThePicturesAlong(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id := create(t, lib, "Gallery")
	var hashes []game.Hash
	for i := range uint64(3) {
		h, err := lib.PutPicture(t.Context(), id, gametest.PNG(i))
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, h)
	}
	painted := func(h game.Hash) game.Body {
		return game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: h}}
	}
	appendTo(t, lib, id, 1, game.ChapterTold{Chapter: game.Chapter{ID: 1, Title: "One"}})
	appendTo(t, lib, id, 2, painted(hashes[0]), painted(hashes[1]))
	// A chapter nobody told: each line is sound, but the story does not hold.
	appendTo(t, lib, id, 4, game.HeadMoved{Chapter: 9}, painted(hashes[2]))
	writeFile(t, filepath.Join(dir, "stories", string(id), "pictures", string(hashes[1])+".png"), gametest.PNG(9))
	saved, kept, lost, err := lib.Salvage(t.Context(), id)
	if err != nil || kept != 4 || lost != 2 {
		t.Fatalf("kept %d, lost %d, %v", kept, lost, err)
	}
	if got, err := lib.Picture(t.Context(), saved, hashes[0]); err != nil || !bytes.Equal(got, gametest.PNG(0)) {
		t.Errorf("the picture did not come along: %v", err)
	}
	for _, h := range hashes[1:] {
		if _, err := lib.Picture(t.Context(), saved, h); !errors.Is(err, game.ErrNotFound) {
			t.Errorf("picture %s: %v, want ErrNotFound", h, err)
		}
	}
	if s := load(t, lib, saved); s.Len() != 1 || s.Seq != 4 {
		t.Errorf("saved %d chapters, %d events", s.Len(), s.Seq)
	}
}

func TestChangedPictureIsNotFoundUntilStoredAgain(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id := create(t, lib, "Gallery")
	h, err := lib.PutPicture(t.Context(), id, gametest.PNG(1))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "stories", string(id), "pictures", string(h)+".png"), gametest.PNG(2))
	if _, err := lib.Picture(t.Context(), id, h); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("changed picture: %v, want ErrNotFound", err)
	}
	if _, err := lib.PutPicture(t.Context(), id, gametest.PNG(1)); err != nil {
		t.Fatal(err)
	}
	if got, err := lib.Picture(t.Context(), id, h); err != nil || !bytes.Equal(got, gametest.PNG(1)) {
		t.Errorf("stored again: %v", err)
	}
}

func TestNothingToSalvage(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id, whole := small(t, lib, dir)
	for _, journal := range [][]byte{nil, []byte("no journal\n"), dropLine(whole, 1), make([]byte, 3000)} {
		writeFile(t, journalOf(dir, id), journal)
		if _, _, _, err := lib.Salvage(t.Context(), id); !errors.Is(err, game.ErrDamaged) {
			t.Errorf("salvaged %.20q: %v", journal, err)
		}
		if _, err := events(t, lib, id); !errors.Is(err, game.ErrDamaged) {
			t.Errorf("read %.20q: %v", journal, err)
		}
	}
	if left, err := os.ReadDir(filepath.Join(dir, "stories")); err != nil || len(left) != 1 {
		t.Errorf("%d folders left, %v", len(left), err)
	}
}
