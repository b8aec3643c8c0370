//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"journey/game"
)

// patience bounds how long a suite waits for what has to happen soon.
const patience = 20 * time.Second

// Library checks that open returns libraries that keep the contract of
// [game.Library]. Each call of open has to return an empty library, which the
// suite uses only until the end of the test it was opened for.
func Library(t *testing.T, open func(t *testing.T) game.Library) {
	t.Helper()
	checks := []struct {
		name  string
		check func(t *testing.T, lib game.Library)
	}{
		{"a created story holds its first event", createdStory},
		{"appended events are read in order", appendedEvents},
		{"a sequence of events can be ranged over again", rangedTwice},
		{"every event comes back as it was", everyEvent},
		{"a stale append changes nothing", staleAppend},
		{"an append is all or nothing", brokenAppend},
		{"an append of nothing tells whether others wrote", emptyAppend},
		{"stories do not mix", twoStories},
		{"pictures are kept under their hash", pictures},
		{"only pictures are kept", noPictures},
		{"the list shows every story, last played first", list},
		{"a deleted story is gone", deleted},
		{"a lease has one holder", lease},
		{"what is not there is not found", notFound},
		{"hostile names are not found", hostileNames},
		{"appends from many goroutines line up", concurrentAppends},
		{"a watch replays, then follows", watch},
		{"watchers all see the same", watchers},
		{"a watch of a deleted story ends", watchDeleted},
		{"a done context stops every method", doneContext},
		{"a context stops a read half way", stoppedRead},
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) { c.check(t, open(t)) })
	}
}

func createdStory(t *testing.T, lib game.Library) {
	began := time.Now().Add(-time.Hour)
	want := game.StoryStarted{Title: "Neon", Premise: game.Premise{Prompt: "a city of machines", Seed: 7}}
	id, err := lib.Create(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	if len(id) != 26 || strings.Trim(string(id), "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != "" {
		t.Errorf("story ID %q is not 26 characters of Crockford base 32", id)
	}
	events := readAll(t, lib, id, 0)
	if len(events) != 1 || events[0].Seq != 1 || !reflect.DeepEqual(events[0].Body, game.Body(want)) {
		t.Fatalf("read %+v, want event 1: %+v", events, want)
	}
	if events[0].At.IsZero() || events[0].At.Location() != time.UTC {
		t.Errorf("event at %v (after %v?), want a time in UTC", events[0].At, began)
	}
	other := create(t, lib, "Another")
	if other == id {
		t.Errorf("two stories of one ID %s", id)
	}
}

func appendedEvents(t *testing.T, lib game.Library) {
	id := create(t, lib, "Order")
	seq := appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
	seq = appendTo(t, lib, id, seq, game.Renamed{Title: "three"}, game.Renamed{Title: "four"}, game.Renamed{Title: "five"})
	if seq != 5 {
		t.Errorf("five events, but Append says %d", seq)
	}
	all := readAll(t, lib, id, 0)
	if len(all) != 5 {
		t.Fatalf("read %d events, want 5", len(all))
	}
	for i, e := range all {
		if e.Seq != uint64(i)+1 {
			t.Errorf("event %d has Seq %d", i+1, e.Seq)
		}
		if i > 0 && e.At.Before(all[i-1].At) {
			t.Errorf("event %d is older than the one before", e.Seq)
		}
	}
	for after := range uint64(7) {
		if got := readAll(t, lib, id, after); len(got) != max(0, 5-int(after)) || (len(got) > 0 && got[0].Seq != after+1) {
			t.Errorf("after %d: read %+v", after, got)
		}
	}
	if s, err := game.Load(t.Context(), lib, id); err != nil || s.Title != "five" || s.Seq != 5 {
		t.Errorf("loaded %q after %d events, %v", s.Title, s.Seq, err)
	}
}

// rangedTwice ranges over one sequence of events again, and leaves it early.
func rangedTwice(t *testing.T, lib game.Library) {
	id := create(t, lib, "Again")
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"}, game.Renamed{Title: "three"})
	events := lib.Read(t.Context(), id, 0)
	for range 2 {
		n := uint64(0)
		for e, err := range events {
			if n++; err != nil || e.Seq != n {
				t.Errorf("read %+v, %v, want event %d", e, err, n)
			}
			if n == 2 {
				break
			}
		}
		if n != 2 {
			t.Errorf("%d events, want 2 each time", n)
		}
	}
}

func everyEvent(t *testing.T, lib game.Library) {
	id := create(t, lib, "All")
	bodies := []game.Body{
		game.ChapterTold{Chapter: chapter(1, 0)},
		game.ChapterTold{Chapter: chapter(2, 1), Unread: true},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{
			Hash: game.HashOf(PNG(1)), Prompt: "neon <rain> & \"smoke\"", Painter: "offline", Note: "stands in",
			Usage: game.Usage{Model: "m", InputTokens: 1, OutputTokens: 2, USD: 0.25},
		}},
		game.PortraitPainted{Chapter: 1, Name: "Ada", Look: "short white hair", Picture: game.PictureRef{Hash: game.HashOf(PNG(2)), Painter: "m"}},
		game.PictureChosen{Chapter: 1, Hash: game.HashOf(PNG(1))},
		game.CastChanged{Chapter: 1, Changes: []game.CastChange{{Name: "Ada", Wears: []string{}, Carries: []string{"lamp"}}}},
		game.HeadMoved{Chapter: 2},
		game.Renamed{Title: "Другое имя — 別の名前 👩‍👩‍👧"},
		game.Bookmarked{Chapter: 2, Name: "fork"},
		game.Noted{Chapter: 1, Text: "the picture was refused"},
		game.Spent{Chapter: 1, For: game.ForPicture, Usage: game.Usage{Model: "m", InputTokens: 3, USD: 0.01}},
		game.Unknown{Kind: "dreamt_of", Raw: []byte(`{"sheep":[1,2.50,"<b>"],"chapter":{"deep":null}}`)},
	}
	if got := appendTo(t, lib, id, 1, bodies...); got != uint64(len(bodies))+1 {
		t.Errorf("Append says %d events", got)
	}
	events := readAll(t, lib, id, 1)
	if len(events) != len(bodies) {
		t.Fatalf("read %d events, want %d", len(events), len(bodies))
	}
	for i, want := range bodies {
		if !reflect.DeepEqual(events[i].Body, want) {
			t.Errorf("event %d:\n got %+v\nwant %+v", events[i].Seq, events[i].Body, want)
		}
	}
}

func staleAppend(t *testing.T, lib game.Library) {
	id := create(t, lib, "Stale")
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
	for _, expect := range []uint64{0, 1, 3, 1 << 60} {
		_, err := lib.Append(t.Context(), id, expect, game.Renamed{Title: "no"}, game.Renamed{Title: "no"})
		if !errors.Is(err, game.ErrConflict) {
			t.Errorf("append after %d of 2 events: %v, want ErrConflict", expect, err)
		}
	}
	if n := len(readAll(t, lib, id, 0)); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
	appendTo(t, lib, id, 2, game.Renamed{Title: "three"})
}

func brokenAppend(t *testing.T, lib game.Library) {
	id := create(t, lib, "Broken")
	_, err := lib.Append(t.Context(), id, 1, game.Renamed{Title: "whole"}, game.Unknown{Kind: "odd", Raw: []byte(`{"cut`)})
	if !errors.Is(err, game.ErrRefused) {
		t.Errorf("append of an event that is not JSON: %v, want ErrRefused", err)
	}
	if n := len(readAll(t, lib, id, 0)); n != 1 {
		t.Errorf("%d events after an append that failed, want 1", n)
	}
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
}

func emptyAppend(t *testing.T, lib game.Library) {
	id := create(t, lib, "Nothing")
	if seq := appendTo(t, lib, id, 1); seq != 1 {
		t.Errorf("appending nothing after event 1 gave %d", seq)
	}
	if _, err := lib.Append(t.Context(), id, 4); !errors.Is(err, game.ErrConflict) {
		t.Errorf("appending nothing after event 4 of 1: %v, want ErrConflict", err)
	}
}

func twoStories(t *testing.T, lib game.Library) {
	a, b := create(t, lib, "A"), create(t, lib, "B")
	appendTo(t, lib, a, 1, game.Renamed{Title: "A2"})
	appendTo(t, lib, b, 1, game.Noted{Text: "b"})
	appendTo(t, lib, a, 2, game.Renamed{Title: "A3"})
	sa, errA := game.Load(t.Context(), lib, a)
	sb, errB := game.Load(t.Context(), lib, b)
	if err := errors.Join(errA, errB); err != nil {
		t.Fatal(err)
	}
	if sa.Title != "A3" || sa.Seq != 3 || sb.Title != "B" || sb.Seq != 2 {
		t.Errorf("got %q after %d and %q after %d events", sa.Title, sa.Seq, sb.Title, sb.Seq)
	}
}

func list(t *testing.T, lib game.Library) {
	if entries, err := lib.List(t.Context()); err != nil || len(entries) != 0 {
		t.Fatalf("an empty library lists %v, %v", entries, err)
	}
	old, young := create(t, lib, "Old"), create(t, lib, "Young")
	waitForNextTime(t)
	ending := chapter(2, 1)
	ending.Choices, ending.Ending = nil, &game.Ending{Kind: "escape", Name: "Out"}
	seq := appendTo(t, lib, old, 1, game.ChapterTold{Chapter: chapter(1, 0)}, game.ChapterTold{Chapter: ending})
	want, err := game.Load(t.Context(), lib, old)
	if err != nil || seq != 3 {
		t.Fatal(seq, err)
	}
	entries, err := lib.List(t.Context())
	if err != nil || len(entries) != 2 {
		t.Fatalf("listed %+v, %v", entries, err)
	}
	if entries[0] != want.Entry() {
		t.Errorf("listed %+v, want the fold's %+v", entries[0], want.Entry())
	}
	if e := entries[0]; e.ID != old || e.Chapters != 2 || e.Endings != 1 || !e.Ended {
		t.Errorf("listed %+v first, want the story last played, ended", e)
	}
	if entries[1].ID != young || entries[1].Title != "Young" {
		t.Errorf("listed %+v last", entries[1])
	}
	waitForNextTime(t)
	appendTo(t, lib, young, 1, game.Renamed{Title: "Younger"})
	if entries, err = lib.List(t.Context()); err != nil || len(entries) != 2 || entries[1].Title != "Younger" {
		t.Errorf("after renaming the other story listed %+v, %v", entries, err)
	}
	appendTo(t, lib, young, 2, game.Noted{Text: "played on"})
	if entries, err = lib.List(t.Context()); err != nil || len(entries) != 2 || entries[0].Title != "Younger" {
		t.Errorf("after playing the other story listed %+v, %v", entries, err)
	}
}

func deleted(t *testing.T, lib game.Library) {
	id, other := create(t, lib, "Gone"), create(t, lib, "Stays")
	h, err := lib.PutPicture(t.Context(), id, PNG(1))
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Picture(t.Context(), id, h); !errors.Is(err, game.ErrNotFound) {
		t.Errorf("picture of a deleted story: %v", err)
	}
	nowhere(t, lib, id)
	if entries, err := lib.List(t.Context()); err != nil || len(entries) != 1 || entries[0].ID != other {
		t.Errorf("listed %+v, %v, want only the other story", entries, err)
	}
}

func lease(t *testing.T, lib game.Library) {
	id, other := create(t, lib, "Mine"), create(t, lib, "Free")
	release := leaseOf(t, lib, id)
	if _, err := lib.Lease(t.Context(), id); !errors.Is(err, game.ErrInUse) {
		t.Errorf("second lease: %v, want ErrInUse", err)
	}
	if err := lib.Delete(t.Context(), id); !errors.Is(err, game.ErrInUse) {
		t.Errorf("delete of a leased story: %v, want ErrInUse", err)
	}
	releaseOther := leaseOf(t, lib, other)
	appendTo(t, lib, id, 1, game.Renamed{Title: "two"})
	for range 2 {
		if err := errors.Join(release(), releaseOther()); err != nil {
			t.Errorf("release: %v", err)
		}
	}
	appendTo(t, lib, id, 2, game.Renamed{Title: "three"})
	again := leaseOf(t, lib, id)
	if err := release(); err != nil {
		t.Errorf("late release: %v", err)
	}
	if _, err := lib.Lease(t.Context(), id); !errors.Is(err, game.ErrInUse) {
		t.Errorf("a late release freed the next holder's lease: %v", err)
	}
	if err := errors.Join(again(), lib.Delete(t.Context(), id)); err != nil {
		t.Error(err)
	}
}

func leaseOf(t *testing.T, lib game.Library, id game.StoryID) func() error {
	t.Helper()
	release, err := lib.Lease(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return release
}

func create(t *testing.T, lib game.Library, title string) game.StoryID {
	t.Helper()
	id, err := lib.Create(t.Context(), game.StoryStarted{Title: title})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func appendTo(t *testing.T, lib game.Library, id game.StoryID, expect uint64, bodies ...game.Body) uint64 {
	t.Helper()
	seq, err := lib.Append(t.Context(), id, expect, bodies...)
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func readAll(t *testing.T, lib game.Library, id game.StoryID, after uint64) []game.Event {
	t.Helper()
	var events []game.Event
	for e, err := range lib.Read(t.Context(), id, after) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
	}
	return events
}

// chapter returns a whole chapter, as a narrator tells it.
func chapter(id, parent game.ChapterID) game.Chapter {
	return game.Chapter{
		ID: id, Parent: parent, Title: "The tower", Prose: "Rain.\n\nMore rain.", Summary: "It rained.",
		Scene:   game.Scene{Place: "a tower", Light: "neon", Present: []string{"Ada"}, Alt: "A tower in the rain."},
		Choices: []game.Choice{{Text: "Up"}, {Text: "Down"}},
		Cast:    []game.CastChange{{Name: "Ada", Look: "tall, red coat"}},
		Usage:   game.Usage{Model: "m", InputTokens: 10, OutputTokens: 20, USD: 0.5},
		Teller:  "offline", Memo: []byte(`{"at":3}`),
	}
}

// waitForNextTime waits until a clock of a millisecond's grain has moved on.
func waitForNextTime(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Millisecond)
	defer cancel()
	<-ctx.Done()
}
