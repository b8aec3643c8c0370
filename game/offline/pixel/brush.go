package pixel

// A brush paints a prop in the prop's own units: it stands at (x, y), its foot,
// and k/256 pixels are one unit. Upwards is negative.
type brush struct {
	*stage
	x, y, k int
}

func (b brush) px(n int) int { return fdiv(n*b.k, 256) }

// span is where a stretch of n units begins and how long it is, at least a pixel.
func (b brush) span(at, from, n int) (start, length int) {
	start = at + b.px(from)
	return start, max(at+b.px(from+n)-start, 1)
}

func (b brush) box(x, y, w, h int, c ink) {
	px, pw := b.span(b.x, x, w)
	py, ph := b.span(b.y, y, h)
	b.rect(px, py, pw, ph, c)
}

// slab is a box with a lit upper edge and a shaded right side.
func (b brush) slab(x, y, w, h int, c ink) {
	px, pw := b.span(b.x, x, w)
	py, ph := b.span(b.y, y, h)
	b.rect(px, py, pw, ph, c)
	b.rect(px, py, pw, 1, mix(c, 0xffffff, 70))
	if pw > 4 {
		b.rect(px+pw-max(pw/6, 1), py+1, max(pw/6, 1), ph-1, c.dim(160))
	}
}

func (b brush) lamp(x, y, w, h int, c ink) {
	px, pw := b.span(b.x, x, w)
	py, ph := b.span(b.y, y, h)
	b.glowRect(px, py, pw, ph, c)
}

func (b brush) disc(x, y, rx, ry int, c ink) {
	b.ellipse(b.x+b.px(x), b.y+b.px(y), b.px(rx), b.px(ry), func(x, y int) { b.set(x, y, c) })
}

func (b brush) orb(x, y, rx, ry int, c ink) {
	b.ellipse(b.x+b.px(x), b.y+b.px(y), b.px(rx), b.px(ry), func(x, y int) { b.glow(x, y, c) })
}

func (b brush) stroke(x0, y0, x1, y1 int, c ink) {
	line(b.x+b.px(x0), b.y+b.px(y0), b.x+b.px(x1), b.y+b.px(y1), func(x, y int) { b.set(x, y, c) })
}

func (b brush) wire(x0, y0, x1, y1 int, c ink) {
	line(b.x+b.px(x0), b.y+b.px(y0), b.x+b.px(x1), b.y+b.px(y1), func(x, y int) { b.glow(x, y, c) })
}

func (b brush) taper(y0, l0, r0, y1, l1, r1 int, c ink) {
	b.quad(b.y+b.px(y0), b.x+b.px(l0), b.x+b.px(r0), b.y+b.px(y1), b.x+b.px(l1), b.x+b.px(r1),
		func(x, y int) { b.set(x, y, c) })
}

func (b brush) light(x, y, r int, c ink) { b.shine(b.x+b.px(x), b.y+b.px(y), b.px(r), c) }

// shadow darkens the floor where a prop of half width r stands.
func (b brush) shadow(r int) {
	b.ellipse(b.x, b.y, b.px(r), max(b.px(r)/5, 1), func(x, y int) {
		i := y*b.w + x
		if b.kind[i]&isFloor != 0 {
			b.alb[i] = b.alb[i].dim(120)
		}
	})
}

// glyphs writes n signs of no known language, downwards or to the right, in a
// field that begins at (x, y) in pixels.
func (s *stage) glyphs(seed uint32, x, y, n, size int, down bool, c ink) {
	for i := range n {
		h := noise(seed, i, 7) | 0x2080
		for j := range 15 {
			if h>>j&1 == 0 {
				continue
			}
			gx, gy := x+j%3*size, y+j/3*size
			if down {
				gy += i * 6 * size
			} else {
				gx += i * 4 * size
			}
			s.glowRect(gx, gy, size, size, c)
		}
	}
}
