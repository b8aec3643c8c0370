package pixel

import (
	"encoding/json"
	"slices"
	"strings"

	"journey/game"
	geometry "journey/game/canvas"
)

// A note is what a picture was painted from. It is written into the picture, so
// that the painter can say later what is seen there and paint it in another way.
// One that is read comes from outside: its words are cleaned and cut as any
// others, and it is no proof that the picture was not changed since.
type note struct {
	Scene   game.Scene       `json:"scene"`
	Present []game.Character `json:"present,omitempty"`
	Asked   string           `json:"asked,omitempty"` // the words it is of, when it is of no scene
	Style   string           `json:"style,omitempty"`
	Land    string           `json:"land,omitempty"` // of its sets: city, isle or wood
	Seed    uint64           `json:"seed"`
	Width   int              `json:"width"`
	Height  int              `json:"height"`
	Turned  bool             `json:"turned,omitempty"` // left is right
	// Added names what was drawn into it afterwards.
	Added []string `json:"added,omitempty"`
	// Grown marks a picture that reaches beyond the frame it was painted in.
	Grown bool `json:"grown,omitempty"`
}

const (
	noteName    = "journey:scene"
	maxNoteWord = 600 // bytes of each of its texts
	maxAdded    = 8
)

// noteOf is what a picture of f's size is painted from.
func noteOf(r game.PaintRequest, f frame) note {
	n := note{Scene: r.Scene, Style: r.Premise.Style, Land: landOf(r.Premise), Seed: r.Seed, Width: f.w, Height: f.h}
	for _, name := range r.Scene.Present[:min(len(r.Scene.Present), game.MaxPresent)] {
		if c, ok := game.Cast(r.Present).Find(name); ok {
			n.Present = append(n.Present, game.Character{Name: c.Name, Role: c.Role, Look: c.Look, Wears: c.Wears, Carries: c.Carries})
		}
	}
	return n.clean()
}

func (n note) clean() note {
	s := &n.Scene
	for _, f := range []*string{&s.Place, &s.Time, &s.Light, &s.Weather, &s.Shot, &s.Mood, &s.Action, &s.Alt, &n.Asked, &n.Style, &n.Land} {
		*f = noteWord(*f)
	}
	s.Present = noteWords(s.Present, game.MaxPresent)
	n.Added = noteWords(n.Added, maxAdded)
	n.Present = slices.Clone(n.Present[:min(len(n.Present), game.MaxPresent)])
	for i, c := range n.Present {
		n.Present[i] = game.Character{
			Name: noteWord(c.Name), Role: noteWord(c.Role), Look: noteWord(c.Look),
			Wears: noteWords(c.Wears, game.MaxPresent), Carries: noteWords(c.Carries, game.MaxPresent),
		}
	}
	return n
}

func noteWord(s string) string {
	s = game.CleanLine(s[:min(len(s), 4*maxNoteWord)])
	return strings.ToValidUTF8(s[:min(len(s), maxNoteWord)], "")
}

func noteWords(in []string, most int) []string {
	var out []string
	for _, s := range in {
		if s = noteWord(s); s != "" && len(out) < most {
			out = append(out, s)
		}
	}
	return out
}

// sign writes the note into an encoded PNG.
func (n note) sign(png []byte) []byte {
	body, err := json.Marshal(n)
	if err != nil {
		return png // a picture without its note is still the picture
	}
	signed, err := geometry.WriteText(png, geometry.Text{Key: noteName, Value: string(body)})
	if err != nil {
		return png
	}
	return signed
}

// readNote finds the note in a picture of this painter.
func readNote(png []byte) (note, bool) {
	text, ok := geometry.ReadText(png, noteName)
	if !ok {
		return note{}, false
	}
	var n note
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		return note{}, false
	}
	return n.clean(), true
}
