package main

import (
	"bufio"
	"context"
	"io"
)

// lineReader reads lines without holding up a cancel: a read from a terminal
// cannot be interrupted, so it is left behind when the program ends.
type lineReader struct{ lines chan lineRead }

type lineRead struct {
	text string
	err  error
}

func readLines(r io.Reader) *lineReader {
	l := &lineReader{lines: make(chan lineRead)}
	go func() {
		s := bufio.NewScanner(r)
		for s.Scan() {
			l.lines <- lineRead{text: s.Text()}
		}
		end := lineRead{err: io.EOF}
		if s.Err() != nil {
			end.err = s.Err()
		}
		l.lines <- end
	}()
	return l
}

// next returns the next line; its error is io.EOF after the last.
func (l *lineReader) next(ctx context.Context) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-l.lines:
		return r.text, r.err
	}
}
