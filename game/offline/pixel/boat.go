package pixel

// Boats, and what is left of them.

// vessel is a wooden boat seen from its side, with a cabin and a mast.
func vessel(hull, band ink) prop {
	return func(b brush, seed uint32) {
		b.stroke(10, -30, 10, -150, 0x4a3828)
		b.stroke(11, -30, 11, -150, 0x6a5238)
		b.stroke(10, -148, 74, -30, 0x2c2824)
		b.stroke(10, -148, -66, -28, 0x2c2824)
		b.taper(-138, 13, 15, -46, 14, 58, mix(0xa8603c, 0xe8dcc0, int(seed%3)*90))
		b.slab(-44, -62, 34, 34, 0xd8d4c4)
		b.pane(-38, -56, 9, 11)
		b.pane(-24, -56, 9, 11)
		b.taper(-34, -74, 84, 0, -58, 62, hull)
		b.taper(-36, -76, 86, -28, -73, 82, band)
		b.taper(-12, -66, 70, -8, -64, 68, hull.dim(180))
		b.lamp(12, -154, 5, 6, 0xffd880)
		b.light(12, -150, 40, 0x806030)
	}
}

// skiff is a small rowing boat with its oars out.
func skiff(b brush, _ uint32) {
	b.stroke(-20, -20, -74, 6, 0xb08858)
	b.stroke(20, -20, 70, 8, 0xb08858)
	b.taper(-24, -66, 66, 2, -44, 44, 0x5c4030)
	b.taper(-26, -68, 68, -20, -65, 65, 0xc09868)
	b.taper(-12, -56, 56, -10, -54, 54, 0x3c2a20)
}

// lifeboat stands on its cradle, blue over white.
func lifeboat(b brush, _ uint32) {
	b.shadow(150)
	for _, x := range []int{-90, 70} {
		b.box(x, -44, 16, 44, 0x6a4a30)
		b.stroke(x-14, 0, x+30, -40, 0x4a3422)
	}
	b.taper(-96, -170, 176, -30, -116, 120, 0x2858a8)
	b.taper(-60, -150, 154, -30, -116, 120, 0xf0f0ec)
	b.taper(-102, -174, 180, -90, -168, 174, 0xc83c34)
	b.taper(-64, -152, 156, -58, -150, 154, 0x183868)
	for x := -120; x <= 120; x += 40 {
		b.disc(x, -76, 9, 9, 0xf4f0e4)
		b.disc(x, -76, 4, 4, 0x2858a8)
	}
	for x := -130; x < 130; x += 9 {
		b.box(x, -88+wave(x*7)/40, 5, 2, 0xe8dcc0)
	}
	b.taper(-30, -116, 120, -18, -20, 24, 0x8a2c28)
}

// ribs are a wreck: a keel, its frames and a leaning stump of a mast.
func ribs(b brush, seed uint32) {
	b.shadow(170)
	b.taper(-10, -170, 160, 4, -150, 140, 0x32261e)
	for i := range 9 {
		x := -150 + i*36
		h := 60 + wave(i*14)/2 - int(noise(seed, i, 0)%26)
		for o := range 7 {
			px, py := x+o, 0
			for j := 1; j <= 8; j++ {
				nx, ny := x+o-wave(j*15)*22/127, -h*j/8
				b.stroke(px, py, nx, ny, ink(0x5a4636).dim(276-o*26))
				px, py = nx, ny
			}
		}
	}
	b.taper(-150, 12, 17, -4, -16, -2, 0x4a382a)
	b.stroke(14, -146, 120, -40, 0x2a2420)
	for i := range 3 {
		b.taper(-40+i*13, -140, -30, -34+i*13, -140, -34, ink(0x6a5240).dim(240-i*30))
	}
}

// afloat sets a prop on the waves, at x and y percent, k percent of its size.
func afloat(p prop, x, y, k int) part {
	return func(s *stage) {
		s.z = 90
		dip := s.swell() * wave(int(noise(s.seed, x, y)%256)) / 200
		b := s.flatly(s.w*x/100, s.h*y/100+dip)
		b.k = k * 256 / 100
		p(b, noise(s.seed, x, y))
		c := s.afar(0xd8ecf8, 40)
		for i := range 16 {
			b.disc(-72+i*9, 2+int(noise(s.seed, i, x)%4), 6, 3, c)
		}
		s.z = 0
	}
}

// deck is the fore part of a boat one stands in: planks, bulwarks that meet at
// the bow, and its gear.
func deck(c ink) part {
	return func(s *stage) {
		s.cam.eye, s.mirror = 100, 60
		top := s.h * 56 / 100
		floor := planks(c)
		for y := top; y < s.h; y++ {
			half := s.w*9/100 + (y-top)*s.w*58/100/max(s.h-top, 1)
			for x := s.w/2 - half; x <= s.w/2+half; x++ {
				d := max(x-s.w/2, s.w/2-x)
				if d > half-4-(y-top)/9 {
					s.set(x, y, mix(0xd8d0bc, 0x3a5a7a, min((half-d)*30, 256)))
					continue
				}
				k, _ := floor(s, (x-s.w/2)*300/max(half, 1), y*9)
				s.put(x, y, k, 0, isFloor)
				s.floorTop[max(min(x, s.w-1), 0)] = min(s.floorTop[max(min(x, s.w-1), 0)], y)
			}
		}
		b := s.flatly(s.w/2, top)
		b.taper(-26, -3, 3, 4, -26, 26, 0x3a5a7a)
		b.taper(-30, -4, 4, -24, -7, 7, 0xd8d0bc)
	}
}

// mast rises out of the picture with its ropes.
func mast(b brush, _ uint32) {
	b.pole(-7, -400, 14, 400, 0x7a5a3a)
	for _, x := range []int{-120, -84, 84, 120} {
		b.stroke(0, -330, x, 0, 0x2c241e)
	}
	for i := range 6 {
		y := -30 - i*30
		b.stroke(-120-y/3, y, -84-y/4, y, 0x2c241e)
		b.stroke(84+y/4, y, 120+y/3, y, 0x2c241e)
	}
	b.box(-6, -120, 12, 5, 0x2c241e)
	b.lamp(-5, -116, 10, 13, 0xffd070)
	b.box(-6, -103, 12, 3, 0x2c241e)
	b.light(0, -110, 110, 0xb08040)
}

// wheelhouse stands behind the mast of a fishing boat.
func wheelhouse(b brush, _ uint32) {
	b.shadow(60)
	b.slab(-54, -124, 108, 124, 0xe0dac8)
	b.slab(-60, -134, 120, 12, 0x3a6a5a)
	b.box(-54, -22, 108, 22, 0x3a6a5a)
	for _, x := range []int{-46, -14, 18} {
		b.pane(x, -106, 27, 34)
	}
	b.slab(40, -170, 12, 40, 0x8a3a30)
}

func funnel(b brush, _ uint32) {
	b.pole(-34, -230, 68, 230, 0x6a3a30)
	b.pole(-36, -232, 72, 40, 0x1c1a20)
	b.box(-34, -176, 68, 16, 0xd8c8a0)
	m := b
	m.y -= b.px(230)
	m.k = b.k * 2
	smoke(m, 3)
}

// smoke rises from a chimney.
func smoke(b brush, seed uint32) {
	for i := range 9 {
		x := wave(i*24+int(seed%90))/14 + i*4
		b.ellipse(b.x+b.px(x), b.y-b.px(6+i*9), b.px(5+i*2), b.px(4+i), func(px, py int) {
			if bayer(px, py) < 12-i && py >= 0 && px >= 0 && px < b.w && py < b.h {
				k := py*b.w + px
				b.emi[k] = mix(b.emi[k], b.afar(0xc8c8cc, 60), 150)
				b.alb[k] = mix(b.alb[k], 0, 150)
			}
		})
	}
}

func lobsterPots(b brush, seed uint32) {
	b.shadow(34)
	for i, at := range [][2]int{{-32, 0}, {2, 0}, {-14, -24}} {
		x, y := at[0], at[1]
		b.taper(y-24, x+5, x+25, y, x, x+30, [2]ink{0x8a6a44, 0x6a7a60}[(int(seed%2)+i)%2])
		for j := range 4 {
			b.stroke(x+4+j*7, y-22, x+2+j*8, y-1, 0x2c241c)
		}
		b.stroke(x+2, y-12, x+28, y-12, 0x2c241c)
	}
	b.disc(40, -6, 7, 7, 0xd86a2c)
}
