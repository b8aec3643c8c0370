package pixel

// Things of rooms.

func ceilingLamp(b brush, _ uint32) {
	c := mix(b.acc[0], 0xffe4b0, 120)
	b.stroke(0, -120, 0, 0, 0x16141e)
	b.taper(0, -5, 5, 12, -20, 20, 0x3a3444)
	b.lamp(-15, 11, 30, 4, mix(c, 0xffffff, 140))
	cone(b, 0, 15, 60, 110, c)
	b.light(0, 18, 95, c)
}

func stool(b brush, seed uint32) {
	b.shadow(14)
	b.box(-2, -30, 4, 30, 0x6a6a7a)
	b.box(-9, -3, 18, 3, 0x6a6a7a)
	b.slab(-13, -36, 26, 8, mix(0xa02c3c, b.acc[seed%2], 60))
}

func counter(b brush, _ uint32) {
	b.slab(-60, -52, 120, 52, 0x6e3c2c)
	b.box(-60, -56, 120, 6, 0xb87848)
	for x := -60; x < 60; x += 20 {
		b.box(x, -46, 2, 44, 0x4a261e)
	}
	b.lamp(-60, -49, 120, 2, b.acc[0].dim(190))
}

func bowl(b brush, seed uint32) {
	b.taper(-66, -11, 11, -56, -6, 6, [3]ink{0xe8e4dc, 0xc83c3c, 0x3c6cc8}[seed%3])
	b.box(-9, -67, 18, 2, 0xe8b868)
	b.stroke(4, -66, 14, -80, 0x4a3020)
	b.stroke(7, -66, 18, -79, 0x4a3020)
	s := b
	s.y -= b.px(66)
	s.k = b.k / 2
	steamVent(s, seed)
}

func noren(b brush, seed uint32) {
	c := mix(0xb8243c, b.acc[0], 70)
	b.box(-40, -4, 80, 4, 0x5a3824)
	for i := range 4 {
		b.box(-39+i*20, 0, 18, 34+int(noise(seed, i, 0)%4), c)
		b.box(-39+i*20+14, 0, 4, 34, c.dim(170))
	}
	b.glyphs(seed, b.x+b.px(-34), b.y+b.px(8), 4, max(b.px(4), 1), false, 0xf4e8d0)
}

func menuBoard(b brush, seed uint32) {
	c := b.acc[seed%3]
	b.box(-22, 0, 44, 56, 0x1c1420)
	b.lamp(-20, 2, 40, 52, c.dim(70))
	for i := range 4 {
		b.lamp(-15, 8+i*12, 14+int(noise(seed, i, 0)%14), 4, mix(c, 0xffffff, 90))
		b.lamp(11, 8+i*12, 5, 4, b.acc[1])
	}
	b.light(0, 28, 50, c.dim(110))
}

func bottles(b brush, seed uint32) {
	b.box(-60, 0, 120, 4, 0x5a3a2c)
	for i := range 15 {
		h := noise(seed, i, 3)
		c := [5]ink{0x4aa06a, 0xc88a3c, 0xb84a4a, 0xd8d0c0, 0x4a7ab8}[h%5]
		t := 12 + int(h>>5)%12
		b.box(-56+i*8, -t, 5, t, c)
		b.box(-55+i*8, -t-4, 2, 4, c)
	}
}

func monitor(b brush, seed uint32) {
	c := b.acc[seed%3]
	b.box(-34, -2, 68, 48, 0x20222e)
	b.lamp(-31, 1, 62, 41, c.dim(64))
	switch seed >> 4 % 4 {
	case 0:
		for i := range 6 {
			b.lamp(-27+int(noise(seed, i, 1)%10), 5+i*6, 12+int(noise(seed, i, 2)%34), 3, c)
		}
	case 1:
		y0 := 20
		for x := -28; x < 28; x += 4 {
			y := 20 + [8]int{0, 0, -4, 14, -15, 4, 0, 0}[pmod(x/4, 8)]
			b.wire(x, y0, x+4, y, c)
			y0 = y
		}
	case 2:
		b.orb(0, 20, 16, 16, c.dim(150))
		b.orb(0, 20, 11, 11, c.dim(64))
		b.wire(-24, 20, 24, 20, c)
		b.wire(0, 4, 0, 36, c)
	default:
		for i := range 9 {
			h := 5 + int(noise(seed, i, 5)%28)
			b.lamp(-27+i*6, 38-h, 4, h, c)
		}
	}
	b.light(0, 20, 62, c.dim(120))
}

func desk(b brush, seed uint32) {
	b.shadow(56)
	b.slab(-56, -44, 112, 6, 0x8a6a4c)
	b.box(-52, -38, 6, 38, 0x4a3628)
	b.box(46, -38, 6, 38, 0x4a3628)
	m := b
	m.y -= b.px(94)
	monitor(m, seed)
	b.box(-3, -50, 6, 6, 0x20222e)
	b.slab(20, -38, 26, 34, 0x6a5040)
	b.box(38, -54, 8, 10, 0xd8d8e0)
}

func console(b brush, seed uint32) {
	b.shadow(50)
	b.taper(-50, -46, 46, -34, -52, 52, 0x5c6480)
	b.slab(-52, -34, 104, 34, 0x424860)
	for j := range 3 {
		for i := range 12 {
			h := noise(seed, i, j)
			c := [4]ink{b.acc[0], b.acc[1], 0x2a2e40, 0xff4848}[h%4]
			if h%4 == 2 {
				b.box(-44+i*8, -48+j*5, 4, 2, c)
			} else {
				b.lamp(-44+i*8, -48+j*5, 4, 2, c)
			}
		}
	}
	b.lamp(-48, -10, 96, 2, b.acc[0])
	b.light(0, -50, 50, b.acc[0].dim(110))
}

func chair(b brush, _ uint32) {
	b.shadow(20)
	b.slab(-18, -76, 36, 40, 0x343a52)
	b.slab(-20, -36, 40, 10, 0x454c68)
	b.box(-2, -26, 4, 20, 0x22263a)
	b.box(-18, -6, 36, 4, 0x22263a)
}

// surgery is a tilted chair-bed with a lamp on an arm.
func surgery(b brush, _ uint32) {
	b.shadow(80)
	b.slab(-18, -24, 36, 24, 0x8a94a4)
	b.slab(-70, -44, 130, 16, 0xf0fcf8)
	b.taper(-80, -96, -74, -40, -72, -46, 0xe0f0ec)
	b.box(-70, -29, 130, 5, 0x3a6a74)
	b.slab(-98, -90, 26, 14, 0xffffff)
	b.disc(-36, -46, 8, 3, 0xd0e8e4)
	b.box(56, -60, 4, 60, 0x7a8494)
	b.slab(44, -66, 36, 6, 0xc8d0d8)
	for i := range 4 {
		b.box(48+i*7, -71, 3, 5, []ink{0xd84848, 0x48d8a8, 0xe8e8e8, 0xe8c848}[i])
	}
	b.stroke(20, -220, 20, -176, 0x8a94a4)
	b.stroke(20, -176, -20, -150, 0x8a94a4)
	b.taper(-152, -24, -4, -136, -48, 20, 0xd8e0e8)
	b.lamp(-44, -137, 60, 5, 0xf4ffff)
	cone(b, -14, -132, 62, 92, 0xd8ffff)
	b.light(-14, -110, 90, 0x586868)
}

func crossSign(b brush, _ uint32) {
	c := b.acc[0]
	b.box(-30, -4, 60, 60, 0x141824)
	b.lamp(-8, 2, 16, 48, c)
	b.lamp(-24, 18, 48, 16, c)
	b.light(0, 26, 110, c.dim(190))
}

func cabinet(b brush, seed uint32) {
	b.slab(-34, -96, 68, 96, 0x9cb0b8)
	b.box(-30, -90, 60, 50, 0x2c4048)
	for j := range 3 {
		for i := range 6 {
			h := noise(seed, i, j)
			c := [5]ink{b.acc[0], b.acc[1], 0xe84860, 0xe8d8a0, 0xb0e8e0}[h%5]
			b.lamp(-26+i*9, -80+j*16, 4, 8, c.dim(170))
		}
		b.box(-30, -72+j*16, 60, 2, 0x6a808a)
	}
	b.box(-30, -36, 28, 32, 0x8498a0)
	b.box(2, -36, 28, 32, 0x8498a0)
	b.light(0, -66, 44, b.acc[0].dim(70))
}

func bed(b brush, seed uint32) {
	c := mix(0x3a6a9a, b.acc[seed%2], 110)
	b.shadow(60)
	b.box(-60, -18, 4, 18, 0x54545e)
	b.box(56, -18, 4, 18, 0x54545e)
	b.slab(-62, -26, 124, 12, 0x7a7a88)
	b.slab(-60, -38, 118, 14, 0xd8dce8)
	b.taper(-42, -26, 58, -24, -30, 60, c)
	b.slab(-58, -46, 26, 10, 0xf4f4f8)
	b.slab(-66, -58, 6, 58, 0x7a6a5a)
}

// wardBed is a hospital bed in a row of beds, with a drip and a small monitor.
func wardBed(b brush, seed uint32) {
	b.shadow(50)
	b.slab(-46, -50, 5, 50, 0xa8b4c0)
	b.slab(41, -40, 5, 40, 0xa8b4c0)
	b.slab(-44, -34, 88, 10, 0xe8eef4)
	b.taper(-42, -14, 42, -24, -16, 44, mix(0x68b0b8, b.acc[1], 70))
	b.slab(-40, -44, 22, 11, 0xffffff)
	b.disc(-28, -45, 7, 6, 0xc89878)
	b.disc(4, -40, 22, 6, mix(0x68b0b8, b.acc[1], 70))
	b.box(-58, -92, 2, 92, 0xb8c0cc)
	b.box(-63, -92, 12, 2, 0xb8c0cc)
	b.lamp(-63, -88, 7, 14, b.acc[seed%2].dim(200))
	m := b
	m.y, m.k = b.y-b.px(88), b.k*2/3
	m.x -= b.px(-2)
	monitor(m, 16|seed&1)
}

func curtain(b brush, _ uint32) {
	b.box(-36, -122, 72, 3, 0x8a94a0)
	for i := range 9 {
		c := ink(0x86c4c0)
		if i%2 == 0 {
			c = 0x64a4a8
		}
		b.box(-36+i*8, -119, 8, 108, c)
	}
}

func plant(b brush, seed uint32) {
	b.shadow(16)
	b.taper(-20, -12, 12, 0, -9, 9, 0xa85a3c)
	for i := range 9 {
		x := int(noise(seed, i, 0)%50) - 25
		y := -30 - int(noise(seed, i, 1)%36)
		c := [3]ink{0x3a9a4a, 0x2a7a44, 0x5ab84a}[i%3]
		b.stroke(0, -20, x, y, c.dim(190))
		b.disc(x, y, 7, 4, c)
	}
}

func bookcase(b brush, seed uint32) {
	b.slab(-36, -110, 72, 110, 0x5a3c2c)
	for j := range 4 {
		b.box(-32, -104+j*26, 64, 22, 0x1e1418)
		for i := range 12 {
			h := noise(seed, i, j)
			t := 12 + int(h>>6)%8
			b.box(-31+i*5, -82+j*26-t, 4, t, [5]ink{0x9a3c3c, 0x3c6a9a, 0xa88a3c, 0x4a7a54, b.acc[1].dim(160)}[h%5])
		}
	}
}

func poster(b brush, seed uint32) {
	c := b.acc[seed%3]
	b.box(-20, 0, 40, 54, mix(0x2a2440, c, 50))
	b.disc(0, 22, 12, 12, c)
	b.box(-14, 40, 28, 4, mix(c, 0xffffff, 128))
	b.box(-14, 47, 18, 3, mix(c, 0xffffff, 60))
}

// game is an arcade machine.
func gameMachine(b brush, seed uint32) {
	c := b.acc[seed%3]
	body := mix(0x2c2848, c, 50)
	b.shadow(32)
	b.slab(-28, -112, 56, 112, body)
	b.lamp(-26, -110, 52, 15, c)
	b.glyphs(seed, b.x+b.px(-18), b.y+b.px(-108), 3, max(b.px(3), 1), false, 0xffffff)
	b.box(-24, -92, 48, 40, 0x0c0c18)
	b.lamp(-22, -90, 44, 36, c.dim(44))
	for j := range 3 {
		for i := range 5 {
			if noise(seed, i, j)%3 > 0 {
				b.lamp(-19+i*8, -87+j*7, 5, 4, b.acc[(seed+uint32(j))%3])
			}
		}
	}
	b.lamp(-12+int(seed>>6)%20, -62, 7, 4, 0xffffff)
	b.taper(-52, -26, 26, -40, -34, 34, body.dim(330))
	b.box(-16, -52, 3, 8, 0xd8d8e0)
	b.orb(-15, -54, 3, 3, 0xff4060)
	for i := range 3 {
		b.orb(4+i*9, -46, 3, 2, []ink{0xffe040, 0x40ff80, 0x40a0ff}[i])
	}
	b.lamp(-28, -110, 2, 104, c.dim(160))
	b.lamp(26, -110, 2, 104, c.dim(160))
	b.box(-14, -30, 28, 24, 0x14121e)
	b.lamp(-6, -22, 3, 8, 0xffb040)
	b.light(0, -72, 66, c.dim(190))
}

func vat(b brush, seed uint32) {
	c := b.acc[0]
	b.shadow(34)
	b.slab(-32, -18, 64, 18, 0x4c5468)
	b.lamp(-26, -126, 52, 108, c.dim(90))
	b.lamp(-20, -126, 8, 108, c.dim(130))
	flesh := mix(0xe8b898, c, 120)
	b.disc(0, -98, 8, 10, flesh)
	b.taper(-88, -12, 12, -56, -7, 7, flesh)
	b.taper(-56, -8, 8, -40, -9, 7, flesh.dim(220))
	b.taper(-44, -9, -2, -26, -6, -2, flesh.dim(200))
	b.taper(-44, 2, 8, -26, 1, 5, flesh.dim(200))
	b.stroke(-12, -84, -15, -58, flesh)
	b.stroke(12, -84, 15, -58, flesh)
	b.stroke(0, -108, 6, -126, 0x1c2430)
	for i := range 8 {
		x, y := int(noise(seed, i, 0)%46)-23, -24-int(noise(seed, i, 1)%96)
		b.lamp(x, y, 3, 3, mix(c, 0xffffff, 150))
	}
	b.slab(-32, -144, 64, 18, 0x5c6478)
	b.box(-6, -170, 12, 26, 0x3a4052)
	b.box(-27, -126, 2, 108, mix(c, 0xffffff, 128))
	b.box(26, -126, 2, 108, 0x283448)
	b.lamp(-22, -10, 10, 4, 0xff4048)
	b.lamp(-8, -10, 24, 4, b.acc[1])
	b.light(0, -70, 92, c.dim(190))
}

// robotArm hangs from a rail.
func robotArm(b brush, _ uint32) {
	c := ink(0xd89838)
	side := -1
	if b.x > b.cam.vx {
		side = 1
	}
	b.slab(-16, 0, 32, 12, 0x6a7088)
	b.slab(-6, 12, 12, 22, 0x4a5064)
	for o := range 8 {
		b.stroke(o-4, 34, side*30+o-4, 62, c.dim(256-o*14))
		b.stroke(side*30+o-4, 62, o-4, 100, c.dim(240-o*14))
	}
	b.disc(0, 34, 8, 8, 0x3a4052)
	b.disc(side*30, 62, 9, 9, 0x3a4052)
	b.disc(side*30, 62, 4, 4, 0xd8dce8)
	b.stroke(-2, 100, -10, 116, 0xc8ccdc)
	b.stroke(2, 100, 10, 116, 0xc8ccdc)
	b.orb(0, 103, 4, 4, b.acc[1])
	b.light(0, 70, 80, 0x806040)
	b.light(0, 110, 60, b.acc[1].dim(190))
}

// neonTube is a bent tube of light on a wall.
func neonTube(b brush, _ uint32) {
	c := b.acc[1]
	for o := range 2 {
		b.wire(-24, o, 8, o, c)
		b.wire(8+o, 0, -8+o, 20, c)
		b.wire(-8, 20+o, 24, 20+o, c)
	}
	b.light(0, 10, 90, c.dim(170))
}

func column(b brush, _ uint32) {
	b.shadow(22)
	b.slab(-16, -320, 32, 320, 0x9a98b0)
	b.box(-10, -320, 3, 310, 0xb8b6cc)
	b.slab(-22, -14, 44, 14, 0x7a7890)
	b.lamp(-22, -60, 2, 40, b.acc[1].dim(170))
}

func reception(b brush, _ uint32) {
	b.shadow(90)
	b.taper(-50, -84, 84, 0, -76, 76, 0x54507a)
	b.slab(-90, -56, 180, 8, 0xc8c0d8)
	b.lamp(-76, -12, 152, 3, b.acc[0])
	b.lamp(-82, -46, 164, 2, b.acc[1])
	b.light(0, -10, 90, b.acc[0].dim(150))
}

// emblem is a large ring of light with a figure in it: a company's sign.
func emblem(b brush, seed uint32) {
	c := b.acc[0]
	b.orb(0, 0, 46, 46, c)
	b.ellipse(b.x, b.y, b.px(39), b.px(39), func(x, y int) { b.set(x, y, 0x241f3c) })
	for i := range 3 {
		b.wire(0, -34+i, -30, 18+i, mix(c, 0xffffff, 90))
		b.wire(0, -34+i, 30, 18+i, mix(c, 0xffffff, 90))
		b.wire(-30, 18+i, 30, 18+i, b.acc[1])
	}
	b.orb(0, 2, 9, 9, b.acc[1+int(seed%2)])
	b.light(0, 0, 130, c.dim(220))
}
