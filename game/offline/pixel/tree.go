package pixel

// Trees and what grows under them.

// pole is a round upright thing, lit from the left.
func (b brush) pole(x, y, w, h int, c ink) {
	px, pw := b.span(b.x, x, w)
	py, ph := b.span(b.y, y, h)
	for i := range pw {
		t := i * 256 / pw
		k := c.dim(286 - t*150/256)
		if t < 30 {
			k = c.dim(226)
		}
		b.rect(px+i, py, 1, ph, k)
	}
}

// bole is an old tree whose crown is out of sight.
func bole(c ink, w int) prop {
	return func(b brush, seed uint32) {
		b.shadow(w)
		n := w + int(seed%uint32(w/2+1))
		b.pole(-n/2, -460, n, 460, c)
		b.taper(-30, -n/2, -n/6, 2, -n, -n/8, c.dim(250))
		b.taper(-26, n/8, n/2, 2, n/10, n, c.dim(150))
		for i := range 14 {
			x, y := int(noise(seed, i, 0)%uint32(n))-n/2, -int(noise(seed, i, 1)%420)
			b.stroke(x, y, x+2, y-18, c.dim(130))
		}
		for i := range 6 { // moss on the side away from the light
			b.disc(n/4+int(noise(seed, i, 2)%uint32(n/4+1)), -int(noise(seed, i, 3)%90), 5, 4, 0x4a7a3c)
		}
		if seed%3 == 0 {
			b.disc(-n/8, -110, n/5, n/4, c.dim(90))
		}
	}
}

func birch(b brush, seed uint32) {
	b.shadow(14)
	n := 13 + int(seed%9)
	b.pole(-n/2, -460, n, 460, 0xe8e6dc)
	b.taper(-16, -n/2, n/2, 1, -n*3/4, n*3/4, 0x54504c)
	for i := range 16 {
		y := -20 - i*26 - int(noise(seed, i, 0)%18)
		x := -n/2 + int(noise(seed, i, 1)%uint32(n))
		b.box(x, y, n/2-1, 4, 0x2c2a2c)
	}
	b.stroke(n/2, -190, 50, -262, 0xc8c4b8)
	for i := range 12 {
		b.disc(int(noise(seed, i, 2)%90)-40, -230-int(noise(seed, i, 3)%130), 11, 7, b.snowed([3]ink{0xb8b848, 0x8aa83c, 0xd8c050}[i%3], 120))
	}
}

func fir(b brush, seed uint32) { conifer(b, seed, b.sky == "snow") }

func snowFir(b brush, seed uint32) { conifer(b, seed, true) }

func conifer(b brush, seed uint32, white bool) {
	b.shadow(30)
	h := 170 + int(seed%70)
	b.pole(-6, -40, 12, 40, 0x4a3426)
	for i := range 5 {
		w, y := 62-i*11, -24-i*h/6
		c := ink(0x245438).dim(200 + i*16)
		b.taper(y-h/4, -3, 2, y, -w, w, c)
		b.taper(y-h/4+5, 0, 2, y, w/4, w, c.dim(180))
		if white {
			b.taper(y-h/4, -3, 1, y-h/12, -w*2/3, w/5, 0xe4ecf8)
		}
	}
}

// broadleaf is a tree with its crown in sight.
func broadleaf(leaf ink) prop {
	return func(b brush, seed uint32) {
		b.shadow(46)
		b.pole(-9, -96, 18, 96, 0x5a4030)
		b.stroke(0, -70, -36, -120, 0x5a4030)
		b.stroke(2, -76, 38, -122, 0x4a3428)
		for i := range 22 {
			x, y := int(noise(seed, i, 0)%116)-58, int(noise(seed, i, 1)%80)
			c := leaf.dim(176 + (80-y)*50/80 + i%3*22)
			if x > 20 {
				c = c.dim(206)
			}
			b.disc(x, -176+y, 20, 14, b.snowed(c, 130))
		}
	}
}

// appleTree is a low crown full of fruit.
func appleTree(b brush, seed uint32) {
	broadleaf(0x5a8a34)(b, seed)
	for i := range 13 {
		x, y := int(noise(seed, i, 7)%104)-52, -174+int(noise(seed, i, 8)%84)
		b.disc(x, y, 6, 6, 0xd82c2c)
		b.box(x-3, y-4, 2, 2, 0xffa090)
	}
}

// snag is a dead tree.
func snag(b brush, seed uint32) {
	b.shadow(20)
	c := ink(0x4a423e)
	b.taper(-150, -3, 5, 0, -12, 13, c)
	b.taper(-150, 2, 5, 0, 6, 13, c.dim(160))
	for i := range 6 {
		y, side := -40-i*19, 1-i%2*2
		x := side * (30 + int(noise(seed, i, 0)%30))
		for o := range 3 {
			b.stroke(0, y+o, x, y-30, c)
		}
		b.stroke(x, y-30, x+side*20, y-32, c)
		b.stroke(x*2/3, y-20, x*2/3+side*6, y-46, c)
	}
}

func stump(b brush, seed uint32) {
	b.shadow(30)
	w := 22 + int(seed%10)
	b.pole(-w, -30, w*2, 30, 0x6a4c34)
	b.taper(-10, -w, w, 2, -w-10, w+10, 0x5a3e2a)
	b.disc(0, -30, w, 8, 0xc8a070)
	b.disc(0, -30, w*2/3, 5, 0xa8804e)
	b.disc(0, -30, w*2/5, 3, 0xc8a070)
	b.disc(0, -30, w/5, 1, 0x8a6238)
}

func fern(b brush, seed uint32) {
	for i := range 9 {
		a := -44 + i*11
		h := 34 + int(noise(seed, i, 0)%18) - max(a, -a)/3
		c := b.snowed([3]ink{0x3a8a44, 0x2a6a38, 0x5aa048}[i%3], 120)
		b.stroke(0, 0, a, -h, c)
		for j := 2; j < 6; j++ {
			b.disc(a*j/6, -h*j/6-2, 6-j/2, 3, c.dim(190+j*10))
		}
	}
}

func toadstool(b brush, seed uint32) {
	h := 14 + int(seed%18)
	b.slab(-4, -h, 9, h, 0xf0e8d8)
	b.taper(-h-12, -7, 8, -h-4, -17, 18, 0xd0342c)
	b.taper(-h-4, -17, 18, -h+1, -19, 20, 0xa82420)
	for i := range 4 {
		b.disc(-11+i*7, -h-3-wave(i*42)/30, 2, 2, 0xfff4ec)
	}
}

// canopy is the leaves overhead, thick at the sides.
func canopy(c ink, deep int) part {
	return func(s *stage) {
		d := s.dice(61)
		n := s.h * deep / 100
		for range s.w * deep / 22 {
			x := d.IntN(s.w)
			side := max(x-s.w/2, s.w/2-x) * 256 / max(s.w, 1)
			y := d.IntN(max(n*(60+side)/128, 1)) - 3
			k := s.snowed(c.dim(110+d.IntN(110)+y*60/max(n, 1)), 40)
			r := 4 + d.IntN(6)
			s.ellipse(x, y, r, r*2/3, func(px, py int) {
				if bayer(px, py) < 13 {
					s.set(px, py, k)
				}
			})
		}
	}
}

// sunbeams fall through leaves by day, moonbeams by a clear night.
func sunbeams() part {
	return func(s *stage) {
		if s.overcast() > 150 {
			return
		}
		c := mix(0xfff0b0, s.acc[0], 60).dim(90 + s.hour.day/2)
		if s.hour.day < 60 {
			c = 0x3c4c78
		}
		for i := range 5 {
			x0, w := s.w*(i*22-6)/100+int(noise(s.seed, i, 31)%20), s.w/(12+i%3*5)
			for y := range s.h * 86 / 100 {
				for o := range w {
					if x := x0 + o + y*2/5; x >= 0 && x < s.w && bayer(x, y) < 9-y*5/s.h {
						k := y*s.w + x
						s.emi[k] = s.emi[k].plus(c.dim(36))
					}
				}
			}
			s.pool(x0+w/2+s.h*34/100, s.h*86/100, w*2, c.dim(190))
		}
	}
}

// thicket is undergrowth along the lower edge, near the eye.
func thicket(p prop, k int) part {
	return func(s *stage) {
		for i := range 9 {
			x := i * 12
			if x > 26 && x < 74 && i%2 == 0 {
				continue
			}
			b := s.flatly(s.w*(x+2)/100, s.h+5)
			b.k = k * 256 / 100
			p(b, noise(s.seed, i, 77))
		}
	}
}

// gate of two near trunks frames the picture.
func nearTrunks(c ink) part {
	return func(s *stage) {
		for i, x := range []int{-4, 103} {
			b := s.flatly(s.w*x/100, s.h+2)
			b.k = 190
			bole(c.dim(150), 48)(b, noise(s.seed, i, 12))
		}
	}
}
