package canvas

import (
	"errors"
	"fmt"
	"image"
)

// ErrMargins is wrapped by the error for margins that extend nothing.
var ErrMargins = errors.New("there is nothing to extend into")

// Margins are how many pixels a picture gets on each side.
type Margins struct{ Left, Right, Up, Down int }

// An Extension is a picture on a larger canvas of which the rest is yet to be
// painted.
type Extension struct {
	// Canvas shows the picture as it is, and nothing (transparent black) where it is
	// to be painted: models continue that better than a smear of the edge.
	Canvas *image.NRGBA
	// Mask lets change what is not painted yet, and the overlap.
	Mask *Mask
	// At is where the picture is on the canvas; of a tile the part of it in there.
	At image.Rectangle
	// Overlap is how many pixels of the picture, at the sides that it is extended on,
	// may be painted over so that the new joins the old.
	Overlap int

	blank *Mask // what is not painted yet
}

// Extend puts a picture on a canvas larger by the margins. The overlap reaches into
// the picture, at most to its middle. It wraps [ErrMargins] for margins that are
// negative or all 0, and [ErrTooLarge] for a canvas of more than [MaxPixels].
func Extend(img image.Image, by Margins, overlap int) (Extension, error) {
	size := img.Bounds().Size()
	least, most := min(by.Left, by.Right, by.Up, by.Down), max(by.Left, by.Right, by.Up, by.Down)
	if least < 0 || most == 0 || size.X < 1 || size.Y < 1 {
		return Extension{}, fmt.Errorf("extend picture of %dx%d: %w", size.X, size.Y, ErrMargins)
	}
	wide := image.Rect(-by.Left, -by.Up, size.X+by.Right, size.Y+by.Down).Size()
	if most > MaxPixels { // the sum may be too much for a number
		wide = image.Pt(most, 1)
	}
	if err := checkSize(wide); err != nil {
		return Extension{}, fmt.Errorf("extend picture of %dx%d: %w", size.X, size.Y, err)
	}
	e := Extension{Overlap: max(overlap, 0), At: image.Rectangle{Max: size}.Add(image.Pt(by.Left, by.Up))}
	if by.Left > 0 || by.Right > 0 {
		e.Overlap = min(e.Overlap, size.X/2)
	}
	if by.Up > 0 || by.Down > 0 {
		e.Overlap = min(e.Overlap, size.Y/2)
	}
	e.Canvas, e.blank = image.NewNRGBA(image.Rectangle{Max: wide}), NewMask(wide)
	put(e.Canvas, flat(img), e.At.Min)
	e.blank.Rectangle(e.blank.Rect, true)
	e.blank.Rectangle(e.At, false)
	e.Mask = e.mask()
	return e, nil
}

// mask lets change what is blank, and the overlap around it.
func (e Extension) mask() *Mask {
	m := e.blank.Clone()
	m.Grow(e.Overlap)
	return m
}

// Stitch puts what was painted on the canvas, in whatever size it came, around the
// picture: the picture is exactly as it was but for the overlap, in which the old
// passes into the new.
func (e Extension) Stitch(painted image.Image) *image.NRGBA {
	soft := e.Mask.Clone()
	soft.Feather(e.Overlap)
	for i, v := range e.blank.Pix { // under which there is nothing to mix with
		soft.Pix[i] = max(soft.Pix[i], v)
	}
	return Composite(e.Canvas, painted, soft, 0)
}

// put copies a picture onto another that it fits in.
func put(onto, img *image.NRGBA, at image.Point) {
	size := img.Rect.Size()
	for y := range size.Y {
		copy(onto.Pix[onto.PixOffset(at.X, at.Y+y):][:4*size.X], img.Pix[img.PixOffset(img.Rect.Min.X, img.Rect.Min.Y+y):])
	}
}
