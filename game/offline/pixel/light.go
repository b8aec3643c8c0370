package pixel

// expose lights the canvas: surfaces by the ambient and the lamps, plus what
// glows by itself, plus its bloom, with the floor as a mirror and the distance
// in haze. The result is the picture before weather and style.
func (s *stage) expose() []ink {
	lit := s.lightMap()
	s.bloom(lit)
	out := make([]ink, len(s.alb))
	for i, a := range s.alb {
		r, g, b := a.rgb()
		er, eg, eb := s.emi[i].rgb()
		l := lit[i]
		if s.kind[i]&isFigure != 0 {
			l.r, l.g, l.b = knee(l.r+s.fill), knee(l.g+s.fill), knee(l.b+s.fill)
		}
		out[i] = mk(r*int(l.r)>>8+er+int(l.hr), g*int(l.g)>>8+eg+int(l.hg), b*int(l.b)>>8+eb+int(l.hb))
	}
	s.haze(out)
	s.reflect(out)
	return out
}

// knee keeps strong light on a face from bleaching it.
func knee(l int32) int32 {
	if l > 190 {
		return min(190+(l-190)/5, 236)
	}
	return l
}

// lumen is the light that falls on a pixel, and the halo seen over it.
type lumen struct{ r, g, b, hr, hg, hb int32 }

func (s *stage) lightMap() []lumen {
	m := make([]lumen, s.w*s.h)
	ar, ag, ab := s.amb.rgb()
	for i := range m {
		m[i] = lumen{r: int32(ar), g: int32(ag), b: int32(ab)}
	}
	for _, l := range s.lights {
		s.cast(m, l)
	}
	const step = 14 // light comes in steps, dithered: it reads as pixels, not as a gradient
	for i := range m {
		d := int32(s.dither(i) * step / 16)
		m[i].r = (m[i].r + d) / step * step
		m[i].g = (m[i].g + d) / step * step
		m[i].b = (m[i].b + d) / step * step
	}
	return m
}

// dither is the threshold of pixel i; people are kept clean of the pattern.
func (s *stage) dither(i int) int {
	if s.kind[i]&isFigure != 0 {
		return 8
	}
	return bayer(i%s.w, i/s.w)
}

func (s *stage) cast(m []lumen, l light) {
	r, g, b := l.c.rgb()
	rr := l.r * l.r
	ry := l.r * 256 / l.flat
	for y := max(l.y-ry, 0); y < min(l.y+ry+1, s.h); y++ {
		dy := (y - l.y) * l.flat >> 8
		for x := max(l.x-l.r, 0); x < min(l.x+l.r+1, s.w); x++ {
			d := (x-l.x)*(x-l.x) + dy*dy
			if d >= rr {
				continue
			}
			t := 256 - 256*d/rr
			t = t * t >> 8
			p := &m[y*s.w+x]
			p.r += int32(r * t >> 8)
			p.g += int32(g * t >> 8)
			p.b += int32(b * t >> 8)
		}
	}
}

// bloom adds a narrow and a wide halo around everything that glows.
func (s *stage) bloom(m []lumen) {
	near := planes(s.emi, func(i int) bool { return s.kind[i]&isGlow != 0 })
	for k := range near {
		boxBlur(near[k], s.w, s.h, 1)
		boxBlur(near[k], s.w, s.h, 2)
	}
	var far [3][]int32
	for k := range far {
		far[k] = append([]int32(nil), near[k]...)
		boxBlur(far[k], s.w, s.h, 7)
		boxBlur(far[k], s.w, s.h, 11)
	}
	const step = 9
	for i := range m {
		p := &m[i]
		d := int32(s.dither(i) * step / 16)
		h := [3]int32{}
		for k := range h {
			v := near[k][i]*s.halo/256 + far[k][i]*s.halo/200
			h[k] = (v + d) / step * step
			if s.kind[i]&(isFigure|isGlow) != 0 {
				h[k] /= 3 // what glows keeps its own hue
			}
		}
		p.hr, p.hg, p.hb = h[0], h[1], h[2]
		p.r, p.g, p.b = p.r+far[0][i]*3/2, p.g+far[1][i]*3/2, p.b+far[2][i]*3/2
	}
}

// haze veils what is far in the colour of the air.
func (s *stage) haze(out []ink) {
	if s.air.thick == 0 {
		return
	}
	for i := range out {
		y := i / s.w
		t := int(s.dep[i])*s.air.thick>>8 + s.air.low*y/s.h
		if s.kind[i]&isFigure != 0 {
			t /= 3
		}
		if s.kind[i]&isGlow != 0 {
			t = t * 3 / 5
		}
		t += bayer(i%s.w, y) * 2
		t = min(t/24*24, 230)
		out[i] = mix(out[i], s.air.c, t)
	}
}

// reflect mirrors in the floor what stands above it, drawn out and rippled.
func (s *stage) reflect(out []ink) {
	if s.mirror == 0 {
		return
	}
	src := append([]ink(nil), out...)
	wet := 6
	if s.sky == "rain" || s.sky == "storm" || s.sky == "wet" {
		wet = 18
	}
	for x := range s.w {
		top := s.floorTop[x]
		for y := top; y < s.h; y++ {
			i := y*s.w + x
			if s.kind[i]&(isFloor|isDry) != isFloor {
				continue
			}
			d := y - top
			ripple := (wave(y*31+x/3) + wave(y*53)/2) * (1 + d*wet/256) / 127
			sx := min(max(x+ripple, 0), s.w-1)
			var r, g, b, n int
			for k := -2; k <= 2; k++ {
				sy := top - 1 - d*5/4 + k*(2+d/10)
				if sy < 0 || sy >= top {
					continue
				}
				cr, cg, cb := src[sy*s.w+sx].rgb()
				r, g, b, n = r+cr, g+cg, b+cb, n+1
			}
			if n == 0 {
				continue
			}
			fr, fg, fb := out[i].rgb()
			m := s.mirror
			out[i] = mk(fr*(320-m)/320+r*m/n>>8, fg*(320-m)/320+g*m/n>>8, fb*(320-m)/320+b*m/n>>8)
		}
	}
}
