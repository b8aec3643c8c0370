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

// noir keeps only red, in a hard black and white.
func noir(p []ink, w, _ int) {
	for i, c := range p {
		r, g, b := c.rgb()
		l := c.luma()
		v := min(l*l/110+l/4, 255)
		v = min((v+bayer(i%w, i/w)*2)/32*32, 246)
		p[i] = mk(v, v, v+v/24)
		if r > 150 && r > g*2 && r > b*3/2 {
			p[i] = mk(min(v+110, 255), v/6, v/5)
		}
	}
}

// inkwash draws the picture's edges and four washes of grey on paper, with the
// brightest hues left as a stain of colour.
func inkwash(p []ink, w, h int) {
	src := append([]ink(nil), p...)
	for i, c := range src {
		x, y := i%w, i/w
		l := min(c.luma()*3/2+30, 255)
		l = min((l+bayer(x, y)*4)/64*64+30, 240)
		k := mix(0x14121c, 0xf2e8d4, l)
		if c.saturation() > 120 && c.luma() > 60 {
			k = mix(k, c, 100)
		}
		if x+1 < w && y+1 < h {
			e := src[i].luma() - src[i+1].luma()
			f := src[i].luma() - src[i+w].luma()
			if e*e+f*f > 1000 {
				k = 0x14121c
			}
		}
		p[i] = k
	}
}

// watercolour lets the colours run a little, on bright grained paper.
func watercolour(p []ink, w, h int) {
	soft := append([]ink(nil), p...)
	blurInk(soft, w, h, 2)
	for i, c := range p {
		x, y := i%w, i/w
		c = mix(c, soft[i], 150)
		r, g, b := c.rgb()
		c = mk(96+r*5/8+r/8, 92+g*5/8+g/8, 100+b*9/16+b/8)
		c = mix(c, 0xfff4e0, 40+int(noise(5, x/2, y/2)%30))
		edge := min(x, y, w-1-x, h-1-y) + int(noise(9, x/5, y/5)%6)
		if edge < 7 {
			c = mix(0xfdf6e6, c, edge*36)
		}
		p[i] = c
	}
}
