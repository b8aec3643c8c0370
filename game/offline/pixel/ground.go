package pixel

// Parts that make up the ground of one kind of place, and what frames it.

// parapet is the edge of a roof at depth z.
func parapet(z int) part {
	return func(s *stage) {
		b := s.at(0, z)
		n := s.edge(z) + 30
		s.z = 40
		b.slab(-n, -26, n*2, 26, 0x565670)
		b.slab(-n, -32, n*2, 7, 0x74748e)
		for x := -n; x < n; x += 46 {
			b.box(x, -24, 2, 24, 0x44445a)
		}
		b.lamp(-n, -22, n*2, 2, s.acc[1].dim(150))
		s.z = 0
	}
}

func billboardFrame(b brush, seed uint32) {
	for x := -60; x <= 60; x += 40 {
		b.box(x-2, -100, 4, 100, 0x242234)
		b.stroke(x, -60, x+30, 0, 0x242234)
	}
	m := b
	m.y -= b.px(186)
	m.k = b.k * 5 / 4
	billboard(m, seed)
}

func airconBox(b brush, seed uint32) {
	b.shadow(40)
	b.slab(-36, -52, 72, 52, 0x84889c)
	b.disc(-8, -28, 19, 19, 0x34364a)
	for i := range 4 {
		x, y := wave(i*64+int(seed%60)+64)*16/127, wave(i*64+int(seed%60))*16/127
		b.stroke(-8, -28, -8+x, -28+y, 0x9a9eb2)
	}
	b.box(18, -44, 12, 36, 0x5c6074)
	b.lamp(20, -48, 4, 3, 0x40ff80)
}

// pipes run along the lower edge, near the eye.
func pipes(c ink) part {
	return func(s *stage) {
		y := s.h - 9
		s.rect(0, y, s.w, 5, c)
		s.rect(0, y, s.w, 1, mix(c, s.acc[0], 80))
		s.rect(0, y+6, s.w, 3, c.dim(160))
		for x := s.w / 9; x < s.w; x += s.w / 4 {
			s.rect(x, y-1, 5, 10, mix(c, 0xffffff, 20))
		}
	}
}

// strip is a row of light fittings that recedes along a ceiling, seen from below.
func strip(vx, c int) part {
	return func(s *stage) {
		for i := 6; i >= 0; i-- {
			z := 190 + i*170
			w := 40 * s.cam.f / z
			y := s.cam.vy - 108*s.cam.f/z
			x := s.w*vx/100 - w/2
			k := mix(s.acc[c], 0xffffff, 130)
			s.glowRect(x, y, w, max(w/9, 1), k)
			s.shine(x+w/2, y+4, w*2+8, k.dim(90))
		}
	}
}

func alleyWall(c ink) texture {
	bricks := brick(c)
	return func(s *stage, u, v int) (ink, texel) {
		x, y := pmod(u, 130), v
		id := noise(s.seed, fdiv(u, 130), int(c&255))
		switch {
		case v > 330+int(id%200):
			return 0, hole
		case x > 40 && x < 80 && y > 4 && y < 92 && id%2 == 0:
			if y > 84 || x < 44 || x > 76 {
				return c.dim(100), matte
			}
			if y > 64 && y < 78 && x > 50 && x < 70 {
				return s.acc[0].dim(190), glowing
			}
			return mix(c, 0x303848, 160), matte
		case y > 120:
			if wx, wy := pmod(x, 44), pmod(y, 70); wx > 10 && wx < 32 && wy > 20 && wy < 58 {
				if chance(s.seed, fdiv(u, 44), fdiv(y, 70), s.hour.lit+6) {
					return mix(0xffc468, s.acc[1], int(id%3)*60).dim(160), glowing
				}
				return mix(c.dim(70), s.hour.mid, s.hour.day/3), matte
			}
		case x > 100 && x < 104:
			return 0x2c2836, matte
		}
		return bricks(s, u, v)
	}
}

func neonSignUp(b brush, seed uint32) {
	m := b
	m.y -= b.px(210)
	m.k = b.k * 3 / 2
	neonSign(m, seed)
}

func steamVentBig(b brush, seed uint32) {
	b.box(-24, -3, 48, 3, 0x8a8a9a)
	b.k = b.k * 3 / 2
	steamVent(b, seed)
}

func crates(b brush, seed uint32) {
	b.shadow(36)
	for i, at := range [][2]int{{-34, -30}, {0, -30}, {-18, -58}} {
		c := [3]ink{0x8a6238, 0x7a5a40, 0x5a6a50}[noise(seed, i, 0)%3]
		b.slab(at[0], at[1], 32, 29, c)
		b.stroke(at[0]+2, at[1]+2, at[0]+29, at[1]+27, c.dim(170))
	}
}

// hazard is a striped bar across the lower edge.
func hazard() part {
	return func(s *stage) {
		for y := s.h - 7; y < s.h; y++ {
			for x := range s.w {
				c := ink(0xd8a420)
				if pmod(x+y, 18) < 9 {
					c = 0x16141c
				}
				s.set(x, y, c.dim(170))
			}
		}
	}
}

// path is a paved way with ground on both sides.
func path(stone, ground ink) texture {
	slabs := checker(stone, stone.dim(228), 44)
	return func(s *stage, u, v int) (ink, texel) {
		if max(u, -u) < 130 {
			return slabs(s, u, v)
		}
		k := ground.dim(200 + int(noise(s.seed, fdiv(u, 5), fdiv(v, 8))%80))
		if s.sky == "snow" {
			k = mix(k, 0xe0e8fa, 190)
		}
		return k, matte
	}
}

func branch(b brush, seed uint32) {
	for i := range 5 {
		y := i*14 - 4
		x := 30 + int(noise(seed, i, 0)%44)
		b.stroke(-20, y, x, y+14, 0x1c1420)
		for j := range 9 {
			px := -10 + j*(x+10)/9
			b.disc(px, y+j*2+int(noise(seed, i, j)%9)-2, 6, 4, [2]ink{0xb84a80, 0x8a2e62}[j%2])
		}
	}
}

// rails are the crash barriers of a road, half units to each side.
func rails(half int) part {
	return func(s *stage) {
		for z := 2400; z > 130; z -= max(z/30, 4) {
			for _, x := range []int{-half, half} {
				b := s.at(x, z)
				s.z = uint8(min(z/12, 200))
				b.box(-2, -26, 4, 14, 0x8a90a4)
				if pmod(z, 90) < 12 {
					b.box(-2, -26, 4, 26, 0x5a6074)
					b.lamp(-2, -24, 4, 4, s.acc[0])
				}
			}
		}
		s.z = 0
	}
}

func bridgeGlass(_ *stage, u, v int) (ink, texel) {
	if pmod(u, 150) < 12 || pmod(v, 94) < 5 || v < 16 && v > -30 {
		return 0x70789a, matte
	}
	return 0, hole
}

// portal is the lit doorway at the end of a bridge.
func portal(b brush, _ uint32) {
	b.box(-26, -26, 52, 60, 0x343a56)
	b.lamp(-16, -14, 32, 48, mix(b.acc[0], 0xffffff, 90).dim(200))
	b.lamp(-20, -20, 40, 3, b.acc[1])
	b.light(0, 8, 90, b.acc[0].dim(150))
}

// far stands something small on the horizon, at x and y percent.
func far(p prop, x, y, k int) part {
	return func(s *stage) {
		s.z = 110
		hang(p, x, y, k)(s)
		s.z = 0
	}
}

// promenade is the way on a sea wall's foot, then the water to its right.
func promenade(s *stage, u, v int) (ink, texel) {
	switch {
	case u > 96:
		return sea(s, u, v)
	case u > 84:
		return 0xa0a4b4, matte
	}
	return checker(0x6c7084, 0x646880, 40)(s, u, v)
}

// surf breaks over the edge on the right.
func surf() part {
	return func(s *stage) {
		b := s.at(110, 250)
		for i := range 46 {
			x, y := int(noise(s.seed, i, 0)%150), int(noise(s.seed, i, 1)%60)
			if y < 50-x/4 {
				b.disc(x-10, -y, 5+int(noise(s.seed, i, 2)%8), 4, [2]ink{0xd8ecf8, 0x9ac4dc}[i%2])
			}
		}
	}
}

// depths are the lower storeys of the towers, seen from high between them.
func depths() part {
	return func(s *stage) { skyline(s, 9, s.h+4, s.h*30/100, s.h*52/100, 20) }
}
