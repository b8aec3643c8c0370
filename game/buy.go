package game

import (
	"context"
	"errors"
	"sync"
)

// Narrate has a chapter told outside of a story, as Paint has pictures painted.
func Narrate(ctx context.Context, b Budget, n Narrator, brief Brief, emit func(Piece)) (c Chapter, err error) {
	err = buy(ctx, b, mostToTell(n, brief), func(ctx context.Context) (Usage, error) {
		err := guard(func() (err error) {
			c, err = n.Narrate(ctx, brief, emit)
			return err
		})
		return spentBy(c.Usage, err), err
	})
	return c, err
}

// Paint has pictures painted outside of a story, within a budget, which may be nil. It
// sets aside the most it can cost, and settles what was used however it ends. An error
// beside pictures says that their cost could not be noted.
func Paint(ctx context.Context, b Budget, p Painter, r PaintRequest, progress func(Picture)) (pics []Picture, err error) {
	err = buy(ctx, b, mostToPaint(p, r), func(ctx context.Context) (used Usage, err error) {
		pics, used, err = pictures(func() ([]Picture, error) { return p.Paint(ctx, r, progress) })
		return used, err
	})
	return pics, err
}

// Edit has pictures edited, as Paint has them painted.
func Edit(ctx context.Context, b Budget, e Editor, r EditRequest, progress func(Picture)) (pics []Picture, err error) {
	var most float64
	if p, ok := e.(PricedEditor); ok {
		most, _ = p.PriceEdit(r)
	}
	err = buy(ctx, b, most, func(ctx context.Context) (used Usage, err error) {
		pics, used, err = pictures(func() ([]Picture, error) { return e.Edit(ctx, r, progress) })
		return used, err
	})
	return pics, err
}

// Describe has a picture described, as Paint has one painted.
func Describe(ctx context.Context, b Budget, d Describer, r DescribeRequest) (seen Description, err error) {
	var most float64
	if p, ok := d.(PricedDescriber); ok {
		most, _ = p.Price(r)
	}
	err = buy(ctx, b, most, func(ctx context.Context) (Usage, error) {
		err := guard(func() (err error) {
			seen, err = d.Describe(ctx, r)
			return err
		})
		return spentBy(seen.Usage, err), err
	})
	return seen, err
}

// mostToTell is the most that one Narrate can cost, in US dollars.
func mostToTell(n Narrator, b Brief) float64 {
	priced, ok := n.(PricedNarrator)
	if !ok {
		return 0
	}
	most, _ := priced.Price(b)
	return most
}

// mostToPaint is the most that one Paint can cost, in US dollars.
func mostToPaint(p Painter, r PaintRequest) float64 {
	priced, ok := p.(PricedPainter)
	if !ok {
		return 0
	}
	most, _ := priced.Price(r)
	return most
}

// buy makes a call that is for no story.
func buy(ctx context.Context, b Budget, most float64, call func(context.Context) (Usage, error)) error {
	p := &purchase{budget: b, one: new(sync.Mutex), most: most}
	err, unsettled := p.pay(ctx, call)
	if unsettled == nil {
		return err
	}
	return errors.Join(err, unsettled)
}
