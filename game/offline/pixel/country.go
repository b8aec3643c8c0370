package pixel

// The open land: what stands on the horizon where there is no city, and what one
// walks on there.

// country is the sky down to the row floor, in percent of the height, and the
// parts that stand far away, from far to near.
func country(floor int, far ...part) part {
	return func(s *stage) {
		y := s.h * floor / 100
		heavens(s, y)
		c := s.afar(0x4a5a54, 130)
		for j := y; j < s.h; j++ {
			for x := range s.w {
				s.flat(x, j, c)
			}
		}
		for _, p := range far {
			p(s)
		}
	}
}

// afar is a colour as it looks far away, lit by the hour alone and veiled by
// haze/256 in the air.
func (s *stage) afar(c ink, haze int) ink {
	veil := mix(s.hour.mid, s.hour.low, 150)
	if g := s.overcast(); g > 0 {
		veil = mix(veil, s.cloudInk(), g)
	}
	return mix(c.times(s.amb.plus(0x141414)), veil, haze)
}

// snowed is a colour under snow, when it snows.
func (s *stage) snowed(c ink, much int) ink {
	if s.sky == "snow" {
		return mix(c, 0xe4eaf8, much)
	}
	return c
}

// ridge paints everything between an outline and the row floor.
func (s *stage) ridge(floor int, c ink, top func(x int) int) {
	s.z = 130
	for x := range s.w {
		t := top(x)
		for y := t; y < floor; y++ {
			k := c
			if y < t+2 {
				k = mix(c, s.hour.low, 40)
			} else if bayer(x, y) < (y-t)/4-3 {
				k = c.dim(232)
			}
			s.flat(x, y, k)
		}
	}
	s.z = 0
}

// hills roll along the row floor, h high, both in percent.
func hills(floor, h int, c ink, haze int) part {
	return func(s *stage) {
		y, n := s.h*floor/100, s.h*h/100
		a := int(noise(s.seed, floor, h) % 256)
		s.ridge(y, s.afar(s.snowed(c, 170), haze), func(x int) int {
			x = x * 256 / s.w
			return y - n*(300+wave(x+a)+wave(x*3+a*2)/3+wave(x*7+a)/9)/480
		})
	}
}

// woods are far trees: spikes of firs, or round crowns.
func woods(floor, h int, c ink, haze int, firs bool) part {
	return func(s *stage) {
		y, n := s.h*floor/100, s.h*h/100
		w := max(n/4, 4)
		s.ridge(y, s.afar(s.snowed(c, 90), haze), func(x int) int {
			x += int(noise(s.seed, floor, 3) % 50)
			top := y - n*(62+int(noise(s.seed, fdiv(x, w), floor)%38))/100
			d := pmod(x, w) - w/2
			if firs {
				return top + max(d, -d)*n/w
			}
			return top + d*d*n/(w*w)
		})
	}
}

// peaks are mountains with snow on them.
func peaks(floor, h int, haze int) part {
	return func(s *stage) {
		y, n := s.h*floor/100, s.h*h/100
		d := s.dice(uint64(floor))
		rock, snow := s.afar(0x6a7088, haze), s.afar(0xf0f4ff, haze/2)
		s.z = 160
		for i := range 7 {
			cx, hh := s.w*(i*17-4)/100+d.IntN(20), n*(60+d.IntN(40))/100
			for j := range hh {
				for o := -j * 7 / 8; o <= j*7/8; o++ {
					white := j < hh*2/5+wave(o*20+i*40)/20
					s.flat(cx+o, y-hh+j, slope(rock, snow, white, o-j/9, wave(j*9)/30))
				}
			}
		}
		s.z = 0
	}
}

// slope is the colour of a mountain, so far from its ridge: snow above, and darker on
// the side away from the sun, which begins a little later on rock.
func slope(rock, snow ink, white bool, off, later int) ink {
	switch {
	case white && off > 0:
		return mix(snow, rock, 110)
	case white:
		return snow
	case off > later:
		return rock.dim(200)
	}
	return rock
}

// turf is grass or moss.
func turf(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		k := c.dim(200 + int(noise(s.seed, fdiv(u, 4), fdiv(v, 9))%64))
		if chance(s.seed, fdiv(u, 11), fdiv(v, 26), 14) && pmod(u, 11) < 3 {
			k = mix(k, 0xd8e890, 46)
		}
		return s.snowed(k, 200+int(noise(s.seed, fdiv(u, 14), fdiv(v, 30))%50)), dry
	}
}

// flowery scatters flowers over a ground.
func flowery(under texture, percent int, hues ...ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		i, j := fdiv(u, 10), fdiv(v, 24)
		if s.sky != "snow" && chance(s.seed, i, j, percent) && pmod(u, 10) < 5 && pmod(v, 24) < 11 {
			return hues[int(noise(s.seed, j, i)>>5)%len(hues)], dry
		}
		return under(s, u, v)
	}
}

// bend is how far a winding way is off its middle at depth v.
func bend(v, far int) int { return wave(v/4+20) * far / 127 }

// trail is a winding way of half a width over a ground.
func trail(under texture, c ink, half, far int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		d := u - bend(v, far)
		if max(d, -d) > half+int(noise(s.seed, fdiv(v, 12), 4)%12) {
			return under(s, u, v)
		}
		k := c.dim(216 + int(noise(s.seed, fdiv(u, 6), fdiv(v, 11))%56))
		if chance(s.seed, fdiv(u, 9), fdiv(v, 20), 7) {
			k = mix(k, 0xd0c8c0, 90)
		}
		return s.snowed(k, 120), dry
	}
}

// sand has ripples and, at low tide, pools.
func sand(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		i, j := fdiv(u+v/3, 120), fdiv(v, 90)
		if h := noise(s.seed, i, j); h%4 == 0 {
			x, y := pmod(u+v/3, 120)-60, pmod(v, 90)-45
			if x*x/3+y*y*2 < 520+int(h>>8%300) {
				return mix(0x4a7a98, s.hour.mid, 120), matte
			}
		}
		k := c.dim(226 + int(noise(s.seed, fdiv(u, 5), fdiv(v, 7))%36))
		if pmod(v+wave(u+v)/9, 17) < 4 {
			k = c.dim(196)
		}
		return s.snowed(k, 110), dry
	}
}

// cobbles are rounded stones.
func cobbles(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		row := fdiv(v, 16)
		u += pmod(row, 2) * 9
		k := c.dim(200 + int(noise(s.seed, fdiv(u, 18), row)%70))
		switch x, y := pmod(u, 18), pmod(v, 16); {
		case x < 2 || y < 3:
			k = c.dim(120)
		case y > 10 && x < 10:
			k = mix(k, 0xffffff, 36)
		}
		return s.snowed(k, 130), matte
	}
}

// stones are large worn blocks, as a wall or a floor.
func stones(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		row := fdiv(v, 18)
		w := 26 + int(noise(s.seed, row, 8)%14)
		u += int(noise(s.seed, row, 9) % 40)
		h := noise(s.seed, fdiv(u, w), row)
		k := c.dim(206 + int(h%64))
		switch x, y := pmod(u, w), pmod(v, 18); {
		case x < 2 || y < 2:
			k = c.dim(128)
		case y > 15:
			k = mix(k, 0xffffff, 30)
		case h%9 == 0 && (x+y)%5 == 0:
			k = mix(k, 0x4a7048, 90)
		}
		return k, matte
	}
}

// ice mirrors, with cracks and blown snow.
func ice(s *stage, u, v int) (ink, texel) {
	if max(u-bend(v, 40), bend(v, 40)-u) > 300-v/9 || v > 660 {
		return turf(0xdfe6f4)(s, u, v)
	}
	if d := pmod(u*2+v+wave(v*3)/4, 190); d < 4 {
		return 0xe8f4ff, matte
	}
	return mix(0x7aa8c8, 0xb8d8ea, int(noise(s.seed, fdiv(u, 30), fdiv(v, 40))%200)), matte
}
