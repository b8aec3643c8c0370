package pixel

// What makes one room of the country unlike another.

// beams is a ceiling of boards with beams across it.
func beams(c ink) texture {
	under := planks(c)
	return func(s *stage, u, v int) (ink, texel) {
		if pmod(v, 120) < 26 {
			return c.dim(120), matte
		}
		k, _ := under(s, u, v)
		return k.dim(190), matte
	}
}

// plaster is a whitewashed wall with timber, or without when timber is 0.
func plaster(c, timber ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		if timber != 0 {
			x := pmod(u, 130)
			if x < 9 || v > 112 && v < 121 || v < 9 {
				return timber, matte
			}
			if d := x - v*130/112; v < 112 && d > -6 && d < 4 && pmod(fdiv(u, 130), 2) == 0 {
				return timber.dim(220), matte
			}
		}
		return c.dim(226 + int(noise(s.seed, fdiv(u, 17), fdiv(v, 13))%30)), matte
	}
}

// books is a wall of shelves without anything modern between the books.
func books(s *stage, u, v int) (ink, texel) {
	n, x := fdiv(u, 96), pmod(u, 96)
	row, y := fdiv(v, 26), pmod(v, 26)
	if x < 7 || y < 4 {
		return ink(0x6a4628).dim(200 + int(noise(s.seed, n, row)%50)), matte
	}
	h := noise(s.seed, n*24+x/5, row)
	if y > 15+int(h>>8)%9 || h%17 == 0 {
		return 0x22140e, matte
	}
	c := [8]ink{0x8a3a30, 0x3a5a7a, 0x9a7a34, 0x4a6a44, 0x6a4a6a, 0xb8a078, 0x7a4a2c, 0x2c5a5a}[h>>4%8]
	switch {
	case x%5 == 0:
		c = c.dim(140)
	case y == 9 || y == 18:
		c = mix(c, 0xffe0a0, 90)
	}
	return c, matte
}

// pew is a bench of a church.
func pew(b brush, _ uint32) {
	b.shadow(64)
	b.slab(-62, -62, 124, 30, 0x7a5030)
	b.slab(-66, -66, 8, 66, 0x5a3a22)
	b.slab(58, -66, 8, 66, 0x5a3a22)
	b.slab(-62, -34, 124, 9, 0x8e623c)
}

// stained is a pointed window of coloured glass.
func stained(b brush, seed uint32) {
	hue := [5]ink{0x3a6cff, 0xe83a4c, 0xffc840, 0x38c070, 0x9a5cff}
	day := 110 + b.hour.day/3
	for y := -120; y < 60; y += 2 {
		half := 34
		if y < -60 {
			half = isqrt(max(60*60-(y+60)*(y+60), 0)) * 34 / 60
		}
		b.box(-half-4, y, half*2+8, 2, 0x5a5650)
		for x := -half; x < half; x += 2 {
			h := noise(seed, fdiv(x+y/3, 11), fdiv(y, 13))
			c := hue[h%5].dim(day)
			if pmod(x+y/3, 11) < 2 || pmod(y, 13) < 2 || x < 2 && x > -3 {
				b.box(x, y, 2, 2, 0x1c1820)
				continue
			}
			b.lamp(x, y, 2, 2, c)
		}
	}
	b.box(-3, -70, 6, 60, 0xf4e8c0)
	b.box(-18, -54, 36, 6, 0xf4e8c0)
	b.light(0, -20, 90, mix(0xb890c0, b.hour.low, 90).dim(50+b.hour.day/4))
}

// communion is a plain altar: cloth, cross, two candles.
func communion(b brush, _ uint32) {
	b.shadow(70)
	b.slab(-60, -52, 120, 52, 0xe8e4dc)
	b.box(-60, -52, 120, 8, 0xb03a40)
	b.box(-60, -14, 120, 3, 0xc8a048)
	b.box(-3, -96, 6, 44, 0xd8b050)
	b.box(-15, -84, 30, 6, 0xd8b050)
	b.candle(-44, -52, 22)
	b.candle(44, -52, 22)
}

func schoolDesk(b brush, seed uint32) {
	b.shadow(34)
	b.slab(-30, -44, 60, 8, 0xa8744a)
	b.box(-26, -36, 5, 36, 0x3a3a42)
	b.box(21, -36, 5, 36, 0x3a3a42)
	b.slab(-24, -24, 48, 6, 0x8a5c38)
	if seed%2 == 0 {
		b.slab(-18, -49, 22, 5, 0x2a2e34)
	}
	b.box(14, -49, 6, 5, 0x1c2c50)
}

// blackboard stands before a class, with sums on it.
func blackboard(b brush, seed uint32) {
	b.slab(-84, -70, 168, 86, 0x8a5c38)
	b.box(-78, -64, 156, 74, 0x1e3430)
	for j := range 4 {
		for i := range 7 {
			if h := noise(seed, i, j); h%4 > 0 {
				x, y := -68+i*21, -56+j*17
				b.stroke(x, y+int(h>>3%5), x+6+int(h>>6%6), y+int(h>>9%8), 0xd0dcd4)
				b.stroke(x+4, y, x+4, y+8, 0xd0dcd4)
			}
		}
	}
	b.box(-40, 10, 12, 3, 0xf4f4f0)
}

// worldMap hangs on a wall.
func worldMap(b brush, seed uint32) {
	b.box(-46, -2, 92, 4, 0x6a4628)
	b.box(-42, 2, 84, 54, 0x8ab8d0)
	for i := range 14 {
		x, y := int(noise(seed, i/3, 0)%70)-35, 10+int(noise(seed, i/3, 1)%36)
		b.disc(x+int(noise(seed, i, 2)%14)-7, y+int(noise(seed, i, 3)%10)-5, 8, 5, [3]ink{0xc8b060, 0x8aa850, 0xc88a60}[i/3%3])
	}
	b.box(-46, 56, 92, 4, 0x6a4628)
}

// wireless is a bench of dials, valves and keys.
func wireless(b brush, seed uint32) {
	b.shadow(110)
	b.slab(-110, -52, 220, 9, 0x8a6038)
	b.box(-104, -43, 8, 43, 0x5a3c24)
	b.box(96, -43, 8, 43, 0x5a3c24)
	for i, x := range []int{-102, -34, 34} {
		b.slab(x, -124, 64, 72, [3]ink{0x4a3a2c, 0x3a3a40, 0x54402c}[i])
		b.disc(x+32, -98, 20, 20, 0xb8a878)
		b.orb(x+32, -98, 17, 17, mix(0xffb040, b.acc[0], 90).dim(170))
		b.disc(x+32, -98, 11, 11, 0xf0e4c0)
		a := int(noise(seed, i, 0)%100) + 140
		b.stroke(x+32, -98, x+32+wave(a+64)*12/127, -98+wave(a)*12/127, 0xa02020)
		for j := range 4 {
			b.disc(x+11+j*14, -66, 5, 5, 0x1c1a1c)
			b.box(x+10+j*14, -70, 2, 3, 0xe8e0d0)
		}
		b.light(x+32, -98, 60, mix(0xff9a30, b.acc[0], 90).dim(120))
	}
	for i := range 5 { // valves
		x := -92 + i*40
		b.box(x, -132, 8, 8, 0x2a2a30)
		b.lamp(x+1, -150, 6, 18, 0xff8a30)
		b.orb(x+4, -150, 4, 5, 0xffc880)
		b.light(x+4, -146, 44, 0xa05018)
	}
	b.slab(-20, -58, 30, 6, 0x2a2420)
	b.box(0, -64, 14, 4, 0xc8a048)
	b.box(40, -56, 38, 4, 0xf0e8d0)
}

// nets hang from the roof in folds, with cork floats.
func nets(b brush, seed uint32) {
	for i := range 15 {
		x := -84 + i*12
		l := 70 + wave(i*34+int(seed%90))/4
		for j := 0; j < l; j += 6 {
			b.stroke(x, j, x+6, j+6, [2]ink{0x8a9a78, 0x6a7a5c}[i%2])
			b.stroke(x+6, j, x, j+6, [2]ink{0x8a9a78, 0x6a7a5c}[i%2])
		}
		if i%3 == 0 {
			b.disc(x+2, l, 7, 7, [2]ink{0xd8843c, 0xc8a878}[i/3%2])
		}
	}
	b.slab(-92, -4, 184, 7, 0x5a3c26)
}

// lens is the great glass of a lighthouse: rings of prisms around a flame.
func lens(b brush, _ uint32) {
	b.shadow(80)
	b.slab(-52, -34, 104, 34, 0x3c5a4a)
	b.slab(-62, -42, 124, 10, 0xb08a3c)
	const cy = -120
	for y := -78; y <= 78; y += 2 {
		half := isqrt(84*84-y*y) * 66 / 84
		ring := pmod(y+200, 12) < 3
		for x := -half; x < half; x += 2 {
			c := mix(0x9ac8c8, 0xf4ffff, 128+wave(x*2+y*5)/2)
			switch d := x*x + y*y; {
			case ring || half-max(x, -x) < 5 || max(x, -x)%34 < 3:
				c = 0xb08a3c
			case d < 500:
				b.lamp(x, cy+y, 2, 2, 0xfffbe0)
				continue
			case d < 1700:
				b.lamp(x, cy+y, 2, 2, mix(0xffd860, 0xfff4c0, pmod(x+y, 9)*28))
				continue
			case pmod(y+200, 12) == 8:
				b.lamp(x, cy+y, 2, 2, 0xd0ecdc)
				continue
			}
			b.box(x, cy+y, 2, 2, c.dim(190))
		}
	}
	b.slab(-40, cy-96, 80, 12, 0xb08a3c)
	b.taper(cy-124, -6, 6, cy-96, -36, 36, 0x8a6a30)
	b.beam(60, cy, 420, 44)
	b.beam(-60, cy, -420, 44)
	b.light(0, cy, 260, 0xd0b060)
}

// beam is the light of a lighthouse from (x, y) to reach units off, where it is
// twice half wide. It is seen in the dark and in thick air.
func (b brush) beam(x, y, reach, half int) {
	if b.hour.day > 150 && b.overcast() < 190 {
		return
	}
	x0, y0, n := b.x+b.px(x), b.y+b.px(y), b.px(reach)
	side := 1
	if n < 0 {
		side, n = -1, -n
	}
	for i := range n {
		w := 1 + b.px(half)*i/max(n, 1)
		for o := -w; o <= w; o++ {
			px, py := x0+side*i, y0+o-i/12
			if px < 0 || py < 0 || px >= b.w || py >= b.h || bayer(px, py) > 12-i*7/max(n, 1) {
				continue
			}
			k := py*b.w + px
			b.emi[k] = b.emi[k].plus(0x60541c)
		}
	}
}

// railing is the iron rail of a gallery, near the eye.
func railing(y int) part {
	return func(s *stage) {
		top := s.h * y / 100
		c := ink(0x2c3440)
		s.rect(0, top, s.w, 3, c)
		s.rect(0, top+s.h/12, s.w, 2, c)
		for x := 4; x < s.w; x += 14 {
			s.rect(x, top, 2, s.h/6, c)
		}
		s.rect(0, top, s.w, 1, mix(c, 0xffffff, 60))
	}
}

// lampHouse is the glass of a lighthouse seen from its gallery, at the left.
func lampHouse(b brush, _ uint32) {
	b.slab(-90, -300, 120, 300, 0xd0d4d8)
	b.box(-90, -230, 116, 150, 0x2c3440)
	for i := range 3 {
		b.lamp(-86+i*38, -226, 34, 142, ink(0xffe8a0).dim(200))
		b.wire(-86+i*38, -226, -52+i*38, -84, 0xfffbe8)
	}
	b.box(-90, -160, 116, 4, 0x2c3440)
	b.slab(-100, -80, 140, 12, 0x8a3030)
	b.beam(28, -160, 640, 110)
	b.light(-20, -150, 240, 0xc0a050)
}

// throne stands at the end of a hall.
func throne(b brush, _ uint32) {
	b.shadow(50)
	b.slab(-70, -12, 140, 12, 0x6a6068)
	b.slab(-34, -126, 68, 114, 0x9a2c38)
	b.slab(-42, -132, 10, 124, 0xc8a048)
	b.slab(32, -132, 10, 124, 0xc8a048)
	b.taper(-156, -3, 3, -128, -40, 40, 0xc8a048)
	b.slab(-42, -52, 84, 12, 0xb83c48)
}

// banner hangs down a wall.
func banner(b brush, seed uint32) {
	c := [3]ink{0xa82c38, 0x2c5a8a, 0x3c7a44}[seed%3]
	b.box(-20, 0, 40, 3, 0xc8a048)
	b.box(-17, 3, 34, 66, c)
	b.taper(69, -17, 0, 84, -17, -16, c)
	b.taper(69, 0, 17, 84, 16, 17, c)
	b.disc(0, 30, 10, 10, 0xe8c860)
	b.disc(0, 30, 6, 6, c)
}

// pillar is a round column of stone.
func pillar(b brush, _ uint32) {
	b.shadow(34)
	b.pole(-22, -400, 44, 400, 0x9a9498)
	b.slab(-30, -16, 60, 16, 0x8a8488)
}

// millstones turn one on the other under their hopper, a cogwheel over them and
// sacks beside.
func millstones(b brush, seed uint32) {
	b.shadow(90)
	b.slab(-92, -20, 184, 20, 0x6a4a2c)
	for i := range 2 {
		y, r := -48-i*32, 76-i*6
		c := ink(0x8c8c90).dim(240 + i*40)
		b.pole(-r, y, r*2, 28, c)
		for x := -r + 8; x < r; x += 13 {
			b.box(x, y+4, 2, 22, c.dim(170))
		}
		b.disc(0, y, r, 12, mix(c, 0xffffff, 70))
		b.disc(0, y, r-5, 10, c)
	}
	b.disc(0, -80, 16, 4, 0x2a2828)
	for i := range 12 {
		b.stroke(wave(i*21+64)*20/127, -80+wave(i*21)*3/127, wave(i*21+64)*62/127, -80+wave(i*21)*9/127, 0x5c5c60)
	}
	b.taper(-132, -44, 44, -92, -9, 9, 0x9a6c3c)
	b.taper(-136, -48, 48, -130, -46, 46, 0xc89458)
	b.pole(-6, -300, 12, 168, 0x6a4a2c)
	for a := range 24 { // the cogwheel on its shaft
		x, y := wave(a*256/24+64)*74/127, wave(a*256/24)*18/127
		b.box(x-4, -204+y, 9, 16, 0x7a5430)
	}
	b.disc(0, -200, 70, 15, 0x8a6038)
	b.disc(0, -202, 54, 10, 0x4a3420)
	b.stroke(-60, -202, 60, -202, 0x8a6038)
	for i := range 3 {
		x := 116 + i*36 - int(seed%8)
		b.disc(x, -22, 21, 24, 0xd8c8a0)
		b.taper(-56, x-6, x+6, -40, x-13, x+13, 0xc8b890)
		b.box(x-7, -47, 14, 4, 0x8a5c34)
	}
}

// giantTable bears a dish as large as a cart, with a spoon and a cup beside it.
func giantTable(b brush, seed uint32) {
	b.slab(-330, -12, 660, 90, 0x8a5c34)
	b.box(-330, -12, 660, 8, 0xc8925c)
	b.pole(-300, 70, 60, 200, 0x6a4426)
	b.pole(240, 70, 60, 200, 0x6a4426)
	b.disc(-20, -14, 130, 20, 0xc8ccd8)
	b.disc(-20, -18, 124, 17, 0xeef0f4)
	b.disc(-20, -17, 88, 11, 0xb8bcc8)
	for i := range 7 {
		b.disc(-76+i*18, -22-wave(i*18)/12, 18, 13, [3]ink{0x6aa848, 0xe8b848, 0xd8683c}[noise(seed, i, 0)%3])
	}
	b.disc(150, -20, 30, 10, 0xb0b4c4)
	b.taper(-22, 170, 176, -14, 300, 306, 0xb0b4c4)
	b.pole(-240, -150, 92, 138, 0xb86a3c)
	b.disc(-194, -150, 46, 9, 0x5a2c18)
	b.disc(-194, -149, 40, 6, 0xe8c890)
	b.pole(-262, -120, 14, 74, 0xa05a30)
	b.candle(232, -12, 120)
	b.light(232, -140, 150, 0xa87030)
}
