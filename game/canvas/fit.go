package canvas

import (
	"fmt"
	"image"
)

// FitSize is the largest size of a picture's shape within another: it has the whole
// width or the whole height, and the other, rounded to the nearest pixel, is at least
// 1. It is zero when one of them is empty.
func FitSize(size, within image.Point) image.Point {
	switch {
	case size.X < 1 || size.Y < 1 || within.X < 1 || within.Y < 1:
		return image.Point{}
	case size.X*within.Y >= within.X*size.Y:
		return image.Pt(within.X, max((size.Y*within.X+size.X/2)/size.X, 1))
	}
	return image.Pt(max((size.X*within.Y+size.Y/2)/size.Y, 1), within.Y)
}

// Fit scales a picture up or down to the largest that fits in a size, see [FitSize].
// It wraps [ErrTooLarge] for a size of more than [MaxPixels], [ErrEmpty] for one of
// none.
func Fit(img image.Image, within image.Point) (*image.NRGBA, error) {
	if err := checkSize(within); err != nil {
		return nil, fmt.Errorf("fit picture: %w", err)
	}
	return NRGBA(scaled(img, img.Bounds(), FitSize(img.Bounds().Size(), within))), nil
}

// Pad is Fit on a transparent ground of exactly the size. It also returns where the
// picture is, in the middle (a pixel nearer to the upper left when the rest is odd),
// so that [Crop] and [Fit] can undo it.
func Pad(img image.Image, size image.Point) (*image.NRGBA, image.Rectangle, error) {
	inner, err := Fit(img, size)
	if err != nil {
		return nil, image.Rectangle{}, err
	}
	at := image.Rectangle{Max: inner.Rect.Size()}.Add(size.Sub(inner.Rect.Size()).Div(2))
	out := image.NewNRGBA(image.Rectangle{Max: size})
	put(out, inner, at.Min)
	return out, at, nil
}
