package picture

import (
	"bytes"
	"image"
)

// Cells returns the cells in which the picture is best shown inside box on t. It
// is [Fit], but pixel art on terminals that show pixels gets no more cells than
// whole squares of its own pixels need, if they then still fill most of the box.
func (s *Source) Cells(box Size, t Terminal) Size {
	fit := Fit(s.Size, box, t.cell())
	if s.art.empty() || t.Protocol == Blocks || t.Protocol == None {
		return fit
	}
	cell := t.cell()
	times := min(fit.W*cell.W/s.art.W, fit.H*cell.H/s.art.H)
	w, h := times*s.art.W, times*s.art.H
	if float64(w) < artFills*float64(fit.W*cell.W) && float64(h) < artFills*float64(fit.H*cell.H) {
		return fit
	}
	return Size{(w + cell.W - 1) / cell.W, (h + cell.H - 1) / cell.H}
}

// artSize returns the size of pixel art in its own pixels, each of which may be
// stored as a square of many; zero for a picture that is not indexed and has more colours
// than pixel art.
func artSize(img image.Image) Size {
	if fewIn(img) {
		if all := opaque(img); distinct(all, artColors) != nil {
			grain := grainOf(all)
			return Size{(all.Rect.Dx() + grain - 1) / grain, (all.Rect.Dy() + grain - 1) / grain}
		}
	}
	p, ok := img.(*image.Paletted)
	if !ok {
		return Size{}
	}
	grain, w := 0, p.Rect.Dx()
	var above []uint8
	for y := range p.Rect.Dy() {
		line := p.Pix[y*p.Stride:][:w]
		if y > 0 && bytes.Equal(line, above) {
			continue
		}
		if y > 0 {
			grain = commonDivisor(grain, y)
		}
		above = line
		for x := 1; x < w && grain != 1; x++ {
			if line[x] != line[x-1] {
				grain = commonDivisor(grain, x)
			}
		}
		if grain == 1 {
			break
		}
	}
	grain = max(grain, 1)
	return Size{(w + grain - 1) / grain, (p.Rect.Dy() + grain - 1) / grain}
}

// fewIn reports whether a picture of true colour may have few of them. Of a photograph it looks
// at a few rows.
func fewIn(img image.Image) bool {
	switch p := img.(type) {
	case *image.RGBA:
		return distinct(p, artColors) != nil
	case *image.NRGBA: // the same bytes where it is opaque
		return distinct(&image.RGBA{Pix: p.Pix, Stride: p.Stride, Rect: p.Rect}, artColors) != nil
	}
	return false
}
