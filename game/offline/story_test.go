package offline

import (
	"encoding/json"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"journey/game"
)

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
	seeds := uint64(20)
	if testing.Short() {
		seeds = 4
	}
	for seed := range seeds {
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

// One storyteller tells many stories at once, on however many processors: the same
// seed and choices are the same story.
func TestSameStoryOnAnyNumberOfProcessors(t *testing.T) {
	s := newTeller(t)
	tell := func(world string, seed uint64) string {
		p := &play{t: t, teller: s, premise: game.Premise{World: world, Length: game.Medium, Seed: seed}}
		p.freely(rand.New(rand.NewPCG(seed, 2)), 20, true)
		raw, err := json.Marshal(p.path)
		if err != nil {
			t.Error(err)
		}
		return string(raw)
	}
	for _, w := range s.Worlds() {
		want := tell(w.Name, 4)
		for _, n := range []int{1, 2, 8} {
			old := runtime.GOMAXPROCS(n)
			var told [4]string
			var all sync.WaitGroup
			for i := range told {
				all.Go(func() { told[i] = tell(w.Name, 4) })
			}
			all.Wait()
			runtime.GOMAXPROCS(old)
			for _, got := range told {
				if got != want {
					t.Errorf("%s is told otherwise with GOMAXPROCS %d", w.Name, n)
				}
			}
		}
	}
}

// No words and no choice lead to where nobody can go on, in any world.
func TestRandomPlayAlwaysEnds(t *testing.T) {
	s := newTeller(t)
	for _, w := range s.Worlds() {
		for seed := range uint64(40) {
			length := game.Lengths()[seed%3]
			p := &play{t: t, teller: s, premise: game.Premise{World: w.Name, Length: length, Seed: seed}}
			_, most := length.Chapters()
			p.freely(rand.New(rand.NewPCG(seed, 13)), most+1, true)
			for i, ch := range p.path {
				if n := len(ch.Choices); ch.Ending == nil && (n < game.MinChoices || n > game.MaxChoices) {
					t.Errorf("%s, seed %d: chapter %d leaves %d choices", w.Name, seed, i+1, n)
				}
			}
			if p.last().Ending == nil {
				t.Errorf("%s, seed %d: no ending in %d chapters", w.Name, seed, len(p.path))
			}
		}
	}
}
