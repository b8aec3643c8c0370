package pixel

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
)

// blowUp makes every pixel a square of n and cuts the result to w by h.
func blowUp(p *image.Paletted, n, w, h int) *image.Paletted {
	out := image.NewPaletted(image.Rect(0, 0, w, h), p.Palette)
	for y := 0; y < h; y += n {
		row := out.Pix[y*out.Stride:][:w]
		src := p.Pix[y/n*p.Stride:]
		for x := range row {
			row[x] = src[x/n]
		}
		for k := 1; k < n && y+k < h; k++ {
			copy(out.Pix[(y+k)*out.Stride:][:w], row)
		}
	}
	return out
}

func encode(p image.Image) ([]byte, error) {
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, p); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), nil
}
