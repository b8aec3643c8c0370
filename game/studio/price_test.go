package studio_test

import (
	"image"
	"testing"

	"journey/game"
	"journey/game/canvas"
	"journey/game/offline/pixel"
	"journey/game/studio"
)

// A shop paints at a dollar a picture and a dime a picture that it is given, no
// larger than 1024x1024.
type shop struct {
	*pixel.Painter
	unknown bool
}

func (s shop) Sizes() canvas.Sizes {
	return canvas.Sizes{List: []game.PictureSize{{W: 1024, H: 1024}}}
}

func (s shop) Price(r game.PaintRequest) (float64, bool) { return float64(max(r.N, 1)), !s.unknown }

func (s shop) PriceEdit(r game.EditRequest) (float64, bool) {
	return float64(max(r.N, 1)) + float64(len(r.Pictures))/10, !s.unknown
}

func TestTheMostAStepCosts(t *testing.T) {
	t.Parallel()
	s := studio.New(studio.Config{Painter: shop{Painter: pixel.New()}})
	square := image.Pt(1024, 1024)
	for name, tt := range map[string]struct {
		op   studio.Op
		size image.Point
		n    int
		want float64
	}{
		"generate": {studio.OpGenerate, image.Point{}, 3, 3},
		"edit":     {studio.OpEdit, square, 1, 1.2}, // with a mask
		"refine":   {studio.OpRefine, square, 1, 1.1},
		"vary":     {studio.OpVary, square, 4, 4.1},
		"extend":   {studio.OpExtend, square, 1, 1.2},
		"panorama": {studio.OpExtend, image.Pt(2048, 1024), 1, 3 * 1.2}, // the pieces overlap
		"crop":     {studio.OpCrop, square, 1, 0},
	} {
		if usd, known := s.Most(tt.op, studio.Version{}, tt.size, studio.Wish{N: tt.n}); usd < tt.want-1e-9 || usd > tt.want+1e-9 || !known {
			t.Errorf("%s: %v, %v; want %v", name, usd, known, tt.want)
		}
	}
	if _, known := studio.New(studio.Config{Painter: shop{pixel.New(), true}}).Most(studio.OpRefine, studio.Version{}, square, studio.Wish{}); known {
		t.Error("a price that is not known is")
	}
	if usd, known := studio.New(studio.Config{Painter: pixel.New()}).Most(studio.OpRefine, studio.Version{}, square, studio.Wish{}); usd != 0 || !known {
		t.Errorf("offline it costs %v, %v", usd, known)
	}
}
