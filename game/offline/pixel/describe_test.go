package pixel

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"journey/game"
	geometry "journey/game/canvas"
)

func describe(t *testing.T, data []byte) game.Description {
	t.Helper()
	d, err := New().Describe(t.Context(), game.DescribeRequest{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	if d.Alt == "" || d.Prompt == "" || d.Premise == "" {
		t.Errorf("something is left unsaid: %+v", d)
	}
	return d
}

func holds(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in %q", w, text)
		}
	}
}

func TestDescribesWhatItPainted(t *testing.T) {
	d := describe(t, paint(t, market())[0].Data)
	holds(t, d.Alt, "night market under neon", "night", "rain", "You", "Vesna", "short silver hair", "long red coat", "storm lamp", "wide")
	holds(t, d.Prompt, "night market", "rain", "Vesna", "magenta neon")
	holds(t, d.Premise, "You are here", "night market", "rain", "Vesna is with you")
}

// rewritten makes the picture's pixels anew, without what it says of itself.
func rewritten(t *testing.T, data []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return pngOf(t, img)
}

func pngOf(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// shore is a picture of two level fields, with a bright spot at the upper right.
func shore(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.NRGBA{R: 60, G: 120, B: 220, A: 255}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, h/2, w, h), image.NewUniform(color.NRGBA{R: 30, G: 90, B: 30, A: 255}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(w*3/4, 0, w, h/3), image.NewUniform(color.NRGBA{R: 255, G: 250, B: 200, A: 255}), image.Point{}, draw.Src)
	return img
}

func TestDescribesOthersByColoursAlone(t *testing.T) {
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, shore(600, 400), nil); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"png": pngOf(t, shore(600, 400)), "jpg": jpg.Bytes()} {
		t.Run(name, func(t *testing.T) {
			d := describe(t, data)
			holds(t, d.Alt, "landscape", "green and blue", "upper right", "level line", "in the middle", "calm", "Only its colours")
			holds(t, d.Premise, "You are", "upper right")
		})
	}
	dark := image.NewNRGBA(image.Rect(0, 0, 300, 900))
	draw.Draw(dark, dark.Bounds(), image.NewUniform(color.NRGBA{R: 14, G: 14, B: 20, A: 255}), image.Point{}, draw.Src)
	d := describe(t, pngOf(t, dark))
	holds(t, d.Alt, "dark", "portrait format", "black", "evenly lit", "no level line")
	if d := describe(t, rewritten(t, paint(t, market())[0].Data)); strings.Contains(d.Alt, "market") {
		t.Errorf("without its note a picture is known all the same: %s", d.Alt)
	} else {
		holds(t, d.Alt, "Only its colours")
	}
}

func TestNoteIsReadBackWhole(t *testing.T) {
	r := market()
	want := noteOf(r, frameOf(r.Size))
	got, ok := readNote(paint(t, r)[0].Data)
	if !ok {
		t.Fatal("there is no note")
	}
	again, err := New().one(t.Context(), got, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, paint(t, r)[0].Data) {
		t.Error("the note paints another picture")
	}
	if got.Scene.Place != want.Scene.Place || len(got.Present) != 1 || got.Seed != r.Seed || got.Width != 1536 {
		t.Errorf("read %+v, want %+v", got, want)
	}
}

// chunked puts a text in the place of the note of a PNG.
func chunked(tb testing.TB, data []byte, body string) []byte {
	tb.Helper()
	out, err := geometry.WriteText(data, geometry.Text{Key: noteName, Value: body})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// TestDescribeTellsWhatWasPainted: not all that words ask for can be painted, and a player
// who does not see the picture must not be told that it is there.
func TestDescribeTellsWhatWasPainted(t *testing.T) {
	for words, want := range map[string][]string{
		"an elephant in the rain":       {"meadow", "rain. It was asked for"},
		"a red dragon over a castle":    {"Seen: castle."},
		"an owl and a woman in a city":  {"Seen: the woman; owl."},
		"an old skull on a stone table": {"Seen: skull."},
	} {
		d := describe(t, prompted(t, words, game.PictureSize{W: 300, H: 200}))
		for _, w := range append(want, words) {
			if !strings.Contains(d.Alt, w) {
				t.Errorf("%q is described without %q: %s", words, w, d.Alt)
			}
		}
		if !strings.Contains(d.Prompt, words) || !strings.Contains(d.Premise, words) {
			t.Errorf("%q is lost: %+v", words, d)
		}
	}
}

func TestForgedNotes(t *testing.T) {
	plain := pngOf(t, shore(300, 200))
	size := `,"width":300,"height":200`
	for name, body := range map[string]string{
		"escapes":      `{"scene":{"place":"a \u001b[31mred\u202e\u0000 dock"}` + size + `}`,
		"huge":         `{"scene":{"place":"` + strings.Repeat("x", geometry.MaxText-100) + `"}` + size + `}`,
		"long":         `{"scene":{"place":"` + strings.Repeat("dock ", 9000) + `"}` + size + `}`,
		"crowded":      `{"scene":{"present":["a"` + strings.Repeat(`,"b"`, 9000) + `]}` + size + `}`,
		"no JSON":      `{{{`,
		"other shape":  `{"scene":[1,2]}`,
		"another size": `{"scene":{"place":"a dock"},"width":9,"height":9}`,
	} {
		t.Run(name, func(t *testing.T) {
			d := describe(t, chunked(t, plain, body))
			for _, text := range []string{d.Alt, d.Prompt, d.Premise} {
				if game.Clean(text) != text || len(text) > 9000 {
					t.Errorf("%d bytes, not clean: %.200q", len(text), text)
				}
			}
			if (name == "escapes") == strings.Contains(d.Alt, "Only its colours") && name != "huge" && name != "long" && name != "crowded" {
				t.Errorf("described as %s", d.Alt)
			}
		})
	}
}

func TestDescribeMeasuresFirst(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing": nil, "a text": []byte("<svg/>"), "a torn picture": pngOf(t, shore(90, 90))[:60], "too much": make([]byte, geometry.MaxBytes+1),
	} {
		if d, err := New().Describe(t.Context(), game.DescribeRequest{Data: data}); err == nil {
			t.Errorf("%s is described: %+v", name, d)
		}
	}
}

func FuzzReadNote(f *testing.F) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(note{Scene: game.Scene{Place: "a dock"}}.sign(b.Bytes()))
	f.Add(chunked(f, b.Bytes(), `{"seed":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if n, ok := readNote(data); ok {
			if d := New().describe(n); game.Clean(d.Alt) != d.Alt {
				t.Errorf("not clean: %q", d.Alt)
			}
		}
	})
}

func TestPortraitOnPlainGround(t *testing.T) {
	r := game.PaintRequest{
		Scene: game.Scene{
			Place: "a plain light grey ground with nothing else on it", Light: "soft neutral daylight from the front",
			Shot: "full figure from head to feet, seen from the front, eye level", Mood: "calm", Present: []string{"You"},
		},
		Present: []game.Character{{Name: "You", Look: "tall, long red hair", Wears: []string{"green coat"}}},
		Size:    game.PictureSize{W: 768, H: 1024},
	}
	img := decode(t, paint(t, r)[0])
	grey := func(x, y int) bool {
		r, g, b, _ := img.At(x, y).RGBA()
		c := mk(int(r>>8), int(g>>8), int(b>>8))
		return c.saturation() < 24 && c.luma() > 120
	}
	ground, figure := 0, 0
	for y := 0; y < 1024; y += 8 {
		for x := 0; x < 768; x += 8 {
			edge := x < 100 || x > 660 || y < 40
			switch {
			case edge && !grey(x, y):
				t.Fatalf("the ground is not plain at (%d, %d)", x, y)
			case edge:
				ground++
			case !grey(x, y):
				figure++
			}
		}
	}
	if figure < ground/5 {
		t.Errorf("the figure fills %d fields beside %d of the ground's edge", figure, ground)
	}
	r.Scene.Shot = "reference sheet, full figure"
	r.Size = game.PictureSize{W: 1536, H: 1024}
	decode(t, paint(t, r)[0])
}
