package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// traits is what is seen of a person. It follows from the description alone, or
// from the name where the description is silent, so that it never changes from
// picture to picture unless the story changes it.
type traits struct {
	seed               uint32
	kind               string // "", "robot", "drone", "cat"
	you                bool
	skin, hair, eyes   ink
	style              string // of the hair: short long bald buzz mohawk bun braid curly
	oneEye, metalArm   bool
	markAt             string // the place of the body that glows, if one does
	markInk            ink
	beast              string // the animal, of those that go dressed
	plain              bool   // nothing on them glows of itself
	glowEyes, implant  bool
	glasses, beard     bool
	visor              bool
	old, child         bool
	height, breadth    int // percent of the usual
	coat, shirt, legs  ink
	cut                string // of the clothes: coat jacket dress hoodie robe suit
	hood, scarf, apron bool
	hat                string // "", cap, brim, helmet
	hatInk, trim       ink
	scarfInk           ink
	apronInk, shell    ink
	carries            []string
}

func isYou(name string) bool {
	n := strings.ToLower(strings.TrimSpace(name))
	return n == "you" || n == "the player" || n == "player" || n == "yourself"
}

func traitsOf(c game.Character) traits {
	h := noise(uint32(hash(strings.ToLower(c.Name))), 1, 2)
	look := wordsOf(c.Look + " and " + c.Role)
	wears := wordsOf(strings.Join(c.Wears, " and "))
	who := slices.Concat(look, wordsOf(c.Name))
	all := slices.Concat(who, wears)
	t := traits{seed: h, you: isYou(c.Name), height: 96 + int(h>>3%9), breadth: 100}
	t.body(who, h)
	t.head(look, all, h)
	t.clothes(wears, look, h)
	t.creature(look, h)
	t.carries = carried(c.Carries)
	return t
}

func has(words []string, some ...string) bool {
	return slices.ContainsFunc(some, func(w string) bool { return slices.Contains(words, w) })
}

// body reads what someone is, how old and how large.
func (t *traits) body(who []string, h uint32) {
	t.kind = kindOf(who)
	years := slices.Contains(who, "years")
	young := has(who, "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
	if has(who, "child", "girl", "boy", "kid", "toddler") || years && young {
		t.child, t.height = true, 66
	} else if has(who, "old", "elderly", "aged", "ancient", "grandmother", "grandfather", "wrinkled") && !years {
		t.old, t.height = true, t.height-4
	}
	if has(who, "teen", "teenage", "twelve", "thirteen", "fourteen") && t.child {
		t.height = 76
	}
	first := who[:min(len(who), 8)] // further on, a size is that of a scar or a bag
	if has(first, "tall", "towering", "huge") {
		t.height += 10
	}
	if has(first, "giant", "giantess", "ogre", "troll") {
		t.height = 170
	}
	if has(first, "short", "small", "tiny", "little") && !t.child && t.kind == "" && !ofHair(first, "short") {
		t.height -= 12
	}
	if has(first, "broad", "heavy", "big", "stocky", "burly", "muscular", "fat", "massive") {
		t.breadth = 124
	} else if has(first, "thin", "slim", "lean", "gaunt", "slender", "wiry") {
		t.breadth = 88
	} else {
		t.breadth = 95 + int(h>>9%12)
	}
}

// kindOf is what someone is who is no human: in a world where everybody is called
// a machine it takes a plain word, and nothing human beside it.
func kindOf(who []string) string {
	if has(who, "man", "woman", "girl", "boy", "child", "person", "human", "hair", "skin", "beard", "pilot", "mechanic") {
		return ""
	}
	switch {
	case has(who, "drone", "orb", "hovering"):
		return "drone"
	case has(who, "console", "handheld", "terminal", "hologram"):
		return "console"
	case has(who, "robot", "android", "automaton", "mech", "droid", "golem", "synthetic", "unit", "bot"):
		return "robot"
	case has(who, "cat", "kitten"):
		return "cat"
	}
	return ""
}

// ofHair is true where a word such as "short" speaks of the hair.
func ofHair(words []string, word string) bool {
	i := slices.Index(words, word)
	return i >= 0 && has(words[i:min(i+4, len(words))], "hair", "hairs", "curls", "beard", "locks", "braid", "braids")
}

func (t *traits) head(look, all []string, h uint32) {
	t.skin = [6]ink{0xf4d0b0, 0xe8b890, 0xd09868, 0xa87048, 0x7c4c34, 0x5c3828}[h>>12%6]
	switch {
	case has(look, "pale", "white-skinned", "ashen", "albino"):
		t.skin = 0xf8e0d0
	case has(look, "dark") && near(look, "skin", "dark"), has(look, "black") && near(look, "skin", "black"):
		t.skin = 0x5c3828
	case has(look, "brown") && near(look, "skin", "brown"), has(look, "bronze"):
		t.skin = 0x8c5a3a
	case has(look, "tan", "tanned", "olive"):
		t.skin = 0xc89060
	}
	t.hair = [7]ink{0x2a2030, 0x4a2c20, 0x8a5428, 0xd8b060, 0xa83a28, 0x2a3a6a, 0x8a3a8a}[h>>15%7]
	if c, ok := colourBefore(look, "hair", "braids", "braid", "curls", "mohawk", "ponytail", "bun", "bob", "locks", "dreadlocks", "beard"); ok {
		t.hair = c
	} else if t.old {
		t.hair = 0xc8c8d0
	}
	t.style = [4]string{"short", "long", "short", "bun"}[h>>18%4]
	for _, s := range [][2]string{
		{"short", "short"},
		{"long", "long"},
		{"cropped", "short"},
		{"curls", "curly"},
		{"curly", "curly"},
		{"afro", "curly"},
		{"dreadlocks", "long"},
		{"braid", "braid"},
		{"braids", "braid"},
		{"braided", "braid"},
		{"ponytail", "braid"},
		{"bun", "bun"},
		{"mohawk", "mohawk"},
		{"bald", "bald"},
		{"shaved", "buzz"},
		{"buzzed", "buzz"},
		{"hairless", "bald"},
	} {
		if (s[0] == "short" || s[0] == "long") && !ofHair(look, s[0]) {
			continue
		}
		if has(look, s[0]) {
			t.style = s[1]
		}
	}
	t.gaze(look, all, h)
	t.shell = 0x8c8c98
	if c, ok := colourBefore(look, "console", "shell", "plating", "casing", "body", "drone", "robot"); ok {
		t.shell = c
	}
	t.mark(look)
	t.implant = has(all, "implant", "implants", "cybernetic", "augmented", "port", "ports", "chrome", "prosthetic", "wires")
	t.beard = has(look, "beard", "bearded", "moustache", "mustache", "stubble")
}

// gaze reads the eyes and what is before them.
func (t *traits) gaze(look, all []string, h uint32) {
	t.eyes = [4]ink{0x2a1a20, 0x24406a, 0x2a5a3a, 0x3a2418}[h>>20%4]
	if c, ok := colourBefore(look, "eyes", "eye", "irises", "gaze", "optics", "face"); ok {
		t.eyes = c
		at := slices.IndexFunc(look, func(w string) bool { return has([]string{w}, "eyes", "eye", "irises", "gaze", "optics") })
		t.glowEyes = t.kind != "" || c.saturation() > 150 || at >= 0 &&
			has(look[max(at-4, 0):at+1], "glowing", "glow", "neon", "luminous", "shining", "lit", "burning", "optics", "cybernetic")
	} else if t.kind != "" {
		t.eyes, t.glowEyes = 0x22e6f6, true
	}
	if t.glowEyes {
		t.eyes = vivid(t.eyes)
	}
	if i := slices.Index(look, "eye"); i > 0 && has(look[max(i-3, 0):i], "one") {
		t.oneEye = true
	}
	t.glasses = has(all, "glasses", "spectacles", "goggles")
	t.visor = has(all, "visor", "mirrorshades", "shades", "sunglasses", "mask")
}

// mark reads the one place of a body that glows: "glowing blue neck port".
func (t *traits) mark(look []string) {
	for _, where := range []string{"temple", "neck", "wrist", "wrists", "palm", "hand", "chest", "jaw", "cheek", "arm", "joints"} {
		i := slices.Index(look, where)
		if i < 0 || !has(look[max(i-5, 0):i], "glowing", "glow", "shining", "neon", "luminous") && where != "arm" {
			continue
		}
		if where == "arm" {
			t.metalArm = has(look[max(i-3, 0):i], "metal", "copper", "steel", "chrome", "cybernetic", "prosthetic", "mechanical", "robotic", "iron", "brass")
			continue
		}
		for _, w := range look[max(i-5, 0):i] {
			if c, ok := colourOf(w); ok && t.markAt == "" {
				t.markAt, t.markInk = where, c
			}
		}
	}
}

// near is true where a stands at most two words before b.
func near(words []string, b, a string) bool {
	i := slices.Index(words, b)
	return i > 0 && has(words[max(i-2, 0):i], a)
}

// colourBefore finds the colour said of one of the nouns: "short silver hair",
// "hair is silver".
func colourBefore(words []string, nouns ...string) (ink, bool) {
	for i, w := range words {
		if !slices.Contains(nouns, w) {
			continue
		}
		for j := i - 1; j >= max(i-4, 0); j-- {
			if c, ok := clothOf(words[j]); ok {
				return c, true
			}
			if has([]string{"hair", "eyes", "skin", "coat", "and", "with"}, words[j]) {
				break
			}
		}
		for j := i + 1; j < min(i+4, len(words)); j++ {
			if c, ok := clothOf(words[j]); ok && has([]string{"is", "are", "of", "dyed", "in", "like"}, words[i+1]) {
				return c, true
			}
		}
	}
	return 0, false
}

// clothOf is the colour of hair and cloth that a word names.
func clothOf(word string) (ink, bool) {
	switch word {
	case "black", "raven", "dark", "jet":
		return 0x26222e, true
	case "white", "snow":
		return 0xe8e8f0, true
	case "grey", "gray", "ash", "steel", "charcoal", "slate":
		return 0x7c7c8c, true
	case "silver", "chrome":
		return 0xc4ccdc, true
	case "brown", "chestnut", "auburn", "khaki", "rust", "rusty":
		return 0x7c4c2c, true
	case "blond", "blonde", "straw", "sandy", "beige", "cream":
		return 0xe0bc70, true
	case "ginger":
		return 0xd0602c, true
	case "red":
		return 0xd02c3c, true
	case "navy":
		return 0x24346c, true
	case "blue":
		return 0x3464c8, true
	case "green":
		return 0x2e9a54, true
	case "yellow":
		return 0xf0cc38, true
	case "orange":
		return 0xe8782c, true
	case "purple", "violet":
		return 0x7c44c0, true
	case "pink":
		return 0xf07cb8, true
	case "brass", "bronze":
		return 0xc89848, true
	}
	return colourOf(word)
}

func (t *traits) clothes(wears, look []string, h uint32) {
	words := wears
	if len(words) == 0 {
		words = look
	}
	t.coat = [7]ink{0x2c4a7c, 0x7c2c44, 0x2c6458, 0x5a4a78, 0x84603c, 0x3c4454, 0xa84830}[h>>5%7]
	t.shirt = [4]ink{0xd8d0c8, 0x3c3c50, 0x8ca4b8, 0xb06850}[h>>8%4]
	t.legs = [4]ink{0x3c4468, 0x584a5c, 0x4a5448, 0x3a3e58}[h>>10%4]
	t.trim = [4]ink{0x22e6f6, 0xff3a9a, 0xffb032, 0x7af04a}[h>>13%4]
	t.cut = [4]string{"coat", "jacket", "jacket", "hoodie"}[h>>16%4]
	cuts := [][]string{
		{"coat", "coat", "trenchcoat", "raincoat", "overcoat", "duster", "greatcoat", "parka", "coveralls", "oilskin"},
		{"jacket", "jacket", "vest", "bomber", "uniform", "overalls", "armor", "sweater", "shirt", "jumpsuit", "t-shirt", "jersey", "cardigan", "waistcoat", "armour", "blouse"},
		{"dress", "dress", "gown", "kimono", "skirt", "smock", "frock"},
		{"hoodie", "hoodie", "poncho"},
		{"robe", "robe", "robes", "cloak", "cassock", "habit", "shawl", "cape"},
		{"suit", "suit", "tuxedo", "blazer"},
	}
	for _, c := range cuts {
		if has(words, c[1:]...) {
			t.cut = c[0]
		}
		if k, ok := colourBefore(words, c[1:]...); ok {
			t.coat = k
		}
	}
	if has(words, "lab") {
		t.coat, t.cut = 0xe8ecf4, "coat"
	}
	if t.you && len(wears) == 0 && len(look) == 0 {
		t.coat, t.cut, t.hair, t.style, t.trim = 0x2c5a78, "coat", 0x2a2030, "short", 0x22e6f6
	}
	if k, ok := colourBefore(words, "shirt", "blouse"); ok {
		t.shirt = k
	}
	t.apronInk = 0xe8e4d8
	if k, ok := colourBefore(words, "apron"); ok {
		t.apronInk = k
	}
	if k, ok := colourBefore(slices.Concat(look, wears), "visor", "goggles", "mask"); ok {
		t.trim = k
	}
	if k, ok := colourBefore(words, "trousers", "pants", "jeans", "boots"); ok {
		t.legs = k
	}
	t.hood = has(words, "hood", "hooded", "cowl") || t.cut == "hoodie" && has(words, "up")
	t.scarf, t.scarfInk = has(words, "scarf", "bandana"), t.trim
	if k, ok := colourBefore(words, "scarf", "bandana"); ok {
		t.scarfInk = k
	}
	t.apron = has(words, "apron")
	t.hats(words)
}

func (t *traits) hats(words []string) {
	t.hatInk = t.coat.dim(170)
	for _, k := range [][]string{
		{"cap", "cap", "beret", "beanie", "headscarf", "kerchief"},
		{"brim", "hat", "fedora", "stetson", "bowler"},
		{"helmet", "helmet"},
	} {
		if has(words, k[1:]...) {
			t.hat = k[0]
		}
		if c, ok := colourBefore(words, k[1:]...); ok {
			t.hatInk = c
		}
	}
}

// carried maps what is carried to the things that can be shown.
func carried(things []string) []string {
	var out []string
	for _, k := range [][]string{
		{"lamp", "lamp", "lantern", "torch", "flashlight", "light", "candle"},
		{"umbrella", "umbrella", "parasol"},
		{"console", "console", "handheld"},
		{"case", "case", "briefcase", "suitcase", "box", "bag", "crate", "toolbox"},
		{"blade", "knife", "blade", "sword", "scalpel", "dagger"},
		{"gun", "gun", "pistol", "rifle", "weapon"},
		{"book", "book", "notebook", "ledger", "tablet", "letter", "papers", "file"},
		{"flower", "flower", "rose", "orchid", "lily", "flowers"},
		{"chip", "chip", "drive", "data", "cartridge", "disk", "card", "memory", "badge", "token", "receipt"},
		{"key", "key", "keys", "keycard"},
		{"cat", "cat", "kitten"},
		{"reel", "reel", "tape", "cable", "coil", "rope", "thread", "wool"},
		{"jar", "jar", "glass", "vial", "flask"},
		{"watch", "watch", "compass"},
		{"apple", "apple", "loaf", "bread", "cake"},
		{"cup", "cup", "bowl", "mug", "bottle", "noodles", "ladle"},
		{"staff", "cane", "staff", "stick"},
	} {
		if has(wordsOf(strings.Join(things, " ")), k[1:]...) {
			out = append(out, k[0])
		}
	}
	return out[:min(len(out), 2)]
}
