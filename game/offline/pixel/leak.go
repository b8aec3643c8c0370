package pixel

// leak lets the hour and the weather into a room: through a high window where it
// has no other, as shafts of daylight, drips and mist.
func (s *stage) leak() {
	open := 0
	for _, k := range s.kind {
		if k&isSky != 0 {
			open++
		}
	}
	switch {
	case open >= s.w*s.h/50:
	case s.rural(): // its sets have the openings they need
	default:
		outside(4, 7, 12, 15, 0x14141e, 2, 1)(s)
		s.slant(s.w*10/100, s.h*16/100)
	}
	switch s.sky {
	case "rain", "storm":
		s.drips()
	case "fog", "smog":
		s.mist()
	}
}

// loophole is a round opening in a thick wall, at x and y percent.
func loophole(x, y int) part {
	return func(s *stage) {
		x, y, r := s.w*x/100, s.h*y/100, s.h/13
		rim := s.alb[min(max(y*s.w+x, 0), len(s.alb)-1)]
		s.ellipse(x, y, r+3, r+3, func(px, py int) { s.set(px, py, mix(rim, 0x8a7460, 150).dim(170+(py-y)*60/max(r, 1))) })
		s.ellipse(x, y, r, r, func(px, py int) {
			t := min(max((py-y+r)*128/max(r, 1), 0), 256)
			s.flat(px, py, mix(ramp3(s.hour.top, s.hour.mid, s.hour.low, t), s.cloudInk(), s.overcast()))
		})
		if s.hour.day < 60 && s.overcast() < 150 {
			s.ellipse(x+r/4, y-r/4, r/3, r/3, func(px, py int) { s.put(px, py, 0, 0xf0ecd8, isSky|isGlow) })
			s.put(x-r/2, y+r/4, 0, 0xb0b8e0, isSky|isGlow)
		}
		s.shine(x, y, r*5, mix(s.hour.low, s.hour.mid, 80).dim(s.hour.day/3))
		s.slant(x, y+r/2)
	}
}

// slant is the shaft of light that falls through a high window by day.
func (s *stage) slant(x, y int) {
	if s.hour.day < 60 || s.overcast() > 180 {
		return
	}
	c := mix(s.hour.low, s.hour.mid, 60)
	n := s.h*9/10 - y
	for j := range max(n, 0) {
		half := s.w*5/100 + j/5
		for i := -half; i <= half; i++ {
			px, py := x+j*3/5+i, y+j
			if px < 0 || px >= s.w || bayer(px, py) >= 8-j*5/max(n, 1) {
				continue
			}
			k := py*s.w + px
			s.emi[k] = s.emi[k].plus(c.dim(30 + s.hour.day/4))
		}
	}
	s.pool(x+n*3/5, s.h*9/10, s.w/4, c.dim(s.hour.day))
}

// drips fall from a leaking ceiling into rings on the floor.
func (s *stage) drips() {
	d := s.dice(31)
	c := mix(0x9ab8e8, s.acc[1], 60)
	for range 9 {
		x, y := d.IntN(s.w), d.IntN(s.h*6/10+1)
		line(x, y, x, y+3+d.IntN(6), func(px, py int) { s.put(px, py, c.dim(100), c.dim(150), 0) })
		fx, fy := d.IntN(s.w), s.h*80/100+d.IntN(s.h/6+1)
		r := 3 + d.IntN(5)
		for a := range 32 {
			px, py := fx+wave(a*8+64)*r/127, fy+wave(a*8)*r/400
			s.put(px, py, c.dim(90), c.dim(90), 0)
		}
	}
}

// mist lies over the floor in bands.
func (s *stage) mist() {
	d := s.dice(32)
	c := mix(s.air.c, 0x5c6488, 120)
	for range 26 {
		x, y := d.IntN(s.w+1), s.h*55/100+d.IntN(s.h*45/100+1)
		s.ellipse(x, y, s.w/8+d.IntN(s.w/6+1), 3+d.IntN(5), func(px, py int) {
			if bayer(px, py) < 5 {
				k := py*s.w + px
				s.alb[k] = mix(s.alb[k], 0xc8ccd8, 120)
				s.emi[k] = mix(s.emi[k], c, 110)
			}
		})
	}
}
