package canvas

import (
	"image"
	"math"
)

// A Ratio is a shape: so many wide to so many high.
type Ratio struct{ W, H int }

// A Focus is the place in a picture that a crop keeps in its middle as far as the
// edges let it: from 0, 0 at the upper left to 1, 1 at the lower right.
type Focus struct{ X, Y float64 }

// Centre is the middle of a picture.
func Centre() Focus { return Focus{X: 0.5, Y: 0.5} }

// maxRatio bounds the numbers of a ratio, so that no product of them overflows.
const maxRatio = 1 << 30

// CropRect is the largest rectangle of a ratio in a picture of a size: it has the
// whole width or the whole height, and the other, rounded to the nearest pixel, is
// at least 1. Its middle is as near to the focus as the edges let it be. A ratio with
// a number below 1 is the whole picture.
func CropRect(size image.Point, ratio Ratio, focus Focus) image.Rectangle {
	w, h := min(ratio.W, maxRatio), min(ratio.H, maxRatio)
	to := size
	switch {
	case w < 1 || h < 1 || size.X < 1 || size.Y < 1:
		return image.Rectangle{Max: size}
	case size.X*h > size.Y*w:
		to.X = max((size.Y*w+h/2)/h, 1)
	default:
		to.Y = max((size.X*h+w/2)/w, 1)
	}
	at := image.Pt(startOf(size.X, to.X, focus.X), startOf(size.Y, to.Y, focus.Y))
	return image.Rectangle{Min: at, Max: at.Add(to)}
}

// startOf is where a piece of a length starts that has the focus in its middle.
func startOf(whole, piece int, focus float64) int {
	if math.IsNaN(focus) {
		focus = 0.5
	}
	start := int(math.Round(max(min(focus, 1), 0)*float64(whole) - float64(piece)/2))
	return max(min(start, whole-piece), 0)
}

// Crop returns a part of a picture, measured from its upper left corner: the pixels
// exactly as they are. What of r is outside of the picture is left out.
func Crop(img image.Image, r image.Rectangle) *image.NRGBA {
	b := img.Bounds()
	r = r.Intersect(image.Rectangle{Max: b.Size()})
	return NRGBA(cut(img, r.Add(b.Min)))
}
