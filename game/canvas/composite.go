package canvas

import (
	"image"
)

// Composite puts into a picture what was made of it, where the mask lets it change:
// every pixel outside of the mask is exactly the original's, whatever became of it
// in the edited picture. The seam is feathered over so many pixels, all of them
// inside the mask, as by [Mask.Feather]; with 0 the mask is taken as it is. An edited
// picture of another size is scaled to the original's. A nil mask lets everything
// change; beyond the edges of one of another size nothing does.
func Composite(original, edited image.Image, m *Mask, feather int) *image.NRGBA {
	size := original.Bounds().Size()
	top := scaled(edited, edited.Bounds(), size)
	if m == nil {
		return NRGBA(top)
	}
	if feather > 0 {
		m = m.Clone()
		m.Feather(feather)
	}
	out := NRGBA(original)
	r := out.Rect.Intersect(m.Rect)
	for y := range r.Dy() {
		old, fresh := out.Pix[y*out.Stride:], top.Pix[y*top.Stride:]
		for x, v := range m.row(y, 0, r.Max.X) {
			switch v {
			case 0:
			case 255:
				copy(old[4*x:][:4], fresh[4*x:][:4])
			default:
				mix(old[4*x:][:4], fresh[4*x:][:4], int(v))
			}
		}
	}
	return out
}

// mix makes a pixel k/255 of another, each as heavy as it is opaque.
func mix(p, with []uint8, k int) {
	a, b := int(p[3])*(255-k), int(with[3])*k
	if a+b == 0 {
		clear(p)
		return
	}
	for i := range 3 {
		p[i] = uint8((int(p[i])*a + int(with[i])*b + (a+b)/2) / (a + b))
	}
	p[3] = uint8((a + b + 127) / 255)
}
