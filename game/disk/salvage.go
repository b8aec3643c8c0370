package disk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"

	"journey/game"
)

// Salvage copies what stands before the damage of a story, with its pictures,
// into a new story and leaves the old one as it is. It returns how many events
// were kept and how many lines, at and after the damage, were not. A picture that
// is missing or changed is left out.
//
// It returns ErrDamaged when nothing can be kept, and ErrNewer for a story that
// is not broken but too new.
func (l *Library) Salvage(ctx context.Context, id game.StoryID) (newID game.StoryID, kept, lost int, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("salvage story %.30q: %w", id, err)
		}
	}()
	if err := l.check(ctx, id); err != nil {
		return "", 0, 0, err
	}
	f, err := l.open(journalPath(id), os.O_RDONLY)
	if err != nil {
		return "", 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := journalSize(f); err != nil {
		return "", 0, 0, err
	}
	batches, s, lost, err := sound(ctx, f, id)
	if err != nil {
		return "", 0, 0, err
	}
	if newID, err = l.newID(); err != nil {
		return "", 0, 0, err
	}
	journal, kept, err := rechain(newID, batches)
	if err != nil {
		return "", 0, 0, err
	}
	err = l.make(ctx, newID, journal, func(dir string) error { return l.copyPictures(ctx, s, dir) })
	if err != nil {
		return "", 0, 0, err
	}
	return newID, kept, lost, nil
}

// sound reads the batches of a journal that verify and fit together, their fold,
// and the number of lines that follow.
func sound(ctx context.Context, journal io.ReadSeeker, id game.StoryID) (batches [][]record, s *game.Story, lost int, err error) {
	r := newReader(journal, tail{})
	r.lenient = true
	s = game.NewStory(id)
	last := 1 // the last line that is kept
	for err == nil {
		var batch []record
		if batch, err = r.next(); err == nil {
			err = apply(ctx, s, batch)
		}
		if err == nil {
			batches, last = append(batches, batch), r.end.line
		}
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, game.ErrDamaged) || len(batches) == 0 {
		return nil, nil, 0, err
	}
	lines, err := countLines(journal)
	return batches, s, lines - last, err
}

// rechain returns the journal of a new story of the given batches, and the number
// of their events.
func rechain(id game.StoryID, batches [][]record) (journal []byte, events int, err error) {
	journal, end, err := header(id)
	if err != nil {
		return nil, 0, err
	}
	for _, batch := range batches {
		for _, rec := range batch {
			rec.Prev = end.sum
			if journal, end, err = end.seal(journal, rec); err != nil {
				return nil, 0, err
			}
			events++
		}
	}
	return journal, events, nil
}

func apply(ctx context.Context, s *game.Story, batch []record) error {
	for _, rec := range batch {
		e, err := rec.event()
		if err == nil {
			err = s.Apply(e)
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

func countLines(journal io.ReadSeeker) (int, error) {
	if _, err := journal.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	lines, last := 0, byte('\n')
	buf := make([]byte, 64<<10)
	for {
		n, err := journal.Read(buf)
		lines += bytes.Count(buf[:n], []byte("\n"))
		if n > 0 {
			last = buf[n-1]
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, err
		}
	}
	if last != '\n' {
		lines++
	}
	return lines, nil
}

func (l *Library) copyPictures(ctx context.Context, s *game.Story, dir string) error {
	for _, c := range s.Chapters() {
		for _, p := range c.Pictures {
			data, err := l.Picture(ctx, s.ID, p.Hash)
			if errors.Is(err, game.ErrNotFound) {
				continue
			}
			if err == nil {
				_, err = l.putPicture(path.Join(dir, picturesDir), data)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
