//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"sync"
	"testing"
	"time"

	_ "golang.org/x/image/webp" // painters may answer with any picture that a library keeps

	"journey/game"
)

// maxPixels bounds what the suite decodes, as every reader of pictures has to.
const maxPixels = 16 << 20

// Painter checks that p keeps the contract of [game.Painter]. A painter that asks
// a server is given one that answers well.
func Painter(t *testing.T, p game.Painter) {
	t.Helper()
	for _, size := range []game.PictureSize{{W: 1024, H: 1024}, {W: 1536, H: 1024}, {W: 1024, H: 1536}} {
		t.Run(fmt.Sprintf("a picture of about %dx%d", size.W, size.H), func(t *testing.T) {
			if err := paint(t.Context(), p, request(size, 1)); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("as many pictures as asked for", func(t *testing.T) {
		if err := paint(t.Context(), p, request(game.PictureSize{W: 1024, H: 1024}, 3)); err != nil {
			t.Error(err)
		}
	})
	t.Run("a scene of which little is known", func(t *testing.T) {
		r := game.PaintRequest{Scene: game.Scene{Action: "Nothing moves."}, Size: game.PictureSize{W: 1024, H: 1024}, N: 1}
		if err := paint(t.Context(), p, r); err != nil {
			t.Error(err)
		}
	})
	t.Run("portraits given, of whatever kind", func(t *testing.T) {
		r := request(game.PictureSize{W: 1024, H: 1024}, 1)
		r.Anchors = []game.Anchor{{Name: "Ada", Data: PNG(1)}, {Name: "Nobody", Data: []byte("no picture")}, {}}
		if err := paint(t.Context(), p, r); err != nil {
			t.Error(err)
		}
	})
	t.Run("many pictures at once", func(t *testing.T) {
		var wg sync.WaitGroup
		for seed := range uint64(3) {
			wg.Go(func() {
				r := request(game.PictureSize{W: 1024, H: 1024}, 1)
				r.Seed = seed
				if err := paint(t.Context(), p, r); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
	t.Run("a done context paints nothing", func(t *testing.T) { paintNothing(t, p) })
	t.Run("a context stops a painting", func(t *testing.T) { stopPainting(t, p) })
}

func request(size game.PictureSize, n int) game.PaintRequest {
	return game.PaintRequest{
		Scene: game.Scene{
			Place: "a night market under neon", Time: "night", Light: "magenta neon, wet reflections", Weather: "rain",
			Shot: "wide", Mood: "tense", Action: "Ada hands a letter to a machine.", Present: []string{"Ada"},
			Alt: "A woman in a red coat hands a letter to a machine in a night market.",
		},
		Present: []game.Character{{Name: "Ada", Role: "courier", Look: "tall, short black hair", Wears: []string{"red coat"}}},
		Premise: game.Premise{Style: "8-bit pixel art", Seed: 5},
		Size:    size, N: n, Seed: 1,
	}
}

// paint paints and checks every picture that comes.
func paint(ctx context.Context, p game.Painter, r game.PaintRequest) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var errs []error
	pictures, err := p.Paint(ctx, r, func(partial game.Picture) {
		if !partial.Partial {
			errs = append(errs, errors.New("progress shows a picture that is not marked partial"))
		}
		errs = append(errs, checkPicture(partial, r.Size))
	})
	if err != nil {
		return err
	}
	if len(pictures) != r.N {
		errs = append(errs, fmt.Errorf("%d pictures, want %d", len(pictures), r.N))
	}
	for _, pic := range pictures {
		errs = append(errs, checkPicture(pic, r.Size))
		if pic.Partial || pic.Prompt == "" || pic.Painter == "" {
			errs = append(errs, fmt.Errorf("picture by %q from %q, partial %v", pic.Painter, pic.Prompt, pic.Partial))
		}
	}
	return errors.Join(errs...)
}

// checkPicture decodes a picture. It may be up to eight times smaller than asked for
// (pixel art is scaled when it is shown), up to four times larger and of a somewhat
// other shape, but it has to show something.
func checkPicture(pic game.Picture, asked game.PictureSize) error {
	if game.PictureFormat(pic.Data) == "" {
		return fmt.Errorf("%d bytes that no library keeps: %.20q", len(pic.Data), pic.Data)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(pic.Data))
	if err != nil {
		return fmt.Errorf("decode picture: %w", err)
	}
	if head.Width*head.Height > maxPixels {
		return fmt.Errorf("a picture of %dx%d", head.Width, head.Height)
	}
	wide := float64(head.Width*asked.H) / float64(head.Height*asked.W)
	if wide < 0.7 || wide > 1.45 || 8*head.Width < asked.W || head.Width > 4*asked.W {
		return fmt.Errorf("a picture of %dx%d, asked for %dx%d", head.Width, head.Height, asked.W, asked.H)
	}
	img, _, err := image.Decode(bytes.NewReader(pic.Data))
	if err != nil {
		return fmt.Errorf("decode picture: %w", err)
	}
	b := img.Bounds()
	first := img.At(b.Min.X, b.Min.Y)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if img.At(x, y) != first {
				return nil
			}
		}
	}
	return errors.New("the picture is of one colour")
}

func paintNothing(t *testing.T, p game.Painter) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	began := time.Now()
	pictures, err := p.Paint(ctx, request(game.PictureSize{W: 1024, H: 1024}, 1), func(game.Picture) {})
	if !errors.Is(err, context.Canceled) || len(pictures) > 0 || time.Since(began) > promptly {
		t.Errorf("after %v: %d pictures, %v, want the context's error at once", time.Since(began), len(pictures), err)
	}
}

// stopPainting ends the context after a moment: whoever is done by then was quick,
// all others have to stop.
func stopPainting(t *testing.T, p game.Painter) {
	r := request(game.PictureSize{W: 1024, H: 1024}, 4)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	began := time.Now()
	pictures, err := p.Paint(ctx, r, func(game.Picture) {})
	if err == nil && len(pictures) == r.N {
		return
	}
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > promptly {
		t.Errorf("after %v: %d pictures, %v, want the context's error at once", time.Since(began), len(pictures), err)
	}
}
