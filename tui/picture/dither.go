package picture

import (
	"image"
)

// The error of each pixel goes to its neighbours as Floyd and Steinberg have it, but
// only five eighths of it: that looks as smooth, with less noise and fewer bytes.
// Weights are in 5/128.
const (
	errorAhead       = 7 // the next pixel of the line
	errorBelowBehind = 3 // the line below, one back
	errorBelow       = 5
	errorBelowAhead  = 1
)

// Colours closer than this, as the square of a distance, pass for alike in a single
// pixel, or closer than the palette misses colours by anyway. A pixel takes the colour
// of the pixel before it, or of one above it in its band, if that is alike, and the
// error goes on as any other: runs get longer and a band has fewer colours in a column,
// which is what the size of a sixel picture comes from.
func (c choice) alike() int32 { return int32(max(60, c.miss)) }

// Stretches of rows are dithered apart from each other, so that all processors take
// part. Each starts a band early, which is thrown away: the error has settled where
// it begins, and no seam shows.
const ditherRows = 21 * sixelBand

// dither maps the picture to the colours chosen and hands the error of each pixel on
// to its neighbours, in lines of alternating direction. near is scratch, and knows nothing.
func dither(img *image.RGBA, c choice, near *nearest) *image.Paletted {
	to := image.NewPaletted(img.Rect, c.colors)
	near.choose(c)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	parallel((h+ditherRows-1)/ditherRows, func(next func() int) {
		errors := make([]lanes, w+2)
		thrown := make([]uint8, w*sixelBand)
		for top := next() * ditherRows; top < h; top = next() * ditherRows {
			clear(errors)
			for y := max(top-sixelBand, 0); y < min(top+ditherRows, h); y++ {
				band := thrown
				if y >= top {
					band = to.Pix[(y-y%sixelBand)*w:]
				}
				near.ditherLine(band[:(y%sixelBand+1)*w], img.Pix[y*img.Stride:][:w*4], errors, y&1 == 1)
			}
		}
	})
	return to
}

// ditherLine maps a line of pixels to the last line of a band. Errors are what the
// line above left for each pixel, and after it what this line leaves for the next;
// there is one more at either end.
func (n *nearest) ditherLine(band, from []uint8, errors []lanes, back bool) {
	w := len(errors) - 2
	above, to := band[:len(band)-w], band[len(band)-w:]
	x, step := 0, 1
	if back {
		x, step = w-1, -1
	}
	var ahead, last, before lanes // for the next pixel; the errors of the last two
	var i uint8
	for range to {
		p := from[x*4 : x*4+4 : x*4+4]
		want := inLanes(p[0], p[1], p[2]).plusCarried(errors[x+1] + ahead)
		c := want.channels()
		if c.distance(&n.colors[i]) > n.alike {
			i = n.inColumn(above, x, w, c)
		}
		to[x] = i
		now := want - n.packed[i]
		ahead = now * errorAhead
		errors[x+1-step] = before*errorBelowAhead + last*errorBelow + now*errorBelowBehind
		before, last = last, now
		x += step
	}
	errors[x+1-step] = before*errorBelowAhead + last*errorBelow
}

// inColumn returns the most alike of the colours above, else the nearest of all.
func (n *nearest) inColumn(above []uint8, x, w int, want rgb) uint8 {
	// The index goes along in the lowest bits, so that the least is found without a branch.
	far := (n.alike + 1) << 8
	best := far
	for at := x; at < len(above); at += w {
		i := above[at]
		best = min(best, want.distance(&n.colors[i])<<8|int32(i))
	}
	if best < far {
		return uint8(best)
	}
	return n.find(want.r, want.g, want.b)
}

// lanes are a number for each channel in one word: what is added to the word, or what
// it is multiplied with, is so in all three. A negative number borrows from the lane
// above it, and pays back when what is below zero no longer is.
type lanes uint64

const (
	laneBits = 20
	oneEach  = 1 | 1<<laneBits | 1<<(2*laneBits)
)

func inLanes(r, g, b uint8) lanes {
	return lanes(r) | lanes(g)<<laneBits | lanes(b)<<(2*laneBits)
}

// channels returns the numbers, which must be 0..255.
func (l lanes) channels() rgb {
	return rgb{int32(uint8(l)), int32(uint8(l >> laneBits)), int32(uint8(l >> (2 * laneBits)))}
}

// plusCarried returns the colour with the errors carried to it, or the nearest there is.
func (l lanes) plusCarried(errors lanes) lanes {
	const (
		zero = 1 << 12 // added to each lane, so that none is negative
		high = (1<<laneBits - 1) &^ 0xff
	)
	l += (errors*5 + (zero<<7+64)*oneEach) >> 7 & (0x1fff * oneEach)
	if l&(high*oneEach) == zero*oneEach {
		return l ^ zero*oneEach
	}
	return l.clamped(zero)
}

// clamped returns the lanes without the number added to each, as the nearest of 0..255.
func (l lanes) clamped(zero int) lanes {
	channel := func(v lanes) uint8 { return uint8(min(max(int(v&(1<<laneBits-1))-zero, 0), 255)) }
	return inLanes(channel(l), channel(l>>laneBits), channel(l>>(2*laneBits)))
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

func (c rgb) plus(o rgb) rgb { return rgb{c.r + o.r, c.g + o.g, c.b + o.b} }

func (c rgb) minus(o rgb) rgb { return rgb{c.r - o.r, c.g - o.g, c.b - o.b} }

func (c rgb) times(n int32) rgb { return rgb{c.r * n, c.g * n, c.b * n} }

// clamped returns the nearest colour there is.
func (c rgb) clamped() rgb {
	return rgb{min(max(c.r, 0), 255), min(max(c.g, 0), 255), min(max(c.b, 0), 255)}
}
