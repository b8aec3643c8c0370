package game

import (
	"encoding/json"
	"math"
	"slices"
)

// A ChapterID numbers the chapters of a story from 1 in the order they were
// told; 0 is no chapter.
type ChapterID int

// Taken is the way that led into a chapter: one of the parent's choices, or an
// action in the player's own words. The opening has neither.
type Taken struct {
	Choice int    `json:"choice,omitempty"` // 1-based; 0 for an own action
	Text   string `json:"text,omitempty"`
}

// A Choice is one way on that a chapter offers.
type Choice struct {
	Text string `json:"text"`
}

// An Ending closes a path of the story.
type Ending struct {
	// Kind tells endings of a world apart ("escape", "merge"); Name is its title.
	Kind string `json:"kind,omitempty"`
	Name string `json:"name"`
}

// Usage is what a chapter or picture cost.
type Usage struct {
	Model        string  `json:"model,omitempty"`
	InputTokens  int     `json:"in,omitempty"`
	OutputTokens int     `json:"out,omitempty"`
	USD          float64 `json:"usd,omitempty"`
}

// MinChoices and MaxChoices bound what a chapter offers unless it is an ending.
const (
	MinChoices = 2
	MaxChoices = 4
)

// The most that is kept of what a narrator sends; the rest is cut.
const (
	MaxTitle   = 200       // runes of a title, a name or a thing
	MaxCast    = 32        // changes of the cast in one chapter
	MaxPresent = 12        // characters in one scene
	MaxThings  = 10        // things a character wears, and as many carried
	MaxMemo    = 128 << 10 // bytes; a longer memo is dropped whole
)

// A Chapter is one told piece of a story: never rewritten, only joined by
// siblings when the player goes back.
type Chapter struct {
	ID     ChapterID `json:"id"`
	Parent ChapterID `json:"parent,omitempty"`
	Taken  Taken     `json:"taken,omitzero"`
	Title  string    `json:"title"`
	// Prose is paragraphs separated by an empty line.
	Prose   string       `json:"prose"`
	Scene   Scene        `json:"scene,omitzero"`
	Choices []Choice     `json:"choices,omitempty"`
	Ending  *Ending      `json:"ending,omitempty"`
	Summary string       `json:"summary,omitempty"` // one sentence, the long memory
	Cast    []CastChange `json:"cast,omitempty"`
	// Promises is what the chapter set up, and what it paid off.
	Promises Promises `json:"promises,omitzero"`
	Usage    Usage    `json:"usage,omitzero"`
	// Teller says who told it: "offline" or a model's name.
	Teller string `json:"teller,omitempty"`
	// Memo is private to the narrator that told the chapter; it is handed back
	// with the next Brief on this path and never shown.
	Memo json.RawMessage `json:"memo,omitempty"`

	// Picture is the chosen picture, Pictures all that were painted, oldest
	// first. Both are folded from later events, never part of chapter_told.
	Picture  PictureRef   `json:"-"`
	Pictures []PictureRef `json:"-"`
}

// A PictureRef names a stored picture and how it came to be.
type PictureRef struct {
	Hash   Hash   `json:"hash,omitempty"`
	Prompt string `json:"prompt,omitempty"`
	// Painter says who painted it: "offline" or a model's name. Note is set when
	// the picture stands in for another, in words for the player.
	Painter string `json:"painter,omitempty"`
	Note    string `json:"note,omitempty"`
	Usage   Usage  `json:"usage,omitzero"`
}

// Cleaned returns the chapter with every text made safe for a terminal, lists
// cut to their limits, and an ending's choices dropped. It shares no list with c.
func (c Chapter) Cleaned() Chapter {
	c.Taken = c.Taken.clean()
	c.Title = cleanLine(c.Title, MaxTitle)
	c.Prose = Clean(c.Prose)
	c.Scene = c.Scene.clean()
	c.Summary = CleanLine(c.Summary)
	c.Teller = CleanLine(c.Teller)
	c.Usage = c.Usage.clean()
	choices := make([]Choice, 0, len(c.Choices))
	for _, ch := range c.Choices {
		if ch.Text = CleanLine(ch.Text); ch.Text != "" && len(choices) < MaxChoices {
			choices = append(choices, ch)
		}
	}
	c.Choices = choices
	if c.Ending != nil {
		c.Ending = &Ending{Kind: cleanLine(c.Ending.Kind, MaxTitle), Name: cleanLine(c.Ending.Name, MaxTitle)}
		c.Choices = nil
	}
	c.Cast = cleanCast(c.Cast)
	c.Promises = c.Promises.clean()
	if len(c.Memo) > MaxMemo || !json.Valid(c.Memo) {
		c.Memo = nil
	}
	c.Memo = slices.Clone(c.Memo)
	c.Pictures = slices.Clone(c.Pictures)
	return c
}

// clean takes a choice no chapter can offer for an action of the player's own.
func (t Taken) clean() Taken {
	t.Text = CleanLine(t.Text)
	if t.Choice < 1 || t.Choice > MaxChoices {
		t.Choice = 0
	}
	return t
}

// clean takes nonsense, such as a negative number, for 0.
func (u Usage) clean() Usage {
	u.Model = cleanLine(u.Model, MaxTitle)
	u.InputTokens, u.OutputTokens = max(u.InputTokens, 0), max(u.OutputTokens, 0)
	if !(u.USD > 0) || math.IsInf(u.USD, 1) {
		u.USD = 0
	}
	return u
}

// Plus joins what two calls of one kind used.
func (u Usage) Plus(more Usage) Usage {
	if more.Model != "" {
		u.Model = more.Model
	}
	u.InputTokens += more.InputTokens
	u.OutputTokens += more.OutputTokens
	u.USD += more.USD
	return u
}

func (p PictureRef) clean() PictureRef {
	p.Prompt, p.Painter, p.Note = Clean(p.Prompt), CleanLine(p.Painter), CleanLine(p.Note)
	p.Usage = p.Usage.clean()
	return p
}
