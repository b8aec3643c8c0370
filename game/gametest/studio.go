package gametest

import (
	"image"
	"slices"
	"testing"

	"journey/game"
	"journey/game/canvas"
	"journey/game/studio"
)

// Studio takes a picture from its words to its last version in a studio that has all
// abilities.
func Studio(t *testing.T, cfg studio.Config) {
	t.Helper()
	s := studio.New(cfg)
	first := one(t)(s.Generate(t.Context(), studio.Wish{Prompt: "a market square at night, a woman in a red coat", Size: game.PictureSize{W: 1024, H: 1024}}, nil))
	check(t, first, studio.Version{Op: studio.OpGenerate, Prompt: "a market square at night, a woman in a red coat"}, image.Pt(1024, 1024))

	mask := canvas.NewMask(image.Pt(1024, 1024))
	mask.Ellipse(image.Rect(300, 400, 600, 700), true)
	edited := one(t)(s.Edit(t.Context(), first, mask, studio.Wish{Prompt: "the square with a skull in it"}, nil))
	check(t, edited, studio.Version{Op: studio.OpEdit, Parent: first.Hash, Prompt: "the square with a skull in it"}, image.Pt(1024, 1024))
	if changed := differing(t, first, edited); changed.Empty() || !changed.In(mask.Area()) {
		t.Errorf("changed %v, the mask has %v", changed, mask.Area())
	}

	wide := one(t)(s.Extend(t.Context(), edited, canvas.Margins{Left: 512}, studio.Wish{}, nil))
	check(t, wide, studio.Version{Op: studio.OpExtend, Parent: edited.Hash}, image.Pt(1536, 1024))
	back, err := s.Crop(wide, image.Rect(512, 0, 1536, 1024))
	if err != nil {
		t.Fatal(err)
	}
	check(t, back, studio.Version{Op: studio.OpCrop, Parent: wide.Hash}, image.Pt(1024, 1024))
	if changed := differing(t, edited, back); !changed.In(image.Rect(0, 0, 33, 1024)) {
		t.Errorf("extending changed %v of the picture", changed)
	}

	takes, err := s.Vary(t.Context(), edited, studio.Wish{N: 2}, nil)
	if err != nil || len(takes) != 2 || takes[0].Hash == takes[1].Hash || takes[0].Hash == edited.Hash {
		t.Errorf("%d takes, %v", len(takes), err)
	}
	night := one(t)(s.Refine(t.Context(), edited, studio.Wish{Prompt: "make it snow"}, nil))
	check(t, night, studio.Version{Op: studio.OpRefine, Parent: edited.Hash, Prompt: "make it snow"}, image.Pt(1024, 1024))
	if seen, err := s.Describe(t.Context(), night, ""); err != nil || seen.Alt == "" {
		t.Errorf("seen %+v, %v", seen, err)
	}
}

func one(t *testing.T) func([]studio.Version, error) studio.Version {
	t.Helper()
	return func(vs []studio.Version, err error) studio.Version {
		t.Helper()
		if err != nil || len(vs) != 1 {
			t.Fatalf("%d pictures, %v", len(vs), err)
		}
		return vs[0]
	}
}

// check compares what a version says of itself, and what can be read back of it.
func check(t *testing.T, got, want studio.Version, size image.Point) {
	t.Helper()
	read, err := studio.Open(got.Data)
	if err != nil {
		t.Fatal(err)
	}
	read.Usage = got.Usage
	if read.Op != got.Op || read.Parent != got.Parent || read.Prompt != got.Prompt || read.Hash != got.Hash || got.Hash != game.HashOf(got.Data) {
		t.Errorf("read back %s of %s, %q; made %s of %s, %q", read.Op, read.Parent, read.Prompt, got.Op, got.Parent, got.Prompt)
	}
	if got.Op != want.Op || got.Parent != want.Parent || want.Prompt != "" && got.Prompt != want.Prompt || got.Model == "" {
		t.Errorf("made %s of %s by %q, %q", got.Op, got.Parent, got.Model, got.Prompt)
	}
	if at, err := got.Size(); err != nil || at != size {
		t.Errorf("made %v, want %v, %v", at, size, err)
	}
}

// differing is the smallest rectangle around the pixels in which two versions differ.
func differing(t *testing.T, a, b studio.Version) image.Rectangle {
	t.Helper()
	x, err := canvas.Decode(a.Data)
	y, err2 := canvas.Decode(b.Data)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	var out image.Rectangle
	p, q := canvas.NRGBA(x), canvas.NRGBA(y)
	for i := 0; i < len(p.Pix); i += 4 {
		if !slices.Equal(p.Pix[i:i+4], q.Pix[i:i+4]) {
			at := image.Pt(i%p.Stride/4, i/p.Stride)
			out = out.Union(image.Rectangle{Min: at, Max: at.Add(image.Pt(1, 1))})
		}
	}
	return out
}
