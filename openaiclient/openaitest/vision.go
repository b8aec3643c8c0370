package openaitest

import (
	"fmt"
	"image"
	"image/color"
	"strings"
)

// describe says what pictures show, as far as their colours tell: whoever sends
// the wrong picture reads the wrong colours.
func describe(pictures []image.Image) string {
	said := make([]string, len(pictures))
	for i, img := range pictures {
		r := img.Bounds()
		third := func(n int) string {
			return colourName(mean(img, image.Rect(r.Min.X, r.Min.Y+n*r.Dy()/3, r.Max.X, r.Min.Y+(n+1)*r.Dy()/3)))
		}
		middle := (r.Min.X + r.Max.X) / 2
		left := colourName(mean(img, image.Rect(r.Min.X, r.Min.Y, middle, r.Max.Y)))
		right := colourName(mean(img, image.Rect(middle, r.Min.Y, r.Max.X, r.Max.Y)))
		said[i] = fmt.Sprintf("A picture of %d by %d pixels: %s above, %s in the middle, %s below; %s on the left, %s on the right.",
			r.Dx(), r.Dy(), third(0), third(1), third(2), left, right)
	}
	return strings.Join(said, " ")
}

// mean is the mean colour of a part of a picture.
func mean(img image.Image, part image.Rectangle) color.RGBA {
	var sum [3]uint64
	var n uint64
	// A few thousand points tell the mean of any picture.
	stepX, stepY := max(1, part.Dx()/64), max(1, part.Dy()/64)
	for y := part.Min.Y; y < part.Max.Y; y += stepY {
		for x := part.Min.X; x < part.Max.X; x += stepX {
			r, g, b, _ := img.At(x, y).RGBA()
			sum[0], sum[1], sum[2] = sum[0]+uint64(r>>8), sum[1]+uint64(g>>8), sum[2]+uint64(b>>8)
			n++
		}
	}
	n = max(n, 1)
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}

// colourName is the nearest of a few colours with a name.
func colourName(c color.RGBA) string {
	best, least := "", 1<<30
	for _, named := range []struct {
		name    string
		r, g, b int
	}{
		{"black", 0, 0, 0},
		{"dark grey", 64, 64, 64},
		{"grey", 128, 128, 128},
		{"pale grey", 192, 192, 192},
		{"white", 255, 255, 255},
		{"red", 220, 30, 30},
		{"dark red", 110, 20, 20},
		{"orange", 240, 140, 50},
		{"brown", 110, 70, 40},
		{"yellow", 245, 225, 60},
		{"green", 50, 170, 60},
		{"dark green", 20, 80, 30},
		{"turquoise", 60, 180, 180},
		{"blue", 40, 80, 220},
		{"dark blue", 20, 30, 100},
		{"pale blue", 150, 190, 240},
		{"violet", 130, 60, 190},
		{"dark violet", 50, 25, 90},
		{"pink", 235, 110, 150},
		{"pale orange", 250, 205, 160},
	} {
		dr, dg, db := int(c.R)-named.r, int(c.G)-named.g, int(c.B)-named.b
		if d := dr*dr + dg*dg + db*db; d < least {
			best, least = named.name, d
		}
	}
	return best
}
