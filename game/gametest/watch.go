//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"journey/game"
)

// What a watcher saw: an event, an error, or, when both are zero, the end.
type sight struct {
	event game.Event
	err   error
	ended bool
}

// follow watches a story in the background until the test ends.
func follow(ctx context.Context, t *testing.T, lib game.Library, id game.StoryID, after uint64) <-chan sight {
	t.Helper()
	ctx, cancel := context.WithCancel(ctx)
	seen := make(chan sight)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for e, err := range lib.Watch(ctx, id, after) {
			select {
			case seen <- sight{event: e, err: err}:
			case <-t.Context().Done():
				return
			}
		}
		select {
		case seen <- sight{ended: true}:
		case <-t.Context().Done():
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
	return seen
}

func next(t *testing.T, seen <-chan sight) sight {
	t.Helper()
	select {
	case s := <-seen:
		return s
	case <-time.After(patience):
		t.Fatal("the watcher sees nothing")
		return sight{}
	}
}

func expect(t *testing.T, seen <-chan sight, seq uint64) {
	t.Helper()
	if s := next(t, seen); s.err != nil || s.ended || s.event.Seq != seq {
		t.Fatalf("watcher saw %+v, want event %d", s, seq)
	}
}

// expectEnd waits for the end of a watch, and for the error before it, if any.
func expectEnd(t *testing.T, seen <-chan sight) error {
	t.Helper()
	s := next(t, seen)
	err := s.err
	if err != nil {
		s = next(t, seen)
	}
	if !s.ended {
		t.Fatalf("watcher saw %+v, want the end", s)
	}
	return err
}

func watch(t *testing.T, lib game.Library) {
	id := create(t, lib, "Watched")
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
	ctx, cancel := context.WithCancel(t.Context())
	seen := follow(ctx, t, lib, id, 0)
	expect(t, seen, 1)
	expect(t, seen, 2)
	appendTo(t, lib, id, 2, game.Renamed{Title: "three"}, game.Renamed{Title: "four"})
	expect(t, seen, 3)
	expect(t, seen, 4)
	late := follow(ctx, t, lib, id, 4)
	appendTo(t, lib, id, 4, game.Renamed{Title: "five"})
	expect(t, seen, 5)
	expect(t, late, 5)
	cancel()
	for _, s := range []<-chan sight{seen, late} {
		if err := expectEnd(t, s); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("the watch ended with %v, want nothing or the context's error", err)
		}
	}
	for e, err := range lib.Watch(t.Context(), id, 0) {
		if err != nil || e.Seq != 1 {
			t.Errorf("watched %+v, %v", e, err)
		}
		break // a watch that is left must not hang
	}
}

func watchers(t *testing.T, lib game.Library) {
	const events = 30
	id := create(t, lib, "Watched")
	var all []<-chan sight
	for after := range uint64(5) {
		all = append(all, follow(t.Context(), t, lib, id, after))
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() {
		for seq := range uint64(events) {
			if _, err := lib.Append(t.Context(), id, seq+1, game.Renamed{Title: fmt.Sprint(seq + 2)}); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for after, seen := range all {
		for seq := uint64(after) + 1; seq <= events+1; seq++ {
			s := next(t, seen)
			r, _ := s.event.Body.(game.Renamed)
			if s.err != nil || s.event.Seq != seq || (seq > 1 && r.Title != fmt.Sprint(seq)) {
				t.Fatalf("watcher after %d saw %+v, want event %d", after, s, seq)
			}
		}
	}
}

func watchDeleted(t *testing.T, lib game.Library) {
	id := create(t, lib, "Watched")
	seen := follow(t.Context(), t, lib, id, 0)
	expect(t, seen, 1)
	if err := lib.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if err := expectEnd(t, seen); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("the watch of a deleted story ended with %v, want ErrNotFound", err)
	}
}

func concurrentAppends(t *testing.T, lib game.Library) {
	const writers, each = 8, 10
	id := create(t, lib, "Busy")
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				body := game.Noted{Text: fmt.Sprintf("%d.%d", w, i)}
				if err := appendUntilDone(t.Context(), lib, id, body, body); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	notes := readAll(t, lib, id, 1)
	if len(notes) != 2*writers*each {
		t.Fatalf("%d events, want %d", len(notes), 2*writers*each)
	}
	count := map[string]int{}
	for i, e := range notes {
		n, ok := e.Body.(game.Noted)
		if !ok || e.Seq != uint64(i)+2 {
			t.Fatalf("event %d of %d is %+v", i+2, len(notes), e)
		}
		if count[n.Text]++; i%2 == 1 && notes[i-1].Body != e.Body {
			t.Errorf("events of one append stand apart: %v, %v", notes[i-1].Body, e.Body)
		}
	}
	if len(count) != writers*each {
		t.Errorf("%d different notes, want %d", len(count), writers*each)
	}
}

// appendUntilDone appends as a writer does that has rivals: on a conflict it reads
// again.
func appendUntilDone(ctx context.Context, lib game.Library, id game.StoryID, bodies ...game.Body) error {
	seq := uint64(0)
	for {
		for e, err := range lib.Read(ctx, id, seq) {
			if err != nil {
				return err
			}
			seq = e.Seq
		}
		if _, err := lib.Append(ctx, id, seq, bodies...); !errors.Is(err, game.ErrConflict) {
			return err
		}
	}
}

func notFound(t *testing.T, lib game.Library) {
	create(t, lib, "Here")
	nowhere(t, lib, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
}

func hostileNames(t *testing.T, lib game.Library) {
	id := create(t, lib, "Here")
	h, err := lib.PutPicture(t.Context(), id, PNG(1))
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("A", 5000)
	for _, bad := range []string{
		"", ".", "..", "../x", "../../etc/passwd", "/etc/passwd", `..\x`, "C:evil", "con", "\x00", string(id) + "\x00",
		string(id) + "/", string(id) + "/.", "./" + string(id), string(id) + "/../" + string(id), string(id[:25]),
		strings.ToLower(string(id)) + " ", "%2e%2e", "..／x", long, "*", "~", "\xff\xfe",
	} {
		nowhere(t, lib, game.StoryID(bad))
		for _, hash := range []game.Hash{
			game.Hash(bad), game.Hash(bad + "/" + string(h)), "../pictures/" + h, h + ".png", "./" + h,
			game.Hash(strings.ToUpper(string(h))) + "\n", h[:63], game.Hash(strings.Repeat("0", 64)),
		} {
			if _, err := lib.Picture(t.Context(), id, hash); !errors.Is(err, game.ErrNotFound) {
				t.Errorf("picture %.80q: %v, want ErrNotFound", hash, err)
			}
		}
	}
	if entries, err := lib.List(t.Context()); err != nil || len(entries) != 1 || entries[0].Err != nil {
		t.Errorf("listed %+v, %v, want the one story", entries, err)
	}
}

// nowhere checks that every method says that there is no such story.
func nowhere(t *testing.T, lib game.Library, id game.StoryID) {
	t.Helper()
	for method, err := range call(t.Context(), lib, id) {
		if !errors.Is(err, game.ErrNotFound) {
			t.Errorf("%s of story %.80q: %v, want ErrNotFound", method, id, err)
		}
	}
}

func doneContext(t *testing.T, lib game.Library) {
	id := create(t, lib, "Here")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for method, err := range call(ctx, lib, id) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want the context's error", method, err)
		}
	}
	if _, err := lib.Create(ctx, game.StoryStarted{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Create: %v, want the context's error", err)
	}
	if _, err := lib.List(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("List: %v, want the context's error", err)
	}
	if entries, err := lib.List(t.Context()); err != nil || len(entries) != 1 || len(readAll(t, lib, id, 0)) != 1 {
		t.Errorf("listed %+v, %v, want one story of one event", entries, err)
	}
}

// call calls every method that takes a story and returns their errors.
func call(ctx context.Context, lib game.Library, id game.StoryID) map[string]error {
	errs := map[string]error{}
	_, errs["Append"] = lib.Append(ctx, id, 1, game.Renamed{Title: "no"})
	_, errs["PutPicture"] = lib.PutPicture(ctx, id, PNG(1))
	_, errs["Picture"] = lib.Picture(ctx, id, game.HashOf(PNG(1)))
	errs["Delete"] = lib.Delete(ctx, id)
	for _, err := range lib.Read(ctx, id, 0) {
		errs["Read"] = err
	}
	if errs["Read"] != nil {
		for _, err := range lib.Watch(ctx, id, 0) {
			errs["Watch"] = err
		}
	}
	var release func() error
	if release, errs["Lease"] = lib.Lease(ctx, id); release != nil {
		errs["Lease"] = errors.Join(errs["Lease"], release())
	}
	return errs
}

func stoppedRead(t *testing.T, lib game.Library) {
	id := create(t, lib, "Long")
	for seq := uint64(1); seq < 20; seq++ {
		appendTo(t, lib, id, seq, game.Renamed{Title: "more"})
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range lib.Read(ctx, id, 0) {
		if last = err; err == nil {
			n++
		}
		if n == 3 {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) || n > 19 {
		t.Errorf("%d events, then %v: a read that was stopped must say so", n, last)
	}
}
