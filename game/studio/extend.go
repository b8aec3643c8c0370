package studio

import (
	"cmp"
	"context"
	"fmt"
	"image"

	"journey/game"
	"journey/game/canvas"
)

// overlap is how far, in pixels, what is painted beyond a picture's edge reaches
// into it, so that the two join.
const overlap = 32

// Extend continues a picture beyond its edges by margins in pixels; the prompt
// describes the whole new picture, or is empty. But for a narrow seam the picture is
// in the new one exactly as it was. What is larger than the painter paints is
// painted in pieces, one after the other. It wraps [canvas.ErrMargins] and
// [canvas.ErrTooLarge].
func (s *Studio) Extend(ctx context.Context, of Version, by canvas.Margins, w Wish, progress func(game.Picture)) ([]Version, error) {
	img, err := canvas.Decode(of.Data)
	if err != nil {
		return nil, err
	}
	over := overlap
	if s.exact() {
		over = 0
	}
	ext, err := canvas.Extend(img, by, over)
	if err != nil {
		return nil, err
	}
	if size := ext.Canvas.Rect.Size(); s.fits(size) {
		pics, err := s.continued(ctx, of, ext, w, progress)
		return s.versions(OpExtend, of, cmp.Or(w.Prompt, of.Prompt), pics, func(data []byte) ([]byte, error) {
			return put(data, func(got image.Image) image.Image { return ext.Stitch(got) })
		}), err
	}
	return s.panorama(ctx, of, ext, w, progress)
}

// fits reports whether the painter paints pictures so large.
func (s *Studio) fits(size image.Point) bool {
	got := s.NearestSize(game.PictureSize{W: size.X, H: size.Y})
	return got.W >= size.X && got.H >= size.Y
}

// continued has what is blank on a canvas painted.
func (s *Studio) continued(ctx context.Context, of Version, ext canvas.Extension, w Wish, progress func(game.Picture)) ([]game.Picture, error) {
	sent, err := encode(ext.Canvas)
	if err != nil {
		return nil, err
	}
	if scene, ok := canvas.ReadText(of.Data, sceneKey); ok { // who is in it is not to be repeated
		if sent, err = canvas.WriteText(sent, canvas.Text{Key: sceneKey, Value: scene}); err != nil {
			return nil, err
		}
	}
	mask, err := ext.Mask.PNG()
	if err != nil {
		return nil, err
	}
	return s.edited(ctx, game.EditRequest{Prompt: s.styled(w.Prompt), Pictures: [][]byte{sent}, Mask: mask, Seed: w.Seed}, w.N, progress)
}

// panorama paints piece by piece, each from what is there already. The number of
// pictures is always one.
func (s *Studio) panorama(ctx context.Context, of Version, ext canvas.Extension, w Wish, progress func(game.Picture)) ([]Version, error) {
	size := ext.Canvas.Rect.Size()
	most := s.NearestSize(game.PictureSize{W: size.X, H: size.Y})
	tiles, err := ext.Tiles(image.Pt(min(most.W, size.X), min(most.H, size.Y)))
	if err != nil {
		return nil, err
	}
	w.N = 1
	var used game.Usage
	var model string
	for i, window := range tiles {
		tile := ext.Tile(window)
		pics, err := s.continued(ctx, Version{}, tile, w, progress)
		for _, p := range pics {
			used = used.Plus(p.Usage)
		}
		if err != nil {
			return nil, spent{fmt.Errorf("piece %d of %d: %w", i+1, len(tiles), err), used}
		}
		got, err := canvas.Decode(pics[0].Data)
		if err != nil {
			return nil, spent{fmt.Errorf("piece %d of %d: %w", i+1, len(tiles), err), used}
		}
		ext, model = ext.Put(window, got), pics[0].Painter
	}
	data, err := encode(ext.Canvas)
	if err != nil {
		return nil, err
	}
	return []Version{made(OpExtend, of, cmp.Or(w.Prompt, of.Prompt), model, used, data)}, nil
}

// spent is an error of work of which a part was paid.
type spent struct {
	error
	used game.Usage
}

func (s spent) Unwrap() error { return s.error }

// Spent implements [game.Spender].
func (s spent) Spent() game.Usage { return s.used }
