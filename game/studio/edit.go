package studio

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"strings"

	"journey/game"
	"journey/game/canvas"
)

// Feather is over how many pixels a seam is softened, inside of the mask.
const Feather = 12

// Edit repaints what the mask lets change; the prompt describes the whole new
// picture. Every pixel outside of the mask is exactly as it was. A mask of another
// size than the picture, or one that lets nothing change, wraps [canvas.ErrMask].
func (s *Studio) Edit(ctx context.Context, of Version, m *canvas.Mask, w Wish, progress func(game.Picture)) ([]Version, error) {
	if strings.TrimSpace(w.Prompt) == "" {
		return nil, ErrPrompt
	}
	img, err := canvas.Decode(of.Data)
	if err != nil {
		return nil, err
	}
	if m.Rect.Size() != img.Bounds().Size() {
		return nil, fmt.Errorf("%w: the mask has %v pixels, the picture %v", canvas.ErrMask, m.Rect.Size(), img.Bounds().Size())
	}
	mask, err := m.PNG()
	if err != nil {
		return nil, err
	}
	pics, err := s.edited(ctx, game.EditRequest{Prompt: s.styled(w.Prompt), Pictures: [][]byte{of.Data}, Mask: mask, Seed: w.Seed}, w.N, progress)
	feather := Feather
	if s.exact() {
		feather = 0
	}
	return s.versions(OpEdit, of, w.Prompt, pics, func(data []byte) ([]byte, error) {
		return put(data, func(got image.Image) image.Image { return canvas.Composite(img, got, m, feather) })
	}), err
}

// Unknown is to be said of what [Studio.Edit] paints for a prompt that the painter does not know.
const Unknown = "The built-in painter does not know how to paint that: what is around the part goes on in it."

// Knows reports whether the painter can paint what a prompt of [Studio.Edit] names. Only one
// that knows few words says so; of any other it is taken for granted.
func (s *Studio) Knows(prompt string) bool {
	p, ok := s.cfg.Painter.(interface{ Knows(prompt string) bool })
	return !ok || p.Knows(prompt)
}

// Refine follows an instruction: "make it night", "give her a red scarf".
func (s *Studio) Refine(ctx context.Context, of Version, w Wish, progress func(game.Picture)) ([]Version, error) {
	if strings.TrimSpace(w.Prompt) == "" {
		return nil, ErrPrompt
	}
	pics, err := s.edited(ctx, game.EditRequest{Prompt: s.styled(w.Prompt), Pictures: [][]byte{of.Data}, Size: w.Size, Seed: w.Seed}, w.N, progress)
	return s.versions(OpRefine, of, w.Prompt, pics, nil), err
}

// Vary gives other takes of a picture; the prompt, if any, says what they are to
// have. The endpoint for variations is gone from OpenAI's servers, so this is an
// edit without a mask.
func (s *Studio) Vary(ctx context.Context, of Version, w Wish, progress func(game.Picture)) ([]Version, error) {
	pics, err := s.edited(ctx, game.EditRequest{Prompt: s.styled(w.Prompt), Pictures: [][]byte{of.Data}, Size: w.Size, Seed: w.Seed}, w.N, progress)
	return s.versions(OpVary, of, cmp.Or(w.Prompt, of.Prompt), pics, nil), err
}

// edited asks for n pictures made from others.
func (s *Studio) edited(ctx context.Context, r game.EditRequest, n int, progress func(game.Picture)) ([]game.Picture, error) {
	e, err := s.editor()
	if err != nil {
		return nil, err
	}
	if r.Size == (game.PictureSize{}) {
		size, err := canvas.SizeOf(r.Pictures[0])
		if err != nil {
			return nil, err
		}
		r.Size = s.NearestSize(game.PictureSize{W: size.X, H: size.Y})
	}
	return s.several(ctx, n, func(ctx context.Context, n int, seed uint64) ([]game.Picture, error) {
		one := r
		one.N, one.Seed = n, r.Seed+seed
		return game.Edit(ctx, s.cfg.Budget, e, one, progress)
	})
}

// styled is a prompt with the style of the studio. No words stay none: the painter
// knows best what they mean.
func (s *Studio) styled(prompt string) string {
	if s.cfg.Style == "" || strings.TrimSpace(prompt) == "" {
		return prompt
	}
	return prompt + "\nStyle: " + s.cfg.Style
}

// put changes an encoded picture. What its file says of the scene stays in it.
func put(data []byte, change func(image.Image) image.Image) ([]byte, error) {
	got, err := canvas.Decode(data)
	if err != nil {
		return nil, err
	}
	done := change(got)
	if same(got, done) {
		return data, nil
	}
	out, err := encode(done)
	if scene, ok := canvas.ReadText(data, sceneKey); ok && err == nil {
		return canvas.WriteText(out, canvas.Text{Key: sceneKey, Value: scene})
	}
	return out, err
}

// sceneKey is under which the offline painter notes in a PNG what it painted.
const sceneKey = "journey:scene"

func same(a, b image.Image) bool {
	x, y := canvas.NRGBA(a), canvas.NRGBA(b)
	return x.Rect == y.Rect && bytes.Equal(x.Pix, y.Pix)
}
