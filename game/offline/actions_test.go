package offline

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"journey/game"
)

// at stages a chapter of the given storylet as the second of a medium path.
func at(t *testing.T, s *Storyteller, id string) *turn {
	t.Helper()
	return in(t, s, "biomachines", id)
}

// in is at for a storylet of the world of that name.
func in(t *testing.T, s *Storyteller, world, id string) *turn {
	t.Helper()
	p := game.Premise{World: world, Length: game.Medium, Seed: 11}
	first := s.turn(game.Brief{Premise: p, Arc: game.Medium.Arc(1)}, 0)
	first.b.Arc = game.Medium.Arc(2)
	first.offer(first.w.index[id])
	first.m.remember(first.w.index[id])
	first.m.Number = 2
	return first
}

// TestFreeActions types words at a storylet and says what they must lead to: a
// choice by its number, a storylet by its id, or a class of answers.
func TestFreeActions(t *testing.T) {
	tests := []struct{ at, text, want string }{
		{"o-noodle", "ask mara what i said", "1"},
		{"o-noodle", "What did I tell you, Mara?", "1"},
		{"o-noodle", "follow the receipt", "2"},
		{"o-noodle", "go to glass street", "2"},
		{"o-noodle", "I walk to the clinic on Glass Street", "2"},
		{"o-noodle", "go to glas stret", "2"},
		{"o-noodle", "switch off the console", "3"},
		{"o-noodle", "swtich it off", "3"},
		{"o-noodle", "2", "2"},
		{"o-noodle", "option 3", "3"},
		{"o-noodle", "the second one", "2"},
		{"o-noodle", "go to the night market", "a-market"},
		{"o-noodle", "visit the shrine", "a-shrine"},
		{"o-noodle", "I want to go home to my apartment", "a-apartment"},
		{"o-noodle", "look for a boat at the dock", "a-dock"},
		{"o-noodle", "find Juno", "a-dock"},
		{"o-noodle", "deliver a parcel to the tower", "a-lobby"},
		{"o-noodle", "go down into the tunnel", "a-tunnel"},
		{"o-noodle", "take the subway", "r-shelter"},
		{"o-noodle", "play at the arcade", "a-arcade"},
		{"o-noodle", "dance on the table", "sing"},
		{"o-noodle", "kiss Mara", "love"},
		{"o-noodle", "punch the wall", "attack"},
		{"o-noodle", "drink something", "eat"},
		{"o-noodle", "who am i really?", "talk"},
		{"o-noodle", "sleep for a while", "wait"},
		{"o-noodle", "smash the window", "break"},
		{"o-noodle", "remember my childhood", "think"},
		{"o-noodle", "xyzzy plugh", "other"},
		{"o-noodle", "", "other"},
		{"o-noodle", "i want to kill myself", "despair"},
		{"o-noodle", "help", "help"},
		{"o-noodle", "don't do it", "refuse"},
		{"o-noodle", "don't switch it off", "refuse"},
		{"o-noodle", "talk to Oona at the exchange", "a-exchange"},
		{"o-noodle", "have the battery mended", "a-mender"},
		{"o-noodle", "queue at the claims office", "a-claims"},
		{"o-noodle", "listen to Cass on the radio", "a-radio"},
		{"o-noodle", "shout", "call"},
		{"o-noodle", "shoott", "attack"},
		{"o-noodle", "brake", "other"},
		{"o-shrine", "what did I say to you, monk?", "1"},
		{"o-shrine", "leave it on the shelf", "3"},
		{"c-cradle", "wait for the widow", "wait"},
		{"c-cradle", "break the windwo", "1"},
		{"c-cradle", "climb the rope", "3"},
		{"b-cake", "tell him no, he could not", "1"},
		{"b-form", "tear the form up", "3"},
		{"o-platform", "duck behind the pillar", "1"},
		{"o-platform", "hide", "1"},
		{"o-platform", "stroll past him", "2"},
		{"o-platform", "whisper to eleven: what do you remember?", "3"},
		{"o-platform", "shoot him", "attack"},
		{"o-platform", "shout for the guard", "call"},
		{"o-clinic", "offer him more money", "1"},
		{"o-clinic", "bribe the doctor", "1"},
		{"o-clinic", "slip out the back door", "2"},
		{"o-clinic", "ask eleven how it felt", "3"},
		{"a-market", "steal the jar", "2"},
		{"a-market", "buy the jar", "1"},
		{"a-market", "grab it and run", "2"},
		{"a-market", "don't steal, pay for it", "1"},
		{"a-market", "ask the old man who sells him coats", "3"},
		{"a-bridge", "rip up the card", "3"},
		{"a-bridge", "accept the card", "1"},
		{"a-bridge", "refuse her card", "3"},
		{"a-alley", "trow the bin", "2"},
		{"a-alley", "climb the wall", "2"},
		{"a-alley", "let eleven speak", "1"},
		{"a-greenhouse", "you are proof", "3"},
		{"a-greenhouse", "eat a tomato", "eat"},
		{"a-greenhouse", "sing it a lullaby", "sing"},
	}
	s := newTeller(t)
	for _, tt := range tests {
		if got := meaning(at(t, s, tt.at), tt.text); got != tt.want {
			t.Errorf("at %s, %q is taken as %s, not %s", tt.at, tt.text, got, tt.want)
		}
	}
}

// meaning says how the chapter after t would take the words.
func meaning(before *turn, text string) string {
	t := *before
	t.b.Arc = after(before.b.Arc)
	t.b.Taken = game.Taken{Text: text}
	act := t.w.parse(text)
	switch i, st := t.meant(act, before.m.Offered); {
	case st != nil:
		return st.ID
	case i >= 0:
		return string(rune('1' + i))
	}
	return t.w.class(act)
}

func TestUnforeseenActionIsAnsweredInTheStory(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: game.Short, Seed: 4}}
	first := p.next(game.Taken{})
	stay := p.next(game.Taken{Text: "juggle {three} <frogs> \"now\"\x1b[2J"})
	for _, want := range []string{"uggle {three} <frogs> ’now’[2J"} {
		if !strings.Contains(stay.Prose, want) {
			t.Errorf("the words are not in the answer:\n%s", stay.Prose)
		}
	}
	if strings.ContainsRune(stay.Prose, '\x1b') {
		t.Error("an escape got through")
	}
	if stay.Scene.Place != first.Scene.Place || len(stay.Choices) != len(first.Choices) {
		t.Errorf("the scene did not stay: %q, %d choices", stay.Scene.Place, len(stay.Choices))
	}
	if on := p.next(game.Taken{Text: "juggle again"}); lastTold(on) == "" {
		t.Error("the story stood still twice")
	}
}

func TestStoryBegunByAModelIsCarriedOn(t *testing.T) {
	cast := game.Cast{{Name: "You", Role: "player"}, {Name: "Sister Ygraine", Role: "a healer"}}
	told := game.Chapter{
		Title: "The Wood", Prose: "There was a wood.", Teller: "gpt", Summary: "You came to a wood.",
		Scene: game.Scene{Place: "a birch wood"}, Choices: []game.Choice{{Text: "Open the green door"}, {Text: "Wait"}},
	}
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: game.Short, Prompt: "a wood", Seed: 3}, cast: cast}
	p.path = []game.Chapter{told}
	ch := p.next(game.Taken{Choice: 1})
	if !strings.Contains(ch.Prose, "Open the green door") || !strings.Contains(ch.Prose, "Sister Ygraine") {
		t.Errorf("neither the choice nor the cast is kept:\n%s", ch.Prose)
	}
	for p.last().Ending == nil && len(p.path) < 10 {
		ch := p.next(game.Taken{Choice: 1 + len(p.path)%2})
		if n := len(ch.Choices); ch.Ending == nil && (n < game.MinChoices || n > game.MaxChoices) {
			t.Errorf("chapter %d offers %d choices", len(p.path), n)
		}
		if strings.Contains(ch.Prose, "Eleven") {
			t.Errorf("another world breaks in:\n%s", ch.Prose)
		}
	}
	if n := len(p.path); p.last().Ending == nil || n < 6 || n > 8 {
		t.Errorf("%d chapters, ending %v", n, p.last().Ending)
	}
}

// Of what another began only so much can be told: then the story ends, whatever its
// length, and until then no chapter tells what an earlier one told.
func TestStoryBegunByAModelEndsRatherThanRepeat(t *testing.T) {
	seeds := uint64(40)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		length := []game.Length{game.Medium, game.Long, game.Endless}[seed%3]
		p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: length, Seed: seed}}
		p.cast = game.Cast{{Name: "You", Role: "player"}, {Name: "Sister Ygraine", Role: "a healer"}}
		p.path = []game.Chapter{{Prose: "There was a wood.", Teller: "gpt", Choices: []game.Choice{{Text: "Open the door"}, {Text: "Wait"}}}}
		dice := rand.New(rand.NewPCG(seed, 3))
		said, decided := map[string]int{}, false
		for p.last().Ending == nil && len(p.path) < 20 {
			taken := game.Taken{Choice: 1 + dice.IntN(len(p.last().Choices))}
			if len(p.path) > 1 && dice.IntN(4) == 0 {
				taken = game.Taken{Text: "sing a song"}
			}
			ch := p.next(taken)
			decided = decided || lastTold(ch) == "reckoning"
			for _, s := range sentences(ch.Prose) {
				if at := said[s]; at > 0 && len(strings.Fields(s)) > 3 {
					t.Errorf("seed %d, %s: chapter %d says what %d said: %s", seed, length, len(p.path), at, s)
				}
				said[s] = len(p.path)
			}
		}
		if p.last().Ending == nil || !decided || len(p.path) < 6 {
			t.Errorf("seed %d, %s: %d chapters, decided %v, ending %v", seed, length, len(p.path), decided, p.last().Ending)
		}
	}
}

// A choice of the other teller's chapter is answered by its own words, not by what
// was offered before it.
func TestAnotherTellersChoiceIsNotTakenForOurs(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: game.Endless, Seed: 3}, cast: game.Cast{{Name: "You", Role: "player"}}}
	theirs := game.Chapter{Prose: "A model told this.", Teller: "gpt", Choices: []game.Choice{{Text: "Feed the goat"}, {Text: "Wait"}}}
	p.path = []game.Chapter{theirs}
	for range 8 {
		ch := p.next(game.Taken{Choice: 1})
		if ch.Ending != nil || !strings.Contains(ch.Prose, "eed the goat") {
			t.Fatalf("chapter %d ends (%v) or does not answer:\n%s", len(p.path), ch.Ending, ch.Prose)
		}
		p.path = append(p.path, theirs)
	}
}

func TestAModelMayStandInForAWhile(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: game.Medium, Seed: 6}}
	p.next(game.Taken{})
	p.next(game.Taken{Choice: 1})
	p.path = append(p.path, game.Chapter{
		Prose: "A model told this.", Teller: "gpt", Choices: []game.Choice{{Text: "Ask Mara about the fire"}},
		Scene: game.Scene{Place: "a noodle bar"},
	})
	ch := p.next(game.Taken{Choice: 1})
	if !strings.Contains(ch.Prose, "Ask Mara about the fire") {
		t.Errorf("the choice is not answered:\n%s", ch.Prose)
	}
	if home := p.next(game.Taken{Choice: 1}); newTeller(t).worlds["biomachines"].index[lastTold(home)] == nil {
		t.Errorf("the story did not come home: %q", lastTold(home))
	}
}

func TestForewordIsHonest(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{Prompt: "a baker's ghost.", Language: "Deutsch", Length: game.Short}}
	ch := p.next(game.Taken{})
	for _, want := range []string{"world of Biomachines", "only English", "“a baker's ghost”"} {
		if !strings.Contains(ch.Prose, want) {
			t.Errorf("the opening does not say %q:\n%s", want, ch.Prose)
		}
	}
}

func TestHostileMemoDoesNoHarm(t *testing.T) {
	s := newTeller(t)
	all := []string{}
	for _, st := range s.worlds["biomachines"].Storylet {
		all = append(all, st.ID)
	}
	full, err := json.Marshal(memo{World: "biomachines", Q: qualities{"inside": 1, "truth": 1}, Used: all, Recent: all, Number: 4})
	if err != nil {
		t.Fatal(err)
	}
	memos := []string{
		string(full), `{"world":"biomachines","clock":-4}`, `{"world":"../../etc"}`, `null`, `[]`, `{`,
		`{"world":"biomachines","offered":[{"s":"o-noodle","c":99}],"recent":["nobody"],"q":{"truth":-9}}`,
		`{"world":"anywhere","will":"end-brave"}`,
	}
	for _, raw := range memos {
		for number := 2; number <= 8; number++ {
			for _, taken := range []game.Taken{{Choice: 1}, {Choice: 77}, {Text: "x"}, {}} {
				ch, err := s.tell(game.Brief{
					Premise: game.Premise{Length: game.Short}, Arc: game.Short.Arc(number), Taken: taken,
					Memo: json.RawMessage(raw), MemoTeller: Teller, Recent: []game.Chapter{{Title: "x"}},
				})
				if err != nil || ch.Prose == "" || (ch.Ending == nil && len(ch.Choices) < game.MinChoices) {
					t.Errorf("memo %.60s, chapter %d: %v, %d choices", raw, number, err, len(ch.Choices))
				}
			}
		}
	}
}

func TestWorldsForAMenu(t *testing.T) {
	worlds := newTeller(t).Worlds()
	if len(worlds) == 0 || worlds[0].Name != "biomachines" || worlds[0].Title == "" || worlds[0].Blurb == "" || worlds[0].Style == "" {
		t.Errorf("worlds %+v", worlds)
	}
}

// A verb of many meanings does not settle what was meant, when nothing else that was
// said fits.
func TestAVerbOfManyMeaningsIsNoChoice(t *testing.T) {
	w := newTeller(t).worlds["biomachines"]
	steal := w.wordset("Steal it and run between the lamps", []string{"steal", "take", "grab"})
	call := w.wordset("Call out along the queue", []string{"call", "shout"})
	for _, tt := range []struct {
		words string
		set   wordset
		meant bool
	}{
		{"take it", steal, true},
		{"steal the heart", steal, true},
		{"take it and run away", steal, true},
		{"take a deep breath", steal, false},
		{"take off my coat and look out of the window", steal, false},
		{"call out", call, true},
		{"shout to the people", call, true},
		{"call it a day and rest", call, false},
		{"ring my bell", call, false},
	} {
		if got := w.parse(tt.words).score(tt.set); got > enoughForAChoice != tt.meant {
			t.Errorf("%q is worth %.1f to %v, and should be meant: %v", tt.words, got, tt.set, tt.meant)
		}
	}
}

// TestTimePassesIndoorsToo: where a scene stays indoors nobody turns up a collar, and several
// texts are left for an endless story, indoors and out.
func TestTimePassesIndoorsToo(t *testing.T) {
	t.Parallel()
	teller, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for name, w := range teller.worlds {
		for _, indoors := range []int{0, 1} {
			n := 0
			for _, d := range w.Drift {
				if d.needs.holds(qualities{"indoors": indoors}) {
					n++
				}
			}
			if n < 3 {
				t.Errorf("%s: %d texts when indoors is %d", name, n, indoors)
			}
		}
	}
}
