package picture

import (
	"cmp"
	"image"
	"image/color"
	"io"
)

// writeDithered dithers a picture and writes the sixel string of an area that begins in its
// upper left corner and is as wide. While a chunk of bands is packed and written, the next is
// dithered: there is never more of the dithered picture than that, for new memory is a good part
// of what a large picture costs. The string is ended whatever happens.
func writeDithered(w io.Writer, img *image.RGBA, area image.Rectangle, c choice, near *nearest, black bool) error {
	if area.Empty() {
		return nil
	}
	regs := registersFor(c.colors, black)
	if _, err := w.Write(regs.header(area)); err != nil {
		return err //nolint:wrapcheck // Print does
	}
	const chunks = 2
	free, full := make(chan *image.Paletted, chunks), make(chan *image.Paletted, chunks)
	for range chunks {
		free <- image.NewPaletted(image.Rect(0, 0, area.Dx(), chunkRows), c.colors)
	}
	go ditherChunks(newDithering(img, c.rough, near), area.Dy(), free, full)
	p := newPacker(area.Dx(), regs)
	first := true
	var failed error
	for chunk := range full { // to the end also if it fails, for until then somebody reads the picture
		if failed == nil {
			p.chunk(chunk, chunk.Rect, first)
			_, failed = w.Write(p.out)
			first = false
		}
		free <- chunk
	}
	_, err := io.WriteString(w, sixelEnd)
	return cmp.Or(failed, err)
}

// ditherChunks fills free chunks with so many rows, from the top.
func ditherChunks(d *dithering, rows int, free <-chan *image.Paletted, full chan<- *image.Paletted) {
	defer close(full)
	for d.y < rows {
		chunk := <-free
		chunk.Rect.Max.Y = min(chunkRows, rows-d.y)
		d.rows(chunk.Pix[:chunk.Rect.Dy()*chunk.Stride])
		full <- chunk
	}
}

// registersFor returns registers for all of some colours, in their order.
func registersFor(colors color.Palette, black bool) *registers {
	r := &registers{}
	if black {
		r.colors = append(r.colors, color.RGBA64{A: 0xffff})
	}
	for i, c := range colors {
		r.of[i] = uint8(len(r.colors))
		r.colors = append(r.colors, c)
	}
	return r
}
