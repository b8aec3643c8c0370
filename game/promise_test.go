package game_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"journey/game"
)

// owing is a told chapter that opens and keeps promises.
func owing(id, parent game.ChapterID, opened, kept []string) game.ChapterTold {
	c := chapter(id, parent)
	c.Promises = game.Promises{Opened: opened, Kept: kept}
	return game.ChapterTold{Chapter: c}
}

func texts(open []game.Promise) []string {
	var out []string
	for _, p := range open {
		out = append(out, fmt.Sprint(p.Chapter, " ", p.Text))
	}
	return out
}

func TestPromisesAreFoldedAlongThePath(t *testing.T) {
	s := apply(t, game.NewStory("01"), started(),
		owing(1, 0, []string{"Mara owes the ferryman a life"}, nil),
		owing(2, 1, []string{"the locked door under the lamp room"}, nil),
		owing(3, 2, nil, []string{"the Locked Door, under the lamp room!"}),
		owing(4, 1, []string{"who rang the bell"}, []string{"Mara owes the ferryman a life"}),
		owing(5, 2, nil, nil),
	)
	for id, want := range map[game.ChapterID][]string{
		0: nil,
		1: {"1 Mara owes the ferryman a life"},
		2: {"1 Mara owes the ferryman a life", "2 the locked door under the lamp room"},
		3: {"1 Mara owes the ferryman a life"},
		4: {"2 who rang the bell"},
		5: {"1 Mara owes the ferryman a life", "2 the locked door under the lamp room"},
	} {
		if got := texts(s.PromisesAt(id)); !slices.Equal(got, want) {
			t.Errorf("at %d: %q, want %q", id, got, want)
		}
	}
	if b := game.NewBrief(s, 5, game.Taken{Choice: 1}); !slices.Equal(b.Promises, s.PromisesAt(5)) {
		t.Errorf("the brief has %v", b.Promises)
	}
}

func TestKeptPromisesAreFoundByTheirWords(t *testing.T) {
	open := []string{"Mara owes the ferryman a life", "The ferryman knows your name", "灯台の地下の鍵の扉"}
	for kept, left := range map[string]int{
		"mara owes the ferryman a life":        2,
		"Mara owes a life to the ferryman.":    2,
		"灯台の地下の扉":                              2,
		"the ferryman":                         3, // could be either
		"the door":                             3,
		"":                                     3,
		"The ferryman doesn't know your horse": 3,
	} {
		s := apply(t, game.NewStory("01"), started(), owing(1, 0, open, nil), owing(2, 1, nil, []string{kept}))
		if got := s.PromisesAt(2); len(got) != left {
			t.Errorf("%q kept, open are %q", kept, texts(got))
		}
	}
}

func TestPromisesAreBounded(t *testing.T) {
	s := apply(t, game.NewStory("01"), started())
	for i := range game.ChapterID(40) {
		s = apply(t, s, owing(i+1, i, []string{fmt.Sprint("debt ", i), fmt.Sprint("debt ", i), strings.Repeat("x", 5000) + fmt.Sprint(i)}, nil))
	}
	open := s.PromisesAt(40)
	if len(open) != game.MaxPromises || open[0].Text != "debt 0" {
		t.Errorf("%d are open, the first %q", len(open), open[0].Text)
	}
	for _, p := range open {
		if n := len([]rune(p.Text)); n > game.MaxPromise {
			t.Errorf("a promise of %d runes", n)
		}
	}
	many := owing(41, 40, many(60), many(50)).Chapter.Cleaned().Promises
	if len(many.Opened) != game.MaxOpened || len(many.Kept) != game.MaxPromises {
		t.Errorf("kept %d opened and %d kept", len(many.Opened), len(many.Kept))
	}
}
