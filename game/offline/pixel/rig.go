package pixel

import "strings"

// rig adds the lights that the scene's own words name, of the kinds that the set
// does not have.
func (s *stage) rig(words, own string) {
	t := strings.ToLower(words)
	if len(s.named) > 0 {
		s.shine(s.w/3, s.h/4, s.w*3/5, s.named[0].dim(84))
		s.shine(s.w*5/6, s.h/3, s.w/2, s.acc[1].dim(56))
	}
	has := func(ws ...string) bool {
		for _, w := range ws {
			if strings.Contains(t, w) {
				return true
			}
		}
		return false
	}
	if has("glow", "glare", "shimmer") {
		s.shine(s.w/2, s.h*58/100, s.w/2, s.acc[0].dim(110))
		s.pool(s.w/2, s.h*92/100, s.w/2, s.acc[0].dim(80))
	}
	if s.rural() {
		s.rustic(has, own)
		return
	}
	if has("neon") && !strings.Contains(own, "neon") {
		hang(neonSign, 10, 8, 62)(s)
		hang(neonSign, 91, 14, 70)(s)
	}
	if has("lamp", "lantern", "candle") && !strings.Contains(own, "lamp") {
		if s.in {
			hang(ceilingLamp, 24, 18, 62)(s)
			hang(ceilingLamp, 78, 14, 62)(s)
		} else {
			pair(streetLamp, 150, 300)(s)
		}
	}
	if has("screen", "monitor", "hologram", "display") && !strings.Contains(own, "screen") {
		hang(monitor, 16, 16, 66)(s)
		hang(monitor, 86, 24, 74)(s)
	}
	if has("emergency", "alarm", "siren", "warning", "strobe") {
		s.beacon(12)
		s.beacon(88)
	}
	if has("sun", "daylight", "shaft") {
		s.shafts()
	}
}

// rustic adds what gives light where there is no electricity.
func (s *stage) rustic(has func(...string) bool, own string) {
	if has("lamp", "lantern", "candle") && !s.in {
		put(lanternPost, 150, 300)(s)
	}
	if has("fire", "ember") && !s.in {
		put(campfire, -80, 270)(s)
	}
	if has("beam") && !strings.Contains(own, "beam") && !s.in {
		s.sweep()
	}
	if has("sun", "shaft") && s.hour.day > 100 && s.overcast() < 150 {
		s.shafts()
	}
}

// sweep is the beam of a lighthouse across the sky.
func (s *stage) sweep() {
	for x := range s.w {
		half := 1 + x*s.h/12/s.w
		y := s.h*22/100 - x*s.h/14/s.w
		for o := -half; o <= half; o++ {
			if py := y + o; py >= 0 && bayer(x, py) < 12-x*5/s.w {
				k := py*s.w + x
				s.emi[k] = s.emi[k].plus(0x50481c)
			}
		}
	}
}

// campfire burns between stones.
func campfire(b brush, seed uint32) {
	b.shadow(36)
	for i := range 7 {
		b.disc(-33+i*11, 1-i%2*3, 8, 5, 0x6a6a6c)
	}
	b.stroke(-24, -2, 14, -12, 0x5a3a24)
	b.stroke(24, -2, -14, -12, 0x5a3a24)
	b.flame(0, -4, 40, 44, seed)
	b.pool(b.x, b.y, b.px(150), 0xb0641c)
}

// beacon is a turning warning light near the top, at x percent.
func (s *stage) beacon(x int) {
	b := s.flatly(s.w*x/100, s.h*9/100)
	b.box(-6, -4, 12, 3, 0x20202c)
	b.orb(0, 2, 5, 5, 0xff3040)
	for _, side := range []int{-1, 1} {
		for j := 4; j < 70; j++ {
			for o := -j / 5; o <= j/5; o++ {
				px, py := b.x+side*j, b.y+2+o+j/6
				if px < 0 || py < 0 || px >= s.w || py >= s.h || bayer(px, py) > 8-j/10 {
					continue
				}
				s.emi[py*s.w+px] = s.emi[py*s.w+px].plus(0x48080c)
			}
		}
	}
	b.light(0, 2, 120, 0xc01824)
}

// shafts are bands of sunlight that fall in from the upper left.
func (s *stage) shafts() {
	c := mix(0xffd080, s.hour.low, 90)
	for i := range 4 {
		x0 := s.w*i/4 - s.w/8
		for y := range s.h * 9 / 10 {
			for o := range s.w / 11 {
				x := x0 + o + y/2
				if x >= 0 && x < s.w && bayer(x, y) < 9-y*6/s.h {
					k := y*s.w + x
					s.emi[k] = s.emi[k].plus(c.dim(44))
				}
			}
		}
	}
	s.shine(0, 0, s.w*2/3, c.dim(150))
}

// mood tones the whole picture by one word.
func (s *stage) mood(out []ink) {
	t := strings.ToLower(s.feel)
	has := func(ws ...string) bool {
		for _, w := range ws {
			if strings.Contains(t, w) {
				return true
			}
		}
		return false
	}
	tint, edge := ink(0xffffff), 70
	switch {
	case has("tense", "danger", "fear", "threat", "dread", "urgent", "violen"):
		tint, edge = 0xffccd4, 190
	case has("eerie", "strange", "uncanny", "sick", "wrong"):
		tint, edge = 0xc8ffdc, 130
	case has("sad", "lonely", "grief", "melanch", "quiet", "mourn"):
		tint, edge = 0xc4d4ff, 110
	case has("hope", "warm", "joy", "calm", "tender", "peace", "relief"):
		tint, edge = 0xfff0d0, 20
	}
	curve := contrast()
	for i, c := range out {
		x, y := i%s.w-s.w/2, i/s.w-s.h/2
		d := x*x*256/(s.w*s.w/4+1) + y*y*256/(s.h*s.h/4+1)
		r, g, b := c.dim(256 - max(d-150, 0)*edge/512).rgb()
		out[i] = mk(curve[r], curve[g], curve[b]).times(tint)
	}
}

// contrast deepens the dark and lifts what is bright.
func contrast() [256]int {
	var t [256]int
	for v := range t {
		soft := v * v * (3*255 - 2*v) / (255 * 255)
		t[v] = min((v*150+soft*106)>>8*9/8, 255)
	}
	return t
}
