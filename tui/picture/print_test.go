package picture_test

import (
	"image/color"
	"strings"
	"testing"

	"journey/tui/picture"
)

func TestPrintLeavesTheCursorBelowThePicture(t *testing.T) {
	t.Parallel()
	for _, p := range []picture.Protocol{picture.Blocks, picture.Sixel, picture.Kitty, picture.ITerm2, picture.KittyDirect, picture.None} {
		term := newTerminal(t, 80, 20)
		if _, err := term.Write([]byte(strings.Repeat("text\n", 17))); err != nil {
			t.Fatal(err)
		}
		if err := picture.Print(t.Context(), term, plain(t, color.RGBA{255, 0, 0, 255}), picture.Size{W: 30, H: 6}, picture.Terminal{Protocol: p}); err != nil {
			t.Fatal(err)
		}
		if _, err := term.Write([]byte("below")); err != nil {
			t.Fatal(err)
		}
		if len(term.problems) > 0 {
			t.Error(p, term.problems)
		}
		want := 19
		if p == picture.None {
			want = 17
		}
		if got := strings.TrimRight(term.row(want), " "); got != "below" {
			t.Errorf("%v: row %d is %q, want below", p, want, got)
		}
		if cells := len(term.pixels()); (p == picture.Sixel || p == picture.KittyDirect) && cells != 30*6 {
			t.Errorf("%v: %d cells have pixels, want %d", p, cells, 30*6)
		}
	}
}
