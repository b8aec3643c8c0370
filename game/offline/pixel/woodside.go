package pixel

func edges() []place {
	return []place{
		{
			name: "cottage in the wood", words: []string{"cottage in the wood", "cottage", "hut", "woodcutter house"}, inside: "cottage room",
			back: []part{
				country(58, woods(58, 40, 0x2c5038, 110, true)), open(800, trail(turf(0x4c7a3c), 0xa08a64, 36, 50)), pillars(bole(0x54402e, 34), 560, 120, 300),
				put(crooked, 34, 370), put(paling, -190, 320), put(paling, 215, 330), put(toadstool, -90, 270), canopy(0x2c6a38, 13),
			},
			front: []part{nearTrunks(0x54402e)},
		},
		{
			name: "village edge", words: []string{"village edge", "village", "hamlet", "edge of the wood"},
			back: []part{
				country(54, hills(54, 10, 0x54804c, 120)), open(1400, trail(turf(0x649648), 0xb49c70, 52, 40)),
				put(cottage(0xd8c8a0, 0x8a6a34, 0x7a4030, 150), -150, 620), put(cottage(0xe0d8c0, 0x9a4a34, 0x3a6a4a, 150), 20, 720),
				put(cottage(0xd0c0a0, 0x8a6a34, 0x3a5a7a, 160), 190, 600), row(paling, 330, 80, 170), pair(gatePost, 76, 330),
			},
			front: []part{nearTrunks(0x54402e), hang(leaves, 6, 0, 120), hang(leaves, 95, 0, 120)},
		},
		{
			name: "mountain path", words: []string{"mountain path", "mountain", "mountains", "pass", "ledge", "stile"},
			back: []part{
				country(58, peaks(58, 50, 90), hills(59, 8, 0x5c6a5c, 80)), open(1400, trail(turf(0x7c8066), 0xb4a890, 46, 90)),
				put(boulder, -240, 420), put(boulder, 250, 380), put(boulder, 170, 560), put(fir, -180, 560), put(fir, 230, 640), row(drystone, 470, 84, 150),
			},
			front: []part{},
		},
		{
			name: "ruined tower", words: []string{"ruined tower", "tower in the wood", "ruin", "ruins", "old tower"},
			back: []part{
				country(56, hills(56, 12, 0x4c6a4c, 120), woods(57, 28, 0x386040, 90, false)), open(1000, trail(turf(0x5c7c44), 0x9a8a68, 34, 40)),
				put(snag, -230, 460), put(keep, 6, 370), put(boulder, -140, 320), put(boulder, 214, 330),
			},
			front: []part{thicket(fern, 60)},
		},
		{
			name: "rose hedge", words: []string{"rose hedge", "hedge", "thorns", "briar", "roses"},
			back: []part{
				country(60), far(castle, 50, 42, 64), open(800, trail(turf(0x4c6a3c), 0x9a8868, 40, 0)), thorns(350), pair(thistle, 170, 280),
			},
		},
	}
}

func marvels() []place {
	return []place{
		{
			name: "giant's table", words: []string{"giant table", "table of the giant", "giant", "huge plate"},
			back: []part{
				country(56, peaks(56, 30, 150), hills(57, 12, 0x5c8a50, 100)), open(1400, turf(0x6a9a48)), put(giantTable, 0, 420), row(fern, 300, 200, 400),
			},
		},
		{
			name: "wood cave", words: []string{"cave", "cavern", "den", "lair", "burrow"}, in: true, room: 0x7c6850,
			back: []part{
				room{
					half: 200, eye: 100, over: 130, deep: 420, left: rock(0x74685c), right: rock(0x74685c), back: rock(0x5c5248),
					floor: trail(rock(0x6c6054), 0x847460, 100, 20), ceil: rock(0x54483e), mirror: 0,
				}.part(),
				hang(jars, 24, 40, 60), hang(jars, 76, 38, 62), hang(jars, 50, 33, 54), hang(jars, 24, 54, 60), hang(jars, 78, 53, 62), row(counter, 350, 120, 0), hang(candles, 36, 63, 60), hang(candles, 62, 63, 60),
				cavern(0x5c5046, 50, 56, 52, 54), teeth(0x6a5e52), loophole(10, 20),
			},
		},
	}
}

func woodRooms() []place {
	return []place{
		{
			name: "hearth kitchen", words: []string{"kitchen with a hearth", "cottage kitchen", "hearth", "fireside"}, in: true, room: 0xb08c60,
			back: []part{
				parlour(plaster(0xd8c8a0, 0x5a3c28), stones(0x84786a), beams(0x5a3e2a), 420), outside(74, 22, 16, 24, 0x5a3c28, 2, 2),
				put(fireplace, -90, 400), put(dresser, 110, 400), put(boardTable(90), 110, 300), put(rocker, -190, 300), hang(hangings, 50, 5, 70),
			},
		},
		{
			name: "cottage room", words: []string{"cottage room", "parlour", "bedroom", "room in the cottage"}, in: true, room: 0xb09468,
			back: []part{
				parlour(plaster(0xd0c098, 0x5a3c28), planks(0x8a6a48), beams(0x5a3e2a), 420), outside(39, 20, 20, 28, 0x5a3c28, 2, 2),
				put(cot, -150, 370), put(longClock, 120, 410), put(boardTable(56), 60, 310), put(rocker, 170, 300), hang(shadows, 24, 8, 70), hang(oilLamp, 66, 14, 70),
			},
		},
		{
			name: "mill room", words: []string{"mill room", "millstones", "mill with two great stones"}, in: true, room: 0xa89878,
			back: []part{
				parlour(planksWall(0x8a7050), planks(0x9a7c54), beams(0x6a4e34), 420), outside(6, 22, 14, 22, 0x54402c, 2, 2),
				put(millstones, 10, 370), put(barrel, -190, 340), hang(oilLamp, 76, 14, 80),
			},
		},
		{
			name: "tree room", words: []string{"room inside a tree", "tree room", "inside the trunk"}, in: true, room: 0xa8804c,
			back: []part{
				room{
					half: 190, eye: 100, over: 150, deep: 360, left: bark(0x7a5638), right: bark(0x7a5638), back: pigeonholes,
					floor: rings2, ceil: bark(0x54402c), mirror: 10,
				}.part(),
				put(boardTable(50), 110, 300), put(stool, 50, 290), hang(jars, 20, 50, 50), hang(oilLamp, 50, 12, 90), hang(leaves, 6, 0, 60), hang(leaves, 94, 0, 60),
				cavern(0x6a4a30, 50, 54, 54, 60), loophole(12, 26),
			},
		},
	}
}

func woodHalls() []place {
	return []place{
		{
			name: "castle hall", words: []string{"castle hall", "castle", "great hall", "banquet", "throne", "banquet hall"}, in: true, room: 0x8c7c74,
			back: []part{
				room{
					half: 230, eye: 100, over: 220, deep: 760, left: stones(0x8c8688), right: stones(0x8c8688), back: stones(0x7c7678),
					floor: runner(checker(0x8a827c, 0x6c6460, 44)), ceil: beams(0x4a3628), mirror: 40,
				}.part(),
				put(throne, 0, 700), hang(stained, 50, 22, 36), aisle(pillar, 180, 330, 150, 3), hang(banner, 21, 8, 80), hang(banner, 79, 8, 80),
				file(boardTable(80), 120, 300, 110, 3), file(candlestick, -110, 320, 150, 3), put(candlestick, 220, 300),
			},
		},
		{
			name: "owl library", words: []string{"owl library", "library", "book room", "library in the hollow"}, in: true, room: 0xa0805c,
			back: []part{
				room{
					half: 190, eye: 100, over: 230, deep: 520, left: books, right: books, back: books,
					floor: rings2, ceil: bark(0x54402c), mirror: 10,
				}.part(),
				put(ladder, -120, 430), put(greenDesk, 70, 380), hang(perch, 26, 26, 70), hang(perch, 78, 20, 60), file(bookPile, -150, 280, 80, 2), put(bookPile, 190, 290),
				hang(oilLamp, 33, 14, 70), loophole(56, 24),
			},
		},
	}
}

// pillars are trunks at random across the width, step apart, the middle gap free.
func pillars(p prop, z, step, gap int) part {
	return func(s *stage) {
		n := (s.edge(z)+step)/step + 1
		for i := -n; i <= n; i++ {
			dx := int(noise(s.seed, i, z)%uint32(step)) - step/2
			if x := i*step + dx; max(x, -x) >= gap/2 {
				s.stand(p, x, z+int(noise(s.seed, z, i)%60), i)
			}
		}
	}
}

// ways4 are two ways that cross.
func ways4(under texture, c ink) texture {
	along := trail(under, c, 56, 30)
	return func(s *stage, u, v int) (ink, texel) {
		if v > 300+wave(u)/8 && v < 400+wave(u)/8 {
			return c.dim(216 + int(noise(s.seed, fdiv(u, 11), fdiv(v, 9))%56)), dry
		}
		return along(s, u, v)
	}
}

// runner is a red carpet down the middle of a hall.
func runner(under texture) texture {
	return func(s *stage, u, v int) (ink, texel) {
		switch a := max(u, -u); {
		case a < 50:
			return ink(0x9a2c34).dim(226 + int(noise(s.seed, fdiv(u, 8), fdiv(v, 8))%40)), matte
		case a < 56:
			return 0xc8a048, matte
		}
		return under(s, u, v)
	}
}

// rings2 is a floor cut through a trunk.
func rings2(_ *stage, u, v int) (ink, texel) {
	r := isqrt(u*u + (v-300)*(v-300)*2)
	c := ink(0xb08450)
	if pmod(r+wave(u+v)/20, 16) < 5 {
		c = 0x94683c
	}
	return c, matte
}

// millrace is the grass before a mill with its water at the right.
func millrace(s *stage, u, v int) (ink, texel) {
	if d := u + 30 - (v-300)/9; d > 0 && d < 150 {
		if pmod(v+u, 30) < 5 {
			return 0xc8e4f0, matte
		}
		return mix(0x3a7a94, s.hour.mid, 60), matte
	}
	return trail(turf(0x5c9044), 0xb09a70, 34, 40)(s, u, v)
}

// snowbank is near snow along the lower edge.
func snowbank() part {
	return func(s *stage) {
		for x := range s.w {
			top := s.h - s.h/18 - wave(x+30)*s.h/2400 - wave(x*3)*s.h/6000
			for y := top; y < s.h; y++ {
				s.set(x, y, ink(0xd4def0).dim(256-(y-top)*4))
			}
		}
	}
}

func greatStump(b brush, seed uint32) {
	m := b
	m.k = b.k * 2
	stump(m, seed)
	b.slab(-44, -150, 88, 90, 0x5a3e2a)
	b.disc(0, -146, 44, 22, 0x5a3e2a)
	b.disc(0, -140, 34, 16, 0x7a5638)
	b.slab(-34, -70, 68, 12, 0x4a7a3c)
	b.lamp(-58, -86, 10, 13, 0xffc860)
	b.lamp(48, -86, 10, 13, 0xffc860)
	b.light(0, -80, 110, 0x906028)
}

func molehill(b brush, seed uint32) {
	b.shadow(24)
	b.disc(0, -6, 24, 10, 0x6a4a30)
	b.disc(-4, -10, 15, 7, 0x8a6444)
	if seed%3 == 0 {
		pennant(b, seed)
	}
}

func pennant(b brush, seed uint32) {
	h := 40 + int(seed%20)
	b.box(0, -h, 3, h, 0x8a6a44)
	c := [4]ink{0xe0483c, 0xf0c840, 0x4a8ad8, 0xf4f0e4}[seed%4]
	b.taper(-h, 3, 26, -h+9, 3, 20, c)
	b.taper(-h+9, 3, 20, -h+16, 3, 6, c.dim(200))
}

func thistle(b brush, seed uint32) {
	for i := range 5 {
		x, h := i*13-26, 26+int(noise(seed, i, 0)%26)
		b.stroke(0, 0, x, -h, 0x4a7a44)
		b.stroke(x/2, -h/2, x/2+9, -h/2-9, 0x5a8a4c)
		b.disc(x, -h, 5, 4, 0x5a8a4c)
		b.disc(x, -h-5, 5, 5, b.snowed(0xb05ac8, 100))
	}
}

func ladderAt(b brush, _ uint32) {
	for o := range 3 {
		b.stroke(-12+o, 0, 14+o, -150, 0xc8a068)
		b.stroke(14+o, 0, 40+o, -150, 0xb08850)
	}
	for i := range 9 {
		b.box(-9+i*26*16/150, -12-i*16, 26, 4, 0xa87c48)
	}
}

func appleBasket(b brush, seed uint32) {
	b.shadow(26)
	b.taper(-26, -24, 24, 0, -18, 18, 0xa87c48)
	for i := range 4 {
		b.box(-22, -22+i*6, 44, 2, 0x7c5830)
	}
	for i := range 7 {
		b.disc(-18+i*6, -28-int(noise(seed, i, 0)%7), 6, 6, 0xd83030)
	}
}

// longClock stands against a wall.
func longClock(b brush, _ uint32) {
	b.shadow(24)
	b.slab(-18, -160, 36, 160, 0x6a4428)
	b.slab(-24, -172, 48, 48, 0x7c5232)
	b.disc(0, -148, 17, 17, 0xf0e8d0)
	b.stroke(0, -148, 0, -160, 0x201810)
	b.stroke(0, -148, 9, -144, 0x201810)
	b.box(-9, -112, 18, 84, 0x2c1c10)
	b.stroke(0, -110, 5, -60, 0xc8a048)
	b.disc(5, -56, 7, 7, 0xe8c860)
}

// shadows hang from a line like washing.
func shadows(b brush, seed uint32) {
	b.stroke(-90, 0, 90, 0, 0xc8b890)
	for i := range 4 {
		x := -72 + i*44
		b.disc(x+9, 12, 9, 10, 0x241c2c)
		b.taper(20, x, x+18, 70+int(noise(seed, i, 0)%20), x-9, x+27, 0x2c2434)
		b.box(x+6, -3, 3, 6, 0xd8b070)
	}
}

// greenDesk is a desk of roots with a green lamp.
func greenDesk(b brush, _ uint32) {
	b.shadow(70)
	for i := range 5 {
		b.stroke(-50+i*25, -44, -64+i*32, 0, 0x5a3c26)
		b.stroke(-49+i*25, -44, -63+i*32, 0, 0x6a4a30)
	}
	b.slab(-72, -54, 144, 11, 0x8a6038)
	b.taper(-64, -30, 4, -55, -34, 8, 0xf0e4c8)
	b.box(-14, -64, 2, 9, 0xb0a080)
	b.box(38, -84, 3, 30, 0xc8a048)
	b.taper(-98, 26, 54, -84, 18, 62, 0x38d070)
	b.lamp(22, -86, 36, 5, 0x9affb0)
	b.light(40, -80, 110, 0x48a858)
}

// perch is an owl on a bar.
func perch(b brush, seed uint32) {
	c := [3]ink{0x8a6844, 0xb0a088, 0x6a5a50}[seed%3]
	b.box(-30, 0, 60, 5, 0x5a3c26)
	b.disc(0, -22, 17, 23, c)
	b.disc(0, -16, 10, 15, mix(c, 0xf0e8d8, 130))
	b.taper(-58, -15, -13, -44, -16, -4, c)
	b.taper(-58, 13, 15, -44, 4, 16, c)
	b.disc(-7, -36, 7, 7, 0xf0e4c0)
	b.disc(7, -36, 7, 7, 0xf0e4c0)
	b.disc(-7, -36, 3, 3, 0x1c1410)
	b.disc(7, -36, 3, 3, 0x1c1410)
	b.taper(-34, -3, 3, -27, 0, 1, 0xd8a030)
}

func bookPile(b brush, seed uint32) {
	b.shadow(28)
	for i := range 6 {
		x := -26 + int(noise(seed, i, 0)%10)
		b.slab(x, -9-i*9, 42, 9, [5]ink{0x8a3a30, 0x3a5a7a, 0x9a7a34, 0x4a6a44, 0x6a4a6a}[noise(seed, i, 1)%5])
		b.box(x+36, -7-i*9, 6, 6, 0xe8dcc0)
	}
}
