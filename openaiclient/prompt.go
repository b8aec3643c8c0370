package openaiclient

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"

	"journey/game"
)

// narratorRules is the fixed part of every request: the same bytes each time, so
// that servers can keep it warm.
//
//go:embed narrator.md
var narratorRules string

func systemPrompt(reader string) string {
	return strings.TrimSpace(narratorRules) + "\n\nThe reader: " + readerRule(reader)
}

func readerRule(reader string) string {
	switch strings.ToLower(reader) {
	case "child":
		return "a child of seven to ten. Short sentences, simple words, 90 to 140 words a chapter; suspense but nothing cruel, no gore, no romance; fear is always met with help."
	case "teen":
		return "a teenager. Brisk and vivid; danger is real, but no gore and nothing sexual."
	}
	return "an adult. Nuance and darkness are welcome where the tone wants them; nothing sexual that is explicit."
}

// A briefing is the request's other part: one JSON document, so that nothing the
// player or the story says can pass for a rule.
type briefing struct {
	Premise struct {
		Wish     string `json:"wish,omitempty"`
		World    string `json:"world,omitempty"`
		Tone     string `json:"tone,omitempty"`
		Style    string `json:"picture_style,omitempty"`
		Language string `json:"language"`
	} `json:"premise"`
	Past     []string         `json:"story_so_far,omitempty"`
	Recent   []recentChapter  `json:"recent_chapters,omitempty"`
	Cast     []game.Character `json:"cast,omitempty"`
	Promises []openPromise    `json:"open_promises,omitempty"`
	Player   *playerStep      `json:"player,omitempty"`
	Next     nextChapter      `json:"next_chapter"`
}

type openPromise struct {
	Promise string `json:"promise"`
	Since   int    `json:"since_chapter"`
}

type recentChapter struct {
	Title   string   `json:"title"`
	Prose   string   `json:"prose"`
	Place   string   `json:"place,omitempty"`
	Choices []string `json:"choices_offered,omitempty"`
}

type playerStep struct {
	Chose string `json:"chose,omitempty"`
	Does  string `json:"does,omitempty"`
}

type nextChapter struct {
	Number   int    `json:"number"`
	OfLeast  int    `json:"story_has_at_least,omitempty"`
	OfMost   int    `json:"story_has_at_most,omitempty"`
	Phase    string `json:"phase"`
	Task     string `json:"task"`
	Turn     string `json:"suggested_turn,omitempty"`
	MayEnd   bool   `json:"may_end"`
	MustEnd  bool   `json:"must_end"`
	Again    string `json:"told_before,omitempty"`
	LastTry  string `json:"fault_of_last_try,omitempty"`
	Language string `json:"write_in"`
}

func briefPrompt(b game.Brief) string {
	var doc briefing
	language := or(b.Premise.Language, "English")
	doc.Premise.Wish, doc.Premise.World, doc.Premise.Tone = b.Premise.Prompt, b.Premise.World, b.Premise.Tone
	doc.Premise.Style, doc.Premise.Language = b.Premise.Style, language
	doc.Cast = b.Cast
	for _, g := range b.Past {
		doc.Past = append(doc.Past, strconv.Itoa(g.Number)+": "+g.Text)
	}
	for _, p := range b.Promises {
		doc.Promises = append(doc.Promises, openPromise{p.Text, p.Chapter})
	}
	for _, c := range b.Recent {
		r := recentChapter{Title: c.Title, Prose: c.Prose, Place: c.Scene.Place}
		for _, choice := range c.Choices {
			r.Choices = append(r.Choices, choice.Text)
		}
		doc.Recent = append(doc.Recent, r)
	}
	switch {
	case b.Taken.Choice > 0:
		doc.Player = &playerStep{Chose: b.Taken.Text}
	case b.Taken.Text != "":
		doc.Player = &playerStep{Does: b.Taken.Text}
	}
	doc.Next = nextChapter{
		Number: b.Arc.Number, OfLeast: b.Arc.Least, OfMost: b.Arc.Most, Phase: string(b.Arc.Phase),
		Task: task(b.Arc), Turn: b.Turn, MayEnd: b.Arc.MayEnd(), MustEnd: b.Arc.MustEnd(), LastTry: b.Fault, Language: language,
	}
	if b.Retelling > 0 {
		doc.Next.Again = "The player has read this step before and wants it told anew: other events, another picture, other choices."
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		panic("openaiclient: brief: " + err.Error()) // strings and numbers alone cannot fail
	}
	return out.String()
}

// task says what the chapter has to do at its point of the arc. Promises are picked
// up from the turn on, and none is left when the story closes.
func task(arc game.ArcPoint) string {
	switch {
	case arc.MustEnd():
		return "This is the last chapter. Bring the story to a satisfying ending that follows from what the player did and keeps what is left in open_promises; offer no choices."
	case arc.Phase == game.Opening:
		return "Open the story: who the player is, where, what they want, and what disturbs it. Introduce the cast. Open one or two promises."
	case arc.Phase == game.Turn:
		return "Turn the story: reveal something that changes what it is about. Pick up the oldest of open_promises."
	case arc.Phase == game.Climax:
		return "Bring the conflict to its height; every choice costs something. Pick up the oldest of open_promises and open none."
	case arc.MayEnd():
		return "Resolve what is open, open_promises first, and open none. End here if the player's step leads to an ending, else set up the last choice."
	case arc.Phase == game.Rising, arc.Phase == game.Closing:
	}
	return "Raise the stakes; let the last step have consequences; move to somewhere or something new."
}
