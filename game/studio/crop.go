package studio

import (
	"image"

	"journey/game"
	"journey/game/canvas"
)

// Crop cuts a rectangle, in pixels from the upper left corner, out of a picture. It wraps [canvas.ErrEmpty] when
// nothing is left.
func (s *Studio) Crop(of Version, r image.Rectangle) (Version, error) {
	img, err := canvas.Decode(of.Data)
	if err != nil {
		return Version{}, err
	}
	if r.Intersect(image.Rectangle{Max: img.Bounds().Size()}).Empty() {
		return Version{}, canvas.ErrEmpty
	}
	data, err := encode(canvas.Crop(img, r))
	if err != nil {
		return Version{}, err
	}
	return made(OpCrop, of, of.Prompt, of.Model, game.Usage{}, data), nil
}
