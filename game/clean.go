package game

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of a cleaned text. They are far above anything a story needs and
// far below what hurts a terminal program.
const (
	// MaxText is the most bytes a cleaned text has; what follows is dropped.
	MaxText = 64 << 10
	// MaxLine is the most bytes one line of a cleaned text has. A longer line is
	// broken: at a space in its last 1024 bytes, else between two letters.
	MaxLine = 8 << 10
	// MaxLineRunes is the most runes CleanLine returns.
	MaxLineRunes = 1000

	maxMarks = 8               // combining marks on one letter; the rest is dropped
	maxJoins = 8               // emoji joined to one picture after the first
	softLine = MaxLine - 1<<10 // from here a line is broken at a space
	hardLine = MaxLine - 1<<9  // from here anywhere; the longest grapheme fits after it
)

// Clean returns s as text that is safe to show in a terminal, and that says what
// s said:
//
//   - Escape sequences are dropped with all they contain, in their 7-bit and 8-bit
//     forms. One that never ends costs no more than its line, or 8 KiB.
//   - Control characters, bidirectional controls, zero-width and tag characters,
//     fillers, noncharacters and private use are dropped; bytes that are no UTF-8
//     become U+FFFD.
//   - Joiners and variation selectors stay where a script or an emoji needs them,
//     and a letter keeps its first 8 combining marks.
//   - Every line end is one \n, never more than two follow each other, and no line
//     ends in spaces. A tab is a space.
//   - Lines are at most MaxLine bytes long and the text MaxText bytes.
//
// Clean(Clean(s)) is Clean(s), and a clean text is returned as it is without
// allocating.
func Clean(s string) string {
	var c Cleaner
	return c.whole(s)
}

// CleanLine is Clean on one line: white space of any kind and length is one space
// between words, and no more than MaxLineRunes runes are left, cut where a
// character as the player sees it ends.
func CleanLine(s string) string { return cleanLine(s, MaxLineRunes) }

// cleanLine is CleanLine cut after at most limit runes.
func cleanLine(s string, limit int) string {
	c := Cleaner{limit: limit}
	return c.whole(s)
}

// cleanLines cleans a list of names and things.
func cleanLines(in []string) []string {
	if in == nil {
		return nil
	}
	out := make([]string, 0, len(in))
	for _, s := range in {
		if s = cleanLine(s, MaxTitle); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// cleanList is cleanLines cut after limit lines.
func cleanList(in []string, limit int) []string {
	out := cleanLines(in)
	return out[:min(len(out), limit):min(len(out), limit)]
}

// A Cleaner is Clean for a text that arrives in pieces: what Push and Flush
// return, joined, is Clean of the pieces joined, wherever they were split. The
// zero value is ready to use. It holds back no more than half a rune, a joiner and
// the spaces at the end of what it has seen.
type Cleaner struct {
	limit int // runes of a single line; 0 for a text of many lines

	held     string   // the first bytes of a rune
	sequence sequence // the escape sequence the text is in
	afterCR  bool     // a \n now belongs to the \r before it

	// What was put out: bytes in all and in this line, runes in all, and how many
	// newlines it ends in. A single line that gets too long is cut at byte cut,
	// where its last grapheme starts.
	total, line, runes, newlines, cut int
	full                              bool // the text has its most bytes or runes

	// What waits for the next letter to be put out.
	spaces int
	joiner rune

	// The grapheme put out last.
	base     rune // its letter, or last emoji; 0 after white space
	marks    int  // on base
	joins    int  // emoji joined to its first
	selected bool // base has a variation selector
	joined   bool // it ends in a joiner
	halfFlag bool // it is the first half of a flag
}

// Push returns what can be shown after the next piece of text.
func (c *Cleaner) Push(piece string) string {
	out := output{src: piece}
	c.write(&out, piece)
	return out.String()
}

// Flush ends the text and returns the rest of it. The Cleaner is then as new.
func (c *Cleaner) Flush() string {
	var out output
	c.flush(&out)
	return out.String()
}

func (c *Cleaner) whole(s string) string {
	out := output{src: s}
	c.write(&out, s)
	c.flush(&out)
	return out.String()
}

func (c *Cleaner) flush(out *output) {
	for range len(c.held) {
		c.rune(out, utf8.RuneError, 1)
	}
	*c = Cleaner{limit: c.limit}
}

func (c *Cleaner) write(out *output, s string) {
	if c.held != "" {
		s, c.held = c.held+s, ""
	}
	for i := 0; i < len(s) && !c.full; {
		if n := c.plain(s[i:]); n > 0 {
			c.putPlain(out, s[i:i+n])
			i += n
			continue
		}
		if !utf8.FullRuneInString(s[i:]) {
			c.held = strings.Clone(s[i:])
			return
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		c.rune(out, r, size)
		i += size
	}
}

// plain returns how much of the start of s is ASCII that can be put out as it is:
// words with single spaces between them, clear of every limit.
func (c *Cleaner) plain(s string) int {
	if c.sequence.kind != noSequence {
		return 0
	}
	room := min(len(s), softLine-c.line-c.spaces, MaxText-c.total-c.spaces)
	if c.limit > 0 {
		room = min(len(s), c.limit-c.runes-c.spaces)
	}
	n := 0
	for i := range max(room, 0) {
		switch b := s[i]; {
		case b > ' ' && b < 0x7F:
			n = i + 1
		case b != ' ' || n != i || i == 0:
			return n
		}
	}
	return n
}

func (c *Cleaner) putPlain(out *output, s string) {
	c.cut = c.total
	if rest := strings.TrimRight(s[:len(s)-1], " "); rest != "" {
		c.cut += c.spaces + len(rest)
	}
	out.spaces(c.spaces)
	out.add(s)
	c.count(c.spaces+len(s), c.spaces+len(s))
	c.begin(rune(s[len(s)-1]))
	c.afterCR = false
}

// rune takes the next rune of the text, which was size bytes long.
func (c *Cleaner) rune(out *output, r rune, size int) {
	if r == '\u2028' || r == '\u2029' {
		r = '\n'
	}
	afterCR := c.afterCR
	c.afterCR = false
	if c.sequence.swallows(r, size) {
		return
	}
	switch {
	case r == '\n' && afterCR:
	case r == '\n', r == '\r':
		c.afterCR = r == '\r'
		c.newline(out)
	case r == ' ', r == '\t', c.limit > 0 && unicode.IsSpace(r):
		c.space()
	default:
		c.visible(out, r)
	}
}

func (c *Cleaner) visible(out *output, r rune) {
	switch k := kindOf(r); {
	case k == letter, k == extender && c.base == 0:
		c.letter(out, r)
	case k == mark, k == extender:
		c.mark(out, r)
	case k == selector:
		if c.joiner == 0 && !c.joined && c.marks == 0 && !c.selected && takesSelector(c.base, r) {
			c.selected = c.put(out, r)
		}
	case k == joiner:
		c.join(out, r)
	}
}

func (c *Cleaner) space() {
	c.begin(0)
	if c.limit == 0 {
		c.spaces++
	} else if c.total > 0 {
		c.spaces = 1
	}
}

func (c *Cleaner) newline(out *output) {
	if c.limit > 0 {
		c.space()
		return
	}
	c.begin(0)
	c.spaces = 0
	if c.newlines < 2 && c.total < MaxText {
		out.add("\n")
		c.total, c.line = c.total+1, 0
		c.newlines++
	}
}

// letter puts out r, with what waited for it, as a grapheme of its own unless it
// joins the one before.
func (c *Cleaner) letter(out *output, r rune) {
	flag := r >= flagA && r <= flagZ
	switch {
	case c.joiner == zwj && c.joins < maxJoins && pictograph(r):
		if c.put(out, r) {
			c.base, c.marks, c.selected = r, 0, false
			c.joins++
		}
		return
	case flag && c.halfFlag && c.joiner == 0:
		c.halfFlag = false
		c.put(out, r)
		return
	case c.joiner == zwnj && !shapes(r), c.joiner == zwj:
		c.joiner = 0
	}
	c.breakLine(out, utf8.RuneLen(r))
	c.cut = c.total
	if c.put(out, r) {
		c.begin(r)
		c.halfFlag = flag
	}
}

// breakLine starts a new line if one more grapheme, starting with n bytes, would
// make this one too long.
func (c *Cleaner) breakLine(out *output, n int) {
	limit := hardLine
	if c.spaces > 0 {
		limit = softLine
	}
	if c.limit == 0 && c.line+c.spaces+n > limit {
		c.newline(out)
	}
}

// mark puts out r as a part of the last grapheme.
func (c *Cleaner) mark(out *output, r rune) {
	if c.base == 0 || c.marks == maxMarks {
		return
	}
	if c.joiner == zwj || !shapes(r) && !unicode.Is(unicode.Inherited, r) {
		c.joiner = 0
	}
	if c.put(out, r) {
		c.marks++
		c.halfFlag = false
	}
}

// join puts out a joiner if the last grapheme takes one whatever follows, and keeps
// it if that depends on the next letter.
func (c *Cleaner) join(out *output, r rune) {
	switch {
	case c.joined || c.joiner != 0:
	case r == zwj && shapes(c.base):
		c.joined = c.put(out, r)
	case r == zwj && pictograph(c.base), r == zwnj && shapes(c.base):
		c.joiner = r
	}
}

// put puts out the spaces and the joiner that waited, and r. It reports false, and
// the text ends, if there is no room for them.
func (c *Cleaner) put(out *output, r rune) bool {
	bytes, runes := c.spaces+utf8.RuneLen(r), c.spaces+1
	if c.joiner != 0 {
		bytes, runes = bytes+utf8.RuneLen(c.joiner), runes+1
	}
	if c.total+bytes > MaxText || c.limit > 0 && c.runes+runes > c.limit {
		c.full = true
		if c.limit > 0 {
			out.cut(c.cut)
		}
		return false
	}
	out.spaces(c.spaces)
	if c.joiner != 0 {
		out.rune(c.joiner)
	}
	out.rune(r)
	c.count(bytes, runes)
	return true
}

func (c *Cleaner) count(bytes, runes int) {
	c.total, c.line, c.runes = c.total+bytes, c.line+bytes, c.runes+runes
	c.newlines, c.spaces, c.joiner, c.joined = 0, 0, 0, false
}

// begin says that the last grapheme is base, or none.
func (c *Cleaner) begin(base rune) {
	c.base, c.marks, c.joins, c.joiner = base, 0, 0, 0
	c.selected, c.joined, c.halfFlag = false, false, false
}
