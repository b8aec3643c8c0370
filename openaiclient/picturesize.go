package openaiclient

import (
	"fmt"
	"math"
	"strings"

	"journey/game"
)

// isGPTImage reports whether a model takes quality and output_format and refuses
// response_format.
func isGPTImage(model string) bool {
	model = model[strings.LastIndexByte(model, '/')+1:] // a vendor's name may stand before it
	return strings.HasPrefix(model, "gpt-image") || strings.HasPrefix(model, "chatgpt-image")
}

// pictureSize returns the size nearest to the wish that the model paints.
func pictureSize(model string, wish game.PictureSize) string {
	if wish.W <= 0 || wish.H <= 0 {
		wish = DefaultPictureSize()
	}
	w, h := float64(wish.W), float64(wish.H)
	model = model[strings.LastIndexByte(model, '/')+1:]
	switch {
	case strings.HasPrefix(model, "gpt-image-1"), strings.HasPrefix(model, "chatgpt-image"):
		switch {
		case w/h > 1.2:
			return "1536x1024"
		case h/w > 1.2:
			return "1024x1536"
		}
		return "1024x1024"
	case isGPTImage(model):
		return gptImage2Size(w, h)
	}
	// Diffusion models at home: steps of 64, about a megapixel at most.
	scale := min(1, math.Sqrt(1_600_000/(w*h)))
	return fmt.Sprintf("%dx%d", steps(w*scale, 64, math.Round), steps(h*scale, 64, math.Round))
}

// gptImage2Size keeps to the rules of gpt-image-2 and later: multiples of 16, no
// side more than three times the other, 655,360 to 8,294,400 pixels, no edge above
// 3840.
func gptImage2Size(w, h float64) string {
	w, h = min(w, 3*h), min(h, 3*w)
	if px := w * h; px < 655_360 {
		f := math.Sqrt(655_360 / px)
		w, h = steps2(w*f, h*f, math.Ceil)
	} else {
		f := min(1, math.Sqrt(8_294_400/px), 3840/max(w, h))
		w, h = steps2(w*f, h*f, math.Floor)
	}
	for w > 3*h {
		w -= 16
	}
	for h > 3*w {
		h -= 16
	}
	for w*h < 655_360 {
		if w < h {
			w += 16
		} else {
			h += 16
		}
	}
	return fmt.Sprintf("%.0fx%.0f", w, h)
}

func steps2(w, h float64, round func(float64) float64) (float64, float64) {
	return float64(steps(w, 16, round)), float64(steps(h, 16, round))
}

// steps rounds v to a multiple of step, at least one.
func steps(v float64, step int, round func(float64) float64) int {
	return max(int(round(v/float64(step))), 1) * step
}
