package picture

import (
	"image"
	"slices"
	"strings"
)

// glyphs is a set of characters that divide a cell into two colours.
type glyphs uint8

// Fonts seldom have all of these, and seldom so that they meet without a gap. So
// those after eighths are for terminals that draw them without a font.
const (
	halves    glyphs = iota // two halves, all that the oldest fonts have
	eighths                 // one straight edge, at any eighth of the cell: Block Elements
	quadrants               // and any of 2x2 parts
	sextants                // and any of 2x3 parts: Symbols for Legacy Computing
	octants                 // and any of 2x4 parts: their supplement, of Unicode 16
)

// glyphs returns what the terminal draws without a font, by its name and version.
func (t Terminal) glyphs() glyphs {
	name := strings.ToLower(t.Brand)
	switch {
	case strings.HasPrefix(name, "kitty"):
		return since(name, 0, 40, octants, sextants)
	case strings.HasPrefix(name, "foot"):
		return since(name, 1, 20, octants, sextants)
	case strings.HasPrefix(name, "ghostty"):
		return since(name, 1, 2, octants, sextants)
	case strings.HasPrefix(name, "wezterm"):
		return sextants
	}
	return eighths
}

func since(version string, major, minor int, then, before glyphs) glyphs {
	if versionBefore(version, major, minor) {
		return before
	}
	return then
}

// parts is into how many columns and rows the mosaics of a set divide a cell.
func (g glyphs) parts() (w, h int) {
	switch g {
	case quadrants:
		return 2, 2
	case sextants:
		return 2, 3
	case octants:
		return 2, 4
	case halves, eighths:
	}
	return 1, 1
}

// mosaics returns the glyph of each pattern of parts, bit 0 being the upper left and
// bit 1 the one to its right. It is 0 where only the inverse has a glyph of its own.
func (g glyphs) mosaics() []rune {
	quads := []rune{' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'}
	switch g {
	case halves, eighths:
		return nil
	case quadrants:
		return quads
	case sextants:
		return sextantRunes()
	case octants:
	}
	all := make([]rune, 256)
	for i, glyph := range quads { // each part of a quadrant is two of an octant, one above the other
		wide := i&1*0b101 | i>>1&1*0b1010 | i>>2&1*0b1010000 | i>>3&1*0b10100000
		all[wide] = glyph
	}
	all[0b11000000], all[0b11111100] = '▂', '▆'
	// Others have characters elsewhere, which fewer terminals draw; their inverses do.
	elsewhere := []int{0b1, 0b10, 0b11, 0b1000000, 0b10000000, 0b111111, 0b10100, 0b101000}
	next := '\U0001cd00'
	for i := range all {
		if all[i] == 0 && !slices.Contains(elsewhere, i) {
			all[i] = next
			next++
		}
	}
	return all
}

func sextantRunes() []rune {
	all := make([]rune, 64)
	next := '\U0001fb00'
	for i := range all {
		switch i {
		case 0:
			all[i] = ' '
		case 0b010101:
			all[i] = '▌'
		case 0b101010:
			all[i] = '▐'
		case 0b111111:
			all[i] = '█'
		default:
			all[i] = next
			next++
		}
	}
	return all
}

// A cell is looked at in 8 columns and 24 rows of samples, or 8 where no sextants are
// in play, so that every edge of a glyph lies between samples.
const across = 8

// sum adds up samples of a cell.
type sum struct{ r, g, b, n int32 }

func (s *sum) add(o sum) {
	s.r += o.r
	s.g += o.g
	s.b += o.b
	s.n += o.n
}

func (s sum) minus(o sum) sum { return sum{s.r - o.r, s.g - o.g, s.b - o.b, s.n - o.n} }

// worth is how much of the picture the mean of the samples keeps: the larger, the
// smaller the square error.
func (s sum) worth() float32 {
	r, g, b := float32(s.r), float32(s.g), float32(s.b)
	return (r*r + g*g + b*b) / float32(s.n)
}

func (s sum) mean() rgb {
	half := s.n / 2
	return rgb{(s.r + half) / s.n, (s.g + half) / s.n, (s.b + half) / s.n}
}

// division is a cell divided by a glyph: the samples that get its colour, and those
// that get the colour behind it. A space has none of the first.
type division struct {
	glyph     rune
	ink, rest sum
}

// divide divides every cell as loses least.
func divide(src image.Image, size Size, set glyphs) []division {
	down := 8
	if set == sextants {
		down = 24
	}
	img := blockPixels(src, Size{size.W * across, size.H * down})
	all := make([]division, size.W*size.H)
	rows(size.H, func() *fitter { return newFitter(set, down) }, func(f *fitter, y int) {
		for x := range size.W {
			all[y*size.W+x] = f.fit(img.Pix[img.PixOffset(x*across, y*down):], img.Stride)
		}
	})
	return all
}

// fitter finds the best glyph for cells.
type fitter struct {
	set     glyphs
	down    int    // rows of samples
	w, h    int    // parts of a mosaic
	mosaics []rune // by pattern

	all     sum
	columns [8]sum
	lines   [8]sum // eighths of the height
	parts   [8]sum

	best   float32
	result division
}

func newFitter(set glyphs, down int) *fitter {
	f := &fitter{set: set, down: down, mosaics: set.mosaics()}
	f.w, f.h = set.parts()
	return f
}

// fit returns the best division of samples that start at pix.
func (f *fitter) fit(pix []uint8, stride int) division {
	f.all, f.columns, f.lines, f.parts = sum{}, [8]sum{}, [8]sum{}, [8]sum{}
	for y := range f.down {
		line := &f.lines[y*8/f.down]
		for x := range across {
			p := pix[y*stride+x*4:]
			s := sum{int32(p[0]), int32(p[1]), int32(p[2]), 1}
			line.add(s)
			f.columns[x].add(s)
			f.parts[y*f.h/f.down*f.w+x*f.w/across].add(s)
		}
	}
	for _, s := range f.lines {
		f.all.add(s)
	}
	f.best, f.result = f.all.worth()*1.00001, division{glyph: ' ', rest: f.all}
	f.edges()
	f.patterns()
	return f.result
}

// try takes a glyph if it is the best so far. The samples of ink get its colour.
func (f *fitter) try(glyph rune, ink sum) {
	rest := f.all.minus(ink)
	if worth := ink.worth() + rest.worth(); worth > f.best {
		f.best, f.result = worth*1.00001, division{glyph, ink, rest}
	}
}

// edges tries one straight edge.
func (f *fitter) edges() {
	var top, left sum
	for _, s := range f.lines[:4] {
		top.add(s)
	}
	f.try('▀', top) // first, for it looks the same everywhere
	low := f.all
	for i := range 7 {
		low = low.minus(f.lines[i])
		left.add(f.columns[i])
		if f.set != halves {
			f.try('▇'-rune(i), low)
		}
		if f.set != halves || i == 3 {
			f.try('▏'-rune(i), left)
		}
	}
}

// patterns tries all mosaics. A pattern and its inverse are the same but for the
// names of the colours, so the last part is never ink.
func (f *fitter) patterns() {
	if f.mosaics == nil {
		return
	}
	n := f.w * f.h
	var ink sum
	best, found := f.best, 0
	var kept sum
	for i := 1; i < 1<<(n-1); i++ {
		gray := i ^ i>>1 // differs from the one before in one part
		changed := gray ^ (i - 1) ^ (i-1)>>1
		for part := range n {
			if changed>>part&1 == 0 {
				continue
			}
			if gray>>part&1 == 1 {
				ink.add(f.parts[part])
			} else {
				ink = ink.minus(f.parts[part])
			}
		}
		if worth := ink.worth() + f.all.minus(ink).worth(); worth > best {
			best, found, kept = worth*1.00001, gray, ink
		}
	}
	if found == 0 {
		return
	}
	rest := f.all.minus(kept)
	f.best, f.result = best, division{f.mosaics[found], kept, rest}
	if f.result.glyph == 0 {
		f.result = division{f.mosaics[1<<n-1-found], rest, kept}
	}
}
