package openaiclient

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// An objectReader reads one JSON object while it arrives in pieces of any length,
// and hands on the strings of its members as they grow. What stands around the
// object (a code fence, a greeting, a <think> block) is skipped. It is lenient: line
// ends within strings and commas too many are taken as meant. Where valid JSON
// comes in, what goes out is what encoding/json would say.
type objectReader struct {
	// text gets the next piece of a string member, last with its final piece,
	// which may be empty.
	text func(key, piece string, last bool)
	// value gets any other member once it is complete.
	value func(key string, raw []byte)

	state readState
	after readState // the state after a string: of a key or of a value
	key   string
	buf   []byte // the string or value so far

	// before the object
	open   bool // a brace was read that may begin it
	tag    int  // bytes of a <think> or </think> that match
	inTalk bool // between <think> and </think>

	// inside a nested value
	depth  int
	quoted bool
	escape bool

	// inside a string
	hex  int // digits of \uXXXX still to come
	code rune
	high rune // a first half of a surrogate pair
}

type readState int

const (
	readBefore readState = iota
	readKeyOrEnd
	readKey
	readColon
	readValueStart
	readText
	readEscape
	readHex
	readNested
	readLiteral
	readCommaOrEnd
	readDone
	readBroken
)

// Started reports whether the object's first brace was read.
func (r *objectReader) Started() bool { return r.state != readBefore }

// Complete reports whether the object was read to its end.
func (r *objectReader) Complete() bool { return r.state == readDone }

// Broken reports whether what came is no JSON; the rest of it is not read.
func (r *objectReader) Broken() bool { return r.state == readBroken }

// Feed reads the next piece.
func (r *objectReader) Feed(p string) {
	for i := 0; i < len(p); {
		i += r.step(p[i:])
	}
	if r.after == readCommaOrEnd && (r.state == readText || r.state == readEscape || r.state == readHex) {
		r.flush(false)
	}
}

// step reads at least one byte of p and returns how many.
func (r *objectReader) step(p string) int {
	switch r.state {
	case readText, readKey:
		return r.stepText(p)
	case readNested:
		return r.stepNested(p)
	case readDone, readBroken:
		return len(p)
	case readBefore:
		r.stepBefore(p[0])
	case readEscape:
		r.stepEscape(p[0])
	case readHex:
		r.stepHex(p[0])
	case readLiteral:
		return r.stepLiteral(p[0])
	case readKeyOrEnd, readColon, readValueStart, readCommaOrEnd:
		r.stepBetween(p[0])
	}
	return 1
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func (r *objectReader) stepBefore(c byte) {
	want := "<think>"
	if r.inTalk {
		want = "</think>"
	}
	switch c {
	case want[r.tag]:
		if r.tag++; r.tag == len(want) {
			r.tag, r.inTalk = 0, !r.inTalk
		}
	case want[0]:
		r.tag = 1
	default:
		r.tag = 0
	}
	switch {
	case r.inTalk:
		r.open = false
	case r.open && c == '"':
		r.beginString(readColon)
	case r.open && c == '}':
		r.state = readDone
	case c == '{':
		r.open = true
	case !isSpace(c):
		r.open = false
	}
}

func (r *objectReader) stepBetween(c byte) {
	switch {
	case isSpace(c):
	case r.state == readColon && c == ':':
		r.state = readValueStart
	case r.state == readKeyOrEnd && c == '"':
		r.beginString(readColon)
	case r.state == readKeyOrEnd && c == ',', r.state == readCommaOrEnd && c == ',':
		r.state = readKeyOrEnd
	case r.state == readKeyOrEnd && c == '}', r.state == readCommaOrEnd && c == '}':
		r.state = readDone
	case r.state == readValueStart:
		r.beginValue(c)
	default:
		r.state = readBroken
	}
}

func (r *objectReader) beginString(after readState) {
	r.after, r.buf, r.high = after, r.buf[:0], 0
	r.state = readText
	if after == readColon {
		r.state = readKey
	}
}

func (r *objectReader) beginValue(c byte) {
	if c == '"' {
		r.beginString(readCommaOrEnd)
		return
	}
	r.buf = append(r.buf[:0], c)
	switch c {
	case '{', '[':
		r.state, r.depth, r.quoted, r.escape = readNested, 1, false, false
	case ',', '}', ']', ':':
		r.state = readBroken
	default:
		r.state = readLiteral
	}
}

// stepNested keeps a nested value as it is; who gets it decodes it.
func (r *objectReader) stepNested(p string) int {
	for i := range len(p) {
		switch c := p[i]; {
		case r.escape:
			r.escape = false
		case r.quoted && c == '\\':
			r.escape = true
		case c == '"':
			r.quoted = !r.quoted
		case r.quoted:
		case c == '{', c == '[':
			r.depth++
		case c == '}', c == ']':
			if r.depth--; r.depth == 0 {
				r.buf = append(r.buf, p[:i+1]...)
				r.endValue()
				return i + 1
			}
		}
	}
	r.buf = append(r.buf, p...)
	return len(p)
}

func (r *objectReader) stepLiteral(c byte) int {
	if c != ',' && c != '}' && !isSpace(c) {
		r.buf = append(r.buf, c)
		return 1
	}
	r.endValue()
	return 0
}

func (r *objectReader) endValue() {
	r.state = readCommaOrEnd
	r.value(r.key, bytes.Clone(r.buf))
}

func (r *objectReader) stepText(p string) int {
	end := strings.IndexAny(p, `"\`)
	if end < 0 {
		end = len(p)
	}
	if end > 0 {
		r.loneHalf()
		r.buf = append(r.buf, p[:end]...)
	}
	if end == len(p) {
		return end
	}
	if p[end] == '\\' {
		r.state = readEscape
		return end + 1
	}
	r.endText()
	return end + 1
}

func (r *objectReader) endText() {
	r.loneHalf()
	r.state = r.after
	if r.after == readColon {
		r.key = validText(r.buf)
		return
	}
	r.flush(true)
}

// inString returns to the middle of the string after an escape.
func (r *objectReader) inString() {
	r.state = readText
	if r.after == readColon {
		r.state = readKey
	}
}

func (r *objectReader) stepEscape(c byte) {
	if c == 'u' {
		r.state, r.hex, r.code = readHex, 4, 0
		return
	}
	r.loneHalf()
	if i := strings.IndexByte("bfnrt", c); i >= 0 {
		c = "\b\f\n\r\t"[i]
	}
	r.buf = append(r.buf, c)
	r.inString()
}

func (r *objectReader) stepHex(c byte) {
	d := strings.IndexByte("0123456789abcdef", c|0x20)
	if d < 0 || c < '0' {
		r.state = readBroken
		return
	}
	r.code = r.code<<4 | rune(d)
	if r.hex--; r.hex > 0 {
		return
	}
	r.inString()
	if pair := utf16.DecodeRune(r.high, r.code); pair != utf8.RuneError {
		r.buf, r.high = utf8.AppendRune(r.buf, pair), 0
		return
	}
	r.loneHalf()
	if r.code >= 0xd800 && r.code < 0xdc00 {
		r.high = r.code
		return
	}
	r.buf = utf8.AppendRune(r.buf, r.code) // a lone second half becomes U+FFFD
}

// loneHalf writes down a first half of a pair whose second did not come.
func (r *objectReader) loneHalf() {
	if r.high != 0 {
		r.buf, r.high = utf8.AppendRune(r.buf, utf8.RuneError), 0
	}
}

// flush hands on what is there of a string, without a rune that is cut.
func (r *objectReader) flush(last bool) {
	n := len(r.buf)
	if !last {
		n = wholeRunes(r.buf)
	}
	if n == 0 && !last {
		return
	}
	piece := validText(r.buf[:n])
	r.buf = append(r.buf[:0], r.buf[n:]...)
	r.text(r.key, piece, last)
}

// wholeRunes is the length of b without a rune at its end that may go on.
func wholeRunes(b []byte) int {
	for n := 1; n <= min(len(b), utf8.UTFMax-1); n++ {
		if i := len(b) - n; utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				return i
			}
			break
		}
	}
	return len(b)
}

// validText replaces each invalid byte by U+FFFD, as encoding/json does.
func validText(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return string([]rune(string(b)))
}

// A member is a member of an object as the reader saw it.
type member struct {
	text string          // of a string
	raw  json.RawMessage // of any other value
}
