package disk_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
)

// sealed returns lines with their sums, as the package's manual says, written down
// a second time so that the two have to agree.
func sealed(lines ...string) []byte {
	var journal []byte
	for _, line := range lines {
		if len(journal) > 0 {
			prev := journal[len(journal)-35 : len(journal)-3]
			line = strings.Replace(line, "PREV", string(prev), 1)
		}
		sum := sha256.Sum256([]byte(line))
		journal = fmt.Appendf(journal, "%s,\"sum\":\"%s\"}\n", line, hex.EncodeToString(sum[:16]))
	}
	return journal
}

const (
	headingLine = `{"format":"journey","version":1,"story":"x"`
	firstLine   = `{"seq":1,"type":"story_started","at":"2026-01-02T03:04:05Z","body":{"title":"T","premise":{}},"prev":"PREV"`
	secondLine  = `{"seq":2,"type":"renamed","at":"2026-01-02T03:04:06Z","body":{"title":"U"},"prev":"PREV"`
)

func TestJournalsOfOthers(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  error
	}{
		{"as the manual says", []string{headingLine, firstLine, secondLine}, nil},
		{"with fields nobody knows", []string{
			headingLine + `,"made by":"another"`, firstLine, strings.Replace(secondLine, `"prev"`, `"mood":"good","prev"`, 1),
		}, nil},
		{"a newer version", []string{strings.Replace(headingLine, `:1`, `:2`, 1), "what only that version knows"}, game.ErrNewer},
		{"another format", []string{strings.Replace(headingLine, "journey", "voyage", 1), firstLine}, game.ErrDamaged},
		{"version 0", []string{strings.Replace(headingLine, `:1`, `:0`, 1), firstLine}, game.ErrDamaged},
		{"a gap", []string{headingLine, firstLine, strings.Replace(secondLine, "2", "3", 1)}, game.ErrDamaged},
		{"a broken chain", []string{headingLine, firstLine, strings.Replace(secondLine, "PREV", "prev", 1)}, game.ErrDamaged},
		{"a batch that jumps", []string{headingLine, strings.Replace(firstLine, `"body"`, `"more":2,"body"`, 1), secondLine}, game.ErrDamaged},
		{"an endless batch", []string{headingLine, strings.Replace(firstLine, `"body"`, `"more":100,"body"`, 1)}, game.ErrDamaged},
		{"a body of another shape", []string{headingLine, firstLine, strings.Replace(secondLine, `"U"`, `["U"]`, 1)}, game.ErrDamaged},
		{"no JSON", []string{headingLine, firstLine, `{"seq":2`}, game.ErrDamaged},
		{"deep JSON", []string{headingLine, firstLine, strings.Replace(secondLine, `"U"`, strings.Repeat("[", 20000), 1)}, game.ErrDamaged},
		{"a line too long", []string{headingLine, firstLine, strings.Replace(secondLine, "U", strings.Repeat("U", 1<<20), 1)}, game.ErrDamaged},
		{"an empty line", []string{headingLine, "", firstLine}, game.ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			lib := open(t, dir)
			id := create(t, lib, "Other")
			writeFile(t, journalOf(dir, id), sealed(c.lines...))
			_, err := events(t, open(t, dir), id)
			if !errors.Is(err, c.want) {
				t.Fatalf("read: %v, want %v", err, c.want)
			}
			_, _, _, err = lib.Salvage(t.Context(), id)
			if errors.Is(c.want, game.ErrNewer) && !errors.Is(err, game.ErrNewer) {
				t.Errorf("salvage: %v, want ErrNewer", err)
			}
		})
	}
}

// TestNothingLeadsOut puts links and a pipe where the library's files belong.
func TestNothingLeadsOut(t *testing.T) {
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret")
	writeFile(t, secret, gametest.PNG(1))
	dir := t.TempDir()
	lib := open(t, dir, disk.Poll(time.Hour))
	id := create(t, lib, "Links")
	h := game.HashOf(gametest.PNG(1))
	story := filepath.Join(dir, "stories", string(id))
	whole := readFile(t, journalOf(dir, id))
	inside := filepath.Join(dir, "inside.jsonl")
	writeFile(t, inside, whole)
	links := []struct{ target, name string }{
		{secret, filepath.Join(story, "pictures", string(h)+".png")},
		{filepath.Join(outside, "made"), filepath.Join(story, "lock")},
		{outside, filepath.Join(dir, "stories", "01ARZ3NDEKTSV4RRFFQ69G5FAV")},
		{inside, journalOf(dir, id)},
	}
	for _, link := range links {
		if err := errors.Join(os.RemoveAll(link.name), os.Symlink(link.target, link.name)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := lib.Picture(t.Context(), id, h); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("picture through a link: %v", err)
	}
	if _, err := lib.Append(t.Context(), id, 1, game.Renamed{Title: "no"}); err == nil {
		t.Error("appended with a lock outside")
	}
	if _, err := events(t, lib, id); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("read through a link: %v", err)
	}
	if entries, err := lib.List(t.Context()); err != nil || len(entries) != 0 {
		t.Errorf("listed %+v, %v", entries, err)
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) != 1 || !bytes.Equal(readFile(t, secret), gametest.PNG(1)) {
		t.Errorf("outside changed: %v, %v", left, err)
	}
}

// TestMovedLibraryIsNotWritten puts another library in the place of an open one:
// its lock guards other files.
func TestMovedLibraryIsNotWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	lib := open(t, dir)
	id := create(t, lib, "Moved")
	if err := errors.Join(os.Rename(dir, dir+".old"), os.CopyFS(dir, os.DirFS(dir+".old"))); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Append(t.Context(), id, 1, game.Renamed{Title: "no"}); !errors.Is(err, game.ErrInUse) {
		t.Errorf("append: %v, want ErrInUse", err)
	}
	if s := load(t, lib, id); s.Seq != 1 {
		t.Errorf("%d events, want 1", s.Seq)
	}
}

func TestLeftoversAreSwept(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id := create(t, lib, "Stays")
	stories := filepath.Join(dir, "stories")
	for _, name := range []string{".gone-01ARZ3NDEKTSV4RRFFQ69G5FAV", ".new-01ARZ3NDEKTSV4RRFFQ69G5FAV", "notes"} {
		if err := os.MkdirAll(filepath.Join(stories, name, "pictures"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	half := filepath.Join(stories, string(id), "pictures", ".new-01ARZ3NDEKTSV4RRFFQ69G5FAV")
	writeFile(t, half, gametest.PNG(1)[:9])
	later := open(t, dir, disk.Clock(func() time.Time { return time.Now().Add(2 * time.Hour) }))
	for _, lib := range []*disk.Library{lib, open(t, dir), later} {
		if entries, err := lib.List(t.Context()); err != nil || len(entries) != 1 || entries[0].ID != id {
			t.Errorf("listed %+v, %v", entries, err)
		}
	}
	for _, c := range []struct {
		lib  *disk.Library
		left bool
	}{{lib, true}, {later, false}} {
		release, err := c.lib.Lease(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if err := release(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(half); (err == nil) != c.left {
			t.Errorf("half a picture after opening the story: %v", err)
		}
	}
	left, err := os.ReadDir(stories)
	if err != nil || len(left) != 2 { // the story, and notes that are not the library's
		t.Errorf("left %v, %v", left, err)
	}
}

// TestWhatIsBeingMadeIsNotSwept keeps what another process is making right now.
func TestWhatIsBeingMadeIsNotSwept(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	fresh := filepath.Join(dir, "stories", ".new-01ARZ3NDEKTSV4RRFFQ69G5FAV")
	if err := os.Mkdir(fresh, 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if _, err := os.Stat(fresh); err != nil {
		t.Error(err)
	}
}
