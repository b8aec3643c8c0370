package pixel

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// maxColours is how many colours a picture has at most.
const maxColours = 64

// A shade is a colour of the picture, rounded, and how much it counts.
type shade struct{ r, g, b, weight int }

// quantise reduces a picture to its own palette by median cut, with ordered
// dithering.
func quantise(p []ink, w, h int) *image.Paletted {
	pal := choose(shades(p))
	colours := make(color.Palette, len(pal))
	for i, c := range pal {
		r, g, b := c.rgb()
		colours[i] = color.RGBA{clamp8(r), clamp8(g), clamp8(b), 255}
	}
	img := image.NewPaletted(image.Rect(0, 0, w, h), colours)
	nearest := make([]int16, 1<<15)
	for i := range nearest {
		nearest[i] = -1
	}
	for i, c := range p {
		d := (bayer(i%w, i/w) - 8) / 2
		r, g, b := c.rgb()
		key := int(clamp8(r+d))>>3<<10 | int(clamp8(g+d))>>3<<5 | int(clamp8(b+d))>>3
		if nearest[key] < 0 {
			nearest[key] = int16(closest(pal, key>>10<<3|4, key>>5&31<<3|4, key&31<<3|4))
		}
		img.Pix[i] = uint8(nearest[key])
	}
	return img
}

func closest(pal []ink, r, g, b int) int {
	best, least := 0, 1<<30
	for i, c := range pal {
		pr, pg, pb := c.rgb()
		d := 3*(pr-r)*(pr-r) + 5*(pg-g)*(pg-g) + 2*(pb-b)*(pb-b)
		if d < least {
			best, least = i, d
		}
	}
	return best
}

// shades counts the colours of a picture. Rare colours count more than their
// share and bright ones most, so that a small light keeps its hue.
func shades(p []ink) []shade {
	type sum struct{ n, r, g, b int }
	bins := make([]sum, 1<<15)
	for _, c := range p {
		r, g, b := c.rgb()
		q := &bins[r>>3<<10|g>>3<<5|b>>3]
		q.n++
		q.r, q.g, q.b = q.r+r, q.g+g, q.b+b
	}
	var out []shade
	for _, q := range bins {
		if q.n == 0 {
			continue
		}
		c := mk(q.r/q.n, q.g/q.n, q.b/q.n)
		r, g, b := c.rgb()
		out = append(out, shade{r, g, b, isqrt(q.n*16) * (160 + c.saturation() + c.luma()/2) / 64})
	}
	return out
}

// choose cuts the colours into boxes, always the one with the most weight times
// extent, and takes each box's mean.
func choose(all []shade) []ink {
	boxes := [][]shade{all}
	for len(boxes) < maxColours {
		best, most := -1, 0
		for i, b := range boxes {
			if _, extent := widest(b); len(b) > 1 && extent*isqrt(weigh(b)) > most {
				best, most = i, extent*isqrt(weigh(b))
			}
		}
		if best < 0 {
			break
		}
		lo, hi := cut(boxes[best])
		boxes[best] = lo
		boxes = append(boxes, hi)
	}
	pal := make([]ink, 0, len(boxes))
	for _, b := range boxes {
		pal = append(pal, mean(b))
	}
	slices.Sort(pal)
	return slices.Compact(pal)
}

func weigh(b []shade) int {
	n := 0
	for _, s := range b {
		n += s.weight
	}
	return n
}

func shadeOf(s shade, k int) int {
	return [3]int{s.r, s.g, s.b}[k]
}

func widest(b []shade) (k, extent int) {
	for c := range 3 {
		lo, hi := 255, 0
		for _, s := range b {
			lo, hi = min(lo, shadeOf(s, c)), max(hi, shadeOf(s, c))
		}
		if e := (hi - lo) * [3]int{10, 13, 8}[c] / 10; e > extent {
			k, extent = c, e
		}
	}
	return k, extent
}

func cut(b []shade) (lo, hi []shade) {
	k, _ := widest(b)
	slices.SortFunc(b, func(x, y shade) int { // no two shades are the same: a total order
		return cmp.Or(shadeOf(x, k)-shadeOf(y, k), x.r-y.r, x.g-y.g, x.b-y.b)
	})
	half, n, i := weigh(b)/2, 0, 0
	for i < len(b)-1 && (n < half || i == 0) {
		n += b[i].weight
		i++
	}
	return b[:i:i], b[i:]
}

func mean(b []shade) ink {
	var r, g, bl, n int
	for _, s := range b {
		r, g, bl, n = r+s.r*s.weight, g+s.g*s.weight, bl+s.b*s.weight, n+s.weight
	}
	n = max(n, 1)
	return mk(r/n, g/n, bl/n)
}
