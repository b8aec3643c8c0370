package game

import (
	"context"
	"errors"
	"fmt"
)

// A Budget bounds what playing may cost. Calls that may cost something are asked
// of it first, one by one, so that several at once never pass a cap together.
//
// Every method may be called from several goroutines.
type Budget interface {
	// Reserve sets aside the most that a call for a story can cost, in US dollars,
	// before the call is made; the id is empty when it is for none. When that would pass a cap, the error is an
	// [OverBudget] and nothing is set aside. What is set aside counts as spent until
	// settle replaces it, once, by what the call really cost, 0 if nothing; what
	// is never settled stays spent.
	Reserve(ctx context.Context, id StoryID, most float64) (settle func(usd float64) error, err error)
}

// A Raiser is a Budget whose caps its player may raise.
type Raiser interface {
	// Raise adds to the cap of the story for good, or to that of all stories for
	// today.
	Raise(ctx context.Context, id StoryID, c Cap, usd float64) error
}

// A Cap is one of the bounds of a Budget.
type Cap string

// The caps. Those of a host are for who plays there over the network.
const (
	CapStory  Cap = "story"  // of one story
	CapDay    Cap = "day"    // of all stories of a day
	CapPlayer Cap = "player" // of one player of a host and a day
	CapHost   Cap = "host"   // of all players of a host and a day
)

// ErrBudget is wrapped by the error of a call that was not made because a cap
// does not allow what it may cost.
var ErrBudget = errors.New("over budget")

// OverBudget says which cap stands in the way of a call. Amounts are US dollars.
type OverBudget struct {
	Cap   Cap
	Limit float64 // as raised so far
	Spent float64 // with what is set aside
	Most  float64 // what the call may cost
	// Step is by how much the cap is best raised: enough for this call and more.
	Step float64
}

// Error implements error.
func (o *OverBudget) Error() string {
	return fmt.Sprintf("%s cap of $%.2f: $%.4f spent, $%.4f wanted", o.Cap, o.Limit, o.Spent, o.Most)
}

// Is makes it an ErrBudget.
func (o *OverBudget) Is(target error) bool { return target == ErrBudget }

// Plain says it without amounts, which not every player wants to see. That a cap is not
// reached and stands in the way all the same is said too: players see little spent.
func (o *OverBudget) Plain() string {
	name, reached := "The spending cap of this story", "is reached"
	switch o.Cap {
	case CapDay:
		name = "The spending cap for today"
	case CapPlayer:
		name, reached = "What this host pays for one player a day", "is used up"
	case CapHost:
		name, reached = "What this host pays a day", "is used up"
	case CapStory:
	}
	if o.Spent < o.Limit {
		reached = "leaves too little for this"
	}
	return name + " " + reached + "."
}

// Budgets joins budgets that all have to agree.
type Budgets []Budget

// Reserve implements [Budget].
func (bs Budgets) Reserve(ctx context.Context, id StoryID, most float64) (func(usd float64) error, error) {
	var settles []func(float64) error
	settle := func(usd float64) error {
		var errs []error
		for _, s := range settles {
			errs = append(errs, s(usd))
		}
		return errors.Join(errs...)
	}
	for _, b := range bs {
		s, err := b.Reserve(ctx, id, most)
		if err != nil {
			return nil, errors.Join(err, settle(0))
		}
		settles = append(settles, s)
	}
	return settle, nil
}

// A PricedNarrator knows what telling may cost. Other narrators cost nothing.
type PricedNarrator interface {
	// Price returns the most that Narrate can cost for a brief, in US dollars; known
	// is false when the price of its model is not known.
	Price(b Brief) (most float64, known bool)
}

// A PricedPainter knows what painting may cost. Other painters cost nothing.
type PricedPainter interface {
	// Price is as in [PricedNarrator], for one Paint.
	Price(r PaintRequest) (most float64, known bool)
}

// A PricedDescriber knows what looking may cost. Other describers cost nothing.
type PricedDescriber interface {
	// Price is as in [PricedNarrator], for one Describe.
	Price(r DescribeRequest) (most float64, known bool)
}

// A PricedEditor knows what editing may cost. Other editors cost nothing.
type PricedEditor interface {
	// PriceEdit is as Price in [PricedNarrator], for one Edit. Most editors are
	// painters, whose Price is that of a Paint.
	PriceEdit(r EditRequest) (most float64, known bool)
}

// A Spender is an error of a call that came to nothing and cost something all the
// same. Narrators need it not: their chapter holds its usage also with an error.
type Spender interface {
	error
	Spent() Usage
}
