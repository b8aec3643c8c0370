package game_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"journey/game"
)

// bodies is one of every event, with every field set.
func bodies() []game.Body {
	hash := game.HashOf([]byte("red"))
	usage := game.Usage{Model: "m", InputTokens: 1, OutputTokens: 2, USD: 0.5}
	changes := []game.CastChange{{Name: "Ada", Role: "hacker", Look: "tall", Wears: []string{}, Carries: []string{"key"}, Fate: "gone"}}
	full := game.Chapter{
		ID: 1, Taken: game.Taken{Choice: 1, Text: "Go"}, Title: "Rain", Prose: "It rained.\n\nIt poured.",
		Scene: game.Scene{
			Place: "market", Time: "night", Light: "neon", Weather: "rain", Shot: "wide", Mood: "tense",
			Action: "Ada runs", Present: []string{"Ada"}, Alt: "Ada runs.",
		},
		Choices: []game.Choice{{Text: "Go"}, {Text: "Wait"}}, Summary: "Ada ran.", Cast: changes, Usage: usage,
		Teller: "offline", Memo: json.RawMessage(`{"beat":3}`),
	}
	end := game.Chapter{ID: 2, Parent: 1, Title: "Out", Prose: "Free.", Ending: &game.Ending{Kind: "escape", Name: "Out"}}
	return []game.Body{
		game.StoryStarted{Title: "Rain", Premise: game.Premise{
			Prompt: "a city", World: "w", Style: "s", Tone: "t", Length: game.Long, Language: "pt", Reader: "teen", Seed: 1<<64 - 1,
		}},
		game.ChapterTold{Chapter: full},
		game.ChapterTold{Chapter: end, Unread: true},
		game.PicturePainted{Chapter: 1, Picture: game.PictureRef{Hash: hash, Prompt: "p", Painter: "offline", Note: "n", Usage: usage}},
		game.PortraitPainted{Chapter: 1, Name: "Ada", Look: "l", Picture: game.PictureRef{Hash: hash, Prompt: "p", Painter: "m", Usage: usage}},
		game.PictureChosen{Chapter: 1, Hash: hash},
		game.CastChanged{Chapter: 1, Changes: changes},
		game.HeadMoved{Chapter: 2},
		game.Renamed{Title: "The Door"},
		game.Bookmarked{Chapter: 1, Name: "home"},
		game.Noted{Chapter: 1, Text: "painted offline"},
		game.Spent{Chapter: 1, For: game.ForChapter, Usage: usage},
		game.BrokeOff{Parent: 1, Taken: game.Taken{Choice: 1, Text: "Go"}, Title: "Rain", Prose: "It", Teller: "m", Usage: usage, Why: "Cut."},
		game.Unknown{Kind: "moon_risen", Raw: json.RawMessage(`{"full":true,"n":[1,2]}`)},
	}
}

func TestEveryBodyRoundTrips(t *testing.T) {
	live, read := game.NewStory("01"), game.NewStory("01")
	for _, b := range bodies() {
		t.Run(b.Type(), func(t *testing.T) {
			data, err := json.Marshal(b)
			if err != nil {
				t.Fatal(err)
			}
			back, err := game.DecodeBody(b.Type(), data)
			if err != nil || !reflect.DeepEqual(back, b) {
				t.Fatalf("%s became %+v, %v", data, back, err)
			}
			apply(t, live, b)
			apply(t, read, back)
		})
	}
	if !reflect.DeepEqual(live, read) {
		t.Error("the story read back differs from the one played")
	}
}

func TestDecodeBodyKeepsUnknownEvents(t *testing.T) {
	raw := []byte(`{"full":true}`)
	b, err := game.DecodeBody("moon_risen", raw)
	if err != nil || b.Type() != "moon_risen" {
		t.Fatalf("%v, %v", b, err)
	}
	copy(raw, "overwritten!!")
	if data, err := json.Marshal(b); err != nil || string(data) != `{"full":true}` {
		t.Errorf("written back as %s, %v", data, err)
	}
	if data, err := json.Marshal(game.Unknown{Kind: "empty"}); err != nil || string(data) != "null" {
		t.Errorf("nothing written back as %s, %v", data, err)
	}
}

func TestDecodeBodyOfNewerVersions(t *testing.T) {
	b, err := game.DecodeBody("renamed", []byte(`{"title":"Rain","subtitle":"new"}`))
	if err != nil || b != (game.Renamed{Title: "Rain"}) {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestDecodeBodyRefusesNonsense(t *testing.T) {
	for _, b := range bodies() {
		if _, ok := b.(game.Unknown); ok {
			continue
		}
		for _, raw := range []string{"", "{", "[]", `"text"`, `{"chapter":"x","title":7,"premise":7,"text":7}`} {
			_, err := game.DecodeBody(b.Type(), []byte(raw))
			if err == nil || !strings.Contains(err.Error(), b.Type()) {
				t.Errorf("%s of %s: %v", b.Type(), raw, err)
			}
		}
	}
}

// FuzzApply reads lines of "type body" as a journal. Whatever they say, nothing
// panics, what does not fit changes nothing, and the story's texts are clean.
func FuzzApply(f *testing.F) {
	var all bytes.Buffer
	for _, b := range bodies() {
		data, err := json.Marshal(b)
		if err != nil {
			f.Fatal(err)
		}
		all.WriteString(b.Type() + " " + string(data) + "\n")
		f.Add([]byte("story_started {}\n" + b.Type() + " " + string(data)))
	}
	f.Add(all.Bytes())
	f.Add([]byte("story_started {\"title\":\"a\\u001b]52;c;AA\\u0007b\"}\nchapter_told {\"chapter\":{\"id\":1,\"cast\":[{\"name\":\"\\u202ex\"}]}}\n"))
	f.Add([]byte("story_started null\nchapter_told {\"chapter\":{\"id\":1,\"parent\":1}}\nchapter_told {\"chapter\":{\"id\":1,\"parent\":-1}}\n"))
	f.Fuzz(func(t *testing.T, journal []byte) {
		s := game.NewStory("01")
		for line := range bytes.Lines(journal) {
			typ, raw, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
			b, err := game.DecodeBody(string(typ), raw)
			if err != nil {
				continue
			}
			before := s.Clone()
			err = s.Apply(game.Event{Seq: s.Seq + 1, Body: b})
			if err != nil && (!errors.Is(err, game.ErrDamaged) || !reflect.DeepEqual(s, before)) {
				t.Errorf("%s: %v", line, err)
			}
		}
		checkTexts(t, s)
		for id := range game.ChapterID(s.Len() + 2) {
			if d := s.Depth(id); d != len(s.Path(id)) || d > s.Len() || (d == 0) == (id > 0 && int(id) <= s.Len()) {
				t.Errorf("chapter %d at depth %d", id, d)
			}
			s.Following(id, game.Taken{Choice: 1})
		}
		s.Cost()
		if _, ok := s.Current(); ok == (s.Head == 0) || s.Unread(s.Head) {
			t.Errorf("head %d", s.Head)
		}
	})
}
