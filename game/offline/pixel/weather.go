package pixel

// fall paints what comes down from the sky over the lit picture.
func (s *stage) fall(out []ink) {
	switch s.sky {
	case "rain":
		s.rain(out, s.w*s.h/230, 8, 2)
	case "storm":
		s.rain(out, s.w*s.h/140, 12, 5)
	case "snow":
		s.snow(out)
	}
}

// open is whether weather reaches the pixel: everywhere outside, through the
// openings of a room.
func (s *stage) open(i int) bool { return !s.in || s.kind[i]&isSky != 0 }

func (s *stage) rain(out []ink, n, length, slant int) {
	d := s.dice(7)
	tint := mix(0x7a8ac0, s.hour.low, 50).dim(170 + s.hour.day/3)
	for range n {
		x, y := d.IntN(s.w+20), d.IntN(s.h+length)-length
		l := length/2 + d.IntN(length)
		near := d.IntN(4) == 0
		line(x, y, x-slant*l/length, y+l, func(px, py int) {
			if px < 0 || py < 0 || px >= s.w || py >= s.h || !s.open(py*s.w+px) {
				return
			}
			k := tint.dim(110)
			if near {
				k = tint.dim(190)
			}
			if s.kind[py*s.w+px]&isFigure != 0 {
				k = k.dim(100)
			}
			out[py*s.w+px] = out[py*s.w+px].plus(k)
		})
	}
	if s.in {
		return
	}
	for range n / 3 {
		x := d.IntN(s.w)
		y := s.floorTop[x] + d.IntN(max(s.h-s.floorTop[x], 1))
		if y >= s.h-1 || y < 1 || x < 1 || x >= s.w-2 || s.kind[y*s.w+x]&isFloor == 0 {
			continue
		}
		for _, o := range []int{-1, 1 - s.w, 2} {
			out[y*s.w+x+o] = out[y*s.w+x+o].plus(tint.dim(170))
		}
	}
}

func (s *stage) snow(out []ink) {
	d := s.dice(8)
	for i := range s.w * s.h / 130 {
		x, y := d.IntN(s.w), d.IntN(s.h)
		if !s.open(y*s.w + x) {
			continue
		}
		out[y*s.w+x] = mix(out[y*s.w+x], 0xf0f4ff, 150+i%100)
		if i%5 == 0 && x+1 < s.w && y+1 < s.h {
			for _, o := range []int{1, s.w, s.w + 1} {
				out[y*s.w+x+o] = mix(out[y*s.w+x+o], 0xf0f4ff, 215)
			}
		}
	}
}

// settle lays snow on every ledge that is open above.
func (s *stage) settle() {
	if s.sky != "snow" || s.in {
		return
	}
	for x := range s.w {
		for y := s.h - 2; y > 0; y-- {
			i := y*s.w + x
			if s.kind[i] == 0 && s.kind[i-s.w]&isSky != 0 {
				s.alb[i] = 0xe8eeff
				if chance(s.seed, x/2, y, 60) {
					s.alb[i+s.w] = 0xd0d8f0
				}
			}
		}
	}
}
