package pixel

import "slices"

// The sets of a fairy-tale wood.

const (
	oakBark = ink(0x6a4e38)
	moss    = ink(0x4c7a3c)
	leaf    = ink(0x3c8a40)
)

// wood lists the sets under the trees, beyond them and inside them.
func wood() []place {
	all := slices.Concat(depthsOfWood(), glades(), waters(), edges(), marvels(), woodRooms(), woodHalls())
	for i := range all {
		all[i].land = "wood"
		all[i].own += " lamp"
		all[i].acc = [3]ink{0xffc860, 0x9ad860, 0xc890ff}
	}
	return all
}

func depthsOfWood() []place {
	return []place{
		{
			name: "deep wood", words: []string{"deep wood", "wood", "woods", "forest", "trees", "deep forest"},
			back: []part{
				country(58, woods(58, 40, 0x2c5038, 130, false), woods(60, 26, 0x244430, 70, true)), open(900, trail(turf(0x46703a), 0x8a7454, 42, 60)),
				pillars(bole(oakBark, 40), 520, 92, 80), pillars(bole(0x5c4432, 46), 380, 116, 130), row(fern, 330, 90, 150),
				put(toadstool, 96, 270), put(toadstool, -110, 300), canopy(leaf, 24), sunbeams(),
			},
			front: []part{nearTrunks(oakBark), thicket(fern, 90)},
		},
		{
			name: "birch grove", words: []string{"birch grove", "birch", "birches", "grove", "white trees"},
			back: []part{
				country(58, woods(58, 34, 0x8a9a58, 140, false)), open(900, flowery(turf(0x7a9a4a), 16, 0xe8d860, 0xd8b838)),
				pillars(birch, 620, 50, 60), pillars(birch, 460, 60, 90), pillars(birch, 330, 84, 150), canopy(0xb8b84c, 13), sunbeams(),
			},
			front: []part{thicket(fern, 50)},
		},
		{
			name: "tree graves", words: []string{"graveyard of trees", "stumps", "felled trees", "tree graves"},
			back: []part{
				country(42, woods(42, 30, 0x3c4844, 120, true)), room{eye: 100, deep: 1600, vy: 36, floor: turf(0x9a8c5c)}.part(), put(snag, -190, 620), put(snag, 180, 560),
				row(stump, 520, 84, 60), row(stump, 400, 92, 100), row(stump, 310, 104, 190), put(snag, 240, 360), put(snag, -250, 330), pair(gravestone(0x9a8a70), 96, 420),
			},
		},
		{
			name: "hollow tree", words: []string{"hollow tree", "hollow oak", "great tree", "old tree"}, inside: "tree room",
			back: []part{
				country(58, woods(58, 36, 0x2c5038, 120, false)), open(700, trail(turf(moss), 0x8a7454, 40, 20)), pillars(bole(0x54402e, 34), 560, 150, 260),
				put(hollow, 24, 370), row(fern, 330, 100, 260), put(toadstool, -150, 290), put(toadstool, 190, 290), canopy(leaf, 18),
			},
			front: []part{thicket(fern, 70)},
		},
	}
}

func glades() []place {
	return []place{
		{
			name: "clearing", words: []string{"clearing", "glade", "court of tree stumps", "campfire"},
			back: []part{
				country(56, woods(57, 30, 0x2c5a38, 110, false)), open(900, flowery(turf(0x5c9044), 7, 0xf0f0e0, 0xe8c840)),
				row(broadleaf(0x3c7a3c), 640, 90, 120), pillars(bole(0x54402e, 34), 520, 110, 330), put(greatStump, 0, 480),
				aisle(stump, 130, 270, 90, 3), sunbeams(),
			},
			front: []part{nearTrunks(0x54402e), hang(leaves, 8, 0, 100), hang(leaves, 92, 0, 100)},
		},
		{
			name: "market of creatures", words: []string{"market of creatures", "goblin market", "market in the wood", "fair", "market"},
			back: []part{
				country(58, woods(58, 40, 0x243c30, 90, false)), open(900, trail(turf(0x3c5c34), 0x7a6448, 70, 0)), pillars(bole(0x4c3a2c, 34), 620, 150, 100),
				aisle(boothOf, 165, 300, 130, 4), bulbs(560, 200, 9, 2), bulbs(380, 185, 8, 0), bulbs(270, 160, 7, 1), canopy(0x2c5c34, 13),
			},
		},
		{
			name: "meadow", words: []string{"meadow", "field", "pasture", "grass"},
			back: []part{
				country(52, hills(52, 14, 0x5c8a50, 130), woods(54, 9, 0x3c6a40, 90, false)),
				open(2400, flowery(turf(0x74ac4a), 34, 0xf4f4f0, 0xf0d040, 0xd85a7a, 0x6a80e0)), row(molehill, 360, 130, 100), row(pennant, 440, 100, 60),
				put(broadleaf(0x4c8a3c), -230, 460),
			},
			front: []part{thicket(thistle, 90)},
		},
		{
			name: "orchard", words: []string{"orchard", "apple trees", "apple tree", "garden"},
			back: []part{
				country(54, hills(54, 10, 0x5c8a50, 120)), open(1800, flowery(turf(0x6aa048), 8, 0xd83030, 0xf0f0e0)),
				aisle(appleTree, 126, 300, 130, 6), put(ladderAt, 84, 300), put(appleBasket, -70, 280),
			},
		},
		{
			name: "crossroads", words: []string{"crossroads", "signpost", "parting of the ways"},
			back: []part{
				country(54, hills(54, 10, 0x54784c, 120), woods(55, 13, 0x345a3c, 80, false)), open(1400, ways4(turf(0x5c8444), 0xb09870)),
				pair(broadleaf(0x3c7a3c), 230, 520), put(signpost, 46, 320), put(boulder, -190, 300),
			},
			front: []part{thicket(fern, 60)},
		},
	}
}

func waters() []place {
	return []place{
		{
			name: "brook", words: []string{"brook", "stream", "creek", "stepping stones", "river"},
			back: []part{
				country(56, woods(57, 28, 0x32603c, 110, false)), room{eye: 100, deep: 1100, mirror: 110, floor: stream(turf(0x52863e), 0x3a7a94, 84, 70)}.part(),
				pair(broadleaf(0x4a8a40), 220, 520), put(stepStones, -30, 420), put(stepStones, 0, 330), put(stepStones, 26, 270), pair(boulder, 170, 330), put(reeds, -150, 280), put(reeds, 160, 300),
				hang(leaves, 14, 0, 110), hang(leaves, 84, 0, 120), hang(leaves, 70, 0, 70),
			},
		},
		{
			name: "stone bridge", words: []string{"stone bridge", "bridge in the wood", "humpback bridge", "gorge", "plank"},
			back: []part{
				country(52, woods(54, 30, 0x32603c, 110, false)), room{eye: 100, deep: 900, mirror: 110, floor: stream(turf(0x4a7a3c), 0x34708c, 130, 0)}.part(),
				pair(broadleaf(0x3c7a3c), 240, 560), put(arch, 0, 340), pair(fern, 200, 300),
			},
			front: []part{thicket(fern, 60)},
		},
		{
			name: "mill", words: []string{"mill", "watermill", "mill wheel"}, inside: "mill room",
			back: []part{
				country(54, hills(54, 12, 0x54804c, 120), woods(55, 10, 0x386440, 80, false)),
				room{eye: 100, deep: 1100, mirror: 110, floor: millrace}.part(), put(broadleaf(0x4a8a40), -230, 480), put(watermill, -110, 350), put(reeds, 150, 280),
			},
		},
		{
			name: "bog", words: []string{"bog", "marsh", "swamp", "fen", "mire"},
			back: []part{
				country(54, woods(54, 12, 0x3c4a44, 150, true)), room{eye: 100, deep: 1600, mirror: 150, floor: marsh(0x54683c)}.part(),
				put(snag, -190, 480), put(snag, 210, 400), put(snag, 60, 640), row(reeds, 520, 130, 60), row(reeds, 330, 170, 200), wisps(9),
			},
			front: []part{thicket(reeds, 80)},
		},
		{
			name: "frozen pond", words: []string{"frozen pond", "pond", "frozen lake", "ice", "snow field"},
			back: []part{
				country(52, hills(52, 12, 0xd0d8e8, 120), woods(54, 12, 0x4c6a68, 100, true)), room{eye: 100, deep: 1500, mirror: 130, floor: ice}.part(),
				row(snowFir, 640, 90, 160), pair(snowFir, 250, 420), pair(snowFir, 190, 520),
			},
			front: []part{snowbank()},
		},
		{
			name: "wood well", words: []string{"well", "well where four paths meet", "wishing well", "spring"},
			back: []part{
				country(56, woods(57, 32, 0x2c5a38, 110, false)), open(900, ways4(turf(0x52803e), 0xa08a64)), pillars(bole(oakBark, 40), 480, 150, 240),
				put(wellHead, 40, 320), row(fern, 330, 130, 300), canopy(leaf, 15), sunbeams(),
			},
			front: []part{thicket(fern, 60)},
		},
	}
}
