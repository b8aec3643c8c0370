package pixel

// What makes a room of the country: fires, lamps, tables, shelves.

// flame licks up from a foot in units, w wide and h high.
func (b brush) flame(x, y, w, h int, seed uint32) {
	for i := range 7 {
		dx := int(noise(seed, i, 0)%uint32(max(w, 1))) - w/2
		l := h * (40 + int(noise(seed, i, 1)%60)) / 100 * (w*2 - max(dx, -dx)*2) / (w * 2)
		for j := range max(b.px(l), 1) {
			t := j * 256 / max(b.px(l), 1)
			n := max(b.px(w/4)*(256-t)/256, 1)
			for o := range n {
				b.glow(b.x+b.px(x+dx)+o-n/2+wave(j*20+i*50)/90, b.y+b.px(y)-j, ramp3(0xfff0a0, 0xff9a30, 0xd03a18, t))
			}
		}
	}
	b.light(x, y-h/2, w*5, 0xc06a28)
}

// stove is of black iron, its door aglow, a pipe to the roof, a kettle on it.
func stove(b brush, seed uint32) {
	b.shadow(56)
	b.pole(20, -260, 14, 190, 0x34343c)
	b.slab(-54, -78, 108, 68, 0x2c2c34)
	b.slab(-60, -84, 120, 8, 0x44444e)
	b.box(-50, -10, 8, 10, 0x24242a)
	b.box(42, -10, 8, 10, 0x24242a)
	b.box(-40, -60, 44, 40, 0x1a1a20)
	b.lamp(-34, -54, 32, 28, 0xff7a24)
	for i := range 4 {
		b.box(-34+i*9, -54, 2, 28, 0x1a1a20)
	}
	b.lamp(-30, -34, 24, 6, 0xffd860)
	b.slab(14, -60, 32, 18, 0x38383f)
	b.slab(14, -38, 32, 18, 0x38383f)
	b.disc(-24, -95, 17, 12, 0xb8743c)
	b.stroke(-40, -98, -50, -106, 0xb8743c)
	b.disc(-24, -108, 4, 3, 0x8a5028)
	smoke(brush{b.stage, b.x + b.px(-50), b.y + b.px(-106), b.k / 2}, seed)
	b.light(-20, -40, 110, 0xb85c20)
	b.pool(b.x-b.px(20), b.y+b.px(6), b.px(110), 0xa8501c)
}

// fireplace is a hearth of stone with a fire, a pot and things on its mantel.
func fireplace(b brush, seed uint32) {
	b.taper(-260, -54, 54, -134, -70, 70, 0x7c7670)
	b.slab(-92, -138, 184, 138, 0x86807a)
	for j := range 8 {
		for i := range 8 {
			if x := -90 + i*24 - j%2*10; x > -92 && x < 76 && noise(seed, i, j)%2 == 0 {
				b.slab(x, -126+j*16, 20, 13, ink(0x8e8880).dim(190+int(noise(seed, j, i)%80)))
			}
		}
	}
	b.slab(-104, -146, 208, 11, 0x6a4628)
	b.box(-54, -96, 108, 96, 0x16100e)
	b.disc(0, -96, 54, 20, 0x16100e)
	b.stroke(0, -108, 0, -70, 0x4a4a50)
	b.disc(0, -60, 19, 15, 0x2e2c34)
	b.box(-21, -70, 42, 4, 0x46444c)
	b.box(-38, -9, 76, 8, 0x5a3620)
	b.box(-30, -16, 56, 7, 0x6e4628)
	b.flame(0, -10, 66, 46, seed)
	for i, x := range []int{-84, -58, 40, 74} {
		b.box(x, -166+i%2*6, 12, 20-i%2*6, [4]ink{0x3c6aa0, 0xd8d0c0, 0xb85a3c, 0xc8a040}[i])
	}
	b.disc(8, -160, 13, 13, 0xb08038)
	b.disc(8, -160, 10, 10, 0xf0e8d0)
	b.stroke(8, -160, 8, -167, 0x201810)
	b.stroke(8, -160, 13, -158, 0x201810)
	b.pool(b.x, b.y+b.px(8), b.px(150), 0xc8701c)
	b.light(0, -40, 150, 0xa85a20)
}

// candle stands at (x, y), h high.
func (b brush) candle(x, y, h int) {
	b.box(x-2, y-h, 4, h, 0xf0e4c8)
	b.lamp(x-1, y-h-6, 3, 6, 0xffc850)
	b.light(x, y-h-4, 44, 0x7a5020)
}

// candles are a crowd of ends on a board.
func candles(b brush, seed uint32) {
	for i := range 11 {
		b.candle(-60+i*12, int(noise(seed, i, 2)%4), 5+int(noise(seed, i, 0)%14))
	}
}

func candlestick(b brush, _ uint32) {
	b.shadow(16)
	b.box(-12, -5, 24, 5, 0xb8903c)
	b.slab(-3, -118, 6, 116, 0xc8a048)
	b.box(-30, -122, 60, 5, 0xc8a048)
	for _, x := range []int{-28, 0, 27} {
		b.box(x-1, -130, 4, 10, 0xc8a048)
		b.candle(x, -128, 16)
	}
	b.light(0, -140, 90, 0xa87430)
}

// oilLamp hangs from a beam.
func oilLamp(b brush, _ uint32) {
	c := mix(0xffc860, b.acc[0], 60)
	b.stroke(0, -80, 0, 0, 0x2a2420)
	b.taper(0, -6, 6, 8, -20, 20, 0x8a6a34)
	b.lamp(-7, 8, 15, 15, mix(c, 0xffffff, 120))
	b.slab(-11, 23, 23, 8, 0xa88038)
	b.light(0, 16, 110, c.dim(200))
}

// boardTable is a table with cups, bread and a lamp, half a width each side.
func boardTable(half int) prop {
	return func(b brush, seed uint32) {
		b.shadow(half)
		b.slab(-half+6, -46, 9, 46, 0x5a3c26)
		b.slab(half-15, -46, 9, 46, 0x5a3c26)
		b.slab(-half, -54, half*2, 9, 0x9a6e44)
		for i := range half / 14 {
			x := -half + 10 + i*27
			switch noise(seed, i, 0) % 4 {
			case 0:
				b.slab(x, -64, 10, 10, 0xe8e4dc)
				b.box(x+10, -61, 3, 4, 0xe8e4dc)
			case 1:
				b.disc(x+6, -59, 12, 6, 0xc88a48)
				b.box(x, -63, 12, 2, 0xe0b070)
			case 2:
				b.box(x, -57, 20, 3, 0xd8dce4)
			default:
				b.slab(x, -72, 7, 18, 0x4a7a5a)
			}
		}
		b.box(-7, -58, 14, 4, 0x8a6a34)
		b.lamp(-5, -72, 10, 14, 0xffd070)
		b.box(-6, -75, 12, 3, 0x8a6a34)
		b.light(0, -66, 90, 0xa87830)
	}
}

// dresser is a cupboard with rows of plates.
func dresser(b brush, seed uint32) {
	b.shadow(56)
	b.slab(-54, -150, 108, 150, 0x6e4a2e)
	b.box(-49, -145, 98, 84, 0x3c2618)
	for j := range 3 {
		y := -118 + j*28
		b.box(-49, y, 98, 4, 0x8a6040)
		for i := range 5 {
			c := [3]ink{0xe8ecf0, 0x6a94c8, 0xd8b078}[noise(seed, i, j)%3]
			if noise(seed, j, i)%3 == 0 {
				b.slab(-44+i*19, y-13, 11, 13, c)
			} else {
				b.disc(-38+i*19, y-9, 8, 9, c)
				b.disc(-38+i*19, y-9, 5, 5, c.dim(216))
			}
		}
	}
	b.box(-49, -52, 47, 46, 0x7c5638)
	b.box(3, -52, 47, 46, 0x7c5638)
	b.box(-8, -32, 4, 5, 0xd8b060)
	b.box(6, -32, 4, 5, 0xd8b060)
}

// rocker is a wooden chair.
func rocker(b brush, _ uint32) {
	b.shadow(24)
	b.slab(-20, -84, 6, 84, 0x6a4628)
	b.slab(16, -44, 6, 44, 0x6a4628)
	b.slab(-20, -46, 42, 7, 0x8a6038)
	for i := range 3 {
		b.box(-14+i*9, -80, 3, 34, 0x8a6038)
	}
	b.box(-20, -86, 34, 6, 0x8a6038)
}

func barrel(b brush, _ uint32) {
	b.shadow(28)
	b.pole(-24, -62, 48, 62, 0x8a5c34)
	b.pole(-27, -50, 54, 38, 0x946438)
	b.box(-26, -52, 52, 4, 0x4a4a52)
	b.box(-26, -14, 52, 4, 0x4a4a52)
	b.disc(0, -62, 24, 5, 0x6a4526)
}

// cot is a bed with a patched cover.
func cot(b brush, seed uint32) {
	b.shadow(80)
	b.slab(-76, -70, 8, 70, 0x6a4628)
	b.slab(70, -50, 8, 50, 0x6a4628)
	b.slab(-70, -40, 142, 18, 0xe8e0d0)
	for i := range 6 {
		for j := range 2 {
			b.box(-36+i*18, -44+j*12, 17, 12, [4]ink{0x9a4a3c, 0x4a6a8a, 0xb89040, 0x5a7a4a}[noise(seed, i, j)%4])
		}
	}
	b.disc(-52, -46, 18, 8, 0xf4f0e8)
}

// jars glow on a board.
func jars(b brush, seed uint32) {
	b.box(-70, 0, 140, 4, 0x6a4a30)
	for i := range 9 {
		c := [4]ink{0xffc050, 0x58d8b0, 0x9a80ff, 0xff8a50}[noise(seed, i, 1)%4]
		h := 16 + int(noise(seed, i, 2)%10)
		b.box(-66+i*15, -h, 11, h, mix(c, 0x8ab0c0, 120).dim(150))
		b.lamp(-64+i*15, -h+5, 7, h-8, c.dim(210))
		b.box(-67+i*15, -h-3, 13, 3, 0x8a6a48)
		if i%3 == 1 {
			b.light(-60+i*15, -h/2, 46, c.dim(110))
		}
	}
}

// hanging are bundles and pans under a beam.
func hangings(b brush, seed uint32) {
	b.slab(-80, -4, 160, 9, 0x5a3c26)
	for i := range 7 {
		x := -66 + i*22
		l := 14 + int(noise(seed, i, 0)%14)
		b.stroke(x, 5, x, l, 0x3a2a1c)
		switch noise(seed, i, 1) % 3 {
		case 0:
			b.disc(x, l+6, 8, 8, 0xb87840)
		case 1:
			b.taper(l, x-2, x+3, l+18, x-7, x+8, 0x6a8a48)
		default:
			b.disc(x, l+4, 6, 5, 0xe0d4b8)
			b.disc(x, l+12, 6, 5, 0xd0c4a8)
		}
	}
}
