package pixel

// A part paints one layer of a set.
type part func(s *stage)

// A prop paints one thing that stands at a brush's foot; seed varies it.
type prop func(b brush, seed uint32)

// sky is the open air behind a set, with rows of far buildings, down to the row
// floor in percent of the height. rows of 0 is open country or sea.
func sky(floor, rows int) part {
	return func(s *stage) {
		y := s.h * floor / 100
		heavens(s, y)
		for j := y; j < s.h; j++ {
			for x := range s.w {
				s.flat(x, j, s.hour.wall.dim(200))
			}
		}
		for i := range rows {
			h := s.h * (30 + i*4) / 100
			skyline(s, i, y+i*4, h*(2+rows-i)/(3+rows), h*(6+rows-i)/(4+rows), 170-i*150/max(rows, 1))
		}
	}
}

// put stands a prop at x units from the middle, z deep.
func put(p prop, x, z int) part {
	return func(s *stage) { s.stand(p, x, z, 0) }
}

// pair stands a prop on both sides.
func pair(p prop, x, z int) part {
	return func(s *stage) {
		s.stand(p, -x, z, 0)
		s.stand(p, x, z, 1)
	}
}

// row stands props side by side across the whole width, step units apart. The
// middle gap units stay free.
func row(p prop, z, step, gap int) part {
	return func(s *stage) {
		n := (s.edge(z)+step)/step + 1
		for i := -n; i <= n; i++ {
			if x := i * step; max(x, -x) >= gap/2 {
				s.stand(p, x, z, i)
			}
		}
	}
}

// aisle stands props on both sides at x, from z deep to the eye, far ones first.
func aisle(p prop, x, z, step, n int) part {
	return func(s *stage) {
		for i := n - 1; i >= 0; i-- {
			s.stand(p, -x, z+i*step, i*2)
			s.stand(p, x, z+i*step, i*2+1)
		}
	}
}

// line of props down one side.
func file(p prop, x, z, step, n int) part {
	return func(s *stage) {
		for i := n - 1; i >= 0; i-- {
			s.stand(p, x, z+i*step, i)
		}
	}
}

func (s *stage) stand(p prop, x, z, i int) {
	s.z = uint8(min(z/6, 200))
	p(s.at(x, z), noise(s.seed, x/7+i*31, z))
	s.z = 0
}

// hang hangs a prop from above: at x percent of the width and y percent of the
// height, k percent of its size.
func hang(p prop, x, y, k int) part {
	return func(s *stage) {
		b := s.flatly(s.w*x/100, s.h*y/100)
		b.k = k * 256 / 100
		p(b, noise(s.seed, x, y))
	}
}

// fixture is a light above the set at x and y percent, r pixels far, of hue c.
func fixture(x, y, r, c, strength int) part {
	return func(s *stage) {
		s.shine(s.w*x/100, s.h*y/100, r, s.acc[c].dim(strength))
	}
}

// outside shows the sky in a window of the back wall, x, y, w, h in percent.
func outside(x, y, w, h int, bars ink, cols, rows int) part {
	return func(s *stage) {
		x, y, w, h := s.w*x/100, s.h*y/100, s.w*w/100, s.h*h/100
		clip := s.clip
		s.clip = clip.Intersect(rectAt(x, y, w, h))
		heavens(s, y+h)
		s.prospect(y, h)
		s.z = 60
		s.clip = clip.Intersect(rectAt(x-2, y-2, w+4, h+5))
		for i := range cols + 1 {
			s.rect(x+i*w/max(cols, 1)-1, y, 2, h, bars)
		}
		for i := range rows + 1 {
			s.rect(x-2, y+i*h/max(rows, 1)-1, w+4, 2, bars)
		}
		s.clip = clip
		s.daylight(x, y, w, h)
	}
}

// prospect is what stands on the horizon of a window h high at row y.
func (s *stage) prospect(y, h int) {
	low := (y + h) * 100 / s.h
	switch s.land {
	case "isle":
		sheet(low-h*45/s.h, low+1)(s)
		hills(low+1, h*26/s.h, 0x56704c, 60)(s)
	case "wood":
		woods(low+1, h*60/s.h, 0x3c6844, 110, false)(s)
		woods(low+1, h*38/s.h, 0x2c5438, 50, true)(s)
	default:
		skyline(s, 5, y+h, h/3, h*3/4, 120)
		skyline(s, 6, y+h, h/5, h/2, 30)
	}
}

// daylight falls through an opening onto the floor in slanted shafts.
func (s *stage) daylight(x, y, w, h int) {
	c := mix(s.hour.low, s.hour.mid, 80).dim(s.hour.day/2 + 40)
	s.shine(x+w/2, y+h/2, max(w, h), c.dim(150))
	if s.hour.day > 60 && s.overcast() == 0 {
		s.pool(x+w/2, s.h*88/100, w*2/3+20, c)
	}
}

// cables sag across the top of a picture.
func cables(n int) part {
	return func(s *stage) {
		d := s.dice(21)
		for range n {
			y0, y1, sag := d.IntN(s.h/4+1), d.IntN(s.h/4+1), 6+d.IntN(s.h/7+1)
			for x := range s.w {
				t := x * 256 / s.w
				y := y0 + (y1-y0)*t/256 + sag*4*t*(256-t)/65536
				s.set(x, y, 0x12101c)
				s.kind[min(max(y, 0), s.h-1)*s.w+x] &^= isSky
			}
		}
	}
}

// bulbs strings lights across the set at depth z, y units up.
func bulbs(z, up, n, c int) part {
	return func(s *stage) {
		b := s.at(0, z)
		half := b.w/2 + 4
		for i := range n * 2 {
			t := i * 256 / (n*2 - 1)
			x := b.x - half + half*2*t/256
			y := b.y - b.px(up) + b.px(34)*4*t*(256-t)/65536
			b.set(x, y, 0x1a1424)
			if i%2 == 1 {
				k := mix(b.acc[c], 0xffe0a0, int(noise(b.seed, i, z)%2)*140)
				b.glowRect(x-1, y+1, 2, 3, k)
				b.shine(x, y+4, 26, k.dim(90))
			}
		}
	}
}

// frontFrame darkens the sides of a picture with something near the eye.
func frontFrame(c ink, width int) part {
	return func(s *stage) {
		for y := range s.h {
			l := width + int(noise(s.seed, y/9, 1)%4)
			r := width*2/3 + int(noise(s.seed, y/13, 2)%4)
			s.rect(0, y, l, 1, c)
			s.rect(s.w-r, y, r, 1, c)
		}
	}
}
