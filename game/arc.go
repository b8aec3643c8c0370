package game

// A Phase is a stretch of the dramatic arc.
type Phase string

// The phases of an arc, in order.
const (
	Opening Phase = "opening"
	Rising  Phase = "rising"
	Turn    Phase = "turn"
	Climax  Phase = "climax"
	Closing Phase = "ending"
)

// An ArcPoint says where on the arc a chapter stands, so that stories rise,
// turn and end.
type ArcPoint struct {
	Phase Phase
	// Number is the chapter's place on its path, 1 for the opening.
	Number int
	// Least and Most bound the number of chapters on the path; 0 when endless.
	Least, Most int
}

// MayEnd reports whether an ending would be neither too early nor impossible.
func (a ArcPoint) MayEnd() bool { return a.Most > 0 && a.Number >= a.Least }

// MustEnd reports whether this chapter has to be an ending.
func (a ArcPoint) MustEnd() bool { return a.Most > 0 && a.Number >= a.Most }

// Arc returns the point of chapter number on a path of length l. An endless
// story breathes: it rises and turns every twelve chapters and never has to end.
func (l Length) Arc(number int) ArcPoint {
	least, most := l.Chapters()
	a := ArcPoint{Number: number, Least: least, Most: most, Phase: Rising}
	switch {
	case number <= 1:
		a.Phase = Opening
	case most == 0:
		switch number % 12 {
		case 7:
			a.Phase = Turn
		case 11, 0:
			a.Phase = Climax
		}
	case number >= least:
		a.Phase = Closing
	case number >= least-1-least/8:
		a.Phase = Climax
	case number == least/2+1:
		a.Phase = Turn
	}
	return a
}
