package game

import (
	"strings"
	"unicode/utf8"
)

// output collects what is put out of src. As long as that is how src starts, it
// copies nothing.
type output struct {
	src  string
	same int    // bytes put out so far, equal to the start of src
	buf  []byte // all bytes put out, once they differ
}

func (o *output) add(s string) {
	if o.buf == nil {
		if strings.HasPrefix(o.src[o.same:], s) {
			o.same += len(s)
			return
		}
		o.buf = append(make([]byte, 0, min(len(o.src), MaxText)+utf8.UTFMax), o.src[:o.same]...)
	}
	o.buf = append(o.buf, s...)
}

func (o *output) rune(r rune) {
	if o.buf != nil {
		o.buf = utf8.AppendRune(o.buf, r)
		return
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	if strings.HasPrefix(o.src[o.same:], string(b[:n])) {
		o.same += n
		return
	}
	o.add(string(b[:n]))
}

func (o *output) spaces(n int) {
	for range n {
		o.add(" ")
	}
}

// cut drops all but the first n bytes.
func (o *output) cut(n int) {
	if o.buf == nil {
		o.same = n
		return
	}
	o.buf = o.buf[:n]
}

func (o *output) String() string {
	if o.buf == nil {
		return o.src[:o.same]
	}
	return string(o.buf)
}
