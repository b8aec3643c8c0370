package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// maxPeople is how many people a picture shows at most.
const maxPeople = 6

// cast is who is seen: those named in the scene, as the cast describes them, or
// by their name alone.
func castOf(sc game.Scene, known []game.Character) []traits {
	var out []traits
	var seen []string
	for _, name := range sc.Present {
		key := strings.ToLower(strings.TrimSpace(name))
		if key == "" || slices.Contains(seen, key) || len(out) == maxPeople {
			continue
		}
		seen = append(seen, key)
		c, ok := game.Cast(known).Find(name)
		if !ok {
			c = game.Character{Name: name}
		}
		out = append(out, traitsOf(c))
	}
	if slices.ContainsFunc(out, func(t traits) bool { return t.kind == "console" }) { // then nobody carries another
		for i := range out {
			out[i].carries = slices.DeleteFunc(out[i].carries, func(item string) bool { return item == "console" })
		}
	}
	// the player stands first, at the left edge
	slices.SortStableFunc(out, func(a, b traits) int {
		switch {
		case a.you == b.you:
			return 0
		case a.you:
			return -1
		}
		return 1
	})
	return out
}

// people puts everyone who is present on the stage.
func (s *stage) people(sc game.Scene, known []game.Character) {
	all := castOf(sc, known)
	if s.rural() {
		for i := range all {
			all[i].homespun()
		}
	}
	s.z = 20
	if shotOf(sc.Shot) == closeUp && len(all) > 0 {
		s.portraits(all)
	} else {
		h, foot := s.h*38/100, s.h*87/100
		if shotOf(sc.Shot) == medium {
			h, foot = s.h*56/100, s.h*97/100
		}
		h = min(h, s.w*6/10)
		for i, t := range all {
			x := s.w * (2*i + 1) / (2 * len(all))
			x = s.w/2 + (x-s.w/2)*min(58+len(all)*7, 92)/100
			if len(all) == 1 {
				x = s.w * 40 / 100
			}
			hh, y := h, foot+int(t.seed%5)-2+i%2*s.h/40
			if t.you {
				hh, y = h*112/100, foot+s.h*5/100
			}
			hh = min(hh, foot*96/max(t.height, 1)) // a giant is as large as the picture lets him
			p := figure(t, hh, t.you)
			s.ground(p, x, y)
			s.place(p, x, y)
			s.carriedLight(t, x, y-hh/2, hh)
		}
	}
	s.z = 0
}

// homespun takes from someone's clothes what only a city has.
func (t *traits) homespun() {
	t.plain = true
	t.trim = [4]ink{0xc8a860, 0xb84a3c, 0x6a8ab0, 0x8a9a58}[t.seed>>13%4]
}

// carriedLight is what a lamp in someone's hand sheds, or a machine's face.
func (s *stage) carriedLight(t traits, x, y, h int) {
	if t.kind == "console" || t.kind == "drone" {
		s.shine(x, y, h, t.eyes.dim(110))
		s.pool(x, y+h/2, h*2/3, t.eyes.dim(150))
	}
	if slices.Contains(t.carries, "lamp") {
		s.shine(x+h/5, y, h, 0xc88840)
		s.pool(x+h/5, y+h/2, h*3/4, 0x8a5c28)
	}
}

func (s *stage) portraits(all []traits) {
	if len(all) > 2 {
		all = all[:3]
	}
	if len(all) > 1 && all[0].you { // the player's shoulder stays in the corner
		for i, t := range all[1:] {
			s.portrait(t, s.w*(65+i*34-len(all[1:])*9)/100, s.h*92/100-i*s.h/12)
		}
		b := bust(all[0], s.h*80/100, true)
		s.place(b, s.w*12/100, s.h+s.h*16/100)
		return
	}
	if len(all) == 1 && all[0].you { // who is alone looks at the place
		s.place(bust(all[0], min(s.h*68/100, s.w*6/10), true), s.w*26/100, s.h+s.h*6/100)
		return
	}
	for i, t := range slices.Backward(all) {
		x := s.w * (2*i + 1) / (2 * len(all))
		s.portrait(t, x, s.h*94/100-i*s.h/14)
	}
}

func (s *stage) portrait(t traits, x, h int) {
	h = min(h, s.w*12/10)
	p := bust(t, h, t.you)
	s.place(p, x, s.h)
}
