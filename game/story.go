package game

import (
	"fmt"
	"slices"
	"time"
)

// A Story is the fold of its events: a tree of chapters, the chapter being read,
// and what the player made of it. Its texts are clean (see Clean).
//
// A Story is not safe for use from several goroutines; Clone gives each its own.
type Story struct {
	ID      StoryID
	Title   string
	Premise Premise
	// Head is the chapter being read; 0 before the opening is told.
	Head      ChapterID
	Seq       uint64 // events folded so far
	Started   time.Time
	Played    time.Time // time of the last event
	Bookmarks map[ChapterID]string
	Notes     []Noted

	chapters []Chapter // chapters[i] has ID i+1
	children map[ChapterID][]ChapterID
	unread   map[ChapterID]bool
	amended  map[ChapterID][]CastChange
}

// NewStory returns the story before its first event.
func NewStory(id StoryID) *Story {
	return &Story{
		ID:        id,
		Bookmarks: map[ChapterID]string{},
		children:  map[ChapterID][]ChapterID{},
		unread:    map[ChapterID]bool{},
		amended:   map[ChapterID][]CastChange{},
	}
}

// Apply folds the next event into the story. An event that does not fit (a gap
// in Seq, an unknown parent, a picture of no chapter) leaves the story as it was
// and is reported as ErrDamaged.
func (s *Story) Apply(e Event) error {
	if e.Seq != s.Seq+1 {
		return fmt.Errorf("event %d after event %d: %w", e.Seq, s.Seq, ErrDamaged)
	}
	if (e.Seq == 1) != (e.Body.Type() == StoryStarted{}.Type()) {
		return fmt.Errorf("event %d is %s: %w", e.Seq, e.Body.Type(), ErrDamaged)
	}
	if err := s.apply(e.Body); err != nil {
		return fmt.Errorf("event %d, %s: %w: %w", e.Seq, e.Body.Type(), err, ErrDamaged)
	}
	if e.Seq == 1 {
		s.Started = e.At
	}
	s.Seq, s.Played = e.Seq, e.At
	return nil
}

func (s *Story) apply(b Body) error {
	switch b := b.(type) {
	case StoryStarted:
		s.Title, s.Premise = CleanLine(b.Title), b.Premise.clean()
	case ChapterTold:
		return s.tell(b)
	case PicturePainted:
		return s.painted(b)
	case PictureChosen:
		return s.choosePicture(b)
	case CastChanged:
		if err := s.has(b.Chapter); err != nil {
			return err
		}
		for _, c := range b.Changes {
			s.amended[b.Chapter] = append(s.amended[b.Chapter], c.clean())
		}
	case HeadMoved:
		if err := s.has(b.Chapter); err != nil {
			return err
		}
		s.Head = b.Chapter
		delete(s.unread, b.Chapter)
	case Renamed:
		s.Title = CleanLine(b.Title)
	case Bookmarked:
		return s.bookmark(b)
	case Noted:
		s.Notes = append(s.Notes, Noted{Chapter: b.Chapter, Text: CleanLine(b.Text)})
	}
	return nil
}

func (s *Story) tell(b ChapterTold) error {
	c := b.Chapter.Cleaned()
	if c.ID != s.NextID() {
		return fmt.Errorf("chapter %d after %d chapters", c.ID, len(s.chapters))
	}
	if c.Parent != 0 {
		if err := s.has(c.Parent); err != nil {
			return err
		}
	}
	if c.Parent >= c.ID {
		return fmt.Errorf("chapter %d before its parent %d", c.ID, c.Parent)
	}
	if c.Parent == 0 && s.Title == "" {
		s.Title = c.Title
	}
	s.chapters = append(s.chapters, c)
	s.children[c.Parent] = append(s.children[c.Parent], c.ID)
	if b.Unread {
		s.unread[c.ID] = true
	} else {
		s.Head = c.ID
	}
	return nil
}

func (s *Story) painted(b PicturePainted) error {
	if err := s.has(b.Chapter); err != nil {
		return err
	}
	if !b.Picture.Hash.Valid() {
		return fmt.Errorf("picture hash %q", b.Picture.Hash)
	}
	c := &s.chapters[b.Chapter-1]
	c.Picture = b.Picture.clean()
	c.Pictures = append(slices.Clip(c.Pictures), c.Picture)
	return nil
}

func (s *Story) choosePicture(b PictureChosen) error {
	if err := s.has(b.Chapter); err != nil {
		return err
	}
	c := &s.chapters[b.Chapter-1]
	i := slices.IndexFunc(c.Pictures, func(p PictureRef) bool { return p.Hash == b.Hash })
	if i < 0 {
		return fmt.Errorf("chapter %d has no picture %s", b.Chapter, b.Hash)
	}
	c.Picture = c.Pictures[i]
	return nil
}

func (s *Story) bookmark(b Bookmarked) error {
	if err := s.has(b.Chapter); err != nil {
		return err
	}
	if name := CleanLine(b.Name); name != "" {
		s.Bookmarks[b.Chapter] = name
	} else {
		delete(s.Bookmarks, b.Chapter)
	}
	return nil
}

func (s *Story) has(id ChapterID) error {
	if id < 1 || int(id) > len(s.chapters) {
		return fmt.Errorf("no chapter %d", id)
	}
	return nil
}
