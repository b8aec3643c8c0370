package game

import (
	"maps"
	"slices"
)

// NextID is the ID the next told chapter gets.
func (s *Story) NextID() ChapterID { return ChapterID(len(s.chapters) + 1) }

// Len is the number of chapters told, read or not.
func (s *Story) Len() int { return len(s.chapters) }

// Chapter returns a chapter by its ID.
func (s *Story) Chapter(id ChapterID) (Chapter, bool) {
	if !s.has(id) {
		return Chapter{}, false
	}
	return s.chapters[id-1], true
}

// Current returns the chapter being read.
func (s *Story) Current() (Chapter, bool) { return s.Chapter(s.Head) }

// Chapters returns all chapters in the order they were told.
func (s *Story) Chapters() []Chapter { return slices.Clone(s.chapters) }

// Children returns the chapters that follow id (0 for the openings), oldest first.
func (s *Story) Children(id ChapterID) []ChapterID { return slices.Clone(s.children[id]) }

// Unread reports whether the chapter was told in advance and never chosen.
func (s *Story) Unread(id ChapterID) bool { return s.unread[id] }

// Path returns the chapters from the opening to id, both included.
func (s *Story) Path(id ChapterID) []Chapter {
	path := make([]Chapter, s.Depth(id))
	for i := len(path) - 1; i >= 0; i-- {
		path[i] = s.chapters[id-1]
		id = path[i].Parent
	}
	return path
}

// Onward returns the path to id and on from there, along what was told and read last: the
// way that a player who has gone back to id had taken.
func (s *Story) Onward(id ChapterID) []Chapter {
	for {
		children := slices.DeleteFunc(s.Children(id), s.Unread)
		if len(children) == 0 || !s.has(id) {
			return s.Path(id)
		}
		id = slices.Max(children)
	}
}

// Depth is the number of chapters on the path to id, 0 for no chapter.
func (s *Story) Depth(id ChapterID) int {
	n := 0
	for s.has(id) {
		id = s.chapters[id-1].Parent
		n++
	}
	return n
}

// Following returns the child of id that was reached by the same choice or the
// same words, the latest when it was retold, so that choosing again what was
// chosen before leads to the chapter the player settled for then. One that was
// told in advance counts only where none was read.
func (s *Story) Following(id ChapterID, t Taken) (Chapter, bool) {
	t = t.clean()
	var found ChapterID
	for _, child := range slices.Backward(s.children[id]) {
		if s.chapters[child-1].Taken != t {
			continue
		}
		if !s.unread[child] {
			found = child
			break
		}
		found = child
	}
	return s.Chapter(found)
}

// CastAt returns the cast as it stands after chapter id.
func (s *Story) CastAt(id ChapterID) Cast {
	path := make([]ChapterID, s.Depth(id))
	for i := len(path) - 1; i >= 0; i-- {
		path[i] = id
		id = s.chapters[id-1].Parent
	}
	var cast Cast
	for _, id := range path {
		cast = cast.apply(s.chapters[id-1].Cast).apply(s.amended[id])
	}
	return cast
}

// Endings returns the different endings reached, in the order they were told.
func (s *Story) Endings() []Ending {
	var out []Ending
	for _, c := range s.chapters {
		if c.Ending != nil && !s.unread[c.ID] && !slices.Contains(out, *c.Ending) {
			out = append(out, *c.Ending)
		}
	}
	return out
}

// Cost is what the whole story cost so far, in US dollars: also what was told in
// vain and what nobody read.
func (s *Story) Cost() float64 {
	usd := s.CostOf(0)
	for _, c := range s.chapters {
		usd += s.CostOf(c.ID)
	}
	return usd
}

// CostOf is what a chapter, its pictures, the portraits painted with it, and what was tried in vain after it or
// for it cost, in US dollars; for 0 what was spent before there was a chapter.
func (s *Story) CostOf(id ChapterID) float64 {
	usd := s.spent[id]
	if c, ok := s.Chapter(id); ok {
		usd += c.Usage.USD
		for _, p := range c.Pictures {
			usd += p.Usage.USD
		}
	}
	return usd
}

// Clone returns a copy that shares no mutable state with s.
func (s *Story) Clone() *Story {
	c := *s
	c.chapters = slices.Clone(s.chapters)
	c.Notes = slices.Clone(s.Notes)
	c.portraits = slices.Clone(s.portraits)
	c.Bookmarks = maps.Clone(s.Bookmarks)
	c.unread = maps.Clone(s.unread)
	c.spent = maps.Clone(s.spent)
	c.children = make(map[ChapterID][]ChapterID, len(s.children))
	for k, v := range s.children {
		c.children[k] = slices.Clone(v)
	}
	c.amended = make(map[ChapterID][]CastChange, len(s.amended))
	for k, v := range s.amended {
		c.amended[k] = slices.Clone(v)
	}
	return &c
}

// Entry returns the story's line in a library's list.
func (s *Story) Entry() Entry {
	cur, _ := s.Current()
	return Entry{
		ID: s.ID, Title: s.Title, World: s.Premise.World,
		Chapters: s.Len() - len(s.unread), Endings: len(s.Endings()), Ended: cur.Ending != nil,
		Chapter: s.Depth(s.Head), Started: s.Started, Played: s.Played, Cost: s.Cost(),
	}
}
