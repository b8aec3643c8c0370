package pixel

import "image"

// What a pixel is, beside its colour.
const (
	isSky    = 1 << iota // open air: weather falls here even when the set has a roof
	isFloor              // mirrors what stands above it
	isFigure             // a person: a little more light than the set
	isGlow               // shines on what is around it
	isDry                // a floor that mirrors nothing, such as grass
)

// A canvas is a picture before it is lit: what each pixel's surface is, what
// light it gives off itself, and how far away it is.
type canvas struct {
	w, h int
	alb  []ink   // colour under white light
	emi  []ink   // light given off
	dep  []uint8 // 0 near, 255 far
	kind []uint8
	clip image.Rectangle
	z    uint8 // depth of what is painted now

	lights   []light
	floorTop []int // per column, where the floor begins
	mirror   int   // how strongly the floor mirrors, 0 to 256
}

type light struct {
	x, y, r int
	c       ink
	flat    int // how much flatter than round the pool is, in 1/256
}

func newCanvas(w, h int) canvas {
	c := canvas{
		w: w, h: h,
		alb: make([]ink, w*h), emi: make([]ink, w*h),
		dep: make([]uint8, w*h), kind: make([]uint8, w*h),
		clip:     image.Rect(0, 0, w, h),
		floorTop: make([]int, w),
	}
	for x := range c.floorTop {
		c.floorTop[x] = h
	}
	return c
}

func (c *canvas) put(x, y int, alb, emi ink, kind uint8) {
	if x < c.clip.Min.X || y < c.clip.Min.Y || x >= c.clip.Max.X || y >= c.clip.Max.Y {
		return
	}
	i := y*c.w + x
	c.alb[i], c.emi[i], c.kind[i], c.dep[i] = alb, emi, kind, c.z
}

func (c *canvas) set(x, y int, k ink)  { c.put(x, y, k, 0, 0) }
func (c *canvas) glow(x, y int, k ink) { c.put(x, y, k.dim(14), k, isGlow) }
func (c *canvas) flat(x, y int, k ink) { c.put(x, y, 0, k, isSky) }

func (c *canvas) rect(x, y, w, h int, k ink) {
	for j := max(y, c.clip.Min.Y); j < min(y+h, c.clip.Max.Y); j++ {
		for i := max(x, c.clip.Min.X); i < min(x+w, c.clip.Max.X); i++ {
			c.set(i, j, k)
		}
	}
}

func (c *canvas) glowRect(x, y, w, h int, k ink) {
	for j := max(y, c.clip.Min.Y); j < min(y+h, c.clip.Max.Y); j++ {
		for i := max(x, c.clip.Min.X); i < min(x+w, c.clip.Max.X); i++ {
			c.glow(i, j, k)
		}
	}
}

func (c *canvas) ellipse(cx, cy, rx, ry int, dot func(x, y int)) {
	rx, ry = max(rx, 1), max(ry, 1)
	for y := max(cy-ry, c.clip.Min.Y); y <= min(cy+ry, c.clip.Max.Y-1); y++ {
		half := isqrt((ry*ry-(y-cy)*(y-cy))*rx*rx/(ry*ry) + rx/2)
		for x := max(cx-half, c.clip.Min.X); x <= min(cx+half, c.clip.Max.X-1); x++ {
			dot(x, y)
		}
	}
}

// line calls dot for each pixel from one point to the other.
func line(x0, y0, x1, y1 int, dot func(x, y int)) {
	n := max(x1-x0, x0-x1, y1-y0, y0-y1, 1)
	n = min(n, 8192)
	for i := range n + 1 {
		dot(x0+(x1-x0)*i/n, y0+(y1-y0)*i/n)
	}
}

// quad fills the shape between two slanted sides, row by row.
func (c *canvas) quad(y0, l0, r0, y1, l1, r1 int, dot func(x, y int)) {
	n := max(y1-y0, 1)
	for y := max(y0, c.clip.Min.Y); y <= min(y1, c.clip.Max.Y-1); y++ {
		l, r := l0+(l1-l0)*(y-y0)/n, r0+(r1-r0)*(y-y0)/n
		for x := max(l, c.clip.Min.X); x <= min(r, c.clip.Max.X-1); x++ {
			dot(x, y)
		}
	}
}

// shine adds a round pool of light.
func (c *canvas) shine(x, y, r int, k ink) {
	c.lights = append(c.lights, light{x: x, y: y, r: max(r, 1), c: k, flat: 256})
}

// pool adds a pool of light as it lies on a floor.
func (c *canvas) pool(x, y, r int, k ink) {
	c.lights = append(c.lights, light{x: x, y: y, r: max(r, 1), c: k, flat: 700})
}

// soften blurs what is painted so far, as a lens does what is out of focus.
func (c *canvas) soften(r int) {
	blurInk(c.alb, c.w, c.h, r)
	blurInk(c.emi, c.w, c.h, r)
}

func blurInk(p []ink, w, h, r int) {
	ch := planes(p, func(int) bool { return true })
	for _, q := range ch {
		boxBlur(q, w, h, r)
	}
	for i := range p {
		p[i] = mk(int(ch[0][i]), int(ch[1][i]), int(ch[2][i]))
	}
}

// planes takes a picture apart into its channels, black where use is false.
func planes(p []ink, use func(i int) bool) [3][]int32 {
	var ch [3][]int32
	for k := range ch {
		ch[k] = make([]int32, len(p))
	}
	for i, c := range p {
		if use(i) {
			ch[0][i], ch[1][i], ch[2][i] = int32(c>>16&255), int32(c>>8&255), int32(c&255)
		}
	}
	return ch
}

// boxBlur averages over squares of 2r+1 pixels, rows then columns.
func boxBlur(p []int32, w, h, r int) {
	buf := make([]int32, max(w, h))
	for y := range h {
		blurLine(p[y*w:], buf, w, 1, r)
	}
	for x := range w {
		blurLine(p[x:], buf, h, w, r)
	}
}

func blurLine(p, buf []int32, n, step, r int) {
	var sum int32
	for i := -r; i <= r; i++ {
		sum += p[min(max(i, 0), n-1)*step]
	}
	for i := range n {
		buf[i] = sum / int32(2*r+1)
		sum += p[min(i+r+1, n-1)*step] - p[max(i-r, 0)*step]
	}
	for i := range n {
		p[i*step] = buf[i]
	}
}
