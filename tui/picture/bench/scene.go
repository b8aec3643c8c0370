package main

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
)

// scene is a picture that is made, not loaded, so that everybody measures the same.
type scene struct {
	name  string
	color func(u, v float64, r *rand.Rand) [3]float64 // of a point of the unit square
	art   int                                         // pixels of a pixel art picture's longer side; else 0
}

func scenes() []scene {
	return []scene{
		{name: "photo with grain", color: photo},
		{name: "gradients", color: gradients},
		{name: "skin tones", color: skin},
		{name: "dark scene", color: dark},
		{name: "line art", color: lines},
		{name: "pixel art", color: art, art: 96},
	}
}

// draw makes the picture. Edges are smoothed with four samples a pixel.
func (s scene) draw(w, h int) *image.RGBA {
	if s.art > 0 {
		return s.drawArt(w, h)
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(7, uint64(w)))
	aspect := float64(w) / float64(h)
	for y := range h {
		for x := range w {
			var sum [3]float64
			for i := range 4 {
				u := (float64(x) + 0.25 + 0.5*float64(i%2)) / float64(w)
				v := (float64(y) + 0.25 + 0.5*float64(i/2)) / float64(h)
				for c, f := range s.color(u*aspect, v, r) {
					sum[c] += f / 4
				}
			}
			img.SetRGBA(x, y, rgba(sum))
		}
	}
	return img
}

func (s scene) drawArt(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	side := max(w, h) / s.art
	r := rand.New(rand.NewPCG(7, 7))
	cells := map[image.Point]color.RGBA{}
	for y := range h {
		for x := range w {
			at := image.Pt(x/side, y/side)
			c, ok := cells[at]
			if !ok {
				c = rgba(s.color(float64(at.X)/64, float64(at.Y)/64, r))
				cells[at] = c
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func rgba(c [3]float64) color.RGBA {
	channel := func(v float64) uint8 { return uint8(min(max(v*255+0.5, 0), 255)) }
	return color.RGBA{channel(c[0]), channel(c[1]), channel(c[2]), 255}
}

func mix(a, b [3]float64, t float64) [3]float64 {
	t = min(max(t, 0), 1)
	for i := range a {
		a[i] += (b[i] - a[i]) * t
	}
	return a
}

// cloud is smooth noise of several octaves, about 0 to 1.
func cloud(u, v float64, octaves int) float64 {
	sum, weight, total := 0.0, 1.0, 0.0
	for o := range octaves {
		f := math.Exp2(float64(o))
		sum += weight * lattice(u*f+float64(o)*17.3, v*f+float64(o)*5.1)
		total += weight
		weight *= 0.55
	}
	return sum / total
}

func lattice(u, v float64) float64 {
	x, y := math.Floor(u), math.Floor(v)
	ease := func(t float64) float64 { return t * t * (3 - 2*t) }
	a, b := ease(u-x), ease(v-y)
	top := hash(x, y) + (hash(x+1, y)-hash(x, y))*a
	low := hash(x, y+1) + (hash(x+1, y+1)-hash(x, y+1))*a
	return top + (low-top)*b
}

func hash(x, y float64) float64 {
	n := uint64(int64(x)*73856093 ^ int64(y)*19349663)
	n = (n ^ n>>31) * 0x9e3779b97f4a7c15
	n ^= n >> 29
	return float64(n*0xbf58476d1ce4e5b9>>40) / (1 << 24)
}

// photo is hills under a sky, with the grain of a camera.
func photo(u, v float64, r *rand.Rand) [3]float64 {
	c := mix([3]float64{0.35, 0.55, 0.85}, [3]float64{0.95, 0.85, 0.75}, v*1.6)
	c = mix(c, [3]float64{1, 1, 1}, (cloud(u*3, v*6, 5)-0.5)*2)
	for i, far := range [...]float64{0.45, 0.6, 0.75} {
		if v > far+0.25*(cloud(u*float64(2+i*2), far*40, 5)-0.5) {
			tone := cloud(u*20, v*30, 5)
			ground := mix([3]float64{0.15, 0.25, 0.12}, [3]float64{0.55, 0.5, 0.25}, tone*1.3-0.2)
			c = mix(ground, c, 0.55-float64(i)*0.25)
		}
	}
	grain := r.NormFloat64() * 0.05
	for i := range c {
		c[i] += grain + r.NormFloat64()*0.02
	}
	return c
}

// gradients is a sunset without an edge, the hardest thing for few colours.
func gradients(u, v float64, _ *rand.Rand) [3]float64 {
	c := mix([3]float64{0.08, 0.1, 0.35}, [3]float64{0.95, 0.45, 0.25}, v*1.1)
	c = mix(c, [3]float64{1, 0.95, 0.7}, 0.9*math.Exp(-12*((u-0.9)*(u-0.9)+(v-0.7)*(v-0.7))))
	return mix(c, [3]float64{0.2, 0.6, 0.55}, 0.5*math.Exp(-6*((u-0.2)*(u-0.2)+(v-0.9)*(v-0.9))))
}

// skin is a face in soft light before a plain wall.
func skin(u, v float64, r *rand.Rand) [3]float64 {
	c := mix([3]float64{0.42, 0.46, 0.5}, [3]float64{0.25, 0.28, 0.33}, v)
	x, y := (u-0.8)/0.42, (v-0.5)/0.55
	if d := x*x + y*y; d < 1 {
		light := math.Sqrt(1-d)*0.6 + 0.35 - 0.3*x
		c = mix([3]float64{0.35, 0.18, 0.13}, [3]float64{0.98, 0.8, 0.69}, light)
		cheek := math.Exp(-30*((x-0.35)*(x-0.35)+(y-0.2)*(y-0.2))) + math.Exp(-30*((x+0.35)*(x+0.35)+(y-0.2)*(y-0.2)))
		c = mix(c, [3]float64{0.85, 0.45, 0.42}, cheek*0.4)
		c = mix(c, [3]float64{0.7, 0.25, 0.28}, math.Exp(-(40*x*x/3 + 400*(y-0.5)*(y-0.5))))
		pores := (cloud(u*90, v*90, 3) - 0.5) * 0.05
		for i := range c {
			c[i] += pores
		}
	}
	for i := range c {
		c[i] += r.NormFloat64() * 0.008
	}
	return c
}

// dark is a street at night, a few lamps and much that is almost black.
func dark(u, v float64, r *rand.Rand) [3]float64 {
	tone := cloud(u*6, v*6, 6)
	c := mix([3]float64{0.01, 0.012, 0.03}, [3]float64{0.09, 0.08, 0.12}, tone*1.4-0.3)
	for i := range 5 {
		x, y := 0.15+float64(i)*0.33, 0.25+0.12*hash(float64(i), 3)
		d := (u-x)*(u-x) + (v-y)*(v-y)
		c = mix(c, [3]float64{1, 0.75, 0.35}, 0.9*math.Exp(-900*d)+0.22*math.Exp(-25*d))
	}
	for i := range c {
		c[i] += r.NormFloat64() * 0.006
	}
	return c
}

// lines is ink on paper.
func lines(u, v float64, _ *rand.Rand) [3]float64 {
	c := [3]float64{0.97, 0.95, 0.9}
	for i := range 9 {
		f := float64(i)
		y := 0.1 + f*0.1 + 0.05*math.Sin(u*(4+f)+f)
		if math.Abs(v-y) < 0.0025+0.002*math.Sin(u*3+f) {
			return [3]float64{0.08, 0.07, 0.1}
		}
	}
	d := math.Hypot(u-0.9, v-0.5)
	if math.Abs(math.Mod(d*14, 1)-0.5) < 0.05 {
		return [3]float64{0.5, 0.1, 0.1}
	}
	return c
}

// art is a landscape in the 48 colours of an old machine.
func art(u, v float64, r *rand.Rand) [3]float64 {
	c := photo(u, v, r)
	for i, steps := range [...]float64{4, 4, 3} {
		c[i] = math.Round(min(max(c[i], 0), 1)*(steps-1)) / (steps - 1)
	}
	return c
}
