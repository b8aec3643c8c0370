package canvas

import (
	"cmp"
	"fmt"
	"image"
	"slices"
)

// MaxTiles is how many pieces a canvas is painted in at most.
const MaxTiles = 64

// Tiles plans how a canvas is painted that is larger than a model's largest picture:
// in windows of one size, no larger than most, that cover what is not painted yet.
// Each shares at least the overlap with the next, but no more of that than half of
// itself. Those nearest to the picture come first, so that each continues what is
// there. For every window in turn paint [Extension.Tile] and go on with what
// [Extension.Put] returns; its canvas is the panorama in the end. More than [MaxTiles]
// wrap [ErrTooLarge].
func (e Extension) Tiles(most image.Point) ([]image.Rectangle, error) {
	size := e.Canvas.Rect.Size()
	w, h := min(size.X, most.X), min(size.Y, most.Y)
	across, down := pieces(size.X, w, e.Overlap), pieces(size.Y, h, e.Overlap)
	if across < 1 || down < 1 || across > MaxTiles/down {
		return nil, fmt.Errorf("paint %dx%d in pieces of %dx%d: %w", size.X, size.Y, most.X, most.Y, ErrTooLarge)
	}
	var out []image.Rectangle
	for i := range across * down {
		x, y := start(i%across, across, size.X-w), start(i/across, down, size.Y-h)
		if r := image.Rect(x, y, x+w, y+h); !e.blank.part(r).Empty() {
			out = append(out, r)
		}
	}
	off := func(r image.Rectangle) int {
		d := r.Min.Add(r.Max).Sub(e.At.Min).Sub(e.At.Max)
		return d.X*d.X + d.Y*d.Y
	}
	slices.SortStableFunc(out, func(a, b image.Rectangle) int { return cmp.Compare(off(a), off(b)) })
	return out, nil
}

// pieces is how many windows cover a length, 0 when none do.
func pieces(long, window, overlap int) int {
	if window < 1 {
		return 0
	}
	overlap = min(overlap, window/2)
	return 1 + (long-window+window-overlap-1)/(window-overlap)
}

// start is where window i of n begins when they are spread evenly.
func start(i, n, room int) int { return i * room / max(n-1, 1) }

// Tile is the part of an extension in a window, which has to lie on the canvas: a
// picture for a model, with the mask of what is not painted yet in there.
func (e Extension) Tile(window image.Rectangle) Extension {
	t := Extension{
		Canvas: NRGBA(e.Canvas.SubImage(window)), Overlap: e.Overlap,
		At: e.At.Intersect(window).Sub(window.Min), blank: e.blank.part(window),
	}
	t.Mask = t.mask()
	return t
}

// Put returns the extension with what was painted for a window stitched into it:
// what is in there is done, and the mask lets change only what is not, and the
// overlap.
func (e Extension) Put(window image.Rectangle, painted image.Image) Extension {
	e.Canvas, e.blank = NRGBA(e.Canvas), e.blank.Clone()
	put(e.Canvas, e.Tile(window).Stitch(painted), window.Min)
	e.blank.Rectangle(window, false)
	e.Mask = e.mask()
	return e
}

// part is a copy of the mask in a window.
func (m *Mask) part(window image.Rectangle) *Mask {
	window = window.Intersect(m.Rect)
	out := NewMask(window.Size())
	for y := range window.Dy() {
		copy(out.row(y, 0, window.Dx()), m.row(window.Min.Y+y, window.Min.X, window.Max.X))
	}
	return out
}
