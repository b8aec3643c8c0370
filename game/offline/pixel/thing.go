package pixel

import (
	"image"

	"journey/game"
)

// A thing is what can be drawn into a part of a picture.
type thing struct {
	words []string
	said  string // the one of them that named it
	draw  prop
	hung  bool   // from above
	size  int    // in a picture of its own
	at    string // the set it is found in, when words name none; "" is a meadow
	hue   ink    // the colour it is said to be, 0 when none is said
}

func things() []thing {
	return []thing{
		{words: []string{"skull", "skulls"}, draw: skull, size: handSize, at: "cellar"},
		{words: []string{"door", "doorway", "gate", "entrance"}, draw: door, at: "cellar"},
		{words: []string{"chest", "treasure", "trunk"}, draw: chest, size: handSize, at: "cellar"},
		{words: []string{"fire", "campfire", "bonfire", "flames"}, draw: campfire},
		{words: []string{"window"}, draw: window, at: "cottage room"},
		{words: []string{"moon"}, draw: moon, hung: true},
		{words: []string{"lantern", "lanterns"}, draw: lantern, hung: true},
		{words: []string{"streetlight", "streetlamp", "lamp"}, draw: streetLamp, at: "street"},
		{words: []string{"sign", "neon"}, draw: neonSign, hung: true, at: "street"},
		{words: []string{"tree", "trees"}, draw: broadleaf(0x4a8a3c)},
		{words: []string{"plant", "flower", "flowers", "bush", "fern"}, draw: plant},
		{words: []string{"car", "taxi", "truck"}, draw: car, at: "street"},
		{words: []string{"crate", "crates", "box", "boxes"}, draw: crates, at: "workshop"},
		{words: []string{"lighthouse"}, draw: lighthouse, size: houseSize, at: "lighthouse"},
		{words: []string{"ship", "boat", "vessel"}, draw: ship, size: houseSize, at: "storm sea"},
		{words: []string{"crane"}, draw: crane, size: houseSize, at: "dock"},
		{words: []string{"desk", "table"}, draw: desk, at: "cottage room"},
		{words: []string{"chair", "armchair"}, draw: chair, at: "cottage room"},
		{words: []string{"bed"}, draw: bed, at: "cottage room"},
		{words: []string{"bookcase", "bookshelf", "books"}, draw: bookcase, at: "cottage room"},
		{words: []string{"cabinet", "cupboard", "wardrobe"}, draw: cabinet, at: "cottage room"},
		{words: []string{"screen", "monitor", "television"}, draw: monitor, hung: true, at: "workshop"},
		{words: []string{"poster", "painting"}, draw: poster, hung: true, at: "cottage room"},
		{words: []string{"vat", "tank"}, draw: vat, at: "workshop"},
		{words: []string{"altar"}, draw: altar, at: "cellar"},
		{words: []string{"column", "pillar"}, draw: column},
		{words: []string{"stall"}, draw: stall},
		{words: []string{"antenna", "mast"}, draw: antenna, size: houseSize},
		{words: []string{"barrier"}, draw: barrier},
		{words: []string{"ladder"}, draw: ladder},
		{words: []string{"fence"}, draw: fence},
		{words: []string{"castle", "fortress", "palace"}, draw: fortress, size: houseSize},
		{words: []string{"fox", "vixen", "foxes"}, draw: beast("fox"), at: "deep wood"},
		{words: []string{"wolf", "wolves"}, draw: beast("wolf"), at: "deep wood"},
		{words: []string{"dog", "hound", "puppy"}, draw: beast("dog")},
		{words: []string{"cat", "kitten"}, draw: beast("cat"), at: "cottage room"},
		{words: []string{"horse", "pony", "mare", "stallion", "donkey"}, draw: beast("horse")},
		{words: []string{"deer", "stag", "doe", "elk"}, draw: beast("deer"), at: "deep wood"},
		{words: []string{"bear"}, draw: beast("bear"), at: "deep wood"},
		{words: []string{"hare", "rabbit", "bunny"}, draw: beast("hare")},
		{words: []string{"cow", "bull", "ox"}, draw: beast("cow")},
		{words: []string{"sheep", "lamb", "goat"}, draw: beast("sheep")},
		{words: []string{"owl"}, draw: perched(0x8a6844, true), at: "deep wood"},
		{words: []string{"crow", "raven"}, draw: perched(0x3a3a46, false)},
		{words: []string{"bird", "gull", "goose", "dove", "hen"}, draw: perched(0xd8d4dc, false)},
		{words: []string{"console", "terminal"}, draw: console, at: "workshop"},
	}
}

// thingIn is the first thing, or being, that a text names.
func thingIn(text string) (thing, bool) {
	words := wordsOf(text)
	for i, w := range words {
		if t, ok := thingNamed(w, text, true); ok {
			if !being(w) {
				t.hue = hueAt(words, i)
			}
			return t, true
		}
	}
	return thing{}, false
}

// hueAt is the colour said of the thing that a word names, 0 when none is.
func hueAt(words []string, i int) ink {
	if i > 0 {
		if c, ok := clothOf(words[i-1]); ok {
			return c
		}
	}
	return 0
}

// dyed is a colour of the thing in the hue that it is said to be. What is dark stays so.
func (t thing) dyed(c ink) ink {
	if l := c.luma(); t.hue != 0 && l > 42 {
		return mix(t.hue.dim(140+l), 0xffffff, max(l-150, 0))
	}
	return c
}

// thingNamed is the thing, or the being as the text tells of it, that a word names;
// what is held in hands counts when held is set.
func thingNamed(w, text string, held bool) (thing, bool) {
	for _, t := range things() {
		if has(t.words, w) {
			return t, true
		}
	}
	if being(w) {
		who := traitsOf(game.Character{Name: text, Look: text, Wears: []string{text}, Carries: nil})
		return thing{words: []string{w}, draw: func(b brush, _ uint32) { b.place(figure(who, b.px(100), false), b.x, b.y) }}, true
	}
	if item := carried([]string{w}); held && len(item) > 0 {
		return thing{words: []string{w}, size: handSize, at: "cottage room", draw: func(b brush, _ uint32) {
			p := newSprite(b.px(160), b.px(160), b.px(100))
			f := doll{sprite: p, t: traitsOf(game.Character{Name: text, Look: text})}
			f.thing(item[0], 0, 900)
			p.shade()
			b.place(p, b.x, b.y)
		}}, true
	}
	return thing{}, false
}

func being(word string) bool {
	switch word {
	case "man", "woman", "girl", "boy", "child", "person", "someone", "stranger", "figure", "robot", "android", "drone",
		"soldier", "guard", "pilot", "mechanic", "monk", "witch", "knight", "king", "queen", "detective", "sailor", "captain":
		return true
	}
	return false
}

// draw puts what the prompt names into the filled hole, in the light around it, and reports whether
// it names anything that can be drawn there.
func (e edit) draw(g grid, col []ink, target []bool) (drawn bool) {
	box := boxOf(target, g.cols)
	sc, land := game.Scene{Time: "night"}, ""
	if e.note != nil {
		sc, land = e.note.Scene, e.note.Land
	}
	kept, _ := takenAway(e.prompt)
	t, ok := thingIn(kept)
	if !ok {
		pl, named := e.p.named(kept, land)
		if drawn = named && (e.note == nil || pl.name != e.p.find(sc, land).name); drawn {
			e.view(g, col, target, sc)
		}
		return drawn
	}
	s := relit(g, col, e.p.find(sc, land), sc, e.seed)
	before := append([]ink(nil), s.alb...)
	b, fits := s.fit(t, box)
	if !fits {
		return false
	}
	s.clip = box
	if !t.hung {
		s.ellipse(b.x, b.y, box.Dx()/4, max(box.Dy()/24, 1), func(x, y int) {
			s.alb[y*s.w+x] = s.alb[y*s.w+x].dim(150)
		})
		before = append(before[:0], s.alb...)
	}
	t.draw(b, uint32(e.seed)+3)
	for i := range s.alb {
		if s.alb[i] != before[i] && s.kind[i]&isGlow == 0 {
			s.alb[i] = t.dyed(s.alb[i])
		}
	}
	for i := range s.lights { // light that ends within the hole leaves no edge
		l := &s.lights[i]
		l.r = max(min(l.r, l.x-box.Min.X, box.Max.X-l.x, (l.y-box.Min.Y)*3/2, (box.Max.Y-l.y)*3/2), 1)
	}
	lit := s.expose()
	toned := append([]ink(nil), lit...)
	if e.note != nil && styleName(e.note.Style) == "pixel art in black and white" {
		noir(toned, s.w, s.h)
	}
	for i, in := range target {
		switch {
		case !in:
		case s.alb[i] != before[i] || s.kind[i]&isGlow != 0:
			col[i] = toned[i]
		case apart(lit[i], col[i]) > 6:
			col[i] = lit[i]
		}
	}
	return true
}

// view shows another place in the hole, as through an opening.
func (e edit) view(g grid, col []ink, target []bool, sc game.Scene) {
	sc.Place, sc.Present, sc.Shot = e.prompt, nil, ""
	s, stages := e.p.stages(note{Scene: sc, Seed: e.seed}, frame{cols: g.cols, rows: g.rows})
	for _, stage := range stages {
		stage()
	}
	out := s.expose()
	s.fall(out)
	s.mood(out)
	if e.note != nil {
		if tone := styleOf(e.note.Style); tone != nil {
			tone(out, s.w, s.h)
		}
	}
	box := boxOf(target, g.cols)
	k := min(g.cols*256/box.Dx(), g.rows*256/box.Dy()) // all of it that has room
	mid := box.Min.Add(box.Max).Div(2)
	for i, d := range depthOf(target, g.cols) {
		x, y := i%g.cols, i/g.cols
		if d > 0 && bayer(x, y) < d*4 {
			x, y = g.cols/2+fdiv((x-mid.X)*k, 256), g.rows/2+fdiv((y-mid.Y)*k, 256)
			col[i] = out[min(max(y, 0), g.rows-1)*g.cols+min(max(x, 0), g.cols-1)]
		}
	}
}

// depthOf is how far inside each square lies, up to 4; 0 is outside.
func depthOf(target []bool, w int) []int {
	out := make([]int, len(target))
	for i, in := range target {
		if in {
			out[i] = 4
		}
	}
	for range 4 {
		for i := range out {
			for _, j := range [4]int{i - w, i - 1, i + 1, i + w} {
				if j >= 0 && j < len(out) && out[i] > out[j]+1 {
					out[i] = out[j] + 1
				}
			}
		}
	}
	return out
}

// boxOf is the square around all that is to be painted.
func boxOf(target []bool, w int) image.Rectangle {
	var box image.Rectangle
	for i, in := range target {
		if in {
			box = box.Union(image.Rect(i%w, i/w, i%w+1, i/w+1))
		}
	}
	return box
}

// relit is a stage whose set is a picture as it is, so that new things stand in its
// light and new lights fall on it.
func relit(g grid, col []ink, pl place, sc game.Scene, seed uint64) *stage {
	s := newStage(g.cols, g.rows, sc, pl, seed)
	const step = 14 // as light comes in, see lightMap: less makes a pattern
	r, gr, b := mix(s.amb, 0xffffff, 110).rgb()
	r, gr, b = max(r/step, 4)*step, max(gr/step, 4)*step, max(b/step, 4)*step
	s.amb, s.air, s.mirror = mk(r, gr, b), air{}, 0
	for i, c := range col {
		cr, cg, cb := c.rgb()
		s.alb[i] = mk(cr*256/r, cg*256/gr, cb*256/b)
		ar, ag, ab := s.alb[i].rgb()
		s.emi[i] = mk(cr-ar*r>>8, cg-ag*gr>>8, cb-ab*b>>8)
	}
	return s
}

// fit measures a thing by drawing it where nobody sees it, and returns the brush
// that draws it as large as the box allows.
func (s *stage) fit(t thing, box image.Rectangle) (brush, bool) {
	const side = 360
	try := newStage(side, side, game.Scene{}, backdrop(), 1)
	const untouched = ink(1)
	for i := range try.alb {
		try.alb[i], try.emi[i] = untouched, untouched
	}
	b := try.flatly(side/2, side*2/3)
	if t.hung {
		b.y = side / 3
	}
	t.draw(b, 3)
	drawn := make([]bool, side*side)
	for i := range drawn {
		drawn[i] = try.alb[i] != untouched
	}
	m := boxOf(drawn, side)
	if m.Empty() || box.Dx() < 4 || box.Dy() < 4 {
		return brush{}, false
	}
	k := min(box.Dx()*256*8/10/m.Dx(), box.Dy()*256*8/10/m.Dy())
	out := s.flatly(0, 0)
	out.k = max(k, 8)
	mid := (box.Min.X + box.Max.X) / 2
	out.x = mid - ((m.Min.X+m.Max.X)/2-b.x)*out.k/256
	bottom := box.Max.Y - max(box.Dy()/10, 1)
	if t.hung {
		bottom = (box.Min.Y+box.Max.Y)/2 + m.Dy()*out.k/512
	}
	out.y = bottom - (m.Max.Y-b.y)*out.k/256
	return out, true
}

func skull(b brush, _ uint32) {
	bone, dark := ink(0xe8e0cc), ink(0x1c1420)
	b.taper(-26, -22, 22, 0, -16, 16, bone.dim(220))
	b.disc(0, -52, 38, 34, bone)
	b.disc(8, -50, 30, 30, bone.dim(236))
	b.disc(-4, -54, 32, 29, bone)
	b.disc(-15, -44, 11, 11, dark)
	b.disc(15, -44, 11, 11, dark)
	b.taper(-36, -1, 1, -25, -6, 6, dark)
	for x := -14; x < 16; x += 8 {
		b.box(x, -15, 2, 13, dark)
	}
	b.box(-20, -18, 40, 2, bone.dim(150))
}

func door(b brush, _ uint32) {
	wood := ink(0x8a5430)
	b.slab(-40, -150, 80, 150, 0x4a4450)
	b.box(-33, -143, 66, 143, wood)
	for x := -33; x < 33; x += 13 {
		b.box(x, -143, 2, 143, wood.dim(170))
	}
	b.box(-33, -112, 66, 7, 0x38323c)
	b.box(-33, -38, 66, 7, 0x38323c)
	b.lamp(18, -76, 8, 8, 0xffc848)
	b.box(-46, -4, 92, 4, 0x5c5664)
}

func chest(b brush, _ uint32) {
	wood := ink(0x8a5c2c)
	b.slab(-46, -44, 92, 44, wood)
	b.disc(0, -44, 46, 22, wood.dim(230))
	b.box(-46, -46, 92, 6, 0xd8a840)
	b.box(-46, -44, 7, 44, 0xd8a840)
	b.box(39, -44, 7, 44, 0xd8a840)
	b.lamp(-7, -46, 14, 15, 0xffd860)
	b.box(-2, -40, 4, 7, 0x2a1c14)
}

func window(b brush, _ uint32) {
	b.slab(-44, -110, 88, 110, 0x5a4634)
	b.lamp(-36, -102, 72, 92, 0xffc870)
	b.box(-3, -102, 6, 92, 0x5a4634)
	b.box(-36, -60, 72, 5, 0x5a4634)
	b.light(0, -50, 90, 0x8a5c28)
}

func moon(b brush, _ uint32) {
	b.orb(0, 30, 30, 30, 0xf4ecd8)
	b.orb(-9, 22, 7, 6, 0xd8ceb8)
	b.orb(11, 38, 9, 7, 0xd8ceb8)
	b.orb(8, 16, 4, 4, 0xd8ceb8)
}
