package pixel

func (f doll) robot() {
	c, dark := f.plating()
	f.trap(590, -80, -20, 1060, -66, -24, dark, legMat)
	f.trap(590, 20, 80, 1060, 24, 66, dark, legMat+20)
	f.oval(-48, 820, 46, 46, c, metalMat)
	f.oval(48, 820, 46, 46, c, metalMat)
	f.box(-98, 1050, 84, 60, c.dim(190), bootMat)
	f.box(14, 1050, 84, 60, c.dim(190), bootMat)
	for _, x := range []int{-150, 150} {
		f.limb(x, 350, x*7/6, 500, 30, dark, armMat)
		f.limb(x*7/6, 500, x*8/7, 640, 36, c, metalMat)
		f.oval(x, 350, 52, 52, c, hatMat)
		f.oval(x*8/7, 670, 30, 36, dark, bootMat)
	}
	f.trap(300, -136, 136, 480, -120, 120, c, coatMat)
	f.trap(480, -80, 80, 560, -70, 70, dark, shirtMat)
	f.trap(550, -104, 104, 640, -86, 86, c, coatMat)
	f.box(-30, 270, 60, 40, dark, legMat)
	f.trap(120, -76, 76, 150, -90, 90, c, hatMat)
	f.box(-90, 150, 180, 104, c, hatMat)
	f.trap(254, -90, 90, 280, -60, 60, c.dim(200), hatMat)
	f.box(60, 60, 10, 70, dark, legMat)
	f.box(54, 44, 22, 24, f.t.eyes, glowMat)
	if f.back {
		f.box(-60, 330, 120, 110, dark, shirtMat)
		f.box(-40, 350, 80, 16, f.t.eyes, glowMat)
		return
	}
	f.box(-76, 172, 152, 50, 0x14141e, faceMat)
	f.box(-56, 182, 40, 30, f.t.eyes, glowMat)
	f.box(16, 182, 40, 30, f.t.eyes, glowMat)
	f.oval(0, 390, 36, 36, 0x1c1c28, faceMat)
	f.oval(0, 390, 22, 22, f.t.eyes, glowMat)
}

// plating is a robot's colour and that of its joints.
func (f doll) plating() (c, dark ink) {
	c = mix(f.t.coat, 0xb8c0d0, 170)
	if f.t.seed%3 == 0 {
		c = 0xd8dce8
	}
	return c, 0x4c5268
}

// drone hovers at the height of a face.
func (f doll) drone() {
	c, dark := f.plating()
	y := 430
	f.limb(-60, y-110, -90, y-190, 8, dark, legMat)
	f.oval(-90, y-200, 18, 18, f.t.eyes, glowMat)
	for _, x := range []int{-210, 210} {
		f.limb(x/2, y, x, y-20, 22, dark, armMat)
		f.oval(x, y-40, 110, 20, mix(c, 0xffffff, 60), hatMat)
		f.oval(x, y-20, 30, 44, c.dim(200), metalMat)
	}
	f.oval(0, y, 150, 146, c, coatMat)
	f.trap(y+30, -146, 146, y+60, -138, 138, c.dim(170), shirtMat)
	f.oval(0, y-6, 86, 86, 0x14141e, faceMat)
	if !f.back {
		f.oval(0, y-6, 60, 60, f.t.eyes, glowMat)
		f.oval(-16, y-22, 18, 18, 0xffffff, glowMat)
	}
	f.limb(-50, y+130, -70, y+230, 14, dark, legMat)
	f.limb(50, y+130, 70, y+230, 14, dark, legMat)
}

// cat sits with its foot at (x, y), size units high.
func (f doll) cat(x, y, size int) {
	u := func(n int) int { return n * size / 100 }
	c := [4]ink{0x2c2834, 0xc87838, 0x8c8c9c, 0xe8e0d8}[f.t.seed%4]
	f.limb(x+u(26), y-u(8), x+u(52), y-u(40), u(6), c, itemMat)
	f.oval(x, y-u(30), u(26), u(30), c, itemMat)
	f.oval(x, y-u(68), u(24), u(20), c, hatMat)
	f.trap(y-u(100), x-u(22), x-u(18), y-u(74), x-u(24), x-u(6), c, hatMat)
	f.trap(y-u(100), x+u(18), x+u(22), y-u(74), x+u(6), x+u(24), c, hatMat)
	f.box(x-u(13), y-u(72), u(8), u(8), 0x7af04a, glowMat)
	f.box(x+u(5), y-u(72), u(8), u(8), 0x7af04a, glowMat)
}

// handheld is a games console w units wide with a mind in it: its screen has a
// face. It hovers, its top at y.
func (f doll) handheld(x, y, w int) {
	u := func(n int) int { return n * w / 100 }
	c, face := mix(f.t.shell, 0xffffff, 20), f.t.eyes
	f.trap(y, x-u(44), x+u(44), y+u(8), x-u(50), x+u(50), c, coatMat)
	f.box(x-u(50), y+u(8), u(100), u(126), c, coatMat)
	f.trap(y+u(134), x-u(50), x+u(50), y+u(146), x-u(40), x+u(40), c.dim(200), coatMat)
	f.box(x-u(40), y+u(12), u(80), u(66), 0x10141a, faceMat)
	f.box(x-u(36), y+u(16), u(72), u(58), face.dim(84), glowMat)
	f.box(x-u(22), y+u(28), u(12), u(16), face, glowMat)
	f.box(x+u(10), y+u(28), u(12), u(16), face, glowMat)
	f.box(x-u(22), y+u(54), u(44), u(8), face, glowMat)
	f.box(x-u(28), y+u(48), u(8), u(8), face, glowMat)
	f.box(x+u(20), y+u(48), u(8), u(8), face, glowMat)
	f.box(x-u(36), y+u(98), u(30), u(10), 0x24242e, faceMat)
	f.box(x-u(26), y+u(88), u(10), u(30), 0x24242e, faceMat)
	f.oval(x+u(16), y+u(108), u(8), u(8), 0xd83a5a, faceMat)
	f.oval(x+u(34), y+u(96), u(8), u(8), 0xd83a5a, faceMat)
	f.limb(x+u(50), y+u(84), x+u(26), y+u(80), u(2), 0x2a2a34, faceMat)
	f.limb(x+u(26), y+u(80), x+u(18), y+u(140), u(2), 0x2a2a34, faceMat)
}
