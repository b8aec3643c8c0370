package openaiclient

import (
	"context"
	"errors"
	"strings"

	"journey/game"
)

// paintFrom paints a scene from the portraits of those in it. It returns neither
// pictures nor an error when there are none, or when the server cannot do it: words
// have to do then.
func (p painter) paintFrom(ctx context.Context, r game.PaintRequest, _ func(game.Picture)) ([]game.Picture, error) {
	known := p.c.doer.known
	if len(r.Anchors) == 0 || known.refused(edits, "") {
		return nil, nil
	}
	portraits, names := references(r.Anchors, !known.refused(edits, severalPictures))
	if len(portraits) == 0 {
		return nil, nil
	}
	request := game.EditRequest{
		Prompt: anchorPrompt(names) + "\n" + picturePrompt(r), Pictures: portraits,
		Size: or(r.Size, p.c.cfg.PictureSize), N: r.N, Seed: r.Seed,
	}
	if err := p.check(&request); err != nil {
		return nil, nil //nolint:nilerr // a portrait nobody takes is no reason to show no picture
	}
	pics, err := p.edit(ctx, edits, request)
	for _, unfit := range []error{game.ErrUnable, ErrRequest, ErrServer} {
		if errors.Is(err, unfit) {
			return nil, nil
		}
	}
	return pics, err
}

// references returns the pictures to start from, with the names of those they show:
// every portrait, or one where the server takes no more.
func references(anchors []game.Anchor, several bool) (portraits [][]byte, names []string) {
	for _, a := range anchors {
		if f := game.PictureFormat(a.Data); f == "" || f == "gif" {
			continue
		}
		portraits, names = append(portraits, a.Data), append(names, a.Name)
	}
	n := min(len(portraits), maxEdited)
	if !several {
		n = min(n, 1)
	}
	return portraits[:n], names[:n]
}

func anchorPrompt(names []string) string {
	for i, name := range names {
		names[i] = plainLine(name)
	}
	return "The pictures given are portraits, in this order: " + strings.Join(names, ", ") +
		". Paint a new picture, the scene below. Keep each face, hair, build and colour as in the portrait; do not copy its pose or its ground."
}
