package pixel

import (
	"testing"

	"journey/game"
)

func worldOf(land string) string {
	return map[string]string{"city": "biomachines", "isle": "lighthouse", "wood": "wood"}[land]
}

func TestIslandPlacesAreFound(t *testing.T) {
	for words, want := range map[string]string{
		"lighthouse on its rock":                       "lighthouse",
		"lamp room of a lighthouse under a great lens": "lamp room",
		"gallery of a lighthouse in thick fog":         "gallery",
		"spiral stair below a lamp room door":          "spiral stair",
		"keeper's cottage by the light":                "keeper's cottage",
		"harbour with a lighthouse on the cliff above": "island harbour",
		"harbour steps in a storm, a fishing boat":     "island harbour",
		"fishing boat off the Teeth":                   "fishing boat",
		"tavern with a low bar and a ship's bell":      "tavern",
		"chapel crowded with people":                   "island chapel",
		"graveyard with low headstones above the sea":  "graveyard",
		"cliff path broken off above the sea":          "cliff path",
		"sea cave with flooded steps":                  "sea cave",
		"beach at low tide with a boat's groove":       "low beach",
		"schoolroom with six desks and a map":          "schoolroom",
		"wireless hut on a bare hilltop":               "wireless hill",
		"net loft with hanging nets":                   "net loft",
		"moor with washing over the gorse":             "moor",
		"causeway of wet stones":                       "causeway",
		"storm sea seen from a small fishing boat":     "storm sea",
		"rowing boat on a storm sea":                   "storm sea",
		"shipwreck ribs on a beach":                    "shipwreck",
		"lifeboat shed with open doors":                "lifeboat shed",
		"doctor's kitchen with a stove and a cradle":   "stove kitchen",
		"island village street with smoking chimneys":  "village street",
		"sea wall of an island village":                "village sea wall",
		"cellar with stone arches":                     "cellar",
		"well in a walled yard with a bucket":          "yard well",
		"deck of an old rusty steamer":                 "steamer deck",
		"a spot that has no name":                      "moor",
	} {
		if got := New().find(game.Scene{Place: words}, "isle"); got.name != want && got.name != want+" "+words+" " {
			t.Errorf("%q is painted as %s, want %s", words, got.name, want)
		}
	}
}

func TestWoodPlacesAreFound(t *testing.T) {
	for words, want := range map[string]string{
		"deep wood with a winding path":                    "deep wood",
		"birch grove with writing cut into white bark":     "birch grove",
		"clearing with a court of tree stumps":             "clearing",
		"cottage in the wood with a lit window":            "cottage in the wood",
		"stone bridge at the edge of the deep wood":        "stone bridge",
		"brook with stepping stones":                       "brook",
		"mill by a brook":                                  "mill",
		"ruined tower with a lone door":                    "ruined tower",
		"cave with a long counter":                         "wood cave",
		"hollow tree with a door":                          "hollow tree",
		"market of creatures under coloured lanterns":      "market of creatures",
		"bog with floating blue lights":                    "bog",
		"meadow with paper flags":                          "meadow",
		"mountain path with a stile above the wood":        "mountain path",
		"giant's table set with a huge plate":              "giant's table",
		"castle hall with candles":                         "castle hall",
		"rose hedge as high as a house":                    "rose hedge",
		"frozen pond among dark firs":                      "frozen pond",
		"crossroads with a signpost of five arms":          "crossroads",
		"owl library in a deep hollow lined with books":    "owl library",
		"kitchen with a hearth among the trees":            "hearth kitchen",
		"cottage kitchen with a hearth":                    "hearth kitchen",
		"graveyard of trees with round stones":             "tree graves",
		"orchard with a ladder":                            "orchard",
		"village edge at the last tree":                    "village edge",
		"well where four paths meet under old trees":       "wood well",
		"meadow where a wood has stood, giants in the sky": "meadow",
	} {
		if got := New().find(game.Scene{Place: words}, "wood").name; got != want {
			t.Errorf("%q is painted as %s, want %s", words, got, want)
		}
	}
}

func TestIndoorsIsInside(t *testing.T) {
	for words, want := range map[string]string{
		"cottage in the wood with a cold cup of tea": "cottage room",
		"mill with two great stones":                 "mill room",
		"hollow tree with pigeonholes of letters":    "tree room",
		"a room nobody has named":                    "cottage room a room nobody has named ",
	} {
		got := New().find(game.Scene{Place: words, Weather: "indoors"}, "wood")
		if got.name != want || !got.in {
			t.Errorf("%q is painted indoors as %s, want %s", words, got.name, want)
		}
	}
	if got := New().find(game.Scene{Place: "wireless hut", Weather: "indoors"}, "isle").name; got != "wireless room" {
		t.Errorf("a wireless hut is painted indoors as %s", got)
	}
}

func TestTheSameWordIsAnotherPlaceInAnotherWorld(t *testing.T) {
	for _, tc := range []struct{ words, land, want string }{
		{"chapel with pews", "city", "shrine"},
		{"chapel with pews", "isle", "island chapel"},
		{"sea wall", "city", "sea wall"},
		{"sea wall", "isle", "village sea wall"},
		{"night market", "isle", "market of creatures"},
		{"mountain", "isle", "mountain path"},
	} {
		if got := New().find(game.Scene{Place: tc.words}, tc.land).name; got != tc.want {
			t.Errorf("%q is painted in the %s as %s, want %s", tc.words, tc.land, got, tc.want)
		}
	}
}

func TestNothingOfTheCityInTheCountry(t *testing.T) {
	sc := game.Scene{Place: "meadow", Time: "noon", Present: []string{"You"}, Light: "neon, screens, emergency"}
	neon, none := sc, sc
	none.Light = ""
	neon.Light = "neon, screens"
	wood := game.Premise{World: "wood"}
	if d := distance(pixelsOf(t, none, wood), pixelsOf(t, neon, wood)); d > 0 {
		t.Errorf("neon and screens changed %d %% of a meadow", d)
	}
}

func TestAnimalsAreToldApart(t *testing.T) {
	var seen []*sprite
	looks := []string{
		"short stocky badger, black and white fur", "slender fox, red fur, white chin", "short owl, brown feathers, round golden eyes",
		"old hedgehog", "a grey wolf", "a green toad", "a brown hare", "a woman with short red hair",
	}
	for _, look := range looks {
		tr := traitsOf(game.Character{Name: "Somebody", Look: look, Wears: []string{"green coat"}})
		if (tr.beast == "") != (look == looks[7]) {
			t.Errorf("%s is seen as the animal %q", look, tr.beast)
		}
		tr.height, tr.breadth = 80, 100
		seen = append(seen, figure(tr, 60, false))
	}
	for i, a := range seen {
		for j, b := range seen[:i] {
			n := 0
			for k := range a.px {
				if apart(a.px[k], b.px[k]) > 60 {
					n++
				}
			}
			if n*100/len(a.px) < 3 {
				t.Errorf("%s and %s look alike", looks[i], looks[j])
			}
		}
	}
}

func TestGiantsAndCrowdsFill(t *testing.T) {
	look := func(look, place string) int {
		sc := game.Scene{Place: place, Time: "noon", Present: []string{"Hollin"}}
		return len(seen(sc, game.Character{Name: "Hollin", Look: look}))
	}
	if man, giant := look("tall man, brown beard", "meadow"), look("huge giant man, brown beard", "meadow"); giant < man*3/2 {
		t.Errorf("a giant has %d pixels, a man %d", giant, man)
	}
	wood := game.Premise{World: "wood"}
	sc := game.Scene{Place: "clearing with a court of tree stumps", Time: "noon"}
	full := sc
	full.Place += " crowded with creatures"
	if d := distance(pixelsOf(t, sc, wood), pixelsOf(t, full, wood)); d < 5 {
		t.Errorf("a crowd changes %d %% of a clearing, want at least 5 %%", d)
	}
}
