//go:build unix

package disk_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
)

// A test that needs a second process runs its own binary again, with this
// variable naming what the process does.
const roleVariable = "JOURNEY_DISK_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		if err := child(context.Background(), role, os.Args[1], game.StoryID(os.Args[2])); err != nil {
			fmt.Fprintln(os.Stderr, role, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

func child(ctx context.Context, role, dir string, id game.StoryID) error {
	lib, err := disk.Open(dir)
	if err != nil {
		return err
	}
	if role == "spend" {
		return errors.Join(buy(ctx, lib, id), lib.Close())
	}
	release, err := lib.Lease(ctx, id)
	if err != nil {
		return err
	}
	switch role {
	case "write":
		err = write(ctx, lib, id)
	case "hold":
		fmt.Println("0")
		_, err = io.Copy(io.Discard, os.Stdin)
	case "fill":
		err = fill(ctx, lib, id)
	}
	return errors.Join(err, release(), lib.Close())
}

// write tells chapters and paints their pictures until the process is killed.
func write(ctx context.Context, lib game.Library, id game.StoryID) error {
	s, err := game.Load(ctx, lib, id)
	if err != nil {
		return err
	}
	seq := s.Seq
	for next := s.NextID(); ; next++ {
		c := game.Chapter{ID: next, Parent: next - 1, Title: title(next)}
		if seq, err = lib.Append(ctx, id, seq, game.ChapterTold{Chapter: c}); err != nil {
			return err
		}
		fmt.Println(seq)
		h, err := lib.PutPicture(ctx, id, gametest.PNG(uint64(next)))
		if err != nil {
			return err
		}
		painted := game.PicturePainted{Chapter: next, Picture: game.PictureRef{Hash: h}}
		if seq, err = lib.Append(ctx, id, seq, painted, game.HeadMoved{Chapter: next}, game.Noted{Chapter: next, Text: title(next)}); err != nil {
			return err
		}
		fmt.Println(seq)
	}
}

func title(c game.ChapterID) string {
	return "Chapter " + strings.Repeat("=", int(c)%60) + strconv.Itoa(int(c))
}

// fill appends until files may not grow any more, waits for a line, then lets them
// grow again. Both times it prints the last event that was acknowledged.
func fill(ctx context.Context, lib *disk.Library, id game.StoryID) error {
	signal.Ignore(syscall.SIGXFSZ)
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	before := limit.Cur
	limit.Cur = 50_000
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	seq, err := fillUp(ctx, lib, id, 1)
	if !errors.Is(err, syscall.EFBIG) {
		return fmt.Errorf("the journal is full, but: %w", err)
	}
	big := append(gametest.PNG(1), make([]byte, 60_000)...)
	if _, err := lib.PutPicture(ctx, id, big); !errors.Is(err, syscall.EFBIG) {
		return fmt.Errorf("the picture is too big, but: %w", err)
	}
	fmt.Println(seq)
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil { // the parent looks at the journal
		return err
	}
	limit.Cur = before
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	for range 3 {
		if seq, err = lib.Append(ctx, id, seq, game.Noted{Text: "space again"}); err != nil {
			return err
		}
	}
	fmt.Println(seq)
	return nil
}

// fillUp appends until an error and returns the last acknowledged event.
func fillUp(ctx context.Context, lib game.Library, id game.StoryID, seq uint64) (uint64, error) {
	for {
		note := game.Noted{Text: strings.Repeat("note ", 300)}
		now, err := lib.Append(ctx, id, seq, note, note)
		if err != nil {
			return seq, err
		}
		seq = now
	}
}

// aDollar is what the processes that spend have together.
const aDollar = 1.0

// buy makes calls that cost half of the cent they set aside, until there is no
// money left for one, and prints how many it paid.
func buy(ctx context.Context, lib *disk.Library, id game.StoryID) error {
	b := lib.Budget(disk.Caps{Day: aDollar})
	for paid := 0; ; paid++ {
		settle, err := b.Reserve(ctx, id, 0.01)
		if errors.Is(err, game.ErrBudget) {
			fmt.Println(paid)
			return nil
		}
		if err == nil {
			err = settle(0.005)
		}
		if err != nil {
			return err
		}
	}
}

// TestProcessesShareACap lets two processes spend at once what there is for both.
func TestProcessesShareACap(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir).Budget(disk.Caps{Day: aDollar})
	both := []*process{start(t, "spend", dir, "A"), start(t, "spend", dir, "B")}
	var paid uint64
	for _, p := range both {
		n, ok := p.acknowledged(t)
		if err := p.cmd.Wait(); err != nil || !ok {
			t.Fatal(ok, err)
		}
		paid += n
	}
	// What is left is too little for a call that may cost a cent, if need be beside
	// the one that the other process has just set aside.
	if paid > 199 || paid < 198 {
		t.Errorf("%d calls of half a cent were paid of a dollar, want 198 or 199", paid)
	}
	if got := today(t, b); math.Abs(got-float64(paid)*0.005) > 1e-9 {
		t.Errorf("the account says $%v after %d calls", got, paid)
	}
}

// checkWhole checks that a journal ends with the event of a number, and nothing
// of an append that failed is left behind it.
func checkWhole(t *testing.T, name string, seq uint64) {
	t.Helper()
	journal := readFile(t, name)
	if lines := bytes.Count(journal, []byte("\n")); uint64(lines) != seq+1 || !bytes.HasSuffix(journal, []byte("\"}\n")) {
		t.Errorf("the journal has %d lines after %d events and ends in %q", lines, seq, journal[len(journal)-20:])
	}
}

// A process is a child at work in a library.
type process struct {
	cmd   *exec.Cmd
	stdin io.Writer
	lines *bufio.Scanner
}

func start(t *testing.T, role, dir string, id game.StoryID) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, dir, string(id))
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	cmd.Stderr = os.Stderr
	stdin, errIn := cmd.StdinPipe()
	stdout, errOut := cmd.StdoutPipe()
	if err := errors.Join(errIn, errOut, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	return &process{cmd: cmd, stdin: stdin, lines: bufio.NewScanner(stdout)}
}

// acknowledged returns the next event that the process was told is durable; ok is
// false when the process is gone.
func (p *process) acknowledged(t *testing.T) (seq uint64, ok bool) {
	t.Helper()
	if !p.lines.Scan() {
		return 0, false
	}
	seq, err := strconv.ParseUint(p.lines.Text(), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return seq, true
}

func TestLeaseHoldsAcrossProcesses(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id := create(t, lib, "Shared")
	other := start(t, "hold", dir, id)
	if _, ok := other.acknowledged(t); !ok {
		t.Fatal("the other process did not lease the story")
	}
	if _, err := lib.Lease(t.Context(), id); !errors.Is(err, game.ErrInUse) {
		t.Errorf("lease: %v, want ErrInUse", err)
	}
	if _, err := lib.Append(t.Context(), id, 1, game.Renamed{Title: "no"}); !errors.Is(err, game.ErrInUse) {
		t.Errorf("append: %v, want ErrInUse", err)
	}
	load(t, lib, id) // reading is free
	if err := other.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := other.cmd.Wait(); err == nil {
		t.Error("the killed process says it ended well")
	}
	release, err := lib.Lease(t.Context(), id)
	if err != nil {
		t.Fatalf("lease after its holder died: %v", err)
	}
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
	if err := release(); err != nil {
		t.Error(err)
	}
}

// TestFileTooLarge stops files from growing by the process's limit, which needs no
// rights: a write then ends short and fails, as on a full disk.
func TestFileTooLarge(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id := create(t, lib, "Full")
	writer := start(t, "fill", dir, id)
	full, ok := writer.acknowledged(t)
	if !ok {
		t.Fatal("the writer did not get far")
	}
	checkWhole(t, journalOf(dir, id), full)
	if s := load(t, lib, id); s.Seq != full {
		t.Errorf("found %d events on a full disk, want the %d that were acknowledged", s.Seq, full)
	}
	if _, err := io.WriteString(writer.stdin, "go on\n"); err != nil {
		t.Fatal(err)
	}
	seq, ok := writer.acknowledged(t)
	if err := writer.cmd.Wait(); err != nil || !ok {
		t.Fatal(ok, err)
	}
	if s := load(t, lib, id); s.Seq != seq || s.Notes[len(s.Notes)-1].Text != "space again" {
		t.Errorf("found %d events, want the %d that were acknowledged", s.Seq, seq)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "stories", string(id), "pictures", "*")); err != nil || len(left) != 0 {
		t.Errorf("a picture that did not fit left %v, %v", left, err)
	}
}

// TestPipeDoesNotBlock puts a pipe where the journal belongs: to open it would wait
// for a writer.
func TestPipeDoesNotBlock(t *testing.T) {
	dir := t.TempDir()
	lib := open(t, dir)
	id := create(t, lib, "Pipe")
	if err := errors.Join(os.Remove(journalOf(dir, id)), unix.Mkfifo(journalOf(dir, id), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := events(t, lib, id); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("read a pipe: %v, want ErrNotFound", err)
	}
	if entries, err := lib.List(t.Context()); err != nil || len(entries) != 0 {
		t.Errorf("listed %+v, %v", entries, err)
	}
}
