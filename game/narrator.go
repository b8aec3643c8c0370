package game

import (
	"context"
	"encoding/json"
)

// A Narrator tells the next chapter of a story.
//
// Implementations are used by many stories at once and keep no state of one
// story: what they need to remember goes into [Chapter.Memo].
type Narrator interface {
	// Narrate blocks until the chapter is told or ctx is done. It calls emit, from
	// the calling goroutine, with each piece as it arrives: the scene once, as soon
	// as it is settled, and prose in order, so that the pieces of prose joined are
	// the chapter's Prose. The ID, Parent and Taken of the returned chapter are set
	// by the caller. After a first prose piece an error means that the chapter broke
	// off; the returned chapter then holds what was understood of it. What makes it
	// wait for a server is told by [Wait].
	Narrate(ctx context.Context, b Brief, emit func(Piece)) (Chapter, error)
}

// A Piece is a part of a chapter that arrived: a title, a settled scene, or more
// prose. Usually just one field is set.
type Piece struct {
	Title string
	Scene *Scene
	// Cast may come with the Scene: what the chapter changes in the cast, where it
	// is known that early, so that newcomers are painted as they will stay.
	Cast  []CastChange
	Prose string
}

// A Brief is everything a narrator may know when it tells the next chapter;
// [Brief.Within] cuts it to what a model can read.
type Brief struct {
	Premise Premise
	Arc     ArcPoint
	// Past is the path so far in a sentence or two a chapter, oldest first, without
	// the chapters in Recent.
	Past []Gist
	// Recent is the last chapters of the path in full, oldest first; the last one
	// is the chapter the player leaves. Empty for the opening.
	Recent []Chapter
	Cast   Cast
	// Promises is what the path has set up and still owes, oldest first.
	Promises []Promise
	Taken    Taken
	// Turn is a short suggestion for what may happen, such as "somebody trusted has
	// lied"; empty when there is none. What the player does goes before it.
	Turn string
	// Memo is the newest memo on the path, MemoTeller the teller that left it.
	Memo       json.RawMessage
	MemoTeller string
	// Retelling counts how often this very step was told before, so that a retold
	// chapter differs.
	Retelling int
	// Fault names what was wrong with the last try, when this is another one.
	Fault string

	path []Chapter // all that was told before, to judge a chapter by
}
