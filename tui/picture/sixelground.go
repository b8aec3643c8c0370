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

// writeGround writes the ground and reports whether there was any. What lies between is
// painted too, in the colour that comes next.
func (p *packer) writeGround() bool {
	at := 0
	for _, i := range slices.Backward(p.lowest) {
		s := &p.stretches[i]
		p.choose(int(s.register))
		p.out = appendRun(p.out, noSixels+p.all, int(s.end)-at)
		at = int(s.end)
		if p.smooth {
			p.keep(s)
		}
	}
	return at > 0
}

// keep notes that the pixels of a stretch show their colour.
func (p *packer) keep(s *stretch) {
	for i := s.first; i != none; {
		c := &p.columns[i]
		for x := c.x; x < c.end; x++ {
			p.painted[x] |= c.mask
		}
		i = c.next
	}
}

// smoothColumns is how many columns of all colours there are for each place of a band that
// counts as smooth, at most. In others there are hardly any runs to be made longer.
const smoothColumns = 3

// writeOver writes a stretch, and what is left alone before it from place at on, in a smooth
// band. It does to every run what the ground does to whole stretches: pixels that do not
// show their colour yet are painted along where that makes the run longer, since they will be
// painted over. It returns the place after the stretch.
func (p *packer) writeOver(s stretch, at int) int {
	start, own, free := at, uint8(0), p.all // a run: the pixels it must paint, and may paint
	for i := s.first; i != none; {
		c := &p.columns[i]
		for ; at < int(c.end); at++ {
			mask := uint8(0)
			if at >= int(c.x) {
				mask = c.mask
			}
			may := p.all &^ p.painted[at]
			p.painted[at] |= mask
			if (own|mask)&^(free&may) != 0 {
				p.out = appendRun(p.out, noSixels+own, at-start)
				start, own, free = at, 0, p.all
			}
			own |= mask
			free &= may
		}
		i = c.next
	}
	p.out = appendRun(p.out, noSixels+own, at-start)
	return at
}

// choose names the colour that is painted with from here on.
func (p *packer) choose(register int) {
	if register != p.register {
		p.register = register
		p.out = append(p.out, '#')
		p.out = strconv.AppendInt(p.out, int64(register), 10)
	}
}
