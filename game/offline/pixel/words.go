package pixel

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// maxWords bounds how much of a text is read: a scene's words come from outside.
const maxWords = 400

func hash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s))
	return h.Sum64()
}

// wordsOf splits a text into lower-case words.
func wordsOf(text string) []string {
	if len(text) > maxWords*12 {
		text = strings.ToValidUTF8(text[:maxWords*12], "")
	}
	w := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
	w = w[:min(len(w), maxWords)]
	for i := range w {
		w[i] = strings.TrimSuffix(w[i], "'s")
	}
	return w
}

// colourOf is the glowing hue a word names.
func colourOf(word string) (ink, bool) {
	switch word {
	case "magenta", "fuchsia":
		return 0xff2ea6, true
	case "pink", "rose":
		return 0xff6ec0, true
	case "cyan", "aqua", "turquoise":
		return 0x22e6f6, true
	case "teal":
		return 0x1cc0b0, true
	case "blue", "azure", "cobalt":
		return 0x3a7cff, true
	case "violet", "purple", "ultraviolet", "indigo":
		return 0x9a4cff, true
	case "lavender", "lilac":
		return 0xb89cff, true
	case "green", "emerald":
		return 0x34f06a, true
	case "lime", "acid":
		return 0xb4f634, true
	case "yellow", "lemon":
		return 0xffe040, true
	case "amber", "gold", "golden", "sodium", "honey":
		return 0xffb032, true
	case "orange", "fire", "firelight", "candle", "candlelight", "ember", "copper":
		return 0xff7c28, true
	case "red", "crimson", "scarlet", "emergency", "alarm":
		return 0xff2c40, true
	case "white", "sterile", "fluorescent", "floodlight", "floodlights":
		return 0xe8f0ff, true
	case "silver", "moonlight", "cold", "pale":
		return 0xb4c8f0, true
	case "warm", "lamp", "lamplight", "lantern", "lanterns", "sun", "sunlight":
		return 0xffc070, true
	}
	return 0, false
}

// coloursIn lists the hues a text names, in its order, each once. In "red lamp"
// the lamp is red; a lamp of no said colour is warm.
func coloursIn(text string) []ink {
	var out []ink
	said := false
	for _, w := range wordsOf(text) {
		c, ok := colourOf(w)
		if source := lightSource(w); ok && (!source || !said) && !slices.ContainsFunc(out, func(o ink) bool { return apart(o, c) < 60 }) {
			out = append(out, c)
		}
		said = ok
	}
	return out[:min(len(out), 4)]
}

// lightSource is whether a word that has a hue is a thing, not a colour.
func lightSource(word string) bool {
	switch word {
	case "lamp", "lamplight", "lantern", "lanterns", "sun", "sunlight", "emergency", "alarm", "candle", "candlelight",
		"floodlight", "floodlights", "fire", "firelight", "moonlight":
		return true
	}
	return false
}
