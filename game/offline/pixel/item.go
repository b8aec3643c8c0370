package pixel

// holds draws what a person carries, the first thing in the raised hand.
func (f doll) holds() {
	w := 122 * f.t.breadth / 100
	for i, thing := range f.t.carries {
		x, y := w+100, 350
		if i == 1 {
			x, y = -w-20, 600
		}
		f.item(thing, x, y)
	}
}

// item draws a thing held at (x, y), in thousandths of the person's height, half
// as large again as life: a thing of two pixels says nothing.
func (f doll) item(thing string, x, y int) {
	g := f
	big := *f.sprite
	if thing != "umbrella" && thing != "staff" {
		big.unit = big.unit * 3 / 2
	}
	g.sprite = &big
	ox, oy := f.at(x, y)
	bx, by := big.at(0, 0)
	big.dx, big.dy = ox-bx, oy-by
	g.thing(thing, 0, 0)
}

func (f doll) thing(thing string, x, y int) {
	switch thing {
	case "lamp":
		f.box(x-5, y-20, 10, 60, 0x3a3440, itemMat)
		f.box(x-34, y+30, 68, 14, 0x4c4450, itemMat)
		f.box(x-28, y+44, 56, 66, 0xffd070, glowMat)
		f.box(x-34, y+110, 68, 14, 0x4c4450, itemMat)
	case "umbrella":
		f.box(x-6, y-260, 12, 300, 0x3a3440, itemMat)
		c := f.t.trim.dim(200)
		f.trap(y-370, x-16, x+16, y-250, x-230, x+230, c, hatMat)
		f.trap(y-250, x-230, x-150, y-230, x-200, x-170, c.dim(160), hatMat)
		f.trap(y-250, x-60, x+60, y-230, x-40, x+40, c.dim(160), hatMat)
		f.trap(y-250, x+150, x+230, y-230, x+170, x+200, c.dim(160), hatMat)
	case "case":
		f.box(x-60, y+40, 150, 110, 0x9a6a3c, itemMat)
		f.box(x-20, y+20, 70, 20, 0x3a2c24, hatMat)
		f.box(x+4, y+80, 22, 22, 0xffd070, glowMat)
	case "blade":
		f.trap(y-190, x-4, x+4, y-20, x-16, x+18, 0xdce8f8, glowMat)
		f.box(x-30, y-24, 60, 16, 0x4c4450, itemMat)
	case "gun":
		f.box(x-20, y-50, 130, 40, 0x585c70, itemMat)
		f.box(x-14, y-20, 34, 50, 0x3c3e50, itemMat)
		f.box(x+96, y-44, 18, 18, 0xff4050, glowMat)
	default:
		f.trinket(thing, x, y)
	}
}

// trinket draws the smaller things.
func (f doll) trinket(thing string, x, y int) {
	switch thing {
	case "book":
		f.box(x-60, y-80, 120, 100, 0x8c3444, itemMat)
		f.box(x-48, y-72, 96, 84, 0xf4ecd8, shirtMat)
		f.box(x-4, y-76, 8, 96, 0x8c3444, itemMat)
	case "flower":
		f.box(x-5, y-110, 10, 120, 0x2e8a44, itemMat)
		for i := range 5 {
			f.oval(x+wave(i*51+64)*30/127, y-130+wave(i*51)*30/127, 22, 22, 0xff5a8a, glowMat)
		}
		f.oval(x, y-130, 16, 16, 0xffe070, glowMat)
	case "console":
		f.handheld(x, y-110, 90)
	case "reel":
		f.oval(x, y-60, 50, 50, 0x8c8c98, itemMat)
		f.oval(x, y-60, 26, 26, 0x2a2a34, hatMat)
		f.oval(x, y-60, 10, 10, f.t.trim, f.shine())
	case "jar":
		f.box(x-28, y-70, 56, 76, 0x9ac8e0, itemMat)
		f.box(x-20, y-54, 40, 50, 0xffc060, glowMat)
		f.box(x-30, y-80, 60, 14, 0x6a5a50, hatMat)
	case "chip":
		f.box(x-36, y-70, 72, 56, 0x1c3440, itemMat)
		f.box(x-22, y-58, 44, 32, 0x22f6d6, glowMat)
	case "key":
		f.oval(x, y-110, 32, 32, 0xffc848, glowMat)
		f.oval(x, y-110, 14, 14, 0x4a3018, itemMat)
		f.box(x-7, y-84, 14, 90, 0xffc848, glowMat)
		f.box(x+6, y-30, 26, 12, 0xffc848, glowMat)
	case "cat":
		f.cat(x-20, y+40, 200)
	default:
		f.keepsake(thing, x, y)
	}
}

// keepsake draws things of the country.
func (f doll) keepsake(thing string, x, y int) {
	switch thing {
	case "watch":
		f.oval(x, y-60, 40, 40, 0xd8b050, itemMat)
		f.oval(x, y-60, 28, 28, 0xf4f0e4, shirtMat)
		f.box(x-3, y-80, 6, 24, 0x201820, faceMat)
		f.box(x-8, y-116, 16, 20, 0xd8b050, itemMat)
	case "apple":
		f.oval(x, y-40, 42, 40, 0xd0442c, itemMat)
		f.box(x-4, y-100, 8, 26, 0x4a7a34, itemMat)
	case "cup":
		f.trap(y-60, x-34, x+34, y, x-24, x+24, 0xe8e4dc, itemMat)
		f.box(x-26, y-58, 52, 10, 0xe8b060, glowMat)
	case "staff":
		f.box(x-8, y-170, 16, 920, 0x8a6238, itemMat)
		f.oval(x, y-180, 26, 26, f.t.trim, f.shine())
	}
}
