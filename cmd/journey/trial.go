package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"regexp"
	"time"

	"journey/game"
	"journey/game/canvas"
	"journey/openaiclient"
)

// A trial finds out by use what servers can do, within a budget.
type trial struct {
	provider
	purse game.Budget
}

// try has a chapter told, a picture looked at, another painted, and a part of that one
// painted anew. It costs what a chapter with two pictures costs.
func (w trial) try(ctx context.Context) []finding {
	found := []finding{w.tryTelling(ctx), w.tryLooking(ctx)}
	if w.images == nil {
		return found
	}
	painting, pic := w.tryPainting(ctx)
	found = append(found, painting)
	if pic != nil {
		found = append(found, w.tryEditing(ctx, pic))
	}
	return found
}

func (w trial) tryTelling(ctx context.Context) finding {
	f := finding{About: "Telling"}
	began, first := time.Now(), time.Duration(0)
	premise := game.Premise{Prompt: "Somebody tries a door that was always locked.", Length: game.Short}
	c, err := game.Narrate(ctx, w.purse, w.text.Narrator(), game.Brief{Premise: premise, Arc: game.Short.Arc(1)}, func(p game.Piece) {
		if p.Prose != "" && first == 0 {
			first = time.Since(began)
		}
	})
	if err != nil {
		f.Says = game.Plain(err)
		return f
	}
	known := w.text.Capabilities()
	f.Good, f.Says = true, fmt.Sprintf("a chapter came, its first word after %s, all of it after %s; %d choices; %s.",
		seconds(first), seconds(time.Since(began)), len(c.Choices), cost(c.Usage, w.text.TextFree()))
	f.Log = []string{"word by word: " + known.Stream.String(), "held to a schema: " + known.Schema.String()}
	return f
}

// red is what there is to see in the picture that is looked at.
var red = regexp.MustCompile(`(?i)\b(red|reddish|crimson|scarlet|vermilion)\b`)

func (w trial) tryLooking(ctx context.Context) finding {
	f := finding{About: "Looking", Good: true}
	var data bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, 0, 64, 32), image.NewUniform(color.RGBA{0xd0, 0x20, 0x20, 0xff}), image.Point{}, draw.Src)
	if err := png.Encode(&data, img); err != nil {
		f.Good, f.Says = false, game.Plain(err)
		return f
	}
	seen, err := game.Describe(ctx, w.purse, w.describer, game.DescribeRequest{Data: data.Bytes()})
	switch {
	case errors.Is(err, game.ErrUnable):
		f.Says = "the model does not see pictures, so none can begin a story."
	case err != nil:
		f.Good, f.Says = false, game.Plain(err)
	case !red.MatchString(seen.Alt + " " + seen.Prompt + " " + seen.Premise):
		// Ollama leaves pictures out for models that do not see, and lets them answer.
		f.Says = "an answer came in which there is nothing of the red that was shown: the model may not see pictures; " + cost(seen.Usage, w.text.TextFree()) + "."
	default:
		f.Says = "the model sees pictures; " + cost(seen.Usage, w.text.TextFree()) + "."
	}
	return f
}

func (w trial) tryPainting(ctx context.Context) (finding, []byte) {
	f := finding{About: "Painting"}
	began := time.Now()
	pics, err := game.Paint(ctx, w.purse, w.images.Painter(), game.PaintRequest{
		Scene: game.Scene{Place: "an old door", Light: "morning sun", Alt: "An old door."}, N: 1,
	}, func(game.Picture) {})
	switch {
	case err != nil:
		f.Says = game.Plain(err)
		return f, nil
	case len(pics) == 0:
		f.Says = "no picture came."
		return f, nil
	}
	f.Good, f.Says = true, fmt.Sprintf("a picture came after %s; %s.", seconds(time.Since(began)), cost(pics[0].Usage, w.images.PicturesFree()))
	f.Log = []string{"previews: " + w.images.Capabilities().Previews.String()}
	return f, pics[0].Data
}

// tryEditing gives the picture back to be painted anew, which is what keeps people the
// same: its upper half, if the server takes masks, and all of it otherwise.
func (w trial) tryEditing(ctx context.Context, pic []byte) finding {
	f := finding{About: "Painting from pictures", Good: true}
	const without = "the server takes no pictures; people are kept the same by words alone."
	editor, ok := w.images.Painter().(game.Editor)
	if !ok || !editor.TakesPictures() {
		f.Says = without
		return f
	}
	r := game.EditRequest{Prompt: "An old door, ajar, in the same style.", Pictures: [][]byte{pic, pic}, N: 1}
	var err error
	if r.Mask, err = upperHalf(pic); err != nil {
		f.Good, f.Says = false, game.Plain(err)
		return f
	}
	pics, err := game.Edit(ctx, w.purse, editor, r, nil)
	if errors.Is(err, openaiclient.ErrRequest) && len(pics) == 0 { // which costs nothing
		f.Log = []string{"with a mask: " + game.Plain(err)}
		r.Mask = nil
		pics, err = game.Edit(ctx, w.purse, editor, r, nil)
	}
	switch {
	case errors.Is(err, game.ErrUnable):
		f.Says = without
	case err != nil:
		f.Good, f.Says = false, game.Plain(err)
	case len(pics) == 0:
		f.Good, f.Says = false, "no picture came."
	default:
		f.Says = "the server paints from pictures; " + cost(pics[0].Usage, w.images.PicturesFree()) + "."
		known := w.images.Capabilities()
		f.Log = append(f.Log, "several at once: "+known.Several.String(), "a part alone, by a mask: "+known.Masks.String())
	}
	return f
}

// upperHalf is the mask that lets the upper half of a picture change.
func upperHalf(pic []byte) ([]byte, error) {
	img, err := canvas.Decode(pic)
	if err != nil {
		return nil, err
	}
	mask := canvas.NewMask(img.Bounds().Size())
	draw.Draw(mask, image.Rect(0, 0, mask.Rect.Dx(), (mask.Rect.Dy()+1)/2), image.Opaque, image.Point{}, draw.Src)
	return mask.PNG()
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

// cost says what something did cost; free is whether its model is known to cost nothing.
func cost(u game.Usage, free bool) string {
	switch {
	case u.USD > 0:
		return fmt.Sprintf("$%.4f", u.USD)
	case free:
		return "it cost nothing"
	case u.InputTokens+u.OutputTokens > 0:
		return fmt.Sprintf("%d tokens of unknown price", u.InputTokens+u.OutputTokens)
	}
	return "its price is unknown"
}
