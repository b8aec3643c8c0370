package pixel

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"journey/game"
	geometry "journey/game/canvas"
	"journey/game/gametest"
)

func TestEditorContract(t *testing.T) { gametest.Editor(t, New()) }

func edited(t *testing.T, r game.EditRequest) []byte {
	t.Helper()
	pics, err := New().Edit(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(pics) != max(r.N, 1) {
		t.Fatalf("%d pictures, want %d", len(pics), max(r.N, 1))
	}
	return pics[0].Data
}

func imageOf(tb testing.TB, data []byte) *image.NRGBA {
	tb.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	out := image.NewNRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out
}

// holed is a mask that lets r change.
func holed(tb testing.TB, w, h int, r image.Rectangle) []byte {
	tb.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.NRGBA{A: 255}), image.Point{}, draw.Src)
	draw.Draw(img, r, image.NewUniform(color.NRGBA{R: 255, G: 255, B: 255}), image.Point{}, draw.Src)
	return pngOf(tb, img)
}

// differing counts the pixels that differ inside and outside of r.
func differing(a, b *image.NRGBA, r image.Rectangle) (inside, outside int) {
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if a.NRGBAAt(x, y) != b.NRGBAAt(x, y) {
				if (image.Point{x, y}).In(r) {
					inside++
				} else {
					outside++
				}
			}
		}
	}
	return inside, outside
}

// photograph is a picture with no squares in it.
func photograph(w, h int) *image.NRGBA {
	d := rand.New(rand.NewPCG(1, 2))
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			n := d.IntN(9)
			c := color.NRGBA{R: uint8(90 + y*100/h + n), G: uint8(120 + n), B: uint8(220 - y*120/h), A: 255}
			if y > h*6/10 {
				c = color.NRGBA{R: uint8(50 + n*3), G: uint8(90 + n*2), B: uint8(30 + n), A: 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func TestMaskKeepsWhatIsOutside(t *testing.T) {
	for name, data := range map[string][]byte{
		"its own":      paint(t, market())[0].Data,
		"a photograph": pngOf(t, photograph(900, 600)),
	} {
		was := imageOf(t, data)
		w, h := was.Rect.Dx(), was.Rect.Dy()
		for _, prompt := range []string{"a lantern", "a woman in a red coat", "the sea", "nothing that is known"} {
			t.Run(name+"/"+prompt, func(t *testing.T) {
				r := image.Rect(w/3+5, h/4+3, w*3/5, h*4/5+1)
				got := imageOf(t, edited(t, game.EditRequest{Prompt: prompt, Pictures: [][]byte{data}, Mask: holed(t, w, h, r), Seed: 3}))
				if got.Rect != was.Rect {
					t.Fatalf("the picture is %v, was %v", got.Rect, was.Rect)
				}
				inside, outside := differing(was, got, r)
				if outside > 0 {
					t.Errorf("%d pixels changed outside of the mask", outside)
				}
				if inside < r.Dx()*r.Dy()/20 {
					t.Errorf("%d of %d pixels changed inside of it", inside, r.Dx()*r.Dy())
				}
			})
		}
	}
}

// TestWhatThePromptNamesIsDrawn holds each thing to looking unlike nothing.
func TestWhatThePromptNamesIsDrawn(t *testing.T) {
	if testing.Short() {
		t.Skip("edits with all things that can be drawn")
	}
	data := pngOf(t, shore(768, 512))
	r := image.Rect(200, 150, 500, 450)
	mask := holed(t, 768, 512, r)
	bare := imageOf(t, edited(t, game.EditRequest{Prompt: "", Pictures: [][]byte{data}, Mask: mask}))
	for _, th := range things() {
		got := imageOf(t, edited(t, game.EditRequest{Prompt: "there is a " + th.words[0] + " here", Pictures: [][]byte{data}, Mask: mask}))
		if inside, _ := differing(bare, got, r); inside < 300*300/50 {
			t.Errorf("%s: %d pixels are drawn", th.words[0], inside)
		}
	}
}

// TestAThingHasTheColourThatIsSaid: what is put into a picture is as red as it was asked for.
func TestAThingHasTheColourThatIsSaid(t *testing.T) {
	data := pngOf(t, shore(768, 512))
	r := image.Rect(200, 150, 500, 450)
	reds := func(prompt string) (n int) {
		got := imageOf(t, edited(t, game.EditRequest{Prompt: prompt, Pictures: [][]byte{data}, Mask: holed(t, 768, 512, r)}))
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if c := got.NRGBAAt(x, y); int(c.R) > 2*int(c.G)+20 && int(c.R) > 2*int(c.B)+20 {
					n++
				}
			}
		}
		return n
	}
	if plain, red := reds("a car"), reds("a red car"); red < plain+r.Dx()*r.Dy()/50 {
		t.Errorf("%d pixels of a red car are red, %d of a car", red, plain)
	}
}

// TestFillIsSeamless leaves a hole in a picture of two fields: what is filled in is
// of their colours, and the line between them goes on.
func TestFillIsSeamless(t *testing.T) {
	img := shore(768, 480)
	data := pngOf(t, img)
	got := imageOf(t, edited(t, game.EditRequest{Prompt: "", Pictures: [][]byte{data}, Mask: holed(t, 768, 480, image.Rect(100, 190, 400, 400))}))
	if in, out := differing(img, got, got.Rect); in+out > 0 {
		t.Errorf("%d pixels of two plain fields differ", in+out)
	}
}

// extended is a larger canvas with the picture at p and nothing around it.
func extended(tb testing.TB, img image.Image, w, h int, p image.Point) (data, mask []byte) {
	tb.Helper()
	big := image.NewNRGBA(image.Rect(0, 0, w, h))
	at := img.Bounds().Add(p)
	draw.Draw(big, at, img, image.Point{}, draw.Src)
	m := image.NewNRGBA(big.Rect)
	draw.Draw(m, m.Rect, image.NewUniform(color.NRGBA{R: 255, G: 255, B: 255}), image.Point{}, draw.Src)
	draw.Draw(m, at, image.NewUniform(color.NRGBA{A: 255}), image.Point{}, draw.Src)
	return pngOf(tb, big), pngOf(tb, m)
}

func TestExtendThenCropGivesTheOriginalBack(t *testing.T) {
	for name, img := range map[string]*image.NRGBA{
		"its own":      imageOf(t, paint(t, market())[0].Data),
		"a photograph": photograph(640, 400),
	} {
		for _, grow := range []struct{ l, t, r, b int }{{384, 0, 384, 0}, {97, 61, 35, 130}} {
			w, h := img.Rect.Dx()+grow.l+grow.r, img.Rect.Dy()+grow.t+grow.b
			data, mask := extended(t, img, w, h, image.Pt(grow.l, grow.t))
			for _, m := range [][]byte{mask, nil} {
				got := imageOf(t, edited(t, game.EditRequest{Prompt: "More of it.", Pictures: [][]byte{data}, Mask: m, Size: game.PictureSize{W: w, H: h}}))
				if got.Rect != image.Rect(0, 0, w, h) {
					t.Fatalf("%s: the picture is %v, want %dx%d", name, got.Rect, w, h)
				}
				for y := range img.Rect.Dy() {
					for x := range img.Rect.Dx() {
						if got.NRGBAAt(x+grow.l, y+grow.t) != img.NRGBAAt(x, y) {
							t.Fatalf("%s, %v: pixel (%d, %d) is not the original's", name, grow, x, y)
						}
					}
				}
				for i := 3; i < len(got.Pix); i += 4 {
					if got.Pix[i] != 255 {
						t.Fatalf("%s, %v: something is left clear", name, grow)
					}
				}
			}
		}
	}
}

func TestHorizonGoesOn(t *testing.T) {
	data, mask := extended(t, shore(600, 400), 1000, 400, image.Pt(200, 0))
	got := imageOf(t, edited(t, game.EditRequest{Prompt: "More.", Pictures: [][]byte{data}, Mask: mask}))
	for _, x := range []int{3, 100, 190, 810, 900, 996} {
		if above, below := got.NRGBAAt(x, 180), got.NRGBAAt(x, 220); above.B < 150 || below.B > 100 {
			t.Errorf("at %d there is %v above the horizon and %v below", x, above, below)
		}
	}
}

func TestInstructionsChangeTheScene(t *testing.T) {
	own := paint(t, market())[0].Data
	for prompt, want := range map[string][]string{
		"make it dawn":        {"dawn", "rain", "night market"},
		"let it snow":         {"snow"},
		"film noir":           {"black and white"},
		"move it to the dock": {"dock"},
		"nobody there":        {"Nobody"},

		"give her a red scarf":          {"wearing a red scarf", "night market"},
		"make the coat green":           {"a green coat"},
		"a lantern for her":             {"with a lantern"},
		"remove Vesna":                  {"Seen: You."},
		"at dawn, in a yellow raincoat": {"dawn", "a yellow raincoat"},

		"a dock without people":                  {"dock", "Nobody"},
		"go to the dock, without the umbrella":   {"dock", "rain"},
		"make it a dock, and remove the rain":    {"dock", "clear"},
		"remove the market and make it midnight": {"night market", "midnight"},
	} {
		data := edited(t, game.EditRequest{Prompt: prompt, Pictures: [][]byte{own}})
		holds(t, describe(t, data).Alt, want...)
		if a, b := imageOf(t, own), imageOf(t, data); bytes.Equal(a.Pix, b.Pix) {
			t.Errorf("%s: nothing changed", prompt)
		}
	}
	photo := imageOf(t, edited(t, game.EditRequest{Prompt: "make it midnight", Pictures: [][]byte{pngOf(t, photograph(900, 600))}}))
	if c := photo.NRGBAAt(450, 100); int(c.R)+int(c.G)+int(c.B) > 240 {
		t.Errorf("at midnight the sky is %v", c)
	}
}

// TestOnlyWhatIsKnownIsPaintedInAPart: a caller can say so before.
func TestOnlyWhatIsKnownIsPaintedInAPart(t *testing.T) {
	for prompt, want := range map[string]bool{
		"a cat on the steps": true, "a skull": true, "an alley": true, "a huge purple elephant playing a piano": false, "": false,
		"remove the tree": true, "without the elephant": true, "an elephant without a skull": true,
	} {
		if got := New().Knows(prompt); got != want {
			t.Errorf("%q: %v, want %v", prompt, got, want)
		}
	}
}

// TestWhatIsToGoIsNotPainted: what is around it goes on in its place.
func TestWhatIsToGoIsNotPainted(t *testing.T) {
	own := paint(t, market())[0].Data
	mask := holed(t, 1536, 1024, image.Rect(300, 200, 700, 900))
	of := func(prompt string) []byte {
		return imageOf(t, edited(t, game.EditRequest{Prompt: prompt, Pictures: [][]byte{own}, Mask: mask})).Pix
	}
	if bytes.Equal(of("a skull"), of("something that nobody knows")) {
		t.Fatal("no skull is painted")
	}
	for _, prompt := range []string{"remove the skull", "the same without the skull"} {
		if seen := describe(t, edited(t, game.EditRequest{Prompt: prompt, Pictures: [][]byte{own}, Mask: mask})).Alt; strings.Contains(seen, "skull") {
			t.Errorf("%s: %s", prompt, seen)
		}
	}
}

// TestWhatIsNotUnderstoodIsNotDone: another picture is no answer to an instruction.
func TestWhatIsNotUnderstoodIsNotDone(t *testing.T) {
	empty := paint(t, game.PaintRequest{Scene: game.Scene{Place: "alley"}, Size: game.PictureSize{W: 256, H: 171}})[0].Data
	for prompt, pic := range map[string][]byte{
		"give her wings": paint(t, market())[0].Data, "foo qux baz": pngOf(t, photograph(300, 200)), "give her a red scarf": empty,
		"remove the boat": empty, "without the market": empty, // both are places too
	} {
		if _, err := New().Edit(t.Context(), game.EditRequest{Prompt: prompt, Pictures: [][]byte{pic}}, nil); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v, want %v", prompt, err, ErrUnknown)
		}
	}
}

func TestVariationKeepsTheSceneAndComposesItAnew(t *testing.T) {
	own := paint(t, market())[0].Data
	pics, err := New().Edit(t.Context(), game.EditRequest{Pictures: [][]byte{own}, N: 2, Seed: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	was := imageOf(t, own)
	for _, p := range pics {
		in, _ := differing(was, imageOf(t, p.Data), was.Rect)
		if in < len(was.Pix)/4/5 {
			t.Errorf("%d pixels differ", in)
		}
		holds(t, describe(t, p.Data).Alt, "night market under neon", "Vesna", "rain")
	}
	if bytes.Equal(pics[0].Data, pics[1].Data) {
		t.Error("two variations are the same")
	}
}

func TestSameEditSameBytes(t *testing.T) {
	own := paint(t, market())[0].Data
	for _, r := range []game.EditRequest{
		{Prompt: "a lantern", Pictures: [][]byte{own}, Mask: holed(t, 1536, 1024, image.Rect(300, 200, 700, 900)), Seed: 9},
		{Prompt: "a red scarf, at dawn", Pictures: [][]byte{own}, Seed: 9},
		{Prompt: "snow", Pictures: [][]byte{pngOf(t, photograph(500, 300))}, Seed: 9},
	} {
		want := edited(t, r)
		for _, n := range []int{1, 8} {
			old := runtime.GOMAXPROCS(n)
			if !bytes.Equal(edited(t, r), want) {
				t.Errorf("%s: the edit differs with GOMAXPROCS %d", r.Prompt, n)
			}
			runtime.GOMAXPROCS(old)
		}
	}
}

func TestAnEditedPictureSaysSo(t *testing.T) {
	own := paint(t, market())[0].Data
	data := edited(t, game.EditRequest{Prompt: "a skull", Pictures: [][]byte{own}, Mask: holed(t, 1536, 1024, image.Rect(300, 200, 700, 900))})
	holds(t, describe(t, data).Alt, "night market", "Changed since: a skull")
}

func TestEditRefuses(t *testing.T) {
	own := pngOf(t, shore(300, 200))
	for name, tt := range map[string]struct {
		r    game.EditRequest
		want error
	}{
		"too many":                 {game.EditRequest{Pictures: [][]byte{own}, N: 1 << 30}, ErrTooMany},
		"none":                     {game.EditRequest{}, ErrNoPicture},
		"a mask of another size":   {game.EditRequest{Pictures: [][]byte{own}, Mask: holed(t, 200, 300, image.Rect(0, 0, 9, 9))}, geometry.ErrMask},
		"a mask that keeps it all": {game.EditRequest{Pictures: [][]byte{own}, Mask: holed(t, 300, 200, image.Rectangle{})}, geometry.ErrMask},
	} {
		if pics, err := New().Edit(t.Context(), tt.r, nil); !errors.Is(err, tt.want) {
			t.Errorf("%s: %d pictures, %v, want %v", name, len(pics), err, tt.want)
		}
	}
	for name, r := range map[string]game.EditRequest{
		"a text":         {Pictures: [][]byte{[]byte("<svg/>")}},
		"a torn mask":    {Pictures: [][]byte{own}, Mask: own[:50]},
		"a torn picture": {Pictures: [][]byte{own[:50]}},
	} {
		if _, err := New().Edit(t.Context(), r, nil); err == nil {
			t.Errorf("%s is edited", name)
		}
	}
}

// TestEditsOfOddShapes edits what no painter would send.
func TestEditsOfOddShapes(t *testing.T) {
	huge := strings.Repeat("a skull and a dock at night in the rain, noir \x1b[31m", 1<<12)
	for _, size := range []image.Point{{1, 1}, {3, 900}, {900, 3}, {64, 64}, {257, 129}} {
		img := photograph(size.X, size.Y)
		for _, prompt := range []string{"", "a skull", "the sea", huge} {
			r := game.EditRequest{Prompt: prompt, Pictures: [][]byte{pngOf(t, img)}}
			if _, err := New().Edit(t.Context(), r, nil); err != nil && !errors.Is(err, ErrUnknown) {
				t.Errorf("%v, %.20s: %v", size, prompt, err)
			}
			r.Mask = holed(t, size.X, size.Y, image.Rect(size.X/3, size.Y/3, size.X, size.Y))
			if got := imageOf(t, edited(t, r)); got.Rect != img.Rect {
				t.Errorf("%v became %v", img.Rect, got.Rect)
			}
			r.Mask = holed(t, size.X, size.Y, img.Rect)
			edited(t, r)
		}
	}
}

// TestPeopleAreNotRepeatedBeside extends a picture whose last squares are cut by its edge, so
// that the squares cannot be told from its pixels.
func TestPeopleAreNotRepeatedBeside(t *testing.T) {
	data := prompted(t, "a woman in a red coat", game.PictureSize{W: 1024, H: 1024})
	n, ok := readNote(data)
	if !ok {
		t.Fatal("the picture has no note")
	}
	img, err := geometry.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	wide := image.NewNRGBA(image.Rect(0, 0, 1536, 1024))
	draw.Draw(wide, wide.Rect.Add(image.Pt(256, 0)), img, image.Point{}, draw.Src)
	draw.Draw(wide, image.Rect(1280, 0, 1536, 1024), image.Transparent, image.Point{}, draw.Src)
	e := edit{p: New(), m: pixmapOf(wide)}
	e.noted(n)
	if e.inner == nil || e.at != image.Pt(256, 0) {
		t.Fatalf("the picture on the canvas is not known: at %v", e.at)
	}
	if g := e.grid(); g.n != frameOf(game.PictureSize{W: 1024, H: 1024}).scale {
		t.Errorf("the canvas has squares of %d pixels", g.n)
	}
	for _, g := range []grid{e.grid(), gridOf(1536, 1024, 6, 0, 0), gridOf(1536, 1024, 9, 2, 3)} {
		known := make([]bool, g.cols*g.rows)
		for i := range known {
			known[i] = true
		}
		kept := 0
		box := image.Rectangle{}
		for i, free := range e.sources(g, known) {
			if !free {
				kept++
				at := image.Pt(i%g.cols*g.n, i/g.cols*g.n)
				box = box.Union(image.Rectangle{at, at.Add(image.Pt(g.n, g.n))})
			}
		}
		// A fifth of the picture or less, about as wide as a person, in its middle.
		if share := kept * g.n * g.n * 100 / (1024 * 1024); share < 3 || share > 20 {
			t.Errorf("squares of %d: %d %% of the picture may not be repeated", g.n, share)
		}
		if middle := (box.Min.X + box.Max.X) / 2; middle < 640 || middle > 896 || box.Dx() > 512 {
			t.Errorf("squares of %d: %v may not be repeated", g.n, box)
		}
	}
}
