package disk_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
)

func TestContract(t *testing.T) {
	gametest.Library(t, func(t *testing.T) game.Library {
		t.Helper()
		return open(t, t.TempDir())
	})
}

// TestContractOfTwo runs the contract on two libraries that share a folder, as two
// processes do: what one writes the other reads.
func TestContractOfTwo(t *testing.T) {
	gametest.Library(t, func(t *testing.T) game.Library {
		t.Helper()
		dir := t.TempDir()
		return pair{Library: open(t, dir), reader: open(t, dir, disk.Poll(time.Millisecond))}
	})
}

func open(tb testing.TB, dir string, options ...disk.Option) *disk.Library {
	tb.Helper()
	lib, err := disk.Open(dir, options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := lib.Close(); err != nil {
			tb.Error(err)
		}
	})
	return lib
}

func create(tb testing.TB, lib game.Library, title string) game.StoryID {
	tb.Helper()
	id, err := lib.Create(tb.Context(), game.StoryStarted{Title: title})
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

func appendTo(tb testing.TB, lib game.Library, id game.StoryID, expect uint64, bodies ...game.Body) {
	tb.Helper()
	if _, err := lib.Append(tb.Context(), id, expect, bodies...); err != nil {
		tb.Fatal(err)
	}
}

// titles renames the story once for each title, from event 2 on.
func titles(tb testing.TB, lib game.Library, id game.StoryID, names ...string) {
	tb.Helper()
	for i, name := range names {
		appendTo(tb, lib, id, uint64(i)+1, game.Renamed{Title: name})
	}
}

func load(tb testing.TB, lib game.Library, id game.StoryID) *game.Story {
	tb.Helper()
	s, err := game.Load(tb.Context(), lib, id)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func journalOf(dir string, id game.StoryID) string {
	return filepath.Join(dir, "stories", string(id), "story.jsonl")
}

func readFile(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func writeFile(tb testing.TB, name string, data []byte) {
	tb.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		tb.Fatal(err)
	}
}

func TestStoriesOutliveTheLibrary(t *testing.T) {
	dir := t.TempDir()
	first, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	id := create(t, first, "Neon")
	titles(t, first, id, "two", "three")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	lib := open(t, dir)
	if s := load(t, lib, id); s.Title != "three" || s.Seq != 3 {
		t.Errorf("opened again: %q after %d events", s.Title, s.Seq)
	}
	appendTo(t, lib, id, 3, game.Renamed{Title: "four"})
}

func TestFilesAreTheOwnersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "data")
	lib := open(t, dir)
	id := create(t, lib, "Private")
	if _, err := lib.PutPicture(t.Context(), id, gametest.PNG(1)); err != nil {
		t.Fatal(err)
	}
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
	var names []string
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		want := os.FileMode(0o600)
		if e.IsDir() {
			want = os.ModeDir | 0o700
		}
		if err == nil && info.Mode() != want {
			t.Errorf("%s has mode %v, want %v", name, info.Mode(), want)
		}
		names = append(names, strings.TrimPrefix(name, dir))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	story := "/stories/" + string(id)
	want := []string{
		"", "/stories", story, story + "/lock", story + "/pictures",
		fmt.Sprintf("%s/pictures/%s.png", story, game.HashOf(gametest.PNG(1))), story + "/story.jsonl",
	}
	if strings.Join(names, "\n") != strings.Join(want, "\n") {
		t.Errorf("the library holds\n%s", strings.Join(names, "\n"))
	}
}

func TestClockSetsTimesAndIDs(t *testing.T) {
	at := time.Date(2030, 2, 3, 4, 5, 6, 789_000_000, time.FixedZone("", 3600))
	lib := open(t, t.TempDir(), disk.Clock(func() time.Time { return at }))
	id := create(t, lib, "Then")
	if u, err := ulid.ParseStrict(string(id)); err != nil || !ulid.Time(u.Time()).Equal(at) {
		t.Errorf("ID %s, %v, does not begin with the clock's time", id, err)
	}
	for e, err := range lib.Read(t.Context(), id, 0) {
		if err != nil || !e.At.Equal(at) {
			t.Errorf("event at %v, %v, want %v", e.At, err, at)
		}
	}
}

func TestLongAppendsAreRefused(t *testing.T) {
	lib := open(t, t.TempDir())
	id := create(t, lib, "Long")
	long := game.Noted{Text: strings.Repeat("x", 1<<20)}
	if _, err := lib.Append(t.Context(), id, 1, game.Noted{Text: "short"}, long); !errors.Is(err, game.ErrRefused) {
		t.Errorf("append a line of more than 1 MiB: %v, want ErrRefused", err)
	}
	if _, err := lib.Append(t.Context(), id, 1, make([]game.Body, 101)...); !errors.Is(err, game.ErrRefused) {
		t.Errorf("append more than 100 events: %v, want ErrRefused", err)
	}
	almost := game.Noted{Text: strings.Repeat("x", 1<<20-300)}
	appendTo(t, lib, id, 1, almost, almost)
	if s := load(t, lib, id); s.Seq != 3 || len(s.Notes) != 2 {
		t.Errorf("%d events, %d notes, want only the two that fit", s.Seq, len(s.Notes))
	}
}

func TestUnknownEventMustNotHideAKnownOne(t *testing.T) {
	lib := open(t, t.TempDir())
	id := create(t, lib, "Odd")
	if _, err := lib.Append(t.Context(), id, 1, game.Unknown{Kind: "renamed", Raw: []byte(`{"title":7}`)}); !errors.Is(err, game.ErrRefused) {
		t.Errorf("append an event that cannot be read: %v, want ErrRefused", err)
	}
	load(t, lib, id)
}

func TestLeaseHoldsAcrossLibraries(t *testing.T) {
	dir := t.TempDir()
	mine, other := open(t, dir), open(t, dir)
	id := create(t, mine, "Mine")
	release, err := mine.Lease(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Lease(t.Context(), id); !errors.Is(err, game.ErrInUse) {
		t.Errorf("second lease: %v, want ErrInUse", err)
	}
	if err := other.Delete(t.Context(), id); !errors.Is(err, game.ErrInUse) {
		t.Errorf("delete: %v, want ErrInUse", err)
	}
	if _, err := other.Append(t.Context(), id, 1, game.Renamed{Title: "no"}); !errors.Is(err, game.ErrInUse) {
		t.Errorf("append: %v, want ErrInUse", err)
	}
	appendTo(t, mine, id, 1, game.Renamed{Title: "two"})
	if s := load(t, other, id); s.Title != "two" {
		t.Errorf("a reader sees %q while the story is leased", s.Title)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	appendTo(t, other, id, 2, game.Renamed{Title: "three"})
	appendTo(t, mine, id, 3, game.Renamed{Title: "four"})
	if err := other.Delete(t.Context(), id); err != nil {
		t.Error(err)
	}
	if _, err := mine.Append(t.Context(), id, 4, game.Renamed{Title: "no"}); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("append to a story deleted elsewhere: %v, want ErrNotFound", err)
	}
}
