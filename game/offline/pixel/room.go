package pixel

// A texture says what a surface is at (u, v): along the surface and up or across
// it, in units. A hole leaves what was painted behind.
type texture func(s *stage, u, v int) (c ink, k texel)

type texel int

const (
	matte texel = iota
	glowing
	hole
	dry // matte, and no mirror when it is a floor
)

// A room is the box a set is painted in, seen along its length. Sizes are in
// units; a surface without a texture is open.
type room struct {
	half, eye, over, deep          int // to the walls, floor, ceiling and back
	left, right, floor, ceil, back texture
	mirror                         int // of the floor, 0 to 256
	vx, vy                         int // the vanishing point in percent, 0 for the usual one
}

func (r room) part() part {
	return func(s *stage) {
		s.cam.eye = r.eye
		if r.vx > 0 {
			s.cam.vx = s.w * r.vx / 100
		}
		if r.vy > 0 {
			s.cam.vy = s.h * r.vy / 100
		}
		s.mirror = s.wetter(r.mirror)
		for y := range s.h {
			for x := range s.w {
				r.pixel(s, x, y)
			}
		}
		s.z = 0
	}
}

// wetter is how strongly a floor mirrors in this weather.
func (s *stage) wetter(mirror int) int {
	rain := s.sky == "rain" || s.sky == "storm"
	switch {
	case s.rural() && !s.in && rain:
		return max(mirror, 90)
	case s.in && rain && !s.rural():
		return min(mirror+50, 256)
	case !s.in && !s.rural() && (rain || s.sky == "wet"):
		return max(mirror, 200)
	}
	return mirror
}

// pixel finds the surface that the ray through (x, y) meets first.
func (r room) pixel(s *stage, x, y int) {
	const far = 1 << 20
	dx, dy, f := x-s.cam.vx, y-s.cam.vy, s.cam.f
	z, surface := r.deep, r.back
	u, v := dx*r.deep/f, dy*r.deep/f
	kind, level := uint8(0), false
	if dx != 0 && r.half > 0 {
		side := r.right
		if dx < 0 {
			side = r.left
		}
		if zw := r.half * f / max(dx, -dx); zw < z && side != nil {
			z, u, v, surface = zw, zw, dy*zw/f, side
		}
	}
	zf := far
	if dy > 0 {
		zf = r.eye * f / dy
	}
	if zf <= z {
		z, u, v, surface, kind, level = zf, dx*zf/f, zf, r.floor, isFloor, true
	} else if dy < 0 && r.over > 0 {
		if zc := r.over * f / -dy; zc < z {
			z, u, v, surface, level = zc, dx*zc/f, zc, r.ceil, true
		}
	}
	if surface == nil {
		return
	}
	if !level {
		v = r.eye - v // walls measure up from the floor
	}
	c, k := surface(s, u, v)
	s.z = uint8(min(z*200/max(r.deep, 1), 200))
	switch k {
	case hole:
	case glowing:
		s.put(x, y, c.dim(14), c, isGlow|kind)
	case matte:
		s.put(x, y, c, 0, kind)
	case dry:
		s.put(x, y, c, 0, kind|kind/isFloor*isDry)
	}
	if kind == isFloor && k != hole {
		s.floorTop[x] = min(s.floorTop[x], y)
	}
}
