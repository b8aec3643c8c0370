// Package game holds the rules of Journey: what a story is, how a turn is
// played, and the seams through which narrators, painters and libraries join.
//
// A [Story] is a tree of chapters and the fold of its events: live play, resume
// after a crash, replay and export all read the same journal. A [Journey] plays
// one story: it asks a [Narrator] for the next chapter, a [Painter] for its
// picture, and writes what happened into a [Library] before anything counts as
// told.
//
// Everything that reaches a Story, from a model, a server or a file, passes
// through [Clean] on its way in, so that a Story only ever holds text that is
// safe to show in a terminal.
//
// The package imports the standard library alone.
package game
