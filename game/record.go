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
// library cannot take it now (a full disk) the story goes on all the same: the
// event waits and is written before the next one. What the library will never
// take (ErrRefused) is an error and leaves the story as it was. Cancelling a turn
// does not cancel the record of what was already told.
func (j *Journey) record(body Body, picture []byte) error {
	j.ledger.Lock()
	defer j.ledger.Unlock()
	return j.enter(body, picture)
}

// enter is record with the ledger locked.
func (j *Journey) enter(body Body, picture []byte) error {
	next := j.Story()
	if err := next.Apply(Event{Seq: next.Seq + 1, At: time.Now(), Body: body}); err != nil {
		return err
	}
	waiting := len(j.unsaid)
	j.unsaid = append(j.unsaid, unsaved{body, picture})
	err := j.save()
	if errors.Is(err, ErrRefused) && len(j.unsaid) == 1 {
		j.unsaid = nil
		return err
	}
	j.mu.Lock()
	paid := next.Cost() > j.story.Cost()
	j.story = next
	j.mu.Unlock()
	if _, told := body.(ChapterTold); paid && !told {
		j.feed.send(Paid{})
	}
	switch {
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

// save writes the waiting events in order and stops at the first that fails. The
// ledger is locked.
func (j *Journey) save() error {
	for len(j.unsaid) > 0 {
		if err := j.saveNext(); err != nil {
			return err
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
