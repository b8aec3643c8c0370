package disk

import (
	"bytes"
	"context"
	"errors"
	"io"

	"journey/game"
)

// ReadJournal reads a journal in memory, as Read does from a file.
func ReadJournal(journal []byte) ([]game.Event, error) {
	var events []game.Event
	r := newReader(bytes.NewReader(journal), tail{})
	for {
		batch, err := r.next()
		if errors.Is(err, io.EOF) {
			return events, nil
		}
		if err != nil {
			return events, err
		}
		for _, rec := range batch {
			e, err := rec.event()
			if err != nil {
				return events, err
			}
			events = append(events, e)
		}
	}
}

// SalvageJournal salvages a journal in memory.
func SalvageJournal(ctx context.Context, journal []byte) (saved []byte, kept int, err error) {
	batches, _, _, err := sound(ctx, bytes.NewReader(journal), "x")
	if err != nil {
		return nil, 0, err
	}
	return rechain("x", batches)
}

// SmallThumbnails returns thumbnails of at most limit bytes in all.
func SmallThumbnails(l *Library, limit int64) *Thumbnails {
	t := l.Thumbnails()
	t.limit = limit
	return t
}
