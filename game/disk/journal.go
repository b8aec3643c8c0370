package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"journey/game"
)

const (
	format     = "journey"
	version    = 1
	maxLine    = 1 << 20
	maxBatch   = 100
	maxJournal = 256 << 20

	sumKey  = `,"sum":"`
	sumSize = 16
	// sealSize is what a line adds to the bytes that its sum covers.
	sealSize = len(sumKey) + 2*sumSize + len(`"}`)
)

// A heading is the first line of a journal.
type heading struct {
	Format  string       `json:"format"`
	Version int          `json:"version"`
	Story   game.StoryID `json:"story"`
}

// A record is an event's line, without its sum.
type record struct {
	Seq  uint64          `json:"seq"`
	Type string          `json:"type"`
	At   time.Time       `json:"at"`
	More int             `json:"more,omitempty"`
	Body json.RawMessage `json:"body"`
	Prev string          `json:"prev"`
}

// A tail is where a journal ends: what a next line is chained to. The zero tail
// stands before the first line.
type tail struct {
	offset int64  // of the end, in bytes
	line   int    // lines before it
	seq    uint64 // events before it
	sum    string // of the last line
}

// header returns the first line of a new journal.
func header(id game.StoryID) ([]byte, tail, error) {
	return tail{}.seal(nil, heading{Format: format, Version: version, Story: id})
}

// encode returns the lines of one batch, chained to t, and the tail after them.
// What can never be written is game.ErrRefused.
func (t tail) encode(at time.Time, bodies []game.Body) ([]byte, tail, error) {
	if len(bodies) > maxBatch {
		return nil, t, fmt.Errorf("encode %d events, at most %d at once: %w", len(bodies), maxBatch, game.ErrRefused)
	}
	at = at.UTC().Truncate(time.Millisecond)
	var lines []byte
	for i, b := range bodies {
		raw, err := marshal(b)
		if err != nil {
			return nil, t, fmt.Errorf("encode %s: %w: %w", b.Type(), err, game.ErrRefused)
		}
		if _, unknown := b.(game.Unknown); unknown {
			// It may bear the name of an event that is known, with another content.
			if _, err := game.DecodeBody(b.Type(), raw); err != nil {
				return nil, t, fmt.Errorf("encode event: %w: %w", err, game.ErrRefused)
			}
		}
		t.seq++
		r := record{Seq: t.seq, Type: b.Type(), At: at, More: len(bodies) - 1 - i, Body: raw, Prev: t.sum}
		if lines, t, err = t.seal(lines, r); err != nil {
			return nil, t, err
		}
	}
	return lines, t, nil
}

// seal appends v as a line with its sum.
func (t tail) seal(lines []byte, v any) ([]byte, tail, error) {
	line, err := marshal(v)
	if err != nil {
		return nil, t, fmt.Errorf("encode line: %w", err)
	}
	line = line[:len(line)-1] // the closing brace comes after the sum
	if size := len(line) + sealSize + 1; size > maxLine {
		return nil, t, fmt.Errorf("encode line of %d bytes, at most %d: %w", size, maxLine, game.ErrRefused)
	}
	t.sum = sumOf(line)
	t.line++
	before := len(lines)
	lines = append(lines, line...)
	lines = append(lines, sumKey+t.sum+"\"}\n"...)
	t.offset += int64(len(lines) - before)
	return lines, t, nil
}

// marshal encodes v with its text as it is, since nobody embeds a journal in HTML.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

func sumOf(covered []byte) string {
	sum := sha256.Sum256(covered)
	return hex.EncodeToString(sum[:sumSize])
}

// verify returns the sum of a line without its newline, and whether it is the one
// the line bears.
func verify(line []byte) (string, bool) {
	if len(line) < sealSize {
		return "", false
	}
	covered := line[:len(line)-sealSize]
	sum := sumOf(covered)
	return sum, string(line[len(covered):]) == sumKey+sum+`"}`
}
