package pixel

import "strings"

// A style is how the lit picture is toned before its palette is chosen.
type style func(p []ink, w, h int)

// styleOf knows ink, watercolour and noir; everything else is plain pixel art.
func styleOf(words string) style {
	t := strings.ToLower(words)
	switch {
	case strings.Contains(t, "noir"), strings.Contains(t, "black and white"), strings.Contains(t, "monochrome"):
		return noir
	case strings.Contains(t, "water"), strings.Contains(t, "gouache"), strings.Contains(t, "pastel"):
		return watercolour
	case strings.Contains(t, "pixel"), strings.Contains(t, "bit"):
		return nil
	case strings.Contains(t, "ink"), strings.Contains(t, "woodcut"), strings.Contains(t, "manga"), strings.Contains(t, "line"):
		return inkwash
	}
	return nil
}

// A tonality is how bright a picture is and how far its parts are from each other:
// a night and a noon are both drawn on white paper with black ink.
type tonality struct{ mean, spread int }

func tonalityOf(p []ink) tonality {
	sum, square := 0, 0
	for _, c := range p {
		l := c.luma()
		sum, square = sum+l, square+l*l
	}
	n := max(len(p), 1)
	mean := sum / n
	return tonality{mean: mean, spread: max(isqrt(square/n-mean*mean), 14)}
}

// level is how light a colour is in its picture, 128 for the mean.
func (t tonality) level(c ink) int {
	return min(max(128+(c.luma()-t.mean)*58/t.spread, 0), 255)
}

// noir keeps only red, in a hard black and white.
func noir(p []ink, w, _ int) {
	t := tonalityOf(p)
	for i, c := range p {
		r, g, b := c.rgb()
		l := (t.level(c)*2 + min(c.luma(), 200)) / 3
		v := min(l*l/130+l/6, 255)
		v = min((v+bayer(i%w, i/w)*2)/32*32, 246)
		p[i] = mk(v, v, v+v/24)
		if r > 150 && r*2 > g*5 && r > b*3/2 {
			p[i] = mk(min(v+110, 255), v/6, v/5)
		}
	}
}

// inkwash draws with pen and brush on paper: edges as lines, shadow as hatching,
// over a thin wash of the picture's own colours.
func inkwash(p []ink, w, h int) {
	const paper, pen = ink(0xf4ecda), ink(0x16141e)
	src := append([]ink(nil), p...)
	t := tonalityOf(src)
	for i, c := range src {
		x, y := i%w, i/w
		l := t.level(c)
		k := mix(paper, paper.dim(206), 256-l)
		k = mix(k, vivid(c), min(c.saturation(), 110))
		switch {
		case l < 26, l < 58 && pmod(x-y, 4) == 0, l < 82 && pmod(x+y, 5) == 0:
			k = pen
		case l > 222:
			k = mix(k, 0xffffff, 150)
		}
		if x+1 < w && y+1 < h && t.edge(c, src[i+1], src[i+w]) {
			k = pen
		}
		p[i] = k
	}
}

// edge is whether one colour ends here.
func (t tonality) edge(c, right, below ink) bool {
	return (apart(c, right)+apart(c, below))*40/t.spread > 128
}

// watercolour lays flat washes that run a little and darken where they end, on
// bright grained paper.
func watercolour(p []ink, w, h int) {
	soft := append([]ink(nil), p...)
	blurInk(soft, w, h, 2)
	wide := append([]ink(nil), soft...)
	blurInk(wide, w, h, 3)
	t := tonalityOf(p)
	for i, c := range p {
		x, y := i%w, i/w
		c = mix(c, soft[i], 176)
		l := t.level(c) + int(noise(5, x/3, y/3)%5)
		c = c.dim(256 + (l/30*30+15-l)*2) // the wash is flat
		if d := soft[i].luma() - wide[i].luma(); d < -5 {
			c = c.dim(216) // pigment gathers at the darker side of an edge
		}
		r, g, b := c.rgb()
		c = mk(46+r*21/25, 44+g*21/25, 50+b*20/25)
		c = mix(c, 0xfff8ea, 12+int(noise(5, x/2, y/2)%28))
		edge := min(x, y, w-1-x, h-1-y) - int(noise(9, (x+y)/3, (x-y)/3)%5) - wave(x*5+y*7)/60
		if edge < 6 {
			c = mix(0xfdf6e6, c, max(edge, 0)*42)
		}
		p[i] = c
	}
}
