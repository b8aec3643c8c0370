package studio

import (
	"image"

	"journey/game"
)

// Most is the most that a wish can cost, in US dollars; known is false where the
// price of the painter's model is not known. Size is that of the picture it starts
// from and, for [OpExtend], of the canvas to be painted; a crop costs nothing.
func (s *Studio) Most(op Op, of Version, size image.Point, w Wish) (usd float64, known bool) {
	if op == OpCrop {
		return 0, true
	}
	if op == OpGenerate {
		return s.mostToPaint(game.PaintRequest{Prompt: w.Prompt, Premise: game.Premise{Style: s.cfg.Style}, Size: w.Size, N: w.N})
	}
	r := game.EditRequest{Prompt: s.styled(w.Prompt), Pictures: [][]byte{of.Data}, Size: w.Size, N: w.N}
	if op == OpEdit || op == OpExtend { // a mask is sent beside, and is paid like a picture
		r.Pictures = append(r.Pictures, of.Data)
	}
	times := 1
	if r.Size == (game.PictureSize{}) {
		r.Size = s.NearestSize(game.PictureSize{W: size.X, H: size.Y})
	}
	if op == OpExtend {
		times = pieces(size.X, r.Size.W) * pieces(size.Y, r.Size.H)
	}
	return s.mostToEdit(r, times)
}

func (s *Studio) mostToPaint(r game.PaintRequest) (usd float64, known bool) {
	p, ok := s.cfg.Painter.(game.PricedPainter)
	if !ok {
		return 0, true
	}
	return p.Price(r)
}

func (s *Studio) mostToEdit(r game.EditRequest, times int) (usd float64, known bool) {
	p, ok := s.cfg.Painter.(game.PricedEditor)
	if !ok {
		return 0, true
	}
	usd, known = p.PriceEdit(r)
	return float64(times) * usd, known
}

// pieces is into how many windows a length is painted at most, as
// [canvas.Extension.Tiles] cuts it.
func pieces(long, window int) int {
	if long <= window || window < 1 {
		return 1
	}
	step := max(window-min(overlap, window/2), 1)
	return 1 + (long-window+step-1)/step
}
