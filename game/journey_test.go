package game_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// A script tells one chapter after another: the scene at once, then the prose
// word by word, a tenth of a second each.
type script struct {
	fail  func(b game.Brief) error // before anything is told; nil error tells
	after int                      // words before fail is asked
	ways  bool                     // the choices are understood all the same
	empty func(b game.Brief) bool  // no choices
	// scene alters the chapter before anything of it is told, finish before it is
	// returned.
	scene, finish func(b game.Brief, c *game.Chapter)
	asked         []game.Brief
}

const words = "The door gives. Warm air comes out."

func (s *script) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	s.asked = append(s.asked, b)
	c := game.Chapter{
		Title: fmt.Sprintf("Chapter %d", b.Arc.Number), Teller: "script",
		Scene:   game.Scene{Place: "a corridor", Alt: "A corridor.", Present: []string{"Ada"}},
		Choices: []game.Choice{{Text: "Go on"}, {Text: "Go back"}},
		Cast:    []game.CastChange{{Name: "Ada", Look: "short white hair"}},
	}
	if s.scene != nil {
		s.scene(b, &c)
	}
	if s.after == 0 && s.fail != nil {
		if err := s.fail(b); err != nil {
			return c, err
		}
	}
	emit(game.Piece{Title: c.Title})
	emit(game.Piece{Scene: &c.Scene, Cast: c.Cast})
	for i, w := range strings.SplitAfter(words, " ") {
		if s.after > 0 && i == s.after && s.fail != nil {
			if err := s.fail(b); err != nil {
				return s.half(c), err
			}
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return c, ctx.Err()
		}
		c.Prose += w
		emit(game.Piece{Prose: w})
	}
	if s.empty != nil && s.empty(b) {
		c.Choices = nil
	}
	if s.finish != nil {
		s.finish(b, &c)
	}
	return c, nil
}

// half is what is understood of a chapter that broke off: the choices come last.
func (s *script) half(c game.Chapter) game.Chapter {
	if !s.ways {
		c.Choices = nil
	}
	return c
}

// A brush paints a picture of one colour in the time it takes.
type brush struct {
	takes time.Duration
	err   error
	name  string

	mu    sync.Mutex
	asked []game.PaintRequest
}

func (p *brush) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	p.mu.Lock()
	p.asked = append(p.asked, r)
	nth := len(p.asked)
	p.mu.Unlock()
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 3+nth, 2))
	if err := png.Encode(&b, img); err != nil {
		return nil, err
	}
	select {
	case <-time.After(p.takes):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if p.err != nil {
		return nil, p.err
	}
	progress(game.Picture{Data: b.Bytes(), Partial: true})
	return []game.Picture{{Data: b.Bytes(), Painter: p.name}}, nil
}

// A table is a journey with its reader.
type table struct {
	t   *testing.T
	j   *game.Journey
	lib *gametest.Memory
	log []string // the updates, in short
}

// sit starts a story inside a bubble; Close is the test's business only where it
// matters to it.
func sit(t *testing.T, cfg game.Config) *table {
	t.Helper()
	lib := gametest.NewMemory()
	switch own := cfg.Library.(type) {
	case nil:
		cfg.Library = lib
	case *watchful:
		lib = own.Memory
	}
	j, err := game.Start(t.Context(), cfg, game.StoryStarted{Premise: game.Premise{World: "test"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return &table{t: t, j: j, lib: lib}
}

// until reads updates up to the first that matches.
func (tb *table) until(what string, match func(game.Update) bool) game.Update {
	tb.t.Helper()
	for u := range tb.j.Updates() {
		tb.log = append(tb.log, short(u))
		if match(u) {
			return u
		}
	}
	tb.t.Fatalf("the updates ended before %s; there were %q", what, tb.log)
	return nil
}

func next[T game.Update](tb *table) T {
	tb.t.Helper()
	var zero T
	u, _ := tb.until(fmt.Sprintf("%T", zero), func(u game.Update) bool { _, ok := u.(T); return ok }).(T)
	return u
}

// final waits for a whole picture.
func (tb *table) final() game.PictureArrived {
	tb.t.Helper()
	u, _ := tb.until("a picture", func(u game.Update) bool { p, ok := u.(game.PictureArrived); return ok && !p.Partial }).(game.PictureArrived)
	return u
}

func short(u game.Update) string {
	name := strings.TrimPrefix(fmt.Sprintf("%T", u), "game.")
	switch u := u.(type) {
	case game.PictureArrived:
		if u.Partial {
			name = "Preview"
		}
	case game.TurnStarted:
		if u.Again {
			name = "TurnAgain"
		}
	case game.Notice:
		name = "Notice: " + u.Text
	}
	return name
}

// must fails when a wish was refused.
func (tb *table) must(err error) {
	tb.t.Helper()
	if err != nil {
		tb.t.Fatal(err)
	}
}

// saved is the story as the library has it.
func (tb *table) saved() *game.Story {
	tb.t.Helper()
	s, err := game.Load(tb.t.Context(), tb.lib, tb.j.Story().ID)
	tb.must(err)
	return s
}

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

func TestAFailingNarratorIsStoodInFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := &script{fail: func(game.Brief) error { return errors.New("the server is on fire") }}
		tb := sit(t, game.Config{Narrator: first, SpareNarrator: &script{}, Painter: &brush{takes: time.Second}})
		tb.must(tb.j.Begin())
		told := next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		if told.Chapter.Prose != words {
			t.Errorf("told %q", told.Chapter.Prose)
		}
		if !slices.Contains(tb.log, "TurnAgain") {
			t.Errorf("the reader was not told to begin again: %q", tb.log)
		}
		s := tb.saved()
		if len(s.Notes) != 1 || !strings.Contains(s.Notes[0].Text, "on fire") {
			t.Errorf("the journal notes %+v", s.Notes)
		}
		if c, _ := s.Current(); len(c.Pictures) != 1 {
			t.Errorf("the chapter has %d pictures, want the one of the telling that counts", len(c.Pictures))
		}
	})
}

func TestAPanicIsAFailureLikeAnyOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := &script{fail: func(game.Brief) error { panic("no such storylet") }}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		f := next[game.Failed](tb)
		var panicked *game.PanicError
		if !errors.As(f.Err, &panicked) || len(panicked.Stack) == 0 {
			t.Errorf("failed with %v", f.Err)
		}
		if says := game.Plain(f.Err); strings.Contains(says, "storylet") {
			t.Errorf("the player reads %q", says)
		}
		narrator.fail = nil
		tb.must(tb.j.Begin())
		next[game.Told](tb)
	})
}

func TestAFailureWithoutAStandInLeavesTheStory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("the server is on fire")
		narrator := &script{}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		narrator.fail = func(game.Brief) error { return broken }
		tb.must(tb.j.Choose(1))
		if f := next[game.Failed](tb); !errors.Is(f.Err, broken) {
			t.Errorf("failed with %v", f.Err)
		}
		narrator.fail = nil
		tb.must(tb.j.Choose(1))
		next[game.Told](tb)
	})
}

func TestAnUnusableReplyIsAskedForOnceMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		narrator := &script{fail: func(b game.Brief) error {
			if b.Fault == "" {
				return fault("it is a shopping list")
			}
			return nil
		}}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		if c := next[game.Told](tb).Chapter; len(c.Choices) != 2 {
			t.Errorf("told with choices %v", c.Choices)
		}
		if len(narrator.asked) != 2 || !strings.Contains(narrator.asked[1].Fault, "shopping list") {
			t.Errorf("asked %d times, the last with fault %q", len(narrator.asked), narrator.asked[len(narrator.asked)-1].Fault)
		}
	})
}

// A fault is an error that can be mended by asking again.
type fault string

func (f fault) Error() string { return "not a chapter: " + string(f) }
func (f fault) Fault() string { return string(f) }

func TestARefusedPictureIsPaintedOffline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refuses := &brush{err: fmt.Errorf("safety: %w", game.ErrRefused)}
		tb := sit(t, game.Config{Narrator: &script{}, Painter: refuses, SparePainter: &brush{name: "offline"}})
		tb.must(tb.j.Begin())
		p := tb.final()
		if p.Picture.Painter != "offline" || !strings.Contains(p.Picture.Note, "declined") {
			t.Errorf("arrived %+v", p.Picture)
		}
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))
		if c, _ := tb.saved().Current(); c.Picture.Note == "" {
			t.Error("the saved picture is not labelled")
		}
	})
}

func TestAPictureThatIsNoneIsPaintedOffline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: page{}, SparePainter: &brush{name: "offline"}})
		tb.must(tb.j.Begin())
		if p := tb.final(); p.Picture.Painter != "offline" || p.Picture.Note == "" {
			t.Errorf("arrived %+v", p.Picture)
		}
		tb.must(tb.j.Settle(t.Context()))
		if s := tb.saved(); s.Seq != tb.j.Story().Seq {
			t.Errorf("%d events of %d are saved", s.Seq, tb.j.Story().Seq)
		}
	})
}

// A page is a painter that answers with a web page.
type page struct{}

func (page) Paint(context.Context, game.PaintRequest, func(game.Picture)) ([]game.Picture, error) {
	return []game.Picture{{Data: []byte("<html>Bad gateway</html>")}}, nil
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
