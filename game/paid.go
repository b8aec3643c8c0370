package game

import (
	"context"
	"errors"
	"sync"
)

// A Purpose says what a paid call was for.
type Purpose string

// The purposes.
const (
	ForChapter  Purpose = "chapter"
	ForAhead    Purpose = "ahead" // a chapter told in advance
	ForPicture  Purpose = "picture"
	ForPortrait Purpose = "portrait"
	ForReword   Purpose = "reword" // a refused picture said in other words
)

// narrate is how every narrator is asked: within the budget, and safe from its
// panics. The chapter's Usage is what the call cost, also with an error. Who does
// not make the chapter part of the story has to call spend.
// A call ahead of its time leaves the budget enough for another one.
func (j *Journey) narrate(ctx context.Context, n Narrator, b Brief, ahead bool, emit func(Piece)) (Chapter, error) {
	most, leave := mostToTell(n, b), 0.0
	if ahead {
		leave = most
	}
	var c Chapter
	err := j.pay(ctx, most, leave, func(ctx context.Context) (Usage, error) {
		err := guard(func() (err error) {
			c, err = n.Narrate(ctx, b, emit)
			return err
		})
		return spentBy(c.Usage, err), err
	})
	c.Usage = spentBy(c.Usage, err)
	return c, err
}

// painted is how every painter is asked, as narrators are by narrate. The usage is
// that of all pictures together, also with an error. Who keeps none of them has to
// call spend.
func (j *Journey) painted(ctx context.Context, p Painter, r PaintRequest, progress func(Picture)) ([]Picture, Usage, error) {
	var pics []Picture
	var used Usage
	err := j.pay(ctx, mostToPaint(p, r), 0, func(ctx context.Context) (Usage, error) {
		var err error
		pics, used, err = pictures(func() ([]Picture, error) { return p.Paint(ctx, r, progress) })
		return used, err
	})
	return pics, used, err
}

// pictures makes a call of a painter's, safe from its panics. The usage is that of all
// pictures together, also with an error.
func pictures(call func() ([]Picture, error)) (pics []Picture, used Usage, err error) {
	err = guard(func() (err error) {
		pics, err = call()
		return err
	})
	for _, p := range pics {
		used = used.Plus(p.Usage)
	}
	return pics, spentBy(used, err), err
}

// spentBy is the usage of a call that ended with err.
func spentBy(u Usage, err error) Usage {
	if s, ok := errors.AsType[Spender](err); ok && u == (Usage{}) {
		u = s.Spent()
	}
	return u.clean()
}

// pay makes a call that may cost most US dollars: it is not made when a cap stands
// in the way, or when it would not leave so many dollars under the cap. What it used
// is settled however it ends.
func (j *Journey) pay(ctx context.Context, most, leave float64, call func(context.Context) (Usage, error)) error {
	p := &purchase{budget: j.cfg.Budget, one: &j.reserving, id: j.id, most: most, leave: leave}
	err, unsettled := p.pay(ctx, call)
	if unsettled != nil {
		j.feed.send(Notice{Text: "What this cost cannot be noted, so the most it can have cost counts: " + Plain(unsettled)})
	}
	return err
}

// A purchase is a call of a narrator or painter with the money set aside for it.
// It belongs to the goroutine of the call.
type purchase struct {
	budget  Budget
	one     *sync.Mutex // held while it is reserved
	id      StoryID
	most    float64
	leave   float64                   // to be left under the cap
	settles []func(usd float64) error // one for each time it is made
}

type purchaseKey struct{}

// pay makes the call if the budget allows it, and settles what it used.
func (p *purchase) pay(ctx context.Context, call func(context.Context) (Usage, error)) (err, unsettled error) {
	if err := p.reserve(ctx); err != nil {
		return err, nil
	}
	used, err := call(context.WithValue(ctx, purchaseKey{}, p))
	return err, p.settle(used.USD)
}

func (p *purchase) reserve(ctx context.Context) error {
	if p.budget == nil || p.most <= 0 {
		return nil
	}
	p.one.Lock()
	defer p.one.Unlock()
	if p.leave > 0 {
		settle, err := p.budget.Reserve(ctx, p.id, p.most+p.leave)
		if err == nil {
			err = settle(0)
		}
		if err != nil {
			return err
		}
	}
	settle, err := p.budget.Reserve(ctx, p.id, p.most)
	if err == nil {
		p.settles = append(p.settles, settle)
	}
	return err
}

// settle counts the whole cost once, however often the call was made.
func (p *purchase) settle(usd float64) error {
	var errs []error
	for _, settle := range p.settles {
		errs = append(errs, settle(usd))
		usd = 0
	}
	return errors.Join(errs...)
}

// Again asks the budget, with the context of a Narrate, Paint, Edit or Describe, whether the
// same may be asked of a server once more after a try that may have been paid for.
// The error is as of [Budget]; it is nil where there is no budget.
func Again(ctx context.Context) error {
	if p, ok := ctx.Value(purchaseKey{}).(*purchase); ok {
		return p.reserve(ctx)
	}
	return nil
}

// spend notes in the journal what a call used that left neither chapter nor
// picture. The chapter is the one it was about, or 0.
func (j *Journey) spend(why Purpose, about ChapterID, used Usage) {
	if used.InputTokens == 0 && used.OutputTokens == 0 && used.USD == 0 {
		return
	}
	if err := j.record(Spent{Chapter: about, For: why, Usage: used}, nil); err != nil {
		j.feed.send(Notice{Text: Plain(err)})
	}
}
