package pixel

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
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

// direct encodes a picture of many colours as a PNG, each row as its difference from
// the one above: image/png tries five ways for each row, which takes longer than all
// else that is done to a photograph.
func (m pixmap) direct() ([]byte, error) {
	var data bytes.Buffer
	z, err := zlib.NewWriterLevel(&data, zlib.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	const filterUp = 2
	row, above := make([]byte, 1+4*m.w), make([]byte, 4*m.w)
	row[0] = filterUp
	for y := range m.h {
		for x := range m.w {
			c, a := m.px[y*m.w+x], m.a[y*m.w+x]
			to, up := row[1+4*x:][:4], above[4*x:][:4]
			r, g, b := uint8(c>>16), uint8(c>>8), uint8(c)
			to[0], to[1], to[2], to[3] = r-up[0], g-up[1], b-up[2], a-up[3]
			up[0], up[1], up[2], up[3] = r, g, b, a
		}
		if _, err := z.Write(row); err != nil {
			return nil, fmt.Errorf("encode picture: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(m.w))
	head = binary.BigEndian.AppendUint32(head, uint32(m.h))
	head = append(head, 8, 6, 0, 0, 0) // bits; red, green, blue and alpha; the usual ways
	out := []byte("\x89PNG\r\n\x1a\n")
	for _, c := range []struct {
		kind string
		body []byte
	}{{"IHDR", head}, {"IDAT", data.Bytes()}, {"IEND", nil}} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(c.body)))
		from := len(out)
		out = append(append(out, c.kind...), c.body...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
	}
	return out, nil
}
