package pixel

// Water: the sea in every weather, brooks and bogs.

// swell is how high the sea goes.
func (s *stage) swell() int {
	switch s.sky {
	case "storm":
		return 13
	case "rain", "wet", "snow":
		return 4
	}
	return 2
}

func (s *stage) seaInk() ink {
	c := mix(mix(0x1c4a6c, s.hour.mid, 70), s.cloudInk(), s.overcast()/3)
	return c.times(s.amb.plus(0x60626c))
}

// sheet is still water from the row top to the row low, in percent, far away.
func sheet(top, low int) part {
	return func(s *stage) {
		c := s.seaInk()
		s.z = 150
		for y := s.h * top / 100; y < s.h*low/100; y++ {
			for x := range s.w {
				k := c
				if chance(s.seed, fdiv(x+y*7, 9), y, 24) {
					k = mix(c, s.hour.low, 70)
				}
				s.flat(x, y, k)
			}
		}
		s.z = 0
	}
}

// waves roll from the row top to the row low, in percent, larger towards the eye
// and with the weather; their crests break.
func waves(top, low int) part {
	return func(s *stage) {
		c, amp := s.seaInk(), s.swell()
		y0, y1 := s.h*top/100, s.h*low/100
		step := 3
		for i, y := 0, y0; y < y1+amp*3; i++ {
			t := (y - y0) * 256 / max(y1-y0, 1)
			s.wavefront(i, y, 1+amp*(20+t)/120, t, mix(mix(c, s.hour.low, 60), c.dim(190), t))
			y += step
			step += 1 + (y-y0)/40
		}
		s.z = 0
	}
}

// wavefront is one line of waves and the water under it, t/256 of the way near.
func (s *stage) wavefront(i, y, high, t int, c ink) {
	s.z = uint8(140 - t/2)
	a := int(noise(s.seed, i, 71) % 256)
	long := 3 + (256-t)/50
	foam := mix(s.afar(0xeaf4fc, (256-t)/5), 0xc8d8e4, 60+t/4)
	for x := range s.w {
		u := wave(x*long+a) + wave(x*long*2+a*3)/2
		edge := y - high*u/127
		breaks := u > 110-s.swell()*9 && chance(s.seed, fdiv(x, 5), i, 30+s.swell()*4)
		for j := edge; j < y+26+t/6; j++ {
			k := c
			switch {
			case j < edge+1+high/5 && breaks:
				k = foam
			case j == edge:
				k = mix(c, foam, 90)
			case breaks && j < edge+2+high && (x+j)%3 == 0:
				k = mix(c, foam, 120)
			case j > edge+high:
				k = c.dim(226)
			}
			s.put(x, j, k.dim(90), k.dim(190), isSky)
		}
	}
}

// breakers burst over the edge of something, at x percent and y percent.
func breakers(x, y, n int) part {
	return func(s *stage) {
		n := n * (4 + s.swell()) / 6
		cx, cy := s.w*x/100, s.h*y/100
		for i := range n {
			dx, dy := int(noise(s.seed, i, 5)%60)-30, int(noise(s.seed, i, 6)%uint32(10+s.swell()*5))
			r := 2 + int(noise(s.seed, i, 7)%4)
			c := s.afar([2]ink{0xf4faff, 0xb4d4e4}[i%2], 20)
			s.ellipse(cx+dx*(50-dy)/50, cy-dy, r, r*2/3, func(px, py int) {
				if bayer(px, py) < 11 {
					s.put(px, py, c.dim(90), c.dim(190), 0)
				}
			})
		}
	}
}

// stream runs along the picture's depth between banks.
func stream(bank texture, c ink, half, far int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		d := u - bend(v, far)
		edge := half + int(noise(s.seed, fdiv(v, 15), 6)%14)
		switch a := max(d, -d); {
		case a > edge+9:
			return bank(s, u, v)
		case a > edge:
			return 0x7c8078, dry
		case pmod(v+wave(u*3)/6, 40) < 5 && chance(s.seed, fdiv(u, 22), fdiv(v, 40), 60):
			return mix(0xe4f4ff, c, 60), matte
		}
		return mix(c, s.hour.mid, 60).dim(220 + int(noise(s.seed, fdiv(u, 16), fdiv(v, 20))%50)), matte
	}
}

// marsh is black water with islands of moss.
func marsh(moss ink) texture {
	land := turf(moss)
	return func(s *stage, u, v int) (ink, texel) {
		i, j := fdiv(u+40, 150), fdiv(v, 110)
		x, y := pmod(u+40, 150)-75, pmod(v, 110)-55
		r := 700 + int(noise(s.seed, i, j)%1500)
		if x*x/3+y*y < r+wave(u*5)*2 {
			return land(s, u, v)
		}
		if pmod(v+wave(u)/8, 46) < 3 {
			return mix(0x1c2a30, s.hour.mid, 90), matte
		}
		return mix(0x101a20, s.hour.mid, 26), matte
	}
}

// strand is the wet edge of a beach: sand to the depth from, then foam and sea.
func strand(c ink, from int) texture {
	dunes := sand(c)
	return func(s *stage, u, v int) (ink, texel) {
		edge := from + wave(u)/4 + wave(u*3)/9
		switch {
		case v > edge+26:
			return sea(s, u, v)
		case v > edge && pmod(v-edge, 14) < 7:
			return 0xeef6fa, matte
		case v > edge-70:
			k, _ := dunes(s, u, v)
			return k.dim(190), matte
		}
		return dunes(s, u, v)
	}
}

// dam is a way of stones through the water.
func dam(c ink, half int) texture {
	top := cobbles(c)
	return func(s *stage, u, v int) (ink, texel) {
		a := max(u, -u)
		edge := half + int(noise(s.seed, fdiv(v, 22), 5)%16)
		switch {
		case a < edge:
			return top(s, u, v)
		case a < edge+14:
			return c.dim(120), matte
		case a < edge+26+wave(v*5)/20:
			return 0xe8f2f8, matte
		}
		return sea(s, u, v)
	}
}

// reeds stand at the edge of water.
func reeds(b brush, seed uint32) {
	for i := range 15 {
		x, h := int(noise(seed, i, 0)%70)-35, 34+int(noise(seed, i, 1)%44)
		lean := int(noise(seed, i, 2)%13) - 6
		b.stroke(x, 0, x+lean, -h, [3]ink{0x5a7038, 0x7a8440, 0x3c5430}[i%3])
		if i%3 == 0 {
			b.box(x+lean-2, -h-12, 5, 14, 0x6a4024)
		}
	}
}

// wisps are small lights that float over a bog.
func wisps(n int) part {
	return func(s *stage) {
		d := s.dice(55)
		for range n {
			x, y := d.IntN(s.w), s.h*(40+d.IntN(34))/100
			b := s.flatly(x, y)
			c := mix(0x58b8ff, s.acc[0], 90)
			b.orb(0, 0, 2, 3, mix(c, 0xffffff, 130))
			b.light(0, 0, 40, c.dim(170))
			b.orb(0, 22+y/12, 1, 1, c.dim(120))
		}
	}
}

func stepStones(b brush, seed uint32) {
	for i := range 2 {
		x := int(noise(seed, i, 0)%16) - 8 + i*26 - 13
		b.disc(x, 2, 15, 6, 0x4c5250)
		b.disc(x, -1, 14, 5, 0x98a09c)
	}
}

func boulder(b brush, seed uint32) {
	b.shadow(38)
	w := 24 + int(seed%20)
	b.disc(0, -12, w, 20, 0x60646c)
	b.disc(-5, -17, w*3/4, 13, 0x80868e)
	b.disc(-9, -22, w/2, 6, 0x9ca2a8)
}

// crag is a black rock in the sea, with foam at its foot.
func crag(b brush, seed uint32) {
	h := 60 + int(seed%70)
	b.taper(-h, -4, 9, 0, -44, 40, 0x24262e)
	b.taper(-h*2/3, -26, -14, 0, -58, -20, 0x2e313a)
	b.taper(-h+4, -3, 1, -h/3, -12, -2, 0x50545e)
	for i := range 12 {
		b.disc(int(noise(seed, i, 1)%120)-60, -int(noise(seed, i, 2)%16), 7, 4, b.afar([2]ink{0xf0f8ff, 0xb8d4e4}[i%2], 20))
	}
}
