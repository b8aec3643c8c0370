package pixel

import (
	"image"
	"slices"
)

// How large a thing is in a picture that is of it.
const (
	lifeSize  = iota // as a car or an animal, in the foreground
	handSize         // as a skull, near
	houseSize        // as a castle, further back
)

// shown are the things that a picture's own words name, in their order, two at the
// most: without what another stands on, what the set itself is, and, where people
// are, what they have in their hands.
func shown(asked string, pl place, people bool) []thing {
	var out []thing
	words := wordsOf(asked)
	for i, w := range words {
		t, ok := thingNamed(w, asked, !people)
		if !ok || has(t.words, pl.name) || being(w) || len(out) > 0 && (isTable(w) || w == "moon" || has(out[0].words, t.words[0])) {
			continue
		}
		t.said, t.hue = w, hueAt(words, i)
		if out = append(out, t); len(out) == 2 {
			break
		}
	}
	return out
}

// isTable reports whether a word names what a thing may stand on.
func isTable(word string) bool {
	return has([]string{word}, "table", "desk", "altar", "shelf", "plinth", "pedestal", "bench", "counter")
}

// exhibit draws what a picture's own words name before its set: the first large, on a
// table or a hill if they say so, the second smaller beside it.
func (s *stage) exhibit(asked string, pl place, people bool) {
	things := shown(asked, pl, people)
	words := wordsOf(asked)
	for i, t := range slices.Backward(things) {
		box := s.room(t, i == 0 && !people)
		switch {
		case i > 0:
		case has(words, "hill", "hilltop", "mound", "cliff", "rock"):
			top := s.hill(has(words, "cliff", "rock"))
			box = box.Add(image.Pt(0, top-box.Max.Y))
		case t.size != houseSize && len(words) > 0 && isTableAfter(words):
			top := s.table(words)
			box = image.Rect(s.w*32/100, s.h*26/100, s.w*68/100, top)
		}
		s.display(t, box)
	}
}

// isTableAfter reports whether something is said to be on a table.
func isTableAfter(words []string) bool {
	for i, w := range words {
		if isTable(w) && has(words[:i], "on", "upon") {
			return true
		}
	}
	return false
}

// room is where a thing is drawn: in the middle, or to the right of people and of
// what comes first.
func (s *stage) room(t thing, first bool) image.Rectangle {
	x0, x1, y0, y1 := 20, 80, 34, 95
	switch t.size {
	case handSize:
		x0, x1, y0, y1 = 30, 70, 44, 93
	case houseSize:
		x0, x1, y0, y1 = 18, 82, 4, 68
	}
	if t.hung {
		y0, y1 = 4, 50
	}
	if !first {
		x0, x1, y0 = 60, 98, y0+(y1-y0)/3
	}
	return image.Rect(s.w*x0/100, s.h*y0/100, s.w*x1/100, s.h*y1/100)
}

// display draws a thing as large as a box allows, in its own hue and a little more
// light than the set, its edges in the light of the picture.
func (s *stage) display(t thing, box image.Rectangle) {
	b, fits := s.fit(t, box)
	if !fits {
		return
	}
	b.y += max(box.Dy()/10, 1) // fit leaves air below
	alb, emi := append([]ink(nil), s.alb...), append([]ink(nil), s.emi...)
	s.z = 30
	t.draw(b, s.seed)
	s.z = 0
	drawn := make([]bool, len(alb))
	for i := range alb {
		drawn[i] = (s.alb[i] != alb[i] || s.emi[i] != emi[i]) && s.kind[i]&(isFloor|isSky) == 0
	}
	for i, is := range drawn {
		if !is || s.kind[i]&isGlow != 0 {
			continue
		}
		s.alb[i] = t.dyed(s.alb[i])
		s.kind[i] |= isFigure
		if x := i % s.w; x > 0 && !drawn[i-1] {
			s.emi[i] = s.acc[0].dim(110)
		} else if x < s.w-1 && !drawn[i+1] {
			s.emi[i] = s.acc[1].dim(90)
		}
	}
}

// hill raises the ground in the middle, of grass, snow or rock, and returns how high
// it is.
func (s *stage) hill(rock bool) int {
	c := ink(0x5a8a48)
	switch {
	case s.sky == "snow":
		c = 0xdce4f4
	case rock:
		c = 0x6a6672
	}
	top := s.h * 62 / 100
	s.z = 50
	s.ellipse(s.w/2, s.h, s.w*56/100, s.h-top, func(x, y int) {
		k := c.dim(256 - (y-top)*90/s.h - int(noise(s.seed, x/2, y/2)%24))
		s.put(x, y, k, 0, isFloor|isDry)
	})
	s.z = 0
	return top + s.h/40
}

// table stands across the foreground; it returns where its top is.
func (s *stage) table(words []string) int {
	c := ink(0x8a5a34)
	switch {
	case has(words, "stone", "marble", "altar", "plinth", "pedestal", "rock"):
		c = 0x94909e
	case has(words, "steel", "metal", "iron", "glass"):
		c = 0x707a90
	}
	y := s.h * 74 / 100
	l, r := s.w*12/100, s.w*88/100
	s.z = 32
	s.quad(y, l+s.w/20, r-s.w/20, y+s.h*6/100, l, r, func(x, y int) { s.set(x, y, mix(c, 0xffffff, 40)) })
	s.rect(l, y+s.h*6/100, r-l, s.h*5/100, c)
	s.rect(l, y+s.h*11/100, r-l, max(s.h/120, 1), c.dim(110))
	if has(words, "stone", "marble", "altar", "plinth", "pedestal") {
		for x := s.w * 24 / 100; x <= s.w*64/100; x += s.w * 40 / 100 {
			s.rect(x, y+s.h*11/100+1, s.w*12/100, s.h, c.dim(170))
		}
	} else {
		for _, x := range []int{l + s.w/40, r - s.w/20} {
			s.rect(x, y+s.h*11/100+1, s.w/40, s.h, c.dim(150))
		}
	}
	s.z = 0
	return y + s.h*4/100
}
