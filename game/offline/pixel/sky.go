package pixel

// heavens paints the open sky down to the row floor, with what stands in it.
func heavens(s *stage, floor int) {
	top, mid, low := s.hour.top, s.hour.mid, s.hour.low
	if g := s.overcast(); g > 0 {
		grey := s.cloudInk()
		top, mid, low = mix(top, grey.dim(150), g), mix(mid, grey.dim(200), g), mix(low, grey, g)
	}
	floor = max(floor, 1)
	s.z = 0
	for y := range min(floor, s.h) {
		for x := range s.w {
			t := y*256/floor + bayer(x, y)*2 - 16
			t = min(max(t/18*18, 0), 256)
			s.flat(x, y, ramp3(top, mid, low, t))
		}
	}
	if s.overcast() < 160 {
		s.stars(floor)
		s.orb(floor)
	}
	s.clouds(floor)
	if s.sky == "storm" {
		s.bolt(floor)
	}
}

// overcast is how much of the sky's own colour the weather takes away.
func (s *stage) overcast() int {
	switch s.sky {
	case "storm":
		return 225
	case "rain", "snow":
		return 170
	case "fog", "smog":
		return 200
	case "cloud":
		return 110
	}
	return 0
}

func (s *stage) cloudInk() ink {
	d := s.hour.day
	switch s.sky {
	case "storm":
		return mix(0x1c2238, 0x4c566e, d)
	case "smog":
		return mix(0x6a4420, 0xd8a860, d)
	case "snow":
		return mix(0x3a4068, 0xd0d8e8, d)
	case "fog":
		return mix(mix(0x34345a, s.hour.low, 60), 0xc0c8d4, d)
	}
	return mix(mix(0x28284c, s.hour.low, 70), 0x98a4b8, d)
}

func (s *stage) stars(floor int) {
	if s.hour.day > 40 {
		return
	}
	d := s.dice(1)
	for range s.w * floor / 240 {
		x, y := d.IntN(s.w), d.IntN(floor*3/4+1)
		c := ink(0x8888c0)
		if d.IntN(5) == 0 {
			c = 0xf0f0ff
		}
		if s.hour.name == "midnight" || d.IntN(2) == 0 {
			s.put(x, y, 0, c, isSky)
		}
	}
}

// orb paints the sun or the moon of the hour.
func (s *stage) orb(floor int) {
	x, y, r, c := s.w*72/100, floor*26/100, 13, ink(0xf4ecd8)
	switch s.hour.orb {
	case "rising":
		x, y, r, c = s.w*30/100, floor*78/100, 17, 0xffe8a0
	case "setting":
		x, y, r, c = s.w*64/100, floor*74/100, 27, 0xffb050
	case "low":
		x, y, r, c = s.w*22/100, floor*36/100, 9, 0xfffbe0
	case "high":
		x, y, r, c = s.w*56/100, floor*11/100, 9, 0xffffff
	case "crescent":
		r = 9
	}
	s.ellipse(x, y, r, r, func(px, py int) {
		switch {
		case s.hour.orb == "setting":
			if band := py - y; band > 2 && band%6 < 1+band/9 {
				return
			}
			s.put(px, py, 0, mix(0xffe070, 0xff3a70, (py-y+r)*128/r), isSky|isGlow)
		case s.hour.orb == "crescent" && (px-x-4)*(px-x-4)+(py-y+2)*(py-y+2) < r*r:
		case s.hour.orb == "moon" && chance(s.seed, (px+py/2)/5, py/4, 18):
			s.put(px, py, 0, c.dim(215), isSky|isGlow)
		default:
			s.put(px, py, 0, c, isSky|isGlow)
		}
	})
}

func (s *stage) clouds(floor int) {
	n, c := 3, mix(s.hour.mid, s.hour.low, 150)
	if s.overcast() > 0 {
		n, c = 13, mix(s.cloudInk(), s.hour.low, 40)
	}
	if s.hour.day > 200 && s.overcast() == 0 {
		c = 0xf4fcff
	}
	d := s.dice(2)
	for range n {
		x, y := d.IntN(s.w+40)-20, d.IntN(floor*6/10+1)
		w := 14 + d.IntN(30)
		for range 6 {
			cx, cy := x+d.IntN(w*2+1)-w, y+d.IntN(5)-2
			s.ellipse(cx, cy, w/2+d.IntN(8), 2+d.IntN(4), func(px, py int) {
				k := c
				if py > cy+1 {
					k = c.dim(205)
				}
				if bayer(px, py) < 12 {
					s.flat(px, py, k)
				}
			})
		}
	}
}

func (s *stage) bolt(floor int) {
	d := s.dice(3)
	x, y := s.w*(30+d.IntN(40))/100, 0
	s.shine(x, floor/2, s.w, 0x283050)
	for y < floor {
		nx, ny := x+d.IntN(19)-9, y+4+d.IntN(8)
		line(x, y, nx, ny, func(px, py int) {
			s.put(px, py, 0, 0xf4f4ff, isSky|isGlow)
			s.put(px+1, py, 0, 0xc0c8ff, isSky|isGlow)
		})
		if d.IntN(3) == 0 {
			line(x, y, x+d.IntN(41)-20, y+16, func(px, py int) { s.put(px, py, 0, 0x9aa4f0, isSky|isGlow) })
		}
		x, y = nx, ny
	}
}

// skyline paints a row of far buildings that stand on the row base.
func skyline(s *stage, salt, base, low, high, haze int) {
	d := s.dice(uint64(salt) + 40)
	body := mix(s.hour.wall, mix(s.hour.mid, s.hour.low, 110), haze)
	if g := s.overcast(); g > 0 {
		body = mix(body, s.cloudInk(), g*haze/300)
	}
	s.z = uint8(min(120+haze/2, 255))
	for x := -d.IntN(10); x < s.w; {
		w := 9 + d.IntN(17)
		h := low + d.IntN(max(high-low, 1))
		tower(s, x, base-h, w, h, body, uint32(d.Uint64()), haze)
		x += w + d.IntN(3)
	}
}

func tower(s *stage, x, y, w, h int, body ink, seed uint32, haze int) {
	for j := range h {
		for i := range w {
			c := body
			if i >= w*2/3 {
				c = body.dim(215)
			}
			s.flat(x+i, y+j, c)
		}
	}
	roof(s, x, y, w, body, seed)
	pane := mix(0xffd27a, s.acc[int(seed>>4)%3], int(seed>>8)%3*100)
	pane = mix(pane, body, haze/2)
	dx, dy := 2+int(seed>>3)%2, 3+int(seed>>5)%2
	for j := 3; j < h-1; j += dy {
		for i := 1; i < w-1; i += dx {
			if chance(seed, i, j, s.hour.lit) {
				s.put(x+i, y+j, 0, pane, isSky|isGlow)
			} else if s.hour.day > 100 && chance(seed, i, j, 60) {
				s.flat(x+i, y+j, mix(body, s.hour.mid, 110))
			}
		}
	}
	if seed%7 == 0 && w > 12 && h > 30 && s.hour.day < 200 {
		s.glyphs(seed, x+w/2-2, y+6, min(h/14, 4), 1, true, s.acc[int(seed>>9)%2])
	}
}

func roof(s *stage, x, y, w int, body ink, seed uint32) {
	switch seed % 5 {
	case 0:
		for j := range 9 {
			s.flat(x+w/2, y-j, body)
		}
		if s.hour.day < 200 {
			s.put(x+w/2, y-9, 0, 0xff4050, isSky|isGlow)
		}
	case 1:
		for j := range w / 3 {
			for i := j; i < w-j; i++ {
				s.flat(x+i, y-j, body)
			}
		}
	case 2:
		for j := range 4 {
			for i := 2; i < w/2; i++ {
				s.flat(x+i, y-j, body)
			}
		}
	}
}
