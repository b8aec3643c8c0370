package pixel

import "slices"

// The sets of an island with a lighthouse, in the days of oil lamps.

const (
	granite = ink(0x868a90)
	white   = ink(0xe4e2da)
	slate   = ink(0x4c5666)
)

// isle lists the sets by the sea and under its roofs.
func isle() []place {
	all := slices.Concat(lights(), quays(), shores(), uplands(), islandRooms(), islandHalls(), afloats())
	for i := range all {
		all[i].land = "isle"
		all[i].own += " lamp"
		all[i].acc = [3]ink{0xffc860, 0x8ab8e8, 0xe8603c}
	}
	return all
}

func open(deep int, floor texture) part {
	return room{eye: 100, deep: deep, floor: floor}.part()
}

func lights() []place {
	return []place{
		{
			name: "lighthouse", words: []string{"lighthouse", "light tower", "headland"},
			back: []part{
				country(56, sheet(45, 58)), open(520, trail(turf(0x5a7a44), 0xb0a080, 60, 30)),
				put(boulder, -230, 420), put(cottage(white, slate, 0x3a6a5a, 150), -130, 420), put(lighthouse, 90, 330),
				row(drystone, 300, 84, 380), breakers(92, 66, 30),
			},
			front: []part{thicket(fern, 60)},
		},
		{
			name: "lamp room", words: []string{"lamp room", "lantern room", "light room", "lamp room of a lighthouse"}, in: true, room: 0x8c94a0,
			back: []part{
				country(50, sheet(48, 62)), waves(54, 66),
				room{
					half: 210, eye: 100, over: 150, deep: 420, mirror: 90,
					left: glassWall(0x3c4650, 58, 40), right: glassWall(0x3c4650, 58, 40), back: glassWall(0x3c4650, 58, 40),
					floor: grate(0x6a7078), ceil: panels(0x5a3c34, 60, 60),
				}.part(),
				put(lens, 30, 300),
			},
		},
		{
			name: "gallery", words: []string{"gallery", "balcony", "gallery of a lighthouse"},
			back:  []part{country(62, sheet(56, 64)), waves(60, 92), open(330, grate(0x5a626a)), put(lampHouse, -120, 260)},
			front: []part{railing(80)},
		},
		{
			name: "spiral stair", words: []string{"spiral stair", "stair", "staircase", "winding stair", "steps"}, in: true, room: 0x8a8894,
			back: []part{spiral(granite), hang(slit, 20, 24, 90), hang(oilLamp, 72, 22, 80)},
		},
		{
			name: "keeper's cottage", words: []string{"keeper cottage", "cottage on the island"}, inside: "stove kitchen",
			back: []part{
				country(58, sheet(47, 60)), open(500, trail(turf(0x56763f), 0xa89878, 44, 40)), put(lighthouse, 190, 460),
				put(cottage(white, slate, 0x2c5a7c, 280), -20, 330), file(drystone, -230, 300, 60, 3), file(drystone, 230, 300, 60, 3),
			},
		},
	}
}

func quays() []place {
	return []place{
		{
			name: "island harbour", words: []string{
				"harbour", "harbor", "jetty", "mole", "slip", "harbour quay", "harbour steps", "landing", "island harbour",
			},
			back: []part{
				country(50, hills(50, 13, 0x4e6a4a, 90), far(lighthouse, 84, 43, 36)), sheet(47, 60), waves(52, 74),
				afloat(vessel(0x2c5a8a, 0xe8dcc0), 26, 62, 46), afloat(vessel(0x8a3430, 0xd8d0b0), 66, 66, 62),
				room{eye: 100, deep: 330, floor: stones(0xa8aaac)}.part(), pair(bollard, 120, 300), put(lobsterPots, -190, 270), put(barrel, 178, 290),
				put(lanternPost, 222, 300),
			},
		},
		{
			name: "village sea wall", words: []string{"sea wall of an island village", "sea wall", "breakwater"}, inside: "",
			back: []part{
				country(50, hills(50, 9, 0x566a58, 120), far(lighthouse, 22, 48, 30)), waves(49, 80),
				room{half: 210, eye: 100, deep: 1500, right: stones(0x8c9094), vx: 62, floor: quayside}.part(), breakers(16, 84, 70), breakers(34, 70, 34),
				file(lanternPost, 130, 260, 300, 3), put(bollard, 30, 300),
			},
		},
		{
			name: "village street", words: []string{"island village street", "village street", "street of cottages", "island village"},
			back: []part{
				country(54, sheet(47, 56)), open(1600, cobbles(0x8a8a8c)),
				aisle(cottage(white, slate, 0x3a6a8a, 170), 215, 330, 170, 5), put(lanternPost, -100, 330), put(barrel, 116, 300),
			},
		},
		{
			name: "lifeboat shed", words: []string{"lifeboat shed", "boat shed", "boathouse", "lifeboat"}, in: true, room: 0x8a7c6c,
			back: []part{
				outside(30, 20, 40, 40, 0x5a4432, 1, 1),
				room{
					half: 230, eye: 100, over: 150, deep: 460, left: planksWall(0x84684c), right: planksWall(0x84684c),
					back: doorway(planksWall(0x6c543e), 150, 150), floor: planks(0x8a7458), ceil: beams(0x6a503a),
				}.under(country(52, sheet(45, 60), waves(50, 64))),
				put(lifeboat, 60, 330), hang(oilLamp, 20, 16, 80), hang(lifebelt, 11, 40, 80), hang(lifebelt, 90, 44, 80),
			},
		},
	}
}

func shores() []place {
	return []place{
		{
			name: "low beach", words: []string{"beach at low tide", "beach", "strand", "shore", "low tide", "sands"},
			back: []part{
				country(46, hills(46, 8, 0x4e6450, 120)), room{eye: 100, deep: 3000, vy: 45, floor: strand(0xd0b888, 620), mirror: 60}.part(),
				put(boulder, -260, 480), put(boulder, -210, 400), put(boulder, 280, 430), put(skiff, 170, 340), put(boulder, 70, 560),
			},
			front: []part{},
		},
		{
			name: "shipwreck", words: []string{"shipwreck", "wreck", "ribs", "hulk"},
			back: []part{
				country(46), far(crag, 84, 48, 30), room{eye: 100, deep: 3000, vy: 45, floor: strand(0xb8a688, 560), mirror: 60}.part(),
				put(ribs, 20, 340), put(boulder, -250, 300), put(barrel, 226, 290),
			},
		},
		{
			name: "cliff path", words: []string{"cliff path", "cliff", "cliffs", "cliff top", "bluff"},
			back: []part{
				country(60, far(lighthouse, 62, 52, 40)), sheet(44, 60), waves(50, 100), cliffs(),
				put(boulder, -190, 330), breakers(56, 92, 60), breakers(70, 70, 26),
			},
			front: []part{thicket(fern, 50)},
		},
		{
			name: "sea cave", words: []string{"sea cave", "grotto", "smugglers cave"}, in: true, room: 0x5c7080,
			back: []part{
				country(50, sheet(44, 60)), waves(52, 74), room{eye: 100, deep: 400, floor: caveShore, mirror: 150}.part(),
				cavern(0x6a6e78, 56, 58, 40, 44), teeth(0x5c606a), put(skiff, 90, 360), put(boulder, -200, 260),
			},
		},
		{
			name: "causeway", words: []string{"causeway", "ford", "tidal path"},
			back: []part{
				country(46, hills(46, 10, 0x4e6a50, 80), far(lighthouse, 56, 40, 30)),
				room{eye: 100, deep: 2400, vy: 45, mirror: 110, floor: dam(0x8c8c88, 110)}.part(), file(post, -130, 300, 200, 6), breakers(12, 76, 24), breakers(88, 70, 24),
			},
		},
	}
}

func uplands() []place {
	return []place{
		{
			name: "moor", words: []string{"moor", "heath", "heather", "gorse", "hilltop"},
			back: []part{
				country(52, hills(52, 17, 0x6a5a78, 130), hills(54, 10, 0x5e6a4c, 70)),
				open(2200, flowery(trail(turf(0x6c6a48), 0x9a8a6c, 30, 90), 30, 0x9a5aa0, 0x7c4888)),
				put(standing, -170, 560), put(standing, -90, 620), put(standing, 130, 520), row(gorse, 330, 120, 260), put(standing, 250, 330),
			},
			front: []part{thicket(gorse, 70)},
		},
		{
			name: "graveyard", words: []string{"graveyard", "churchyard", "cemetery", "grave", "graves", "burial"},
			back: []part{
				country(52, hills(52, 8, 0x4a5e4c, 100), far(lighthouse, 88, 45, 34)), sheet(47, 55), open(1500, turf(0x4e6c42)),
				row(gravestone(0x34363e), 560, 80, 60), row(gravestone(0x34363e), 440, 78, 80), row(gravestone(0x2c2e36), 340, 84, 160), put(snag, -236, 420),
				pair(gravestone(0x3a3c46), 150, 250),
			},
			front: []part{thicket(fern, 44)},
		},
		{
			name: "yard well", words: []string{"well in a walled yard", "pump", "yard", "courtyard"},
			back: []part{
				country(50, hills(50, 8, 0x566a58, 110)), open(420, cobbles(0x84847c)), row(drystone, 400, 84, 0), put(cottage(white, slate, 0x7a4a34, 180), -200, 380),
				put(wellHead, 70, 300), put(barrel, 220, 300),
			},
		},
		{
			name: "wireless hill", words: []string{"radio mast", "wireless hut", "wireless", "wireless station", "radio hut"}, inside: "wireless room",
			back: []part{
				country(54, hills(54, 9, 0x5e6c58, 120)), sheet(48, 56), open(900, trail(turf(0x64704a), 0x988a70, 34, 40)),
				put(aerial, -170, 420), put(aerial, 200, 400), put(cottage(0x8a6c50, 0x5c4c48, 0x3c5a4a, 170), 40, 350), put(boulder, -200, 300),
			},
		},
	}
}
