package game_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"journey/game"
)

func names(cast []game.Character) []string {
	var out []string
	for _, c := range cast {
		out = append(out, c.Name)
	}
	return out
}

func TestCastAfter(t *testing.T) {
	ada := game.Character{
		Name: "Ada", Role: "hacker", Look: "tall", Wears: []string{"coat"}, Carries: []string{"key", "lamp"},
	}
	cast := game.Cast{ada}
	for _, tt := range []struct {
		name   string
		change game.CastChange
		want   game.Character
	}{
		{"nothing", game.CastChange{Name: "Ada"}, ada},
		{"another case", game.CastChange{Name: "ADA", Fate: "gone"}, game.Character{
			Name: "Ada", Role: "hacker", Look: "tall", Wears: ada.Wears, Carries: ada.Carries, Fate: "gone",
		}},
		{"other clothes", game.CastChange{Name: "Ada", Wears: []string{"armour"}}, game.Character{
			Name: "Ada", Role: "hacker", Look: "tall", Wears: []string{"armour"}, Carries: ada.Carries,
		}},
		{"empty hands", game.CastChange{Name: "Ada", Carries: []string{}}, game.Character{
			Name: "Ada", Role: "hacker", Look: "tall", Wears: ada.Wears, Carries: []string{},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := cast.After(tt.change).Find("Ada"); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("After = %+v", got)
			}
		})
	}
	grown := cast.After(game.CastChange{Name: "Kit"}, game.CastChange{Look: "nameless"}, game.CastChange{Name: "Lena"})
	if got := names(grown); !slices.Equal(got, []string{"Ada", "Kit", "Lena"}) {
		t.Errorf("After = %v", got)
	}
	if !reflect.DeepEqual(cast, game.Cast{ada}) {
		t.Errorf("the cast before changed: %v", cast)
	}
}

func TestCastPresent(t *testing.T) {
	cast := game.Cast{{Name: "Ada"}, {Name: "Kit"}, {Name: "Зоя"}}
	if got := names(cast.Present([]string{"kit", "Nobody", "зоя", "Ada"})); !slices.Equal(got, []string{"Kit", "Зоя", "Ada"}) {
		t.Errorf("Present = %v", got)
	}
	if _, ok := cast.Find("Nobody"); ok {
		t.Error("found nobody")
	}
}

// A branch sees the changes on its own path alone.
func TestCastAlongBranches(t *testing.T) {
	with := func(id, parent game.ChapterID, changes ...game.CastChange) game.Body {
		c := chapter(id, parent)
		c.Cast = changes
		return game.ChapterTold{Chapter: c}
	}
	s := apply(
		t, game.NewStory("01"), started(),
		with(1, 0, game.CastChange{Name: "Ada", Carries: []string{"key"}}),
		with(2, 1, game.CastChange{Name: "Ada", Carries: []string{}}, game.CastChange{Name: "Kit"}),
		with(3, 1, game.CastChange{Name: "Ada", Fate: "dead"}),
		with(4, 2),
		game.CastChanged{Chapter: 1, Changes: []game.CastChange{{Name: "Ada", Look: "red hair"}}},
		game.CastChanged{Chapter: 2, Changes: []game.CastChange{{Name: "Kit", Look: "small"}}},
		game.CastChanged{Chapter: 2, Changes: []game.CastChange{{Name: "Kit", Look: "tiny"}}},
	)
	want := map[game.ChapterID]game.Cast{
		0: nil,
		1: {{Name: "Ada", Look: "red hair", Carries: []string{"key"}}},
		2: {{Name: "Ada", Look: "red hair", Carries: []string{}}, {Name: "Kit", Look: "tiny"}},
		3: {{Name: "Ada", Look: "red hair", Carries: []string{"key"}, Fate: "dead"}},
		4: {{Name: "Ada", Look: "red hair", Carries: []string{}}, {Name: "Kit", Look: "tiny"}},
	}
	for id, cast := range want {
		if got := s.CastAt(id); !reflect.DeepEqual(got, cast) {
			t.Errorf("CastAt(%d) = %+v", id, got)
		}
	}
}

func TestCastChangeKeepsEmptyLists(t *testing.T) {
	data, err := json.Marshal(game.CastChange{Name: "Ada", Wears: []string{}})
	if err != nil || string(data) != `{"name":"Ada","wears":[]}` {
		t.Fatalf("%s, %v", data, err)
	}
	var back game.CastChange
	if err := json.Unmarshal(data, &back); err != nil || back.Wears == nil || back.Carries != nil {
		t.Errorf("%+v, %v", back, err)
	}
}
