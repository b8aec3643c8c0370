// Package tui is Journey in a terminal: a Bubble Tea program with one file a
// screen.
//
// The root [Model] holds what every screen shares (size, theme, what the
// terminal can show, the stack of dialogs) and hands the rest to one active
// screen. A screen's Update returns another screen to go there. Children of a
// screen are plain structs with methods. No Update does I/O: what takes time is
// a command, and its result is dropped when it comes too late to matter.
//
// The game is played by a [game.Journey]; the screens only send it wishes and
// show its updates.
package tui
