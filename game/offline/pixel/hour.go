package pixel

import "strings"

// An hour is what the time of day does to a picture.
type hour struct {
	name          string
	top, mid, low ink // the sky from zenith to horizon
	amb           ink
	wall          ink // a far building against the sky
	lit           int // percent of windows with a light
	day           int // daylight, 0 to 256
	orb           string
}

func hourOf(words string) hour {
	t := strings.ToLower(words)
	for _, k := range []struct{ word, is string }{
		{"midnight", "midnight"},
		{"afternoon", "noon"},
		{"midday", "noon"},
		{"noon", "noon"},
		{"before dawn", "dawn"},
		{"dawn", "dawn"},
		{"sunrise", "dawn"},
		{"daybreak", "dawn"},
		{"first light", "dawn"},
		{"morning", "morning"},
		{"dusk", "dusk"},
		{"sunset", "dusk"},
		{"evening", "dusk"},
		{"twilight", "dusk"},
		{"small hours", "midnight"},
		{"late", "midnight"},
		{"night", "night"},
		{"day", "morning"},
	} {
		if strings.Contains(t, k.word) {
			return hourNamed(k.is)
		}
	}
	return hourNamed("night")
}

func hourNamed(name string) hour {
	switch name {
	case "dawn":
		return hour{
			name: name, top: 0x2b3672, mid: 0xc76a96, low: 0xffc07a, amb: 0xa08298,
			wall: 0x54406e, lit: 16, day: 120, orb: "rising",
		}
	case "morning":
		return hour{
			name: name, top: 0x4a94d6, mid: 0x9cd4ea, low: 0xfdebc4, amb: 0xccc6c0,
			wall: 0x7088a8, lit: 4, day: 220, orb: "low",
		}
	case "noon":
		return hour{
			name: name, top: 0x2272d8, mid: 0x4fa8f0, low: 0xbfeaff, amb: 0xeeeee0,
			wall: 0x7fa0c0, lit: 2, day: 256, orb: "high",
		}
	case "dusk":
		return hour{
			name: name, top: 0x241650, mid: 0xa0307c, low: 0xff7a3c, amb: 0x946078,
			wall: 0x3c1c50, lit: 34, day: 90, orb: "setting",
		}
	case "midnight":
		return hour{
			name: name, top: 0x020208, mid: 0x060820, low: 0x141648, amb: 0x3c3e6a,
			wall: 0x060818, lit: 14, day: 0, orb: "crescent",
		}
	default:
		return hour{
			name: "night", top: 0x0a0822, mid: 0x241052, low: 0x6a2082, amb: 0x5e588e,
			wall: 0x120a2c, lit: 42, day: 20, orb: "moon",
		}
	}
}

// unlit is the hour where no city lights the sky.
func (h hour) unlit() hour {
	switch h.name {
	case "night":
		h.top, h.mid, h.low, h.amb, h.wall = 0x070b22, 0x10204c, 0x2c4a7c, 0x5e6a9a, 0x101830
	case "midnight":
		h.low, h.amb = 0x182a50, 0x464e7e
	case "dusk":
		h.top, h.mid, h.low, h.amb = 0x2c2c64, 0x98567c, 0xffa45c, 0xa07c80
	case "dawn":
		h.top, h.mid, h.low = 0x3c5490, 0xd89098, 0xffd498
	}
	return h
}

func weatherOf(words string) string {
	t := strings.ToLower(words)
	for _, k := range []struct{ word, is string }{
		{"storm", "storm"},
		{"thunder", "storm"},
		{"lightning", "storm"},
		{"downpour", "storm"},
		{"typhoon", "storm"},
		{"no rain", "clear"},
		{"after rain", "wet"},
		{"after the rain", "wet"},
		{"rain", "rain"},
		{"drizzl", "rain"},
		{"sleet", "rain"},
		{"smog", "smog"},
		{"dust", "smog"},
		{"ash", "smog"},
		{"smoke", "smog"},
		{"haze", "smog"},
		{"fog", "fog"},
		{"mist", "fog"},
		{"steam", "fog"},
		{"snow", "snow"},
		{"blizzard", "snow"},
		{"wet", "wet"},
		{"indoor", "indoors"},
		{"inside", "indoors"},
		{"overcast", "cloud"},
		{"cloud", "cloud"},
	} {
		if strings.Contains(t, k.word) {
			return k.is
		}
	}
	return "clear"
}

type shot int

const (
	wide shot = iota
	medium
	closeUp
)

func shotOf(words string) shot {
	t := strings.ToLower(words)
	switch {
	case strings.Contains(t, "close"), strings.Contains(t, "portrait"), strings.Contains(t, "face"):
		return closeUp
	case strings.Contains(t, "medium"), strings.Contains(t, "mid"), strings.Contains(t, "waist"), strings.Contains(t, "cowboy"):
		return medium
	}
	return wide
}
