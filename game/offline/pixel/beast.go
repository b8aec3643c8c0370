package pixel

// Animals that go upright and are dressed: they have a person's body, and a head,
// ears and a tail of their own.

// beastOf is the animal someone is, "" for all others, and its usual fur.
func beastOf(look []string) (name string, fur ink) {
	if has(look, "man", "woman", "girl", "boy", "child", "person", "human", "hair", "skin", "beard") {
		return "", 0
	}
	for _, b := range []struct {
		name string
		fur  ink
		as   []string
	}{
		{"badger", 0x3a3a42, []string{"badger"}},
		{"fox", 0xd86a28, []string{"fox", "vixen"}},
		{"wolf", 0x7c7c84, []string{"wolf", "dog", "hound"}},
		{"owl", 0x8a6844, []string{"owl"}},
		{"bear", 0x6a4a30, []string{"bear"}},
		{"hare", 0xb09878, []string{"hare", "rabbit"}},
		{"mouse", 0x9a8a80, []string{"mouse", "rat", "vole", "shrew"}},
		{"hedgehog", 0x8a6a4c, []string{"hedgehog"}},
		{"toad", 0x6a8a44, []string{"toad", "frog"}},
		{"stoat", 0xa8703c, []string{"stoat", "weasel", "otter", "squirrel", "marten"}},
		{"bird", 0x34343c, []string{"crow", "raven", "jackdaw", "magpie", "heron", "goose", "bird"}},
	} {
		if has(look, b.as...) {
			return b.name, b.fur
		}
	}
	return "", 0
}

// creature makes an animal of a person.
func (t *traits) creature(look []string, h uint32) {
	name, fur := beastOf(look)
	if name == "" || t.kind != "" {
		return
	}
	t.beast, t.child, t.old = name, false, false
	if c, ok := colourBefore(look, "fur", "feathers", "coated", "plumage"); ok && name != "badger" {
		fur = c
	}
	if fur == 0xd02c3c { // a red fox is not red
		fur = 0xd86a28
	}
	t.skin, t.hair, t.style = fur, fur, "bald"
	t.height = 76 + int(h%5)
	switch name {
	case "bear", "wolf":
		t.height = 108
	case "fox":
		t.height = 88
	case "hedgehog", "mouse", "toad":
		t.height = 62
	}
	if name == "badger" || name == "owl" || name == "toad" || name == "bear" {
		t.breadth = 128
	}
}

// tail is drawn before the legs, which stand in front of it.
func (f doll) tail(w, hip int) {
	c := f.t.skin
	switch f.t.beast {
	case "fox", "wolf", "stoat":
		f.limb(w/2, hip+120, w+90, hip+210, 44, c.dim(220), hairMat)
		f.limb(w+90, hip+210, w+150, hip+60, 52, c, hairMat)
		f.limb(w+150, hip+60, w+160, hip, 36, 0xf4ece0, shirtMat)
	case "mouse":
		f.limb(w/2, hip+200, w+130, hip+300, 10, 0xd8a0a0, hairMat)
		f.limb(w+130, hip+300, w+180, hip+160, 10, 0xd8a0a0, hairMat)
	case "badger":
		f.limb(w/2, hip+140, w+50, hip+220, 40, c, hairMat)
	case "hare":
		f.oval(w, hip+120, 54, 54, 0xf4ece0, hairMat)
	case "owl", "bird":
		f.trap(hip, -w, w, 1000, -w/2, w/2, c.dim(190), hairMat)
	}
}

// muzzle is an animal's head of half axes rx and ry around (0, y).
func (f doll) muzzle(y, rx, ry int) {
	f.ears(y, rx, ry)
	c := f.t.skin
	f.oval(0, y, rx, ry, c, hairMat+40)
	if f.t.beast == "badger" {
		f.oval(0, y, rx, ry, 0xf0ece4, hairMat+40)
		for _, x := range []int{-1, 1} {
			f.trap(y-ry*9/10, x*rx*40/100-rx/5, x*rx*40/100+rx/5, y+ry*7/10, x*rx*46/100-rx/5, x*rx*46/100+rx/5, 0x24242c, faceMat)
		}
	}
	if f.back {
		return
	}
	nose := ink(0x1c1418)
	switch f.t.beast {
	case "owl":
		f.disks(y, rx, ry)
		return
	case "bird":
		f.trap(y, -rx/4, rx/4, y+ry*8/10, -rx/14, rx/14, 0xd8a030, faceMat)
	case "toad":
		f.box(-rx*7/10, y+ry*4/10, rx*14/10, ry/9, c.dim(110), faceMat)
	case "badger":
		f.oval(0, y+ry*6/10, rx*34/100, ry*36/100, 0xf4f0e8, shirtMat)
		f.oval(0, y+ry*62/100, rx/6, ry/7, nose, faceMat)
	default:
		pale := mix(c, 0xfff8ec, 190)
		f.oval(-rx*45/100, y+ry*42/100, rx*45/100, ry*42/100, pale, shirtMat)
		f.oval(rx*45/100, y+ry*42/100, rx*45/100, ry*42/100, pale, shirtMat)
		f.oval(0, y+ry*56/100, rx*36/100, ry*40/100, pale, shirtMat)
		f.oval(0, y+ry*52/100, rx/6, ry/7, nose, faceMat)
		f.box(-rx/5, y+ry*80/100, rx*2/5, max(ry/14, 4), nose, faceMat)
	}
	f.beady(y, rx, ry)
}

// beady are the eyes of an animal, spectacles before them.
func (f doll) beady(y, rx, ry int) {
	up := -ry / 10
	if f.t.beast == "toad" {
		up = -ry * 9 / 10
	}
	white := ink(0x140c10)
	if f.t.beast == "badger" {
		white = 0xf4f0e8
	}
	for _, x := range []int{-rx * 45 / 100, rx * 45 / 100} {
		if f.t.glasses {
			f.oval(x, y+up, rx*30/100, ry*30/100, 0x2a2228, faceMat)
			f.oval(x, y+up, rx*24/100, ry*24/100, 0xf0ecd8, faceMat)
		}
		f.oval(x, y+up, max(rx/7, 10), max(ry/6, 12), white, faceMat)
		f.oval(x, y+up, max(rx/12, 5), max(ry/9, 6), 0x140c10, faceMat)
		f.oval(x-rx/24, y+up-ry/20, max(rx/26, 3), max(ry/24, 3), 0xffffff, faceMat)
	}
}

// disks are the face of an owl.
func (f doll) disks(y, rx, ry int) {
	pale := mix(f.t.skin, 0xf8ecd0, 160)
	eye := ink(0xffb828)
	for _, x := range []int{-rx * 44 / 100, rx * 44 / 100} {
		f.oval(x, y-ry/12, rx*46/100, ry*52/100, pale, shirtMat)
		if f.t.glasses {
			f.oval(x, y-ry/12, rx*38/100, ry*42/100, 0x3a2c24, faceMat)
		}
		f.oval(x, y-ry/12, rx*30/100, ry*34/100, eye, faceMat)
		f.oval(x, y-ry/12, rx*15/100, ry*18/100, 0x140c10, faceMat)
		f.oval(x-rx/16, y-ry/6, max(rx/18, 3), max(ry/16, 3), 0xffffff, faceMat)
	}
	f.trap(y+ry/10, -rx/8, rx/8, y+ry*55/100, -rx/30, rx/30, 0xd89828, faceMat)
}

func (f doll) ears(y, rx, ry int) {
	c := f.t.skin
	for _, x := range []int{-1, 1} {
		switch f.t.beast {
		case "fox", "wolf":
			f.trap(y-ry*19/10, x*rx*84/100-rx/14, x*rx*84/100+rx/14, y-ry*3/10, x*rx*60/100-rx*40/100, x*rx*60/100+rx*36/100, c, hatMat)
			f.trap(y-ry*15/10, x*rx*82/100-rx/20, x*rx*82/100+rx/20, y-ry*6/10, x*rx*62/100-rx/5, x*rx*62/100+rx/5, 0x2c1c1c, faceMat)
		case "owl":
			f.trap(y-ry*16/10, x*rx*86/100-rx/14, x*rx*86/100+rx/14, y-ry*4/10, x*rx*55/100-rx*36/100, x*rx*55/100+rx*34/100, c.dim(210), hatMat)
		case "hare":
			f.oval(x*rx*46/100, y-ry*14/10, rx*24/100, ry*80/100, c, hatMat)
			f.oval(x*rx*46/100, y-ry*14/10, rx*11/100, ry*58/100, 0xd8a0a0, faceMat)
		case "toad":
			f.oval(x*rx*45/100, y-ry*85/100, rx*34/100, ry*34/100, c, hatMat)
		case "hedgehog":
			for i := range 7 {
				a := 150 + i*11
				f.oval(x*wave(a+64)*rx*12/1270, y+wave(a)*ry*12/1270, rx*36/100, ry*36/100, c.dim(150+i%2*70), hatMat)
			}
		case "bird":
		case "mouse":
			f.oval(x*rx*80/100, y-ry*80/100, rx*52/100, ry*56/100, c, hatMat)
			f.oval(x*rx*80/100, y-ry*78/100, rx*34/100, ry*38/100, 0xd8a0a0, faceMat)
		default:
			f.oval(x*rx*76/100, y-ry*74/100, rx*32/100, ry*36/100, c, hatMat)
			f.oval(x*rx*76/100, y-ry*72/100, rx*17/100, ry*20/100, 0xf0e8e0, faceMat)
		}
	}
}

// wings are an owl's arms.
func (f doll) wings(w, sh, hip int) {
	for _, x := range []int{-1, 1} {
		f.limb(x*w, sh+50, x*(w+34), hip-40, 46, f.t.skin.dim(210), armMat)
	}
}
