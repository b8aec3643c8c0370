package disk_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
)

func TestBudget(t *testing.T) {
	gametest.Budget(t, func(t *testing.T, story, day float64) game.Budget {
		t.Helper()
		return open(t, t.TempDir()).Budget(disk.Caps{Story: story, Day: day})
	})
}

// spend makes a call for story A that costs as much as it can.
func spend(t *testing.T, b *disk.Budget, usd float64) {
	t.Helper()
	settle, err := b.Reserve(t.Context(), "A", usd)
	if err == nil {
		err = settle(usd)
	}
	if err != nil {
		t.Fatalf("spend $%v: %v", usd, err)
	}
}

// refuse wants a cap to stand in the way.
func refuse(t *testing.T, b *disk.Budget, id game.StoryID, usd float64, want game.Cap) {
	t.Helper()
	_, err := b.Reserve(t.Context(), id, usd)
	if over, ok := errors.AsType[*game.OverBudget](err); !ok || over.Cap != want {
		t.Errorf("$%v of story %s: %v, want the cap of the %s", usd, id, err, want)
	}
}

func today(t *testing.T, b *disk.Budget) float64 {
	t.Helper()
	usd, _, err := b.Today(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return usd
}

// TestMidnight plays over midnight: the day's cap begins anew, a call counts for
// the day on which it began, a raised day is yesterday's, a story's cap goes on.
func TestMidnight(t *testing.T) {
	now := time.Date(2026, 11, 27, 23, 59, 0, 0, time.Local)
	lib := open(t, t.TempDir(), disk.Clock(func() time.Time { return now }))
	b := lib.Budget(disk.Caps{Story: 3, Day: 1})
	late, err := b.Reserve(t.Context(), "A", 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Raise(t.Context(), "A", game.CapDay, 0.5); err != nil {
		t.Fatal(err)
	}
	spend(t, b, 0.5)
	refuse(t, b, "A", 0.1, game.CapDay)

	now = now.Add(2 * time.Minute)
	if got := today(t, b); got != 0 {
		t.Errorf("the new day begins with $%v", got)
	}
	if err := late(0.75); err != nil {
		t.Fatal(err)
	}
	spend(t, b, 1)
	refuse(t, b, "B", 0.1, game.CapDay)
	now = now.AddDate(0, 0, 1)
	refuse(t, b, "A", 1, game.CapStory) // $2.25 so far
	spend(t, b, 0.75)

	list, err := b.Days(t.Context())
	want := []disk.Spent{{Day: "2026-11-29", Story: "A", USD: 0.75}, {Day: "2026-11-28", Story: "A", USD: 1}, {Day: "2026-11-27", Story: "A", USD: 1.25}}
	if err != nil || fmt.Sprint(list) != fmt.Sprint(want) {
		t.Errorf("listed %+v, %v, want %+v", list, err, want)
	}
}

// TestWhatACrashLeavesOpenIsSpent lets a process die between reserve and settle.
func TestWhatACrashLeavesOpenIsSpent(t *testing.T) {
	dir := t.TempDir()
	if _, err := open(t, dir).Budget(disk.Caps{}).Reserve(t.Context(), "A", 0.75); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir).Budget(disk.Caps{Story: 1, Day: 1})
	refuse(t, b, "A", 0.5, game.CapStory)
	refuse(t, b, "B", 0.5, game.CapDay)
	list, err := b.Days(t.Context())
	if err != nil || len(list) != 1 || list[0].USD != 0.75 || list[0].Open != 0.75 {
		t.Errorf("listed %+v, %v, want $0.75 that is open", list, err)
	}
}

// TestDamagedAccount puts into the account what a crash or another hand can leave.
func TestDamagedAccount(t *testing.T) {
	for name, junk := range map[string]string{
		"a torn line":     `{"do":"reserve","id":"X","story":"A","usd":0.`,
		"a whole line":    `{"do":"reserve","id":"X","story":"A","usd":0.5}`, // without its end: never acknowledged
		"zeros":           strings.Repeat("\x00", 300),
		"another tongue":  "hello\n\n[]\n",
		"no amount":       `{"do":"reserve","id":"X","story":"A","usd":-5}` + "\n" + `{"do":"raise","cap":"day","usd":1e999}` + "\n",
		"a stray settle":  `{"do":"settle","id":"Y","usd":3}` + "\n",
		"another's event": `{"do":"dream","id":"Y","usd":3}` + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			spend(t, open(t, dir).Budget(disk.Caps{}), 0.25)
			files, err := filepath.Glob(filepath.Join(dir, "spending", "*.jsonl"))
			if err != nil || len(files) != 1 {
				t.Fatal(files, err)
			}
			f, err := os.OpenFile(files[0], os.O_WRONLY|os.O_APPEND, 0)
			if err == nil {
				_, err = io.WriteString(f, junk)
			}
			if err := errors.Join(err, f.Close()); err != nil {
				t.Fatal(err)
			}
			b := open(t, dir).Budget(disk.Caps{Day: 1})
			if got := today(t, b); got != 0.25 {
				t.Errorf("$%v were spent, want $0.25", got)
			}
			spend(t, b, 0.25)
			if got := today(t, open(t, dir).Budget(disk.Caps{})); got != 0.5 {
				t.Errorf("after the next call $%v were spent, want $0.50", got)
			}
			refuse(t, b, "A", 0.51, game.CapDay)
		})
	}
}

// TestAccountStaysInItsFolder puts links and other files where accounts belong.
func TestAccountStaysInItsFolder(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	now := time.Date(2026, 11, 27, 12, 0, 0, 0, time.Local)
	clock := disk.Clock(func() time.Time { return now })
	b := open(t, dir, clock).Budget(disk.Caps{Story: 1})
	spend(t, b, 0.25)
	account := filepath.Join(dir, "spending", "2026-11-27.jsonl")
	info, err := os.Stat(account)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the account: %v, %v", info.Mode(), err)
	}
	line := `{"do":"reserve","id":"X","story":"A","usd":0.5}` + "\n"
	for _, name := range []string{"2026-11-27.jsonl~", "..jsonl", "notes.jsonl", "2026-13-01.jsonl"} {
		if err := os.WriteFile(filepath.Join(dir, "spending", name), []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	spend(t, b, 0.5) // none of them counts
	target := filepath.Join(elsewhere, "target")
	if err := errors.Join(os.WriteFile(target, nil, 0o600), os.Remove(account), os.Symlink(target, account)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Reserve(t.Context(), "A", 0.1); err == nil {
		t.Error("the account is kept where a link leads")
	}
	if data, err := os.ReadFile(target); err != nil || len(data) > 0 {
		t.Errorf("what the link leads to holds %q, %v", data, err)
	}
}
