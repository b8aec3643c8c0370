package pixel

// Animals that go on four legs, or fly, as pictures of nobody's story have them: from
// the side, looking to the right, in units of a hundredth of a horse's height.

// A build is how an animal on four legs is made.
type build struct {
	fur, belly ink
	long, deep int // half axes of the body
	leg        int // length
	neck       int // how much higher the head is than the back
	head       int // half its height
	snout      int // how far it reaches before the head
	ears       string
	tail       string
}

func buildOf(name string) build {
	switch name {
	case "fox":
		return build{0xe07828, 0xf8ece0, 38, 17, 22, 2, 14, 20, "sharp", "brush"}
	case "wolf":
		return build{0x80808a, 0xd8d4d0, 42, 20, 32, 4, 16, 22, "sharp", "brush"}
	case "dog":
		return build{0xa06a38, 0xe8d0a8, 36, 18, 28, 12, 16, 18, "flap", "up"}
	case "cat":
		return build{0x5c5a66, 0xd8d0d0, 32, 16, 17, 4, 15, 4, "sharp", "up"}
	case "horse":
		return build{0x8a4c28, 0x7a4020, 48, 24, 48, 34, 14, 28, "sharp", "hair"}
	case "deer":
		return build{0xb0743c, 0xf0dcc0, 40, 19, 44, 30, 12, 18, "antlers", "stub"}
	case "bear":
		return build{0x6a4628, 0x5a3a20, 50, 32, 26, 0, 21, 18, "round", "stub"}
	case "hare":
		return build{0xb8966c, 0xf4ece0, 24, 17, 14, 10, 12, 6, "long", "stub"}
	case "cow":
		return build{0xe8e4dc, 0xe0b8a8, 52, 26, 34, 4, 17, 18, "horns", "up"}
	}
	return build{0xe8e4d8, 0xd8d0c0, 38, 24, 22, 10, 13, 10, "flap", "stub"} // a sheep
}

// beast draws the animal of that name on its four legs.
func beast(name string) prop {
	return func(b brush, _ uint32) {
		a := buildOf(name)
		back := -a.leg - 2*a.deep
		b.shadow(a.long)
		a.tailed(b, back)
		for i, x := range []int{-a.long * 7 / 10, a.long * 5 / 10, -a.long * 9 / 10, a.long * 8 / 10} {
			c := a.fur.dim(150 + i/2*76)
			w := max(a.deep/4, 3)
			b.taper(-a.leg-a.deep, x-w-2, x+w+2, -3, x-w, x+w, c)
			b.box(x-w, -4, 2*w+3, 4, a.fur.dim(90))
		}
		b.disc(0, -a.leg-a.deep, a.long, a.deep, a.fur.dim(190))
		b.disc(0, -a.leg-a.deep*4/5, a.long*8/10, a.deep*7/10, mix(a.fur, a.belly, 110))
		b.disc(0, -a.leg-a.deep*5/4, a.long, a.deep*8/10, a.fur)
		a.headed(b, back)
	}
}

// headed draws neck and head over the front of the body.
func (a build) headed(b brush, back int) {
	x, y := a.long+a.neck/2+a.head/3, back-a.neck
	b.taper(y, x-a.head, x+a.head/3, back+a.deep*12/10, a.long*4/10, a.long, a.fur)
	a.eared(b, x, y)
	b.disc(x, y, a.head, a.head, a.fur)
	for i := range 6 { // the snout grows thinner
		r := a.head * (9 - i) / 12
		b.disc(x+a.head/3+a.snout*i/6, y+a.head*i/12+2, r, r*3/4, mix(a.fur, a.belly, i*30))
	}
	b.disc(x+a.head/3+a.snout*9/10+3, y+a.head*5/12, max(a.head/4, 2), max(a.head/5, 2), 0x181018)
	b.disc(x+a.head/4, y-a.head/5, max(a.head/5, 2), max(a.head/4, 2), 0x181018)
	b.box(x+a.head/4, y-a.head/5-1, 2, 2, 0xf8f4f0)
	b.disc(x-a.head/4, y+a.head*9/10, a.head/2, a.head/3, mix(a.fur, a.belly, 170))
}

func (a build) eared(b brush, x, y int) {
	h := a.head
	switch a.ears {
	case "sharp":
		b.taper(y-h*17/10, x-h*8/10, x-h*7/10, y-h/3, x-h, x-h/10, a.fur.dim(180))
		b.taper(y-h*17/10, x, x+h/10, y-h/3, x-h/4, x+h*7/10, a.fur)
	case "flap":
		b.disc(x-h, y+h/5, h*4/10, h*9/10, a.fur.dim(150))
	case "round":
		b.disc(x-h/2, y-h*8/10, h*4/10, h*4/10, a.fur.dim(170))
		b.disc(x+h*3/10, y-h*9/10, h*4/10, h*4/10, a.fur.dim(210))
	case "long":
		b.disc(x-h*8/10, y-h*18/10, h*3/10, h*14/10, a.fur.dim(190))
		b.disc(x-h/10, y-h*19/10, h*3/10, h*14/10, a.fur)
	default: // antlers or horns
		c := ink(0xe8dcc0)
		b.stroke(x, y-h, x+h*8/10, y-h*2, c)
		b.stroke(x-1, y-h, x+h*8/10-1, y-h*2, c)
		if a.ears == "antlers" {
			for _, k := range []int{-1, 1} {
				for o := range 3 {
					b.stroke(x+o, y-h, x+k*h*2+o, y-h*3, c)
					b.stroke(x+k*h+o, y-h*2, x+k*h+o, y-h*35/10, c)
					b.stroke(x+k*h*2+o, y-h*3, x+k*h*2+o, y-h*42/10, c)
				}
			}
		}
	}
}

func (a build) tailed(b brush, back int) {
	x, y := -a.long, back+a.deep
	switch a.tail {
	case "brush":
		for i := range 12 {
			r := a.deep * (6 + min(i, 11-i)) / 15
			c := a.fur.dim(210)
			if i > 8 {
				c = a.belly
			}
			b.disc(x-i*a.long/12, y+i*a.leg/22, r, r, c)
		}
	case "up":
		for i := range 14 {
			b.disc(x-wave(i*6)*a.long/300, y-i*a.leg/9, max(a.deep/5, 2), max(a.deep/5, 2), a.fur.dim(200))
		}
	case "hair":
		b.taper(back+a.deep/2, x-4, x+8, -a.leg/4, x-16, x-4, a.fur.dim(110))
		b.taper(back-a.neck, a.long-6, a.long+2, back+a.deep/2, a.long/4, a.long*6/10, a.fur.dim(110))
	default:
		b.disc(x, y-a.deep/3, a.deep/3, a.deep/3, mix(a.fur, a.belly, 200))
	}
}

// perched is a bird on the ground, from the side; an owl looks out of the picture.
func perched(c ink, owl bool) prop {
	return func(b brush, _ uint32) {
		b.shadow(20)
		b.box(-6, -10, 3, 10, 0xd89828)
		b.box(4, -10, 3, 10, 0xd89828)
		if owl {
			b.disc(0, -40, 24, 34, c)
			b.disc(0, -30, 15, 22, mix(c, 0xf8ecd0, 150))
			b.disc(-22, -38, 9, 26, c.dim(180))
			b.disc(22, -38, 9, 26, c.dim(180))
			b.taper(-96, -22, -19, -70, -24, -4, c)
			b.taper(-96, 19, 22, -70, 4, 24, c)
			b.disc(0, -70, 25, 20, c)
			for _, x := range []int{-11, 11} {
				b.disc(x, -70, 12, 13, mix(c, 0xf8ecd0, 190))
				b.disc(x, -70, 8, 9, 0xffb828)
				b.disc(x, -70, 4, 5, 0x140c10)
			}
			b.taper(-66, -4, 4, -56, -1, 1, 0xd89828)
			return
		}
		b.taper(-34, -58, -50, -14, -30, -16, c.dim(170))
		b.disc(0, -30, 32, 20, c)
		b.disc(6, -24, 22, 13, mix(c, 0xf4e8d8, 90))
		b.disc(-8, -34, 26, 12, c.dim(180))
		b.disc(26, -54, 15, 14, c)
		b.taper(-58, 38, 40, -50, 38, 56, 0xe0a030)
		b.disc(30, -57, 3, 3, 0xf8f4f0)
		b.disc(31, -57, 2, 2, 0x140c10)
	}
}

// fortress stands with walls, towers and lit windows.
func fortress(b brush, _ uint32) {
	stone := ink(0x9894a4)
	tower := func(x, w, h int, c ink) {
		b.slab(x-w, -h, 2*w, h, c)
		for k := -w; k < w; k += 6 {
			b.box(x+k, -h-4, 3, 4, c)
		}
		b.lamp(x-2, -h+14, 4, 8, 0xffc860)
	}
	spire := func(x, w, h int) {
		b.taper(-h-3*w, x-1, x+1, -h, x-w-4, x+w+4, 0x8a3444)
		b.stroke(x, -h-3*w-14, x, -h-3*w, 0x5a5464)
		b.taper(-h-3*w-14, x+1, x+14, -h-3*w-6, x+1, x+14, 0xd83a48)
	}
	tower(-30, 16, 118, stone.dim(200))
	spire(-30, 16, 118)
	tower(34, 13, 98, stone.dim(190))
	spire(34, 13, 98)
	b.slab(-84, -58, 168, 58, stone.dim(230))
	for x := -84; x < 84; x += 10 {
		b.box(x, -64, 5, 6, stone.dim(230))
	}
	tower(-86, 17, 84, stone)
	spire(-86, 17, 84)
	tower(86, 17, 84, stone)
	spire(86, 17, 84)
	b.slab(-20, -72, 40, 72, stone)
	b.disc(0, -26, 12, 14, 0x2a2028)
	b.box(-12, -26, 24, 26, 0x2a2028)
	for _, x := range []int{-58, -40, 42, 60} {
		b.lamp(x-2, -40, 4, 9, 0xffb850)
	}
	b.light(0, -30, 90, 0x6a4820)
}
