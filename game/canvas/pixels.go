package canvas

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"
)

// maxSmooth is how many pixels, of the width wanted and the height there is, are
// scaled by CatmullRom, which needs 32 bytes for each of them.
const maxSmooth = 4 << 20

// NRGBA returns a copy of a picture with its corner at 0, 0. Colours and alpha of 8
// bits stay exactly as they are; of 16 bits the higher 8 are kept.
func NRGBA(img image.Image) *image.NRGBA {
	b := img.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if b.Empty() {
		return out
	}
	switch src := img.(type) {
	case *image.NRGBA:
		for y := range b.Dy() {
			copy(out.Pix[y*out.Stride:][:out.Stride], src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.NRGBA64:
		for y := range b.Dy() {
			row := src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):]
			for i := range out.Stride {
				out.Pix[y*out.Stride+i] = row[2*i]
			}
		}
	case *image.Paletted:
		fromPalette(out, src)
	case *image.RGBA:
		fromRGBA(out, src)
	default:
		var to draw.Image = out
		if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
			// The same bytes, and a much faster way into them.
			to = &image.RGBA{Pix: out.Pix, Stride: out.Stride, Rect: out.Rect}
		}
		draw.Draw(to, out.Rect, img, b.Min, draw.Src)
	}
	return out
}

func fromPalette(out *image.NRGBA, src *image.Paletted) {
	var colours [256]color.NRGBA
	for i, c := range src.Palette[:min(len(src.Palette), 256)] {
		colours[i], _ = color.NRGBAModel.Convert(c).(color.NRGBA)
	}
	for y := range out.Rect.Dy() {
		to := out.Pix[y*out.Stride:][:out.Stride]
		for x, i := range src.Pix[src.PixOffset(src.Rect.Min.X, src.Rect.Min.Y+y):][:out.Rect.Dx()] {
			c := colours[i]
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
}

func fromRGBA(out *image.NRGBA, src *image.RGBA) {
	for y := range out.Rect.Dy() {
		to := out.Pix[y*out.Stride:][:out.Stride]
		copy(to, src.Pix[src.PixOffset(src.Rect.Min.X, src.Rect.Min.Y+y):])
		for p := to; len(p) >= 4; p = p[4:] {
			if a := p[3]; a != 255 {
				c, _ := color.NRGBAModel.Convert(color.RGBA{p[0], p[1], p[2], a}).(color.NRGBA)
				p[0], p[1], p[2] = c.R, c.G, c.B
			}
		}
	}
}

// flat is NRGBA for reading only: it shares the pixels of a picture that is so
// already.
func flat(img image.Image) *image.NRGBA {
	if n, ok := img.(*image.NRGBA); ok && n.Rect.Min == (image.Point{}) {
		return n
	}
	return NRGBA(img)
}

// scaled is a picture, or a part of it, in another size, for reading only: by
// CatmullRom, and where that would take much memory by the mean of neighbours.
func scaled(img image.Image, part image.Rectangle, size image.Point) *image.NRGBA {
	if part.Size() == size {
		return flat(cut(img, part))
	}
	to := image.NewRGBA(image.Rectangle{Max: size})
	if part.Empty() || size.X < 1 || size.Y < 1 {
		return NRGBA(to)
	}
	var by draw.Scaler = draw.CatmullRom
	if size.X > maxSmooth/part.Dy() {
		by = draw.ApproxBiLinear
	}
	by.Scale(to, to.Rect, img, part, draw.Src, nil)
	return NRGBA(to)
}

// cut is a part of a picture; it shares its pixels where the kind of picture can.
func cut(img image.Image, part image.Rectangle) image.Image {
	if part == img.Bounds() {
		return img
	}
	if s, ok := img.(interface {
		SubImage(r image.Rectangle) image.Image
	}); ok {
		return s.SubImage(part)
	}
	return flat(img).SubImage(part.Sub(img.Bounds().Min))
}
