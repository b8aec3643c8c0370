package game_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"journey/game"
)

func day(seq uint64) time.Time { return time.Date(2025, 1, 1, 0, 0, int(seq), 0, time.UTC) }

// apply folds bodies into s, all of which must fit.
func apply(t *testing.T, s *game.Story, bodies ...game.Body) *game.Story {
	t.Helper()
	for _, b := range bodies {
		e := game.Event{Seq: s.Seq + 1, At: day(s.Seq + 1), Body: b}
		if err := s.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func started() game.Body {
	return game.StoryStarted{Premise: game.Premise{Prompt: "a city of thinking machines", Length: game.Short}}
}

func chapter(id, parent game.ChapterID) game.Chapter {
	c := game.Chapter{
		ID: id, Parent: parent, Title: fmt.Sprint("Chapter ", id), Prose: "It rained.",
		Choices: []game.Choice{{Text: "Open the door"}, {Text: "Wait"}},
	}
	if parent != 0 {
		c.Taken = game.Taken{Choice: 1, Text: "Open the door"}
	}
	return c
}

func told(id, parent game.ChapterID) game.Body { return game.ChapterTold{Chapter: chapter(id, parent)} }

func unread(id, parent game.ChapterID) game.Body {
	return game.ChapterTold{Chapter: chapter(id, parent), Unread: true}
}

func ending(id, parent game.ChapterID, name string) game.Body {
	c := chapter(id, parent)
	c.Ending = &game.Ending{Kind: "escape", Name: name}
	return game.ChapterTold{Chapter: c}
}

func TestApplyFoldsEachEvent(t *testing.T) {
	red, blue := game.HashOf([]byte("red")), game.HashOf([]byte("blue"))
	s := game.NewStory("01")
	apply(t, s, started())
	if s.Premise.Prompt != "a city of thinking machines" || s.Title != "" || s.Started != day(1) {
		t.Fatalf("started: %+v", s)
	}
	apply(t, s, told(1, 0))
	if s.Head != 1 || s.Title != "Chapter 1" {
		t.Errorf("told: head %d, title %q", s.Head, s.Title)
	}
	apply(
		t, s, told(2, 1),
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: red, Prompt: "a red door"}},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: blue}},
	)
	if c, _ := s.Chapter(1); c.Picture.Hash != blue || len(c.Pictures) != 2 {
		t.Errorf("painted: %+v", c)
	}
	apply(t, s, game.PictureChosen{Chapter: 1, Hash: red})
	if c, _ := s.Chapter(1); c.Picture.Prompt != "a red door" || len(c.Pictures) != 2 {
		t.Errorf("chosen: %+v", c)
	}
	apply(t, s, game.HeadMoved{Chapter: 1})
	if c, ok := s.Current(); !ok || c.ID != 1 {
		t.Errorf("moved: %+v", c)
	}
	apply(t, s, game.CastChanged{Chapter: 2, Changes: []game.CastChange{{Name: "Ada", Look: "tall"}}})
	if ada, ok := s.CastAt(2).Find("ada"); !ok || ada.Look != "tall" {
		t.Errorf("cast: %+v", s.CastAt(2))
	}
	apply(
		t, s, game.Renamed{Title: "The Door"},
		game.Bookmarked{Chapter: 1, Name: "home"}, game.Bookmarked{Chapter: 2, Name: "away"}, game.Bookmarked{Chapter: 2},
		game.Noted{Chapter: 2, Text: "painted offline"},
	)
	if s.Title != "The Door" || len(s.Bookmarks) != 1 || s.Bookmarks[1] != "home" {
		t.Errorf("named: %q %v", s.Title, s.Bookmarks)
	}
	if !slices.Equal(s.Notes, []game.Noted{{Chapter: 2, Text: "painted offline"}}) {
		t.Errorf("noted: %v", s.Notes)
	}
	apply(t, s, game.Wished{Chapter: s.Head, Text: "open\x1b[31m the door"})
	if s.Wish != "open the door" {
		t.Errorf("wished: %q", s.Wish)
	}
	apply(t, s, game.HeadMoved{Chapter: 1}, game.Wished{Chapter: 2, Text: "elsewhere"})
	if s.Wish != "" {
		t.Errorf("a wish made elsewhere stays: %q", s.Wish)
	}
	before := s.Clone()
	apply(t, s, game.Unknown{Kind: "moon_risen", Raw: []byte(`{"full":true}`)})
	before.Seq, before.Played = s.Seq, s.Played
	if !reflect.DeepEqual(s, before) || s.Played != day(s.Seq) {
		t.Error("an unknown event changed the story")
	}
}

func TestApplyRefusesWhatDoesNotFit(t *testing.T) {
	hash := game.HashOf([]byte("red"))
	base := func() *game.Story { return apply(t, game.NewStory("01"), started(), told(1, 0), told(2, 1)) }
	picture := func(id game.ChapterID, h game.Hash) game.Body {
		return game.PicturePainted{Chapter: id, Picture: game.PictureRef{Hash: h}}
	}
	tests := []struct {
		name  string
		story *game.Story
		seq   uint64
		body  game.Body
	}{
		{"a gap", base(), 5, told(3, 2)},
		{"the same again", base(), 3, told(3, 2)},
		{"no number", base(), 0, told(3, 2)},
		{"no body", base(), 4, nil},
		{"a body behind a pointer", base(), 4, &game.Renamed{Title: "x"}},
		{"a second start", base(), 4, started()},
		{"a chapter before the start", game.NewStory("02"), 1, told(1, 0)},
		{"an unknown event before the start", game.NewStory("02"), 1, game.Unknown{Kind: "x"}},
		{"a chapter left out", base(), 4, told(4, 2)},
		{"a chapter told twice", base(), 4, told(2, 1)},
		{"chapter 0", base(), 4, told(0, 0)},
		{"no such parent", base(), 4, told(3, 4)},
		{"its own parent", base(), 4, told(3, 3)},
		{"a negative parent", base(), 4, told(3, -1)},
		{"a picture of no chapter", base(), 4, picture(3, hash)},
		{"a picture of the empty chapter", base(), 4, picture(0, hash)},
		{"a picture that is a path", base(), 4, picture(1, "../../etc/passwd")},
		{"a picture without a hash", base(), 4, picture(1, "")},
		{"a choice of no picture", base(), 4, game.PictureChosen{Chapter: 1, Hash: hash}},
		{"a choice in no chapter", base(), 4, game.PictureChosen{Chapter: 9, Hash: hash}},
		{"the cast of no chapter", base(), 4, game.CastChanged{Chapter: 3, Changes: []game.CastChange{{Name: "Ada"}}}},
		{"a head nowhere", base(), 4, game.HeadMoved{}},
		{"a head ahead", base(), 4, game.HeadMoved{Chapter: 3}},
		{"a negative head", base(), 4, game.HeadMoved{Chapter: -1}},
		{"a bookmark in no chapter", base(), 4, game.Bookmarked{Chapter: 3, Name: "x"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := tt.story.Clone()
			err := tt.story.Apply(game.Event{Seq: tt.seq, At: day(99), Body: tt.body})
			if !errors.Is(err, game.ErrDamaged) {
				t.Errorf("Apply = %v", err)
			}
			if !reflect.DeepEqual(tt.story, before) {
				t.Errorf("the story changed:\n%+v\n%+v", before, tt.story)
			}
		})
	}
}

func TestStoryKeepsItsTitle(t *testing.T) {
	s := apply(t, game.NewStory("01"), game.StoryStarted{Title: "Given"}, told(1, 0), told(2, 0))
	if s.Title != "Given" {
		t.Errorf("title %q", s.Title)
	}
	untitled := apply(t, game.NewStory("01"), game.StoryStarted{}, told(1, 0), told(2, 0), told(3, 2))
	if untitled.Title != "Chapter 1" {
		t.Errorf("title %q", untitled.Title)
	}
}

func TestUnreadUntilReached(t *testing.T) {
	s := apply(t, game.NewStory("01"), started(), told(1, 0), unread(2, 1), unread(3, 1), unread(4, 2))
	if s.Head != 1 || !s.Unread(2) || !s.Unread(3) || !s.Unread(4) || s.Unread(1) || s.Unread(9) {
		t.Fatalf("head %d, unread %v %v %v", s.Head, s.Unread(2), s.Unread(3), s.Unread(4))
	}
	if e := s.Entry(); e.Chapters != 1 {
		t.Errorf("%d chapters read", e.Chapters)
	}
	apply(t, s, game.HeadMoved{Chapter: 3})
	if s.Head != 3 || s.Unread(3) || !s.Unread(2) {
		t.Error("the head moved to 3 alone")
	}
	apply(t, s, game.HeadMoved{Chapter: 1}, game.HeadMoved{Chapter: 4})
	if s.Unread(4) || s.Unread(2) {
		t.Error("the path to the head is unread")
	}
	if e := s.Entry(); e.Chapters != 4 {
		t.Errorf("%d chapters read", e.Chapters)
	}
	apply(t, s, unread(5, 4), told(6, 5))
	if s.Head != 6 || s.Unread(5) || s.Unread(6) {
		t.Error("a chapter was told after one that nobody read")
	}
}

func TestStoryTextsAreClean(t *testing.T) {
	dirty := "a\x1b]52;c;AAAA\ab\u202Ec\u009B31md"
	c := chapter(1, 0)
	for _, f := range []*string{
		&c.Title, &c.Prose, &c.Summary, &c.Teller, &c.Taken.Text, &c.Choices[0].Text, &c.Scene.Alt, &c.Scene.Place,
		&c.Usage.Model,
	} {
		*f = dirty
	}
	c.Scene.Present = []string{dirty}
	c.Cast = []game.CastChange{{Name: dirty, Role: dirty, Look: dirty, Fate: dirty, Wears: []string{dirty}, Carries: []string{dirty}}}
	end := chapter(2, 1)
	end.Ending = &game.Ending{Kind: dirty, Name: dirty}
	s := apply(
		t, game.NewStory("01"),
		game.StoryStarted{Title: dirty, Premise: game.Premise{
			Prompt: dirty, World: dirty, Style: dirty, Tone: dirty, Length: game.Length(dirty), Language: dirty, Reader: dirty,
		}},
		game.ChapterTold{Chapter: c}, game.ChapterTold{Chapter: end},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{
			Hash: game.HashOf(nil), Prompt: dirty, Painter: dirty, Note: dirty, Usage: game.Usage{Model: dirty},
		}},
		game.CastChanged{Chapter: 2, Changes: []game.CastChange{{Name: "Eve", Look: dirty}}},
		game.Bookmarked{Chapter: 1, Name: dirty}, game.Noted{Text: dirty},
	)
	if n := checkTexts(t, s); n < 30 {
		t.Errorf("only %d texts seen", n)
	}
	apply(t, s, game.Renamed{Title: "new " + dirty})
	if s.Title != "new abcd" {
		t.Errorf("renamed %q", s.Title)
	}
}

// checkTexts checks that every text of a story is clean and returns their number.
func checkTexts(t *testing.T, s *game.Story) int {
	t.Helper()
	n := 0
	var walk func(at string, v reflect.Value)
	walk = func(at string, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			if text := v.String(); game.Clean(text) != text {
				t.Errorf("%s is not clean: %+q", at, text)
			}
			n++
		case reflect.Pointer:
			if !v.IsNil() {
				walk(at, v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(at+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(at+"[]", v.Index(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(at+"[]", v.MapIndex(k))
			}
		default:
		}
	}
	walk("story", reflect.ValueOf(s.Chapters()))
	for _, v := range []any{s.Title, s.Premise, s.Bookmarks, s.Notes, s.Entry(), s.Endings()} {
		walk("story", reflect.ValueOf(v))
	}
	for _, c := range s.Chapters() {
		walk("cast", reflect.ValueOf(s.CastAt(c.ID)))
	}
	return n
}

// story1000 is the journal of a story of 1000 chapters, one after the other, with
// what each usually holds.
func story1000() []game.Event {
	bodies := []game.Body{started()}
	for i := range 1000 {
		c := chapter(game.ChapterID(i+1), game.ChapterID(i))
		c.Prose = strings.Repeat("The rain fell on the night market, and nobody looked up — “não”, she said.\n\n", 20)
		c.Summary = "Ada crossed the night market in the rain."
		c.Scene = game.Scene{Place: "a night market", Light: "neon", Action: "Ada runs", Present: []string{"Ada", "Kit"}, Alt: "Ada runs through the rain."}
		c.Cast = []game.CastChange{{Name: fmt.Sprint("Passer-by ", i%20), Look: "grey coat"}, {Name: "Ada", Carries: []string{"a key"}}}
		bodies = append(bodies, game.ChapterTold{Chapter: c}, game.PicturePainted{
			Chapter: c.ID, Picture: game.PictureRef{Hash: game.HashOf([]byte{byte(i)}), Prompt: "Ada runs through the rain", Painter: "offline"},
		})
	}
	events := make([]game.Event, len(bodies))
	for i, b := range bodies {
		events[i] = game.Event{Seq: uint64(i + 1), At: day(uint64(i)), Body: b}
	}
	return events
}

func BenchmarkFold1000(b *testing.B) {
	events := story1000()
	b.ReportAllocs()
	for b.Loop() {
		s := game.NewStory("01")
		for _, e := range events {
			if err := s.Apply(e); err != nil {
				b.Fatal(err)
			}
		}
	}
}
