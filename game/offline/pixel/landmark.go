package pixel

// Things that make a place what it is: shrines, vaults, lifts, trains, water.

func growBed(b brush, seed uint32) {
	b.slab(-58, -28, 116, 28, 0x6a6a78)
	b.box(-54, -34, 108, 8, 0x3a2a22)
	for i := range 16 {
		x := -52 + i*7
		h := 14 + int(noise(seed, i, 0)%30)
		c := [4]ink{0x2f9a4a, 0x46b84e, 0x228048, 0x7ac84a}[noise(seed, i, 1)%4]
		b.stroke(x, -32, x+3, -32-h, c.dim(180))
		b.disc(x+3, -34-h, 6, 4, c)
		b.disc(x-2, -30-h/2, 5, 3, c.dim(210))
		if noise(seed, i, 2)%4 == 0 {
			b.lamp(x+2, -36-h, 4, 4, [2]ink{0xff5a7a, 0xffd24a}[i%2])
		}
	}
	b.box(-58, -104, 2, 78, 0x5a5a68)
	b.box(56, -104, 2, 78, 0x5a5a68)
	b.slab(-60, -108, 120, 6, 0x44445a)
	b.lamp(-54, -102, 108, 4, b.acc[0])
	b.light(0, -80, 84, b.acc[0].dim(215))
}

func leaves(b brush, seed uint32) {
	for i := range 12 {
		x := int(noise(seed, i, 0)%90) - 45
		l := 20 + int(noise(seed, i, 1)%70)
		c := [3]ink{0x1e6a3a, 0x2f8a44, 0x17523a}[i%3]
		b.stroke(x, 0, x+6, l, c)
		for j := 6; j < l; j += 8 {
			h := noise(seed, i, j)
			b.disc(x+j/10-int(h%7), j, 3+int(h>>3%5), 2+int(h>>6%2), c)
			b.disc(x+j/10+int(h>>8%8), j+4, 3+int(h>>11%4), 2, c.dim(180+int(h>>14%100)))
		}
	}
}

func torii(b brush, _ uint32) {
	c := mix(0xc82c34, b.acc[0], 40)
	b.taper(-196, -132, 132, -182, -120, 120, 0x2c1822)
	b.box(-124, -184, 248, 12, c)
	b.box(-104, -150, 208, 10, c)
	b.box(-8, -174, 16, 26, c.dim(200))
	for _, x := range []int{-88, 76} {
		b.slab(x, -172, 14, 172, c)
		b.box(x-3, -16, 20, 16, 0x2c1822)
	}
	b.lamp(-104, -140, 208, 2, b.acc[0])
	b.lamp(-88, -172, 2, 156, b.acc[0].dim(200))
	b.lamp(88, -172, 2, 156, b.acc[0].dim(200))
	for i := range 7 {
		x := -66 + i*22
		b.taper(-138, x-4, x+4, -118, x-2, x+6, 0xf4f0e0)
	}
	b.light(0, -140, 120, b.acc[0].dim(140))
}

func stoneLantern(b brush, _ uint32) {
	b.shadow(20)
	b.slab(-14, -8, 28, 8, 0x7a7a88)
	b.slab(-5, -34, 10, 26, 0x8a8a98)
	b.slab(-14, -60, 28, 26, 0x7a7a88)
	b.lamp(-8, -55, 16, 17, 0xffc060)
	b.taper(-74, -4, 4, -58, -22, 22, 0x6a6a78)
	b.light(0, -46, 60, 0xd08a40)
}

// altar is a heap of old screens with candles before it.
func altar(b brush, seed uint32) {
	b.shadow(70)
	b.slab(-76, -20, 152, 20, 0x5a4a50)
	b.slab(-60, -36, 120, 16, 0x6a5a60)
	for i, at := range [][2]int{{-52, -82}, {-2, -86}, {-28, -130}} {
		m := b
		m.x, m.y, m.k = b.x+b.px(at[0]+26), b.y+b.px(at[1]), b.k*3/4
		monitor(m, noise(seed, i, 0))
	}
	for i := range 9 {
		x := -64 + i*16
		h := 6 + int(noise(seed, i, 4)%8)
		b.box(x, -36-h, 4, h, 0xf0e8d8)
		b.lamp(x, -40-h, 3, 5, 0xffb040)
	}
	b.light(0, -50, 90, 0xb07030)
}

func tree(b brush, seed uint32) {
	b.taper(-110, -4, 4, 0, -9, 9, 0x3a2630)
	b.stroke(0, -80, -30, -120, 0x3a2630)
	b.stroke(0, -90, 34, -126, 0x3a2630)
	for i := range 14 {
		x, y := int(noise(seed, i, 0)%96)-48, -100-int(noise(seed, i, 1)%60)
		c := mix([3]ink{0xd86a98, 0xe890b8, 0xb04a80}[i%3], b.acc[1], 40)
		b.disc(x, y, 17, 11, c)
	}
}

func steps(b brush, _ uint32) {
	for i := range 6 {
		w := 150 - i*12
		b.slab(-w, -(i+1)*9, w*2, 9, ink(0x6c6a7c).dim(256-i*8))
	}
}

// vaultDoor stands open with the light of what it keeps behind it.
func vaultDoor(b brush, _ uint32) {
	const r = 92
	b.disc(0, -r, r+16, r+16, 0x3c4258)
	b.disc(0, -r, r+12, r+12, 0x6a7490)
	b.disc(0, -r, r, r, 0x464e66)
	b.disc(0, -r, r-10, r-10, 0x8088a4)
	b.disc(0, -r, r-16, r-16, 0x5c6480)
	for i := range 16 {
		x, y := wave(i*16+64)*(r+6)/127, wave(i*16)*(r+6)/127
		b.disc(x, -r+y, 4, 4, 0xb8c0d8)
		x, y = wave(i*16+64)*(r-30)/127, wave(i*16)*(r-30)/127
		if i%2 == 0 {
			b.lamp(x-2, -r+y-2, 5, 5, b.acc[0])
		}
	}
	for i := range 8 {
		x, y := wave(i*32+64)*46/127, wave(i*32)*46/127
		for o := range 3 {
			b.stroke(o, -r, x+o, -r+y, 0xc8ccdc)
		}
		b.disc(x, -r+y, 6, 6, 0xe0b450)
	}
	b.disc(0, -r, 18, 18, 0x9aa2bc)
	b.orb(0, -r, 10, 10, b.acc[0])
	b.lamp(r+10, -r-30, 8, 60, 0xffd890)
	b.slab(-r-26, -r-20, 18, 40, 0x3a4056)
	b.light(0, -r, 130, b.acc[0].dim(170))
}

func depositBoxes(s *stage, u, v int) (ink, texel) {
	x, y := pmod(u, 34), pmod(v, 22)
	if v > 150 {
		return 0x3a4058, matte
	}
	if x < 2 || y < 2 {
		return 0x2a2e44, matte
	}
	if x > 24 && x < 29 && y > 8 && y < 14 {
		if noise(s.seed, fdiv(u, 34), fdiv(v, 22))%6 == 0 {
			return s.acc[0], glowing
		}
		return 0xd8b060, matte
	}
	if y == 21 {
		return 0x9aa0b8, matte
	}
	return 0x6c748e, matte
}

// liftDoors is the front of a lift cabin: two doors, a display, buttons.
func liftDoors(b brush, seed uint32) {
	b.box(-78, -190, 156, 190, 0x4c5066)
	for _, x := range []int{-66, 1} {
		b.slab(x, -158, 65, 158, 0x9096ac)
		b.box(x+8, -150, 3, 142, 0xb4bacc)
		b.box(x+40, -150, 2, 142, 0x787e94)
	}
	b.box(-1, -158, 2, 158, 0x14141c)
	b.lamp(-1, -158, 2, 158, mix(b.acc[0], 0xffffff, 90).dim(150))
	b.box(-30, -184, 60, 20, 0x12121c)
	b.glyphs(seed, b.x+b.px(-14), b.y+b.px(-181), 2, max(b.px(3), 1), false, b.acc[1])
	b.wire(18, -170, 18, -179, b.acc[1])
	b.wire(14, -175, 18, -179, b.acc[1])
	b.wire(22, -175, 18, -179, b.acc[1])
	b.light(0, -80, 90, b.acc[0].dim(70))
}

func buttons(b brush, _ uint32) {
	b.slab(-16, 0, 32, 92, 0x3c4054)
	b.lamp(-11, 5, 22, 10, b.acc[1].dim(200))
	for i := range 12 {
		x, y := -10+i%2*13, 22+i/2*11
		if i == 5 {
			b.orb(x+3, y+3, 4, 4, b.acc[0])
			b.light(x, y, 40, b.acc[0].dim(140))
		} else {
			b.disc(x+3, y+3, 4, 4, 0xb8bccc)
		}
	}
}

// train is the side of a standing train as a wall along the platform.
func train(s *stage, u, v int) (ink, texel) {
	x := pmod(u, 240)
	switch {
	case v > 128 || v < 4:
		return 0x22243a, matte
	case v < 8:
		return 0x34384e, matte
	case x < 4:
		return 0x14141e, matte
	case x > 96 && x < 144: // doors
		if x == 120 || v > 116 {
			return 0x2a2e44, matte
		}
		if v > 60 && v < 106 && pmod(x, 24) > 4 {
			return mix(s.acc[1], 0xfff0d0, 150).dim(235), glowing
		}
		return 0xa8aec4, matte
	case v > 58 && v < 106 && pmod(x, 46) > 6:
		if h := noise(s.seed, fdiv(u, 23), 5); h%5 == 0 && v < 96 && pmod(x, 23) > 8 {
			return 0x30283c, matte
		}
		return mix(s.acc[1], 0xfff0d0, 150).dim(220), glowing
	case v > 40 && v < 50:
		return s.acc[0], glowing
	}
	return 0x848aa6, matte
}

// platform is a floor with a warning line along its edge and the track beyond.
func platform(c ink, edge int) texture {
	tiles := checker(c, c.dim(225), 26)
	return func(s *stage, u, v int) (ink, texel) {
		switch {
		case u < edge:
			return 0x16141f, matte
		case u < edge+6:
			return 0xd8d8e0, matte
		case u < edge+20:
			if pmod(v, 10) < 5 {
				return 0xffd030, matte
			}
			return 0xc09018, matte
		}
		return tiles(s, u, v)
	}
}

func platformSign(b brush, seed uint32) {
	b.box(-50, -30, 3, 30, 0x2a2a38)
	b.box(47, -30, 3, 30, 0x2a2a38)
	b.slab(-64, 0, 128, 30, 0x1a1c2c)
	b.lamp(-60, 4, 22, 22, b.acc[0])
	b.glyphs(seed, b.x+b.px(-30), b.y+b.px(6), 5, max(b.px(3), 1), false, 0xf4f4ff)
	b.wire(40, 15, 56, 15, b.acc[1])
	b.wire(50, 9, 56, 15, b.acc[1])
	b.wire(50, 21, 56, 15, b.acc[1])
	b.light(0, 15, 60, b.acc[0].dim(120))
}

// sea is open water with waves that catch the light, out to the horizon.
func sea(s *stage, u, v int) (ink, texel) {
	band := fdiv(v, 12+v/24)
	shift := int(noise(s.seed, band, 1) % 97)
	if pmod(u+shift, 60+v/6) < 16+int(noise(s.seed, band, fdiv(u+shift, 60+v/6))%16) {
		return mix(0x5a88b8, s.hour.low, 110), matte
	}
	return mix(0x1c3a68, s.hour.mid, 40), matte
}

// quay is a wall's top with the water beyond it.
func quay(c ink, from int) texture {
	ground := checker(c, c.dim(230), 50)
	return func(s *stage, u, v int) (ink, texel) {
		if v > from {
			return sea(s, u, v)
		}
		if v > from-12 {
			return mix(c, 0xffffff, 70), matte
		}
		return ground(s, u, v)
	}
}

func lighthouse(b brush, _ uint32) {
	b.taper(-12, -40, 40, 14, -70, 80, 0x3a3444)
	b.taper(-170, -14, 14, 0, -26, 26, 0xc8c8d4)
	for i := range 3 {
		b.taper(-150+i*52, -16-i*4, 16+i*4, -126+i*52, -18-i*4, 18+i*4, 0xb83040)
	}
	b.box(-20, -176, 40, 6, 0x3a3a4a)
	b.lamp(-10, -196, 20, 20, 0xfff0c0)
	b.taper(-210, -3, 3, -196, -14, 14, 0x3a3a4a)
	b.beam(-10, -186, -260, 26)
	b.light(0, -186, 110, 0xc0b080)
}

func turbine(b brush, seed uint32) {
	b.taper(-150, -2, 2, 0, -4, 4, 0xd0d4e0)
	a := int(seed % 85)
	for i := range 3 {
		x, y := wave(a+i*85+64)*60/127, wave(a+i*85)*60/127
		b.stroke(0, -150, x, -150+y, 0xe4e8f0)
		b.stroke(1, -150, x+1, -150+y, 0xd0d4e0)
	}
	b.lamp(-2, -153, 4, 4, 0xff3048)
}

// bulwark is the huge wall against the sea: concrete with lights and stains.
func bulwark(s *stage, u, v int) (ink, texel) {
	c := ink(0x74788c)
	switch {
	case pmod(u, 130) < 16:
		c = c.dim(190)
	case pmod(v, 44) < 2 || pmod(u, 65) < 2:
		c = c.dim(170)
	case chance(s.seed, fdiv(u, 8), 3, 22) && v < 100:
		c = mix(c, 0x3a5a4a, 90)
	}
	if v > 150 && v < 156 {
		return s.acc[0], glowing
	}
	if pmod(u, 130) > 68 && pmod(u, 130) < 80 && v > 116 && v < 128 {
		return s.acc[1], glowing
	}
	return c, matte
}

// rings are the ribs of a round tunnel, every third with lamps.
func rings(b brush, seed uint32) {
	const r = 130
	for a := range 256 {
		for o := range 8 {
			x, y := wave(a+64)*(r+o)/127, wave(a)*(r+o)/127
			if y > 96 {
				continue
			}
			px, py := b.x+b.px(x), b.y-b.px(96)+b.px(y)
			if o < 3 && a > 148 && a < 236 {
				b.glow(px, py, b.acc[seed%2])
			} else {
				b.set(px, py, 0x5a5a72)
			}
		}
	}
	b.light(0, -190, 150, b.acc[seed%2].dim(110))
}

// vaultRib is an arch of a glass roof.
func vaultRib(b brush, _ uint32) {
	for a := 128; a <= 256; a++ {
		for o := range 5 {
			x, y := wave(a+64)*(190+o)/127, wave(a)*(150+o)/127
			b.set(b.x+b.px(x), b.y-b.px(70)+b.px(y), 0xb0b8c8)
		}
	}
	for _, x := range []int{-194, 190} {
		b.box(x, -72, 5, 72, 0x98a0b4)
	}
}

func gantry(b brush, seed uint32) {
	b.box(-260, -210, 520, 8, 0x3a3e52)
	b.box(-260, -186, 520, 5, 0x3a3e52)
	for x := -256; x < 256; x += 20 {
		b.stroke(x, -208, x+20, -184, 0x3a3e52)
	}
	b.box(-262, -210, 10, 210, 0x2e3244)
	b.box(252, -210, 10, 210, 0x2e3244)
	for i, x := range []int{-190, -40, 96} {
		c := b.acc[(int(seed)&1+i)%3]
		b.box(x, -196, 104, 54, 0x14202c)
		b.lamp(x+3, -193, 98, 48, c.dim(70))
		b.glyphs(seed+uint32(i), b.x+b.px(x+12), b.y+b.px(-186), 3, max(b.px(5), 1), false, mix(c, 0xffffff, 90))
		b.wire(x+84, -156, x+84, -182, c)
		b.wire(x+76, -174, x+84, -182, c)
		b.wire(x+92, -174, x+84, -182, c)
		b.light(x+50, -168, 90, c.dim(110))
	}
}

// bigScreen is the wall of a control room: a map with marks and curves.
func bigScreen(b brush, seed uint32) {
	c := b.acc[0]
	b.box(-152, -168, 304, 124, 0x1a1e30)
	b.lamp(-146, -162, 292, 112, c.dim(52))
	for i := range 11 {
		b.wire(-146+i*29, -162, -146+i*29, -51, c.dim(96))
	}
	for i := range 5 {
		b.wire(-146, -156+i*26, 145, -156+i*26, c.dim(96))
	}
	for i := range 9 {
		x, y := int(noise(seed, i, 0)%200)-100, -132+int(noise(seed, i, 1)%56)
		b.ellipse(b.x+b.px(x), b.y+b.px(y), b.px(20+int(noise(seed, i, 2)%24)), b.px(10), func(px, py int) {
			if (px+py)%2 == 0 {
				b.glow(px, py, c.dim(220))
			}
		})
	}
	for i := range 6 {
		x, y := int(noise(seed, i, 3)%250)-125, -146+int(noise(seed, i, 4)%84)
		b.lamp(x-3, y-3, 7, 7, b.acc[1+i%2])
		b.wire(x, y, x+20, y-14, b.acc[1+i%2])
	}
	b.light(0, -106, 220, c.dim(170))
}
