package pixel

// What a pixel of a sprite is made of; each material is shaded as one piece.
const (
	bare = iota // nothing
	skinMat
	hairMat
	coatMat
	shirtMat
	legMat
	bootMat
	metalMat
	faceMat // eyes, mouth: not shaded
	itemMat
	glowMat // gives off light
	hatMat
	armMat
)

// A sprite is a person on a transparent ground, before any light falls on them.
// It is drawn in thousandths of its height, from its middle and its top.
type sprite struct {
	w, h   int
	unit   int // pixels of 1000 units
	px     []ink
	mat    []uint8
	dx, dy int // where the origin is, off the middle of the top
}

func newSprite(w, h, unit int) *sprite {
	return &sprite{w: w, h: h, unit: unit, px: make([]ink, w*h), mat: make([]uint8, w*h)}
}

func (p *sprite) at(x, y int) (px, py int) {
	return p.w/2 + p.dx + fdiv(x*p.unit+500, 1000), p.dy + fdiv(y*p.unit+500, 1000)
}

func (p *sprite) dot(x, y int, c ink, m uint8) {
	if x >= 0 && y >= 0 && x < p.w && y < p.h {
		p.px[y*p.w+x], p.mat[y*p.w+x] = c, m
	}
}

// oval is an ellipse around (x, y).
func (p *sprite) oval(x, y, rx, ry int, c ink, m uint8) {
	x0, y0 := p.at(x-rx, y-ry)
	x1, y1 := p.at(x+rx, y+ry)
	w, h := max(x1-x0, 1), max(y1-y0, 1)
	for j := range h {
		dy := 2*j + 1 - h
		half := isqrt((h*h - dy*dy) * w * w / (h * h))
		for i := range w {
			if d := 2*i + 1 - w; max(d, -d) <= half {
				p.dot(x0+i, y0+j, c, m)
			}
		}
	}
}

// trap is a trapezoid: from (l0, r0) at y0 to (l1, r1) at y1.
func (p *sprite) trap(y0, l0, r0, y1, l1, r1 int, c ink, m uint8) {
	_, a := p.at(0, y0)
	_, b := p.at(0, y1)
	n := max(b-a, 1)
	for y := a; y < a+n; y++ {
		l, _ := p.at(l0+(l1-l0)*(y-a)/n, 0)
		r, _ := p.at(r0+(r1-r0)*(y-a)/n, 0)
		for x := l; x < max(r, l+1); x++ {
			p.dot(x, y, c, m)
		}
	}
}

func (p *sprite) box(x, y, w, h int, c ink, m uint8) { p.trap(y, x, x+w, y+h, x, x+w, c, m) }

// limb is a thick line.
func (p *sprite) limb(x0, y0, x1, y1, r int, c ink, m uint8) {
	n := max(isqrt((x1-x0)*(x1-x0)+(y1-y0)*(y1-y0))/max(r/2, 6), 1)
	for i := range n + 1 {
		p.oval(x0+(x1-x0)*i/n, y0+(y1-y0)*i/n, r, r, c, m)
	}
}

// shade models the figure: in each run of one material the left is lighter and
// the right darker, and where two materials meet there is a dark seam.
func (p *sprite) shade() {
	src := append([]uint8(nil), p.mat...)
	for i := 1; i < len(src); i++ { // a face is one piece under its eyes and mouth
		if src[i] == faceMat || src[i] == glowMat {
			src[i] = src[i-1]
		}
	}
	for y := range p.h {
		for x := 0; x < p.w; {
			m := src[y*p.w+x]
			n := 1
			for x+n < p.w && src[y*p.w+x+n] == m {
				n++
			}
			if m != bare {
				p.shadeRun(x, y, n)
			}
			x += n
		}
	}
	p.seams()
}

// seams darkens the edge under which another material begins.
func (p *sprite) seams() {
	plain := func(m uint8) bool { return m != bare && m != glowMat && m != faceMat }
	for i := p.w; i < len(p.mat); i++ {
		if m, up := p.mat[i], p.mat[i-p.w]; m != up && plain(m) && plain(up) {
			p.px[i] = p.px[i].dim(190)
		}
	}
}

func (p *sprite) shadeRun(x, y, n int) {
	for i := range n {
		if m := p.mat[y*p.w+x+i]; m == faceMat || m == glowMat {
			continue
		}
		k := &p.px[y*p.w+x+i]
		d := 0
		if n > 30 {
			d = bayer(x+i, y)%4 - 1
		}
		switch t := i*100/n + d*4; {
		case n < 3:
		case t < 22:
			*k = mix(*k, 0xffffff, 46)
		case t > 84:
			*k = k.dim(140)
		case t > 58:
			*k = k.dim(196)
		}
	}
}

// place puts the sprite on the stage with its middle at x and its foot at y.
// Its edges catch the picture's two main hues, one from each side.
func (s *stage) place(p *sprite, x, y int) {
	left, right := s.acc[0].dim(200), s.acc[1].dim(190)
	if s.hour.day > 150 && !s.in {
		left, right = mix(s.hour.low, 0xffffff, 60).dim(120), s.acc[1].dim(70)
	}
	x0, y0 := x-p.w/2, y-p.h
	for j := range p.h {
		for i := range p.w {
			m := p.mat[j*p.w+i]
			if m == bare {
				continue
			}
			c := p.px[j*p.w+i]
			px, py := x0+i, y0+j
			if m == glowMat {
				s.put(px, py, c.dim(20), c, isGlow|isFigure)
				continue
			}
			var rim ink
			if p.clear(i, j, -1) {
				rim = left
			} else if p.clear(i, j, 1) {
				rim = right
			} else if p.bareAt(i, j-1) {
				rim = mix(left, right, 128).dim(150)
			}
			s.put(px, py, c, rim, isFigure)
		}
	}
}

// clear is whether the sprite ends at (x, y) towards that side: a gap between two
// legs is not its end.
func (p *sprite) clear(x, y, side int) bool {
	for n := range max(p.w/10, 3) {
		if !p.bareAt(x+side*(n+1), y) && x+side*(n+1) >= 0 && x+side*(n+1) < p.w {
			return false
		}
	}
	return true
}

func (p *sprite) bareAt(x, y int) bool {
	if y < 0 {
		return true
	}
	if x < 0 || x >= p.w || y >= p.h {
		return false
	}
	return p.mat[y*p.w+x] == bare
}

// ground casts a soft shadow and a reflection under a sprite that stands at (x, y).
func (s *stage) ground(p *sprite, x, y int) {
	depth := min(p.h*2/5, s.h-y)
	for j := range max(depth, 0) {
		for i := range p.w {
			k := (p.h-1-j)*p.w + i
			px, py := x-p.w/2+i+wave((y+j)*41)*(1+j/16)/127, y+j
			if p.mat[k] == bare || px < 0 || px >= s.w || py < 0 || s.kind[py*s.w+px]&(isFloor|isDry) != isFloor {
				continue
			}
			q := py*s.w + px
			s.alb[q] = mix(s.alb[q], p.px[k].dim(150), s.mirror*(depth-j)/max(depth, 1)*2/3)
		}
	}
	s.ellipse(x, y, p.w/5, max(p.w/18, 1), func(px, py int) {
		i := py*s.w + px
		if s.kind[i]&isFloor != 0 {
			s.alb[i] = s.alb[i].dim(110)
			if bayer(px, py) < 8 {
				s.kind[i] = 0
			}
		}
	})
}
