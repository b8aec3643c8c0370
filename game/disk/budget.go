package disk

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"journey/game"
)

// Caps bound what is spent, in US dollars; 0 is no bound.
type Caps struct {
	Story float64 // on one story, over all days
	Day   float64 // on all stories of the folder, from midnight to midnight
	// As is what an [game.OverBudget] calls the cap of the day; game.CapDay when
	// empty.
	As game.Cap
}

// A Budget is a [game.Budget] and [game.Raiser] that keeps account in the folder of
// a library, for all processes that play from there.
type Budget struct {
	caps     Caps
	accounts *accounts
	now      func() time.Time
}

var (
	_ game.Budget = (*Budget)(nil)
	_ game.Raiser = (*Budget)(nil)
)

// Budget returns the budget of the library's folder. The library has to stay open
// for as long as it is used.
func (l *Library) Budget(caps Caps) *Budget {
	if caps.As == "" {
		caps.As = game.CapDay
	}
	return &Budget{caps: caps, now: l.now, accounts: &accounts{lib: l, days: map[string]*account{}}}
}

// Reserve implements [game.Budget]. It counts for the day on which it was made,
// also when it is settled after midnight.
func (b *Budget) Reserve(ctx context.Context, id game.StoryID, most float64) (settle func(usd float64) error, err error) {
	if !money(most) {
		return nil, fmt.Errorf("set aside $%v: %w", most, game.ErrRefused)
	}
	day, reservation := dayName(b.now()), newReservation()
	err = b.accounts.locked(ctx, func() error {
		if err := b.allow(id, day, most); err != nil {
			return err
		}
		return b.accounts.write(day, entry{At: b.now().UTC(), Do: "reserve", ID: reservation, Story: id, USD: most})
	})
	if err != nil {
		return nil, fmt.Errorf("set money aside: %w", err)
	}
	// A call that was cancelled has to be settled all the same.
	ctx = context.WithoutCancel(ctx)
	var once sync.Once
	return func(usd float64) (err error) {
		once.Do(func() {
			if !money(usd) {
				usd = most
			}
			err = b.accounts.locked(ctx, func() error {
				return b.accounts.write(day, entry{At: b.now().UTC(), Do: "settle", ID: reservation, USD: usd})
			})
			if err != nil {
				err = fmt.Errorf("note what was spent: %w", err)
			}
		})
		return err
	}, nil
}

// dust is below every price: sums of many small amounts are not exact.
const dust = 1e-9

// allow returns a [game.OverBudget] when a cap is in the way.
func (b *Budget) allow(id game.StoryID, day string, most float64) error {
	if b.caps.Story > 0 && id != "" {
		days, err := b.accounts.all()
		if err != nil {
			return err
		}
		var spent, raised float64
		for _, a := range days {
			spent += a.of(id)
			raised += a.raised[id]
		}
		if err := within(game.CapStory, b.caps.Story, raised, spent, most); err != nil {
			return err
		}
	}
	if b.caps.Day > 0 {
		today, err := b.accounts.read(day)
		if err != nil {
			return err
		}
		return within(b.caps.As, b.caps.Day, today.dayRaise, today.sum(), most)
	}
	return nil
}

func within(c game.Cap, limit, raised, spent, most float64) error {
	over := spent + most - limit - raised
	if over <= dust {
		return nil
	}
	return &game.OverBudget{
		Cap: c, Limit: limit + raised, Spent: spent, Most: most, Step: limit * math.Ceil((over-dust)/limit),
	}
}

// Raise implements [game.Raiser].
func (b *Budget) Raise(ctx context.Context, id game.StoryID, c game.Cap, usd float64) error {
	if !money(usd) {
		return fmt.Errorf("raise the cap by $%v: %w", usd, game.ErrRefused)
	}
	err := b.accounts.locked(ctx, func() error {
		return b.accounts.write(dayName(b.now()), entry{At: b.now().UTC(), Do: "raise", Cap: c, Story: id, USD: usd})
	})
	if err != nil {
		return fmt.Errorf("raise the cap: %w", err)
	}
	return nil
}

// Today is what was spent today on all stories, with what is set aside for calls
// under way, and the cap of today, 0 where there is none.
func (b *Budget) Today(ctx context.Context) (spent, limit float64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, 0, err
	}
	b.accounts.mu.Lock()
	defer b.accounts.mu.Unlock()
	today, err := b.accounts.read(dayName(b.now()))
	if err != nil {
		return 0, 0, fmt.Errorf("read what was spent: %w", err)
	}
	if limit = b.caps.Day; limit > 0 {
		limit += today.dayRaise
	}
	return today.sum(), limit, nil
}

// Spent is what one story cost on one day.
type Spent struct {
	Day   string       `json:"day"` // as 2006-01-02, local
	Story game.StoryID `json:"story"`
	USD   float64      `json:"usd"`
	// Open is the part that was set aside for calls which never said what they
	// cost: they are under way, or a crash ended them.
	Open float64 `json:"open,omitempty"`
}

// Days lists what was spent, the latest day first, and of a day the dearest story
// first. Stories may be deleted since.
func (b *Budget) Days(ctx context.Context) ([]Spent, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.accounts.mu.Lock()
	defer b.accounts.mu.Unlock()
	days, err := b.accounts.all()
	if err != nil {
		return nil, fmt.Errorf("read what was spent: %w", err)
	}
	var list []Spent
	for day, a := range days {
		stories := map[game.StoryID]float64{}
		maps.Copy(stories, a.settled)
		open := map[game.StoryID]float64{}
		for _, r := range a.open {
			stories[r.Story] += r.USD
			open[r.Story] += r.USD
		}
		for id, usd := range stories {
			if usd > 0 {
				list = append(list, Spent{Day: day, Story: id, USD: usd, Open: open[id]})
			}
		}
	}
	slices.SortFunc(list, func(a, b Spent) int {
		return cmp.Or(strings.Compare(b.Day, a.Day), cmp.Compare(b.USD, a.USD), strings.Compare(string(a.Story), string(b.Story)))
	})
	return list, nil
}
