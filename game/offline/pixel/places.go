package pixel

import "slices"

// places lists every set. A set names its parts from far to near.
func places() []place {
	city := slices.Concat(streets(), grounds(), ways(), homes(), halls(), works(), outskirts(), chambers())
	for i := range city {
		city[i].land = "city"
	}
	return slices.Concat(city, isle(), wood())
}

func canyon(floor texture, half, least, most int) part {
	return room{
		half: half, eye: 100, deep: 1500, mirror: 60,
		left: facade(least, most), right: facade(least, most), floor: floor,
	}.part()
}

func streets() []place {
	return []place{
		{
			name: "night market", words: []string{"night market", "market", "bazaar", "stalls"},
			own: "neon lamp",
			acc: [3]ink{0xff3a9a, 0x22e6f6, 0xffb032},
			back: []part{
				sky(62, 3), canyon(asphalt(0x6a6880), 210, 210, 420),
				aisle(stall, 150, 250, 120, 4), bulbs(620, 190, 9, 2), bulbs(420, 170, 8, 0), bulbs(270, 150, 7, 2),
				hang(billboard, 52, 22, 34),
			},
			front: []part{hang(lantern, 8, 16, 100), hang(lantern, 93, 11, 130), hang(lantern, 84, 24, 80), cables(2)},
		},
		{
			name: "rooftop", words: []string{"rooftop", "roof", "helipad", "terrace"},
			acc: [3]ink{0xff3a9a, 0x22e6f6, 0xffb032},
			back: []part{
				sky(74, 4), room{eye: 100, deep: 330, floor: checker(0x6a6a80, 0x62627a, 60), mirror: 30}.part(),
				parapet(330), put(billboardFrame, -120, 320), put(tank, 205, 300), put(antenna, 130, 300),
				put(airconBox, -235, 250), put(airconBox, 60, 290), bulbs(310, 150, 8, 2), fixture(22, 80, 110, 1, 70), fixture(74, 84, 110, 0, 70),
			},
			front: []part{cables(1), pipes(0x1c1a2a)},
		},
		{
			name: "subway platform", words: []string{"subway", "platform", "metro", "station", "train"},
			in: true, room: 0x70748c, acc: [3]ink{0x22e6f6, 0xffc860, 0xff3a9a},
			back: []part{
				room{
					half: 170, eye: 100, over: 120, deep: 1300, mirror: 90, vx: 58,
					left: train, right: tubes(tilesWall(0x8a90a8, 0x3a8a9a), 0, 130),
					floor: platform(0x8c8ca0, -120), ceil: panels(0x3c3e52, 120, 60), back: plain(0x0c0c16),
				}.part(),
				file(column, 100, 300, 230, 4), hang(platformSign, 60, 9, 76), strip(58, 0), fixture(58, 30, 60, 1, 150),
			},
			front: []part{},
		},
		{
			name: "alley", words: []string{"alley", "back street", "backstreet", "lane", "gutter"},
			own: "neon",
			acc: [3]ink{0x22e6f6, 0xff3a9a, 0xffb032},
			back: []part{
				sky(60, 2), room{
					half: 120, eye: 100, deep: 900, mirror: 110,
					left: tubes(alleyWall(0x7a4a50), 1, 150), right: alleyWall(0x585a7c), floor: asphalt(0x5c5c70), back: facade(150, 200),
				}.part(),
				put(neonSignUp, -96, 360), put(neonSignUp, 98, 520), file(dumpster, 82, 300, 260, 2),
				put(steamVentBig, -60, 330), put(crates, -88, 240), hang(fireEscape, 13, 16, 76), hang(aircon, 88, 34, 95),
				hang(aircon, 79, 22, 70),
			},
			front: []part{cables(4)},
		},
	}
}

func grounds() []place {
	return []place{
		{
			name: "checkpoint", words: []string{"checkpoint", "check point", "border", "gate", "barrier", "cordon"},
			acc: [3]ink{0x22e6f6, 0xffb032, 0xff2c40},
			back: []part{
				sky(66, 3), room{eye: 100, deep: 900, floor: lanes(asphalt(0x5e6074), 150, 0xd8d8c8), mirror: 40}.part(),
				row(fence, 460, 122, 330), pair(floodlight, 230, 440), put(scanner, 0, 400), put(booth, -165, 300),
				put(barrier, 120, 300),
			},
			front: []part{hazard()},
		},
		{
			name: "shrine", words: []string{"shrine", "temple", "torii", "altar", "chapel"},
			own: "lamp",
			acc: [3]ink{0xff5a3a, 0xff6ec0, 0x22e6f6},
			back: []part{
				sky(70, 2), room{eye: 100, deep: 620, floor: path(0x7a7688, 0x3a5a4a), mirror: 40}.part(),
				pair(tree, 260, 560), put(steps, 0, 560), put(altar, 0, 500), put(torii, 0, 400), aisle(stoneLantern, 150, 240, 130, 3),
			},
			front: []part{hang(branch, 4, 0, 100)},
		},
		{
			name: "dock", words: []string{"dock", "docks", "harbour", "harbor", "pier", "wharf", "port", "quay"},
			own: "lamp",
			acc: [3]ink{0xffb032, 0x22e6f6, 0xff3a9a},
			back: []part{
				sky(50, 2), room{eye: 100, deep: 3000, floor: quay(0x6c6a74, 330), mirror: 110, vy: 47}.part(),
				put(ship, 60, 640), put(crane, -270, 420), put(container, 215, 290), put(container, 330, 270), put(streetLamp, 120, 290),
				pair(bollard, 80, 300),
			},
			front: []part{cables(1)},
		},
	}
}

func ways() []place {
	return []place{
		{
			name: "crossing", words: []string{"crossing", "intersection", "junction", "crosswalk", "square", "plaza"},
			own: "neon screen",
			acc: [3]ink{0xff3a9a, 0x22e6f6, 0xffe040},
			back: []part{
				sky(62, 3), room{
					half: 320, eye: 100, deep: 1600, mirror: 60,
					left: facade(260, 520), right: facade(260, 520), floor: zebra(asphalt(0x54566a), 0xe0e0e8),
				}.part(),
				hang(billboard, 24, 17, 62), hang(billboard, 79, 12, 74), put(ride, -70, 640), put(ride, 60, 760), pair(trafficLight, 190, 330),
			},
			front: []part{cables(2)},
		},
		{
			name: "highway", words: []string{"highway", "motorway", "freeway", "road", "expressway", "overpass"},
			own: "lamp",
			acc: [3]ink{0xffb032, 0x22e6f6, 0xff3a9a},
			back: []part{
				sky(56, 4), room{eye: 100, deep: 2600, floor: lanes(asphalt(0x4c4e62), 200, 0xf0e8d0), mirror: 50, vy: 44}.part(),
				rails(240), put(gantry, 0, 560), aisle(streetLamp, 250, 420, 330, 5), put(ride, -120, 900), put(ride, -60, 560), put(ride, 70, 760), put(ride, 140, 430),
			},
		},
		{
			name: "sky bridge", words: []string{"sky bridge", "skybridge", "bridge", "walkway", "catwalk"},
			acc: [3]ink{0x22e6f6, 0xff3a9a, 0xb89cff},
			back: []part{
				sky(66, 4), depths(), room{
					half: 120, eye: 100, over: 110, deep: 1100, mirror: 120,
					left: bridgeGlass, right: bridgeGlass, floor: grate(0x6a7290), ceil: bridgeGlass, back: plain(0x20243a),
				}.part(),
				hang(portal, 50, 46, 40), strip(50, 0),
			},
		},
		{
			name: "sea wall", words: []string{"sea wall", "seawall", "sea", "shore", "coast", "beach", "dam", "levee"},
			own: "lamp",
			acc: [3]ink{0x22e6f6, 0xffb032, 0xff2c40},
			back: []part{
				sky(47, 0), far(turbine, 30, 46, 34), far(turbine, 44, 47, 26), far(turbine, 56, 46, 30), far(lighthouse, 70, 49, 36),
				room{half: 150, eye: 100, deep: 4000, left: bulwark, floor: promenade, mirror: 90, vy: 46, vx: 46}.part(),
				file(streetLamp, 120, 330, 300, 3), surf(),
			},
		},
	}
}
