package pixel

// An ink is a colour as 0xRRGGBB. All arithmetic on colours is done in whole
// numbers, so that a picture is the same on every processor.
type ink uint32

func mk(r, g, b int) ink {
	return ink(clamp8(r))<<16 | ink(clamp8(g))<<8 | ink(clamp8(b))
}

func clamp8(v int) uint8 { return uint8(min(max(v, 0), 255)) }

func (c ink) rgb() (r, g, b int) {
	return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255)
}

// dim scales a colour by k/256; k may be above 256.
func (c ink) dim(k int) ink {
	r, g, b := c.rgb()
	return mk(r*k>>8, g*k>>8, b*k>>8)
}

func (c ink) plus(d ink) ink {
	r, g, b := c.rgb()
	s, t, u := d.rgb()
	return mk(r+s, g+t, b+u)
}

// times is the colour seen when c is lit by d.
func (c ink) times(d ink) ink {
	r, g, b := c.rgb()
	s, t, u := d.rgb()
	return mk(r*s/255, g*t/255, b*u/255)
}

func (c ink) luma() int {
	r, g, b := c.rgb()
	return (r*77 + g*151 + b*28) >> 8
}

// saturation is the distance between the strongest and the weakest channel.
func (c ink) saturation() int {
	r, g, b := c.rgb()
	return max(r, g, b) - min(r, g, b)
}

// mix goes from a (t = 0) to b (t = 256).
func mix(a, b ink, t int) ink {
	r, g, bl := a.rgb()
	s, u, v := b.rgb()
	return mk(r+(s-r)*t>>8, g+(u-g)*t>>8, bl+(v-bl)*t>>8)
}

// ramp3 goes from a by b to c while t goes from 0 to 256.
func ramp3(a, b, c ink, t int) ink {
	if t < 128 {
		return mix(a, b, t*2)
	}
	return mix(b, c, t*2-256)
}

// bayer is the ordered-dither threshold of a pixel, 0 to 15.
func bayer(x, y int) int {
	d := x ^ y
	return d&1<<3 | y&1<<2 | d>>1&1<<1 | y>>1&1
}

// noise is a well-mixed number that depends on its arguments alone.
func noise(seed uint32, a, b int) uint32 {
	h := seed ^ uint32(a)*0x9e3779b1 ^ uint32(b)*0x85ebca77
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	h *= 0x297a2d39
	return h ^ h>>15
}

// chance is true in about percent of 100 of the places (a, b).
func chance(seed uint32, a, b, percent int) bool {
	return int(noise(seed, a, b)%100) < percent
}

// wave is a sine of 256 steps a turn and height 127, by parabolas.
func wave(t int) int {
	t &= 255
	if t < 128 {
		return t * (128 - t) * 127 / 4096
	}
	t -= 128
	return -t * (128 - t) * 127 / 4096
}

func isqrt(n int) int {
	if n <= 0 {
		return 0
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}

// pmod is the remainder of a by n that is never negative.
func pmod(a, n int) int {
	if a %= n; a < 0 {
		a += n
	}
	return a
}

// fdiv is a by n, rounded down.
func fdiv(a, n int) int { return (a - pmod(a, n)) / n }

// apart is how different two colours are.
func apart(a, b ink) int {
	r, g, bl := a.rgb()
	s, t, u := b.rgb()
	return max(r-s, s-r) + max(g-t, t-g) + max(bl-u, u-bl)
}

// vivid is the colour at its brightest.
func vivid(c ink) ink {
	r, g, b := c.rgb()
	m := max(r, g, b, 1)
	return mk(r*255/m, g*255/m, b*255/m)
}
