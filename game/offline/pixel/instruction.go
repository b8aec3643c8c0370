package pixel

import (
	"slices"
	"strings"

	"journey/game"
)

// told is what a scene becomes when the words of an instruction are followed:
// "make it night", "rain", "noir", "nobody there". It reports false when they
// change nothing.
func (n note) told(p *Painter, words string) (note, bool) {
	was := n
	t, w := strings.ToLower(words), wordsOf(words)
	s := &n.Scene
	if saysHour(w) {
		s.Time = hourOf(t).name
	}
	if is := weatherOf(t); is != "clear" {
		s.Weather = is
	} else if has(w, "clear", "sunny", "cloudless", "dry") || strings.Contains(t, "no rain") {
		s.Weather = "clear"
	}
	if style := styleSaid(w, t); style != "" {
		n.Style = style
	}
	if saysLight(w) && len(coloursIn(words)) > 0 {
		s.Light = words
	}
	switch {
	case has(w, "closer", "close", "closeup"):
		s.Shot = "close-up"
	case has(w, "medium", "nearer"):
		s.Shot = "medium"
	case has(w, "wide", "wider", "farther", "further"):
		s.Shot = "wide"
	}
	if has(w, "nobody", "empty", "alone", "deserted", "people") && has(w, "nobody", "empty", "deserted", "without", "no", "remove") {
		s.Present = nil
	}
	if has(w, "tense", "eerie", "sad", "lonely", "hopeful", "calm", "joyful", "warm", "strange", "melancholy", "threatening") {
		s.Mood = words
	}
	if pl, ok := p.named(words, n.Land); ok && pl.name != p.find(*s, n.Land).name {
		s.Place = pl.name
	}
	same := n.Style == was.Style && s.Time == was.Scene.Time && s.Weather == was.Scene.Weather && s.Light == was.Scene.Light &&
		s.Shot == was.Scene.Shot && s.Mood == was.Scene.Mood && s.Place == was.Scene.Place && slices.Equal(s.Present, was.Scene.Present)
	if !same { // what it was called before may no longer be so
		s.Alt = ""
	}
	return n, !same
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
