package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"journey/game"
)

// try finds out by use what the servers can do: a chapter is told, a picture is
// looked at, another painted, and that one edited. It costs what a chapter with its
// picture costs, and then once more for the edit.
func (w provider) try(ctx context.Context) []finding {
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

func (w provider) tryTelling(ctx context.Context) finding {
	f := finding{About: "Telling"}
	began, first := time.Now(), time.Duration(0)
	premise := game.Premise{Prompt: "Somebody tries a door that was always locked.", Length: game.Short}
	c, err := w.text.Narrator().Narrate(ctx, game.Brief{Premise: premise, Arc: game.Short.Arc(1)}, func(p game.Piece) {
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
		seconds(first), seconds(time.Since(began)), len(c.Choices), cost(c.Usage))
	f.Log = []string{"word by word: " + known.Stream.String(), "held to a schema: " + known.Schema.String()}
	return f
}

func (w provider) tryLooking(ctx context.Context) finding {
	f := finding{About: "Looking", Good: true}
	var data bytes.Buffer
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for x := range 64 {
		img.Set(x, x, color.RGBA{0xd0, 0x20, 0x20, 0xff})
	}
	if err := png.Encode(&data, img); err != nil {
		f.Good, f.Says = false, game.Plain(err)
		return f
	}
	seen, err := w.describer.Describe(ctx, game.DescribeRequest{Data: data.Bytes()})
	switch {
	case errors.Is(err, game.ErrUnable):
		f.Says = "the model does not see pictures, so none can begin a story."
	case err != nil:
		f.Good, f.Says = false, game.Plain(err)
	default:
		f.Says = "the model sees pictures; " + cost(seen.Usage) + "."
	}
	return f
}

func (w provider) tryPainting(ctx context.Context) (finding, []byte) {
	f := finding{About: "Painting"}
	began := time.Now()
	pics, err := w.images.Painter().Paint(ctx, game.PaintRequest{
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
	f.Good, f.Says = true, fmt.Sprintf("a picture came after %s; %s.", seconds(time.Since(began)), cost(pics[0].Usage))
	f.Log = []string{"previews: " + w.images.Capabilities().Previews.String()}
	return f, pics[0].Data
}

// tryEditing gives the picture back to be painted anew: what keeps people the same.
func (w provider) tryEditing(ctx context.Context, pic []byte) finding {
	f := finding{About: "Painting from pictures", Good: true}
	editor, ok := w.images.Painter().(game.Editor)
	if !ok || !editor.TakesPictures() {
		f.Says = "the server takes no pictures; people are kept the same by words alone."
		return f
	}
	pics, err := editor.Edit(ctx, game.EditRequest{Prompt: "An old door, ajar, in the same style.", Pictures: [][]byte{pic, pic}, N: 1}, func(game.Picture) {})
	switch {
	case errors.Is(err, game.ErrUnable):
		f.Says = "the server takes no pictures; people are kept the same by words alone."
	case err != nil:
		f.Good, f.Says = false, game.Plain(err)
	default:
		f.Says = "the server paints from pictures; " + cost(pics[0].Usage) + "."
		f.Log = []string{"several at once: " + w.images.Capabilities().Several.String()}
	}
	return f
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

func cost(u game.Usage) string {
	switch {
	case u.USD > 0:
		return fmt.Sprintf("$%.4f", u.USD)
	case u.InputTokens+u.OutputTokens > 0:
		return fmt.Sprintf("%d tokens of unknown price", u.InputTokens+u.OutputTokens)
	}
	return "its price is unknown"
}
