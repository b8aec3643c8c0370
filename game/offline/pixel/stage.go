package pixel

import (
	"math/rand/v2"
	"slices"

	"journey/game"
)

// A stage is the set of one picture: the canvas, the camera and what the scene's
// words say about light and air.
type stage struct {
	canvas
	seed  uint32
	hour  hour
	sky   string // the weather, one of the words of weatherOf
	acc   [3]ink // the picture's accent hues, strongest first
	named []ink  // the hues the scene's own words name
	amb   ink
	fill  int32 // extra light on people
	halo  int32 // how strongly glowing things bloom, in 1/256
	air   air
	in    bool   // under a roof
	land  string // of the set
	feel  string // the mood, in the scene's words
	close bool   // faces fill the picture; the set is out of focus
	cam   camera

	turned bool // left is right when it is developed
	even   bool // no mood tones it
}

// air is the veil over what is far away.
type air struct {
	c     ink
	thick int // at the greatest depth, in 1/256
	low   int // more of it towards the ground
}

// A camera is a one-point perspective: the vanishing point, the focal length in
// pixels, and the height of the eye over the floor in units. A person is 78
// units tall.
type camera struct{ vx, vy, f, eye int }

// at is where something x to the right and z deep stands on the floor, and how
// large a unit is there, in 1/256 pixels.
func (s *stage) at(x, z int) brush {
	z = max(z, 20)
	return brush{
		stage: s,
		x:     s.cam.vx + x*s.cam.f/z,
		y:     s.cam.vy + s.cam.eye*s.cam.f/z,
		k:     s.cam.f * 256 / z,
	}
}

// flatly is a brush at a point of the picture with one pixel a unit.
func (s *stage) flatly(x, y int) brush { return brush{stage: s, x: x, y: y, k: 256} }

// edge is how far to the side the picture reaches at depth z.
func (s *stage) edge(z int) int { return s.w * z / 2 / s.cam.f }

// dice gives a part of a set its own repeatable chances.
func (s *stage) dice(salt uint64) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(s.seed), salt*0x9e3779b97f4a7c15+1))
}

func newStage(w, h int, sc game.Scene, pl place, seed uint64) *stage {
	s := &stage{
		canvas: newCanvas(w, h),
		seed:   uint32(hash(pl.name)) ^ uint32(seed*0x9e3779b97f4a7c15>>32),
		hour:   hourOf(sc.Time),
		sky:    weatherOf(sc.Weather),
		in:     pl.in,
		land:   pl.land,
		feel:   sc.Mood,
		halo:   200,
		fill:   44,
	}
	if s.rural() {
		s.hour = s.hour.unlit()
	}
	s.acc = pl.acc
	s.named = coloursIn(sc.Light)
	for i, c := range s.named {
		if i < len(s.acc) {
			s.acc[i] = c
		}
	}
	for i := len(s.named); i > 0 && i < len(s.acc); i++ { // the other hues stay apart from the named
		for _, c := range pl.acc {
			if !slices.ContainsFunc(s.acc[:i], func(a ink) bool { return apart(a, c) < 190 }) {
				s.acc[i] = c
				break
			}
		}
	}
	if len(s.named) > 0 { // a city's own light colours the sky over it
		s.hour.low = mix(s.hour.low, s.named[0].dim(190), 150*(256-s.hour.day)/256)
		s.hour.mid = mix(s.hour.mid, s.named[0].dim(80), 90*(256-s.hour.day)/256)
	}
	s.cam = camera{vx: w / 2, vy: h * 46 / 100, f: 150, eye: 100}
	switch shotOf(sc.Shot) {
	case closeUp:
		s.cam.f = 160 // whose face it is says less than where it is
	case medium:
		s.cam.f = 185
	case wide:
	}
	s.amb = s.ambient(pl)
	s.air = s.airOf()
	return s
}

// rural is where there is no electricity.
func (s *stage) rural() bool { return rural(s.land) }

func rural(land string) bool { return land == "isle" || land == "wood" }

// ambient is the light that comes from everywhere.
func (s *stage) ambient(pl place) ink {
	a := s.hour.amb
	if s.in {
		a = mix(a, pl.room, 150).dim(250)
	}
	switch s.sky {
	case "storm":
		a = mix(a, 0x3a4468, 130).dim(215)
	case "rain", "fog":
		a = mix(a, 0x505a7c, 90)
	case "snow":
		a = a.plus(0x14141c)
	case "smog":
		a = mix(a, 0x7a5a30, 110)
	}
	if s.rural() && !s.in && s.hour.day < 100 {
		a = a.plus(0x16181c)
	}
	if len(s.named) > 0 {
		a = mix(a, a.times(mix(s.named[0], 0xffffff, 90)), 150)
	}
	return a
}

func (s *stage) airOf() air {
	c := mix(s.hour.low, s.hour.mid, 90)
	a := air{c: c.dim(190), thick: 60}
	if s.in {
		a = air{c: mix(s.acc[0], s.hour.mid, 140).dim(110), thick: 50}
	}
	switch s.sky {
	case "fog":
		a.c = mix(mix(s.hour.low, 0x8a90b4, 150), 0xaab0c4, s.hour.day).dim(140 + s.hour.day*2/5)
		a.thick, a.low = 400, 60
	case "smog":
		a = air{c: mix(0x6a4420, 0xc8964a, s.hour.day), thick: 300, low: 50}
	case "storm":
		a.thick += 40
	case "rain":
		a.thick += 30
	case "snow":
		a = air{c: mix(a.c, 0xc8d0ec, 90), thick: 100}
	}
	if s.in {
		a.thick = min(a.thick, 130)
	}
	return a
}
