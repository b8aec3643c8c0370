package picture

// Where a picture is smooth, a band is painted in stripes: its even rows have one colour and
// its odd rows another, and both stay as long as their mean is near enough to what the
// columns want. Then one of the two changes. Any two colours of the palette make one more
// in this way, and rows in turn are the pattern that an eye, or a Gaussian, blurs best. Nothing
// changes from pixel to pixel, so stripes take fewer bytes than the dots of an error that is
// handed on: see docs/pictures-measured.md.
//
// It is ordered dithering by a pattern of one column and two rows, for any palette: the second
// colour is the one that mends the error of the first, as in Thomas Knoll's (US patent
// 6606166, expired).

// What counts as smooth, and how it is painted. Where nothing else is said these are squares of
// distances between colours.
const (
	// The pixels of a smooth column differ from their mean by no more than so much, in the
	// mean of the column. Gradients have about 1, the least grain of a camera 2.
	roughLocal = 2
	// Over a network more is left out: a dark picture with some grain takes half of the
	// bytes then, and blurred it is a decibel further off.
	roughRemote = 6
	// Columns are smooth in blocks of so many: the mean of each is no further from that of the
	// one before it than jumpMost, and that of the last no further from that of the first
	// than steepMost. Stripes would change with every column or two else.
	blockColumns = 16
	jumpMost     = 64
	steepMost    = 400
	// The mean of two stripes is no further off than stripesMiss. They are no further apart
	// than stripesApart, and in lightness than a fifth of that, or they could be told from one
	// another: lightness is what is seen first of fine lines.
	stripesMiss  = 6
	stripesApart = 200
	lightShare   = 5
	// Where the nearest colour alone is far off they may be further apart: so many times as
	// far as it is off.
	apartAlone = 10
)

// stripes paints the smooth parts of bands of one width.
type stripes struct {
	near   *nearest
	rough  int32     // see roughLocal
	want   []rgb     // by column: the sum of its six pixels, three times that of its two colours
	smooth []columns // of the band
}

// columns is the columns from start on, up to end.
type columns struct{ start, end int }

// The square of a distance between sums of six pixels is so many times that between their means.
const (
	squared = sixelBand * sixelBand
	sumMiss = stripesMiss * squared
)

func newStripes(w int, rough int32, near *nearest) *stripes {
	return &stripes{near: near, rough: rough, want: make([]rgb, w)}
}

// find returns the smooth parts of a band of so many rows, whose first pixel pix begins with.
func (s *stripes) find(pix []uint8, stride, rows int) []columns {
	s.smooth = s.smooth[:0]
	if rows < sixelBand {
		return nil
	}
	for x := 0; x < len(s.want); x += blockColumns {
		block := columns{x, min(x+blockColumns, len(s.want))}
		if !s.isSmooth(pix, stride, block) {
			continue
		}
		if last := len(s.smooth) - 1; last >= 0 && s.smooth[last].end == x {
			s.smooth[last].end = block.end
			continue
		}
		s.smooth = append(s.smooth, block)
	}
	return s.smooth
}

// isSmooth reports whether a block is, and notes what its columns want if so.
func (s *stripes) isSmooth(pix []uint8, stride int, block columns) bool {
	for x := block.start; x < block.end; x++ {
		var sum rgb
		var squares int32
		for at := x * 4; at < sixelBand*stride; at += stride {
			p := pix[at : at+3 : at+3]
			c := rgb{int32(p[0]), int32(p[1]), int32(p[2])}
			sum = sum.plus(c)
			squares += c.distance(&rgb{})
		}
		if squares*sixelBand-sum.distance(&rgb{}) > s.rough*squared {
			return false
		}
		if x > block.start && sum.distance(&s.want[x-1]) > jumpMost*squared {
			return false
		}
		s.want[x] = sum
	}
	return s.want[block.start].distance(&s.want[block.end-1]) <= steepMost*squared
}

// paint paints a smooth part of a band.
func (s *stripes) paint(band []uint8, part columns) {
	w := len(s.want)
	p := pairing{stripes: s, part: part, end: part.start}
	for p.end < part.end {
		p.next()
		for row := range sixelBand {
			line := band[row*w:][p.start:p.end]
			for x := range line {
				line[x] = p.pair[row%2]
			}
		}
	}
}

// pairing looks for the pair of colours that suits the most columns.
type pairing struct {
	*stripes
	part       columns
	pair       [2]uint8 // of the even and the odd rows, for the columns from start on, up to end
	start, end int
	missed     int32 // by the pair in its first column, as sumMiss
	apart      int32 // the most there may be, see stripesApart
}

// next finds the pair for the columns after the ones before. One colour stays if that will do.
func (p *pairing) next() {
	even, odd := p.pair[0], p.pair[1]
	p.start, p.missed = p.end, 1<<30
	w := &p.want[p.start]
	alone := p.near.find(rgb{w.r / sixelBand, w.g / sixelBand, w.b / sixelBand})
	p.apart = max(stripesApart, apartAlone*p.near.colors[alone].times(sixelBand).distance(w)/squared)
	if p.start > p.part.start {
		p.ahead(func(both rgb) {
			p.try(even, p.mend(both, even))
			p.try(p.mend(both, odd), odd)
		})
	}
	if p.missed > sumMiss {
		p.ahead(func(both rgb) {
			i := p.near.find(rgb{both.r / 2, both.g / 2, both.b / 2})
			p.try(i, i)
			p.try(i, p.mend(both, i))
		})
	}
	if p.missed > sumMiss {
		p.hold()
	}
}

// hold keeps the nearest pair, which is not near, for the columns that are like its first one
// and that it does not miss by more. Otherwise each of them would look for its own.
func (p *pairing) hold() {
	first, sum := &p.want[p.start], p.sum(p.pair)
	for p.end++; p.end < p.part.end; p.end++ {
		w := &p.want[p.end]
		if first.distance(w) > sumMiss || sum.distance(w) > p.missed+p.missed/8 {
			return
		}
	}
}

// ahead calls try with the sums of two colours that some columns want, from the first one on as
// far as may be of use.
func (p *pairing) ahead(try func(both rgb)) {
	for n := 0; n <= 2*(p.end-p.start)+4 && p.start+n < p.part.end; n += 1 + n/2 {
		w := p.want[p.start+n]
		try(rgb{(w.r + 1) / 3, (w.g + 1) / 3, (w.b + 1) / 3})
	}
}

// mend returns the colour that mends the error of another.
func (p *pairing) mend(both rgb, other uint8) uint8 {
	return p.near.find(both.minus(p.near.colors[other]).clamped())
}

// try takes a pair if it suits more columns than the one before, or if none does and it
// misses the first one by less.
func (p *pairing) try(even, odd uint8) {
	c, d := &p.near.colors[even], &p.near.colors[odd]
	if light := c.light() - d.light(); c.distance(d) > p.apart || light*light*lightShare > p.apart {
		return
	}
	pair := [2]uint8{even, odd}
	sum := p.sum(pair)
	missed := sum.distance(&p.want[p.start])
	if missed > sumMiss {
		if missed < p.missed {
			p.pair, p.missed = pair, missed
		}
		return
	}
	end := p.start + 1
	for end < p.part.end && sum.distance(&p.want[end]) <= sumMiss {
		end++
	}
	if end > p.end {
		p.pair, p.missed, p.end = pair, missed, end
	}
}

// sum returns what six pixels of a pair add up to.
func (p *pairing) sum(pair [2]uint8) rgb {
	return p.near.colors[pair[0]].plus(p.near.colors[pair[1]]).times(sixelBand / 2)
}
