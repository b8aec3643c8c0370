package game

import "fmt"

// Length says how long a story is meant to be, in chapters from the opening to
// an ending.
type Length string

// The lengths a player can ask for; the numbers of chapters are in [Length.Chapters].
const (
	Short   Length = "short"
	Medium  Length = "medium"
	Long    Length = "long"
	Endless Length = "endless"
)

// Lengths lists every length, shortest first.
func Lengths() []Length { return []Length{Short, Medium, Long, Endless} }

// ParseLength reads a length as a player types it; the empty string is Short.
func ParseLength(s string) (Length, error) {
	switch l := Length(s); l {
	case "":
		return Short, nil
	case Short, Medium, Long, Endless:
		return l, nil
	default:
		return "", fmt.Errorf("length %q is not one of short, medium, long, endless", s)
	}
}

// Chapters returns the fewest and the most chapters a path of this length has.
// Both are 0 for Endless.
func (l Length) Chapters() (least, most int) {
	switch l {
	case Medium:
		return 12, 15
	case Long:
		return 25, 30
	case Endless:
		return 0, 0
	case Short:
	}
	return 6, 8
}

// A Premise is what the player asked for when the story began. It never changes.
type Premise struct {
	// Prompt is the premise in the player's own words; it may be empty when a
	// World is named.
	Prompt string `json:"prompt,omitempty"`
	// World names a ready-made world; empty lets the narrator choose.
	World string `json:"world,omitempty"`
	// Style is the art style of every picture, such as "8-bit pixel art".
	Style    string `json:"style,omitempty"`
	Tone     string `json:"tone,omitempty"`
	Length   Length `json:"length,omitempty"`
	Language string `json:"language,omitempty"` // in the player's words; empty is English
	Reader   string `json:"reader,omitempty"`   // reader level: "child", "teen", "adult"
	// Seed makes an offline story repeatable: same seed and choices, same story.
	Seed uint64 `json:"seed,omitempty"`
}

func (p Premise) clean() Premise {
	p.Prompt = Clean(p.Prompt)
	p.World = CleanLine(p.World)
	p.Style = CleanLine(p.Style)
	p.Tone = CleanLine(p.Tone)
	p.Language = CleanLine(p.Language)
	p.Reader = CleanLine(p.Reader)
	if _, err := ParseLength(string(p.Length)); err != nil {
		p.Length = "" // of a newer version, perhaps; told as Short
	}
	return p
}
