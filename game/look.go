package game

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A trait is a side of a look that stays the same unless a story says why not.
type trait string

const (
	hairColour trait = "hair"
	hairLength trait = "length of hair"
	eyeColour  trait = "eyes"
	skinColour trait = "skin"
	sexOf      trait = "sex"
	ageOf      trait = "age"
	markOf     trait = "scar"
)

// traits is what an English description says of each trait, as sets: "auburn" may
// be brown or red. What it does not say is not there.
type traits map[trait][]string

// conflict returns the trait in which two descriptions cannot both be right.
func (t traits) conflict(other traits) (trait, bool) {
	for _, side := range slices.Sorted(maps.Keys(t)) {
		if said := other[side]; len(said) > 0 && !near(t[side], said) {
			return side, true
		}
	}
	return "", false
}

// near reports whether two sets have something in common, or things that two
// writers could call the same.
func near(a, b []string) bool {
	alike := func(x, y string) bool {
		switch x + " " + y {
		case "black brown", "brown red", "brown yellow", "red yellow", "grey yellow", "blue grey", "blue green", "brown green",
			"blue violet", "pink red", "pink violet", "child young", "old settled", "settled young":
			return true
		}
		return x == y
	}
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool { return alike(x, y) || alike(y, x) })
	})
}

// colours returns what a word of colour may mean; none for any other word.
func colours(word string) []string {
	switch word {
	case "black", "jet", "raven", "ebony", "inky":
		return []string{"black"}
	case "brown", "chestnut", "brunette", "mousy", "walnut":
		return []string{"brown"}
	case "red", "ginger", "copper", "coppery", "scarlet", "crimson":
		return []string{"red"}
	case "blond", "blonde", "golden", "gold", "flaxen", "yellow":
		return []string{"yellow"}
	case "grey", "gray", "silver", "white", "ashen", "snowy":
		return []string{"grey"}
	case "blue", "green", "pink", "violet":
		return []string{word}
	case "purple":
		return []string{"violet"}
	case "dark":
		return []string{"black", "brown"}
	case "auburn", "bronze", "tawny", "sandy", "strawberry", "honey", "rusty":
		return []string{"brown", "red", "yellow"}
	case "fair", "light", "pale", "platinum":
		return []string{"yellow", "grey", "brown", "blue", "green"}
	case "hazel", "amber":
		return []string{"brown", "green", "yellow"}
	case "pepper", "salt", "steel", "ash":
		return []string{"black", "grey", "blue", "yellow", "brown"}
	}
	return nil
}

// plainAdjective reports whether a word may stand between a colour and its noun.
func plainAdjective(word string) bool {
	switch word {
	case "and", "or", ",", "curly", "wavy", "straight", "thick", "thin", "wild", "messy", "tangled", "braided", "unruly",
		"fine", "coarse", "bright", "deep", "clear", "soft", "wet", "glossy", "streaked", "cropped", "short", "long",
		"shoulder", "length", "waist", "close", "very", "large", "big", "sharp", "keen", "narrow", "tired", "kind",
		"matted", "greasy", "sleek", "loose", "worn", "weathered", "neat", "tidy":
		return true
	}
	return false
}

// traitsOf reads an English description.
func (x *lexicon) traitsOf(look string) traits {
	t := traits{}
	words := tokens(look)
	for i, w := range words {
		switch w {
		case "hair", "haired", "braid", "braids", "curls", "locks", "ponytail", "mane":
			t.add(hairColour, coloursBefore(words[:i])...)
			t.add(hairColour, coloursAfter(words[i+1:])...)
			t.add(hairLength, lengthBefore(words[:i])...)
		case "bald", "hairless":
			t.add(hairLength, "none")
		case "eye", "eyes", "eyed":
			t.add(eyeColour, coloursBefore(words[:i])...)
		case "skin", "skinned", "complexion":
			t.add(skinColour, skinBefore(words[:i])...)
		case "man", "boy", "gentleman", "male", "lad":
			t.add(sexOf, "a man")
		case "woman", "girl", "lady", "female", "lass":
			t.add(sexOf, "a woman")
		}
	}
	x.addAge(t, strings.ToLower(look))
	x.addMarks(t, look)
	return t
}

func (t traits) add(side trait, values ...string) {
	for _, v := range values {
		if !slices.Contains(t[side], v) {
			t[side] = append(t[side], v)
		}
	}
}

// tokens splits a text into lower-case words and commas.
func tokens(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(s), ",", " , "), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ',' && r != '\'' && r != '’'
	}) {
		out = append(out, strings.Trim(w, "'’"))
	}
	return out
}

func coloursBefore(words []string) (found []string) {
	for _, w := range slices.Backward(words) {
		c := colours(w)
		if c == nil && !plainAdjective(w) {
			return found
		}
		found = append(found, c...)
	}
	return found
}

// coloursAfter reads "hair gone grey", "hair the colour of copper", but not the
// colour of what comes next, "hair with green eyes".
func coloursAfter(words []string) (found []string) {
	for i, w := range words[:min(len(words), 7)] {
		last := i+1 == len(words)
		if w == "," {
			return found
		}
		if last || words[i+1] == "," || slices.Contains([]string{"at", "in", "like", "as", "and", "now"}, words[i+1]) {
			found = append(found, colours(w)...)
		}
	}
	return found
}

func lengthBefore(words []string) []string {
	for _, w := range slices.Backward(words) {
		switch {
		case w == "," || w == "and":
			return nil
		case w == "short", w == "cropped", w == "shorn":
			return []string{"short"}
		case w == "shoulder":
			return []string{"short", "long"}
		case w == "long", w == "waist":
			return []string{"long"}
		case colours(w) == nil && !plainAdjective(w):
			return nil
		}
	}
	return nil
}

func skinBefore(words []string) (found []string) {
	for _, w := range slices.Backward(words) {
		switch w {
		case "dark", "black", "ebony":
			found = append(found, "dark")
		case "pale", "fair", "white", "ivory", "porcelain", "milky":
			found = append(found, "pale")
		case "green", "blue", "red", "violet", "purple":
			found = append(found, colours(w)...)
		default:
			if colours(w) != nil { // brown, golden, light: between
				return []string{"dark", "pale"}
			}
			if !plainAdjective(w) {
				return found
			}
		}
	}
	return found
}

// addAge puts an age into one of four that overlap for their neighbours.
func (x *lexicon) addAge(t traits, look string) {
	for _, m := range x.ages.FindAllStringSubmatch(look, -1) {
		years, err := strconv.Atoi(m[1] + m[2])
		switch {
		case err == nil && years < 14, m[3] == "child", m[3] == "toddler", m[3] == "boy":
			t.add(ageOf, "child")
		case err == nil && years < 35, m[3] == "young", m[3] == "teens", strings.HasPrefix(m[3], "teenage"), m[3] == "twenties":
			t.add(ageOf, "young")
		case err == nil && years < 60, m[3] == "thirties", m[3] == "forties", m[3] == "fifties", m[3] == "middle-aged":
			t.add(ageOf, "settled")
		default:
			t.add(ageOf, "old")
		}
	}
}

// addMarks notes on which side the only mark of a kind is.
func (x *lexicon) addMarks(t traits, look string) {
	found := x.marks.FindAllStringSubmatch(strings.ToLower(look), -1)
	if len(found) != 1 {
		return
	}
	m := found[0]
	t.add(markOf+trait(" "+m[1]+" "+m[3]), m[2])
}
