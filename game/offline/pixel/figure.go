package pixel

// figure draws a whole person h pixels high, from the front, or from behind when
// back is set.
func figure(t traits, h int, back bool) *sprite {
	unit := h * t.height / 100
	p := newSprite(max(unit*11/10, 8), max(unit*112/100, 8), unit)
	p.h = max(unit*112/100, 8)
	f := doll{sprite: p, t: t, back: back, top: 110}
	switch t.kind {
	case "drone":
		f.drone()
	case "cat":
		f.cat(0, 1090, 330)
	case "console":
		f.handheld(0, 330, 300)
	case "robot":
		f.robot()
		f.holds()
	default:
		f.person()
		f.holds()
	}
	p.shade()
	return p
}

// A doll is a figure being drawn. top is where the crown of the head is.
type doll struct {
	*sprite
	t    traits
	back bool
	top  int
}

// head is the size of the head, which is large on children.
func (f doll) headSize() (rx, ry int) {
	switch {
	case f.t.beast != "":
		return 126, 112
	case f.t.child:
		return 112, 118
	}
	return 76, 84
}

func (f doll) person() {
	t := f.t
	rx, ry := f.headSize()
	hy := f.top + ry   // middle of the head
	sh := hy + ry + 22 // shoulders
	w := 122 * t.breadth / 100
	if t.child {
		w = 120
	}
	hip := 560
	if t.style == "long" && !t.hood {
		f.trap(hy-10, -rx-12, rx+12, sh+120, -rx-22, rx+22, t.hair.dim(190), hairMat)
	}
	f.tail(w, hip)
	f.legs(w, hip)
	f.arms(w, sh, hip)
	if t.beast == "owl" || t.beast == "bird" {
		f.wings(w, sh, hip)
	}
	f.torso(w, sh, hip)
	f.box(-24, hy+ry-16, 48, 46, t.skin.dim(200), skinMat)
	if t.scarf {
		f.box(-54, sh-28, 108, 40, t.scarfInk.dim(210), itemMat)
		f.box(20, sh, 34, 120, t.scarfInk.dim(190), itemMat)
	}
	f.head(hy, rx, ry)
	f.mark(w, hip, hy, rx)
}

// mark is the place that glows: a port, a line on a temple, a palm.
func (f doll) mark(w, hip, hy, rx int) {
	c := f.t.markInk
	switch f.t.markAt {
	case "temple":
		f.box(rx-18, hy-40, 16, 54, c, glowMat)
	case "neck", "jaw", "cheek":
		f.box(14, hy+84, 26, 26, c, glowMat)
	case "wrist", "wrists", "joints", "palm", "hand":
		f.box(-w-42, hip-20, 50, 20, c, glowMat)
		if f.t.markAt == "wrists" && len(f.t.carries) == 0 {
			f.box(w-6, hip-20, 50, 20, c, glowMat)
		}
		if f.t.markAt == "palm" || f.t.markAt == "hand" {
			f.oval(-w-18, hip+36, 26, 28, c, glowMat)
		}
	case "chest":
		f.oval(0, 420, 26, 26, c, glowMat)
	}
}

func (f doll) legs(w, hip int) {
	l := w * 3 / 4
	f.trap(hip-20, -l, -6, 1040, -l+10, -14, f.t.legs, legMat)
	f.trap(hip-20, 6, l, 1040, 14, l-10, f.t.legs.dim(220), legMat+20)
	f.box(-l-2, 1040, l-8, 66, 0x54465a, bootMat)
	f.box(12, 1040, l-8, 66, 0x54465a, bootMat)
	f.box(-l-2, 1098, l-6, 12, 0x2c2430, bootMat)
	f.box(12, 1098, l-6, 12, 0x2c2430, bootMat)
}

func (f doll) arms(w, sh, hip int) {
	t := f.t
	sleeve, hand := t.coat, t.skin
	if t.cut == "dress" {
		sleeve = t.skin
	}
	r := 35 * t.breadth / 100
	f.limb(-w-2, sh+40, -w-26, hip-130, r, sleeve, armMat)
	f.limb(-w-26, hip-130, -w-18, hip+10, r-5, sleeve, armMat)
	f.oval(-w-18, hip+34, 26, 30, hand, skinMat)
	arm := sleeve
	if t.metalArm || t.implant && t.seed%3 == 0 && t.markAt == "" {
		arm, hand = 0xb08868, 0xc8a080
	}
	if len(t.carries) > 0 { // bent, to hold it up
		f.limb(w+2, sh+40, w+34, hip-130, r, arm.dim(225), armMat)
		f.limb(w+34, hip-130, w+88, hip-190, r-6, arm.dim(225), armMat)
		f.oval(w+100, hip-200, 28, 28, hand, skinMat)
		return
	}
	f.limb(w+2, sh+40, w+26, hip-130, r, arm.dim(225), armMat)
	f.limb(w+26, hip-130, w+18, hip+10, r-5, arm.dim(225), armMat)
	f.oval(w+18, hip+34, 26, 30, hand, skinMat)
}

func (f doll) torso(w, sh, hip int) {
	t := f.t
	c := t.coat
	f.oval(0, sh+34, w+12, 50, c, coatMat)
	switch t.cut {
	case "coat":
		f.trap(sh+20, -w, w, hip-90, -w*4/5, w*4/5, c, coatMat)
		f.trap(hip-90, -w*4/5, w*4/5, 900, -w-38, w+38, c, coatMat)
		if !f.back {
			f.trap(hip+10, -8, 8, 900, -36, 36, t.legs.dim(150), legMat)
		}
	case "dress":
		f.trap(sh+20, -w*5/6, w*5/6, hip-110, -w*3/5, w*3/5, c, coatMat)
		f.trap(hip-110, -w*3/5, w*3/5, 850, -w-64, w+64, c, coatMat)
		f.box(-w*3/5, hip-124, w*6/5, 28, t.trim.dim(200), shirtMat)
	case "robe":
		f.trap(sh+20, -w, w, 1080, -w-56, w+56, c, coatMat)
		f.box(-w, hip-90, w*2, 30, t.trim.dim(170), shirtMat)
	default:
		f.trap(sh+20, -w, w, hip+20, -w*5/6, w*5/6, c, coatMat)
		f.box(-w*5/6, hip+4, w*5/3, 26, c.dim(150), shirtMat)
	}
	if f.back {
		f.behind(w, sh, hip)
		return
	}
	f.front(w, sh, hip)
}

// front is the opening of the clothes, collars and aprons.
func (f doll) front(w, sh, hip int) {
	t := f.t
	switch t.cut {
	case "coat", "jacket", "suit":
		f.trap(sh-4, -40, 40, hip-60, -12, 12, t.shirt, shirtMat)
		f.trap(sh-8, -66, -34, sh+110, -34, -8, t.coat.dim(300), coatMat+20)
		f.trap(sh-8, 34, 66, sh+110, 8, 34, t.coat.dim(300), coatMat+20)
		if t.cut == "suit" {
			f.box(-10, sh+10, 20, 150, t.trim.dim(200), itemMat)
		} else {
			f.box(-w*4/5, hip-96, w*8/5, 26, t.coat.dim(110), shirtMat)
			f.box(-16, hip-96, 32, 26, 0xd8b060, metalMat)
		}
	case "hoodie":
		f.oval(0, sh+16, 70, 34, t.coat.dim(170), shirtMat)
		f.trap(hip-120, -60, 60, hip-30, -74, 74, t.coat.dim(190), shirtMat)
		f.box(-26, sh+30, 8, 70, 0xe8e8e8, faceMat)
		f.box(20, sh+30, 8, 70, 0xe8e8e8, faceMat)
	}
	if t.apron {
		f.trap(sh+80, -58, 58, 800, -90, 90, t.apronInk, shirtMat)
	}
	f.box(-w+6, sh+60, 20, 54, t.trim, f.shine())
}

// shine is the material of an ornament: where there is no electricity it is cloth.
func (f doll) shine() uint8 {
	if f.t.plain {
		return itemMat
	}
	return glowMat
}

// behind is the back of the clothes: a seam, and a sign that glows.
func (f doll) behind(w, sh, hip int) {
	t := f.t
	f.box(-5, sh+130, 10, hip-sh+120, t.coat.dim(150), shirtMat)
	f.box(-w*4/5, hip-92, w*8/5, 24, t.coat.dim(130), shirtMat)
	f.trap(sh-10, -62, 62, sh+34, -78, 78, t.coat.dim(290), coatMat+20)
	if t.plain {
		return
	}
	f.trap(sh+64, -58, 58, sh+80, -58, 58, t.trim, f.shine())
	f.trap(sh+80, -14, 14, sh+170, -14, 14, t.trim, f.shine())
}

func (f doll) head(hy, rx, ry int) {
	t := f.t
	if t.beast != "" {
		f.muzzle(hy, rx, ry)
		f.hatOn(hy, rx, ry)
		return
	}
	if t.hood {
		f.oval(0, hy-4, rx+34, ry+30, t.coat.dim(225), coatMat)
		if f.back {
			return
		}
		f.oval(0, hy+8, rx+4, ry, 0x1c1420, shirtMat)
		f.oval(0, hy+14, rx-8, ry-10, t.skin.dim(200), skinMat)
		f.eyes(hy, rx)
		return
	}
	if f.back {
		f.oval(0, hy, rx, ry, t.skin, skinMat)
		if t.style != "bald" {
			f.oval(0, hy-6, rx+8, ry+2, t.hair, hairMat)
		}
	} else {
		f.oval(0, hy, rx, ry, t.skin, skinMat)
		f.oval(-rx, hy+6, 12, 20, t.skin.dim(210), skinMat)
		f.oval(rx, hy+6, 12, 20, t.skin.dim(190), skinMat)
		f.face(hy, rx, ry)
	}
	f.hairdo(hy, rx, ry)
	f.hatOn(hy, rx, ry)
	if t.implant {
		f.box(-rx-4, hy-4, 22, 34, 0xb8c0d0, metalMat)
		f.box(-rx, hy+4, 14, 14, t.trim, f.shine())
	}
}

func (f doll) face(hy, rx, ry int) {
	t := f.t
	if t.beard {
		f.trap(hy+42, -rx+14, rx-14, hy+ry+26, -rx/2, rx/2, t.hair, hairMat)
		f.box(-18, hy+44, 36, 10, t.skin.dim(150), faceMat)
	} else {
		f.box(-20, hy+ry/2, 40, 9, t.skin.dim(140), faceMat)
	}
	f.eyes(hy, rx)
}

func (f doll) eyes(hy, rx int) {
	t := f.t
	d := rx * 52 / 100
	switch {
	case t.visor:
		f.box(-rx+4, hy-12, rx*2-8, 30, t.trim, f.shine())
	case t.glasses:
		f.box(-d-22, hy-14, 42, 34, t.trim, f.shine())
		f.box(d-20, hy-14, 42, 34, t.trim, f.shine())
		f.box(-d, hy-2, d*2, 8, 0x2a2430, faceMat)
	case t.oneEye:
		f.box(-d-6, hy-4, 16, 20, 0x20161e, faceMat)
		f.box(d-16, hy-8, 32, 28, t.eyes, glowMat)
	case t.glowEyes:
		f.box(-d-14, hy-6, 28, 24, t.eyes, glowMat)
		f.box(d-14, hy-6, 28, 24, t.eyes, glowMat)
	default:
		f.box(-d-6, hy-4, 16, 20, 0x20161e, faceMat)
		f.box(d-8, hy-4, 16, 20, 0x20161e, faceMat)
	}
}

func (f doll) hairdo(hy, rx, ry int) {
	c := f.t.hair
	switch f.t.style {
	case "bald":
		return
	case "buzz":
		f.trap(hy-ry-2, -rx*3/5, rx*3/5, hy-ry*2/5, -rx-2, rx+2, mix(c, f.t.skin, 60), hairMat)
		return
	case "mohawk":
		f.trap(hy-ry-56, -16, 20, hy-ry/2, -22, 22, c, hairMat)
		return
	case "curly":
		for i := range 9 {
			a := 128 + i*16
			f.oval(wave(a+64)*(rx+8)/127, hy-14+wave(a)*(ry-2)/127, 34, 34, c, hairMat)
		}
		return
	}
	f.trap(hy-ry-10, -rx*3/5, rx*3/5, hy-ry+22, -rx-4, rx+4, c, hairMat)
	f.trap(hy-ry+22, -rx-8, rx+8, hy-ry/3, -rx-10, rx+10, c, hairMat)
	if f.back {
		f.trap(hy-ry/3, -rx-8, rx+8, hy+ry*2/3, -rx+8, rx-8, c, hairMat)
	} else {
		f.trap(hy-ry/3, -rx-10, -rx+16, hy+10, -rx-8, -rx+4, c, hairMat)
		f.trap(hy-ry/3, rx-16, rx+10, hy+10, rx-4, rx+8, c, hairMat)
	}
	switch f.t.style {
	case "long":
		f.trap(hy-ry/3, -rx-16, -rx+10, hy+ry+110, -rx-28, -rx+14, c, hairMat)
		f.trap(hy-ry/3, rx-10, rx+16, hy+ry+110, rx-14, rx+28, c, hairMat)
		if f.back {
			f.trap(hy, -rx-14, rx+14, hy+ry+150, -rx-10, rx+10, c, hairMat)
		}
	case "bun":
		f.oval(0, hy-ry-22, 36, 32, c.dim(230), hairMat)
	case "braid":
		for _, side := range []int{-1, 1} {
			for i := range 5 {
				f.oval(side*(rx+12+i*3), hy+24+i*38, 22, 24, c.dim(256-i%2*50), hairMat)
			}
		}
	}
}

func (f doll) hatOn(hy, rx, ry int) {
	c := f.t.hatInk
	switch f.t.hat {
	case "cap":
		f.trap(hy-ry-20, -rx*3/5, rx*3/5, hy-ry/3, -rx-12, rx+12, c, hatMat)
		f.box(-rx-34, hy-ry/3-14, rx*2+46, 18, c.dim(180), hatMat)
	case "brim":
		f.trap(hy-ry-50, -rx*3/5, rx*3/5, hy-ry/2, -rx, rx, c, hatMat)
		f.box(-rx-60, hy-ry/2-6, rx*2+120, 20, c.dim(190), hatMat)
		f.box(-rx, hy-ry/2-24, rx*2, 16, f.t.trim, f.shine())
	case "helmet":
		f.trap(hy-ry-24, -rx*3/5, rx*3/5, hy-ry/2, -rx-16, rx+16, c, hatMat)
		f.trap(hy-ry/2, -rx-16, rx+16, hy-6, -rx-14, rx+14, c, hatMat)
		f.box(-rx+2, hy-ry/2+8, rx*2-4, 26, f.t.trim, f.shine())
	}
}
