package game

import (
	"fmt"
	"slices"
)

// Illustrate makes a picture of the player's own the picture of a chapter; those it
// had before are kept. The reference says how it was made; its hash is that of the
// data. Illustrate returns once the picture is recorded, and Updates has a
// [PictureArrived]. Without such a chapter it is ErrNoChoice, and ErrRefused for data
// that are no picture.
func (j *Journey) Illustrate(id ChapterID, data []byte, ref PictureRef) error {
	ref, err := refTo(data, ref)
	if err != nil {
		return err
	}
	return j.byHand(func(s *Story) error {
		c, ok := s.Chapter(id)
		if !ok {
			return ErrNoChoice
		}
		var err error
		if slices.ContainsFunc(c.Pictures, func(p PictureRef) bool { return p.Hash == ref.Hash }) {
			err = j.record(PictureChosen{Chapter: id, Hash: ref.Hash}, nil)
		} else {
			err = j.record(PicturePainted{Chapter: id, Picture: ref}, data)
		}
		if err == nil {
			j.feed.send(PictureArrived{Chapter: id, Picture: ref, Data: data})
		}
		return err
	})
}

// Portray makes a picture the portrait of a character as they look at a chapter:
// from then on pictures follow it. Errors are as of Illustrate.
func (j *Journey) Portray(at ChapterID, name string, data []byte, ref PictureRef) error {
	ref, err := refTo(data, ref)
	if err != nil {
		return err
	}
	return j.byHand(func(s *Story) error {
		if _, ok := s.Chapter(at); !ok {
			return ErrNoChoice
		}
		who := s.CastAt(at).Present([]string{name})
		if len(who) == 0 || who[0].Look == "" {
			return ErrNoChoice
		}
		return j.record(PortraitPainted{Chapter: at, Name: who[0].Name, Look: who[0].Look, Picture: ref}, data)
	})
}

func refTo(data []byte, ref PictureRef) (PictureRef, error) {
	if PictureFormat(data) == "" {
		return ref, fmt.Errorf("take picture into the story: no PNG, JPEG, WebP or GIF: %w", ErrRefused)
	}
	ref.Hash = HashOf(data)
	return ref.clean(), nil
}

// byHand does what changes the story apart from its turns. Close waits for it.
func (j *Journey) byHand(do func(*Story) error) error {
	j.mu.Lock()
	if j.closed {
		j.mu.Unlock()
		return ErrClosed
	}
	j.working.Add(1)
	story := j.story.Clone()
	j.mu.Unlock()
	defer j.working.Done()
	return do(story)
}
