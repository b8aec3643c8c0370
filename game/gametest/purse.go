package gametest

import (
	"context"
	"math"
	"sync"

	"journey/game"
)

// A Purse is a [game.Budget] and [game.Raiser] in memory, of one day that never
// ends. A cap of 0 is none.
type Purse struct {
	mu         sync.Mutex
	story, day float64
	raised     map[game.StoryID]float64
	spent      map[game.StoryID]float64
	failure    error
}

// NewPurse returns a budget with a cap for each story and one for the day, in US
// dollars.
func NewPurse(story, day float64) *Purse {
	return &Purse{story: story, day: day, raised: map[game.StoryID]float64{}, spent: map[game.StoryID]float64{}}
}

// Fail makes every later method fail with err, as a full disk does; nil lets them
// work again.
func (p *Purse) Fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failure = err
}

func amount(usd float64) bool { return usd >= 0 && !math.IsInf(usd, 1) }

// Spent is what the day cost so far, with what is set aside.
func (p *Purse) Spent() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.total()
}

func (p *Purse) total() float64 {
	var usd float64
	for _, s := range p.spent {
		usd += s
	}
	return usd
}

// Reserve implements [game.Budget].
func (p *Purse) Reserve(ctx context.Context, id game.StoryID, most float64) (func(float64) error, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.failure != nil:
		return nil, p.failure
	case !amount(most):
		return nil, game.ErrRefused
	}
	for _, c := range []game.OverBudget{
		{Cap: game.CapStory, Limit: p.story + p.raised[id], Spent: p.spent[id], Most: most, Step: max(p.story, most)},
		{Cap: game.CapDay, Limit: p.day, Spent: p.total(), Most: most, Step: max(p.day, most)},
	} {
		if c.Limit > 0 && c.Spent+most > c.Limit+1e-9 {
			return nil, &c
		}
	}
	p.spent[id] += most
	var once sync.Once
	return func(usd float64) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.failure != nil {
			return p.failure
		}
		if !amount(usd) {
			usd = most
		}
		once.Do(func() { p.spent[id] += usd - most })
		return nil
	}, nil
}

// Raise implements [game.Raiser].
func (p *Purse) Raise(ctx context.Context, id game.StoryID, c game.Cap, usd float64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.failure != nil:
		return p.failure
	case !amount(usd):
		return game.ErrRefused
	case c == game.CapStory:
		p.raised[id] += usd
	default:
		p.day += usd
	}
	return nil
}
