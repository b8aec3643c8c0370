package game_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// A desk is a script at which many may ask at once. It notes who was asked for and
// how each asking ended.
type desk struct {
	script
	mu    sync.Mutex
	asked []string // the way taken, as it was asked for
	ended map[string]int
	now   int // being told
	most  int // told at the same time
}

func (d *desk) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	way := cmp.Or(b.Taken.Text, "opening")
	d.mu.Lock()
	d.asked = append(d.asked, way)
	d.now++
	d.most = max(d.most, d.now)
	s := d.script
	d.mu.Unlock()
	c, err := s.Narrate(ctx, b, emit)
	c.Usage = game.Usage{Model: "desk", InputTokens: 1, OutputTokens: 1, USD: 0.01}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now--
	if d.ended == nil {
		d.ended = map[string]int{}
	}
	switch {
	case errors.Is(err, context.Canceled):
		d.ended["cancelled"]++
	case err != nil:
		d.ended["failed"]++
	default:
		d.ended["told"]++
	}
	return c, err
}

func (d *desk) asks() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.asked)
}

// atDesk plays the opening with both choices told ahead.
func atDesk(t *testing.T, d *desk, cfg game.Config) *table {
	t.Helper()
	cfg.Narrator = d
	cfg.Prefetch.Chapters = cmp.Or(cfg.Prefetch.Chapters, 4)
	cfg.Prefetch.AtOnce = cmp.Or(cfg.Prefetch.AtOnce, 4)
	tb := sit(t, cfg)
	tb.must(tb.j.Begin())
	next[game.Told](tb)
	return tb
}

// took is how long it takes until an update that matches comes.
func (tb *table) took(do func() error, what string, match func(game.Update) bool) (game.Update, time.Duration) {
	tb.t.Helper()
	began := time.Now()
	tb.must(do())
	u := tb.until(what, match)
	return u, time.Since(began)
}

func isTold(u game.Update) bool { _, ok := u.(game.Told); return ok }

func TestAReadyBranchIsShownAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, painter := &desk{}, &brush{takes: time.Second}
		tb := atDesk(t, d, game.Config{Painter: painter})
		time.Sleep(time.Minute) // the player reads
		synctest.Wait()
		s := tb.saved()
		if s.Len() != 3 || s.Head != 1 || !s.Unread(2) || !s.Unread(3) {
			t.Fatalf("told ahead: %d chapters, head %d", s.Len(), s.Head)
		}
		if got := d.asks(); len(got) != 3 {
			t.Errorf("asked for %q, want each once", got)
		}
		if n := len(painter.asked); n != 1 {
			t.Errorf("%d pictures were painted before anything was chosen, want that of the opening", n)
		}
		u, took := tb.took(func() error { return tb.j.Choose(2) }, "a chapter", isTold)
		c := u.(game.Told).Chapter
		if took != 0 || c.Taken.Choice != 2 || c.Prose != words {
			t.Errorf("after %v told %+v, want it at once", took, c)
		}
		if p := tb.final(); p.Chapter != c.ID {
			t.Errorf("painted %+v, want the picture of chapter %d", p, c.ID)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		s = tb.saved()
		if cur, _ := s.Current(); s.Head != c.ID || s.Unread(c.ID) || cur.Picture.Hash == "" || s.Len() != 5 {
			t.Errorf("head %d of %d, %+v", s.Head, s.Len(), cur)
		}
	})
}

func TestABranchOnItsWayIsTakenOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		tb := atDesk(t, d, game.Config{Painter: &brush{takes: time.Second}})
		time.Sleep(250 * time.Millisecond) // two words have arrived
		began := time.Now()
		tb.must(tb.j.Choose(1))
		if p := next[game.ProseArrived](tb); p.Text != "The door" || time.Since(began) != 0 {
			t.Errorf("after %v showed %q, want at once what had arrived", time.Since(began), p.Text)
		}
		c := next[game.Told](tb).Chapter
		if took := time.Since(began); c.Prose != words || c.Taken.Choice != 1 || took != 450*time.Millisecond {
			t.Errorf("after %v told %+v", took, c)
		}
		if p := tb.final(); p.Chapter != c.ID {
			t.Errorf("the picture belongs to chapter %d, want %d", p.Chapter, c.ID)
		}
		if got := d.asks(); count(got, "Go on") != 1+1 {
			t.Errorf("asked for %q, want the chosen way once, and its own ways on", got)
		}
		synctest.Wait()
		if d.ended["cancelled"] != 1 {
			t.Errorf("ended %v, want the way not taken cancelled", d.ended)
		}
	})
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if s == one {
			n++
		}
	}
	return n
}

func TestWhatCannotBeWantedIsCancelledAtOnce(t *testing.T) {
	for name, do := range map[string]func(j *game.Journey) error{
		"own words": func(j *game.Journey) error { return j.Act("sing") },
		"retold":    (*game.Journey).Retell,
		"moved":     func(j *game.Journey) error { return j.GoTo(1) },
		"closed":    (*game.Journey).Close,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &desk{}
				tb := atDesk(t, d, game.Config{})
				time.Sleep(150 * time.Millisecond)
				synctest.Wait()
				if d.now != 2 {
					t.Fatalf("%d are being told ahead", d.now)
				}
				tb.must(do(tb.j))
				synctest.Wait()
				if d.ended["cancelled"] != 2 {
					t.Errorf("ended %v, want both ways cancelled", d.ended)
				}
				spent := 0
				for _, s := range spentIn(tb) {
					if s.For == game.ForAhead && s.Usage.USD == 0.01 {
						spent++
					}
				}
				if spent != 2 {
					t.Errorf("the journal notes %d costs, want 2", spent)
				}
			})
		})
	}
}

func TestWhatIsToldWholeStaysAsUnread(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		tb := atDesk(t, d, game.Config{Prefetch: game.Prefetch{AtOnce: 1}})
		time.Sleep(time.Second) // the first is whole, the second has begun
		tb.must(tb.j.Act("sing"))
		c := next[game.Told](tb).Chapter
		s := tb.saved()
		if c.ID != 3 || !s.Unread(2) || s.Head != 3 || s.Len() != 3 {
			t.Fatalf("told %d; %d chapters, head %d", c.ID, s.Len(), s.Head)
		}
		tb.must(tb.j.GoTo(1))
		next[game.Moved](tb)
		_, took := tb.took(func() error { return tb.j.Choose(1) }, "a chapter", isTold)
		if took != 0 {
			t.Errorf("the ready chapter came after %v", took)
		}
	})
}

// A watchful library calls writes in the middle of writing an unread chapter.
type watchful struct {
	*gametest.Memory
	writes func(game.Chapter)
}

func (w *watchful) Append(ctx context.Context, id game.StoryID, after uint64, bodies ...game.Body) (uint64, error) {
	if told, ok := bodies[0].(game.ChapterTold); ok && told.Unread && w.writes != nil {
		w.writes(told.Chapter)
	}
	return w.Memory.Append(ctx, id, after, bodies...)
}

// TestAWayIsTakenWhileABranchIsWritten has the player decide in the instant in which
// the first of two chapters told ahead is being written.
func TestAWayIsTakenWhileABranchIsWritten(t *testing.T) {
	for name, test := range map[string]struct {
		do    func(j *game.Journey, c game.Chapter) error
		asked int
		waits time.Duration
	}{
		"that very way": {func(j *game.Journey, c game.Chapter) error { return j.Choose(c.Taken.Choice) }, 3, 0},
		"the other way": {func(j *game.Journey, c game.Chapter) error { return j.Choose(3 - c.Taken.Choice) }, 3, 0},
		"own words":     {func(j *game.Journey, _ game.Chapter) error { return j.Act("sing") }, 4, 700 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, lib := &desk{}, &watchful{Memory: gametest.NewMemory()}
				began := time.Now()
				seated := make(chan *table, 1)
				var once sync.Once
				lib.writes = func(c game.Chapter) {
					once.Do(func() {
						tb := <-seated
						began = time.Now()
						tb.must(test.do(tb.j, c))
					})
				}
				tb := atDesk(t, d, game.Config{Library: lib, Painter: &brush{takes: 10 * time.Millisecond}, Prefetch: game.Prefetch{Chapters: 2}})
				seated <- tb
				c := next[game.Told](tb).Chapter
				if took := time.Since(began); took != test.waits {
					t.Errorf("told after %v, want %v", took, test.waits)
				}
				tb.must(tb.j.Settle(t.Context()))
				s := tb.saved()
				told, _ := s.Chapter(c.ID)
				if s.Head != c.ID || told.Taken != c.Taken || told.Picture.Hash == "" {
					t.Errorf("head %d, chapter %+v", s.Head, told)
				}
				ways := map[game.Taken]int{}
				for _, id := range s.Children(1) {
					child, _ := s.Chapter(id)
					ways[child.Taken]++
				}
				if ways[c.Taken] != 1 || len(d.asks()) < test.asked || s.Unread(c.ID) {
					t.Errorf("asked for %q, told %v", d.asks(), ways)
				}
				tb.must(tb.j.Close())
			})
		})
	}
}

func TestErrorsAheadAreSilentAndTheTurnTellsProperly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{script: script{after: 2}}
		d.fail = func(b game.Brief) error {
			if b.Arc.Number > 1 {
				return errCut
			}
			return nil
		}
		tb := atDesk(t, d, game.Config{})
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := d.ended["failed"]; n != 2 || len(spentIn(tb)) != 2 {
			t.Fatalf("%d failed ahead, %+v", n, spentIn(tb))
		}
		d.mu.Lock()
		d.fail = nil
		d.mu.Unlock()
		tb.must(tb.j.Choose(1))
		if c := next[game.Told](tb).Chapter; c.Prose != words {
			t.Errorf("told %+v", c)
		}
		if slices.ContainsFunc(tb.log, func(s string) bool { return strings.HasPrefix(s, "Notice") }) || len(tb.saved().Notes) > 0 {
			t.Errorf("the player was told of what failed ahead: %q", tb.log)
		}
	})
}

func TestABranchThatBreaksOffOnceItIsShownIsThePlayersToDecide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{script: script{after: 4}}
		d.fail = func(b game.Brief) error {
			if b.Arc.Number > 1 {
				return errCut
			}
			return nil
		}
		tb := atDesk(t, d, game.Config{SpareNarrator: &script{}})
		time.Sleep(250 * time.Millisecond)
		tb.must(tb.j.Choose(1))
		if off := next[game.Broken](tb).Off; !strings.HasPrefix(off.Prose, "The door gives. Warm") || off.Taken.Choice != 1 {
			t.Errorf("broke off %+v", off)
		}
		synctest.Wait()
		if n := len(d.asks()); n != 3 {
			t.Errorf("asked %d times; nothing is told ahead while the player decides", n)
		}
	})
}

func TestADoubtedBranchIsToldAgainInSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{script: *hasty(func(b game.Brief) bool { return b.Arc.Number == 2 && b.Fault == "" })}
		tb := atDesk(t, d, game.Config{})
		time.Sleep(time.Minute)
		u, took := tb.took(func() error { return tb.j.Choose(1) }, "a chapter", isTold)
		if c := u.(game.Told).Chapter; took != 0 || c.Ending != nil {
			t.Errorf("after %v told %+v", took, c)
		}
		if slices.Contains(tb.log, "TurnAgain") || len(tb.saved().Notes) > 0 {
			t.Errorf("the player was told: %q", tb.log)
		}
	})
}

func TestADoubtAboutABranchBeingShownIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{script: *hasty(func(b game.Brief) bool { return b.Arc.Number == 2 && b.Fault == "" })}
		tb := atDesk(t, d, game.Config{})
		time.Sleep(250 * time.Millisecond)
		tb.must(tb.j.Choose(1))
		if c := next[game.Told](tb).Chapter; c.Ending != nil || !slices.Contains(tb.log, "TurnAgain") {
			t.Errorf("told %+v after %q", c, tb.log)
		}
	})
}

func TestPrefetchKeepsToItsBounds(t *testing.T) {
	for name, test := range map[string]struct {
		cfg   game.Prefetch
		asked int // with the opening
		most  int
	}{
		"off":           {game.Prefetch{Chapters: -1}, 1, 1},
		"one choice":    {game.Prefetch{Chapters: 1}, 2, 1},
		"one after one": {game.Prefetch{AtOnce: 1}, 3, 1},
		"two at once":   {game.Prefetch{AtOnce: 2}, 3, 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := &desk{}
				atDesk(t, d, game.Config{Prefetch: test.cfg})
				time.Sleep(time.Minute)
				synctest.Wait()
				if n := len(d.asks()); n != test.asked || d.most != test.most {
					t.Errorf("%d chapters were told, %d at once, want %d, %d", n, d.most, test.asked, test.most)
				}
			})
		})
	}
}

// A dearDesk is a desk that names its price.
type dearDesk struct{ desk }

func (d *dearDesk) Price(game.Brief) (float64, bool) { return quarter, true }

func TestPrefetchLeavesTheLastOfABudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &dearDesk{}
		purse := gametest.NewPurse(0.55, 10) // after the opening room for two calls
		tb := sit(t, game.Config{Narrator: d, Budget: purse, Prefetch: game.Prefetch{Chapters: 4, AtOnce: 4}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		time.Sleep(50 * time.Millisecond)
		synctest.Wait()
		if n := len(d.asks()); n != 2 {
			t.Errorf("%d calls, want the opening and one ahead: the other would take the last", n)
		}
		tb.must(tb.j.Act("sing")) // while the one ahead is still reserved
		if c := next[game.Told](tb).Chapter; c.Teller != "script" {
			t.Errorf("told %+v", c)
		}
		if slices.ContainsFunc(tb.log, func(s string) bool { return strings.HasPrefix(s, "Notice") }) {
			t.Errorf("the player was told of the budget: %q", tb.log)
		}
	})
}

// A slowBudget takes its time over what is more than one call.
type slowBudget struct{ game.Budget }

func (s slowBudget) Reserve(ctx context.Context, id game.StoryID, most float64) (func(float64) error, error) {
	if most > quarter {
		time.Sleep(time.Second)
	}
	return s.Budget.Reserve(ctx, id, most)
}

func TestATurnMayTakeWhatItsBranchHadToLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &dearDesk{}
		purse := slowBudget{gametest.NewPurse(0.30, 10)} // after the opening room for one call
		tb := sit(t, game.Config{Narrator: d, Budget: purse, Prefetch: game.Prefetch{Chapters: 1}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		synctest.Wait()
		tb.must(tb.j.Choose(1)) // while the budget is asked for the branch
		if c := next[game.Told](tb).Chapter; c.Prose != words {
			t.Errorf("told %+v", c)
		}
	})
}

func TestPicturesAheadWhenAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		painter := &brush{takes: time.Second}
		tb := atDesk(t, &desk{}, game.Config{Painter: painter, Prefetch: game.Prefetch{Pictures: true}})
		time.Sleep(time.Minute)
		synctest.Wait()
		s := tb.saved()
		for _, c := range s.Chapters() {
			if c.Picture.Hash == "" {
				t.Errorf("chapter %d has no picture", c.ID)
			}
		}
		tb.must(tb.j.Choose(2))
		next[game.Told](tb)
		time.Sleep(650 * time.Millisecond) // the next ones are whole, their pictures are not
		tb.must(tb.j.Choose(1))
		c := next[game.Told](tb).Chapter
		tb.must(tb.j.Settle(t.Context()))
		if kept, _ := tb.saved().Chapter(c.ID); kept.Picture.Hash == "" {
			t.Error("a picture that was being painted ahead was not kept when its chapter was read")
		}
		if pics, _ := tb.saved().Chapter(5); len(pics.Pictures) > 0 {
			t.Errorf("a picture that could not be wanted was painted to its end: %+v", pics.Taken)
		}
	})
}

func TestAStoryThatIsOpenedIsToldAheadFromThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		tb := atDesk(t, d, game.Config{})
		id := tb.j.Story().ID
		tb.must(tb.j.Close())
		j, err := game.Open(t.Context(), game.Config{Library: tb.lib, Narrator: d, Prefetch: game.Prefetch{Chapters: 2, AtOnce: 2}}, id)
		tb.must(err)
		time.Sleep(time.Minute)
		synctest.Wait()
		if s := j.Story(); s.Len() != 3 || s.Head != 1 {
			t.Errorf("%d chapters, head %d", s.Len(), s.Head)
		}
		tb.must(j.Close())
	})
}
