package offline

import (
	"slices"
	"strings"
	"testing"

	"journey/game"
)

// What a model began keeps its place, its people and what they carry when it is
// carried on here.
func TestPlaceCastAndThingsOfAnotherTellerAreKept(t *testing.T) {
	story := game.NewStory("")
	tell := func(body game.Body) {
		t.Helper()
		if err := add(story, body); err != nil {
			t.Fatal(err)
		}
	}
	tell(game.StoryStarted{Premise: game.Premise{Prompt: "a wood", Length: game.Medium, Seed: 3}})
	tell(game.ChapterTold{Chapter: game.Chapter{
		ID: story.NextID(), Title: "The Wood", Prose: "There was a wood.", Teller: "gpt", Summary: "You came to a wood.",
		Scene: game.Scene{Place: "birch wood", Present: []string{"You", "Sister Ygraine"}},
		Cast: []game.CastChange{
			{Name: "You", Role: "player", Carries: []string{"a bell"}},
			{Name: "Sister Ygraine", Role: "a healer", Look: "grey hair", Carries: []string{"a silver lancet"}},
		},
		Choices:  []game.Choice{{Text: "Open the green door"}, {Text: "Wait"}},
		Promises: game.Promises{Opened: []string{"who rang the bell"}},
	}})
	before := story.CastAt(story.Head)
	for range 3 {
		ch, err := newTeller(t).tell(game.NewBrief(story, story.Head, game.Taken{Choice: 1}))
		if err != nil {
			t.Fatal(err)
		}
		if ch.Scene.Place != "birch wood" || !slices.Contains(ch.Scene.Present, "Sister Ygraine") {
			t.Errorf("it goes on in %q with %v", ch.Scene.Place, ch.Scene.Present)
		}
		ch.ID, ch.Parent, ch.Taken = story.NextID(), story.Head, game.Taken{Choice: 1}
		tell(game.ChapterTold{Chapter: ch})
	}
	for _, c := range before {
		now, ok := story.CastAt(story.Head).Find(c.Name)
		if !ok || now.Look != c.Look || !slices.Equal(now.Carries, c.Carries) {
			t.Errorf("%s was %+v and is %+v", c.Name, c, now)
		}
	}
}

// What was begun here reaches the next teller whole: where the story stands and what
// it owes, a turn to take, and the cast with its looks and things.
func TestAStoryBegunHereIsHandedOver(t *testing.T) {
	story := game.NewStory("")
	if err := add(story, game.StoryStarted{Premise: game.Premise{World: "biomachines", Prompt: "I am Ada, who carries a brass key", Length: game.Medium, Seed: 4}}); err != nil {
		t.Fatal(err)
	}
	for taken := (game.Taken{}); story.Len() < 4; taken = (game.Taken{Choice: 1}) {
		ch, err := newTeller(t).tell(game.NewBrief(story, story.Head, taken))
		if err != nil {
			t.Fatal(err)
		}
		ch.ID, ch.Parent, ch.Taken = story.NextID(), story.Head, taken
		if err := add(story, game.ChapterTold{Chapter: ch}); err != nil {
			t.Fatal(err)
		}
	}
	b := game.NewBrief(story, story.Head, game.Taken{Choice: 1})
	if b.Arc.Number != 5 || b.Arc.Phase != game.Rising || b.Turn == "" || len(b.Promises) == 0 || len(b.Past)+len(b.Recent) != 4 {
		t.Errorf("arc %+v, turn %q, promises %v, %d chapters past and %d recent", b.Arc, b.Turn, b.Promises, len(b.Past), len(b.Recent))
	}
	you, _ := b.Cast.Find("You")
	if !strings.Contains(you.Role, "Ada") || !slices.Contains(you.Carries, "a brass key") || !slices.Contains(you.Carries, "a reading receipt") {
		t.Errorf("the player is %+v", you)
	}
	if eleven, ok := b.Cast.Find("Eleven"); !ok || eleven.Look == "" {
		t.Errorf("Eleven is %+v", eleven)
	}
}
