//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"
	"time"

	"journey/game"
)

// Editor checks that e keeps the contract of [game.Editor]. An editor that asks a
// server is given one that takes pictures, several of them, and masks.
func Editor(t *testing.T, e game.Editor) {
	t.Helper()
	if !e.TakesPictures() {
		t.Error("takes no pictures, before any was tried")
	}
	first := PNGOf(1024, 768, 1)
	tests := map[string]game.EditRequest{
		"a picture made from one":           {Prompt: "Make it night.", Pictures: [][]byte{first}, N: 1},
		"a picture of another size":         {Prompt: "More of the street.", Pictures: [][]byte{first}, Size: game.PictureSize{W: 1536, H: 1024}, N: 1},
		"several pictures to look at":       {Prompt: "Both of them at night.", Pictures: [][]byte{first, PNG(2), PNG(3)}, N: 1},
		"as many pictures as asked for":     {Prompt: "Make it rain.", Pictures: [][]byte{first}, N: 2},
		"what may change is left by a mask": {Prompt: "A door in the wall.", Pictures: [][]byte{first}, Mask: mask(1024, 768), N: 1},
	}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			checkEdit(t, ctx, e, r)
		})
	}
	t.Run("nothing to start from", func(t *testing.T) {
		if pics, err := e.Edit(t.Context(), game.EditRequest{Prompt: "Anything.", N: 1}, func(game.Picture) {}); err == nil {
			t.Errorf("%d pictures were made from none", len(pics))
		}
	})
	t.Run("a done context edits nothing", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		began := time.Now()
		pics, err := e.Edit(ctx, game.EditRequest{Prompt: "Make it night.", Pictures: [][]byte{first}, N: 1}, func(game.Picture) {})
		if !errors.Is(err, context.Canceled) || len(pics) > 0 || time.Since(began) > promptly {
			t.Errorf("after %v: %d pictures, %v, want the context's error at once", time.Since(began), len(pics), err)
		}
	})
	if !e.TakesPictures() {
		t.Error("takes no pictures, after it took some")
	}
}

// checkEdit edits, and checks every picture that comes and that those sent are as
// they were.
func checkEdit(t *testing.T, ctx context.Context, e game.Editor, r game.EditRequest) { //nolint:revive // the test comes first here too
	size := r.Size
	if size == (game.PictureSize{}) {
		size = game.PictureSize{W: 1024, H: 768}
	}
	given := slices.Clone(r.Pictures)
	for i := range given {
		given[i] = bytes.Clone(given[i])
	}
	pics, err := e.Edit(ctx, r, func(partial game.Picture) {
		if err := checkPicture(partial, size); err != nil || !partial.Partial {
			t.Errorf("progress shows a picture with partial %v: %v", partial.Partial, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pics) != r.N {
		t.Errorf("%d pictures, want %d", len(pics), r.N)
	}
	for _, pic := range pics {
		if err := checkPicture(pic, size); err != nil {
			t.Error(err)
		}
		if pic.Partial || pic.Prompt == "" || pic.Painter == "" {
			t.Errorf("picture by %q from %q, partial %v", pic.Painter, pic.Prompt, pic.Partial)
		}
	}
	for i := range given {
		if !bytes.Equal(given[i], r.Pictures[i]) {
			t.Errorf("picture %d was changed", i)
		}
	}
}

// mask leaves the middle of a picture to be changed.
func mask(w, h int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{A: 255}
			if x > w/3 && x < 2*w/3 && y > h/3 && y < 2*h/3 {
				c = color.NRGBA{R: 255, G: 255, B: 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(err) // a picture in memory always encodes
	}
	return buf.Bytes()
}
