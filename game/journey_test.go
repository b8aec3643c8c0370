package game_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/game/gametest"
)

func TestPaintingStartsWhileTheProseStreams(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		painter := &brush{takes: 250 * time.Millisecond, name: "brush"}
		tb := sit(t, game.Config{Narrator: &script{}, Painter: painter})
		tb.must(tb.j.Begin())
		told := next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))

		compact := slices.Compact(slices.Clone(tb.log))
		want := []string{"TurnStarted", "TitleKnown", "SceneKnown", "PictureStarted", "ProseArrived", "Preview", "PictureArrived", "ProseArrived", "Told"}
		if !slices.Equal(compact, want) {
			t.Errorf("updates %q, want %q", compact, want)
		}
		if told.Chapter.Prose != words || told.Chapter.ID != 1 {
			t.Errorf("told %+v", told.Chapter)
		}
		c, _ := tb.saved().Current()
		if !c.Picture.Hash.Valid() || c.Picture.Painter != "brush" {
			t.Errorf("the saved chapter has picture %+v", c.Picture)
		}
		if got := painter.asked[0].Present; len(got) != 1 || got[0].Look != "short white hair" {
			t.Errorf("painted with %+v, want the newcomer as the chapter describes her", got)
		}
	})
}

func TestACancelledTurnLeavesTheStoryAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{takes: time.Minute}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		before := tb.saved().Seq
		tb.must(tb.j.Choose(1))
		next[game.ProseArrived](tb)
		if !tb.j.Cancel() {
			t.Error("there was nothing to cancel")
		}
		next[game.Stopped](tb)
		s := tb.saved()
		if s.Head != 1 || s.Len() != 1 || s.Seq != before {
			t.Errorf("after the cancel: head %d of %d chapters, %d events, want 1 of 1, %d", s.Head, s.Len(), s.Seq, before)
		}
		tb.must(tb.j.Choose(2)) // the player goes on
		if c := next[game.Told](tb).Chapter; c.ID != 2 || c.Taken.Choice != 2 {
			t.Errorf("told %+v", c)
		}
	})
}

func TestCancelWithoutATurnStopsThePictures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{takes: time.Hour}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		if !tb.j.Cancel() {
			t.Error("there was nothing to cancel")
		}
		if missed := next[game.PictureMissed](tb); missed.Chapter != 1 || missed.Err != nil {
			t.Errorf("missed %+v, want chapter 1 without an error", missed)
		}
		tb.must(tb.j.Settle(t.Context()))
		if tb.j.Cancel() {
			t.Error("something was still under way")
		}
	})
}

func TestAPictureThatComesLateBelongsToItsChapter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		painter := &brush{takes: 3 * time.Second}
		tb := sit(t, game.Config{Narrator: &script{}, Painter: painter})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Choose(1))
		next[game.Told](tb)
		if got := tb.final().Chapter; got != 1 {
			t.Errorf("the first picture is of chapter %d", got)
		}
		tb.must(tb.j.Settle(t.Context()))
		for id := range game.ChapterID(2) {
			if c, _ := tb.saved().Chapter(id + 1); c.Picture.Hash == "" {
				t.Errorf("chapter %d has no picture", id+1)
			}
		}
	})
}

func TestTheSameWayLeadsToTheSameChapter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Act("  open the\tdoor "))
		first := next[game.Told](tb).Chapter
		tb.must(tb.j.GoTo(1))
		next[game.Moved](tb)
		tb.must(tb.j.Act("open the door"))
		if again := next[game.Moved](tb).Chapter; again.ID != first.ID {
			t.Errorf("the same words lead to chapter %d, then %d", first.ID, again.ID)
		}
		tb.must(tb.j.Retell())
		retold := next[game.Told](tb).Chapter
		if retold.ID == first.ID || retold.Parent != 1 || retold.Taken != first.Taken {
			t.Errorf("retold as %+v", retold)
		}
		tb.must(tb.j.GoTo(1))
		next[game.Moved](tb)
		tb.must(tb.j.Act("open the door"))
		if again := next[game.Moved](tb).Chapter; again.ID != retold.ID {
			t.Errorf("after a retelling the words lead to chapter %d, want the retold %d", again.ID, retold.ID)
		}
	})
}

func TestAFullDiskLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{}})
		tb.must(tb.j.Begin())
		tb.final()
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))

		tb.lib.FailWrites(fmt.Errorf("write journal: %w", syscall.ENOSPC))
		tb.must(tb.j.Choose(1))
		if n := next[game.Notice](tb); !strings.Contains(n.Text, "disk is full") {
			t.Errorf("the player is told %q", n.Text)
		}
		if c := next[game.Told](tb).Chapter; c.ID != 2 {
			t.Errorf("told %+v", c)
		}
		tb.must(tb.j.Settle(t.Context()))
		if n := tb.saved().Len(); n != 1 {
			t.Errorf("the full disk holds %d chapters", n)
		}

		tb.lib.FailWrites(nil)
		tb.must(tb.j.Choose(1))
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		s := tb.saved()
		if s.Len() != 3 || s.Head != 3 {
			t.Errorf("once there is room the library has %d chapters, head %d", s.Len(), s.Head)
		}
		for _, c := range s.Chapters() {
			if _, err := tb.lib.Picture(t.Context(), s.ID, c.Picture.Hash); err != nil {
				t.Errorf("picture of chapter %d: %v", c.ID, err)
			}
		}
	})
}

func TestAChapterThatCanNeverBeSavedIsNotTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{takes: time.Second}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		tb.lib.FailWrites(fmt.Errorf("a line too long: %w", game.ErrRefused))
		tb.must(tb.j.Choose(1))
		if f := next[game.Failed](tb); !errors.Is(f.Err, game.ErrRefused) {
			t.Errorf("failed with %v", f.Err)
		}
		tb.lib.FailWrites(nil)
		tb.must(tb.j.Choose(2))
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		if s := tb.saved(); s.Len() != 2 || s.Seq != tb.j.Story().Seq {
			t.Errorf("saved %d chapters and %d events, want 2 and %d", s.Len(), s.Seq, tb.j.Story().Seq)
		}
	})
}

func TestCloseSaysWhatCouldNotBeSaved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lib := gametest.NewMemory()
		j, err := game.Start(t.Context(), game.Config{Library: lib, Narrator: &script{}}, game.StoryStarted{})
		if err != nil {
			t.Fatal(err)
		}
		lib.FailWrites(syscall.ENOSPC)
		if err := j.Begin(); err != nil {
			t.Fatal(err)
		}
		if err := j.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("close says %v", err)
		}
		if err := j.Begin(); !errors.Is(err, game.ErrClosed) {
			t.Errorf("a closed journey says %v", err)
		}
	})
}

func TestRepaintKeepsTheEarlierPicture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		painter := &brush{}
		tb := sit(t, game.Config{Narrator: &script{}, Painter: painter})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		tb.must(tb.j.Repaint())
		tb.must(tb.j.Settle(t.Context()))
		c, _ := tb.saved().Current()
		if len(c.Pictures) != 2 || c.Picture.Hash != c.Pictures[1].Hash || c.Pictures[0].Hash == c.Pictures[1].Hash {
			t.Errorf("pictures %+v, chosen %+v", c.Pictures, c.Picture)
		}
		if painter.asked[0].Seed == painter.asked[1].Seed {
			t.Error("the second picture was asked for with the seed of the first")
		}
	})
}

func TestWhatIsRefusedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}})
		if err := tb.j.Choose(1); !errors.Is(err, game.ErrNoChoice) {
			t.Errorf("a choice before the opening: %v", err)
		}
		tb.must(tb.j.Begin())
		if err := tb.j.Begin(); !errors.Is(err, game.ErrBusy) {
			t.Errorf("a second turn at once: %v", err)
		}
		next[game.Told](tb)
		for _, i := range []int{-1, 0, 3, 99} {
			if err := tb.j.Choose(i); !errors.Is(err, game.ErrNoChoice) {
				t.Errorf("choice %d: %v", i, err)
			}
		}
		if err := tb.j.Act("\x1b[31m \u200b"); !errors.Is(err, game.ErrNoChoice) {
			t.Errorf("an action of nothing: %v", err)
		}
		if err := tb.j.GoTo(7); !errors.Is(err, game.ErrNoChoice) {
			t.Errorf("a chapter that is not there: %v", err)
		}
	})
}

func TestAStoryIsPlayedByOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}})
		id := tb.j.Story().ID
		if _, err := game.Open(t.Context(), game.Config{Library: tb.lib, Narrator: &script{}}, id); !errors.Is(err, game.ErrInUse) {
			t.Fatalf("a second window: %v", err)
		}
		tb.must(tb.j.Close())
		again, err := game.Open(t.Context(), game.Config{Library: tb.lib, Narrator: &script{}}, id)
		tb.must(err)
		tb.must(again.Close())
	})
}

func TestCloseInMidSentence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{takes: time.Hour}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Choose(1))
		next[game.ProseArrived](tb)
		tb.must(tb.j.Close())
		if s := tb.saved(); s.Head != 1 || s.Len() != 1 {
			t.Errorf("after closing: head %d of %d", s.Head, s.Len())
		}
	})
}

func TestOwnWordsAreKeptUntilTheirChapterIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		tb.must(tb.j.Act("sing to the lamp"))
		next[game.ProseArrived](tb)
		tb.j.Cancel()
		next[game.Stopped](tb)
		if got := tb.saved().Wish; got != "sing to the lamp" {
			t.Errorf("after the cancel the wish is %q", got)
		}
		tb.must(tb.j.Act("sing to the lamp"))
		next[game.Told](tb)
		if got := tb.saved().Wish; got != "" {
			t.Errorf("after the chapter the wish is %q", got)
		}
	})
}

func TestAReaderWhoDoesNotReadHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{}})
		for range 20 {
			if tb.j.Story().Head == 0 {
				tb.must(tb.j.Begin())
			} else {
				tb.must(tb.j.Choose(1))
			}
			tb.must(tb.j.Settle(t.Context()))
		}
		if n := tb.saved().Len(); n != 20 {
			t.Errorf("%d chapters were told", n)
		}
	})
}
