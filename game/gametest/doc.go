// Package gametest holds the contracts of the game's seams as test suites, and
// a library for tests that keeps stories in memory.
//
// Whoever implements a seam runs its suite:
//
//	func TestContract(t *testing.T) {
//		gametest.Library(t, func(t *testing.T) game.Library { return open(t) })
//	}
//
// [Library], [Budget], [Narrator], [Painter] and [Editor] say in code what the comments in package
// game say in words; an implementation that passes may take the place of any
// other. They want no network of their own: a client of a server is given to
// them together with a server that answers.
//
// Where those comments leave room, the suites decide: a sequence whose context
// ends yields the context's error last; a leased story cannot be deleted; an event
// or picture that can never be written is [game.ErrRefused]; appending nothing
// only compares the number of events.
//
// [Memory] is a [game.Library] that forgets when the test ends. It can be told
// to fail like a full disk. [Purse] is such a [game.Budget].
package gametest
