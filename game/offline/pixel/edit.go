package pixel

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"slices"

	"journey/game"
	geometry "journey/game/canvas"
)

// ErrUnknown is returned when a whole picture is to be changed in a way that this painter
// does not know: doing something else would be no answer.
var ErrUnknown = errors.New("the built-in painter does not know how to do that to a picture; it can change the place, the hour, the weather, " +
	"the light, the style, the distance, the mood, who is there, and what they wear or hold, " +
	"and paint over a part that is marked")

// ErrNoPicture is returned when there is nothing to edit.
var ErrNoPicture = errors.New("there is no picture to edit")

// TakesPictures implements [game.Editor]: always true. It makes no portraits
// needed: this painter gives the same people the same look without any.
func (p *Painter) TakesPictures() bool { return true }

// KeepsPixels reports that Edit changes nothing outside of a mask.
func (p *Painter) KeepsPixels() bool { return true }

// Edit implements [game.Editor]. It starts from the first picture alone.
//
// With a mask, or where the picture is clear, only that part is painted: what is
// around it is continued, and a thing, a person or a place that the prompt names
// and this painter knows is put there. Every other pixel stays as it is, and so
// does the size.
//
// Without a mask the whole is painted again: a picture of this painter with what
// the prompt changes of its scene (the hour, the weather, the style, what somebody wears, ...),
// or, without a prompt, the same scene composed in another way. Of other pictures the
// colours are kept and toned. A prompt that it does not understand is [ErrUnknown].
func (p *Painter) Edit(ctx context.Context, r game.EditRequest, _ func(game.Picture)) ([]game.Picture, error) {
	switch {
	case r.N > MaxPictures:
		return nil, fmt.Errorf("edit into %d pictures: %w: at most %d", r.N, ErrTooMany, MaxPictures)
	case len(r.Pictures) == 0:
		return nil, ErrNoPicture
	case ctx.Err() != nil:
		return nil, fmt.Errorf("edit picture: %w", ctx.Err())
	}
	img, err := geometry.Decode(r.Pictures[0])
	if err != nil {
		return nil, fmt.Errorf("edit picture: %w", err)
	}
	e := edit{p: p, m: pixmapOf(img), prompt: noteWord(r.Prompt), size: r.Size}
	if n, ok := readNote(r.Pictures[0]); ok {
		e.noted(n)
	}
	if e.hole, err = holeOf(e.m, r.Mask); err != nil {
		return nil, fmt.Errorf("edit picture: %w", err)
	}
	var out []game.Picture
	for i := range max(r.N, 1) {
		e.seed = r.Seed + uint64(i)*nextSeed
		data, err := e.paint(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, game.Picture{Data: data, Prompt: cmp.Or(e.prompt, "the same in another way"), Painter: name})
	}
	return out, nil
}

// Knows reports whether a prompt names a thing, a person or a place that Edit can paint into a
// part of a picture. Of other prompts it knows only where: what is around the part goes on there.
func (p *Painter) Knows(prompt string) bool {
	kept, taken := takenAway(prompt)
	if _, ok := thingIn(kept); ok || taken != "" { // what is around it is what is left without
		return true
	}
	_, ok := p.named(kept, "")
	return ok
}

// An edit is one picture to be made from another.
type edit struct {
	p    *Painter
	m    pixmap
	note *note // what the picture was painted from, nil when that is not known
	// inner is what the part of a larger canvas that is not clear was painted from; it
	// begins at at. Nil when there is none.
	inner  *note
	at     image.Point
	hole   []bool // the pixels to be painted, nil for all
	prompt string
	size   game.PictureSize
	seed   uint64
}

// noted takes what the picture's file says of it, if that is about all of the picture
// or about all of it that is not clear.
func (e *edit) noted(n note) {
	if n.Width == e.m.w && n.Height == e.m.h {
		e.note = &n
		return
	}
	if r := e.m.opaque(); r.Dx() == n.Width && r.Dy() == n.Height {
		e.inner, e.at = &n, r.Min
	}
}

func (e edit) paint(ctx context.Context) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("edit picture: %w", err)
	}
	switch {
	case e.hole != nil:
		return e.repaint()
	case e.note != nil:
		n, ok := e.again(*e.note)
		if !ok {
			return nil, ErrUnknown
		}
		return e.p.one(ctx, n, nil)
	case e.m.empty():
		n, _ := e.again(note{Scene: game.Scene{Place: e.prompt, Time: "dusk"}, Width: e.m.w, Height: e.m.h})
		return e.p.one(ctx, n, nil)
	}
	return e.tone()
}

// again is the note of the picture that is to come. It reports false when a prompt was
// not understood, and the picture just another one.
func (e edit) again(n note) (note, bool) {
	if e.size.W > 0 && e.size.H > 0 {
		f := frameOf(e.size)
		n.Width, n.Height = f.w, f.h
	}
	n.Grown, n.Added = false, nil
	if changed, ok := n.told(e.p, e.prompt); ok {
		changed.Seed ^= e.seed
		return changed, true
	}
	n.Seed = n.Seed + 1 + e.seed
	n.Turned = !n.Turned
	return n, e.prompt == ""
}

// tone paints a picture of which only the colours are known.
func (e edit) tone() ([]byte, error) {
	f := frameOf(sizeOr(e.size, sizeOf(e.m)))
	n, told := note{Scene: game.Scene{Time: "noon", Weather: "clear"}}.told(e.p, e.prompt)
	if !told && e.prompt != "" {
		return nil, ErrUnknown
	}
	s := newStage(f.cols, f.rows, n.Scene, backdrop(), e.seed)
	s.even, s.air, s.turned = true, air{}, !told
	for i := range s.alb {
		x, y := i%f.cols, i/f.cols
		c := e.m.field(x*e.m.w/f.cols, y*e.m.h/f.rows, (x+1)*e.m.w/f.cols, (y+1)*e.m.h/f.rows)
		if !told { // nearer, another part of it each time
			w, h := e.m.w*7/8, e.m.h*7/8
			x0, y0 := int(noise(uint32(e.seed), 1, 0)%uint32(e.m.w-w+1)), int(noise(uint32(e.seed), 2, 0)%uint32(e.m.h-h+1))
			c = e.m.field(x0+x*w/f.cols, y0+y*h/f.rows, x0+(x+1)*w/f.cols, y0+(y+1)*h/f.rows)
		}
		s.alb[i] = c
	}
	amb := ink(0xfcfcfc) // a multiple of the steps of light, so that there is no pattern
	if n.Scene.Time != "noon" || n.Scene.Weather != "clear" {
		amb = s.amb
	}
	s.amb = amb
	return s.develop(styleOf(n.Style), f)
}

func sizeOr(a, b game.PictureSize) game.PictureSize {
	if a.W > 0 && a.H > 0 {
		return a
	}
	return b
}

// empty reports whether a picture shows nothing: it is of one colour all but a
// hundredth.
func (m pixmap) empty() bool {
	count := map[ink]int{}
	for i := 0; i < len(m.px); i += 7 {
		count[mix(0xffffff, m.px[i], int(m.a[i])*256/255)>>2]++
	}
	most := 0
	for _, n := range count {
		most = max(most, n)
	}
	return most*7*100 >= len(m.px)*99
}

// compose is the old picture with the new colours of its squares in the hole. What the prompt
// names is noted as added only if it was drawn.
func (e edit) compose(g grid, cells []ink, drawn bool) ([]byte, error) {
	m := pixmap{w: e.m.w, h: e.m.h, px: slices.Clone(e.m.px), a: slices.Clone(e.m.a)}
	columns := g.columns(m.w)
	for i, in := range e.hole {
		if in {
			m.px[i], m.a[i] = cells[(i/m.w+g.dy)/g.n*g.cols+columns[i%m.w]], 255
		}
	}
	data, err := m.encode()
	if err != nil || e.note == nil {
		return data, err
	}
	n := *e.note
	added := "a part was painted over"
	if drawn {
		added = cmp.Or(e.prompt, added)
	}
	n.Added = append(slices.Clone(n.Added), added)
	return n.clean().sign(data), nil
}
