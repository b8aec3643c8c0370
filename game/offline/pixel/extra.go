package pixel

import (
	"strings"

	"journey/game"
)

// extras adds what the place's own words name beside the place itself: a crowd,
// boxes, a fire. Only the country has them; they stand behind the people.
func (s *stage) extras(sc game.Scene) {
	if !s.rural() {
		return
	}
	text := " " + strings.Join(wordsOf(sc.Place+" "+sc.Action), " ") + " "
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, " "+w) {
				return true
			}
		}
		return false
	}
	place := " " + strings.Join(wordsOf(sc.Place), " ") + " "
	switch {
	case strings.Contains(place, " crowded "), has("jury", "sailors", "villagers", "guests"):
		s.crowd(16)
	case strings.Contains(place, " people "), strings.Contains(place, " creatures "):
		s.crowd(7)
	}
	for _, e := range []struct {
		word string
		part part
	}{
		{" boxes ", row(longBox, 300, 110, 0)},
		{" campfire ", put(campfire, -60, 290)},
		{" washing ", hang(washing, 50, 47, 100)},
		{" milestone ", put(gravestone(0xb0aca0), 150, 270)},
		{" barrels ", file(barrel, 190, 270, 60, 3)},
		{" cradle ", put(cradle, 120, 270)},
		{" tray ", put(boardTable(50), 110, 290)},
		{" mushroom ", put(bigToadstool, 96, 280)},
		{" candle ", hang(candles, 50, 60, 50)},
	} {
		if strings.Contains(place, e.word) {
			e.part(s)
		}
	}
}

// crowd are n people, or creatures of the wood, in the background. Nobody of them
// is known.
func (s *stage) crowd(n int) {
	kinds := []string{"man", "woman", "old woman", "man with a beard", "child", "woman in a dress"}
	if s.land == "wood" {
		kinds = []string{"badger", "fox", "hedgehog", "hare", "mouse", "toad", "owl", "stoat", "bear"}
	}
	s.z = 60
	for i := range n {
		h := noise(s.seed, i, 91)
		t := traitsOf(game.Character{Name: string(rune('a'+i%26)) + " of the crowd", Look: kinds[int(h%uint32(len(kinds)))]})
		t.homespun()
		t.carries = nil
		p := figure(t, s.h*27/100, false)
		for k := range p.px {
			p.px[k] = p.px[k].dim(150)
		}
		x := s.w*(2*i+1)/(2*n) + int(h>>8%11) - 5
		y := s.h*76/100 - i%2*s.h/24
		s.ground(p, x, y)
		s.behind(p, x, y)
	}
	s.z = 0
}

// behind sets a sprite on the stage as a thing of the set, lit as the set is.
func (s *stage) behind(p *sprite, x, y int) {
	for j := range p.h {
		for i := range p.w {
			if k := j*p.w + i; p.mat[k] != bare {
				s.put(x-p.w/2+i, y-p.h+j, p.px[k], 0, 0)
			}
		}
	}
}

func longBox(b brush, _ uint32) {
	b.shadow(50)
	b.slab(-46, -26, 92, 26, 0xa8804e)
	b.box(-46, -28, 92, 5, 0xc8a068)
	for x := -40; x < 44; x += 27 {
		b.box(x, -22, 3, 20, 0x7a5a34)
	}
}

// washing hangs on a line across the picture.
func washing(b brush, seed uint32) {
	b.stroke(-110, -6, 110, 0, 0xd8d0c0)
	for i := range 9 {
		x := -100 + i*24
		c := [5]ink{0xf0ece0, 0xd84a40, 0xf0ece0, 0x5a8ac0, 0xe8c860}[noise(seed, i, 0)%5]
		b.box(x, -5+i%2, 15, 18+int(noise(seed, i, 1)%9), c)
	}
}

func cradle(b brush, _ uint32) {
	b.shadow(34)
	b.taper(-34, -30, 30, -8, -24, 24, 0x9a6c40)
	b.taper(-50, -32, -10, -34, -30, -8, 0x8a5c34)
	b.disc(-16, -36, 8, 6, 0xe8c0a0)
	b.box(-6, -38, 32, 8, 0xe8e4f0)
	b.taper(-8, -30, 30, -3, -22, 22, 0x7a5030)
}

func bigToadstool(b brush, seed uint32) {
	b.k = b.k * 2
	toadstool(b, seed)
}
