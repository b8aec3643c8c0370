package pixel

// bust draws head and shoulders h pixels high.
func bust(t traits, h int, back bool) *sprite {
	p := newSprite(max(h, 8), max(h, 8), h)
	f := face{doll{sprite: p, t: t, back: back}}
	switch t.kind {
	case "drone":
		d := f.doll
		d.drone()
	case "cat":
		f.cat(0, 1000, 800)
	case "console":
		f.handheld(0, 90, 600)
	case "robot":
		f.robotBust()
	default:
		f.personBust()
	}
	p.shade()
	return p
}

// A face is a doll seen close.
type face struct{ doll }

func (f face) personBust() {
	t := f.t
	w := 380 * t.breadth / 100
	if t.child {
		w = 300
	}
	if t.style == "long" && !t.hood {
		f.trap(300, -236, 236, 930, -290, 290, t.hair.dim(150), hairMat)
	}
	if t.hood {
		f.oval(0, 380, 280, 330, t.coat.dim(170), coatMat+20)
	}
	f.shoulders(w)
	f.box(-84, 560, 168, 170, t.skin.dim(180), skinMat+20)
	f.collar(w)
	if t.beast != "" {
		f.muzzle(400, 270, 236)
		return
	}
	if f.back {
		f.oval(0, 390, 200, 250, t.skin, skinMat)
		if t.style != "bald" {
			f.oval(0, 370, 216, 250, t.hair, hairMat)
		}
		f.haircut()
		f.hatBust()
		return
	}
	if t.style != "bald" && t.style != "buzz" && t.style != "mohawk" && !t.hood {
		f.oval(0, 330, 232, 236, t.hair, hairMat)
	}
	f.oval(-196, 420, 34, 60, t.skin.dim(200), skinMat+20)
	f.oval(196, 420, 34, 60, t.skin.dim(180), skinMat+20)
	f.oval(0, 350, 196, 210, t.skin, skinMat)
	f.trap(350, -194, 194, 530, -150, 150, t.skin, skinMat)
	f.trap(530, -150, 150, 640, -70, 70, t.skin, skinMat)
	f.features()
	f.haircut()
	f.hatBust()
}

func (f face) shoulders(w int) {
	c := f.t.coat
	f.oval(0, 900, w, 200, c, coatMat)
	f.trap(820, -w, w, 1001, -w-24, w+24, c, coatMat)
	f.trap(690, -130, 130, 800, -w*4/5, w*4/5, c, coatMat)
	f.box(-w+10, 860, 22, 140, f.t.trim, f.shine())
}

func (f face) collar(w int) {
	t := f.t
	if f.back {
		f.trap(640, -150, 150, 760, -210, 210, t.coat.dim(270), coatMat+20)
		if !t.plain {
			f.trap(830, -150, 150, 850, -150, 150, t.trim, f.shine())
			f.trap(850, -20, 20, 1001, -20, 20, t.trim, f.shine())
		}
		return
	}
	switch t.cut {
	case "coat", "jacket", "suit":
		f.trap(690, -100, 100, 1001, -50, 50, t.shirt, shirtMat)
		f.trap(640, -190, -110, 1001, -200, -40, t.coat.dim(290), coatMat+20)
		f.trap(640, 110, 190, 1001, 40, 200, t.coat.dim(270), coatMat+20)
	case "dress":
		f.trap(690, -110, 110, 860, -30, 30, t.skin.dim(230), skinMat)
		f.box(-16, 800, 32, 32, t.trim, f.shine())
	case "hoodie":
		f.oval(0, 730, 220, 70, t.coat.dim(200), coatMat+20)
		f.box(-70, 760, 16, 200, 0xe8e8e8, faceMat)
		f.box(56, 760, 16, 200, 0xe8e8e8, faceMat)
	default:
		f.trap(680, -130, 130, 800, -20, 20, t.trim.dim(150), shirtMat)
	}
	if t.scarf {
		f.oval(0, 700, 220, 80, t.scarfInk.dim(190), itemMat)
	}
	f.oval(0, 636, 60, 30, t.skin.dim(150), skinMat+20)
	if t.implant {
		f.box(w/3, 780, 60, 12, 0xb8c0d0, metalMat)
	}
}

func (f face) features() {
	t := f.t
	dark := t.skin.dim(130)
	if t.old {
		for _, x := range []int{-1, 1} {
			f.box(x*96-44, 452, 88, 10, t.skin.dim(190), faceMat)
			f.trap(480, x*120-8, x*120+8, 560, x*100-8, x*100+8, t.skin.dim(190), faceMat)
		}
	}
	f.trap(400, -14, 22, 490, -26, 40, t.skin.dim(205), faceMat)
	f.trap(400, -16, 8, 480, -24, 14, mix(t.skin, 0xffffff, 50), faceMat)
	f.box(-30, 488, 66, 12, dark, faceMat)
	if t.beard {
		f.trap(500, -176, 176, 640, -110, 110, t.hair, hairMat)
		f.trap(640, -110, 110, 720, -60, 60, t.hair.dim(220), hairMat)
		f.box(-80, 512, 160, 26, t.hair.dim(300), hairMat)
	}
	f.box(-62, 552, 124, 14, mix(dark, 0x8a2030, 90), faceMat)
	f.box(-40, 566, 80, 14, mix(t.skin, 0xd06070, 90), faceMat)
	for _, x := range []int{-1, 1} {
		f.eye(x*92, 400, t.glowEyes && (x > 0 || !t.oneEye))
	}
	switch t.markAt {
	case "temple":
		f.box(160, 270, 18, 130, t.markInk, glowMat)
		f.box(130, 270, 40, 16, t.markInk, glowMat)
	case "neck", "jaw", "cheek":
		f.oval(60, 690, 26, 26, t.markInk, glowMat)
	}
	if t.glasses {
		f.spectacles()
	}
	if t.visor {
		f.trap(360, -196, 196, 446, -180, 180, 0x181824, faceMat)
		f.box(-176, 384, 352, 34, t.trim, f.shine())
	}
	if t.implant {
		f.trap(500, 110, 176, 610, 50, 110, 0xb89050, metalMat)
		f.box(120, 530, 20, 20, t.trim, f.shine())
		f.box(96, 566, 20, 20, t.trim, f.shine())
		f.box(150, 330, 12, 150, 0xc8b078, metalMat)
		f.box(140, 320, 34, 24, t.trim, f.shine())
	}
}

func (f face) eye(x, y int, glows bool) {
	t := f.t
	f.box(x-62, y-56, 124, 18, t.hair.dim(200), faceMat)
	f.oval(x, y, 56, 32, t.skin.dim(170), faceMat)
	if glows {
		f.oval(x, y, 46, 26, t.eyes.dim(110), glowMat)
		f.oval(x, y, 26, 26, t.eyes, glowMat)
		f.oval(x, y, 10, 12, 0xffffff, glowMat)
		return
	}
	f.oval(x, y, 46, 26, 0xf4f0f0, faceMat)
	f.oval(x, y, 24, 27, mix(t.eyes, 0x6080a0, 60), faceMat)
	f.oval(x, y, 12, 14, 0x140c14, faceMat)
	f.box(x-14, y-16, 12, 12, 0xffffff, faceMat)
	f.box(x-52, y-30, 104, 10, 0x1c1418, faceMat)
}

func (f face) spectacles() {
	c := mix(f.t.trim, 0xffffff, 80)
	for _, x := range []int{-92, 92} {
		for a := range 64 {
			px, py := x+wave(a*4+64)*76/127, 400+wave(a*4)*62/127
			f.oval(px, py, 9, 9, c, f.shine())
		}
		f.trap(370, x-34, x-14, 400, x-50, x-30, c, f.shine())
	}
	f.box(-20, 388, 40, 12, c, f.shine())
}

func (f face) haircut() {
	c := f.t.hair
	if f.t.hood {
		for a := 128; a <= 256; a++ {
			f.oval(wave(a+64)*236/127, 400+wave(a)*270/127, 44, 50, f.t.coat, coatMat)
		}
		f.limb(-240, 400, -170, 720, 46, f.t.coat, coatMat)
		f.limb(240, 400, 170, 720, 46, f.t.coat, coatMat)
		return
	}
	switch f.t.style {
	case "bald":
		return
	case "buzz":
		f.trap(128, -120, 120, 280, -200, 200, mix(c, f.t.skin, 60), hairMat)
		return
	case "mohawk":
		f.trap(20, -50, 60, 240, -70, 70, c, hairMat)
		for i := range 5 {
			f.trap(-10+i%2*30, -50+i*22, -44+i*22, 120, -56+i*24, -24+i*24, c.dim(300), hairMat+20)
		}
		return
	case "curly":
		for i := range 17 {
			a := 120 + i*9
			f.oval(wave(a+64)*220/127, 360+wave(a)*220/127, 84, 84, c.dim(256-i%3*30), hairMat+uint8(i%2*20))
		}
		return
	}
	if f.back {
		f.trap(290, -222, 222, 620, -150, 150, c, hairMat)
	} else {
		part := 70 - int(f.t.seed>>7%2)*140
		for i := range 7 { // a fringe that falls from its parting to both sides
			f.limb(part, 170, -190+i*18, 300-i*8, 40, c, hairMat)
			f.limb(part, 170, 190-i*14, 300-i*6, 40, c, hairMat)
		}
		f.limb(-206, 280, -204, 450, 26, c, hairMat)
		f.limb(206, 280, 204, 450, 26, c, hairMat)
	}
	f.strands(c)
}

func (f face) strands(c ink) {
	for i := range 9 {
		x := -176 + i*44
		y := 130 + max(x, -x)/3 + i%3*12
		f.limb(x, y, x*9/8, y+60, 6, mix(c, 0xffffff, 28), faceMat)
	}
	switch f.t.style {
	case "long":
		f.trap(300, -240, -170, 940, -290, -190, c, hairMat)
		f.trap(300, 176, 240, 940, 190, 290, c, hairMat)
		if f.back {
			f.trap(300, -226, 226, 940, -240, 240, c, hairMat)
		}
	case "bun":
		f.oval(0, 80, 110, 84, c.dim(220), hairMat)
	case "braid":
		for _, side := range []int{-1, 1} {
			for i := range 7 {
				f.oval(side*(226+i*8), 440+i*80, 54, 52, c.dim(256-i%2*56), hairMat+uint8(i%2*20))
			}
		}
	}
}

func (f face) hatBust() {
	c := f.t.hatInk
	switch f.t.hat {
	case "cap":
		f.trap(80, -150, 150, 260, -232, 232, c, hatMat)
		f.trap(256, -300, 240, 310, -290, 240, c.dim(170), hatMat+20)
	case "brim":
		f.trap(30, -150, 150, 230, -210, 210, c, hatMat)
		f.trap(226, -360, 360, 284, -340, 340, c.dim(180), hatMat+20)
		f.box(-206, 180, 412, 40, f.t.trim, f.shine())
	case "helmet":
		f.trap(70, -150, 150, 200, -240, 240, c, hatMat)
		f.trap(200, -240, 240, 340, -236, 236, c, hatMat)
		f.box(-190, 250, 380, 50, f.t.trim, f.shine())
	}
}

func (f face) robotBust() {
	c, dark := f.plating()
	f.oval(0, 930, 420, 190, c, coatMat)
	f.box(-430, 900, 860, 101, c.dim(220), coatMat)
	f.oval(-360, 860, 120, 110, c.dim(280), hatMat)
	f.oval(360, 860, 120, 110, c.dim(230), hatMat)
	f.box(-90, 620, 180, 180, dark, legMat)
	for i := range 3 {
		f.box(-100, 650+i*50, 200, 16, dark.dim(150), bootMat)
	}
	f.trap(130, -190, 190, 220, -250, 250, c, hatMat)
	f.box(-250, 220, 500, 340, c, hatMat)
	f.trap(560, -250, 250, 640, -170, 170, c.dim(200), hatMat)
	f.oval(-260, 390, 50, 90, dark, armMat)
	f.oval(260, 390, 50, 90, dark, armMat)
	f.box(150, 30, 16, 140, dark, legMat)
	f.box(136, 10, 44, 40, f.t.eyes, glowMat)
	f.box(-210, 290, 420, 150, 0x14141e, faceMat)
	for _, x := range []int{-100, 100} {
		f.oval(x, 365, 62, 56, f.t.eyes.dim(120), glowMat)
		f.oval(x, 365, 40, 36, f.t.eyes, glowMat)
		f.oval(x-10, 355, 14, 12, 0xffffff, glowMat)
	}
	for i := range 6 {
		f.box(-120+i*44, 500, 22, 60, dark, faceMat)
	}
	f.oval(0, 930, 60, 60, 0x1c1c28, faceMat)
	f.oval(0, 930, 38, 38, f.t.eyes, glowMat)
}
