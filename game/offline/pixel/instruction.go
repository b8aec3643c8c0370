package pixel

import (
	"strings"

	"journey/game"
)

// told is what a scene becomes when the words of an instruction are followed:
// "make it night", "rain", "noir", "nobody there", "give her a red scarf". It reports
// false when they are no instruction that it knows; one may ask for what is so already.
func (n note) told(p *Painter, words string) (note, bool) {
	w := wordsOf(words)
	dressed, understood := n.dressed(w)
	for _, follow := range []func(s *game.Scene, text, words string, w []string) bool{setHour, setWeather, setLight, setShot, setMood, empty} {
		understood = follow(&dressed.Scene, strings.ToLower(words), words, w) || understood
	}
	if style := styleSaid(w, strings.ToLower(words)); style != "" {
		dressed.Style, understood = style, true
	}
	kept, _ := takenAway(words)
	if pl, ok := p.named(kept, n.Land); ok { // a boat that is to go is not to be gone to
		if pl.name != p.find(dressed.Scene, n.Land).name {
			dressed.Scene.Place = pl.name
		}
		understood = true
	}
	if understood { // what it was called before may no longer be so
		dressed.Scene.Alt = ""
	}
	return dressed, understood
}

func takesAway(words []string) bool { return has(words, "remove", "without", "delete", "erase") }

// takenAway parts a text in what is to be and what is to go: "a market without people",
// "remove the boat and make it night".
func takenAway(text string) (kept, taken string) {
	var parts [2][]string
	taking := 0
	for word := range strings.FieldsSeq(text) {
		bare := wordsOf(word)
		switch {
		case takesAway(bare):
			taking = 1
		case has(bare, "and", "then", "but"):
			taking = 0
		}
		parts[taking] = append(parts[taking], word)
		if strings.ContainsAny(word[len(word)-1:], ",.;:") {
			taking = 0
		}
	}
	return strings.Join(parts[0], " "), strings.Join(parts[1], " ")
}

func setHour(s *game.Scene, text, _ string, w []string) bool {
	if !saysHour(w) {
		return false
	}
	s.Time = hourOf(text).name
	return true
}

func setWeather(s *game.Scene, text, _ string, w []string) bool {
	kept, taken := takenAway(text)
	if weatherOf(taken) != "clear" {
		s.Weather = "clear"
		return true
	}
	is := weatherOf(kept)
	if is == "clear" && !has(w, "clear", "sunny", "cloudless", "dry") && !strings.Contains(text, "no rain") {
		return false
	}
	s.Weather = is
	return true
}

func setLight(s *game.Scene, _, words string, w []string) bool {
	if !saysLight(w) || len(coloursIn(words)) == 0 {
		return false
	}
	s.Light = words
	return true
}

func setShot(s *game.Scene, _, _ string, w []string) bool {
	switch {
	case has(w, "closer", "close", "closeup"):
		s.Shot = "close-up"
	case has(w, "medium", "nearer"):
		s.Shot = "medium"
	case has(w, "wide", "wider", "farther", "further"):
		s.Shot = "wide"
	default:
		return false
	}
	return true
}

func setMood(s *game.Scene, _, words string, w []string) bool {
	if !has(w, "tense", "eerie", "sad", "lonely", "hopeful", "calm", "joyful", "warm", "strange", "melancholy", "threatening") {
		return false
	}
	s.Mood = words
	return true
}

func empty(s *game.Scene, _, _ string, w []string) bool {
	if !has(w, "nobody", "empty", "alone", "deserted", "people") || !has(w, "nobody", "empty", "deserted", "without", "no", "remove") {
		return false
	}
	s.Present = nil
	return true
}

func saysHour(words []string) bool {
	return has(words, "midnight", "afternoon", "midday", "noon", "dawn", "sunrise", "daybreak", "morning", "dusk", "sunset",
		"evening", "twilight", "night", "nighttime", "day", "daytime", "daylight")
}

func saysLight(words []string) bool {
	return has(words, "light", "lights", "lit", "neon", "glow", "lamps", "lighting", "hue", "tint")
}

// styleSaid is the style that is named as a word of its own: nobody who thinks of
// pink wants ink.
func styleSaid(words []string, text string) string {
	switch {
	case has(words, "noir", "monochrome") || strings.Contains(text, "black and white"):
		return "noir"
	case has(words, "watercolour", "watercolor", "watercolours", "watercolors", "gouache", "pastel"):
		return "watercolour"
	case has(words, "ink", "woodcut", "manga"):
		return "ink"
	case strings.Contains(text, "pixel art"), strings.Contains(text, "8-bit"):
		return "8-bit pixel art"
	}
	return ""
}

// named is the set that a text names outright, in a land or, for "", in any.
func (p *Painter) named(text, land string) (place, bool) {
	t := " " + strings.Join(wordsOf(text), " ") + " "
	for _, pl := range p.places {
		for _, w := range pl.words {
			if strings.Contains(t, " "+w+" ") || strings.Contains(t, " "+w+"s ") {
				return p.find(game.Scene{Place: text}, land), true
			}
		}
	}
	return place{}, false
}
