package pixel

// Places in rock and in wood: caves, stairs, hollow trunks.

// rock is the wall of a cave.
func rock(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		a := fdiv(u+wave(v*2)/5, 30)
		k := c.dim(150 + int(noise(s.seed, a, fdiv(v+a*11, 26))%110))
		if d := pmod(u+wave(v*3)/4, 30); d < 3 {
			k = c.dim(100)
		}
		if chance(s.seed, fdiv(u, 7), fdiv(v, 7), 6) {
			k = mix(k, 0xffffff, 30)
		}
		return k, matte
	}
}

// cavern is a hole in the rock: what is within its ragged mouth stays as painted,
// the rest is stone that hangs and stands in teeth.
func cavern(c ink, cx, cy, rx, ry int) part {
	return func(s *stage) {
		wall := rock(c)
		x0, y0, w, h := s.w*cx/100, s.h*cy/100, max(s.w*rx/100, 1), max(s.h*ry/100, 1)
		for y := range s.h {
			for x := range s.w {
				dx, dy := (x-x0)*256/w, (y-y0)*256/h
				r := isqrt(dx*dx+dy*dy) + int(noise(s.seed, fdiv(x, 7), 3)%34) + wave(x*5)/9 + wave(y*6)/10
				if r < 256 {
					continue
				}
				k, _ := wall(s, x*3, y*3)
				s.z = uint8(min(max(150-(r-256)/2, 20), 200))
				if r < 286 {
					k = mix(k, s.hour.low, 70)
				}
				s.put(x, y, k.dim(min(320-(r-256)/4, 256)), 0, 0)
			}
		}
		s.z = 0
	}
}

// teeth hang from a roof of rock.
func teeth(c ink) part {
	return func(s *stage) {
		for i := range 17 {
			x := s.w*i/16 + int(noise(s.seed, i, 0)%9) - 4
			l := 6 + int(noise(s.seed, i, 1)%uint32(s.h/6+1))
			b := s.flatly(x, 0)
			b.taper(-4, -7, 8, l, 0, 2, c.dim(130+i%4*22))
			b.taper(-4, -7, -2, l, 0, 1, c.dim(200))
		}
	}
}

// spiral is a stair that winds up inside a tower.
func spiral(c ink) part {
	return func(s *stage) {
		wall := stones(c)
		cx := s.w / 2
		for y := range s.h {
			for x := range s.w {
				d := (x - cx) * 127 / max(s.w*60/100, 1)
				k, _ := wall(s, d*4+d*d*d/9000, s.h*2-y*2)
				s.z = 110
				s.put(x, y, k.dim(250-max(d, -d)*140/127), 0, 0)
			}
		}
		steps := 15
		for i := range steps { // the far half, behind the newel, goes down to the left
			s.tread(cx, i, steps, false, c)
		}
		s.flatly(cx, s.h).newel(c)
		for i := steps - 1; i >= 0; i-- {
			s.tread(cx, i, steps, true, c)
		}
		s.z = 0
		s.floorTop[cx] = min(s.floorTop[cx], s.h*9/10)
	}
}

func (b brush) newel(c ink) {
	b.z = 70
	b.pole(-13, -b.h, 27, b.h, c.dim(230))
}

// tread is one step of the winding stair, the near ones climb to the right.
func (s *stage) tread(cx, i, n int, near bool, c ink) {
	t := i * 256 / n
	y := s.h*46/100 - t*s.h*50/100/256
	x := cx - s.w*46/100 + s.w*92*t/25600
	if near {
		y = s.h*98/100 - t*s.h*50/100/256
	}
	w := s.w/n + s.w/30
	s.z = 100
	k := c.dim(190)
	if near {
		s.z, k = 30, mix(c, 0xffffff, 24)
	}
	s.rect(x, y, w, 3, mix(k, 0xffffff, 70))
	s.rect(x, y+3, w, s.h/20, k.dim(150))
	if near {
		s.rect(x, y+3+s.h/20, w, s.h, c.dim(70))
	}
	if near && i%2 == 0 {
		s.rect(x+w/2, y-s.h/7, 2, s.h/7, 0x24242c)
	}
	if near {
		s.rect(x, y-s.h/7, w+1, 2, 0xa8843c)
	}
}

// slit is a narrow window in a thick wall.
func slit(b brush, _ uint32) {
	b.box(-14, -36, 28, 72, 0x4a4a50)
	c := mix(b.hour.mid, b.hour.low, 100)
	b.lamp(-7, -30, 14, 60, c)
	b.box(-1, -30, 2, 60, 0x3a3a40)
	b.light(0, 0, 90, c.dim(b.hour.day))
}

// vaults are stone arches that carry a roof, seen along a cellar.
func vaults(c ink) part {
	return func(s *stage) {
		for i := 5; i >= 0; i-- {
			z := 210 + i*140
			b := s.at(0, z)
			s.z = uint8(min(z/6, 200))
			for a := 128; a <= 256; a++ {
				for o := range 26 {
					x, y := wave(a+64)*(128+o)/127, wave(a)*(72+o)/127
					k := c.dim(226 - o*3)
					if a%9 == 0 {
						k = c.dim(120)
					}
					b.box(x, -90+y, 3, 3, k)
				}
			}
			b.slab(-156, -92, 28, 92, c.dim(220))
			b.slab(128, -92, 28, 92, c.dim(190))
		}
		s.z = 0
	}
}

// bark is the inside of a trunk.
func bark(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		x := u + wave(v+fdiv(u, 60)*40)/9
		k := c.dim(180 + int(noise(s.seed, fdiv(x, 11), fdiv(v, 70))%80))
		if pmod(x, 11) < 2 {
			k = c.dim(110)
		}
		if d := pmod(x, 170)*pmod(x, 170)/30 + pmod(v, 130)*pmod(v, 130)/40; d < 12 {
			k = c.dim(70)
		}
		return k, matte
	}
}

// hollow is a huge trunk with a door in it and small lit windows.
func hollow(b brush, seed uint32) {
	b.shadow(150)
	const c = ink(0x6a4a34)
	b.pole(-104, -460, 208, 460, c)
	b.taper(-70, -104, -50, 4, -190, -40, c)
	b.taper(-60, 50, 104, 4, 40, 180, c.dim(140))
	for i := range 40 {
		x, y := int(noise(seed, i, 0)%196)-98, -int(noise(seed, i, 1)%440)
		b.stroke(x, y, x+int(noise(seed, i, 2)%7)-3, y-34, c.dim(120))
	}
	b.disc(0, -80, 42, 40, 0x3a2418)
	b.box(-42, -80, 84, 80, 0x3a2418)
	b.disc(0, -78, 34, 32, 0xffb050)
	b.lamp(-34, -78, 68, 78, ink(0xffb050).dim(190))
	b.taper(-106, 4, 34, -60, 4, 34, 0x8a5a30)
	b.box(6, -78, 28, 78, 0x8a5a30)
	b.box(11, -40, 4, 5, 0xe8c860)
	for i, at := range [][2]int{{-58, -170}, {46, -210}, {-20, -260}} {
		b.disc(at[0], at[1], 17, 19, 0x3a2418)
		b.orb(at[0], at[1], 12, 14, ink(0xffc060).dim(240-i*20))
		b.box(at[0]-1, at[1]-14, 2, 28, 0x3a2418)
		b.light(at[0], at[1], 60, 0x7a5020)
	}
	for i := range 7 {
		b.disc(-96+int(noise(seed, i, 5)%30), -30-i*22, 16, 5, [2]ink{0xd8a860, 0xb87c40}[i%2])
	}
	b.light(-6, -50, 130, 0xb87830)
	b.pool(b.x, b.y+4, b.px(110), 0xb87828)
}

// pigeonholes are a wall of letters.
func pigeonholes(s *stage, u, v int) (ink, texel) {
	if v > 150 || v < 20 {
		return bark(0x7a5638)(s, u, v)
	}
	x, y := pmod(u, 30), pmod(v, 22)
	h := noise(s.seed, fdiv(u, 30), fdiv(v, 22))
	switch {
	case x < 4 || y < 4:
		return 0x8a6038, matte
	case h%3 > 0 && y < 6+int(h>>4%11) && x > 6:
		return [3]ink{0xf0e4c8, 0xe0d0a8, 0xd8dce0}[h>>8%3], matte
	}
	return 0x2c1a10, matte
}

// thorns are a hedge as high as a house, with roses in it.
func thorns(z int) part {
	return func(s *stage) {
		s.z = 70
		b := s.at(0, z)
		base, n := b.y, b.px(190)
		gap := s.w * 7 / 100
		for y := base - n; y < base+2; y++ {
			for x := range s.w {
				d := max(x-s.w/2, s.w/2-x)
				rag := int(noise(s.seed, fdiv(x, 4), 4)%14) + wave(x*4)/12
				if y < base-n+rag || d < gap-(base-y)*gap/max(n, 1)+int(noise(s.seed, y/3, 8)%5) && y > base-n*2/3 {
					continue
				}
				h := noise(s.seed, fdiv(x+y/2, 5), fdiv(y, 4))
				k := [4]ink{0x22442c, 0x1a3424, 0x2e5434, 0x141c18}[h%4]
				if pmod(x*2+y*3+wave(y*5)/6, 41) < 3 || pmod(x*3-y*2+wave(x*4)/6, 47) < 3 {
					k = 0x3c2a24
				}
				s.put(x, y, k, 0, 0)
			}
		}
		s.roses(base, n-12, gap+4)
		s.z = 0
	}
}

// roses bloom in a hedge that stands on a line and is so high, but not in its gap.
func (s *stage) roses(line, high, gap int) {
	for i := range s.w / 3 {
		x, y := int(noise(s.seed, i, 21)%uint32(s.w)), line-int(noise(s.seed, i, 22)%uint32(max(high, 1)))
		if max(x-s.w/2, s.w/2-x) < gap {
			continue
		}
		f := s.flatly(x, y)
		f.disc(0, 0, 3, 3, 0x8a1424)
		f.disc(-1, -1, 2, 2, 0xe8304c)
		f.box(-1, -1, 1, 1, 0xffa0a8)
	}
}

// castle stands dark on the horizon.
func castle(b brush, _ uint32) {
	c := b.afar(0x3c3848, 60)
	for _, t := range [][3]int{{-80, 70, 110}, {-20, 50, 170}, {20, 60, 130}, {66, 40, 90}} {
		b.box(t[0], -t[2], t[1]/2, t[2], c)
		b.taper(-t[2]-40, t[0]+t[1]/4-1, t[0]+t[1]/4+1, -t[2], t[0]-5, t[0]+t[1]/2+5, c.dim(200))
		b.lamp(t[0]+t[1]/4-2, -t[2]+14, 4, 7, 0xffb848)
	}
	b.box(-90, -60, 190, 60, c)
	for x := -90; x < 100; x += 16 {
		b.box(x, -70, 9, 12, c)
	}
}
