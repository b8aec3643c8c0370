package canvas

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
)

// The markers of a JPEG that matter to what stands before its pixels.
const (
	markComment = 0xfe
	markApp     = 0xe0 // to 0xef: what programs say; the first has to follow the start
	markScan    = 0xda
)

// noteStart is how the comment begins that is a note.
const noteStart = `{"journey:`

// A segment is a part of a JPEG; whole is it with its marker and length.
type segment struct {
	mark        byte
	body, whole []byte
}

// segments are those of a JPEG before its pixels, up to the first that is torn.
func segments(jpg []byte) iter.Seq[segment] {
	return func(yield func(segment) bool) {
		for rest := jpg[2:]; len(rest) >= 4 && rest[0] == 0xff; {
			n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
			if n < 4 || n > len(rest) || rest[1] == markScan {
				return
			}
			if !yield(segment{mark: rest[1], body: rest[4:n], whole: rest[:n]}) {
				return
			}
			rest = rest[n:]
		}
	}
}

func (s segment) isNote() bool {
	return s.mark == markComment && bytes.HasPrefix(s.body, []byte(noteStart))
}

// comment writes the note into a JPEG, after what programs say about it.
func (n Note) comment(jpg []byte) ([]byte, error) {
	var text []byte
	if n != (Note{}) {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false) // it would take six bytes for one
		if err := enc.Encode(n); err != nil {
			return nil, fmt.Errorf("write note: %w", err)
		}
		body := bytes.TrimSpace(b.Bytes())
		text = binary.BigEndian.AppendUint16([]byte{0xff, markComment}, uint16(len(body)+2))
		text = append(text, body...)
	}
	head, tail := append(make([]byte, 0, len(jpg)+len(text)), jpg[:2]...), []byte(nil)
	read, programs := 2, true
	for s := range segments(jpg) {
		read += len(s.whole)
		programs = programs && s.mark&0xf0 == markApp
		switch {
		case s.isNote():
		case programs:
			head = append(head, s.whole...)
		default:
			tail = append(tail, s.whole...)
		}
	}
	if read == 2 {
		return nil, fmt.Errorf("write note: %w: it has no head", ErrNoPlace)
	}
	return append(append(append(head, text...), tail...), jpg[read:]...), nil
}
