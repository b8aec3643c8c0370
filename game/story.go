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
	// Wish is what the player last typed instead of a choice at Head, while its
	// chapter is not told; else empty.
	Wish string
	// Broken is the chapter that broke off while it was told last; nil once the
	// player went another way or it was told after all.
	Broken *BrokeOff

	chapters []Chapter // chapters[i] has ID i+1
	children map[ChapterID][]ChapterID
	unread   map[ChapterID]bool
	amended  map[ChapterID][]CastChange
	spent    map[ChapterID]float64 // US dollars that left neither chapter nor picture of it

	portraits []Portrait
}

// NewStory returns the story before its first event.
func NewStory(id StoryID) *Story {
	return &Story{
		ID:        id,
		Bookmarks: map[ChapterID]string{},
		children:  map[ChapterID][]ChapterID{},
		unread:    map[ChapterID]bool{},
		amended:   map[ChapterID][]CastChange{},
		spent:     map[ChapterID]float64{},
	}
}

// Apply folds the next event into the story. An event that does not fit (a gap
// in Seq, an unknown parent, a picture of no chapter) leaves the story as it was
// and is reported as ErrDamaged.
func (s *Story) Apply(e Event) error {
	if e.Seq != s.Seq+1 {
		return fmt.Errorf("event %d after event %d: %w", e.Seq, s.Seq, ErrDamaged)
	}
	if e.Body == nil {
		return fmt.Errorf("event %d is empty: %w", e.Seq, ErrDamaged)
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
	s.Seq = e.Seq
	if _, ok := e.Body.(Renamed); !ok { // giving a title is not playing
		s.Played = e.At
	}
	return nil
}

func (s *Story) apply(b Body) error {
	switch b := b.(type) {
	case StoryStarted:
		s.Title, s.Premise = cleanLine(b.Title, MaxTitle), b.Premise.clean()
	case ChapterTold:
		return s.tell(b)
	case PicturePainted:
		return s.painted(b)
	case PictureChosen:
		return s.choosePicture(b)
	case PortraitPainted:
		return s.portrayed(b)
	case CastChanged:
		if err := s.want(b.Chapter); err != nil {
			return err
		}
		s.amended[b.Chapter] = append(s.amended[b.Chapter], cleanCast(b.Changes)...)
	case HeadMoved:
		if err := s.want(b.Chapter); err != nil {
			return err
		}
		s.move(b.Chapter)
	case Renamed:
		s.Title = cleanLine(b.Title, MaxTitle)
	case Bookmarked:
		return s.bookmark(b)
	case Wished:
		if err := s.want(b.Chapter); err != nil {
			return err
		}
		if b.Chapter == s.Head {
			s.Wish = CleanLine(b.Text)
		}
	case Noted:
		s.Notes = append(s.Notes, Noted{Chapter: b.Chapter, Text: CleanLine(b.Text)})
	case Spent:
		s.spend(b)
	case BrokeOff:
		return s.breakOff(b)
	case Unknown:
	default:
		return fmt.Errorf("body is a %T", b)
	}
	return nil
}

// read moves the head to a chapter. Who reads it has come along its path, so no
// chapter on it is unread any longer.
func (s *Story) read(id ChapterID) {
	s.Head, s.Wish, s.Broken = id, "", nil
	for ; s.unread[id]; id = s.chapters[id-1].Parent {
		delete(s.unread, id)
	}
}

func (s *Story) tell(b ChapterTold) error {
	c := b.Chapter.Cleaned()
	c.Picture, c.Pictures = PictureRef{}, nil
	if c.ID != s.NextID() {
		return fmt.Errorf("chapter %d after %d chapters", c.ID, len(s.chapters))
	}
	if c.Parent != 0 {
		if err := s.want(c.Parent); err != nil {
			return err
		}
	}
	if c.Parent == 0 && s.Title == "" {
		s.Title = c.Title
	}
	s.chapters = append(s.chapters, c)
	s.children[c.Parent] = append(s.children[c.Parent], c.ID)
	if b.Unread {
		s.unread[c.ID] = true
	} else {
		s.read(c.Parent)
		s.Head = c.ID
	}
	return nil
}

// move is read, but for a wish whose chapter broke off: it stays where it was made.
func (s *Story) move(id ChapterID) {
	wish, stays := s.Wish, s.Broken != nil && id == s.Head
	s.read(id)
	if stays {
		s.Wish = wish
	}
}

func (s *Story) spend(b Spent) {
	about := b.Chapter
	if !s.has(about) {
		about = 0
	}
	s.spent[about] += b.Usage.clean().USD
}

func (s *Story) breakOff(b BrokeOff) error {
	if b.Parent != 0 {
		if err := s.want(b.Parent); err != nil {
			return err
		}
	}
	b = b.clean()
	s.Broken = &b
	s.spent[b.Parent] += b.Usage.USD
	return nil
}

func (s *Story) painted(b PicturePainted) error {
	if err := s.want(b.Chapter); err != nil {
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

func (s *Story) portrayed(b PortraitPainted) error {
	if err := s.want(b.Chapter); err != nil {
		return err
	}
	if !b.Picture.Hash.Valid() {
		return fmt.Errorf("picture hash %q", b.Picture.Hash)
	}
	p := Portrait{Name: cleanLine(b.Name, MaxTitle), Look: CleanLine(b.Look), Picture: b.Picture.clean()}
	s.portraits = append(slices.Clip(s.portraits), p)
	s.spent[b.Chapter] += p.Picture.Usage.USD
	return nil
}

func (s *Story) choosePicture(b PictureChosen) error {
	if err := s.want(b.Chapter); err != nil {
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
	if err := s.want(b.Chapter); err != nil {
		return err
	}
	if name := cleanLine(b.Name, MaxTitle); name != "" {
		s.Bookmarks[b.Chapter] = name
	} else {
		delete(s.Bookmarks, b.Chapter)
	}
	return nil
}

func (s *Story) has(id ChapterID) bool { return id >= 1 && int(id) <= len(s.chapters) }

// want returns an error unless the story has the chapter.
func (s *Story) want(id ChapterID) error {
	if !s.has(id) {
		return fmt.Errorf("no chapter %d", id)
	}
	return nil
}
