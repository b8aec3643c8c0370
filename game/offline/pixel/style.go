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

// inkwash draws with pen and brush on paper: edges as lines, shadow as hatching,
// with the brightest hues left as a stain of colour.
func inkwash(p []ink, w, h int) {
	const paper, pen = ink(0xf2e8d4), ink(0x16141e)
	src := append([]ink(nil), p...)
	sum := 0
	for _, c := range src {
		sum += c.luma()
	}
	bright := max(sum/max(len(src), 1), 12) // a night is drawn on white paper too
	for i, c := range src {
		x, y := i%w, i/w
		l := c.luma() * 128 / bright
		k := mix(paper, paper.dim(214), 256-min(l*2, 256))
		if c.saturation() > 90 && l > 130 {
			k = mix(k, c, 150)
		}
		switch {
		case l < 34, l < 64 && pmod(x-y, 4) == 0, l < 100 && pmod(x+y, 4) == 0:
			k = pen
		}
		if x+1 < w && y+1 < h {
			e, f := l-src[i+1].luma()*128/bright, l-src[i+w].luma()*128/bright
			if e*e+f*f > 8000 {
				k = pen
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
		c = mix(c, soft[i], 110)
		r, g, b := c.rgb()
		c = mk(64+r*7/10, 62+g*7/10, 72+b*2/3)
		c = mix(c, 0xfff4e0, 18+int(noise(5, x/2, y/2)%26))
		edge := min(x, y, w-1-x, h-1-y) - int(noise(9, (x+y)/3, (x-y)/3)%5) - wave(x*5+y*7)/60
		if edge < 6 {
			c = mix(0xfdf6e6, c, max(edge, 0)*42)
		}
		p[i] = c
	}
}
