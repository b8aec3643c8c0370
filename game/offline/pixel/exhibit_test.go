package pixel

import (
	"image"
	"strings"
	"testing"

	"journey/game"
)

// prompted is the picture that words alone ask for.
func prompted(t *testing.T, words string, size game.PictureSize) []byte {
	t.Helper()
	pics, err := New().Paint(t.Context(), game.PaintRequest{Prompt: words, Size: size, Seed: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pics[0].Data
}

// closeTo counts the pixels of a part of a picture, in percent of its sides, that are
// close to a colour.
func closeTo(t *testing.T, data []byte, c ink, part image.Rectangle) int {
	t.Helper()
	m, n := pixmapOf(imageOf(t, data)), 0
	for y := m.h * part.Min.Y / 100; y < m.h*part.Max.Y/100; y++ {
		for x := m.w * part.Min.X / 100; x < m.w*part.Max.X/100; x++ {
			n += one(apart(m.px[y*m.w+x], c) < 70)
		}
	}
	return n
}

// What words name first stands before the place they name, large and in the colour
// they give it: the same words without it show next to nothing of that colour.
func TestPromptShowsWhatItNames(t *testing.T) {
	middle := image.Rect(20, 20, 80, 100)
	for _, tt := range []struct {
		words, without string
		hue            ink
		part           image.Rectangle
	}{
		{"a skull on a stone table", "a stone cellar", 0xe0d8c4, middle},
		{"a red car in a rainy street at night", "a rainy street at night", 0xa02030, middle},
		{"a lighthouse at dawn", "the moor at dawn", 0xa82838, image.Rect(50, 10, 80, 80)},
		{"a fox in the snow", "snow", 0xe07828, middle},
		{"a castle on a hill", "a meadow", 0x8a8694, image.Rect(20, 20, 80, 70)},
		{"a woman in a red coat in a market", "an empty market", 0xb02840, image.Rect(20, 30, 70, 100)},
		{"a black horse in a meadow", "a meadow", 0x1c1a1c, middle},
	} {
		size := game.PictureSize{W: 768, H: 512}
		got := closeTo(t, prompted(t, tt.words, size), tt.hue, tt.part)
		bare := closeTo(t, prompted(t, tt.without, size), tt.hue, tt.part)
		if got < bare*2 || got-bare < 768*512/200 {
			t.Errorf("%q has %d pixels of its colour, %q has %d", tt.words, got, tt.without, bare)
		}
	}
}

func TestPromptSettlesWhereAndWhen(t *testing.T) {
	for _, tt := range []struct{ words, place, time, weather, present string }{
		{"a skull on a stone table", "cellar", "morning", "indoors", ""},
		{"a red car in a rainy street at night", "street", "night", "rain", ""},
		{"a fox in the snow", "frozen pond", "morning", "snow", ""},
		{"a castle on a hill", "meadow", "morning", "", ""},
		{"a ship in a storm", "storm sea", "morning", "storm", ""},
		{"a woman in a red coat in a market", "night market", "", "", "the woman"},
		{"two children in the wood at dusk", "deep wood", "dusk", "", "the child, the second child"},
		{"a bear in a cave", "wood cave", "morning", "indoors", ""},
		{"", "meadow", "morning", "", ""},
	} {
		n := New().imagined(tt.words, note{})
		got := []string{n.Scene.Place, n.Scene.Time, n.Scene.Weather, strings.Join(n.Scene.Present, ", ")}
		if want := []string{tt.place, tt.time, tt.weather, tt.present}; strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q is painted as %q, not %q", tt.words, got, want)
		}
	}
}

func TestPromptOfAnythingIsPainted(t *testing.T) {
	every := "on a table on a hill under the moon"
	for _, th := range things() {
		every = "a red " + th.words[0] + ", " + every
		prompted(t, th.words[0], game.PictureSize{W: 64, H: 96})
	}
	for _, words := range []string{every, strings.Repeat("skull on a table ", 9000), "\x1b[2J\xff car", "on", "children women men"} {
		for _, size := range []game.PictureSize{{W: 64, H: 64}, {W: 64, H: 1024}, {W: 1024, H: 64}} {
			prompted(t, words, size)
		}
	}
}

func TestPromptedPictureKnowsItsWords(t *testing.T) {
	data := prompted(t, "a castle on a hill", game.PictureSize{})
	d, err := New().Describe(t.Context(), game.DescribeRequest{Data: data})
	if err != nil || !strings.Contains(d.Alt, "a castle on a hill") || strings.Contains(d.Alt, "Nobody") {
		t.Errorf("described as %q (%v)", d.Alt, err)
	}
	night := edited(t, game.EditRequest{Prompt: "make it night", Pictures: [][]byte{data}})
	if n, ok := readNote(night); !ok || n.Asked != "a castle on a hill" || n.Scene.Time != "night" {
		t.Errorf("at night it is %+v", n)
	}
}
