package game_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"journey/game"
)

func many(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("thing ", i)
	}
	return out
}

func TestCleanedCutsWhatIsTooMuch(t *testing.T) {
	c := chapter(1, 0)
	c.Title = strings.Repeat("é", 5000)
	c.Prose = strings.Repeat("The rain fell.\n", 1<<16)
	c.Scene.Present = many(50)
	for range 50 {
		c.Cast = append(c.Cast, game.CastChange{Name: strings.Repeat("x", 5000), Wears: many(50), Carries: many(50)})
		c.Choices = append(c.Choices, game.Choice{Text: "Again"}, game.Choice{Text: " \u200B "})
	}
	got := c.Cleaned()
	for name, n := range map[string][2]int{
		"title":   {utf8.RuneCountInString(got.Title), game.MaxTitle},
		"prose":   {len(got.Prose) &^ 15, game.MaxText &^ 15},
		"present": {len(got.Scene.Present), game.MaxPresent},
		"cast":    {len(got.Cast), game.MaxCast},
		"name":    {len(got.Cast[0].Name), game.MaxTitle},
		"wears":   {len(got.Cast[0].Wears), game.MaxThings},
		"carries": {len(got.Cast[31].Carries), game.MaxThings},
		"choices": {len(got.Choices), game.MaxChoices},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: %d, want %d", name, n[0], n[1])
		}
	}
	if len(c.Cast) != 50 || len(c.Cast[0].Wears) != 50 {
		t.Error("the chapter itself was cut")
	}
}

func TestCleanedIsIdempotent(t *testing.T) {
	c := chapter(1, 0)
	c.Memo = json.RawMessage(`{"a":[1,2]}`)
	c.Cast = []game.CastChange{{Name: "Ada", Wears: []string{}, Carries: []string{"key"}}}
	c.Scene = game.Scene{Place: "market", Present: []string{"Ada"}}
	c.Usage = game.Usage{Model: "m", InputTokens: 1, OutputTokens: 2, USD: 0.5}
	once := c.Cleaned()
	if !reflect.DeepEqual(once, c) {
		t.Errorf("a clean chapter changed:\n%+v\n%+v", c, once)
	}
	once.Cast[0].Name, once.Choices[0].Text, once.Memo[0] = "x", "x", 'x'
	if c.Cast[0].Name != "Ada" || c.Choices[0].Text != "Open the door" || c.Memo[0] != '{' {
		t.Error("Cleaned shares lists with the chapter")
	}
}

func TestCleanedDropsBadMemos(t *testing.T) {
	text := func(n int) json.RawMessage { return json.RawMessage(`"` + strings.Repeat("m", n-2) + `"`) }
	for _, tt := range []struct {
		name string
		memo json.RawMessage
		kept bool
	}{
		{"an object", json.RawMessage(`{"beat":3}`), true},
		{"the largest", text(game.MaxMemo), true},
		{"too large", text(game.MaxMemo + 1), false},
		{"half", json.RawMessage(`{"beat":`), false},
		{"empty", json.RawMessage{}, false},
	} {
		got := game.Chapter{Memo: tt.memo}.Cleaned().Memo
		if tt.kept != (got != nil) || tt.kept && !bytes.Equal(got, tt.memo) {
			t.Errorf("%s: %.20s", tt.name, got)
		}
	}
}

func TestCleanedUsage(t *testing.T) {
	for _, usd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1} {
		c := game.Chapter{Usage: game.Usage{InputTokens: -1, OutputTokens: math.MinInt, USD: usd}}
		if got := c.Cleaned().Usage; got != (game.Usage{}) {
			t.Errorf("%v became %+v", usd, got)
		}
		s := apply(t, game.NewStory("01"), started(), told(1, 0), game.PicturePainted{
			Chapter: 1, Picture: game.PictureRef{Hash: game.HashOf(nil), Usage: c.Usage},
		})
		if s.Cost() != 0 {
			t.Errorf("a picture for %v costs %v", usd, s.Cost())
		}
	}
	if got := (game.Chapter{Usage: game.Usage{USD: 0.01, InputTokens: 5}}).Cleaned().Usage; got.USD != 0.01 || got.InputTokens != 5 {
		t.Errorf("usage %+v", got)
	}
}

func TestCleanedChoicesAndWays(t *testing.T) {
	c := game.Chapter{Choices: []game.Choice{{Text: "Go"}}, Ending: &game.Ending{Name: " The\nEnd "}}
	if got := c.Cleaned(); got.Choices != nil || got.Ending.Name != "The End" || c.Ending.Name != " The\nEnd " {
		t.Errorf("ending %+v of %+v", got, c.Ending)
	}
	for in, want := range map[game.Taken]game.Taken{
		{Choice: 4, Text: "Go"}:  {Choice: 4, Text: "Go"},
		{Choice: 5, Text: "Go"}:  {Text: "Go"},
		{Choice: -1, Text: "Go"}: {Text: "Go"},
	} {
		if got := (game.Chapter{Taken: in}).Cleaned().Taken; got != want {
			t.Errorf("%+v became %+v", in, got)
		}
	}
}

// Pictures come from their own events, never from a told chapter.
func TestToldChapterBringsNoPictures(t *testing.T) {
	c := chapter(1, 0)
	c.Picture = game.PictureRef{Hash: "../../etc/passwd"}
	c.Pictures = []game.PictureRef{c.Picture}
	s := apply(t, game.NewStory("01"), started(), game.ChapterTold{Chapter: c})
	if got, _ := s.Chapter(1); got.Picture != (game.PictureRef{}) || got.Pictures != nil {
		t.Errorf("pictures %v", got.Pictures)
	}
}

// TestTheLargestChapterFitsALine: a library may refuse an event that is encoded to
// more than a mebibyte, so that no clean chapter may come near it.
func TestTheLargestChapterFitsALine(t *testing.T) {
	long := strings.Repeat("𓀀", game.MaxText)
	many := slices.Repeat([]string{long}, 100)
	huge := game.Chapter{
		ID: 1, Title: long, Prose: long, Summary: long, Teller: long, Taken: game.Taken{Text: long},
		Scene: game.Scene{
			Place: long, Time: long, Light: long, Weather: long, Shot: long, Mood: long, Action: long, Alt: long, Present: many,
		},
		Choices: slices.Repeat([]game.Choice{{Text: long}}, 10),
		Cast: slices.Repeat([]game.CastChange{{
			Name: long, Role: long, Look: long, Fate: long, Wears: many, Carries: many,
		}}, 100),
		Memo: []byte(`"` + strings.Repeat("x", game.MaxMemo-2) + `"`),
	}
	line, err := json.Marshal(game.ChapterTold{Chapter: huge.Cleaned()})
	if err != nil {
		t.Fatal(err)
	}
	if limit := 1<<20 - 1<<12; len(line) > limit {
		t.Errorf("%d bytes, more than %d", len(line), limit)
	}
}
