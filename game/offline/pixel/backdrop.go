package pixel

import "strings"

// bareGround reports whether a place is no place but the ground of a portrait.
func bareGround(words string) bool {
	w := wordsOf(words)
	return has(w, "plain", "blank", "neutral") && has(w, "ground", "background", "backdrop")
}

// sheetOf reports whether a shot asks for a person from several sides.
func sheetOf(shot string) bool {
	t := strings.ToLower(shot)
	return strings.Contains(t, "reference sheet") || strings.Contains(t, "turnaround") || strings.Contains(t, "character sheet")
}

// backdrop is the set of a portrait: nothing but light grey, in even light that
// adds no hue of its own.
func backdrop() place { return place{name: "backdrop", acc: [3]ink{0xffffff, 0xe8e8f0, 0xffffff}} }

// portray paints everyone whole and from the front on a plain ground; for a
// reference sheet also from behind, and the face.
func (s *stage) portray(n note) {
	s.amb, s.fill, s.air, s.halo, s.even = 0xf4f4f4, 0, air{}, 40, true
	for i := range s.emi {
		s.emi[i] = 0xdcdcde // gives its own light, so that none makes a pattern on it
	}
	var shown []*sprite
	all := castOf(n.Scene, n.Present)
	high := s.h * 76 / 100 // the tallest are a tenth above
	for _, t := range all {
		if rural(n.Land) {
			t.homespun()
		}
		views := len(all)
		if sheetOf(n.Scene.Shot) {
			views *= 3
		}
		h := min(high, s.w*100/(62*views))
		shown = append(shown, figure(t, h, false))
		if sheetOf(n.Scene.Shot) {
			shown = append(shown, figure(t, h, true), bust(t, min(h*2/3, s.w*9/(10*views)), false))
		}
	}
	foot := s.h * 93 / 100
	for i, p := range shown {
		x := s.w * (2*i + 1) / (2 * len(shown))
		s.ellipse(x, foot, p.w/4, max(p.w/22, 1), func(x, y int) { s.emi[y*s.w+x] = 0xb8b8bc })
		s.stick(p, x, foot)
	}
}

// stick places a sprite without the coloured rims that a scene's lights give it.
func (s *stage) stick(p *sprite, x, y int) {
	s.z = 20
	for j := range p.h {
		for i := range p.w {
			switch c := p.px[j*p.w+i]; p.mat[j*p.w+i] {
			case bare:
			case glowMat:
				s.put(x-p.w/2+i, y-p.h+j, c.dim(20), c, isGlow|isFigure)
			default:
				s.put(x-p.w/2+i, y-p.h+j, c, 0, isFigure)
			}
		}
	}
	s.z = 0
}
