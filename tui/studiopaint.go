package tui

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"journey/game/canvas"
)

// invert makes a pixel stand out from what it was.
func invert(img *image.NRGBA, x, y int) {
	if !image.Pt(x, y).In(img.Rect) {
		return
	}
	p := img.Pix[img.PixOffset(x, y):][:4]
	v := uint8(255)
	if 2*int(p[0])+5*int(p[1])+int(p[2]) >= 8*128 {
		v = 0
	}
	p[0], p[1], p[2], p[3] = v, v, v, 255
}

// thick is the width of a line in a picture, in pixels.
func thick(img *image.NRGBA) int { return max(1, img.Rect.Dx()/300) }

// ring draws a circle.
func ring(img *image.NRGBA, at image.Point, radius int) {
	outer, inner := float64(radius+thick(img)), float64(radius)
	reach := radius + thick(img)
	for y := -reach; y <= reach; y++ {
		for x := -reach; x <= reach; x++ {
			if d := math.Hypot(float64(x), float64(y)); d >= inner && d < outer {
				invert(img, at.X+x, at.Y+y)
			}
		}
	}
}

// outline draws the edge of a rectangle.
func outline(img *image.NRGBA, r image.Rectangle) {
	inner := r.Inset(thick(img))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if image.Pt(x, y).In(inner) {
				x = inner.Max.X - 1
				continue
			}
			invert(img, x, y)
		}
	}
}

// dimmed shows a part of a picture as it is, and the rest dark.
func dimmed(base image.Image, part image.Rectangle) *image.NRGBA {
	m := canvas.NewMask(base.Bounds().Size())
	m.Rectangle(m.Rect, true)
	m.Rectangle(part, false)
	img := canvas.Tint(base, m, color.NRGBA{0, 0, 0, 170})
	outline(img, part)
	return img
}

// framed shows a picture on the canvas it is to be extended to: by how many of its
// widths and heights at the left, the top, the right and the bottom.
func framed(base image.Image, left, top, right, bottom float64) *image.NRGBA {
	size := base.Bounds().Size()
	w, h := float64(size.X), float64(size.Y)
	k := min(1, math.Sqrt(float64(size.X*size.Y)/(w*(1+left+right)*h*(1+top+bottom)))) // no more pixels than before
	out := image.NewNRGBA(image.Rect(0, 0, max(1, int(k*w*(1+left+right))), max(1, int(k*h*(1+top+bottom)))))
	grain := max(2, out.Rect.Dx()/48)
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			v := uint8(96)
			if (x/grain+y/grain)%2 == 0 {
				v = 128
			}
			out.SetNRGBA(x, y, color.NRGBA{v, v, v, 255})
		}
	}
	at := image.Rect(int(k*w*left), int(k*h*top), int(k*w*(1+left)), int(k*h*(1+top)))
	draw.ApproxBiLinear.Scale(out, at, base, base.Bounds(), draw.Over, nil)
	return out
}

// frameIn draws a broad frame in the colour of what is selected, around the edge of a
// rectangle.
func frameIn(img *image.NRGBA, r image.Rectangle) {
	broad := max(3, img.Rect.Dx()/120)
	m := canvas.NewMask(img.Rect.Size())
	m.Rectangle(r.Inset(-broad/2), true)
	m.Rectangle(r.Inset(broad/2), false)
	c := color.NRGBA{255, 106, 200, 255}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if m.AlphaAt(x, y).A > 0 {
				img.SetNRGBA(x, y, c)
			}
		}
	}
}
