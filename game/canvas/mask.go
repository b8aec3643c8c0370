package canvas

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
)

// ErrMask is wrapped by the error for a mask that does not fit its picture, or that
// lets nothing change.
var ErrMask = errors.New("the mask does not fit the picture")

// hard is from where on a pixel may change, in a mask that is to have no softness.
const hard = 128

// A Mask says which pixels of a picture may change: 255 may, 0 is kept, and what is
// between mixes the old with the new at a seam. What needs a yes or a no takes 128
// and above as may change. A mask has the size of its picture and its corner at 0,
// 0. Methods without a result change the mask; [Mask.Clone] keeps the one before.
type Mask struct{ *image.Alpha }

// NewMask returns a mask that keeps every pixel.
func NewMask(size image.Point) *Mask {
	return &Mask{image.NewAlpha(image.Rectangle{Max: size})}
}

// MaskOf returns the mask of a picture with holes: what is more than half
// transparent may change.
func MaskOf(img image.Image) *Mask {
	src := flat(img)
	m := NewMask(src.Rect.Size())
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			if src.Pix[src.PixOffset(x, y)+3] < hard {
				m.Pix[m.PixOffset(x, y)] = 255
			}
		}
	}
	return m
}

// ReadMask reads an encoded picture (PNG, JPEG or WebP within the limits of
// [Decode]) as the mask of a picture of w by h pixels. Where something in it is more
// than half transparent, that is what may change, as with [MaskOf]; a picture
// without transparency says it by brightness: what is nearer to white may change.
// The mask has a hard edge. One of another size wraps [ErrMask] and names both.
func ReadMask(data []byte, w, h int) (*Mask, error) {
	img, err := Decode(data)
	if err != nil {
		return nil, fmt.Errorf("read mask: %w", err)
	}
	if size := img.Bounds().Size(); size != image.Pt(w, h) {
		return nil, fmt.Errorf("read mask: %w: it has %dx%d pixels, the picture %dx%d", ErrMask, size.X, size.Y, w, h)
	}
	src := flat(img)
	m := MaskOf(src)
	if !m.Empty() {
		return m, nil
	}
	for y := range h {
		for x := range w {
			p := src.Pix[src.PixOffset(x, y):]
			if c, ok := color.GrayModel.Convert(color.RGBA{p[0], p[1], p[2], 255}).(color.Gray); ok && c.Y >= hard {
				m.Pix[m.PixOffset(x, y)] = 255
			}
		}
	}
	return m, nil
}

// PNG encodes a mask in the one form that suits every server, whether it reads
// alpha or brightness: what may change is white with alpha 0, what is kept is black
// and opaque, with a hard edge. The file has four channels of 8 bits, since some
// servers refuse a palette. It wraps [ErrMask] when nothing may change.
func (m *Mask) PNG() ([]byte, error) {
	if m.Empty() {
		return nil, fmt.Errorf("encode mask: %w: nothing in it may change", ErrMask)
	}
	img := image.NewNRGBA(m.Rect)
	for i, v := range m.Pix {
		p := img.Pix[4*i:][:4]
		if p[3] = 255; v >= hard {
			p[0], p[1], p[2], p[3] = 255, 255, 255, 0
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode mask: %w", err)
	}
	return b.Bytes(), nil
}

// Clone returns a copy.
func (m *Mask) Clone() *Mask {
	return &Mask{&image.Alpha{Pix: slices.Clone(m.Pix), Stride: m.Stride, Rect: m.Rect}}
}

// Empty reports whether nothing may change.
func (m *Mask) Empty() bool {
	return !slices.ContainsFunc(m.Pix, func(v uint8) bool { return v >= hard })
}

// Whole reports whether everything may change.
func (m *Mask) Whole() bool {
	return !slices.ContainsFunc(m.Pix, func(v uint8) bool { return v < hard })
}

// Area is the smallest rectangle around all that may change, empty when nothing may.
func (m *Mask) Area() image.Rectangle {
	var area image.Rectangle
	may := func(v uint8) bool { return v >= hard }
	for y := range m.Rect.Dy() {
		row := m.row(y, 0, m.Rect.Dx())
		left := slices.IndexFunc(row, may)
		if left < 0 {
			continue
		}
		right := len(row)
		for !may(row[right-1]) {
			right--
		}
		area = area.Union(image.Rect(left, y, right, y+1))
	}
	return area
}

// Rectangle lets a rectangle change when on, and keeps it otherwise. What lies outside
// of the picture is left out, as by the other tools.
func (m *Mask) Rectangle(r image.Rectangle, on bool) {
	m.each(r, on, func(image.Point) bool { return true })
}

// Ellipse is [Mask.Rectangle] for the pixels whose middle is in the ellipse that
// touches the sides of r.
func (m *Mask) Ellipse(r image.Rectangle, on bool) {
	w, h := float64(r.Dx()), float64(r.Dy())
	m.each(r, on, func(p image.Point) bool {
		x := (float64(2*(p.X-r.Min.X)+1) - w) / w
		y := (float64(2*(p.Y-r.Min.Y)+1) - h) / h
		return x*x+y*y <= 1
	})
}

// Stroke draws a round brush from one pixel to another: every pixel whose middle is
// no further than radius and a half from the line between theirs. Radius 0 is a line
// of one pixel; the same point twice is a dot of 2*radius+1 pixels.
func (m *Mask) Stroke(from, to image.Point, radius int, on bool) {
	if radius < 0 {
		return
	}
	reach := (float64(radius) + 0.5) * (float64(radius) + 0.5)
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	long := dx*dx + dy*dy
	box := image.Rectangle{Min: from, Max: to}.Canon()
	m.each(image.Rect(box.Min.X-radius, box.Min.Y-radius, box.Max.X+radius+1, box.Max.Y+radius+1), on, func(p image.Point) bool {
		x, y := float64(p.X-from.X), float64(p.Y-from.Y)
		if along := x*dx + y*dy; along > 0 && long > 0 {
			if along < long {
				across := x*dy - y*dx
				return across*across <= reach*long
			}
			x, y = x-dx, y-dy
		}
		return x*x+y*y <= reach
	})
}

// each sets the pixels in r that are in the shape.
func (m *Mask) each(r image.Rectangle, on bool, shape func(p image.Point) bool) {
	var v uint8
	if on {
		v = 255
	}
	r = r.Intersect(m.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := m.row(y, r.Min.X, r.Max.X)
		for i := range row {
			if shape(image.Pt(r.Min.X+i, y)) {
				row[i] = v
			}
		}
	}
}

func (m *Mask) row(y, from, to int) []uint8 {
	return m.Pix[m.PixOffset(from, y):][:to-from]
}

// Invert lets change what is kept, and keeps what may change.
func (m *Mask) Invert() {
	for i := range m.Pix {
		m.Pix[i] = 255 - m.Pix[i]
	}
}
