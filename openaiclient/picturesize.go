package openaiclient

import (
	"fmt"
	"strings"

	"journey/game"
	"journey/game/canvas"
)

// isGPTImage reports whether a model takes quality and output_format and refuses
// response_format.
func isGPTImage(model string) bool {
	model = model[strings.LastIndexByte(model, '/')+1:] // a vendor's name may stand before it
	return strings.HasPrefix(model, "gpt-image") || strings.HasPrefix(model, "chatgpt-image")
}

// PictureSizes is what a model of this name paints. Of models other than OpenAI's no
// more is known than what diffusion models do well: edges that are multiples of 64,
// and about a megapixel and a half at most.
func PictureSizes(model string) canvas.Sizes {
	model = model[strings.LastIndexByte(model, '/')+1:]
	switch {
	case strings.HasPrefix(model, "gpt-image-1"), strings.HasPrefix(model, "chatgpt-image"):
		return canvas.Sizes{List: []game.PictureSize{{W: 1024, H: 1024}, {W: 1536, H: 1024}, {W: 1024, H: 1536}}}
	case isGPTImage(model): // gpt-image-2 and later
		return canvas.Sizes{Step: 16, MaxEdge: 3840, MaxRatio: 3, MinPixels: 655_360, MaxPixels: 8_294_400}
	}
	return canvas.Sizes{Step: 64, MaxEdge: 2560, MaxRatio: 4, MaxPixels: 1_600_000}
}

// pictureSize is the size nearest to the wish that the model paints, as it is sent.
func pictureSize(model string, wish game.PictureSize) string {
	if wish.W <= 0 || wish.H <= 0 {
		wish = DefaultPictureSize()
	}
	near := PictureSizes(model).Nearest(wish)
	return fmt.Sprintf("%dx%d", near.W, near.H)
}
