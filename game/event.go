package game

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// An Event is one thing that happened to a story. Seq counts from 1 without gaps.
type Event struct {
	Seq  uint64
	At   time.Time
	Body Body
}

// A Body is what an event says; Type names it in the journal.
type Body interface{ Type() string }

// The events of a story. Fields may be added, never renamed: older files stay
// readable.
type (
	// StoryStarted is always the first event.
	StoryStarted struct {
		Title   string  `json:"title,omitempty"`
		Premise Premise `json:"premise"`
	}
	// ChapterTold adds a chapter and moves the head to it, unless it is Unread: a
	// branch told in advance that nobody has chosen yet.
	ChapterTold struct {
		Chapter Chapter `json:"chapter"`
		Unread  bool    `json:"unread,omitempty"`
	}
	// PicturePainted adds a picture to a chapter and makes it the chosen one.
	PicturePainted struct {
		Chapter ChapterID  `json:"chapter"`
		Picture PictureRef `json:"picture"`
	}
	// PictureChosen makes an earlier picture of the chapter the chosen one.
	PictureChosen struct {
		Chapter ChapterID `json:"chapter"`
		Hash    Hash      `json:"hash"`
	}
	// PortraitPainted adds a portrait of a character, painted beside a chapter from
	// the look named.
	PortraitPainted struct {
		Chapter ChapterID  `json:"chapter"`
		Name    string     `json:"name"`
		Look    string     `json:"look"`
		Picture PictureRef `json:"picture"`
	}
	// CastChanged amends the cast as of a chapter, by the player's hand.
	CastChanged struct {
		Chapter ChapterID    `json:"chapter"`
		Changes []CastChange `json:"changes"`
	}
	// HeadMoved says which chapter the player reads now.
	HeadMoved struct {
		Chapter ChapterID `json:"chapter"`
	}
	// Renamed gives the story a new title.
	Renamed struct {
		Title string `json:"title"`
	}
	// Bookmarked names a chapter; an empty name takes the bookmark away.
	Bookmarked struct {
		Chapter ChapterID `json:"chapter"`
		Name    string    `json:"name,omitempty"`
	}
	// Wished keeps what the player typed instead of a choice, before its chapter is
	// told: should the telling come to nothing, the words are not lost.
	Wished struct {
		Chapter ChapterID `json:"chapter"`
		Text    string    `json:"text"`
	}
	// Noted keeps a degraded or refused step, in the words the player was told.
	Noted struct {
		Chapter ChapterID `json:"chapter,omitempty"`
		Text    string    `json:"text"`
	}
	// Spent is what a call used that left neither chapter nor picture: it failed,
	// was stopped, or its answer could not be used. Chapter is the one it was about:
	// the one to be painted, or the one from which the story was to go on.
	Spent struct {
		Chapter ChapterID `json:"chapter,omitempty"`
		For     Purpose   `json:"for"`
		Usage   Usage     `json:"usage"`
	}
	// BrokeOff keeps a chapter whose telling ended in mid-prose: what the player saw
	// of it, until they decide how to go on.
	BrokeOff struct {
		Parent ChapterID `json:"parent,omitempty"`
		Taken  Taken     `json:"taken,omitzero"`
		Title  string    `json:"title,omitempty"`
		Prose  string    `json:"prose"`
		Teller string    `json:"teller,omitempty"`
		Usage  Usage     `json:"usage,omitzero"`
		// Why is a sentence for the player.
		Why string `json:"why,omitempty"`
	}
	// Unknown is an event of a type this version does not know; it is kept and
	// folds to nothing.
	Unknown struct {
		Kind string
		Raw  json.RawMessage
	}
)

// Type implements Body.
func (StoryStarted) Type() string { return "story_started" }

// Type implements Body.
func (ChapterTold) Type() string { return "chapter_told" }

// Type implements Body.
func (PicturePainted) Type() string { return "picture_painted" }

// Type implements Body.
func (PictureChosen) Type() string { return "picture_chosen" }

// Type implements Body.
func (PortraitPainted) Type() string { return "portrait_painted" }

// Type implements Body.
func (CastChanged) Type() string { return "cast_changed" }

// Type implements Body.
func (HeadMoved) Type() string { return "head_moved" }

// Type implements Body.
func (Renamed) Type() string { return "renamed" }

// Type implements Body.
func (Bookmarked) Type() string { return "bookmarked" }

// Type implements Body.
func (Wished) Type() string { return "wished" }

// Type implements Body.
func (Noted) Type() string { return "noted" }

// Type implements Body.
func (Spent) Type() string { return "spent" }

// Type implements Body.
func (BrokeOff) Type() string { return "broke_off" }

// Type implements Body.
func (u Unknown) Type() string { return u.Kind }

// MarshalJSON writes back the bytes the event was read from.
func (u Unknown) MarshalJSON() ([]byte, error) { return u.Raw.MarshalJSON() }

// DecodeBody reads the body of an event of the given type. A type that is not
// known becomes an Unknown, so that newer fields of a file survive.
func DecodeBody(typ string, raw []byte) (Body, error) {
	switch typ {
	case "story_started":
		return decode[StoryStarted](raw)
	case "chapter_told":
		return decode[ChapterTold](raw)
	case "picture_painted":
		return decode[PicturePainted](raw)
	case "picture_chosen":
		return decode[PictureChosen](raw)
	case "portrait_painted":
		return decode[PortraitPainted](raw)
	case "cast_changed":
		return decode[CastChanged](raw)
	case "head_moved":
		return decode[HeadMoved](raw)
	case "renamed":
		return decode[Renamed](raw)
	case "bookmarked":
		return decode[Bookmarked](raw)
	case "wished":
		return decode[Wished](raw)
	case "noted":
		return decode[Noted](raw)
	case "spent":
		return decode[Spent](raw)
	case "broke_off":
		return decode[BrokeOff](raw)
	}
	return Unknown{Kind: typ, Raw: bytes.Clone(raw)}, nil
}

func decode[T Body](raw []byte) (Body, error) {
	var b T
	if err := json.Unmarshal(raw, &b); err != nil {
		return nil, fmt.Errorf("decode %s: %w", b.Type(), err)
	}
	return b, nil
}

func (b BrokeOff) clean() BrokeOff {
	b.Taken, b.Usage = b.Taken.clean(), b.Usage.clean()
	b.Title, b.Prose = cleanLine(b.Title, MaxTitle), Clean(b.Prose)
	b.Teller, b.Why = CleanLine(b.Teller), CleanLine(b.Why)
	return b
}
