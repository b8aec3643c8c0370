package openaiclient

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// An eventBody brings the body of a stream into the form that go-openai reads: one
// "data: ..." line per event and nothing else. go-openai alone would drop errors
// that are spelled otherwise than OpenAI's, and a JSON answer in place of a stream.
type eventBody struct {
	src   io.ReadCloser
	in    *bufio.Reader
	call  *call
	out   []byte
	left  int64
	data  bool   // an event was seen
	stray []byte // lines that are no events
	err   error
}

func newEventBody(src io.ReadCloser, k *call) *eventBody {
	b := &eventBody{src: src, call: k, left: k.limit}
	b.in = bufio.NewReader(src)
	return b
}

// Close implements io.Closer.
func (b *eventBody) Close() error { return b.src.Close() }

// Read implements io.Reader.
func (b *eventBody) Read(p []byte) (int, error) {
	for len(b.out) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		b.out = b.out[:0]
		line, err := b.line()
		b.take(line)
		if err != nil {
			b.err = err
			b.finish()
		}
	}
	n := copy(p, b.out)
	b.out = b.out[n:]
	return n, nil
}

// line reads one line, the last of which may lack its end.
func (b *eventBody) line() ([]byte, error) {
	var line []byte
	for {
		part, err := b.in.ReadSlice('\n')
		if b.left -= int64(len(part)); b.left < 0 {
			return nil, errTooLarge
		}
		b.hear(line, part)
		if line == nil && err == nil {
			return part, nil
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// hear tells the watchdog of a part of a line. Comments say that a server is at work
// before its first event; after that, a server that sends nothing else has stalled.
func (b *eventBody) hear(before, part []byte) {
	line := before
	if len(line) == 0 {
		line = part
	}
	idle := len(bytes.TrimSpace(line)) == 0 || line[0] == ':'
	if len(part) > 0 && b.call.heard != nil && (!idle || !b.data) {
		b.call.heard()
	}
}

func (b *eventBody) take(line []byte) {
	line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
	field, value, _ := bytes.Cut(line, []byte(":"))
	value = bytes.TrimSpace(value)
	switch string(field) {
	case "", "event", "id", "retry": // blank lines, comments and fields of no use here
	case "data":
		b.call.streamed = true
		b.event(value)
	case "error":
		if !json.Valid(value) {
			value, _ = json.Marshal(string(value))
		}
		b.event(append(append([]byte(`{"error":`), value...), '}'))
	default:
		b.stray = append(append(b.stray, line...), '\n')
	}
}

func (b *eventBody) event(data []byte) {
	b.data = true
	if string(data) == "[DONE]" {
		b.call.done = true
	}
	b.out = append(b.out, "data: "...)
	// go-openai swallows an event that begins with exactly {"error": and makes of it
	// an error without the fields that tell a spent quota from a busy server.
	if rest, ok := bytes.CutPrefix(data, []byte(`{"error":`)); ok {
		b.out = append(b.out, `{ "error":`...)
		data = rest
	}
	b.out = append(append(b.out, data...), '\n')
}

// finish hands a JSON answer on as the one event of a stream that had none.
func (b *eventBody) finish() {
	if b.data || len(b.stray) == 0 {
		return
	}
	var whole bytes.Buffer
	if json.Compact(&whole, b.stray) == nil {
		b.event(whole.Bytes())
		return
	}
	b.call.stray = string(b.stray[:min(len(b.stray), 500)])
}
