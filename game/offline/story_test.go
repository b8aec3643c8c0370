package offline

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"journey/game"
)

// told is the storylet a chapter came from.
func told(tb testing.TB, ch game.Chapter) string {
	tb.Helper()
	var m memo
	if err := json.Unmarshal(ch.Memo, &m); err != nil {
		tb.Fatal(err)
	}
	if m.Stayed || len(m.Recent) == 0 {
		return ""
	}
	return m.Recent[len(m.Recent)-1]
}

func places() []string {
	return []string{
		"night market", "noodle bar", "clinic", "server hall", "rooftop", "subway platform", "alley", "apartment",
		"checkpoint", "archive", "body factory", "tower lobby", "greenhouse", "shrine", "dock", "vault", "crossing",
		"elevator", "control room", "highway", "ward", "arcade", "tunnel", "sky bridge", "sea wall",
	}
}

func checkChapter(t *testing.T, ch game.Chapter, seed, n int) {
	t.Helper()
	id := told(t, ch)
	if words := len(strings.Fields(ch.Prose)); words < 90 || words > 258 && ch.Ending == nil || words > 275 {
		t.Errorf("seed %d chapter %d (%s): %d words", seed, n, id, words)
	}
	if p := len(strings.Split(ch.Prose, "\n\n")); p < 2 || p > 5 {
		t.Errorf("seed %d chapter %d (%s): %d paragraphs", seed, n, id, p)
	}
	if strings.ContainsAny(ch.Prose+ch.Title+ch.Summary, "{}<>[]$~|\x01\x02") || strings.Contains(ch.Prose, " .") || strings.Contains(ch.Prose, " ”") {
		t.Errorf("seed %d chapter %d (%s): markup left:\n%s", seed, n, id, ch.Prose)
	}
	if (ch.Ending == nil) == (len(ch.Choices) == 0) || ch.Ending == nil &&
		(len(ch.Choices) < game.MinChoices || len(ch.Choices) > game.MaxChoices) {
		t.Errorf("seed %d chapter %d (%s): ending %v, %d choices", seed, n, id, ch.Ending, len(ch.Choices))
	}
	if ch.Title == "" || ch.Summary == "" || ch.Scene.Action == "" || ch.Scene.Alt == "" || ch.Scene.Light == "" {
		t.Errorf("seed %d chapter %d (%s): something is empty: %+v", seed, n, id, ch)
	}
	if !slices.ContainsFunc(places(), func(p string) bool { return strings.Contains(ch.Scene.Place, p) }) {
		t.Errorf("seed %d chapter %d (%s): place %q", seed, n, id, ch.Scene.Place)
	}
}

func TestEveryStoryletAndEndingIsReached(t *testing.T) {
	s := newTeller(t)
	seen, endings := map[string]int{}, map[string]int{}
	for seed := range 1000 {
		length := []game.Length{game.Short, game.Medium}[seed%2]
		if seed%40 == 0 {
			length = game.Long
		}
		p := &play{t: t, teller: s, premise: game.Premise{World: "biomachines", Length: length, Seed: uint64(seed)}}
		p.freely(rand.New(rand.NewPCG(uint64(seed), 7)), 40, seed%3 == 0)
		least, most := length.Chapters()
		if n := len(p.path); n < least || n > most || p.last().Ending == nil {
			t.Errorf("seed %d, %s: %d chapters, ending %v", seed, length, n, p.last().Ending)
		}
		once := map[string]bool{}
		for i, ch := range p.path {
			checkChapter(t, ch, seed, i+1)
			id := told(t, ch)
			if st := s.worlds["biomachines"].index[id]; once[id] && st != nil && !st.Again {
				t.Errorf("seed %d: %s came twice", seed, id)
			}
			once[id] = true
			seen[id]++
		}
		endings[p.last().Ending.Name]++
	}
	for _, st := range s.worlds["biomachines"].Storylet {
		if seen[st.ID] == 0 {
			t.Errorf("storylet %s was never told", st.ID)
		}
		if st.Ending != nil && endings[st.Ending.Name] == 0 {
			t.Errorf("ending %s was never reached", st.Ending.Name)
		}
	}
	t.Logf("endings: %v", endings)
}

func TestNoSentenceIsSaidTwice(t *testing.T) {
	s := newTeller(t)
	for seed := range 200 {
		length := []game.Length{game.Short, game.Medium}[seed%2]
		p := &play{t: t, teller: s, premise: game.Premise{Length: length, Seed: uint64(seed), Prompt: "a detective and her cat"}}
		p.freely(rand.New(rand.NewPCG(uint64(seed), 3)), 20, seed%2 == 1)
		said := map[string]int{}
		for i, ch := range p.path {
			for _, sentence := range sentences(ch.Prose) {
				sentence = strings.TrimSpace(sentence)
				if at, ok := said[sentence]; ok && len(strings.Fields(sentence)) > 3 {
					t.Errorf("seed %d, chapters %d and %d: %q", seed, at, i+1, sentence)
				}
				said[sentence] = i + 1
			}
		}
	}
}

// What a story sets up it says once, and no ending leaves it open.
func TestPromisesAreOpenedOnceAndKept(t *testing.T) {
	s := newTeller(t)
	opened := map[string]int{}
	for seed := range 60 {
		p := &play{t: t, teller: s, premise: game.Premise{Length: game.Medium, Seed: uint64(seed)}}
		p.freely(rand.New(rand.NewPCG(uint64(seed), 11)), 20, seed%2 == 1)
		if len(p.owed) > 0 {
			t.Errorf("seed %d ends and owes %v", seed, p.owed)
		}
		once := map[string]bool{}
		for i, ch := range p.path {
			for _, text := range ch.Promises.Opened {
				if once[text] {
					t.Errorf("seed %d, chapter %d opens %q again", seed, i+1, text)
				}
				once[text] = true
				opened[text]++
			}
		}
	}
	for _, p := range s.worlds["biomachines"].Promise {
		if opened[p.Text] == 0 {
			t.Errorf("never opened: %q", p.Text)
		}
	}
}

func TestSameSeedAndChoicesTellTheSameStory(t *testing.T) {
	for seed := range uint64(20) {
		var told [2]string
		for i := range told {
			p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: game.Medium, Seed: seed, Prompt: "rain"}}
			p.freely(rand.New(rand.NewPCG(seed, 1)), 20, true)
			raw, err := json.Marshal(p.path)
			if err != nil {
				t.Fatal(err)
			}
			told[i] = string(raw)
		}
		if told[0] != told[1] {
			t.Errorf("seed %d told two stories", seed)
		}
	}
}

func TestEndlessStoryNeverEnds(t *testing.T) {
	p := &play{t: t, teller: newTeller(t), premise: game.Premise{Length: game.Endless, Seed: 5}}
	p.freely(rand.New(rand.NewPCG(5, 5)), 150, true)
	if len(p.path) != 150 {
		t.Errorf("ended after %d chapters", len(p.path))
	}
	if n := len(p.last().Memo); n > maxMemo/4 {
		t.Errorf("memo has grown to %d bytes", n)
	}
}

func TestRetellingDiffers(t *testing.T) {
	s := newTeller(t)
	p := &play{t: t, teller: s, premise: game.Premise{Length: game.Medium, Seed: 9}}
	p.freely(rand.New(rand.NewPCG(9, 9)), 20, false)
	full := p.path
	p.path, p.cast = nil, nil
	for _, ch := range full {
		b := p.brief(ch.Taken)
		proses := []string{ch.Prose}
		for r := 1; r < 4; r++ {
			b.Retelling = r
			again, err := s.tell(b)
			if err != nil {
				t.Fatal(err)
			}
			if slices.Contains(proses, again.Prose) {
				t.Errorf("chapter %d, retelling %d is told as before", b.Arc.Number, r)
			}
			proses = append(proses, again.Prose)
		}
		p.path = append(p.path, ch)
		p.cast = p.cast.After(ch.Cast...)
	}
}

func BenchmarkChapter(b *testing.B) {
	s := newTeller(b)
	first, err := s.tell(game.Brief{Premise: game.Premise{Seed: 1, Length: game.Medium}, Arc: game.Medium.Arc(1)})
	if err != nil {
		b.Fatal(err)
	}
	brief := game.Brief{
		Premise: game.Premise{Seed: 1, Length: game.Medium}, Arc: game.Medium.Arc(2), Recent: []game.Chapter{first},
		Memo: first.Memo, MemoTeller: Teller, Taken: game.Taken{Choice: 1},
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.tell(brief); err != nil {
			b.Fatal(err)
		}
	}
}
