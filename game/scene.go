package game

// A Scene is what a chapter's picture shows, in words. The narrator settles it
// before the prose is finished, so that painting starts early.
type Scene struct {
	Place   string `json:"place,omitempty"`   // "a night market under neon"
	Time    string `json:"time,omitempty"`    // "night", "dawn"
	Light   string `json:"light,omitempty"`   // "magenta neon, wet reflections"
	Weather string `json:"weather,omitempty"` // "rain"
	Shot    string `json:"shot,omitempty"`    // "wide", "close-up"
	Mood    string `json:"mood,omitempty"`    // "tense"
	// Action is what happens in the picture, one sentence.
	Action string `json:"action,omitempty"`
	// Present names who is seen, as in the Cast.
	Present []string `json:"present,omitempty"`
	// Alt describes the picture for those who cannot see it, one or two sentences.
	Alt string `json:"alt,omitempty"`
}

// IsZero reports whether nothing was said about the scene.
func (s Scene) IsZero() bool {
	return s.Place == "" && s.Action == "" && s.Alt == "" && len(s.Present) == 0
}

func (s Scene) clean() Scene {
	for _, f := range []*string{&s.Place, &s.Time, &s.Light, &s.Weather, &s.Shot, &s.Mood, &s.Action, &s.Alt} {
		*f = CleanLine(*f)
	}
	s.Present = cleanList(s.Present, MaxPresent)
	return s
}
