package pixel

// Walls, floors and fittings that belong to one kind of room.

// under paints the room over an outside that is seen through its openings.
func (r room) under(outside part) part {
	inside := r.part()
	return func(s *stage) {
		outside(s)
		inside(s)
	}
}

func planksWall(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		i := fdiv(u, 22)
		k := c.dim(205 + int(noise(s.seed, i, fdiv(v, 60))%60))
		if pmod(u, 22) == 0 || v < 6 {
			k = c.dim(140)
		}
		return k, matte
	}
}

// shelf is a board with bottles at x and y percent.
func shelf(x, y int) part { return hang(bottles, x, y, 72) }

func potSteam(b brush, seed uint32) {
	for i := range 3 {
		m := b
		m.x += b.px(i*44 - 44)
		m.y -= b.px(52)
		m.slab(-16, -26, 32, 26, 0x8a8c9c)
		m.box(-18, -28, 36, 3, 0xa8aaba)
		m.y -= b.px(28)
		steamVent(m, seed+uint32(i))
	}
}

func monitorPulse(b brush, _ uint32) { monitor(b, 16) }

func monitorCore(b brush, _ uint32) {
	b.orb(0, 20, 26, 26, b.acc[0].dim(90))
	b.orb(0, 20, 17, 17, b.acc[0].dim(190))
	b.orb(0, 20, 9, 9, mix(b.acc[0], 0xffffff, 170))
	b.light(0, 20, 130, b.acc[0].dim(190))
}

func ladder(b brush, _ uint32) {
	b.stroke(-12, 0, -4, -190, 0xb08050)
	b.stroke(-11, 0, -3, -190, 0xb08050)
	b.stroke(14, 0, 22, -190, 0xb08050)
	b.stroke(15, 0, 23, -190, 0xb08050)
	for i := range 12 {
		b.box(-11+i*2/3, -10-i*15, 26, 3, 0x9a6c42)
	}
}

func lectern(b brush, _ uint32) {
	b.shadow(26)
	b.slab(-6, -40, 12, 40, 0x6a4630)
	b.taper(-52, -22, 22, -40, -26, 26, 0x8a5c3c)
	b.taper(-58, -18, 18, -50, -20, 20, 0xf0e4c8)
	b.lamp(-1, -76, 4, 18, 0xffd080)
	b.light(0, -60, 66, 0xc08848)
}

func cabinWall(s *stage, u, v int) (ink, texel) {
	switch {
	case v > 62 && v < 68:
		return 0xd8b878, matte
	case v > 192 && v < 197:
		return s.acc[0], glowing
	case pmod(u, 60) < 3:
		return 0x3c4056, matte
	case v > 74 && pmod(u-v/2, 90) < 12: // a mirror's gleam
		return 0xa4aac2, matte
	case v > 74:
		return 0x767c98, matte
	}
	return 0x5c4a58, matte
}

func liftCeiling(s *stage, u, v int) (ink, texel) {
	if x, y := pmod(u+20, 66), pmod(v, 70); x > 8 && x < 32 && y > 10 && y < 56 {
		return mix(s.acc[0], 0xffffff, 170), glowing
	}
	return 0x4a4e62, matte
}

func handrail(b brush, _ uint32) {
	b.light(0, -40, 140, b.acc[0].dim(80))
}

// floorLine is a lit line where a cabin's floor meets the doors.
func floorLine() part {
	return func(s *stage) {
		b := s.at(0, 240)
		b.lamp(-60, -1, 120, 2, s.acc[1].dim(200))
	}
}

func wardWindows(s *stage, u, v int) (ink, texel) {
	if x := pmod(u, 150); x > 40 && x < 120 && v > 70 && v < 180 {
		if pmod(x, 40) < 3 || pmod(v, 54) < 3 {
			return 0xd8e0e8, matte
		}
		return 0, hole
	}
	return tilesWall(0x9cb8c4, 0x4a98a0)(s, u, v)
}

// aisleOf is an aisle of p with q between each two.
func aisleOf(p, q prop, x, z, step, n int) part {
	return func(s *stage) {
		for i := n - 1; i >= 0; i-- {
			for _, side := range []int{-1, 1} {
				s.stand(q, side*(x+40), z+i*step+step/2, i)
				s.stand(p, side*x, z+i*step, i*2+side)
			}
		}
	}
}

func carpet(s *stage, u, v int) (ink, texel) {
	h := noise(s.seed, fdiv(u, 24), fdiv(v, 24))
	x, y := pmod(u, 24)-12, pmod(v, 24)-12
	if r := x*x + y*y; h%3 == 0 && r < 50 && r > 16 {
		return s.acc[int(h>>4)%3].dim(150), matte
	}
	if h%7 == 1 && max(x-y, y-x) < 3 {
		return s.acc[int(h>>5)%3].dim(140), matte
	}
	return 0x30264e, matte
}

func starCeiling(s *stage, u, v int) (ink, texel) {
	if pmod(u+v/2, 130) < 5 {
		return s.acc[0], glowing
	}
	if pmod(u-v/2, 130) < 5 {
		return s.acc[1], glowing
	}
	return 0x1c1632, matte
}

// laser is a fan of beams across a way.
func laser(b brush, _ uint32) {
	for i := range 4 {
		b.wire(-b.w, i*9-20, b.w, -i*7+26, ink(0xff2030).dim(190))
	}
}

func trays(_ *stage, u, v int) (ink, texel) {
	switch x := pmod(u+60, 120); {
	case x > 20 && x < 26, x > 92 && x < 98:
		return 0x6a708c, matte
	case x > 28 && x < 90 && pmod(v, 40) < 6:
		return 0x4c5270, matte
	case x > 34 && x < 84 && pmod(x, 9) < 5:
		return [3]ink{0x284a6a, 0x5a2a50, 0x3a3a5c}[x/9%3], matte
	}
	return 0x1a1a2c, matte
}

func pipeWall(s *stage, u, v int) (ink, texel) {
	for i, at := range []int{30, 62, 120, 170} {
		if d := v - at; d >= 0 && d < 14 {
			c := [4]ink{0x5a6a80, 0x8a5a40, 0x4a6a60, 0x6a5a7a}[i]
			if pmod(u, 110) < 10 {
				return c.dim(330), matte
			}
			if d > 9 {
				return mix(c, 0xffffff, 60), matte
			}
			return c.dim(150 + d*12), matte
		}
	}
	if pmod(u, 220) > 150 && pmod(u, 220) < 180 && v > 90 && v < 106 {
		return s.acc[0], glowing
	}
	return brick(0x4e4c60)(s, u, v)
}

// channel is a tunnel's floor with water running in its middle.
func channel(s *stage, u, v int) (ink, texel) {
	if a := max(u, -u); a < 60 {
		return mix(0x1c3444, 0x2c5468, int(noise(s.seed, fdiv(u, 20), fdiv(v, 9))%200)), matte
	} else if a < 68 {
		return 0x8a8498, matte
	}
	return checker(0x5c586c, 0x545064, 40)(s, u, v)
}

func rail() part {
	return func(s *stage) {
		y := s.h * 8 / 100
		s.rect(0, y, s.w, 4, 0x5a6074)
		s.rect(0, y+4, s.w, 1, 0x2a2e40)
		for x := 0; x < s.w; x += 14 {
			s.rect(x, y-2, 3, 2, 0x444a5e)
		}
	}
}

func ringsAlong() part {
	return func(s *stage) {
		for i := 8; i >= 0; i-- {
			z := 190 + i*150
			s.z = uint8(min(z/8, 200))
			rings(s.at(0, z), uint32(i))
		}
		s.z = 0
	}
}

func endLight(b brush, _ uint32) {
	b.orb(0, 0, 7, 8, mix(b.acc[0], 0xffffff, 120))
	b.light(0, 0, 100, b.acc[0].dim(230))
}
