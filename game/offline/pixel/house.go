package pixel

// Houses of the country, and what stands beside its ways.

// pane is a window: lit when it is dark outside.
func (b brush) pane(x, y, w, h int) {
	b.box(x-2, y-2, w+4, h+4, 0x3c2c24)
	if b.hour.day < 130 || b.overcast() > 200 {
		b.lamp(x, y, w, h, 0xffc860)
		b.light(x+w/2, y+h/2, w*3, 0x70501c)
	} else {
		b.box(x, y, w, h, mix(0x24405c, b.hour.mid, 60))
	}
	b.box(x+w/2, y, 1, h, 0x3c2c24)
	b.box(x, y+h/2, w, 1, 0x3c2c24)
}

// cottage is a house with its gable to the side: wall, roof and door in their
// colours, wide units long.
func cottage(wall, roof, door ink, wide int) prop {
	return func(b brush, seed uint32) {
		b.shadow(wide * 3 / 5)
		h, half := wide*42/100, wide/2
		top := -h - wide*34/100
		cx := half * 6 / 10
		b.slab(cx-9, top-26, 18, 40, wall.dim(170))
		smoke(brush{b.stage, b.x + b.px(cx), b.y + b.px(top-28), b.k}, seed)
		b.slab(-half, -h, wide, h, wall)
		for i := range 9 {
			b.box(-half+int(noise(seed, i, 0)%uint32(wide-12)), -4-int(noise(seed, i, 1)%uint32(h-8)), 9, 3, wall.dim(216))
		}
		r := b.snowed(roof, 200)
		b.taper(top, -half*7/10, half*7/10, -h+8, -half-12, half+12, r)
		for i := 1; i < 5; i++ {
			y := top + (8-h-top)*i/5
			w := half*7/10 + (half*3/10+12)*i/5
			b.stroke(-w, y, w, y, r.dim(196))
		}
		b.box(-half-12, -h+6, wide+24, 4, r.dim(150))
		b.box(-11, -h*74/100-2, 24, h*74/100+2, 0x3c2c24)
		b.slab(-9, -h*74/100, 20, h*74/100, door)
		b.pane(-half+14, -h*70/100, 24, 22)
		b.pane(half-38, -h*70/100, 24, 22)
	}
}

// crooked is a house of a fairy tale: a high thatch, timber, a round window.
func crooked(b brush, seed uint32) {
	cottage(0xe0d0a8, 0x9a7a3a, 0x4a7a3c, 190)(b, seed)
	for _, x := range []int{-92, -50, 44, 86} {
		b.box(x, -80, 6, 80, 0x5a3c28)
	}
	b.stroke(-90, -2, -54, -78, 0x5a3c28)
	b.stroke(88, -2, 48, -78, 0x5a3c28)
	b.taper(-206, -10, 16, -138, -74, 78, b.snowed(0x8a6a30, 200))
	b.taper(-206, 4, 16, -138, 30, 78, b.snowed(0x6e5428, 170))
	b.disc(2, -112, 17, 17, 0x5a3c28)
	if b.hour.day < 130 {
		b.orb(2, -112, 13, 13, 0xffc860)
	} else {
		b.disc(2, -112, 13, 13, 0x2c4a64)
	}
	b.box(1, -126, 2, 28, 0x5a3c28)
	b.box(-12, -113, 28, 2, 0x5a3c28)
	b.light(0, -60, 100, 0x604018)
}

// gravestone is low and black, or tall and leaning, as the seed has it.
func gravestone(c ink) prop {
	return func(b brush, seed uint32) {
		b.shadow(20)
		h := 30 + int(seed%18)
		if seed%5 == 0 {
			b.slab(-4, -h-16, 9, h+16, c)
			b.slab(-15, -h-4, 31, 8, c)
			return
		}
		b.slab(-15, -h+8, 30, h-8, c)
		b.disc(0, -h+9, 15, 10, c)
		b.disc(-2, -h+8, 12, 7, mix(c, 0xffffff, 26))
		for i := range 3 {
			b.box(-9, -h+12+i*7, 17-i*3, 2, c.dim(140))
		}
		b.box(-17, -3, 34, 4, 0x3c5a34)
	}
}

// wellHead is a round wall with a roof, a rope and a bucket.
func wellHead(b brush, seed uint32) {
	b.shadow(60)
	b.slab(-44, -120, 7, 84, 0x6a4a30)
	b.slab(38, -120, 7, 84, 0x5a3e28)
	b.box(-40, -98, 80, 6, 0x8a6a44)
	b.taper(-152, -40, 40, -114, -64, 64, b.snowed(0x9a4a34, 200))
	b.taper(-152, 10, 40, -114, 20, 64, b.snowed(0x7c3828, 170))
	b.stroke(0, -94, 0, -60, 0xd8c8a0)
	b.taper(-62, -10, 10, -44, -8, 8, 0x7a5a3a)
	b.disc(0, -40, 52, 13, 0x8c9094)
	b.disc(0, -40, 40, 9, 0x0c1018)
	b.taper(-40, -52, 52, 0, -48, 48, 0x7c8084)
	b.disc(0, -40, 52, 4, 0x0c1018)
	for j := range 3 {
		for i := range 6 {
			b.slab(-50+i*17+j%2*8-4, -36+j*12, 15, 10, ink(0x888c90).dim(200+int(noise(seed, i, j)%70)))
		}
	}
}

func signpost(b brush, _ uint32) {
	b.shadow(14)
	b.slab(-5, -170, 10, 170, 0x7a5a38)
	for i, side := range []int{1, -1, 1, -1, 1} {
		y := -164 + i*22
		c := ink(0xc8a468).dim(266 - i*14)
		if side > 0 {
			b.box(-8, y, 66, 15, c)
			b.taper(y, 58, 59, y+7, 58, 72, c)
			b.taper(y+7, 58, 72, y+15, 58, 59, c)
		} else {
			b.box(-58, y, 66, 15, c)
			b.taper(y, -59, -58, y+7, -72, -58, c)
			b.taper(y+7, -72, -58, y+15, -59, -58, c)
		}
		for j := range 5 {
			b.box(-38*max(-side, 0)+2+j*9-side*2, y+6, 6, 3, 0x4a3020)
		}
	}
	b.disc(0, -172, 6, 4, 0x5a4028)
}

// paling is a wooden fence.
func paling(b brush, _ uint32) {
	b.box(-40, -38, 80, 5, 0x8a6a48)
	b.box(-40, -18, 80, 5, 0x8a6a48)
	for x := -38; x < 40; x += 13 {
		b.slab(x, -48, 7, 48, 0xa88458)
	}
}

// drystone is a wall along a moor or a yard.
func drystone(b brush, seed uint32) {
	for j := range 4 {
		for i := range 5 {
			b.slab(-42+i*17-j%2*7, -44+j*11, 16, 10, b.snowed(ink(0x868a86).dim(186+int(noise(seed, i, j)%80)), max(0, 120-j*60)))
		}
	}
}

func gatePost(b brush, _ uint32) {
	b.slab(-9, -84, 18, 84, 0x8a8c88)
	b.disc(0, -88, 11, 8, 0x9a9c98)
}

// keep is a ruined tower: broken top, a breach, ivy, a lone doorway.
func keep(b brush, seed uint32) {
	b.shadow(90)
	const c = ink(0x868288)
	for i := range 12 {
		x := -72 + i*12
		h := 236 - i*i + int(noise(seed, i, 0)%34)
		if i > 6 {
			h -= (i - 6) * 22
		}
		b.box(x, -h, 12, h, c.dim(270-i*12))
		b.box(x, -h, 12, 4, b.snowed(mix(c, 0xffffff, 40), 180))
	}
	for j := range 16 {
		for i := range 8 {
			if y := -10 - j*14; noise(seed, i, j)%3 == 0 && y > -150+i*9 {
				b.box(-70+i*18+j%2*8, y, 14, 2, c.dim(150-i*4))
			}
		}
	}
	b.disc(0, -62, 21, 21, 0x14121a)
	b.box(-21, -62, 43, 62, 0x14121a)
	b.taper(-56, -17, 4, 0, -17, 4, 0x7a4a2c)
	b.box(-2, -30, 3, 4, 0xd8b060)
	for _, y := range []int{-120, -168} {
		b.box(-36, y, 9, 26, 0x14121a)
	}
	for i := range 34 {
		x := 30 + int(noise(seed, i, 4)%40)
		b.disc(x-i/3, -int(noise(seed, i, 5)%150), 7, 5, [2]ink{0x3a7038, 0x2c5a30}[i%2])
	}
}

// arch is a stone bridge seen from the side, over a dark gap.
func arch(b brush, seed uint32) {
	const c = ink(0x989288)
	for x := -260; x < 260; x += 4 {
		rise := 74 - x*x*40/67600
		under := 0
		if d := max(x, -x); d < 108 {
			under = isqrt(108*108-d*d) * 58 / 108
		}
		b.box(x, -rise, 4, rise-under, c.dim(226-pmod(x, 36)/4))
		b.box(x, -rise-16, 4, 16, c.dim(250))
		b.box(x, -rise-19, 4, 4, b.snowed(mix(c, 0xffffff, 60), 200))
		if d := max(x, -x); d < 114 {
			b.box(x, -under-9, 4, 9, c.dim(170))
		}
		if pmod(x, 28) < 4 {
			b.box(x, -rise-14, 2, 12, c.dim(150))
			b.box(x+14, -rise+6, 2, 12, c.dim(150))
		}
	}
	for i := range 20 {
		b.disc(int(noise(seed, i, 0)%480)-240, -40-int(noise(seed, i, 1)%30), 8, 5, 0x46783c)
	}
}

// watermill is a house with its wheel in the brook.
func watermill(b brush, seed uint32) {
	cottage(0xb8a890, 0x7a4a38, 0x4a3424, 200)(b, seed)
	cx, cy, r := 112, -48, 62
	for a := range 12 {
		x, y := wave(a*256/12+64)*r/127, wave(a*256/12)*r/127
		for o := range 3 {
			b.stroke(cx+o, cy, cx+x+o, cy+y, 0x5a3c24)
		}
		b.disc(cx+x, cy+y, 9, 8, 0x7a5434)
	}
	for a := range 128 {
		x, y := wave(a*2+64), wave(a*2)
		for _, q := range []int{r, r - 3, r * 2 / 3} {
			b.box(cx+x*q/127, cy+y*q/127, 3, 3, 0x6a4a2c)
		}
	}
	b.disc(cx, cy, 9, 9, 0x3a2818)
	for i := range 14 {
		b.box(cx+40+int(noise(seed, i, 2)%30), cy-50+i*7, 3, 9, 0xd8ecf8)
	}
	for i := range 16 {
		b.disc(cx-40+i*7, 2+int(noise(seed, i, 3)%7), 7, 4, 0xe4f2fa)
	}
}

// lanternPost is a lamp on a wooden post.
func lanternPost(b brush, _ uint32) {
	b.shadow(10)
	b.slab(-3, -120, 6, 120, 0x5a4230)
	b.box(-3, -122, 26, 4, 0x5a4230)
	b.box(13, -118, 14, 3, 0x2c2420)
	b.lamp(15, -115, 10, 14, 0xffc860)
	b.box(13, -101, 14, 3, 0x2c2420)
	b.light(20, -108, 90, 0xb07c38)
	b.pool(b.x+b.px(20), b.y, b.px(70), 0x80561c)
}

// boothOf is a market stall of the wood: poles, a striped cloth, wares.
func boothOf(b brush, seed uint32) {
	b.shadow(70)
	c := [4]ink{0xb83c34, 0x3c7a4a, 0x8a4a9a, 0xc88a2c}[seed%4]
	for _, x := range []int{-60, 54} {
		b.slab(x, -128, 6, 128, 0x6a4c30)
	}
	b.slab(-66, -46, 132, 46, 0x7a5434)
	b.box(-66, -50, 132, 6, 0xb08452)
	for i := range 9 {
		x := -72 + i*16
		k := c
		if i%2 == 0 {
			k = 0xece0c4
		}
		b.taper(-150, x/2+4, x/2+12, -120, x, x+16, k)
		b.disc(x+8, -119, 8, 6, k)
	}
	for i := range 10 {
		x := -58 + i*12
		w := [5]ink{0xd8b040, 0xc8503c, 0x6aa85a, 0x9a6ac8, 0xe8dcc0}[noise(seed, i, 1)%5]
		if noise(seed, i, 2)%3 == 0 {
			b.box(x, -66, 8, 16, w)
		} else {
			b.disc(x+4, -55, 5, 5, w)
		}
	}
	b.lamp(-5, -112, 10, 12, mix(b.acc[seed%3], 0xffd070, 120))
	b.light(0, -104, 80, mix(b.acc[seed%3], 0xffc060, 160).dim(150))
}
