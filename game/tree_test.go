package game_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"journey/game"
)

// branches is a story with two openings and three ends:
//
//	1 ─ 2 ─ 3
//	    └── 4 ─ 5
//	6
func branches(t *testing.T) *game.Story {
	t.Helper()
	wait := chapter(4, 2)
	wait.Taken = game.Taken{Text: "I wait and see"}
	return apply(
		t, game.NewStory("01"), started(), told(1, 0), told(2, 1), ending(3, 2, "Out"),
		game.ChapterTold{Chapter: wait}, ending(5, 4, "Out"), ending(6, 0, "Never begun"),
	)
}

func ids(path []game.Chapter) []game.ChapterID {
	var out []game.ChapterID
	for _, c := range path {
		out = append(out, c.ID)
	}
	return out
}

func TestPathDepthAndChildren(t *testing.T) {
	s := branches(t)
	for _, tt := range []struct {
		id             game.ChapterID
		path, children []game.ChapterID
	}{
		{0, nil, []game.ChapterID{1, 6}},
		{1, []game.ChapterID{1}, []game.ChapterID{2}},
		{2, []game.ChapterID{1, 2}, []game.ChapterID{3, 4}},
		{3, []game.ChapterID{1, 2, 3}, nil},
		{5, []game.ChapterID{1, 2, 4, 5}, nil},
		{6, []game.ChapterID{6}, nil},
		{7, nil, nil},
		{-1, nil, nil},
	} {
		if got := ids(s.Path(tt.id)); !slices.Equal(got, tt.path) {
			t.Errorf("Path(%d) = %v", tt.id, got)
		}
		if got := s.Depth(tt.id); got != len(tt.path) {
			t.Errorf("Depth(%d) = %d", tt.id, got)
		}
		if got := s.Children(tt.id); !slices.Equal(got, tt.children) {
			t.Errorf("Children(%d) = %v", tt.id, got)
		}
	}
	if s.Len() != 6 || s.NextID() != 7 || !slices.Equal(ids(s.Chapters()), []game.ChapterID{1, 2, 3, 4, 5, 6}) {
		t.Errorf("%d chapters, next %d: %v", s.Len(), s.NextID(), ids(s.Chapters()))
	}
}

func TestCurrentBeforeTheOpening(t *testing.T) {
	s := apply(t, game.NewStory("01"), started())
	if c, ok := s.Current(); ok || c.ID != 0 {
		t.Errorf("Current = %+v", c)
	}
	if s.Path(s.Head) == nil && len(s.CastAt(s.Head)) != 0 {
		t.Error("a cast without chapters")
	}
	if e := s.Entry(); e.Chapters != 0 || e.Ended {
		t.Errorf("Entry = %+v", e)
	}
}

func TestFollowing(t *testing.T) {
	retold := chapter(7, 2)
	early := chapter(8, 2)
	early.Taken = game.Taken{Choice: 2, Text: "Wait"}
	s := apply(t, branches(t), game.ChapterTold{Chapter: retold}, game.ChapterTold{Chapter: early, Unread: true})
	for _, tt := range []struct {
		name  string
		from  game.ChapterID
		taken game.Taken
		want  game.ChapterID
	}{
		{"the latest telling", 2, game.Taken{Choice: 1, Text: "Open the door"}, 7},
		{"told in advance", 2, game.Taken{Choice: 2, Text: "Wait"}, 8},
		{"own words", 2, game.Taken{Text: "I wait and see"}, 4},
		{"own words, written otherwise", 2, game.Taken{Text: " I wait\tand see\n"}, 4},
		{"other words", 2, game.Taken{Text: "I run"}, 0},
		{"a choice in own words", 2, game.Taken{Text: "Open the door"}, 0},
		{"another choice", 1, game.Taken{Choice: 2, Text: "Wait"}, 0},
		{"the end", 5, game.Taken{Choice: 1, Text: "Open the door"}, 0},
		{"the opening", 0, game.Taken{}, 6},
		{"nowhere", 99, game.Taken{}, 0},
	} {
		c, ok := s.Following(tt.from, tt.taken)
		if c.ID != tt.want || ok != (tt.want != 0) {
			t.Errorf("%s: chapter %d, %v", tt.name, c.ID, ok)
		}
	}
}

func TestEndingsCountOnceAndOnlyWhenRead(t *testing.T) {
	s := branches(t)
	want := []game.Ending{{Kind: "escape", Name: "Out"}, {Kind: "escape", Name: "Never begun"}}
	if got := s.Endings(); !slices.Equal(got, want) {
		t.Errorf("Endings = %v", got)
	}
	early := chapter(7, 2)
	early.Ending = &game.Ending{Name: "Ahead"}
	apply(t, s, game.ChapterTold{Chapter: early, Unread: true})
	if got := s.Endings(); !slices.Equal(got, want) {
		t.Errorf("Endings with an unread one = %v", got)
	}
	if c, _ := s.Chapter(7); len(c.Choices) != 0 {
		t.Errorf("an ending offers %v", c.Choices)
	}
	apply(t, s, game.HeadMoved{Chapter: 7})
	if e := s.Entry(); len(s.Endings()) != 3 || e.Endings != 3 || !e.Ended {
		t.Errorf("read: %v, %+v", s.Endings(), e)
	}
}

func TestEntryAndCost(t *testing.T) {
	c := chapter(1, 0)
	c.Usage.USD = 0.25
	s := apply(
		t, game.NewStory("01ARZ"), game.StoryStarted{Title: "Rain", Premise: game.Premise{World: "Biomachines"}},
		game.ChapterTold{Chapter: c},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: game.HashOf(nil), Usage: game.Usage{USD: 0.5}}},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: game.HashOf(nil), Usage: game.Usage{USD: 1}}},
		game.PortraitPainted{Chapter: 1, Name: "Ada", Picture: game.PictureRef{Hash: game.HashOf(nil), Usage: game.Usage{USD: 16}}},
		game.Spent{Chapter: 1, For: game.ForChapter, Usage: game.Usage{USD: 2}},
		game.Spent{For: game.ForChapter, Usage: game.Usage{USD: 4}},
		game.Spent{Chapter: 99, For: game.ForAhead, Usage: game.Usage{USD: 8}},
		game.Spent{Chapter: 1, For: game.ForChapter, Usage: game.Usage{USD: math.Inf(1)}},
	)
	if got := s.Cost(); got != 31.75 {
		t.Errorf("Cost = %v, want what was spent in vain and for no chapter too", got)
	}
	if got := s.Clone().CostOf(1); got != 19.75 {
		t.Errorf("CostOf(1) = %v", got)
	}
	want := game.Entry{ID: "01ARZ", Title: "Rain", World: "Biomachines", Chapters: 1, Chapter: 1, Started: day(1), Played: day(9), Cost: 31.75}
	if got := s.Entry(); got != want {
		t.Errorf("Entry = %+v", got)
	}
}

// What happens to a story must not be seen in a copy of it, nor the other way.
func TestCloneSharesNothing(t *testing.T) {
	red := game.HashOf([]byte("red"))
	more := []game.Body{
		told(7, 2), unread(8, 2),
		game.HeadMoved{Chapter: 1},
		game.Renamed{Title: "Other"},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: game.HashOf([]byte("blue"))}},
		game.PictureChosen{Chapter: 1, Hash: red},
		game.CastChanged{Chapter: 1, Changes: []game.CastChange{{Name: "Eve"}}},
		game.Bookmarked{Chapter: 1},
		game.Bookmarked{Chapter: 2, Name: "there"},
		game.Noted{Text: "more"},
	}
	base := func() *game.Story {
		return apply(
			t, branches(t), game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: red}},
			game.CastChanged{Chapter: 1, Changes: []game.CastChange{{Name: "Ada"}}},
			game.Bookmarked{Chapter: 1, Name: "here"}, game.Noted{Text: "one"},
		)
	}
	s := base()
	c := s.Clone()
	if !reflect.DeepEqual(s, c) {
		t.Fatal("a clone differs")
	}
	apply(t, c, more...)
	if !reflect.DeepEqual(s, base()) {
		t.Error("the story changed with its clone")
	}
	c = s.Clone()
	apply(t, s, more...)
	if !reflect.DeepEqual(c, base()) {
		t.Error("the clone changed with the story")
	}
	s = base()
	s.Children(0)[0], s.Chapters()[0], s.Path(2)[0] = 99, game.Chapter{}, game.Chapter{}
	s.CastAt(1)[0] = game.Character{}
	if !reflect.DeepEqual(s, base()) {
		t.Error("the story changed with what it returned")
	}
}

func deep(b *testing.B) *game.Story {
	b.Helper()
	s := game.NewStory("01")
	for _, e := range story1000() {
		if err := s.Apply(e); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

func BenchmarkCastAt1000(b *testing.B) {
	s := deep(b)
	b.ReportAllocs()
	for b.Loop() {
		if len(s.CastAt(1000)) != 21 {
			b.Fatal("not the whole cast")
		}
	}
}

func BenchmarkDepth1000(b *testing.B) {
	s := deep(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Depth(1000)
	}
}

func BenchmarkPath1000(b *testing.B) {
	s := deep(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Path(1000)
	}
}

func BenchmarkClone1000(b *testing.B) {
	s := deep(b)
	b.ReportAllocs()
	for b.Loop() {
		s.Clone()
	}
}

// TestOnwardFollowsWhatWasReadLast: who went back is still led along the way they took.
func TestOnwardFollowsWhatWasReadLast(t *testing.T) {
	s := apply(t, branches(t), unread(7, 3))
	for from, want := range map[game.ChapterID][]game.ChapterID{
		0: nil, 1: {1, 2, 4, 5}, 2: {1, 2, 4, 5}, 3: {1, 2, 3}, 5: {1, 2, 4, 5}, 6: {6}, 9: nil,
	} {
		if got := ids(s.Onward(from)); !slices.Equal(got, want) {
			t.Errorf("onward from %d is %v, want %v", from, got, want)
		}
	}
}
