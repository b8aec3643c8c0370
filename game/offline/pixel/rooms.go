package pixel

// hall is a plain room seen from its open side: back wall, floor, no side walls.
func hall(back, floor texture, mirror int) part {
	return room{eye: 100, deep: 330, back: back, floor: floor, mirror: mirror}.part()
}

func homes() []place {
	return []place{
		{
			name: "noodle bar", words: []string{"noodle", "noodle bar", "ramen", "diner", "canteen", "eatery", "restaurant", "cafe", "tavern", "bar"},
			own: "neon lamp",
			in:  true, room: 0xb07850, acc: [3]ink{0xff5a3a, 0xffb032, 0x22e6f6},
			back: []part{
				hall(planksWall(0x7a4634), checker(0x6a4c48, 0x563c3e, 40), 60),
				outside(68, 22, 24, 27, 0x3a2420, 3, 2), shelf(30, 34), shelf(30, 46), hang(menuBoard, 52, 21, 80), hang(menuBoard, 61, 22, 70), hang(menuBoard, 8, 24, 76),
				put(potSteam, -120, 320), row(counter, 270, 120, 0), put(bowl, -90, 268), put(bowl, 30, 268), put(bowl, 150, 268), row(stool, 235, 76, 0),
			},
			front: []part{
				hang(noren, 14, 2, 115), hang(noren, 50, 2, 115), hang(noren, 86, 2, 115), hang(lantern, 32, 20, 105), hang(lantern, 68, 20, 105),
			},
		},
		{
			name: "clinic", words: []string{"clinic", "surgery", "operating", "doctor", "medbay", "med bay", "ripperdoc", "infirmary"},
			own: "screen lamp",
			in:  true, room: 0x9cc8c8, acc: [3]ink{0x34f0a0, 0x22e6f6, 0xff3a6a},
			back: []part{
				hall(tubes(tilesWall(0xa8c4c8, 0x3a9a94), 1, 190), checker(0x8ca4ac, 0x7c949e, 40), 110),
				outside(80, 16, 17, 30, 0xc8d8dc, 2, 2), put(cabinet, -215, 315), put(cabinet, -140, 315), hang(crossSign, 19, 14, 84),
				hang(monitorPulse, 68, 44, 62), put(surgery, 8, 250), put(plant, 225, 270), fixture(50, 20, 120, 1, 70),
			},
		},
		{
			name: "apartment", words: []string{"apartment", "flat", "bedroom", "home", "capsule", "room", "loft", "studio", "hotel"},
			own: "lamp neon screen",
			in:  true, room: 0x806090, acc: [3]ink{0xff3a9a, 0x22e6f6, 0xffb032},
			back: []part{
				hall(panels(0x6c5c84, 90, 400), planks(0x7a5648), 40),
				outside(30, 12, 42, 45, 0x2a2236, 4, 2), put(bookcase, -215, 315), hang(poster, 82, 20, 95), put(bed, 150, 262), put(desk, -75, 290), put(chair, -75, 262),
				put(plant, 60, 300), hang(ceilingLamp, 50, 4, 60), fixture(82, 40, 60, 0, 120), hang(neonTube, 88, 12, 100),
			},
		},
		{
			name: "archive", words: []string{"archive", "archives", "library", "records", "stacks", "bookshop"},
			own: "lamp",
			in:  true, room: 0xa87848, acc: [3]ink{0xffb032, 0x22e6f6, 0xff7c28},
			back: []part{
				room{
					half: 130, eye: 100, over: 170, deep: 900, mirror: 40, left: shelves, right: shelves, floor: planks(0x7c5440),
					ceil: panels(0x3c2a2c, 120, 80), back: glassWall(0x3c2a2c, 80, 30),
				}.under(sky(56, 2)),
				file(ladder, -112, 330, 500, 1), hang(ceilingLamp, 50, 5, 90), hang(ceilingLamp, 50, 27, 36), put(lectern, 20, 460),
			},
			front: []part{frontFrame(0x1a1010, 6)},
		},
		{
			name: "tower lobby", words: []string{"lobby", "tower lobby", "atrium", "foyer", "reception", "headquarters"},
			own: "neon",
			in:  true, room: 0xa090c8, acc: [3]ink{0xb89cff, 0x22e6f6, 0xffb032},
			back: []part{
				room{
					half: 300, eye: 100, over: 330, deep: 900, mirror: 190, left: glassWall(0x58587a, 120, 14), right: glassWall(0x58587a, 120, 14),
					floor: checker(0x8480a0, 0x6e6a8c, 90), ceil: panels(0x4a4868, 150, 120), back: panels(0x5c5a80, 120, 120),
				}.under(sky(60, 3)),
				aisle(column, 210, 330, 190, 4), hang(emblem, 50, 26, 62), put(reception, 0, 560), pair(plant, 130, 520),
			},
		},
	}
}

func halls() []place {
	return []place{
		{
			name: "elevator", words: []string{"elevator", "lift", "cabin"},
			own: "lamp",
			in:  true, room: 0x9090a8, acc: [3]ink{0xffc860, 0xff3a4a, 0x22e6f6},
			back: []part{
				room{
					half: 100, eye: 100, over: 110, deep: 250, mirror: 110, left: cabinWall, right: cabinWall,
					floor: checker(0x54586e, 0x484c62, 25), ceil: liftCeiling, back: panels(0x5c6078, 200, 400),
				}.part(),
				put(liftDoors, 0, 249), hang(buttons, 82, 38, 75), hang(handrail, 50, 60, 100), floorLine(),
			},
		},
		{
			name: "control room", words: []string{"control room", "control", "bridge deck", "command", "operations", "cockpit", "monitoring"},
			own: "screen",
			in:  true, room: 0x5878a0, acc: [3]ink{0x22e6f6, 0xffb032, 0x34f06a},
			back: []part{
				hall(panels(0x4a5070, 80, 90), grate(0x585e78), 110), hang(monitor, 10, 12, 86), hang(monitor, 10, 34, 86), hang(monitor, 90, 12, 86),
				hang(monitor, 90, 34, 86), put(bigScreen, 0, 325), row(console, 280, 112, 0), put(chair, -130, 250), put(chair, 0, 240), put(chair, 130, 250),
			},
		},
		{
			name: "ward", words: []string{"ward", "hospital", "sickbay", "dormitory", "asylum"},
			own: "screen",
			in:  true, room: 0x90b4c8, acc: [3]ink{0x34f0a0, 0x22e6f6, 0xff6ec0},
			back: []part{
				room{
					half: 210, eye: 110, over: 170, deep: 1000, mirror: 110, left: tilesWall(0x9cb8c4, 0x4a98a0), right: wardWindows,
					floor: checker(0x88a0ac, 0x98b0ba, 50), ceil: panels(0x70808c, 100, 100), back: tilesWall(0x8cacb8, 0x4a98a0),
				}.under(sky(56, 2)),
				strip(50, 1), aisleOf(wardBed, curtain, 118, 235, 150, 4),
			},
		},
		{
			name: "arcade", words: []string{"arcade", "casino", "game hall", "pachinko", "club", "disco", "dance"},
			own: "neon screen",
			in:  true, room: 0x603878, acc: [3]ink{0xff2ea6, 0x22e6f6, 0xffe040},
			back: []part{
				room{
					half: 260, eye: 100, over: 170, deep: 760, mirror: 120, left: tubes(panels(0x3c2c5c, 90, 120), 1, 150, 170),
					right: tubes(panels(0x3c2c5c, 90, 120), 0, 150, 170), floor: carpet, ceil: starCeiling, back: tubes(panels(0x3c2c5c, 90, 120), 2, 120, 150, 180),
				}.part(),
				hang(emblem, 50, 30, 40), row(gameMachine, 700, 66, 60), aisle(gameMachine, 170, 250, 110, 4),
			},
		},
		{
			name: "vault", words: []string{"vault", "strongroom", "safe room", "bank"},
			in: true, room: 0x8890a8, acc: [3]ink{0xffb032, 0x22e6f6, 0xff2c40},
			back: []part{
				room{
					half: 210, eye: 100, over: 200, deep: 560, mirror: 120, left: depositBoxes, right: depositBoxes,
					floor: checker(0x62667e, 0x585c74, 50), ceil: panels(0x42465c, 90, 90), back: panels(0x50566e, 90, 90),
				}.part(),
				strip(50, 0), fixture(50, 40, 110, 0, 120), put(vaultDoor, 0, 450), hang(laser, 50, 62, 100),
			},
		},
	}
}

func works() []place {
	return []place{
		{
			name: "server hall", words: []string{"server hall", "server", "servers", "data centre", "data center", "datacenter", "mainframe", "machine hall"},
			in: true, room: 0x405090, acc: [3]ink{0x22e6f6, 0x34f06a, 0xff3a9a},
			back: []part{
				room{
					half: 120, eye: 100, over: 100, deep: 1100, mirror: 150, left: racks, right: racks,
					floor: grate(0x4c5270), ceil: trays, back: glassWall(0x22243c, 60, 20),
				}.under(sky(52, 2)),
				strip(50, 0), hang(monitorCore, 50, 40, 44),
			},
			front: []part{frontFrame(0x0c0c18, 8), cables(2)},
		},
		{
			name: "body factory", words: []string{"body factory", "factory", "vats", "assembly", "foundry", "growth hall", "laboratory", "lab"},
			in: true, room: 0x487878, acc: [3]ink{0x34f0a0, 0xff3a9a, 0xffb032},
			back: []part{
				room{
					half: 250, eye: 100, over: 230, deep: 1000, mirror: 150, left: pipeWall, right: pipeWall,
					floor: grate(0x4e5668), ceil: trays, back: tubes(panels(0x3c4858, 80, 90), 1, 200),
				}.part(),
				aisle(vat, 160, 260, 130, 5), rail(), hang(robotArm, 33, 9, 76), hang(robotArm, 67, 9, 76), hang(robotArm, 44, 9, 40), strip(50, 0),
			},
		},
		{
			name: "greenhouse", words: []string{"greenhouse", "garden", "hothouse", "farm", "hydroponic", "orchard", "conservatory", "nursery"},
			own: "neon lamp",
			in:  true, room: 0x70a080, acc: [3]ink{0xd04cff, 0x7af04a, 0xffb032},
			back: []part{
				sky(72, 3), room{half: 0, eye: 100, deep: 700, floor: path(0x7c8478, 0x40342c), mirror: 50}.part(),
				put(vaultRib, 0, 690), put(vaultRib, 0, 470), aisle(growBed, 145, 270, 140, 4), put(vaultRib, 0, 300),
			},
			front: []part{hang(leaves, 12, 0, 100), hang(leaves, 86, 0, 120), hang(leaves, 66, 0, 60)},
		},
		{
			name: "tunnel", words: []string{"tunnel", "sewer", "underpass", "drain", "conduit", "cave", "mine", "catacomb"},
			in: true, room: 0x504868, acc: [3]ink{0xffb032, 0x22e6f6, 0xff2c40},
			back: []part{
				room{
					half: 150, eye: 96, over: 150, deep: 2200, mirror: 150, left: pipeWall, right: pipeWall, floor: channel,
					ceil: brick(0x4c4658), back: plain(0x0a0810),
				}.part(),
				ringsAlong(), hang(endLight, 50, 46, 100),
			},
			front: []part{frontFrame(0x0e0c14, 9)},
		},
	}
}

// outskirts are the sets of the open that also stand for places of unknown words.
func outskirts() []place {
	return []place{
		{
			name: "street", words: []string{"street", "avenue", "boulevard", "quarter", "district", "city"},
			own: "neon lamp",
			acc: [3]ink{0x22e6f6, 0xff3a9a, 0xffb032},
			back: []part{
				sky(62, 3), canyon(lanes(asphalt(0x5c5c72), 130, 0xd8d0c0), 250, 240, 460), aisle(streetLamp, 200, 320, 260, 4), put(car, 120, 330),
			},
		},
		{
			name: "heights", words: []string{"balcony", "ledge", "overlook", "heights", "cliff", "deck"},
			own: "lamp",
			acc: [3]ink{0xff3a9a, 0x22e6f6, 0xffb032},
			back: []part{
				sky(76, 5), room{eye: 100, deep: 360, floor: checker(0x64647c, 0x5c5c74, 60), mirror: 60}.part(), parapet(360),
				put(streetLamp, 170, 330), put(plant, -150, 330), put(plant, -60, 340),
			},
		},
		{
			name: "yard", words: []string{"yard", "junkyard", "scrapyard", "depot", "lot", "warehouse", "construction site"},
			acc: [3]ink{0xffb032, 0x22e6f6, 0xff3a9a},
			back: []part{
				sky(66, 3), room{eye: 100, deep: 800, floor: asphalt(0x66647a), mirror: 60}.part(), row(fence, 600, 122, 0),
				put(crane, -330, 640), pair(container, 250, 430), pair(container, 330, 360), put(floodlight, 60, 480), put(crates, 130, 330), put(dumpster, -130, 310),
				fixture(28, 62, 90, 0, 120), fixture(84, 62, 90, 1, 90),
			},
		},
	}
}

// chambers are the like under a roof.
func chambers() []place {
	return []place{
		{
			name: "office", words: []string{"office", "study", "bureau"},
			own: "lamp screen",
			in:  true, room: 0x8070a0, acc: [3]ink{0x22e6f6, 0xff3a9a, 0xffb032},
			back: []part{
				hall(tubes(panels(0x64608a, 80, 100), 0, 170), checker(0x5c5a78, 0x545270, 50), 90), outside(34, 16, 32, 30, 0x2a2640, 3, 1),
				put(desk, -150, 300), put(bookcase, 190, 315), put(plant, 110, 310), hang(ceilingLamp, 50, 3, 60),
			},
		},
		{
			name: "hall", words: []string{"hall", "corridor", "hallway", "passage"},
			in: true, room: 0x8088a0, acc: [3]ink{0xffb032, 0x22e6f6, 0xff3a9a},
			back: []part{
				room{
					half: 190, eye: 100, over: 180, deep: 900, mirror: 110, left: tubes(panels(0x605c80, 90, 90), 1, 140), right: tubes(panels(0x605c80, 90, 90), 0, 140),
					floor: checker(0x5e6078, 0x565870, 50), ceil: panels(0x40405a, 90, 90), back: glassWall(0x30304a, 90, 20),
				}.under(sky(54, 2)),
				strip(50, 1), aisle(column, 170, 340, 220, 3), pair(crates, 120, 420),
			},
		},
		{
			name: "workshop", words: []string{"workshop", "garage", "basement", "cellar", "repair shop", "shop", "store"},
			own: "lamp screen",
			in:  true, room: 0xa08060, acc: [3]ink{0xffb032, 0x22e6f6, 0x34f06a},
			back: []part{
				hall(brick(0x6e5450), planks(0x5c4a44), 40), outside(62, 18, 28, 28, 0x2c2226, 3, 2), shelf(24, 30), hang(poster, 46, 20, 80),
				put(desk, -110, 300), put(crates, 210, 300), put(cabinet, 60, 318), hang(ceilingLamp, 32, 6, 70),
			},
		},
	}
}
