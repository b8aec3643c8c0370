package game

import (
	"context"
	"errors"
)

// A Rewording is a Narrator that can say in milder words a scene that a painter
// refused.
type Rewording interface {
	// Reword blocks until the scene is there or ctx is done. Why is what the painter
	// gave as its reason. Who is present does not change. The usage is what the call
	// cost, also with an error.
	Reword(ctx context.Context, s Scene, why string) (Scene, Usage, error)
}

// reword softens the scene of a picture of chapter about, with the narrator's help
// where it has the ability, else by leaving words out.
func (j *Journey) reword(ctx context.Context, s Scene, about ChapterID, why error) Scene {
	n, ok := j.cfg.Narrator.(Rewording)
	if !ok {
		return softened(s)
	}
	var most float64
	if p, ok := n.(PricedNarrator); ok { // a chapter is always dearer
		most, _ = p.Price(Brief{})
	}
	var milder Scene
	var used Usage
	err := j.pay(ctx, most, 0, func(ctx context.Context) (Usage, error) {
		err := guard(func() (err error) {
			milder, used, err = n.Reword(ctx, s, Plain(why))
			return err
		})
		used = spentBy(used, err)
		return used, err
	})
	j.spend(ForReword, about, used)
	if milder = milder.clean(); err != nil || milder.IsZero() {
		return softened(s)
	}
	milder.Present = s.Present
	return milder
}

// softened is the scene without what may have given offence: what happens in it and
// how it feels. Place, light and people stay.
func softened(s Scene) Scene {
	s.Action, s.Mood, s.Alt = "", "", ""
	if s.Place == "" {
		s.Action = "A quiet moment."
	}
	return s
}

// paintMildly asks the painter once more for a scene that it refused, in milder
// words. The note says to the player what happened, and the usage is that of both.
func (j *Journey) paintMildly(ctx context.Context, p *painting, req PaintRequest, refused Picture, why error, progress func(Picture)) (pic Picture, note string, err error) {
	req.Scene = j.reword(ctx, req.Scene, p.chapter, why)
	if ctx.Err() != nil {
		return refused, "", ctx.Err()
	}
	pic, err = j.paintOne(ctx, j.cfg.Painter, req, progress)
	pic.Usage = pic.Usage.Plus(refused.Usage)
	switch {
	case err == nil:
		return pic, "The painter declined this scene; it is painted in milder words.", nil
	case errors.Is(err, ErrRefused):
		return pic, "The painter declined this scene, also in milder words.", err
	case errors.Is(err, ErrBudget):
		return pic, "The painter declined this scene. " + Plain(err), err
	}
	return pic, "The painter declined this scene, and failed in milder words: " + Plain(err), err
}
