package game

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// unsaved is an event that the library could not take, with the picture it names.
type unsaved struct {
	body    Body
	picture []byte
}

// record folds an event into the story and writes it to the library. When the
// library cannot take it (a full disk) the story goes on all the same: the event
// waits and is written before the next one. Cancelling a turn does not cancel
// the record of what was already told.
func (j *Journey) record(body Body, picture []byte) error {
	j.ledger.Lock()
	defer j.ledger.Unlock()
	j.mu.Lock()
	err := j.story.Apply(Event{Seq: j.story.Seq + 1, At: time.Now(), Body: body})
	j.mu.Unlock()
	if err != nil {
		return err
	}
	waiting := len(j.unsaid)
	j.unsaid = append(j.unsaid, unsaved{body, picture})
	switch err := j.save(); {
	case err == nil && waiting > 0:
		j.feed.send(Notice{Text: "Everything is saved again."})
	case err != nil && waiting == 0:
		j.feed.send(Notice{Text: "Not saved yet: " + Plain(err) + " Journey keeps it in memory and tries again with the next step."})
	}
	return nil
}

func (j *Journey) flush() error {
	j.ledger.Lock()
	defer j.ledger.Unlock()
	return j.save()
}

// save writes the waiting events in order and stops at the first that fails. One
// that the library will never take is dropped, or nothing after it would ever be
// saved. The ledger is locked.
func (j *Journey) save() error {
	for len(j.unsaid) > 0 {
		err := j.saveNext()
		if err != nil && !errors.Is(err, ErrRefused) {
			return err
		}
		if err != nil {
			j.feed.send(Notice{Text: "Something cannot be saved and is left out: " + Plain(err)})
		}
		j.unsaid = j.unsaid[1:]
	}
	return nil
}

func (j *Journey) saveNext() error {
	ctx := context.WithoutCancel(j.ctx)
	next := j.unsaid[0]
	if next.picture != nil {
		if _, err := j.cfg.Library.PutPicture(ctx, j.story.ID, next.picture); err != nil {
			return fmt.Errorf("save picture: %w", err)
		}
	}
	seq, err := j.cfg.Library.Append(ctx, j.story.ID, j.saved, next.body)
	if err != nil {
		return fmt.Errorf("save story: %w", err)
	}
	j.saved = seq
	return nil
}
