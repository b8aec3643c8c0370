package pixel

func parlour(wall, floor, ceil texture, deep int) part {
	return room{
		half: 230, eye: 100, over: 120, deep: deep, left: wall, right: wall, back: wall, floor: floor, ceil: ceil, mirror: 20,
	}.part()
}

func islandRooms() []place {
	return []place{
		{
			name: "stove kitchen", words: []string{"kitchen with a stove", "doctor kitchen", "stove", "kitchen on the island"}, in: true, room: 0xb09070,
			back: []part{
				parlour(plaster(0xd0c8b0, 0), stones(0x7c7870), beams(0x6a4c34), 400), outside(40, 22, 18, 24, 0x6a5038, 2, 2),
				put(stove, -130, 380), put(dresser, 165, 370), put(boardTable(84), 30, 300), hang(hangings, 74, 6, 70), hang(oilLamp, 56, 14, 70),
			},
		},
		{
			name: "wireless room", words: []string{"radio room", "wireless room", "telegraph office"}, in: true, room: 0x98805c,
			back: []part{
				parlour(planksWall(0x7a6248), planks(0x7c6248), beams(0x5c4632), 380), outside(8, 20, 13, 22, 0x54402e, 2, 2),
				put(wireless, 50, 350), put(rocker, 40, 290), hang(worldMap, 86, 26, 70), hang(oilLamp, 30, 14, 80),
			},
		},
		{
			name: "net loft", words: []string{"net loft", "loft", "sail loft"}, in: true, room: 0x98846a,
			back: []part{
				parlour(planksWall(0x8a7050), planks(0x8a6c4a), beams(0x6a4e36), 460), outside(42, 26, 15, 22, 0x54402e, 2, 2),
				hang(nets, 22, 8, 90), hang(nets, 80, 6, 100), put(barrel, -190, 330), put(lobsterPots, 190, 320), put(barrel, 110, 420), hang(oilLamp, 52, 10, 70),
			},
		},
		{
			name: "schoolroom", words: []string{"schoolroom", "school", "classroom"}, in: true, room: 0xb8a890,
			back: []part{
				parlour(plaster(0xc8d0b8, 0), planks(0x9a7a54), plain(0xb8b4a4), 430), put(blackboardStand, -30, 420), hang(worldMap, 78, 24, 90),
				outside(5, 20, 14, 30, 0xd8d0c0, 2, 3), row(schoolDesk, 350, 96, 0), row(schoolDesk, 285, 110, 170), put(stove, 215, 400),
			},
		},
		{
			name: "cellar", words: []string{"cellar", "vault of the chapel", "crypt", "undercroft"}, in: true, room: 0x70665c,
			back: []part{
				parlour(stones(0x74706c), stones(0x64605c), stones(0x5c5854), 900), vaults(0x7c7874), file(barrel, -112, 280, 90, 4), file(barrel, 116, 330, 100, 3),
				hang(oilLamp, 50, 20, 90), put(crates, 104, 250), loophole(12, 22),
			},
		},
	}
}

func islandHalls() []place {
	return []place{
		{
			name: "tavern", words: []string{"tavern", "inn", "pub", "public house", "taproom"}, in: true, room: 0xa07c50,
			back: []part{
				parlour(planksWall(0x6e5038), planks(0x7a5a3c), beams(0x50382a), 420), outside(82, 22, 13, 20, 0x4a3424, 2, 2),
				row(counter, 380, 120, 0), shelf(34, 34), shelf(54, 34), shelf(34, 26), shelf(54, 26), put(barrel, -200, 350), put(barrel, -150, 360),
				hang(shipBell, 68, 14, 90), hang(oilLamp, 24, 16, 80), hang(oilLamp, 50, 12, 80), put(boardTable(60), 170, 290), put(stool, 100, 300), put(stool, -60, 320),
			},
		},
		{
			name: "island chapel", words: []string{"chapel", "church", "chapel of the island", "nave"}, in: true, room: 0x746e80,
			back: []part{
				room{
					half: 210, eye: 100, over: 190, deep: 620, left: lancets, right: lancets, back: plaster(0xa8a094, 0),
					floor: checker(0x8c847c, 0x7c746c, 40), ceil: beams(0x5a4230), mirror: 40,
				}.part(),
				hang(stained, 50, 32, 52), put(communion, 0, 560), aisle(pew, 108, 270, 84, 4), pair(candlestick, 78, 520), hang(oilLamp, 26, 12, 70), hang(oilLamp, 74, 12, 70),
			},
		},
	}
}

func afloats() []place {
	return []place{
		{
			name: "fishing boat", words: []string{"fishing boat", "boat", "drifter", "trawler"},
			back: []part{
				country(48), far(lighthouse, 78, 46, 24), sheet(46, 54), waves(48, 92), deck(0xa08458), hang(mast, 50, 66, 60),
				hang(lobsterPots, 28, 84, 70),
			},
			front: []part{breakers(10, 80, 40), breakers(90, 84, 40)},
		},
		{
			name: "storm sea", words: []string{"storm sea", "open sea", "sea", "ocean", "waves", "swell", "rowing boat", "rowing boat on a storm sea"},
			back: []part{
				country(46), far(lighthouse, 88, 44, 26), far(crag, 18, 50, 56), far(crag, 72, 54, 80), waves(46, 100), hang(crag, 8, 74, 80), breakers(8, 76, 50),
			},
			front: []part{longboat(), breakers(90, 96, 50), breakers(26, 98, 24)},
		},
		{
			name: "steamer deck", words: []string{"deck", "steamer", "deck of an old rusty steamer", "ship", "liner", "steam launch"},
			back: []part{
				country(50), sheet(48, 56), waves(50, 70), open(420, planks(0x8c7458)), put(funnel, -150, 400), put(wheelhouse, 140, 400),
				hang(lifebelt, 66, 58, 60), put(barrel, -230, 290),
			},
			front: []part{railing(86)},
		},
	}
}

// doorway is a wall with an opening in its middle, w wide and h high.
func doorway(under texture, w, h int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		switch a := max(u, -u); {
		case a < w && v < h:
			return 0, hole
		case a < w+10 && v < h+10:
			return 0x4c3828, matte
		}
		return under(s, u, v)
	}
}

// quayside is the way behind a sea wall, the wall's top to its left.
func quayside(s *stage, u, v int) (ink, texel) {
	switch {
	case u < -170:
		return 0, hole
	case u < -120:
		return stones(0xb0b2b0)(s, u, v)
	}
	return cobbles(0x7c7e80)(s, u, v)
}

func caveShore(s *stage, u, v int) (ink, texel) {
	if v > 250+wave(u)/3 || u > 60+wave(v*2)/3 {
		return mix(0x1c4458, s.hour.mid, 60).dim(200 + int(noise(s.seed, fdiv(u, 20), fdiv(v, 12))%70)), matte
	}
	return sand(0x8c7c64)(s, u, v)
}

// cliffs fall from the left into the sea, with a path along their top.
func cliffs() part {
	return func(s *stage) {
		path := trail(turf(0x5c7a44), 0xb8a480, 26, 0)
		s.cam.eye = 100
		for y := s.h * 50 / 100; y < s.h; y++ {
			t := (y - s.h/2) * 256 / (s.h / 2)
			edge := s.w*30/100 + s.w*42*t/25600 + wave(y*9)/16
			for x := range s.w {
				d := x - edge
				switch z := 100 * s.cam.f / max(y-s.h*42/100, 1); {
				case d < 0:
					k, _ := path(s, (x-edge+s.w*18/100)*z/s.cam.f, z)
					s.put(x, y, k, 0, isFloor|isDry)
					s.floorTop[x] = min(s.floorTop[x], y)
				case d < 10+t/9:
					k, _ := rock(0x8a8078)(s, x*4, y*3)
					s.put(x, y, k.dim(230-d*3), 0, 0)
				}
			}
		}
	}
}

// lancets are tall windows along the walls of a nave.
func lancets(s *stage, u, v int) (ink, texel) {
	x := pmod(u, 130)
	if x > 46 && x < 84 && v > 70 && v < 172-max(x-65, 65-x)*2 {
		if x < 50 || x > 80 || pmod(v, 22) < 3 || x > 63 && x < 67 {
			return 0x3c3c44, matte
		}
		return [3]ink{0x4a7ac8, 0xc85a50, 0xd8b050}[noise(s.seed, fdiv(u, 16), fdiv(v, 22))%3].dim(90 + s.hour.day/2), glowing
	}
	if v < 60 {
		return planksWall(0x6a4c34)(s, u, v)
	}
	return plaster(0xa8a094, 0)(s, u, v)
}

func blackboardStand(b brush, seed uint32) {
	m := b
	m.y -= b.px(84)
	blackboard(m, seed)
	b.box(-70, -72, 6, 72, 0x8a5c38)
	b.box(64, -72, 6, 72, 0x8a5c38)
}

func shipBell(b brush, _ uint32) {
	b.box(-2, -14, 4, 14, 0x3a2c20)
	b.taper(0, -6, 6, 18, -12, 12, 0xd8a840)
	b.box(-15, 18, 30, 4, 0xf0c860)
	b.disc(0, 24, 4, 4, 0x8a6420)
}

func lifebelt(b brush, _ uint32) {
	b.disc(0, 0, 20, 20, 0xf0ece0)
	for _, at := range [][2]int{{-16, -6}, {6, -20}, {8, 10}, {-14, 8}} {
		b.box(at[0], at[1], 10, 10, 0xd03a30)
	}
	b.disc(0, 0, 10, 10, 0x4a3828)
}

func post(b brush, _ uint32) { b.slab(-4, -60, 9, 60, 0x6a5844) }

// standing is an old stone set upright.
func standing(b brush, seed uint32) {
	b.shadow(26)
	h := 90 + int(seed%50)
	b.taper(-h, -10, 14, 0, -20, 22, 0x74767c)
	b.taper(-h, -10, -2, 0, -20, -6, 0x94969a)
	b.disc(4, -h/2, 7, 5, 0x8a9468)
}

func gorse(b brush, seed uint32) {
	for i := range 18 {
		x, y := int(noise(seed, i, 0)%80)-40, -int(noise(seed, i, 1)%34)
		b.disc(x, y-4, 10, 8, [2]ink{0x3c5c30, 0x4a6c38}[i%2])
		b.disc(x+2, y-8, 3, 3, b.snowed(0xf0c82c, 120))
	}
}

func aerial(b brush, _ uint32) {
	b.box(-2, -300, 5, 300, 0x4c4238)
	for _, x := range []int{-60, 60} {
		b.stroke(0, -280, x, 0, 0x3a3430)
		b.stroke(0, -180, x, 0, 0x3a3430)
	}
	for i := range 3 {
		b.box(-24, -290+i*16, 50, 3, 0x4c4238)
	}
	b.stroke(0, -290, 380, -270, 0x2c2824)
	b.stroke(0, -270, 380, -250, 0x2c2824)
}

// longboat is the open boat one sits in among the waves.
func longboat() part {
	return func(s *stage) {
		b := s.flatly(s.w/2, s.h*88/100)
		b.k = s.w
		b.taper(-22, -92, 92, 22, -64, 64, 0x5c4030)
		b.taper(-25, -94, 94, -19, -91, 91, 0xd0a870)
		for i := range 3 {
			b.stroke(-84+i*4, -8+i*9, 84-i*4, -8+i*9, 0x3c2a20)
		}
		for x := -70; x < 80; x++ {
			for j := 20; j < 25; j++ {
				px, py := b.x+b.px(x), b.y-b.px(j)
				if px >= 0 && px < s.w && py >= 0 && py < s.h {
					s.put(px, py, 0x8a6844, 0, isFloor|isDry)
				}
			}
		}
		b.stroke(-60, -22, -124, 16, 0xc09868)
		b.stroke(60, -22, 124, 16, 0xc09868)
	}
}
