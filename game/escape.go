package game

import "strings"

// maxSequence is how many bytes of one unfinished escape sequence are dropped;
// what follows is text again.
const maxSequence = 8 << 10

const (
	escapeKey        = '\x1b'
	cancelKey        = '\x18' // ends a sequence, as does substituteKey
	substituteKey    = '\x1a'
	bell             = '\a'
	stringOpeners    = "]P_^Xk" // after ESC: OSC, DCS, APC, PM, SOS, and a title in screen
	stringIntroducer = "\u009D\u0090\u009F\u009E\u0098"
	csiIntroducer    = '\u009B'
)

type sequenceKind uint8

const (
	noSequence      sequenceKind = iota
	escapeSequence               // after ESC
	charsetSequence              // after ESC and an intermediate such as "("
	controlSequence              // CSI
	stringSequence               // OSC, DCS, APC, PM, SOS
)

// A sequence is the escape sequence that a text is in (ECMA-48, with xterm's BEL as
// the end of a string).
type sequence struct {
	kind sequenceKind
	size int // bytes swallowed so far
}

// swallows takes the next rune of a text, size bytes long, and reports whether it
// belongs to an escape sequence.
func (s *sequence) swallows(r rune, size int) bool {
	switch {
	case r == escapeKey:
		*s = sequence{kind: escapeSequence}
		return true
	case r >= 0x80 && r <= 0x9F:
		s.introduce(r)
		return true
	case s.kind == noSequence:
		return false
	case r == cancelKey || r == substituteKey:
		*s = sequence{}
		return true
	}
	s.size += size
	if r == '\n' || r == '\r' || s.size > maxSequence {
		*s = sequence{}
		return false
	}
	return s.next(r)
}

// introduce takes a C1 control: it opens a sequence, or ends the one before.
func (s *sequence) introduce(r rune) {
	*s = sequence{}
	switch {
	case r == csiIntroducer:
		s.kind = controlSequence
	case strings.ContainsRune(stringIntroducer, r):
		s.kind = stringSequence
	}
}

// next takes a rune inside a sequence.
func (s *sequence) next(r rune) bool {
	if s.kind == stringSequence {
		if r == bell {
			*s = sequence{}
		}
		return true
	}
	final := rune('0')
	if s.kind == controlSequence {
		final = '@'
	}
	switch {
	case r > '~' && r != 0x7F: // no part of a sequence: a letter of the text
		*s = sequence{}
		return false
	case r >= final && r <= '~':
		s.finish(r)
	case r >= ' ' && r < '0' && s.kind == escapeSequence:
		s.kind = charsetSequence
	}
	return true
}

// finish takes the final byte of an escape or control sequence; after ESC it may
// open another.
func (s *sequence) finish(r rune) {
	opened := s.kind == escapeSequence
	*s = sequence{}
	switch {
	case opened && r == '[':
		s.kind = controlSequence
	case opened && strings.ContainsRune(stringOpeners, r):
		s.kind = stringSequence
	}
}
