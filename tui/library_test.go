package tui_test

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"journey/game"
	"journey/tui"
)

func TestLibrarySearchesRenamesAndDeletes(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		for _, title := range []string{"The Clinic at Night", "Rain on Neon", "A Door of Steel"} {
			tell(t, s.lib, title, 2)
		}
		term := s.start()
		term.WaitText("Library (3)")
		term.Press("l")
		term.WaitText("Rain on Neon", "A Door of Steel", "2 chapters")

		term.Press("/")
		term.Type("rain?")
		term.WaitText("search › rain?")
		term.Press("backspace")
		term.Type(" NE")
		term.WaitText("search › rain NE", "Rain on Neon")
		if strings.Contains(term.Screen(), "A Door of Steel") {
			t.Error("a story without the words is found")
		}
		term.Press("enter")
		settle()

		term.Press("r")
		term.WaitText("Rename the story", "› Rain on Neon")
		term.Type(", again?")
		term.Press("enter")
		term.WaitGone("Rename the story")
		term.WaitText("Rain on Neon, again?")

		term.Press("d")
		term.WaitText("Delete “Rain on Neon, again?”?", "▸ keep")
		term.Press("enter") // keep
		term.WaitGone("Delete “Rain")
		settle()
		term.Press("d")
		term.WaitText("▸ keep")
		term.Press("y")
		term.WaitGone("Rain on Neon")
		settle()
		term.Press("esc")
		term.WaitText("A Door of Steel", "The Clinic at Night")
		term.Press("esc")
		term.WaitText("Library (2)")
		quit(t, term)
		entries, err := s.lib.List(t.Context())
		if err != nil || len(entries) != 2 {
			t.Errorf("%d stories are left, %v; want 2", len(entries), err)
		}
	})
}

// backwards lists the stories the other way round from the second time on, as
// playing one of them elsewhere may.
type backwards struct {
	game.Library
	times *atomic.Int32
}

func (b backwards) List(ctx context.Context) ([]game.Entry, error) {
	entries, err := b.Library.List(ctx)
	if b.times.Add(1)%2 == 0 {
		slices.Reverse(entries)
	}
	return entries, err
}

func TestTheSelectionStaysOnItsStory(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		for i, title := range []string{"Rain on Neon", "A Door of Steel", "What Ada Heard", "The Clinic at Night"} {
			time.Sleep(time.Duration(i) * time.Minute)
			tell(t, s.lib, title, 1)
		}
		s.cfg.Library = backwards{s.lib, &atomic.Int32{}}
		term := s.start()
		term.WaitText("Library (4)")
		term.Press("l")
		term.WaitText("▸ Rain on Neon")
		rename := func(was, add string) {
			t.Helper()
			term.Press("r")
			term.WaitText("Rename the story", "› "+was)
			term.Type(add)
			term.Press("enter")
			settle()
			term.WaitText("▸ " + was + add)
		}
		rename("Rain on Neon", ", later")
		term.Press("/")
		term.Type("a")
		settle()
		term.Press("enter", "down")
		settle()
		rename("What Ada Heard", " at night")
		term.Press("d")
		term.WaitText("Delete “What Ada Heard at night”?")
		term.Press("y")
		term.WaitGone("What Ada Heard")
		settle()
		term.WaitText("▸ ")
		term.Press("esc", "q")
		term.WaitText("Library (3)")
		quit(t, term)
	})
}

func TestDeletingTheLastStoryOffersANewOne(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		tell(t, s.lib, "The Clinic at Night", 1)
		term := s.start()
		term.WaitText("Library (1)")
		term.Press("l")
		term.WaitText("1 chapter ·")
		term.Press("d")
		term.WaitText("▸ keep")
		term.Press("left", "enter")
		term.WaitText("No stories yet")
		term.Press("n")
		term.WaitText("Your premise")
		term.Press("esc")
		term.WaitText("New story")
		quit(t, term)
	})
}

// TestAStoryWithoutATitleIsCalledUntitled comes back to one whose first chapter was
// never told.
func TestAStoryWithoutATitleIsCalledUntitled(t *testing.T) {
	inBubble(t, func(s *stage) {
		if _, err := s.lib.Create(s.t.Context(), game.StoryStarted{Premise: game.Premise{Prompt: "the sea"}}); err != nil {
			s.t.Fatal(err)
		}
		term := s.start()
		term.WaitText("Continue “Untitled”")
		term.Press("l")
		term.WaitText("▸ Untitled")
		term.Press("d")
		term.WaitText("Delete “Untitled”?")
		term.Press("esc")
		term.WaitGone("Delete")
		term.Press("esc")
		term.WaitText("New story")
		quit(s.t, term)
	})
}

func TestAStoryOpenElsewhereIsReplayedReadOnly(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		id := tell(t, s.lib, "The Clinic at Night", 2)
		release, err := s.lib.Lease(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		term := s.start()
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("Open in another window", "▸ replay")
		term.Press("enter")
		term.WaitText("This is chapter 1.", "replay 1/2")
		term.Press("q")
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("Open in another window")
		term.Press("esc")
		term.WaitText("Continue", "Library (1)")
		term.WaitGone("another window")
		term.Press("l")
		term.WaitText("2 chapters ·")
		term.Press("d")
		term.WaitText("▸ keep")
		term.Press("y")
		term.WaitText("That did not work")
		term.Press("enter")
		term.WaitGone("That did not work")
		term.Press("esc")
		if err := release(); err != nil {
			t.Fatal(err)
		}
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("This is chapter 2.", "3. Run")
		leave(t, term)
	})
}

// damagedLibrary breaks off in the middle of one story.
type damagedLibrary struct {
	game.Library
	broken game.StoryID
}

func (d damagedLibrary) Read(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return func(yield func(game.Event, error) bool) {
		for e, err := range d.Library.Read(ctx, id, after) {
			if id == d.broken && err == nil && e.Seq == 3 {
				err = fmt.Errorf("read story: %w", game.ErrDamaged)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func TestADamagedStoryIsSalvaged(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		broken := tell(t, s.lib, "The Clinic at Night", 3)
		s.cfg.Library = damagedLibrary{s.lib, broken}
		s.cfg.Salvage = func(_ context.Context, id game.StoryID) (game.StoryID, int, int, error) {
			if id != broken {
				return "", 0, 0, game.ErrNotFound
			}
			return tell(t, s.lib, "The Clinic at Night, salvaged", 1), 2, 2, nil
		}
		s.cfg.Start.Continue = broken
		term := s.start()
		term.WaitText("Damaged story", "▸ salvage")
		term.Press("enter")
		term.WaitText("Saved as a new story", "2 events were kept, 2 lines could not be read.", "▸ play")
		term.Press("enter")
		term.WaitText("salvaged", "This is chapter 1.", "3. Run")
		leave(t, term)

		s.cfg.Start = tui.Start{Replay: broken} // what stands before the damage can be read
		term = s.start()
		term.WaitText("This is chapter 1.", "journal is damaged")
		leave(t, term)
	})
}

func TestReplayStepsJumpsAndTurnsByItself(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		id := tell(t, s.lib, "The Clinic at Night", 8)
		before := s.told(t).Seq
		term := s.start()
		term.WaitText("Replay a story")
		term.Press("r")
		term.WaitText("Replay which story?", "8 chapters · 1 ending")
		term.Press("enter")
		term.WaitText("This is chapter 1.", "replay 1/8")
		term.Press("end")
		term.WaitText("This is chapter 8.", "The end: Out into the rain", "replay 8/8")
		term.Press("left")
		term.WaitText("This is chapter 7.", "▸ 1. Open the steel door")
		term.Press("home")
		term.WaitText("This is chapter 1.", "replay 1/8")
		term.Press("left") // there is nothing before
		term.Press("g")
		term.WaitText("Go to which chapter (1–8)?")
		term.Type("9")
		term.Press("enter")
		term.WaitText("No such chapter")
		term.Press("enter", "g")
		term.WaitText("Go to which chapter")
		term.Type("3")
		term.Press("enter")
		term.WaitText("This is chapter 3.", "replay 3/8")

		began := time.Now()
		term.Press("a")
		term.WaitText("every 6s")
		term.WaitText("This is chapter 4.")
		if took := time.Since(began); took < 6*time.Second || took > 7*time.Second {
			t.Errorf("the page was turned after %v, want 6s", took)
		}
		term.Press("+")
		term.WaitText("every 3s")
		term.Press("-", "-")
		term.WaitText("every 12s")
		term.Press("a")
		term.WaitGone("every")
		time.Sleep(time.Minute)
		if !strings.Contains(term.Screen(), "This is chapter 4.") {
			t.Error("the page was turned though that was stopped")
		}
		term.Press("a", "+", "+", "+", "+", "+")
		term.WaitText("every 1s")
		term.WaitText("This is chapter 8.")
		settle()
		leave(t, term)
		if after := s.told(t).Seq; after != before {
			t.Errorf("the replay wrote %d events", after-before)
		}

		s.cfg.Start = tui.Start{Replay: id, Chapter: 2, Auto: true, Pace: 2}
		term = s.start()
		term.WaitText("This is chapter 2.", "every 2s")
		term.WaitText("This is chapter 3.")
		leave(t, term)
	})
}

func TestALibraryThatCannotBeReadIsSaid(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Library = unreadable{s.lib}
		term := s.start()
		term.WaitText("The library is full.")
		s.lib.FailWrites(errFull)
		begun := game.Premise{}
		s.cfg.Start.New = &begun
		quit(t, term)
		term = s.start()
		term.WaitText("The story cannot be begun.", "library is full")
		term.Press("q")
		term.WaitText("New story")
		quit(t, term)
	})
}

type unreadable struct{ game.Library }

func (unreadable) List(context.Context) ([]game.Entry, error) { return nil, errFull }

func TestTheLibraryTellsStoriesApartAndShowsItsSearch(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		tell(t, s.lib, "Rain on Neon", 1)
		time.Sleep(time.Hour)
		tell(t, s.lib, "Rain on Neon", 8)
		tell(t, s.lib, "A Door of Steel", 1)
		term := s.start()
		term.WaitText("Library (3)")
		term.Press("l")
		term.WaitText("A Door of Steel", "ended · ")
		begun := time.Now().Local()
		for _, at := range []time.Time{begun, begun.Add(-time.Hour)} {
			if want := "begun " + at.Format("2 Jan 15:04"); !strings.Contains(term.Screen(), want) {
				t.Errorf("%q is not on the screen:\n%s", want, term.Screen())
			}
		}
		term.Press("/")
		term.Type("rain")
		settle()
		term.Press("enter")
		term.WaitText("search: rain (2 of 3), esc clears")
		term.Press("esc")
		term.WaitText("A Door of Steel")
		term.Press("/")
		term.Type("sunshine")
		term.WaitText("sunshine", "No story has these words")
		term.Press("esc")
		term.WaitText("A Door of Steel")
		term.Press("esc")
		term.WaitText("Library (3)")
		quit(t, term)
	})
}

// pictureless has lost its pictures.
type pictureless struct{ game.Library }

func (pictureless) Picture(context.Context, game.StoryID, game.Hash) ([]byte, error) {
	return nil, fmt.Errorf("read picture: %w", game.ErrNotFound)
}

// readOnly lets no story begin.
type readOnly struct{ game.Library }

func (readOnly) Create(context.Context, game.StoryStarted) (game.StoryID, error) {
	return "", fmt.Errorf("create story: %w", &fs.PathError{Op: "mkdirat", Path: "x", Err: syscall.EROFS})
}

func TestWhatIsMissingIsSaidInOneSentence(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		leave(t, term)
		s.cfg.Library = pictureless{s.lib}
		term = s.start()
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("The picture is missing; p paints it")
		leave(t, term)
		s.cfg.Library = readOnly{s.lib}
		s.cfg.Start.New = &game.Premise{}
		term = s.start()
		term.WaitText("The story cannot be begun.", "The folder of the stories cannot be written to.")
		term.Press("q")
		term.WaitText("New story")
		quit(t, term)
	})
}
