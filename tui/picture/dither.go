package picture

import (
	"image"
)

// The error of each pixel goes to its neighbours much as Floyd and Steinberg have it,
// with less of it ahead and more below: a line then keeps its colour for longer, and
// lines of one band like to change it in the same place, which takes fewer bytes. Only
// five eighths of it go on: that looks as smooth, with less noise and fewer bytes again.
// Weights are in 5/128.
const (
	errorAhead       = 3 // the next pixel of the line
	errorBelowBehind = 4 // the line below, one back
	errorBelow       = 6
	errorBelowAhead  = 3
)

// Colours closer than this, as the square of a distance, pass for alike in a single
// pixel, or a little further apart than the palette misses colours by anyway: without that,
// fewer colours would hardly take fewer bytes in smooth pictures. A pixel takes the colour
// of the pixel before it, or of one above it in its band, if that is alike, and the
// error goes on as any other: runs get longer and a band has fewer colours in a column,
// which is what the size of a sixel picture comes from.
func (c choice) alike() int32 { return int32(max(40, 3*c.miss)) }

// Stretches of rows are dithered apart from each other, so that all processors take
// part. Each starts some rows early, which are thrown away: the error has settled where
// it begins, and no seam shows.
const (
	ditherRows  = 21 * sixelBand
	ditherEarly = sixelBand / 2
)

// dither maps the picture to the colours of a choice, which near finds, and hands the error of each pixel
// on to its neighbours, in lines of alternating direction.
func dither(img *image.RGBA, c choice, near *nearest) *image.Paletted {
	to := image.NewPaletted(img.Rect, c.colors)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	parallel((h+ditherRows-1)/ditherRows, func(next func() int) {
		d := newDithering(img, c.rough, near)
		for top := next() * ditherRows; top < h; top = next() * ditherRows {
			d.y = top
			d.rows(to.Pix[top*w : min(top+ditherRows, h)*w])
		}
	})
	return to
}

// dithering goes down a picture, from the start of any stretch on.
type dithering struct {
	img     *image.RGBA
	near    *nearest
	stripes *stripes
	errors  []lanes // see ditherLine
	thrown  []uint8 // the rows before a stretch
	y       int     // the next row
}

func newDithering(img *image.RGBA, rough int32, near *nearest) *dithering {
	w := img.Rect.Dx()
	return &dithering{
		img: img, near: near, stripes: newStripes(w, rough, near),
		errors: make([]lanes, w+2), thrown: make([]uint8, w*ditherEarly),
	}
}

// rows maps the next rows, as many as there is room for. They start with a band.
func (d *dithering) rows(to []uint8) {
	for w := d.img.Rect.Dx(); len(to) > 0; {
		if d.y%ditherRows == 0 {
			d.settle()
		}
		n := min(len(to), w*sixelBand)
		d.band(to[:n])
		to = to[n:]
	}
}

// settle lets the error settle before a stretch.
func (d *dithering) settle() {
	clear(d.errors)
	w, early := d.img.Rect.Dx(), min(ditherEarly, d.y)
	d.y -= early
	for at := range early {
		d.row(d.thrown[:(at+1)*w], columns{0, w})
		d.y++
	}
}

// band maps the next band: the smooth parts of it in stripes, what is between them row by row.
// No error leaves stripes or enters them, but in the rows in which it settles.
func (d *dithering) band(to []uint8) {
	w := d.img.Rect.Dx()
	smooth := d.stripes.find(d.img.Pix[d.y*d.img.Stride:], d.img.Stride, len(to)/w)
	for _, part := range smooth {
		d.stripes.paint(to, part)
	}
	for end := w; end <= len(to); end += w {
		x := 0
		for _, part := range smooth {
			d.row(to[:end], columns{x, part.start})
			x = part.end
		}
		d.row(to[:end], columns{x, w})
		d.y++
	}
	for _, part := range smooth {
		clear(d.errors[part.start+1 : part.end+1])
	}
}

// row maps a part of the next row, the last one of a band.
func (d *dithering) row(band []uint8, part columns) {
	if part.start < part.end {
		d.near.ditherLine(band, d.img.Pix[d.y*d.img.Stride:], d.errors, part, d.y%2 == 1)
	}
}

// ditherLine maps a part of a line of pixels to the last line of a band. Errors are what the
// line above left for each pixel, and after it what this line leaves for the next;
// there is one more at either end.
func (n *nearest) ditherLine(band, from []uint8, errors []lanes, part columns, back bool) {
	w := len(errors) - 2
	start := len(band) - w
	at, end, step := start+part.start, start+part.end, 1
	if back {
		at, end, step = end-1, at-1, -1
	}
	var last, below lanes // the error of the last pixel; what it and the one before leave below
	var i uint8
	for ; at != end; at += step {
		x := at - start
		p := from[x*4 : x*4+4 : x*4+4]
		want := inLanes(p[0], p[1], p[2]) + (errors[x+1] + last*errorAhead).carried()
		if want.strays() {
			want = want.clamped()
		}
		want -= laneZero
		c := want.channels()
		if c.distance(&n.colors[i]) > n.alike {
			i = n.inColumn(band, at, w, c)
		}
		band[at] = i
		now := want - n.packed[i]
		errors[x+1-step] = below + now*errorBelowBehind
		last, below = now, last*errorBelowAhead+now*errorBelow
	}
	errors[at-start+1-step] = below
}

// inColumn returns the most alike of the colours above a pixel, else the nearest of all.
func (n *nearest) inColumn(band []uint8, at, w int, want rgb) uint8 {
	// The nearest of all counts as just too far to be alike, and indices go along in the lowest
	// bits: so the least is what is looked for, found without a branch that cannot be foreseen.
	best := n.alike<<9 | 1<<8 | int32(n.find(want))
	for at -= w; at >= 0; at -= w {
		i := band[at]
		best = min(best, want.distance(&n.colors[i])<<9|int32(i))
	}
	return uint8(best)
}

// lanes are a number for each channel in one word: what is added to the word, or what
// it is multiplied with, is so in all three. A negative number borrows from the lane
// above it, and pays back when what is below zero no longer is.
type lanes uint64

const (
	laneBits = 20
	oneEach  = 1 | 1<<laneBits | 1<<(2*laneBits)
	zero     = 1 << 12 // what stands for 0 where a lane must not be negative
	laneZero = zero * oneEach
)

func inLanes(r, g, b uint8) lanes {
	return lanes(r) | lanes(g)<<laneBits | lanes(b)<<(2*laneBits)
}

// channels returns the numbers, which must be 0..255.
func (l lanes) channels() rgb {
	return rgb{int32(uint8(l)), int32(uint8(l >> laneBits)), int32(uint8(l >> (2 * laneBits)))}
}

// carried is what errors add to a pixel, above zero.
func (l lanes) carried() lanes {
	return (l*5 + (zero<<7+64)*oneEach) >> 7 & ((2*zero - 1) * oneEach)
}

// strays reports whether a number is not from zero to 255 above it.
func (l lanes) strays() bool { return l&((1<<laneBits-1)&^0xff*oneEach) != laneZero }

// clamped returns the nearest numbers that do not stray.
func (l lanes) clamped() lanes {
	channel := func(v lanes) lanes { return min(max(v&(1<<laneBits-1), zero), zero+255) }
	return channel(l) | channel(l>>laneBits)<<laneBits | channel(l>>(2*laneBits))<<(2*laneBits)
}

// carried is what the errors of the pixels before and above add to a pixel.
func carried(above, ahead int32) int32 { return ((above+ahead)*5 + 64) >> 7 }

// below returns what three pixels of a line leave for the one below the middle.
func below(behind, middle, ahead rgb) rgb {
	return rgb{
		behind.r*errorBelowAhead + middle.r*errorBelow + ahead.r*errorBelowBehind,
		behind.g*errorBelowAhead + middle.g*errorBelow + ahead.g*errorBelowBehind,
		behind.b*errorBelowAhead + middle.b*errorBelow + ahead.b*errorBelowBehind,
	}
}

type rgb struct{ r, g, b int32 }

// distance is the square of the distance between two colours.
func (c rgb) distance(o *rgb) int32 {
	r, g, b := c.r-o.r, c.g-o.g, c.b-o.b
	return r*r + g*g + b*b
}

// light is about how light a colour is, 0..255.
func (c rgb) light() int32 { return (2*c.r + 5*c.g + c.b) / 8 }

func (c rgb) plus(o rgb) rgb { return rgb{c.r + o.r, c.g + o.g, c.b + o.b} }

func (c rgb) minus(o rgb) rgb { return rgb{c.r - o.r, c.g - o.g, c.b - o.b} }

func (c rgb) times(n int32) rgb { return rgb{c.r * n, c.g * n, c.b * n} }

// clamped returns the nearest colour there is.
func (c rgb) clamped() rgb {
	return rgb{min(max(c.r, 0), 255), min(max(c.g, 0), 255), min(max(c.b, 0), 255)}
}
