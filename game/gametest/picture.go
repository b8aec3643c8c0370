//nolint:thelper // the checks are tests: a failure is to show their own lines
package gametest

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"journey/game"
)

// PNG returns a small picture; different seeds give different bytes.
func PNG(seed uint64) []byte { return PNGOf(8, 8, seed) }

// PNGOf is PNG of w by h pixels, at least 8 by 8.
func PNGOf(w, h int, seed uint64) []byte {
	var buf bytes.Buffer
	if err := png.Encode(&buf, colours(w, h, seed)); err != nil {
		panic(err) // a picture in memory always encodes
	}
	return buf.Bytes()
}

func colours(w, h int, seed uint64) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, max(w, 8), max(h, 8)))
	for i := range 8 {
		b := uint8(seed >> (8 * i))
		img.SetNRGBA(i, i, color.NRGBA{R: b, G: ^b, B: uint8(i), A: 255})
	}
	return img
}

func pictures(t *testing.T, lib game.Library) {
	id := create(t, lib, "Gallery")
	var jpg, anim bytes.Buffer
	if err := errors.Join(jpeg.Encode(&jpg, colours(8, 8, 1), nil), gif.Encode(&anim, colours(8, 8, 1), nil)); err != nil {
		t.Fatal(err)
	}
	webp := []byte("RIFF\x04\x00\x00\x00WEBPVP8 ")
	big := append(PNG(3), make([]byte, 3<<20)...)
	for _, data := range [][]byte{PNG(1), PNG(2), jpg.Bytes(), anim.Bytes(), webp, big, PNG(1)} {
		h, err := lib.PutPicture(t.Context(), id, data)
		if err != nil || h != game.HashOf(data) {
			t.Fatalf("stored as %q, %v", h, err)
		}
		for range 2 {
			got, err := lib.Picture(t.Context(), id, h)
			if err != nil || !bytes.Equal(got, data) {
				t.Fatalf("got %d other bytes, %v", len(got), err)
			}
			clear(got) // the stored picture does not change with it
		}
	}
	if n := len(readAll(t, lib, id, 0)); n != 1 {
		t.Errorf("pictures left %d events in the journal, want 1", n)
	}
}

func noPictures(t *testing.T, lib game.Library) {
	id := create(t, lib, "Gallery")
	for _, data := range []string{"", "P", "a text", "<svg/>", "BM bitmap", "\x89PNG", "RIFF\x04\x00\x00\x00WAVEfmt "} {
		if h, err := lib.PutPicture(t.Context(), id, []byte(data)); !errors.Is(err, game.ErrRefused) {
			t.Errorf("%q was stored as picture %q, %v, want ErrRefused", data, h, err)
		}
		if _, err := lib.Picture(t.Context(), id, game.HashOf([]byte(data))); !errors.Is(err, game.ErrNotFound) {
			t.Errorf("picture of %q: %v, want ErrNotFound", data, err)
		}
	}
}
