//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"

	"journey/game"
)

// Budget checks that open returns budgets that keep the contract of [game.Budget],
// and of [game.Raiser] where they are one. Each call of open has to return a budget
// from which nothing was spent, with the given caps, in US dollars, of which 0 is
// none.
func Budget(t *testing.T, open func(t *testing.T, story, day float64) game.Budget) {
	t.Helper()
	t.Run("caps hold", func(t *testing.T) { capsHold(t, open) })
	t.Run("what is settled replaces what was set aside, once", func(t *testing.T) { settledOnce(t, open(t, 1, 0)) })
	t.Run("a call may cost more than was thought", func(t *testing.T) { settledDear(t, open(t, 0, 1)) })
	t.Run("no amount that is none", func(t *testing.T) { noAmounts(t, open(t, 1, 1)) })
	t.Run("many at once never pass a cap", func(t *testing.T) { manyAtOnce(t, open(t, 0, 1)) })
	t.Run("a done context sets nothing aside", func(t *testing.T) { doneReserve(t, open(t, 1, 0)) })
	t.Run("a raised cap lets more through", func(t *testing.T) { raised(t, open) })
}

func capsHold(t *testing.T, open func(t *testing.T, story, day float64) game.Budget) {
	type call struct {
		story game.StoryID
		most  float64
		want  game.Cap // that stands in the way, "" when none does
	}
	for name, tt := range map[string]struct {
		story, day float64
		calls      []call
	}{
		"of a story":           {1, 0, []call{{"A", 0.75, ""}, {"A", 0.5, game.CapStory}, {"B", 0.75, ""}, {"A", 0.25, ""}, {"A", 0.01, game.CapStory}}},
		"of the day":           {0, 1, []call{{"A", 0.75, ""}, {"B", 0.5, game.CapDay}, {"B", 0.25, ""}, {"C", 0.01, game.CapDay}}},
		"both":                 {0.5, 1, []call{{"A", 0.6, game.CapStory}, {"A", 0.5, ""}, {"B", 0.5, ""}, {"C", 0.1, game.CapDay}}},
		"none":                 {0, 0, []call{{"A", 1e9, ""}, {"A", 1e9, ""}}},
		"one call alone is it": {1, 0, []call{{"A", 1.01, game.CapStory}}},
		"small sums add up":    {0.3, 0, []call{{"A", 0.1, ""}, {"A", 0.1, ""}, {"A", 0.1, ""}, {"A", 0.001, game.CapStory}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, tt.story, tt.day)
			for i, c := range tt.calls {
				_, err := b.Reserve(t.Context(), c.story, c.most)
				over, ok := errors.AsType[*game.OverBudget](err)
				switch {
				case c.want == "" && err != nil, c.want != "" && (!ok || over.Cap != c.want || !errors.Is(err, game.ErrBudget)):
					t.Fatalf("call %d: %v, want cap %q", i+1, err, c.want)
				case ok && over.Limit+over.Step < over.Spent+c.most:
					t.Errorf("raised by $%v the cap of $%v is not enough for $%v more than $%v", over.Step, over.Limit, c.most, over.Spent)
				}
			}
		})
	}
}

// reserve sets money aside that has to be there.
func reserve(t *testing.T, b game.Budget, most float64) (settle func(float64) error) {
	settle, err := b.Reserve(t.Context(), "A", most)
	if err != nil {
		t.Fatalf("set $%v aside: %v", most, err)
	}
	return settle
}

// full checks that there is no room for usd.
func full(t *testing.T, b game.Budget, usd float64) {
	if _, err := b.Reserve(t.Context(), "A", usd); !errors.Is(err, game.ErrBudget) {
		t.Errorf("there is room for $%v: %v", usd, err)
	}
}

func settledOnce(t *testing.T, b game.Budget) {
	settle := reserve(t, b, 1)
	full(t, b, 0.01)
	for range 2 {
		if err := settle(0.5); err != nil {
			t.Fatal(err)
		}
	}
	full(t, b, 0.51)
	reserve(t, b, 0.5)
}

func settledDear(t *testing.T, b game.Budget) {
	if err := reserve(t, b, 0.5)(2); err != nil {
		t.Fatal(err)
	}
	full(t, b, 0.01)
}

func noAmounts(t *testing.T, b game.Budget) {
	for _, usd := range []float64{math.NaN(), math.Inf(1), -1} {
		if _, err := b.Reserve(t.Context(), "A", usd); err == nil {
			t.Errorf("$%v can be set aside", usd)
		}
	}
	if err := reserve(t, b, 1)(math.NaN()); err != nil {
		t.Fatal(err)
	}
	full(t, b, 0.01) // a cost that nobody knows is the most it can be
}

func manyAtOnce(t *testing.T, b game.Budget) {
	const each, room = 0.1, 10
	var mu sync.Mutex
	var let []func(float64) error
	var work sync.WaitGroup
	for i := range 4 * room {
		work.Go(func() {
			settle, err := b.Reserve(t.Context(), game.StoryID([]string{"A", "B"}[i%2]), each)
			if err != nil {
				if !errors.Is(err, game.ErrBudget) {
					t.Error(err)
				}
				return
			}
			mu.Lock()
			defer mu.Unlock()
			let = append(let, settle)
		})
	}
	work.Wait()
	if len(let) != room {
		t.Errorf("%d calls of $%v were let through under $1", len(let), each)
	}
	for _, settle := range let {
		work.Go(func() {
			if err := settle(each / 2); err != nil {
				t.Error(err)
			}
		})
	}
	work.Wait()
	full(t, b, 0.51)
	reserve(t, b, 0.5)
}

func doneReserve(t *testing.T, b game.Budget) {
	ctx, cancel := context.WithCancel(t.Context())
	settle, err := b.Reserve(ctx, "A", 0.5)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := b.Reserve(ctx, "A", 0.5); !errors.Is(err, context.Canceled) {
		t.Errorf("reserve: %v, want the context's error", err)
	}
	if err := settle(0); err != nil {
		t.Errorf("a call that was cancelled cannot be settled: %v", err)
	}
	reserve(t, b, 1)
}

func raised(t *testing.T, open func(t *testing.T, story, day float64) game.Budget) {
	for _, c := range []game.Cap{game.CapStory, game.CapDay} {
		story, day := 1.0, 0.0
		if c == game.CapDay {
			story, day = 0, 1
		}
		b := open(t, story, day)
		r, ok := b.(game.Raiser)
		if !ok {
			t.Skip("its caps cannot be raised")
		}
		reserve(t, b, 1)
		full(t, b, 0.01)
		if err := r.Raise(t.Context(), "A", c, 0.5); err != nil {
			t.Fatal(err)
		}
		full(t, b, 0.51)
		reserve(t, b, 0.5)
		if err := r.Raise(t.Context(), "A", c, math.Inf(1)); err == nil {
			t.Errorf("the cap of the %s is raised without end", c)
		}
	}
}
