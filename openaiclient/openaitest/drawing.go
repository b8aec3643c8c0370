package openaitest

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
)

// block is the edge of one big pixel of a finished drawing.
const block = 8

// landscape draws a landscape whose colours come from the prompt and whose shapes
// come from the prompt and the seed, of big pixels that many wide.
func landscape(prompt string, seed uint64, w, h, block int) *image.RGBA {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(prompt)) // never fails
	rng := rand.New(rand.NewPCG(hash.Sum64(), seed))
	palette := rng.Perm(len(skies()))
	cols, rows := (w+block-1)/block, (h+block-1)/block
	cells := make([]color.RGBA, cols*rows)
	top, low := skies()[palette[0]], skies()[palette[1]]
	sunX, sunY, sunR := rng.Float64()*float64(cols), (0.15+0.3*rng.Float64())*float64(rows), float64(rows)/10
	hill, wave := 0.55+0.2*rng.Float64(), 0.05+0.1*rng.Float64()
	for y := range rows {
		for x := range cols {
			c := mix(top, low, float64(y)/float64(rows))
			if math.Hypot(float64(x)-sunX, float64(y)-sunY) < sunR {
				c = color.RGBA{255, 236, 170, 255}
			}
			for layer := range 3 {
				l := float64(layer)
				edge := hill + 0.12*l + wave*math.Sin(float64(x)/float64(cols)*(6+3*l)+l*2+sunX)
				if float64(y) > edge*float64(rows) {
					c = mix(low, color.RGBA{18, 18, 40, 255}, 0.45+0.22*l)
				}
			}
			cells[y*cols+x] = c
		}
	}
	return enlarge(cells, cols, w, h, block)
}

// enlarge makes a picture of w by h pixels of cells, each block by block.
func enlarge(cells []color.RGBA, cols, w, h, block int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		row := img.Pix[y*img.Stride : (y+1)*img.Stride]
		if y%block > 0 {
			copy(row, img.Pix[(y-1)*img.Stride:])
			continue
		}
		for x := range w {
			c := cells[y/block*cols+x/block]
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
	return img
}

func encode(img image.Image, format string) []byte {
	var b bytes.Buffer
	var err error
	if format == "jpeg" {
		err = jpeg.Encode(&b, img, nil)
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img)
	}
	if err != nil {
		panic("openaitest: draw: " + err.Error())
	}
	return b.Bytes()
}

func skies() []color.RGBA {
	return []color.RGBA{
		{40, 24, 92, 255},
		{222, 92, 120, 255},
		{24, 88, 140, 255},
		{250, 170, 90, 255},
		{60, 160, 160, 255},
		{120, 60, 150, 255},
	}
}

func mix(a, b color.RGBA, t float64) color.RGBA {
	blend := func(p, q uint8) uint8 { return uint8(float64(p)*(1-t) + float64(q)*t) }
	return color.RGBA{blend(a.R, b.R), blend(a.G, b.G), blend(a.B, b.B), 255}
}
