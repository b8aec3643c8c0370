package disk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"journey/game"
)

const (
	spendingDir = "spending"
	spendingExt = ".jsonl"
	// maxSpending bounds the account of one day, in bytes.
	maxSpending = 64 << 20
	// spendingPatience bounds how long a call waits for another process's note.
	spendingPatience = 5 * time.Second
)

// An entry is a line of a day's account.
type entry struct {
	At    time.Time    `json:"at"`
	Do    string       `json:"do"` // reserve, settle or raise
	ID    string       `json:"id,omitempty"`
	Story game.StoryID `json:"story,omitempty"`
	Cap   game.Cap     `json:"cap,omitempty"`
	USD   float64      `json:"usd"`
}

// An account is one day's, as it was read last.
type account struct {
	offset   int64                    // of the end of the last whole line
	open     map[string]entry         // set aside and not settled, by ID
	settled  map[game.StoryID]float64 // US dollars
	raised   map[game.StoryID]float64 // of stories, for good
	dayRaise float64
}

func newAccount() *account {
	return &account{open: map[string]entry{}, settled: map[game.StoryID]float64{}, raised: map[game.StoryID]float64{}}
}

// take folds a line. One that cannot be read says nothing.
func (a *account) take(line []byte) {
	var e entry
	if json.Unmarshal(line, &e) != nil || !money(e.USD) {
		return
	}
	switch e.Do {
	case "reserve":
		a.open[e.ID] = e
	case "settle":
		if r, ok := a.open[e.ID]; ok {
			delete(a.open, e.ID)
			a.settled[r.Story] += e.USD
		}
	case "raise":
		if e.Cap == game.CapStory {
			a.raised[e.Story] += e.USD
		} else {
			a.dayRaise += e.USD
		}
	}
}

// money reports whether usd is an amount that can be paid.
func money(usd float64) bool { return usd >= 0 && !math.IsInf(usd, 1) }

// of is what was spent on a story, with what is set aside.
func (a *account) of(id game.StoryID) float64 {
	usd := a.settled[id]
	for _, r := range a.open {
		if r.Story == id {
			usd += r.USD
		}
	}
	return usd
}

// sum is what was spent on all stories, with what is set aside.
func (a *account) sum() float64 {
	var usd float64
	for _, s := range a.settled {
		usd += s
	}
	for _, r := range a.open {
		usd += r.USD
	}
	return usd
}

// accounts are the days of a folder.
type accounts struct {
	lib  *Library
	mu   sync.Mutex
	days map[string]*account // by the date, as read last
}

func dayName(at time.Time) string { return at.Local().Format(time.DateOnly) }

func spendingPath(day string) string { return path.Join(spendingDir, day+spendingExt) }

// names are the days there is an account of, in order.
func (a *accounts) names() ([]string, error) {
	entries, err := a.lib.readDir(spendingDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var days []string
	for _, e := range entries {
		day, ok := strings.CutSuffix(e.Name(), spendingExt)
		if _, err := time.Parse(time.DateOnly, day); ok && err == nil {
			days = append(days, day)
		}
	}
	return days, nil
}

// read brings a day's account up to date. It is empty while there is no file.
func (a *accounts) read(day string) (*account, error) {
	f, err := a.lib.open(spendingPath(day), os.O_RDONLY)
	if errors.Is(err, game.ErrNotFound) {
		return newAccount(), nil
	}
	if err != nil {
		return nil, err
	}
	acc, err := a.catchUp(f, day)
	return acc, errors.Join(err, f.Close())
}

// catchUp reads what was written since the day was read last. A last line without
// its end is passed over: it was never acknowledged, or is being written.
func (a *accounts) catchUp(f *os.File, day string) (*account, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > maxSpending {
		return nil, fmt.Errorf("an account of %d bytes, at most %d: %w", info.Size(), maxSpending, game.ErrDamaged)
	}
	acc := a.days[day]
	if acc == nil || info.Size() < acc.offset { // not the file it was
		acc = newAccount()
		a.days[day] = acc
	}
	news := make([]byte, info.Size()-acc.offset)
	n, err := f.ReadAt(news, acc.offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for line := range bytes.Lines(news[:n]) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		acc.take(line)
		acc.offset += int64(len(line))
	}
	return acc, nil
}

// all reads every day that is not yet read to its end.
func (a *accounts) all() (map[string]*account, error) {
	names, err := a.names()
	if err != nil {
		return nil, err
	}
	days := make(map[string]*account, len(names))
	for _, day := range names {
		if days[day], err = a.read(day); err != nil {
			return nil, err
		}
	}
	return days, nil
}

// locked calls f while nobody else, in this process or another, writes an account
// of the folder.
func (a *accounts) locked(ctx context.Context, f func() error) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch err := a.lib.root.Mkdir(spendingDir, 0o700); {
	case err == nil:
		if err := a.lib.syncDir("."); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	lock, err := a.lib.lockFile(ctx, path.Join(spendingDir, lockName), spendingPatience)
	if errors.Is(err, game.ErrInUse) {
		return errors.New("another Journey is noting what it spends, and does not come to an end")
	}
	if err != nil {
		return err
	}
	return errors.Join(f(), lock.Unlock())
}

// write adds a line to a day's account, durable when it returns; with an error it
// is not there.
func (a *accounts) write(day string, e entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	name := spendingPath(day)
	made, err := a.lib.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		if err := errors.Join(made.Close(), a.lib.syncDir(spendingDir)); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := a.lib.open(name, os.O_RDWR)
	if err != nil {
		return err
	}
	return errors.Join(a.writeTo(f, day, append(line, '\n')), f.Close())
}

func (a *accounts) writeTo(f *os.File, day string, line []byte) error {
	acc, err := a.catchUp(f, day)
	if err != nil {
		return err
	}
	if _, err = f.WriteAt(line, acc.offset); err == nil {
		err = f.Truncate(acc.offset + int64(len(line))) // cuts off what was torn
	}
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		return errors.Join(err, f.Truncate(acc.offset))
	}
	acc.take(line)
	acc.offset += int64(len(line))
	return nil
}

func newReservation() string { return ulid.Make().String() }
