package canvas

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"
	"unicode/utf8"

	"journey/game"
)

// MaxText is how many bytes a text in a PNG has at most.
const MaxText = 64 << 10

// ErrNoPlace is wrapped by the error for a picture that no text can be written into.
var ErrNoPlace = errors.New("the picture has no place for a note")

// A Text is an international text (iTXt) of a PNG, not compressed and of no
// language.
type Text struct {
	Key   string // 1 to 79 letters of ASCII
	Value string // UTF-8, at most MaxText bytes; "" is no text
}

const (
	chunkFrame = 12 // bytes of a chunk beside its body: length, kind and checksum
	textFrame  = "\x00\x00\x00\x00\x00"
)

// A chunk is a part of a PNG; whole is it with its frame.
type chunk struct {
	kind        string
	body, whole []byte
}

// chunks are those of a PNG, up to its end or the first that is torn.
func chunks(png []byte) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		for rest := png[8:]; len(rest) >= chunkFrame; {
			size := binary.BigEndian.Uint32(rest)
			if int64(size) > int64(len(rest)-chunkFrame) {
				return
			}
			n := int(size) + chunkFrame
			if !yield(chunk{kind: string(rest[4:8]), body: rest[8 : n-4], whole: rest[:n]}) {
				return
			}
			rest = rest[n:]
		}
	}
}

func (c chunk) sound() bool {
	n := len(c.whole) - 4
	return binary.BigEndian.Uint32(c.whole[n:]) == crc32.ChecksumIEEE(c.whole[4:n])
}

// is reports whether the chunk is a text of this key, in whatever form.
func (c chunk) is(key string) bool {
	return c.kind == "iTXt" && bytes.HasPrefix(c.body, append([]byte(key), 0))
}

// ReadText returns the first text of a key in a PNG, as it is: it comes from outside
// and is not clean. There is none in another kind of picture, and one that is
// compressed, too long, no UTF-8 or damaged is passed over.
func ReadText(png []byte, key string) (string, bool) {
	if game.PictureFormat(png) != "png" {
		return "", false
	}
	for c := range chunks(png) {
		text, ok := bytes.CutPrefix(c.body, []byte(key+textFrame))
		if c.kind == "iTXt" && ok && len(text) <= MaxText && utf8.Valid(text) && c.sound() {
			return string(text), true
		}
	}
	return "", false
}

// WriteText returns a PNG with texts after its head, in their order, in place of
// those it has of the same keys. All else stays as it is, byte for byte. It wraps
// [ErrNoPlace] for what does not start as a PNG, and for a text that is too long.
func WriteText(png []byte, texts ...Text) ([]byte, error) {
	if game.PictureFormat(png) != "png" {
		return nil, fmt.Errorf("write text: %w: it is no PNG", ErrNoPlace)
	}
	out, read := slices.Clone(png[:8]), 8
	for c := range chunks(png) {
		read += len(c.whole)
		if len(out) == 8 {
			if c.kind != "IHDR" {
				break
			}
			out = append(out, c.whole...)
			for _, t := range texts {
				if len(t.Value) > MaxText {
					return nil, fmt.Errorf("write text %s of %d bytes: %w", t.Key, len(t.Value), ErrNoPlace)
				}
				out = t.append(out)
			}
			continue
		}
		if !slices.ContainsFunc(texts, func(t Text) bool { return c.is(t.Key) }) {
			out = append(out, c.whole...)
		}
	}
	if len(out) == 8 {
		return nil, fmt.Errorf("write text: %w: it has no head", ErrNoPlace)
	}
	return append(out, png[read:]...), nil
}

func (t Text) append(out []byte) []byte {
	if t.Value == "" {
		return out
	}
	size := len(t.Key) + len(textFrame) + len(t.Value)
	out = binary.BigEndian.AppendUint32(out, uint32(size))
	start := len(out)
	out = append(out, "iTXt"+t.Key+textFrame+t.Value...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
