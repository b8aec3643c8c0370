package game_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"testing"
	"testing/synctest"

	"journey/game"
)

func dot(t *testing.T, w int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, 9))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPictureOfThePlayersOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}, Painter: &brush{name: "brush"}})
		tb.must(tb.j.Begin())
		first := tb.final().Picture
		next[game.Told](tb)
		tb.must(tb.j.Settle(t.Context()))

		mine := dot(t, 77)
		tb.must(tb.j.Illustrate(1, mine, game.PictureRef{Prompt: "a dot", Painter: "hand", Hash: "no hash"}))
		if u := tb.final(); u.Picture.Hash != game.HashOf(mine) || !bytes.Equal(u.Data, mine) {
			t.Errorf("arrived %+v", u.Picture)
		}
		c, _ := tb.saved().Chapter(1)
		if c.Picture.Hash != game.HashOf(mine) || c.Picture.Prompt != "a dot" || len(c.Pictures) != 2 || c.Pictures[0].Hash != first.Hash {
			t.Errorf("the chapter has %+v of %+v", c.Picture, c.Pictures)
		}

		old, err := tb.lib.Picture(t.Context(), tb.j.Story().ID, first.Hash)
		tb.must(err)
		tb.must(tb.j.Illustrate(1, old, game.PictureRef{}))
		if c, _ := tb.saved().Chapter(1); c.Picture.Hash != first.Hash || len(c.Pictures) != 2 {
			t.Errorf("the earlier picture was chosen; the chapter has %+v of %d", c.Picture, len(c.Pictures))
		}

		tb.must(tb.j.Portray(1, "Ada", mine, game.PictureRef{Painter: "hand"}))
		ada := tb.saved().CastAt(1).Present([]string{"Ada"})[0]
		if p, ok := tb.saved().Portrait(ada); !ok || p.Picture.Hash != game.HashOf(mine) {
			t.Errorf("the portrait is %+v", p)
		}
		for name, refused := range map[string]struct{ got, want error }{
			"no picture":    {tb.j.Illustrate(1, []byte("<svg>"), game.PictureRef{}), game.ErrRefused},
			"no chapter":    {tb.j.Illustrate(7, mine, game.PictureRef{}), game.ErrNoChoice},
			"nobody":        {tb.j.Portray(1, "Nobody", mine, game.PictureRef{}), game.ErrNoChoice},
			"no such place": {tb.j.Portray(7, "Ada", mine, game.PictureRef{}), game.ErrNoChoice},
		} {
			if !errors.Is(refused.got, refused.want) {
				t.Errorf("%s: %v", name, refused.got)
			}
		}
		tb.must(tb.j.Close())
		if err := tb.j.Illustrate(1, mine, game.PictureRef{}); !errors.Is(err, game.ErrClosed) {
			t.Errorf("a closed journey says %v", err)
		}
	})
}
