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

// breath is how many chapters of an endless story rise to a climax.
const breath = 12

// Arc returns the point of chapter number on a path of length l. The climax is the
// last eighth of the chapters before the first ending, the turn a tenth before it,
// and each at least a chapter. An endless story breathes: it rises, turns and comes
// to a climax every twelve chapters and never has to end.
func (l Length) Arc(number int) ArcPoint {
	least, most := l.Chapters()
	a := ArcPoint{Number: number, Least: least, Most: most, Phase: Rising}
	if most == 0 {
		number, least = (number-1)%breath+1, breath+1
	}
	climax := least - 1 - least/8
	turn := climax - 1 - least/10
	switch {
	case a.Number <= 1:
		a.Phase = Opening
	case number >= least:
		a.Phase = Closing
	case number >= climax:
		a.Phase = Climax
	case number >= turn:
		a.Phase = Turn
	}
	return a
}
