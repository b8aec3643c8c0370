package offline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"journey/game"
)

// A Report is what Check found in a world.
type Report struct {
	World     string
	Storylets int
	People    int // the player among them
	Games     int
	// Faults are what has to be mended, each a sentence; without any the world can
	// be played.
	Faults []string
	// Endings counts how often each came, by its name.
	Endings map[string]int
	// Rare are the storylets told least, with how often.
	Rare []Told
	// Chapters are the fewest and the most of a game, by its length.
	Chapters map[game.Length][2]int
	// Words of a chapter, the fewest and the most.
	Words [2]int
	// Shared is how much two medium games share of their sentences on average, and
	// at the most, from 0 to 1.
	Shared, MostShared float64
}

// Told is how often a storylet was told.
type Told struct {
	ID    string
	Times int
}

const (
	// rare is how many of the storylets told least a report names.
	rare = 5
	// A chapter's length in words.
	fewestWords = 60
	mostWords   = 290
	// enough games are those after which a storylet that never came is a fault.
	enough = 400
	// compared is how many medium games are compared with each other.
	compared = 20
)

// Check reads a world for what is wrong with it and plays games, seeded and partly
// in words of the player's own: whether every storylet and ending comes, whether
// any game stands still or repeats a sentence. It stops early when ctx is done.
func (s *Storyteller) Check(ctx context.Context, name string, games int) (Report, error) {
	w := s.worlds[name]
	if w == nil {
		return Report{}, fmt.Errorf("there is no world %q", name)
	}
	r := Report{
		World: name, Storylets: len(w.Storylet), People: len(w.Person),
		Faults: w.faults(), Endings: map[string]int{}, Chapters: map[game.Length][2]int{},
	}
	if len(r.Faults) > 0 {
		return r, nil // who plays a world with holes falls into them
	}
	c := checking{Report: &r, s: s, w: w, told: map[string]int{}, faulted: map[string]bool{}}
	for seed := range games {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		c.play(ctx, uint64(seed))
	}
	c.sum()
	return r, nil
}

// checking is a Check under way.
type checking struct {
	*Report
	s       *Storyteller
	w       *world
	told    map[string]int
	faulted map[string]bool
	said    []map[string]bool // of medium games
}

// fault notes a kind of fault once; there may be hundreds of the same.
func (c *checking) fault(kind, format string, args ...any) {
	if !c.faulted[kind] {
		c.faulted[kind] = true
		c.Faults = append(c.Faults, fmt.Sprintf(format, args...)+".")
	}
}

func lengthOf(seed uint64) game.Length {
	switch {
	case seed%40 == 0:
		return game.Long
	case seed%2 == 0:
		return game.Medium
	}
	return game.Short
}

// play plays one game to its end.
func (c *checking) play(ctx context.Context, seed uint64) {
	length := lengthOf(seed)
	story := game.NewStory("")
	premise := game.Premise{World: c.w.name, Length: length, Seed: seed}
	if seed%3 == 1 {
		premise.Prompt = "I am Ada, a clockmaker who carries a brass key"
	}
	if err := add(story, game.StoryStarted{Premise: premise}); err != nil {
		c.fault("story", "Game %d cannot begin: %v", seed, err)
		return
	}
	dice := rand.New(rand.NewPCG(seed, 7))
	least, most := length.Chapters()
	said := map[string]bool{}
	for taken := (game.Taken{}); ; taken = c.step(story, dice, seed%3 == 0) {
		ch, err := c.s.Narrate(ctx, game.NewBrief(story, story.Head, taken), func(game.Piece) {})
		if ctx.Err() != nil {
			return
		}
		ch.ID, ch.Parent, ch.Taken = story.NextID(), story.Head, taken
		if err == nil {
			err = add(story, game.ChapterTold{Chapter: ch})
		}
		if err != nil {
			c.fault("stuck", "Game %d stands still after %d chapters: %v", seed, story.Len(), err)
			return
		}
		c.chapter(ch, seed, said)
		if ch.Ending != nil || story.Len() > most {
			break
		}
	}
	if n := story.Len(); n < least || n > most {
		c.fault("length", "Game %d, %s, has %d chapters and not %d to %d", seed, length, n, least, most)
	}
	n := c.Chapters[length]
	if n[0] == 0 {
		n[0] = story.Len()
	}
	c.Chapters[length] = [2]int{min(n[0], story.Len()), max(n[1], story.Len())}
	if length == game.Medium && len(c.said) < compared {
		c.said = append(c.said, said)
	}
	c.Games++
}

func add(story *game.Story, b game.Body) error {
	return story.Apply(game.Event{Seq: story.Seq + 1, At: time.Unix(0, 0), Body: b})
}

// step is what the player does next: mostly one of the choices.
func (c *checking) step(story *game.Story, dice *rand.Rand, wild bool) game.Taken {
	ch, _ := story.Current()
	if wild && dice.IntN(3) == 0 {
		sayings := []string{
			"sing to the moon", "look around", "asdf qwer", "hit the wall", "go home", "find a friend", "what is going on?",
			"wait", "drink something", "don't do anything", "open the door", "give it back",
		}
		return game.Taken{Text: fmt.Sprintf("%s %d", sayings[dice.IntN(len(sayings))], dice.IntN(50))}
	}
	i := dice.IntN(max(len(ch.Choices), 1))
	return game.Taken{Choice: i + 1, Text: ch.Choices[i].Text}
}

// chapter looks at one told chapter.
func (c *checking) chapter(ch game.Chapter, seed uint64, said map[string]bool) {
	id := lastTold(ch)
	c.told[id]++
	if ch.Ending != nil {
		c.Endings[ch.Ending.Name]++
	} else if n := len(ch.Choices); n < game.MinChoices || n > game.MaxChoices {
		c.fault("choices "+id, "%s offers %d choices in game %d", id, n, seed)
	}
	n := len(strings.Fields(ch.Prose))
	if c.Words[0] == 0 {
		c.Words[0] = n
	}
	c.Words = [2]int{min(c.Words[0], n), max(c.Words[1], n)}
	if p := strings.Count(ch.Prose, "\n\n") + 1; n < fewestWords || n > mostWords || p < 2 || p > 6 {
		c.fault("length "+id, "%s makes a chapter of %d words in %d paragraphs in game %d; good are %d to %d in 2 to 6", id, n, p, seed, fewestWords, mostWords)
	}
	if ch.Title == "" || ch.Summary == "" || ch.Scene.Place == "" || ch.Scene.Action == "" || ch.Scene.Alt == "" || ch.Scene.Light == "" {
		c.fault("empty "+id, "%s leaves title, summary or a part of its scene empty in game %d", id, seed)
	}
	if strings.ContainsAny(ch.Prose+ch.Title+ch.Summary, "{}<>[]$~|") {
		c.fault("markup "+id, "%s shows its markup in game %d", id, seed)
	}
	for _, sentence := range sentences(ch.Prose) {
		sentence = strings.TrimSpace(sentence)
		if len(strings.Fields(sentence)) <= 3 {
			continue
		}
		if said[sentence] {
			c.fault("repeat "+id, "%s repeats a sentence in game %d: %q", id, seed, sentence)
		}
		said[sentence] = true
	}
}

// sum says what all games together show.
func (c *checking) sum() {
	for _, st := range c.w.Storylet {
		n := c.told[st.ID]
		c.Rare = append(c.Rare, Told{st.ID, n})
		if n == 0 && c.Games >= enough {
			c.fault("untold "+st.ID, "%s was never told in %d games", st.ID, c.Games)
		}
	}
	slices.SortStableFunc(c.Rare, func(a, b Told) int { return a.Times - b.Times })
	c.Rare = c.Rare[:min(rare, len(c.Rare))]
	pairs := 0
	for i, a := range c.said {
		for _, b := range c.said[:i] {
			share := shared(a, b)
			c.Shared += share
			c.MostShared = max(c.MostShared, share)
			pairs++
		}
	}
	c.Shared /= float64(max(pairs, 1))
	if c.Shared >= 1.0/3 {
		c.fault("shared", "Two medium games share %.0f %% of their sentences on average, which is a third or more", c.Shared*100)
	}
}

// shared is how much of the shorter of two games stands in the other.
func shared(a, b map[string]bool) float64 {
	n := 0
	for s := range a {
		if b[s] {
			n++
		}
	}
	return float64(n) / float64(max(min(len(a), len(b)), 1))
}
