package game_test

import (
	"context"
	"errors"
	"testing"

	"journey/game"
	"journey/game/gametest"
)

// An atelier paints, edits and describes for a dime a call, and says before that it
// may take a quarter.
type atelier struct {
	calls int
	do    func() error // nil is nothing
}

func (a *atelier) work() ([]game.Picture, error) {
	a.calls++
	if a.do != nil {
		if err := a.do(); err != nil {
			return nil, err
		}
	}
	return []game.Picture{{Data: gametest.PNG(1), Usage: dimeUsage()}}, nil
}

func (a *atelier) Price(game.PaintRequest) (float64, bool)    { return quarter, true }
func (a *atelier) PriceEdit(game.EditRequest) (float64, bool) { return quarter, true }
func (a *atelier) TakesPictures() bool                        { return true }

func (a *atelier) Paint(context.Context, game.PaintRequest, func(game.Picture)) ([]game.Picture, error) {
	return a.work()
}

func (a *atelier) Edit(context.Context, game.EditRequest, func(game.Picture)) ([]game.Picture, error) {
	return a.work()
}

// A critic is an atelier that only looks.
type critic struct{ *atelier }

func (c critic) Price(game.DescribeRequest) (float64, bool) { return quarter, true }

func (c critic) Describe(context.Context, game.DescribeRequest) (game.Description, error) {
	pics, err := c.work()
	if err != nil {
		return game.Description{}, err
	}
	return game.Description{Alt: "a sea", Usage: pics[0].Usage}, nil
}

// A bard is an atelier that tells.
type bard struct{ *atelier }

func (b bard) Price(game.Brief) (float64, bool) { return quarter, true }

func (b bard) Narrate(context.Context, game.Brief, func(game.Piece)) (game.Chapter, error) {
	pics, err := b.work()
	if err != nil {
		return game.Chapter{}, err
	}
	return game.Chapter{Prose: "A sea.", Usage: pics[0].Usage}, nil
}

// buys are the ways to buy something of an atelier; got says whether it came.
func buys() map[string]func(ctx context.Context, b game.Budget, a *atelier) (got bool, err error) {
	return map[string]func(context.Context, game.Budget, *atelier) (bool, error){
		"paint": func(ctx context.Context, b game.Budget, a *atelier) (bool, error) {
			pics, err := game.Paint(ctx, b, a, game.PaintRequest{N: 1}, nil)
			return len(pics) == 1, err
		},
		"edit": func(ctx context.Context, b game.Budget, a *atelier) (bool, error) {
			pics, err := game.Edit(ctx, b, a, game.EditRequest{N: 1}, nil)
			return len(pics) == 1, err
		},
		"narrate": func(ctx context.Context, b game.Budget, a *atelier) (bool, error) {
			c, err := game.Narrate(ctx, b, bard{a}, game.Brief{}, nil)
			return c.Prose != "", err
		},
		"describe": func(ctx context.Context, b game.Budget, a *atelier) (bool, error) {
			seen, err := game.Describe(ctx, b, critic{a}, game.DescribeRequest{})
			return seen.Alt != "", err
		},
	}
}

func TestWhatIsBoughtOutsideOfAStory(t *testing.T) {
	for name, buy := range buys() {
		t.Run(name, func(t *testing.T) {
			purse := gametest.NewPurse(0, 0.3)
			got, err := buy(t.Context(), purse, &atelier{do: func() error {
				near(t, "set aside meanwhile", purse.Spent(), quarter)
				return nil
			}})
			if !got || err != nil {
				t.Errorf("nothing came: %v", err)
			}
			near(t, "the first", purse.Spent(), dime)
			late := &atelier{}
			if got, err := buy(t.Context(), purse, late); got || !errors.Is(err, game.ErrBudget) || late.calls != 0 {
				t.Errorf("over the cap it was asked %d times: %v", late.calls, err)
			}
			near(t, "with one that was not made", purse.Spent(), dime)
			if got, err := buy(t.Context(), nil, &atelier{}); !got || err != nil {
				t.Errorf("without a budget: %v", err)
			}
		})
	}
}

func TestWhatIsBoughtInVainIsSettled(t *testing.T) {
	for name, buy := range buys() {
		t.Run(name, func(t *testing.T) {
			for what, test := range map[string]struct {
				do   func() error
				want float64
			}{
				"free":  {func() error { return errCut }, 0},
				"paid":  {func() error { return billed{errCut} }, dime},
				"panic": {func() error { panic("the easel fell over") }, 0},
			} {
				purse := gametest.NewPurse(0, 1)
				if got, err := buy(t.Context(), purse, &atelier{do: test.do}); got || err == nil {
					t.Errorf("%s: no error", what)
				}
				near(t, what, purse.Spent(), test.want)
			}
			purse, full := gametest.NewPurse(0, 1), errors.New("the disk is full")
			got, err := buy(t.Context(), purse, &atelier{do: func() error { purse.Fail(full); return nil }})
			if !got || !errors.Is(err, full) {
				t.Errorf("got %v, %v, want what was paid for and why it cannot be noted", got, err)
			}
		})
	}
}

func TestASecondTryIsAskedOfTheBudgetOutsideOfAStory(t *testing.T) {
	purse := gametest.NewPurse(0, 0.4)
	again := errors.New("not asked")
	_, err := game.Paint(t.Context(), purse, stubborn{func(ctx context.Context) { again = game.Again(ctx) }}, game.PaintRequest{}, nil)
	if err != nil || !errors.Is(again, game.ErrBudget) {
		t.Errorf("painted %v, a second try %v", err, again)
	}
}

// A stubborn painter asks once more within a call, as clients do after a try that may
// have been paid for.
type stubborn struct{ try func(context.Context) }

func (s stubborn) Price(game.PaintRequest) (float64, bool) { return quarter, true }

func (s stubborn) Paint(ctx context.Context, _ game.PaintRequest, _ func(game.Picture)) ([]game.Picture, error) {
	s.try(ctx)
	return nil, nil
}
