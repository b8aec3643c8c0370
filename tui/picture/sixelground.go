package picture

import (
	"slices"
	"strconv"
)

// The ground of a band is painted first: runs of all its rows in one colour, over
// which the other colours are painted then. What a stretch of the ground covers and
// is not its colour's own is painted over, so the picture stays the same, and a
// stretch that took a byte for every column or two takes four in all. A terminal
// paints passes in the order in which they come.

// ground chooses the stretches that are painted as ground, in order of their
// place: those that do not overlap and together save the most bytes.
func (p *packer) ground() {
	for i := range p.endings {
		p.endings[i] = none
	}
	for i := range p.stretches {
		s := &p.stretches[i]
		if size := p.measure(s); size > groundSize {
			s.saves = size - groundSize
			s.before = p.endings[s.end]
			p.endings[s.end] = int32(i)
		}
	}
	// saved[x] is the most that can be saved up to column x.
	for x := 1; x <= p.w; x++ {
		p.saved[x], p.chosen[x] = p.saved[x-1], none
		for i := p.endings[x]; i != none; i = p.stretches[i].before {
			s := &p.stretches[i]
			if with := p.saved[p.columns[s.first].x] + s.saves; with > p.saved[x] {
				p.saved[x], p.chosen[x] = with, i
			}
		}
	}
	p.lowest = p.lowest[:0]
	for x := p.w; x > 0; {
		i := p.chosen[x]
		if i == none {
			x--
			continue
		}
		p.stretches[i].ground = true
		p.lowest = append(p.lowest, i)
		x = int(p.columns[p.stretches[i].first].x)
	}
}

// groundSize is about how many bytes a stretch takes as ground.
const groundSize = 5

// measure notes where a stretch ends and returns about how many bytes it takes.
func (p *packer) measure(s *stretch) int32 {
	c := p.columns[s.first]
	size := int32(min(c.end-c.x, 4))
	for c.next != none {
		after := p.columns[c.next]
		gap := after.x - c.end
		wide := min(after.end-after.x, 4)
		if gap|uint16(after.mask^c.mask) == 0 { // its run goes on
			wide = 0
		}
		size += int32(min(gap, 4) + wide)
		c = after
	}
	s.end = c.end
	return size
}

// writeGround writes the ground and reports whether there was any.
func (p *packer) writeGround(rows int) bool {
	at := 0
	full := byte(1<<rows - 1)
	for _, i := range slices.Backward(p.lowest) {
		s := &p.stretches[i]
		x := int(p.columns[s.first].x)
		p.choose(int(s.register))
		p.out = appendRun(p.out, noSixels, x-at)
		at = int(s.end)
		p.out = appendRun(p.out, noSixels+full, at-x)
	}
	return at > 0
}

// choose names the colour that is painted with from here on.
func (p *packer) choose(register int) {
	if register != p.register {
		p.register = register
		p.out = append(p.out, '#')
		p.out = strconv.AppendInt(p.out, int64(register), 10)
	}
}
