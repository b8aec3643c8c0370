package disk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"journey/game"
)

// A reader reads a journal batch by batch and verifies every line.
type reader struct {
	lines *bufio.Scanner
	// end is the tail after the batch read last.
	end tail
	// lenient passes over a damaged first line, to save what follows.
	lenient bool
}

// newReader reads on at end, the zero tail for the beginning; r stands there.
func newReader(r io.Reader, end tail) *reader {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine+1)
	lines.Split(splitLines)
	return &reader{lines: lines, end: end}
}

// splitLines is bufio.ScanLines, but leaves each line its newline.
func splitLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i+1], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// next returns the next batch, io.EOF at the end or at a torn tail, an error that
// wraps game.ErrDamaged or game.ErrNewer, or an error of reading.
func (r *reader) next() ([]record, error) {
	if r.end.line == 0 {
		if err := r.heading(); err != nil {
			return nil, err
		}
	}
	var batch []record
	for end := r.end; ; {
		prev := end.sum
		line, err := r.line(&end)
		if errors.Is(err, io.EOF) && r.end.seq == 0 {
			return nil, damaged(end.line+1, "there is no event")
		}
		if err != nil {
			return nil, err
		}
		rec, err := parse(line, end.seq, prev)
		if err != nil {
			return nil, damaged(end.line, err.Error())
		}
		if n := len(batch); n > 0 && rec.More != batch[n-1].More-1 {
			return nil, damaged(end.line, "not the next line of its batch")
		}
		end.seq++
		if batch = append(batch, rec); rec.More == 0 {
			r.end = end
			return batch, nil
		}
	}
}

// parse reads the line that follows event number seq and the sum prev.
func parse(line []byte, seq uint64, prev string) (record, error) {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return rec, err
	}
	if rec.Seq != seq+1 || rec.Prev != prev && prev != "" {
		return rec, errors.New("does not follow the line before")
	}
	if rec.More < 0 || rec.More >= maxBatch {
		return rec, fmt.Errorf("%d more lines in its batch", rec.More)
	}
	return rec, nil
}

// heading reads the first line.
func (r *reader) heading() error {
	end := r.end
	line, err := r.line(&end)
	switch {
	case errors.Is(err, game.ErrDamaged) && r.lenient:
		end.sum = "" // the next line tells
	case errors.Is(err, io.EOF):
		return damaged(1, "there is no heading")
	case err != nil:
		return err
	default:
		var h heading
		if err := json.Unmarshal(line, &h); err != nil || h.Format != format || h.Version < 1 {
			return damaged(1, "not the heading of a journal")
		}
		if h.Version > version {
			return fmt.Errorf("journal of format %d, known up to %d: %w", h.Version, version, game.ErrNewer)
		}
	}
	r.end = end
	return nil
}

// line returns the next verified line, moving end behind it except for its count
// of events. It is valid until the next call.
func (r *reader) line(end *tail) ([]byte, error) {
	if !r.lines.Scan() {
		switch err := r.lines.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			return nil, damaged(end.line+1, fmt.Sprintf("longer than %d bytes", maxLine))
		case err != nil:
			return nil, err
		}
		return nil, io.EOF
	}
	data := r.lines.Bytes()
	end.offset += int64(len(data))
	end.line++
	line, whole := bytes.CutSuffix(data, []byte("\n"))
	if !whole {
		// A crash cuts a line short, or leaves zeros where more should be. It does not
		// put another byte in the place of the newline.
		if _, ok := verify(data[:len(data)-1]); ok && data[len(data)-1] != 0 {
			return nil, damaged(end.line, "ends in another byte than a newline")
		}
		end.line--
		return nil, io.EOF
	}
	sum, ok := verify(line)
	if !ok {
		return nil, damaged(end.line, "the sum does not match")
	}
	end.sum = sum
	return line, nil
}

// event returns the event of a record.
func (rec record) event() (game.Event, error) {
	body, err := game.DecodeBody(rec.Type, rec.Body)
	if err != nil {
		return game.Event{}, fmt.Errorf("event %d: %w: %w", rec.Seq, err, game.ErrDamaged)
	}
	return game.Event{Seq: rec.Seq, At: rec.At, Body: body}, nil
}

func damaged(line int, why string) error {
	return fmt.Errorf("line %d: %s: %w", line, why, game.ErrDamaged)
}
