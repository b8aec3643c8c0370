package picture

import (
	"encoding/binary"
	"image"
	"math/bits"
	"strconv"
)

// A band is six rows of pixels, sent as passes over it that each return to its left
// edge. A pass may change colours on its way, so few passes suffice: the columns of
// each colour are cut into stretches where they leave long gaps, and each pass takes
// the stretches that follow one another, from the left.
const (
	noSixels = '?' // six pixels left alone; the pixels are the bits above it
	nextBand = '-' // down, and to the left edge
	nextPass = '$' // to the left edge
	none     = -1
)

// mostGap is the longest gap in a stretch, in columns.
const mostGap = 99

// longGap returns how long a gap may be: a longer one takes more bytes to write than
// the name of the colour, with which another stretch starts.
func longGap(register int) int32 {
	switch {
	case register < 10:
		return 3
	case register < 100:
		return 9
	}
	return mostGap
}

// column is what one colour has in a column of a band, and in the ones after it that
// are the same.
type column struct {
	next     int32  // the colour's next column in the same stretch, or none
	x, end   uint16 // see maxWidth
	mask     uint8  // the pixels, the top one in bit 0
	register uint8
}

// stretch is a run of columns of one colour.
type stretch struct {
	first    int32 // column
	next     int32 // another stretch that starts in the same place, or none
	before   int32 // another stretch that ends in the same place, or none
	saves    int32 // bytes, as ground
	end      uint16
	register uint8
	ground   bool
}

// packer packs bands of one width. Its memory is used again for each.
type packer struct {
	w    int
	regs *registers
	out  []byte

	columns   []column   // and one more, for what is not wanted
	last      [256]int32 // by register: its last column
	end       [256]int32 // by register: where its last column ends
	stretches []stretch
	first     []int32    // by place: the stretch to take first, if the bit is set
	starts    []uint64   // bit set of the places in which stretches start
	register  int        // chosen now, or none
	longGap   [256]int32 // by register
	gaps      [mostGap + 1]gap

	endings []int32 // by place: a stretch that ends there, or none
	saved   []int32 // by place: bytes, up to there
	chosen  []int32 // by place: the stretch of the ground that ends there, or none
	lowest  []int32 // the stretches of the ground, the last one first

	smooth  bool    // the band's columns are few: see writeOver
	all     uint8   // the pixels of a column
	painted []uint8 // by place, in a smooth band: the pixels that show their colour already
}

func newPacker(w int, regs *registers) *packer {
	p := &packer{
		w: w, regs: regs, register: none,
		columns: make([]column, w*sixelBand+1),
		// Room for the most there is of these, or about so: memory that is never used costs
		// little, and growing touches new memory twice.
		stretches: make([]stretch, w*sixelBand),
		out:       make([]byte, 0, w*sixelBand*bandsAtOnce*2),
		first:     make([]int32, w),
		starts:    make([]uint64, (w+63)/64),
		painted:   make([]uint8, w),
		endings:   make([]int32, w+1), saved: make([]int32, w+1), chosen: make([]int32, w+1),
	}
	for i := range p.longGap {
		p.longGap[i] = longGap(i)
	}
	for n := range p.gaps {
		p.gaps[n].size = copy(p.gaps[n].text[:], appendRun(nil, noSixels, n))
	}
	return p
}

// chunk packs the bands of an area anew.
func (p *packer) chunk(img *image.Paletted, area image.Rectangle, first bool) {
	p.out, p.register = p.out[:0], none
	for ; area.Min.Y < area.Max.Y; area.Min.Y += sixelBand {
		p.band(img, image.Rect(area.Min.X, area.Min.Y, area.Max.X, min(area.Min.Y+sixelBand, area.Max.Y)), first)
		first = false
	}
}

// band packs the rows of r, at most six. A band that is not the first of a picture
// begins with the step down to it.
func (p *packer) band(img *image.Paletted, r image.Rectangle, first bool) {
	if !first {
		p.out = append(p.out, nextBand)
	}
	p.collect(img, r)
	p.ground()
	for i := range p.stretches {
		if s := &p.stretches[i]; !s.ground {
			p.start(int32(i))
		}
	}
	again := p.writeGround()
	for p.pass(again) {
		again = true
	}
}

// collect makes stretches of the columns of all colours. What comes next in noise cannot be
// foreseen, not by a processor either, which loses much time over a branch taken wrongly.
// So all is written that may be needed, and counted or linked if it is.
func (p *packer) collect(img *image.Paletted, r image.Rectangle) {
	for i := range p.end {
		p.end[i] = -mostGap - 1
	}
	unwanted := int32(len(p.columns) - 1)
	columns, stretches := p.columns, p.stretches[:cap(p.stretches)]
	b, rows := bandOf(img, r), r.Dy()
	before, from, n, found := uint64(0), int32(0), int32(0), int32(0)
	for x := 0; x < p.w; {
		pixels := b.column(x)
		if pixels == before && x > 0 {
			same := b.same(x)
			for i := from; i < n; i++ {
				columns[i].end += uint16(same)
				p.end[columns[i].register] += int32(same)
			}
			x += same
			continue
		}
		before, from = pixels, n
		for row := range rows {
			c := p.regs.of[uint8(pixels)]
			pixels >>= 8
			last := p.last[c]
			gap := int32(x) - p.end[c]                    // less than 0: the colour has pixels above in this column
			above, far := gap>>31, (p.longGap[c]-gap)>>31 // all bits set if so
			at := n ^ (n^last)&above
			link := last ^ (unwanted^last)&(above|far)
			columns[n] = column{next: none, x: uint16(x), end: uint16(x + 1), register: c}
			columns[at].mask |= 1 << row
			columns[link].next = n
			stretches[found] = stretch{register: c, first: n}
			p.last[c], p.end[c] = at, int32(x)+1
			n += 1 + above
			found -= far
		}
		x++
	}
	p.stretches = stretches[:found]
	p.all = 1<<rows - 1
	if p.smooth = int(n) < p.w*smoothColumns; p.smooth {
		clear(p.painted)
	}
}

// bandRows are the rows of a band; the last one stands for those that are missing.
type bandRows [sixelBand][]uint8

func bandOf(img *image.Paletted, r image.Rectangle) *bandRows {
	var b bandRows
	for y := range b {
		b[y] = img.Pix[img.PixOffset(r.Min.X, r.Min.Y+min(y, r.Dy()-1)):][:r.Dx()]
	}
	return &b
}

// column returns the pixels of a column, the top one in the lowest byte.
func (b *bandRows) column(x int) uint64 {
	return uint64(b[0][x]) | uint64(b[1][x])<<8 | uint64(b[2][x])<<16 |
		uint64(b[3][x])<<24 | uint64(b[4][x])<<32 | uint64(b[5][x])<<40
}

// same returns how many columns from x on are surely the same as the one before: all
// of the next eight, or else just the one that is known to be.
func (b *bandRows) same(x int) int {
	if x+8 > len(b[0]) {
		return 1
	}
	var differ uint64
	for _, row := range b {
		differ |= binary.LittleEndian.Uint64(row[x:]) ^ binary.LittleEndian.Uint64(row[x-1:])
	}
	if differ != 0 {
		return 1
	}
	return 8
}

// start makes a stretch one of those to be taken where it starts.
func (p *packer) start(i int32) {
	s := &p.stretches[i]
	x := p.columns[s.first].x
	word, bit := x/64, uint64(1)<<(x%64)
	s.next = none
	if p.starts[word]&bit != 0 {
		s.next = p.first[x]
	}
	p.starts[word] |= bit
	p.first[x] = i
}

// pass writes one pass of stretches, again from the left edge, and reports whether
// there were any left.
func (p *packer) pass(again bool) bool {
	at := 0
	for {
		x := p.nextStart(at)
		if x == none {
			return at > 0
		}
		if at == 0 && again {
			p.out = append(p.out, nextPass)
		}
		s := p.stretches[p.first[x]]
		p.first[x] = s.next
		if s.next == none {
			p.starts[x/64] &^= 1 << (x % 64)
		}
		p.choose(int(s.register))
		if p.smooth {
			at = p.writeOver(s, at)
			continue
		}
		p.out = appendRun(p.out, noSixels, x-at)
		at = p.write(s)
	}
}

// nextStart returns the first place from x on in which a stretch starts, or none.
func (p *packer) nextStart(x int) int {
	word := x / 64
	if word >= len(p.starts) {
		return none
	}
	left := p.starts[word] >> (x % 64) << (x % 64)
	for left == 0 {
		word++
		if word == len(p.starts) {
			return none
		}
		left = p.starts[word]
	}
	return word*64 + bits.TrailingZeros64(left)
}

// write writes the columns of a stretch and returns the place after it.
func (p *packer) write(s stretch) int {
	out := p.out
	c := p.columns[s.first]
	at := int(c.x)
	for more := true; more; {
		gap := &p.gaps[(int(c.x)-at)%len(p.gaps)] // never longer
		n := len(out)
		out = append(out, gap.text[:]...)[:n+gap.size]
		start, mask := int(c.x), c.mask
		at = int(c.end)
		for more = c.next != none; more; more = c.next != none {
			c = p.columns[c.next]
			if int(c.x) != at || c.mask != mask {
				break
			}
			at = int(c.end)
		}
		if at-start == 1 {
			out = append(out, noSixels+mask)
		} else {
			out = appendRun(out, noSixels+mask, at-start)
		}
	}
	p.out = out
	return at
}

// gap is how a gap is written.
type gap struct {
	text [4]byte
	size int
}

// appendRun writes a sixel n times.
func appendRun(b []byte, sixel byte, n int) []byte {
	switch {
	case n <= 3:
		for range n {
			b = append(b, sixel)
		}
		return b
	case n < 10:
		return append(b, '!', '0'+byte(n), sixel)
	case n < 100:
		return append(b, '!', '0'+byte(n/10), '0'+byte(n%10), sixel)
	}
	b = append(b, '!')
	b = strconv.AppendInt(b, int64(n), 10)
	return append(b, sixel)
}
