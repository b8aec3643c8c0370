package openaiclient

import (
	"context"
	"errors"
	"strings"

	"journey/game"
	"journey/game/canvas"
)

var errNoPortraits = errors.New("no portraits to paint from")

// paintFrom paints a scene from the portraits of those in it.
func (p painter) paintFrom(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	known := p.c.doer.known
	portraits := usable(r.Anchors)
	if len(portraits) == 0 || known.refused(edits, "") {
		return nil, errNoPortraits
	}
	request := game.EditRequest{Size: or(r.Size, p.c.cfg.PictureSize), N: r.N, Seed: r.Seed}
	return p.edit(ctx, edits, progress, func() game.EditRequest {
		request.Pictures, request.Prompt = references(portraits, !known.refused(edits, severalPictures))
		request.Prompt += "\n" + picturePrompt(r)
		return request
	})
}

// inVain reports whether a painting from portraits failed as one from words need not.
func inVain(err error) bool {
	for _, unfit := range []error{errNoPortraits, game.ErrUnable, ErrRequest, ErrServer} {
		if errors.Is(err, unfit) {
			return true
		}
	}
	return false
}

// usable leaves out what no server takes.
func usable(anchors []game.Anchor) []game.Anchor {
	var portraits []game.Anchor
	for _, a := range anchors {
		f := game.PictureFormat(a.Data)
		if f != "" && f != "gif" && len(a.Data) <= maxUpload && len(portraits) < maxEdited {
			portraits = append(portraits, a)
		}
	}
	return portraits
}

// references returns the pictures to start from, and the words that say whom they
// show: every portrait, or all joined where the server takes no more than one.
func references(portraits []game.Anchor, several bool) (given [][]byte, words string) {
	var names []string
	for _, a := range portraits {
		given, names = append(given, a.Data), append(names, personName(a.Name))
	}
	words = "The pictures given are portraits, in this order: "
	if !several && len(portraits) > 1 {
		given, names = given[:1], names[:1]
		if sheet, err := canvas.ReferenceSheet(portraits); err == nil {
			words = "The picture given holds portraits, from left to right: "
			given, names = [][]byte{sheet.Data}, nil
			for _, name := range sheet.Names {
				names = append(names, personName(name))
			}
		}
	}
	return given, words + strings.Join(names, ", ") + ". Paint a new picture, the scene below. " +
		"Keep each face, hair, build and colour as in the portrait; clothes are as described below; do not copy its pose or its ground."
}
