package openaiclient

import (
	"maps"
	"strings"

	"journey/game"
)

// maxReply bounds the JSON of one chapter in bytes.
const maxReply = 1 << 20

// A telling is one reply while it arrives.
type telling struct {
	emit    func(game.Piece)
	scrub   scrubber
	asked   int       // tokens of the prompt
	cast    game.Cast // as the chapter begins
	reader  objectReader
	text    proseReader     // of a reply that is no object
	raw     strings.Builder // everything the model said
	members reply
	partial strings.Builder // the string member being read, so far

	prose   strings.Builder // as emitted
	scene   bool            // was emitted
	titled  bool
	refusal strings.Builder
	finish  string
	usage   *tokens
}

func newTelling(emit func(game.Piece)) *telling {
	t := &telling{emit: emit, members: reply{}}
	t.reader.text = t.takeText
	t.reader.value = t.takeValue
	t.text.show = t.showProse
	return t
}

// shown reports whether a piece was emitted.
func (t *telling) shown() bool { return t.titled || t.scene || t.prose.Len() > 0 }

// take reads the next chunk; false when the reply is too long to be a chapter.
func (t *telling) take(c chunk) bool {
	if c.usage != nil {
		t.usage = c.usage
	}
	t.finish = or(c.finish, t.finish)
	t.refusal.WriteString(c.refusal)
	if t.raw.Len()+len(c.text) > maxReply {
		return false
	}
	t.hear(t.scrub.push(c.text))
	return true
}

func (t *telling) hear(text string) {
	t.raw.WriteString(text)
	t.reader.Feed(text)
	if !t.reader.Started() {
		t.text.Feed(text)
	}
}

// end is called when no more comes.
func (t *telling) end() { t.hear(t.scrub.flush()) }

func (t *telling) takeText(key, piece string, last bool) {
	if _, again := t.members[key]; again {
		return // the first member of a name counts, since it was shown
	}
	if key == keyProse {
		if t.text.said && t.partial.Len() == 0 && piece != "" { // words stood before the object
			t.text.said = false
			t.showProse("\n\n")
		}
		t.showProse(piece)
	}
	t.partial.WriteString(piece)
	if !last {
		return
	}
	t.members[key] = member{text: t.partial.String()}
	t.partial.Reset()
	if key == keyTitle {
		t.showTitle(t.members[key].text)
	}
}

func (t *telling) takeValue(key string, raw []byte) {
	if _, again := t.members[key]; again {
		return
	}
	m := member{raw: raw}
	t.members[key] = m
	switch key {
	case keyScene:
		t.showScene(m.scene())
	case keyProse:
		t.showProse(m.string())
	case keyTitle:
		t.showTitle(m.string())
	}
}

func (t *telling) showTitle(title string) {
	if !t.titled && title != "" {
		t.titled = true
		t.emit(game.Piece{Title: title})
	}
}

func (t *telling) showScene(s *game.Scene) {
	if !t.scene && s != nil {
		t.scene = true
		t.emit(game.Piece{Scene: s, Cast: t.members[keyCast].cast()})
	}
}

func (t *telling) showProse(piece string) {
	if piece != "" {
		t.prose.WriteString(piece)
		t.emit(game.Piece{Prose: piece})
	}
}

// understood makes a chapter of what arrived, without showing anything. When the
// object did not come whole and well formed, json-repair says what was meant.
func (t *telling) understood(arc game.ArcPoint) (game.Chapter, string) {
	if t.reader.Complete() {
		return t.members.chapter(arc)
	}
	if !t.reader.Started() {
		if rest := t.restOfText(); t.text.said && !t.text.stopped {
			return t.told(arc, t.prose.String()+rest)
		}
	}
	members := reply{}
	maps.Copy(members, repair(t.raw.String()))
	for key, m := range t.members {
		if key != keyProse || !t.reader.Broken() { // a quote in the prose may have ended it too soon
			members[key] = m
		}
	}
	if _, whole := t.members[keyChoices]; !whole && t.reader.Started() && !t.reader.Broken() {
		members[keyChoices] = members[keyChoices].withoutLast()
	}
	return members.chapter(arc)
}

// restOfText reads the end of a reply that is no object and returns what it brought
// out, without showing it.
func (t *telling) restOfText() (rest string) {
	t.text.show = func(prose string) { rest += prose }
	t.text.Finish()
	t.text.show = t.showProse
	t.refusal.WriteString(t.text.refusal)
	t.text.refusal = ""
	return rest
}

// told makes a chapter of a reply that came as text. What it does not say, such as
// its scene, is taken from its first sentence.
func (t *telling) told(arc game.ArcPoint, prose string) (game.Chapter, string) {
	if t.text.aloud {
		return game.Chapter{}, "its thoughts stand in the text"
	}
	members := t.text.members()
	members[keyProse] = member{text: prose}
	c, fault := members.chapter(arc)
	if fault == "" {
		first := firstSentence(c.Prose)
		c.Title = or(c.Title, firstWords(c.Prose))
		c.Scene = game.Scene{Action: first, Alt: first}
		for _, known := range t.cast {
			if known.Fate == "" && strings.Contains(prose, known.Name) {
				c.Scene.Present = append(c.Scene.Present, known.Name)
			}
		}
	}
	return c, fault
}

// showRest emits what the stream itself did not bring out of the accepted chapter
// and returns the chapter as it was shown.
func (t *telling) showRest(c game.Chapter) game.Chapter {
	t.showTitle(c.Title)
	if !c.Scene.IsZero() {
		t.showScene(&c.Scene)
	}
	if rest, ok := strings.CutPrefix(c.Prose, t.prose.String()); ok {
		t.showProse(rest)
	}
	c.Prose = t.prose.String()
	return c
}

// proseComplete reports whether the prose came to its end.
func (t *telling) proseComplete() bool {
	_, ok := t.members[keyProse]
	return ok
}
