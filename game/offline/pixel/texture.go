package pixel

// Walls and floors. Each constructor returns the surface of a room; u runs along
// it, v up from the floor (walls) or into the depth (floors and ceilings).

func plain(c ink) texture {
	return func(*stage, int, int) (ink, texel) { return c, matte }
}

// panels is a wall of plates with seams, a darker skirting and rows of rivets.
func panels(c ink, w, h int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		k := c
		if chance(s.seed, fdiv(u, w), fdiv(v, h), 30) {
			k = c.dim(222)
		}
		switch {
		case pmod(u, w) < 2 || pmod(v, h) < 2:
			k = c.dim(150)
		case pmod(v, h) == h-1:
			k = mix(c, 0xffffff, 34)
		case v < 9:
			k = c.dim(130)
		}
		return k, matte
	}
}

// brick is worn masonry with stains.
func brick(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		row := fdiv(v, 7)
		u += pmod(row, 2) * 8
		k := c
		switch noise(s.seed, fdiv(u, 16), row) % 6 {
		case 0:
			k = c.dim(200)
		case 1:
			k = mix(c, 0xffffff, 24)
		}
		if pmod(v, 7) == 0 || pmod(u, 16) == 0 {
			k = c.dim(140)
		}
		return k, matte
	}
}

// tubes lays a tube of light along a wall, at each of the heights.
func tubes(under texture, c int, at ...int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		for _, h := range at {
			if v >= h && v < h+4 && pmod(u, 90) < 78 {
				return s.acc[c], glowing
			}
		}
		return under(s, u, v)
	}
}

// facade is a street front: houses of different heights with windows, ledges,
// shop fronts and hanging signs.
func facade(least, most int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		const w = 150
		n := fdiv(u, w)
		h := noise(s.seed, n, 11)
		if v > least+int(h>>3)%(most-least+1) {
			return 0, hole
		}
		x := pmod(u, w)
		c := [4]ink{0x584a72, 0x464a6c, 0x66495a, 0x3e5466}[h%4]
		if x < 5 {
			return c.dim(110), matte
		}
		if v < 76 {
			return shopfront(s, n, x, v, c)
		}
		if sx := x - 30 - int(h>>9)%60; sx >= 0 && sx < 22 && v > 92 && v < 92+80+int(h>>7)%60 {
			return signboard(s, n, sx, v, s.acc[int(h>>11)%3])
		}
		return windows(s, n, x, v, c)
	}
}

func shopfront(s *stage, n, x, v int, c ink) (ink, texel) {
	h := noise(s.seed, n, 12)
	glow := mix(s.acc[int(h>>4)%3], 0xffe0b0, 120)
	switch {
	case v > 66:
		if h%3 > 0 && x > 14 && x < 136 && v < 73 {
			return s.acc[int(h>>5)%3], glowing
		}
		return c.dim(150), matte
	case v > 12 && v < 58 && x > 20 && x < 130 && pmod(x, 38) > 4 && h%4 != 0:
		if noise(s.seed, x/9+n*50, v/14)%3 == 0 {
			return glow.dim(110), glowing
		}
		return glow.dim(190), glowing
	case pmod(v, 6) == 0:
		return c.dim(110), matte
	}
	return c.dim(170), matte
}

func signboard(s *stage, n, x, v int, c ink) (ink, texel) {
	if x < 2 || x > 19 {
		return c, glowing
	}
	cell := pmod(v, 22)
	bits := noise(s.seed, n, fdiv(v, 22)) | 0x2080
	if gx, gy := (x-4)/5, (cell-2)/4; x >= 4 && gx < 3 && cell >= 2 && gy < 5 && bits>>(gy*3+gx)&1 == 1 {
		return mix(c, 0xffffff, 120), glowing
	}
	return c.dim(50), glowing
}

func windows(s *stage, n, x, v int, c ink) (ink, texel) {
	cx, cy := pmod(x, 24), pmod(v, 30)
	if cy < 3 {
		return c.dim(150), matte
	}
	if cx < 6 || cx > 19 || cy < 10 || cy > 25 {
		return c, matte
	}
	id := noise(s.seed, n*9+x/24, fdiv(v, 30)+500)
	if int(id%100) < s.hour.lit+8 {
		k := mix(0xffc870, s.acc[id>>8%3%3], int(id>>10)%3*90)
		if cy < 14 {
			k = k.dim(150)
		}
		return k.dim(200), glowing
	}
	return mix(c.dim(80), s.hour.mid, s.hour.day/2), matte
}

// racks is a wall of machines with small lights.
func racks(s *stage, u, v int) (ink, texel) {
	n, x := fdiv(u, 58), pmod(u, 58)
	if v > 132 {
		return 0x2a2c44, matte
	}
	if x < 5 || v > 126 || v < 6 {
		return 0x1a1a2c, matte
	}
	row, y := v/9, v%9
	if y == 0 {
		return 0x14141f, matte
	}
	h := noise(s.seed, n, row)
	switch {
	case h%9 == 0 && y > 2 && y < 7 && x > 12 && x < 48:
		return s.acc[0].dim(150), glowing
	case y > 3 && y < 7 && x > 36 && x%4 < 2 && chance(s.seed, n*40+x/4, row, 55):
		return s.acc[int(noise(s.seed, x/4+n, row)>>4)%3], glowing
	case y > 3 && y < 6 && x > 8 && x < 14:
		return s.acc[1], glowing
	case y%3 == 2 && x < 34:
		return 0x2c2e48, matte
	}
	return 0x3c3e60, matte
}

// shelves is a wall of books, boxes and tapes.
func shelves(s *stage, u, v int) (ink, texel) {
	n, x := fdiv(u, 84), pmod(u, 84)
	if x < 6 {
		return 0x5a3824, matte
	}
	row, y := fdiv(v, 24), pmod(v, 24)
	if y < 3 {
		return 0x6e4830, matte
	}
	h := noise(s.seed, n*20+x/5, row)
	if y > 12+int(h>>8)%9 || h%13 == 0 {
		return 0x1c1018, matte
	}
	if h%23 == 1 && y > 8 && y < 12 {
		return s.acc[1], glowing
	}
	c := [7]ink{0x8a3a34, 0x3a5a7a, 0x9a7a3a, 0x4a6a4a, 0x7a5a7a, 0xb09a78, 0x544a5a}[h>>4%64%7]
	if x%5 == 0 {
		c = c.dim(140)
	} else if y == 9 || y == 6 {
		c = mix(c, 0xffe8b0, 70)
	}
	return c, matte
}

// tilesWall is a tiled wall with a coloured band.
func tilesWall(c, band ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		k := c
		if v > 58 && v < 68 {
			k = band
		}
		if pmod(u, 12) == 0 || pmod(v, 12) == 0 {
			k = k.dim(180)
		} else if chance(s.seed, fdiv(u, 12), fdiv(v, 12), 12) {
			k = k.dim(220)
		}
		return k, matte
	}
}

// glassWall is a wall of windows on the outside, with frames.
func glassWall(c ink, w int, sill int) texture {
	return func(_ *stage, u, v int) (ink, texel) {
		if v < sill || pmod(u, w) < 5 || pmod(v, 70) < 3 {
			return c, matte
		}
		return 0, hole
	}
}

// checker is a floor of square tiles.
func checker(a, b ink, size int) texture {
	return func(s *stage, u, v int) (ink, texel) {
		i, j := fdiv(u, size), fdiv(v, size)
		k := a
		if pmod(i+j, 2) == 0 {
			k = b
		}
		if pmod(u, size) == 0 || pmod(v, size) == 0 {
			k = k.dim(180)
		} else if chance(s.seed, i, j, 20) {
			k = k.dim(225)
		}
		return k, matte
	}
}

// planks is a floor of boards that run into the depth.
func planks(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		i := fdiv(u, 14)
		j := fdiv(v+int(noise(s.seed, i, 1)%80), 80)
		k := c.dim(200 + int(noise(s.seed, i, j)%70))
		if pmod(u, 14) == 0 {
			k = c.dim(130)
		}
		return k, matte
	}
}

// asphalt is a street with puddles when it is wet.
func asphalt(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		k := c.dim(225 + int(noise(s.seed, fdiv(u, 3), fdiv(v, 7))%50))
		if chance(s.seed, fdiv(u, 40), fdiv(v, 60), 12) {
			k = k.dim(190)
		}
		if s.sky == "snow" {
			k = mix(k, 0xd8e0f4, 120+int(noise(s.seed, fdiv(u, 9), fdiv(v, 14))%120))
		}
		return k, matte
	}
}

// lanes paints road marks on a street: dashes in the middle, lines at half.
func lanes(under texture, half int, c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		a := max(u, -u)
		if a > half && a < half+5 {
			return mix(c, s.acc[1], 128), matte
		}
		for _, l := range []int{0, half / 2} {
			if a > l-3 && a < l+3 && pmod(v, 120) < 64 {
				return c, matte
			}
		}
		return under(s, u, v)
	}
}

// zebra paints the stripes of a crossing that one walks into the depth, and a
// second one across further back.
func zebra(under texture, c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		if v > 150 && v < 250 && pmod(u, 36) < 20 {
			return c, matte
		}
		if v > 470 && v < 560 && pmod(u, 36) < 20 {
			return c.dim(190), matte
		}
		if v > 290 && v < 440 && max(u, -u) > 190 && max(u, -u) < 290 && pmod(v, 30) < 16 {
			return c.dim(220), matte
		}
		return under(s, u, v)
	}
}

// grate is a metal floor with light from below in some of its fields.
func grate(c ink) texture {
	return func(s *stage, u, v int) (ink, texel) {
		i, j := fdiv(u, 46), fdiv(v, 46)
		x, y := pmod(u, 46), pmod(v, 46)
		if x < 3 || y < 3 {
			return c.dim(150), matte
		}
		if i == 0 && x > 18 && x < 27 {
			return s.acc[1].dim(150), glowing
		}
		if chance(s.seed, i, j, 24) && y%8 < 3 {
			return c.dim(110), matte
		}
		return c, matte
	}
}
