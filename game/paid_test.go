package game_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// A dear narrator or painter costs a dime a call, and says before that it may cost
// a quarter.
type (
	dearTeller struct {
		script
		calls int
	}
	dearPainter struct{ brush }
)

const dime, quarter = 0.1, 0.25

func dimeUsage() game.Usage {
	return game.Usage{Model: "dear", InputTokens: 1000, OutputTokens: 100, USD: dime}
}

func (d *dearTeller) Price(game.Brief) (float64, bool) { return quarter, true }

func (d *dearTeller) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	d.calls++
	c, err := d.script.Narrate(ctx, b, emit)
	c.Usage, c.Teller = dimeUsage(), "dear"
	return c, err
}

func (d *dearPainter) Price(game.PaintRequest) (float64, bool) { return quarter, true }

func (d *dearPainter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	pics, err := d.brush.Paint(ctx, r, progress)
	if err != nil {
		return nil, billed{err}
	}
	pics[0].Usage = dimeUsage()
	return pics, nil
}

// billed is an error that cost a dime.
type billed struct{ error }

func (b billed) Unwrap() error     { return b.error }
func (b billed) Spent() game.Usage { return dimeUsage() }

// near compares sums of money.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if d := got - want; d > 1e-9 || d < -1e-9 {
		t.Errorf("%s is $%.4f, want $%.4f", what, got, want)
	}
}

// TestWhatCallsCostIsCounted plays one turn in each way that calls can go wrong.
// The story's cost, as it is read back, and the budget's agree.
func TestWhatCallsCostIsCounted(t *testing.T) {
	tests := map[string]struct {
		teller  *script
		paints  time.Duration // 1 s when zero
		refuses error         // of the painter
		cancel  time.Duration // of the turn, 0 for never
		breaks  bool
		cost    float64
		vain    []game.Spent
	}{
		"all goes well": {cost: 2 * dime},
		"a failing teller is paid": {
			teller: &script{fail: func(game.Brief) error { return errors.New("no") }},
			cost:   2 * dime, vain: []game.Spent{{For: game.ForChapter, Usage: dimeUsage()}},
		},
		"a doubted chapter is paid with its picture, and the next with its own": {
			teller: hasty(func(b game.Brief) bool { return b.Fault == "" }),
			cost:   4 * dime, vain: []game.Spent{{For: game.ForChapter, Usage: dimeUsage()}, {Chapter: 1, For: game.ForPicture, Usage: dimeUsage()}},
		},
		"a cancelled chapter is paid, and the picture in the making": {
			cancel: 250 * time.Millisecond,
			cost:   2 * dime, vain: []game.Spent{{For: game.ForChapter, Usage: dimeUsage()}, {Chapter: 1, For: game.ForPicture, Usage: dimeUsage()}},
		},
		"a picture of a cancelled chapter is paid": {
			paints: 10 * time.Millisecond, cancel: 250 * time.Millisecond,
			cost: 2 * dime, vain: []game.Spent{{For: game.ForChapter, Usage: dimeUsage()}, {Chapter: 1, For: game.ForPicture, Usage: dimeUsage()}},
		},
		"what arrived of a broken chapter is paid, and its picture": {
			teller: &script{after: 3, fail: func(game.Brief) error { return errCut }}, breaks: true,
			cost: 2 * dime, vain: []game.Spent{{Chapter: 1, For: game.ForPicture, Usage: dimeUsage()}},
		},
		"a refused picture is paid, and the milder one": {
			refuses: game.ErrRefused, cost: 3 * dime,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				painter := &dearPainter{brush{takes: cmp.Or(tt.paints, time.Second), err: tt.refuses}}
				purse := gametest.NewPurse(10, 10)
				tb := sit(t, game.Config{
					Narrator: &dearTeller{script: *cmp.Or(tt.teller, &script{})}, Painter: painter, Budget: purse,
					SpareNarrator: &script{}, SparePainter: &brush{name: "offline"},
				})
				tb.must(tb.j.Begin())
				switch {
				case tt.breaks:
					next[game.Broken](tb)
				case tt.cancel > 0:
					time.AfterFunc(tt.cancel, func() { tb.j.Cancel() })
					next[game.Stopped](tb)
				default:
					next[game.Told](tb)
				}
				tb.must(tb.j.Settle(t.Context()))
				near(t, "the story", tb.saved().Cost(), tt.cost)
				near(t, "the budget", purse.Spent(), tt.cost)
				if got := spentIn(tb); !sameSpent(got, tt.vain) {
					t.Errorf("the journal has %+v, want %+v", got, tt.vain)
				}
			})
		})
	}
}

func sameSpent(a, b []game.Spent) bool {
	order := func(s []game.Spent) []game.Spent {
		return slices.SortedFunc(slices.Values(s), func(a, b game.Spent) int { return strings.Compare(string(a.For), string(b.For)) })
	}
	return slices.Equal(order(a), order(b))
}

// spentIn is what the journal holds of calls in vain.
func spentIn(tb *table) []game.Spent {
	tb.t.Helper()
	var spent []game.Spent
	for e, err := range tb.lib.Read(tb.t.Context(), tb.j.Story().ID, 0) {
		tb.must(err)
		if s, ok := e.Body.(game.Spent); ok {
			spent = append(spent, s)
		}
	}
	return spent
}

// TestNothingIsBoughtOverTheCap plays until the money is used up, and decides what
// to do then.
func TestNothingIsBoughtOverTheCap(t *testing.T) {
	const limit = 0.5
	for name, tt := range map[string]struct {
		decide func(*game.Journey) error
		// Of the next two chapters: who tells them, and which of them is asked about.
		tellers [2]string
		asked   [2]bool
	}{
		"offline, this chapter": {func(j *game.Journey) error { return j.Offline(false) }, [2]string{"script", "script"}, [2]bool{true, true}},
		"offline, from here on": {func(j *game.Journey) error { return j.Offline(true) }, [2]string{"script", "script"}, [2]bool{true, false}},
		"raised":                {(*game.Journey).Raise, [2]string{"dear", "dear"}, [2]bool{true, false}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				teller, painter, purse := &dearTeller{}, &dearPainter{brush{takes: time.Second, name: "dear"}}, gametest.NewPurse(limit, 0)
				tb := sit(t, game.Config{
					Narrator: teller, Painter: painter, Budget: purse, SpareNarrator: &script{}, SparePainter: &brush{name: "offline"},
				})
				tb.must(tb.j.Begin())
				next[game.Told](tb)
				tb.must(tb.j.Settle(t.Context()))
				tb.must(tb.j.Choose(1)) // for a dime, its picture would be too much
				next[game.Told](tb)
				tb.must(tb.j.Settle(t.Context()))
				c, _ := tb.saved().Current()
				if c.Teller != "dear" || c.Picture.Painter != "offline" || !strings.Contains(c.Picture.Note, "cap of this story leaves too little") {
					t.Fatalf("just under the cap the chapter is %+v", c)
				}
				for i := range tt.tellers {
					tb.must(tb.j.Act("go on"))
					if tt.asked[i] {
						if at := next[game.Capped](tb); at.Over.Cap != game.CapStory || !at.MayRaise || !at.MaySpare || tb.j.Story().Head != c.ID {
							t.Fatalf("stopped with %+v at chapter %d", at, tb.j.Story().Head)
						}
						if w := tb.saved().Wish; w != "go on" {
							t.Errorf("the player's words are lost: %q", w)
						}
						tb.must(tt.decide(tb.j))
					}
					c = next[game.Told](tb).Chapter
					tb.must(tb.j.Settle(t.Context()))
					if c.Teller != tt.tellers[i] || c.Taken.Text != "go on" {
						t.Errorf("chapter %d is told by %s after %+v", c.ID, c.Teller, c.Taken)
					}
				}
				if paid := name == "raised"; !paid && purse.Spent() > limit {
					t.Errorf("$%.2f were spent under a cap of $%.2f", purse.Spent(), limit)
				} else if pictures := len(painter.asked); paid != (pictures > 1) {
					t.Errorf("%d pictures were bought", pictures)
				}
			})
		})
	}
}

// TestAtACapThatIsNotThePlayers has nothing to raise: a host pays.
func TestAtACapThatIsNotThePlayers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host := game.Budgets{gametest.NewPurse(0, 0.2)}
		tb := sit(t, game.Config{Narrator: &dearTeller{}, Budget: host, SpareNarrator: &script{}})
		if err := tb.j.Offline(true); !errors.Is(err, game.ErrNoChoice) {
			t.Errorf("offline before a cap stopped anything: %v", err)
		}
		tb.must(tb.j.Begin())
		if at := next[game.Capped](tb); at.MayRaise || !at.MaySpare || at.Over.Cap != game.CapDay {
			t.Errorf("stopped with %+v", at)
		}
		if err := tb.j.Raise(); !errors.Is(err, game.ErrNoChoice) {
			t.Errorf("a player raises the host's cap: %v", err)
		}
		tb.must(tb.j.Offline(false))
		next[game.Told](tb)
	})
}

func TestACapWithoutAWayOnIsAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &dearTeller{}, Budget: game.Budgets{gametest.NewPurse(0, 0.2)}})
		tb.must(tb.j.Begin())
		if u := next[game.Failed](tb); !errors.Is(u.Err, game.ErrBudget) {
			t.Errorf("failed with %v", u.Err)
		}
	})
}

func TestABudgetThatCannotBeKeptBuysNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		teller, purse := &dearTeller{}, gametest.NewPurse(1, 1)
		purse.Fail(errors.New("the account cannot be written"))
		tb := sit(t, game.Config{Narrator: teller, Budget: purse, SpareNarrator: &script{}})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		if teller.calls != 0 {
			t.Error("the model was called without an account of it")
		}
	})
}

func TestBudgetsAgree(t *testing.T) {
	player, host := gametest.NewPurse(0, 10), gametest.NewPurse(0, 1)
	both := game.Budgets{player, host}
	settle, err := both.Reserve(t.Context(), "a", 0.75)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := both.Reserve(t.Context(), "a", 0.75); !errors.Is(err, game.ErrBudget) {
		t.Errorf("the host's cap does not hold: %v", err)
	}
	near(t, "what the player set aside", player.Spent(), 0.75)
	if err := settle(0.5); err != nil {
		t.Fatal(err)
	}
	near(t, "the player's", player.Spent(), 0.5)
	near(t, "the host's", host.Spent(), 0.5)
}
