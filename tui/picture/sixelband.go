package picture

import (
	"image"
	"math/bits"
	"strconv"
)

// A band is six rows of pixels, sent as passes over it that each return to its left
// edge. A pass may change colours on its way, so few passes suffice: the columns of
// each colour are cut into stretches where they leave long gaps, and each pass takes
// the stretches that follow one another, from the left.
const (
	longGap  = 20  // columns; to write a gap costs less than to start another stretch
	noSixels = '?' // six pixels left alone; the pixels are the bits above it
	nextBand = '-' // down, and to the left edge
	nextPass = '$' // to the left edge
	noColor  = -1  // nothing chosen yet
	noNext   = -1  // end of a list of stretches
)

// stretch is a run of columns of one colour: entries from to to of the packer.
type stretch struct {
	register int
	from, to int
	next     int // another stretch that starts in the same column
}

// packer packs bands of one width. Its memory is used again for each.
type packer struct {
	w    int
	regs *registers
	out  []byte

	start     [257]int // entries of a register start here ...
	end       [256]int // ... and end here
	columns   []int32  // of each entry
	masks     []uint8  // the pixels of each entry, the top one in bit 0
	stretches []stretch
	first     []int    // by column: the stretch to take first
	starts    []uint64 // bit set of the columns in which stretches start
	register  int      // chosen now
}

func newPacker(w int, regs *registers) *packer {
	return &packer{
		w: w, regs: regs, register: noColor,
		columns: make([]int32, w*sixelBand),
		masks:   make([]uint8, w*sixelBand),
		first:   make([]int, w),
		starts:  make([]uint64, (w+63)/64),
	}
}

// take returns what was packed, valid until the next band.
func (p *packer) take() []byte {
	out := p.out
	p.out, p.register = p.out[:0], noColor
	return out
}

// band packs the rows of r, at most six. A band that is not the first of a picture
// begins with the step down to it.
func (p *packer) band(img *image.Paletted, r image.Rectangle, first bool) {
	if !first {
		p.out = append(p.out, nextBand)
	}
	p.collect(img, r)
	p.cut()
	for pass := 0; p.pass(pass); pass++ {
	}
}

// collect sorts the columns by colour.
func (p *packer) collect(img *image.Paletted, r image.Rectangle) {
	var rows [sixelBand][]uint8
	var count [256]int
	for i := range r.Dy() {
		rows[i] = img.Pix[img.PixOffset(r.Min.X, r.Min.Y+i):][:p.w]
		for _, c := range rows[i] {
			count[p.regs.of[c]]++
		}
	}
	at := 0
	for i, n := range count {
		p.start[i], p.end[i] = at, at
		at += n
	}
	p.start[256] = at
	for x := range p.w {
		for i := range r.Dy() {
			c := p.regs.of[rows[i][x]]
			n := p.end[c]
			if n > p.start[c] && p.columns[n-1] == int32(x) {
				p.masks[n-1] |= 1 << i
				continue
			}
			p.columns[n], p.masks[n] = int32(x), 1<<i
			p.end[c] = n + 1
		}
	}
}

// cut makes stretches of the columns of all colours.
func (p *packer) cut() {
	p.stretches = p.stretches[:0]
	for c := range p.end {
		from, end := p.start[c], p.end[c]
		for i := from + 1; i <= end; i++ {
			if i == end || int(p.columns[i]-p.columns[i-1]) > longGap {
				p.add(stretch{register: c, from: from, to: i})
				from = i
			}
		}
	}
}

func (p *packer) add(s stretch) {
	x := int(p.columns[s.from])
	word, bit := x/64, uint64(1)<<(x%64)
	s.next = noNext
	if p.starts[word]&bit != 0 {
		s.next = p.first[x]
	}
	p.starts[word] |= bit
	p.first[x] = len(p.stretches)
	p.stretches = append(p.stretches, s)
}

// pass writes one pass of stretches, and reports whether there were any left.
func (p *packer) pass(number int) bool {
	at := 0
	for {
		x := p.nextStart(at)
		if x < 0 {
			return at > 0
		}
		if at == 0 && number > 0 {
			p.out = append(p.out, nextPass)
		}
		s := p.stretches[p.first[x]]
		p.first[x] = s.next
		if s.next == noNext {
			p.starts[x/64] &^= 1 << (x % 64)
		}
		if s.register != p.register {
			p.register = s.register
			p.out = append(p.out, '#')
			p.out = strconv.AppendInt(p.out, int64(s.register), 10)
		}
		p.out = appendRun(p.out, noSixels, x-at)
		at = p.write(s)
	}
}

// nextStart returns the first column from x on in which a stretch starts, or -1.
func (p *packer) nextStart(x int) int {
	word := x / 64
	if word >= len(p.starts) {
		return -1
	}
	left := p.starts[word] >> (x % 64) << (x % 64)
	for left == 0 {
		word++
		if word == len(p.starts) {
			return -1
		}
		left = p.starts[word]
	}
	return word*64 + bits.TrailingZeros64(left)
}

// write writes the columns of a stretch and returns the column after it.
func (p *packer) write(s stretch) int {
	columns, masks := p.columns[s.from:s.to], p.masks[s.from:s.to]
	at := columns[0]
	for i := 0; i < len(columns); {
		p.out = appendRun(p.out, noSixels, int(columns[i]-at))
		start := i
		for i++; i < len(columns) && masks[i] == masks[start] && columns[i] == columns[i-1]+1; i++ {
		}
		p.out = appendRun(p.out, noSixels+masks[start], i-start)
		at = columns[i-1] + 1
	}
	return int(at)
}

// appendRun writes a sixel n times.
func appendRun(b []byte, sixel byte, n int) []byte {
	if n > 3 {
		b = append(b, '!')
		b = strconv.AppendInt(b, int64(n), 10)
		return append(b, sixel)
	}
	for range n {
		b = append(b, sixel)
	}
	return b
}
