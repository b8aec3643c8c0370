package pixel

import "image"

func rectAt(x, y, w, h int) image.Rectangle { return image.Rect(x, y, x+w, y+h) }

// Things of streets, roofs and shores.

func stall(b brush, seed uint32) {
	c, alt := b.acc[seed%3], ink(0xe8dcc8)
	b.shadow(50)
	b.slab(-46, -38, 92, 38, mix(0x5a3a30, c, 40))
	b.box(-46, -16, 92, 3, 0x2a1a20)
	b.box(-46, -92, 4, 56, 0x2a2030)
	b.box(42, -92, 4, 56, 0x2a2030)
	b.box(-42, -84, 84, 44, mix(0x281820, c, 40))
	for i := range 7 {
		k := c.dim(190)
		if i%2 == 0 {
			k = alt
		}
		b.taper(-104, -44+i*12, -33+i*12, -88, -52+i*15, -38+i*15, k)
		b.box(-52+i*15, -88, 14, 5, k.dim(190))
	}
	for i := range 9 {
		h := noise(seed, i, 0)
		goods := [4]ink{0xff7a4a, 0x8adf5a, 0xffd24a, b.acc[1]}[h%4]
		b.disc(-40+i*10, -42, 5, 4+int(h>>4)%3, goods)
	}
	for i := range 3 {
		b.orb(-30+i*30, -78, 4, 5, 0xffd890)
	}
	b.light(0, -66, 74, mix(c, 0xffc070, 150).dim(230))
	if seed%2 == 0 {
		b.lamp(-24, -122, 48, 15, c)
		px, py := b.x+b.px(-18), b.y+b.px(-120)
		b.glyphs(seed, px, py, 3, max(b.k/200, 1), false, 0xffffff)
	}
}

func lantern(b brush, seed uint32) {
	c := mix(0xff4a28, b.acc[seed%2], 50)
	b.stroke(0, -40, 0, -14, 0x1a1420)
	b.orb(0, 0, 11, 13, c)
	b.lamp(-5, -8, 10, 16, mix(c, 0xffd060, 150))
	for i := range 3 {
		b.lamp(-10, -6+i*6, 20, 1, c.dim(170))
	}
	b.box(-6, -15, 12, 3, 0x2a1a1a)
	b.box(-6, 12, 12, 3, 0x2a1a1a)
	b.box(-1, 15, 2, 8, c)
	b.light(0, 0, 52, c.dim(170))
}

func neonSign(b brush, seed uint32) {
	c := b.acc[seed%2]
	n := 2 + int(seed>>3)%2
	h := n*30 + 8
	b.box(-15, 0, 30, h, 0x14101e)
	b.lamp(-15, 0, 30, 2, c)
	b.lamp(-15, h-2, 30, 2, c)
	b.lamp(-15, 0, 2, h, c)
	b.lamp(13, 0, 2, h, c)
	b.glyphs(seed, b.x+b.px(-7), b.y+b.px(6), n, max(b.px(5), 1), true, mix(c, 0xffffff, 120))
	b.light(0, h/2, 80, c.dim(200))
}

func billboard(b brush, seed uint32) {
	c, d := b.acc[seed%2], b.acc[(seed+1)%2]
	b.box(-66, -4, 132, 78, 0x161424)
	b.lamp(-62, 0, 124, 70, c.dim(90))
	switch seed % 3 {
	case 0: // a face
		b.orb(10, 36, 24, 30, mix(c, 0xffffff, 60).dim(200))
		b.lamp(0, 28, 8, 4, d)
		b.lamp(18, 28, 8, 4, d)
		b.lamp(6, 52, 12, 3, d)
	case 1: // rings
		b.orb(0, 35, 28, 28, d)
		b.orb(0, 35, 20, 20, c.dim(70))
		b.orb(0, 35, 10, 10, mix(d, 0xffffff, 128))
	default: // a wave
		for x := -58; x < 58; x += 4 {
			h := 14 + wave(x*5+int(seed))/9
			b.lamp(x, 40-h/2, 3, h+8, d)
		}
	}
	b.glyphs(seed, b.x+b.px(-56), b.y+b.px(8), 1, max(b.px(4), 1), true, mix(c, 0xffffff, 100))
	b.light(0, 36, 130, c.dim(150))
}

func streetLamp(b brush, _ uint32) {
	c := mix(b.acc[0], 0xffe0b0, 110)
	b.shadow(12)
	b.box(-3, -150, 6, 150, 0x2a2a3c)
	b.box(-8, -8, 16, 8, 0x2a2a3c)
	b.box(-3, -154, 32, 5, 0x2a2a3c)
	b.lamp(14, -149, 18, 4, mix(c, 0xffffff, 120))
	b.light(22, -142, 70, c)
	b.pool(b.x+b.px(22), b.y, b.px(60), c.dim(190))
}

func trafficLight(b brush, seed uint32) {
	b.box(-3, -140, 6, 140, 0x2c2c3a)
	b.slab(-11, -176, 22, 50, 0x1c1c28)
	on := int(seed % 2)
	for i, c := range []ink{0xff3040, 0xffc040, 0x30ff80} {
		if i == on*2 {
			b.orb(0, -167+i*16, 6, 6, c)
			b.light(0, -160, 50, c.dim(130))
		} else {
			b.disc(0, -167+i*16, 6, 6, c.dim(60))
		}
	}
}

func car(b brush, seed uint32) {
	c := [4]ink{0x3a4a8a, 0x8a2a4a, 0x2a6a6a, 0x5a5a6a}[seed%4]
	b.shadow(56)
	b.taper(-44, -26, 22, -26, -40, 34, c.dim(190))
	b.taper(-41, -22, 18, -28, -32, 28, 0x1a2a44)
	b.slab(-54, -28, 108, 20, c)
	b.box(-54, -12, 108, 4, c.dim(120))
	b.disc(-32, -8, 10, 9, 0x101018)
	b.disc(32, -8, 10, 9, 0x101018)
	b.lamp(-54, -24, 6, 5, 0xff3048)
	b.lamp(48, -24, 6, 5, 0xfff0c0)
	b.light(58, -20, 44, 0xa89868)
	b.light(-58, -20, 34, 0x90182a)
	b.lamp(-40, -6, 80, 2, b.acc[seed%2])
}

// ride is a car seen from behind or from the front, as on a road.
func ride(b brush, seed uint32) {
	away := b.x > b.cam.vx
	c := [4]ink{0x34407a, 0x7a2444, 0x246060, 0x50505e}[seed%4]
	b.shadow(40)
	b.taper(-52, -22, 22, -32, -32, 32, c.dim(180))
	b.taper(-49, -18, 18, -35, -26, 26, 0x18243c)
	b.slab(-38, -33, 76, 24, c)
	b.box(-34, -10, 14, 10, 0x0c0c14)
	b.box(20, -10, 14, 10, 0x0c0c14)
	head, glow := ink(0xfff4d0), ink(0xb0a070)
	if away {
		head, glow = 0xff2844, 0xa01830
	}
	b.lamp(-35, -27, 15, 7, head)
	b.lamp(20, -27, 15, 7, head)
	b.light(0, -20, 80, glow)
	b.pool(b.x, b.y+2, b.px(70), glow)
}

func dumpster(b brush, seed uint32) {
	c := [2]ink{0x2e5a50, 0x5a3a5e}[seed%2]
	b.shadow(40)
	b.slab(-38, -40, 76, 38, c)
	b.taper(-50, -34, 34, -40, -40, 40, c.dim(160))
	for i := range 4 {
		b.box(-28+i*18, -36, 3, 30, c.dim(150))
	}
	b.disc(-20, -50, 12, 7, 0x2a2430)
	b.disc(6, -51, 14, 8, 0x363040)
}

func aircon(b brush, _ uint32) {
	b.slab(-20, 0, 40, 28, 0x8a8a9c)
	b.disc(-4, 14, 11, 11, 0x3a3a4c)
	b.disc(-4, 14, 4, 4, 0x6a6a7c)
	b.box(10, 4, 7, 20, 0x5a5a6c)
	b.stroke(16, 28, 16, 60, 0x3a3a48)
}

func fireEscape(b brush, _ uint32) {
	c := ink(0x2a2436)
	for i := range 3 {
		y := i * 60
		b.box(-40, y, 80, 3, c)
		b.box(-40, y-18, 80, 2, c)
		for x := -40; x <= 40; x += 10 {
			b.box(x, y-18, 1, 18, c)
		}
		b.stroke(-30, y+3, 24, y+60, c)
		b.stroke(-22, y+3, 32, y+60, c)
	}
}

func steamVent(b brush, seed uint32) {
	for i := range 14 {
		x := int(noise(seed, i, 1)%20) - 10 + wave(i*20)/14
		y := -i*7 - 4
		b.ellipse(b.x+b.px(x), b.y+b.px(y), b.px(8+i), b.px(5+i/2), func(px, py int) {
			if bayer(px, py) < 7-i/2 {
				j := py*b.w + px
				b.alb[j] = mix(b.alb[j], 0xc8c8dc, 120)
				b.emi[j] = b.emi[j].plus(0x0c0c14)
			}
		})
	}
}

func tank(b brush, _ uint32) {
	b.box(-30, -50, 5, 50, 0x3a2c30)
	b.box(25, -50, 5, 50, 0x3a2c30)
	b.stroke(-28, -46, 26, -4, 0x3a2c30)
	b.stroke(26, -46, -28, -4, 0x3a2c30)
	b.slab(-38, -110, 76, 62, 0x7a5044)
	for i := range 6 {
		b.box(-38+i*13, -110, 1, 62, 0x4a2e2c)
	}
	b.box(-38, -94, 76, 2, 0x2e2028)
	b.box(-38, -66, 76, 2, 0x2e2028)
	b.taper(-134, -2, 2, -110, -42, 42, 0x54363a)
}

func antenna(b brush, _ uint32) {
	c := ink(0x3a3a50)
	b.box(-2, -170, 4, 170, c)
	for i := range 5 {
		w := 22 - i*3
		b.box(-w, -90-i*16, w*2, 2, c)
	}
	b.stroke(-26, 0, 0, -110, c)
	b.stroke(26, 0, 0, -110, c)
	b.orb(0, -172, 4, 4, 0xff3048)
	b.light(0, -172, 50, 0x90182a)
	b.disc(-22, -60, 16, 18, 0x9090a4)
	b.disc(-26, -60, 10, 14, 0x54546c)
}

func crane(b brush, _ uint32) {
	c := ink(0x8a5a2c)
	b.lamp(-3, -240, 5, 236, b.acc[0].dim(90))
	for i := range 12 {
		y := -i * 21
		w := 24 - i
		b.stroke(-w, y, w, y-21, c)
		b.stroke(w, y, -w, y-21, c)
		b.box(-w-2, y-21, 5, 22, c)
		b.box(w-2, y-21, 5, 22, c)
	}
	b.box(-170, -268, 300, 6, c)
	b.box(-170, -256, 300, 4, c)
	for x := -168; x < 128; x += 14 {
		b.stroke(x, -266, x+14, -254, c)
	}
	b.stroke(0, -300, -160, -266, c)
	b.stroke(0, -300, 124, -266, c)
	b.box(-3, -300, 6, 40, c)
	b.slab(-20, -256, 34, 28, 0x54546a)
	b.lamp(-14, -250, 12, 12, 0xffd080)
	b.stroke(-130, -254, -130, -150, 0x1a1a24)
	b.slab(-156, -150, 54, 26, b.acc[1].dim(150))
	b.orb(-168, -272, 4, 4, 0xff3048)
	b.orb(0, -302, 4, 4, 0xff3048)
}

func container(b brush, seed uint32) {
	for lvl := range 1 + int(seed%3) {
		c := [5]ink{0x9a3a34, 0x2e5a8a, 0x3a7a5a, 0xa8803a, 0x6a4a7a}[noise(seed, lvl, 0)%5]
		y := -(lvl + 1) * 46
		b.slab(-60, y, 120, 45, c)
		for x := -56; x < 58; x += 7 {
			b.box(x, y+4, 2, 38, c.dim(170))
		}
	}
}

func ship(b brush, _ uint32) {
	b.taper(-64, -254, 244, 0, -200, 210, 0x54506c)
	b.taper(-16, -213, 216, 0, -200, 210, 0xa83440)
	b.box(-254, -68, 498, 5, 0xb8b8c8)
	b.lamp(-250, -60, 490, 2, b.acc[1].dim(210))
	for i := range 13 {
		b.lamp(-226+i*34, -44, 6, 6, 0xffd890)
	}
	b.slab(110, -134, 92, 68, 0xc8c8d8)
	b.slab(122, -166, 66, 34, 0xd8d8e4)
	for i := range 5 {
		b.lamp(118+i*16, -122, 10, 9, 0xffd890)
		b.lamp(118+i*16, -100, 10, 9, 0xffd890)
	}
	b.lamp(126, -156, 58, 10, b.acc[1])
	b.slab(146, -214, 26, 50, b.acc[0].dim(190))
	b.box(146, -204, 26, 8, 0x20202c)
	b.light(150, -110, 120, 0x9a7a4a)
	b.light(-60, -60, 190, 0x4a4a5a)
	for i := range 6 {
		c := [4]ink{0xc84a40, 0x3a74b0, 0x48986c, 0xd0a04a}[noise(3, i, 1)%4]
		h := 30 + int(noise(4, i, 2)%2)*28
		b.slab(-220+i*52, -68-h, 50, h, c)
		for j := range 6 {
			b.box(-214+i*52+j*8, -64-h, 2, h-6, c.dim(180))
		}
	}
}

func bollard(b brush, _ uint32) {
	b.shadow(14)
	b.slab(-8, -22, 16, 22, 0x3c3c4a)
	b.slab(-12, -28, 24, 8, 0x4c4c5c)
}

func barrier(b brush, _ uint32) {
	b.slab(-120, -52, 22, 52, 0x8a8a98)
	for i := range 11 {
		c := ink(0xe8e8e8)
		if i%2 == 0 {
			c = 0xe02c3c
		}
		b.box(-110+i*20, -46, 20, 9, c)
	}
	b.orb(-109, -57, 5, 5, 0xff4030)
	b.light(-109, -57, 60, 0xa02418)
	b.box(106, -38, 5, 38, 0x8a8a98)
}

func booth(b brush, _ uint32) {
	b.shadow(40)
	b.slab(-36, -104, 72, 104, 0x5c6474)
	b.box(-40, -112, 80, 10, 0x3a4050)
	b.lamp(-28, -90, 56, 34, mix(b.acc[1], 0xffffff, 110).dim(170))
	b.box(-1, -90, 2, 34, 0x3a4050)
	b.disc(-12, -62, 9, 8, 0x141420)
	b.disc(-12, -74, 5, 6, 0x141420)
	for i := range 5 {
		c := ink(0xf0c030)
		if i%2 == 1 {
			c = 0x1a1a20
		}
		b.taper(-24, -36+i*14, -24+i*14, -10, -36+i*14, -22+i*14, c)
	}
	b.light(0, -70, 70, b.acc[1].dim(150))
}

// scanner is the arch one walks through at a checkpoint.
func scanner(b brush, _ uint32) {
	for _, x := range []int{-46, 34} {
		b.slab(x, -116, 12, 116, 0x6a7284)
	}
	b.slab(-46, -128, 92, 14, 0x7a8296)
	b.lamp(-34, -114, 3, 112, b.acc[0])
	b.lamp(31, -114, 3, 112, b.acc[0])
	b.lamp(-20, -125, 40, 7, 0xff3040)
	for y := -108; y < 0; y += 12 {
		b.wire(-30, y, 30, y, b.acc[0].dim(60))
	}
	b.light(0, -60, 80, b.acc[0].dim(190))
}

func fence(b brush, _ uint32) {
	for x := -60; x <= 60; x += 8 {
		b.stroke(x, -92, x+8, 0, 0x565c6c)
		b.stroke(x+8, -92, x, 0, 0x565c6c)
	}
	b.box(-62, -100, 4, 100, 0x3a4050)
	b.box(-62, -96, 124, 3, 0x6a7080)
	for x := -60; x < 60; x += 10 {
		b.stroke(x, -106, x+7, -98, 0x9298a8)
		b.stroke(x+7, -106, x, -98, 0x9298a8)
	}
}

func floodlight(b brush, _ uint32) {
	b.box(-3, -190, 6, 190, 0x2c3040)
	b.slab(-24, -206, 48, 18, 0x3c4254)
	for i := range 4 {
		b.lamp(-21+i*11, -203, 9, 12, 0xf4f8ff)
	}
	cone(b, 0, -188, 70, 190, mix(b.acc[0], 0xffffff, 120))
	b.light(0, -190, 70, 0x9098a8)
	b.pool(b.x, b.y, b.px(90), 0xa8b0c0)
}

// cone is the visible beam of a lamp, dithered out towards its end.
func cone(b brush, x, y, half, length int, c ink) {
	x0, y0 := b.x+b.px(x), b.y+b.px(y)
	n := max(b.px(length), 1)
	for j := range n {
		w := b.px(half) * j / n
		for i := -w; i <= w; i++ {
			px, py := x0+i, y0+j
			if px < b.clip.Min.X || py < b.clip.Min.Y || px >= b.clip.Max.X || py >= b.clip.Max.Y {
				continue
			}
			if t := 9 - 9*j/n; bayer(px, py) < t {
				k := py*b.w + px
				b.emi[k] = b.emi[k].plus(c.dim(46))
			}
		}
	}
}
