package picture

import "strings"

// What becomes of a sixel picture is settled by its terminal. Most let text take its
// place, cell by cell, and show the rows of pixels that were sent.

func (t Terminal) isTmux() bool { return strings.HasPrefix(t.Brand, "tmux") }

func (t Terminal) isKonsole() bool { return strings.HasPrefix(t.Brand, "Konsole") }

// wholeBands reports whether the terminal rounds the height of a picture up to
// whole bands, so that it would reach into the row below.
func (t Terminal) wholeBands() bool { return t.isTmux() || t.isKonsole() }

// drops reports whether the terminal drops a picture as soon as a cell of it is
// written over.
func (t Terminal) drops() bool { return t.isTmux() }

// keepsFew reports whether the terminal keeps only a handful of pictures.
func (t Terminal) keepsFew() bool { return t.isTmux() }

// lays reports whether the terminal lays pictures on a plane of their own, where text
// does not erase them: until another picture covers one, or a command takes all away.
func (t Terminal) lays() bool { return t.Protocol == KittyDirect || t.isKonsole() }

// takeAway is the command that takes away all pictures of a terminal that lays them.
const takeAway = "\x1b_Ga=d,d=A,q=2\x1b\\"
