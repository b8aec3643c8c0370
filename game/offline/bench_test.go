package offline

import (
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"journey/game"
)

// played is a game told to its end, or for so many chapters, by chance.
func played(b *testing.B, s *Storyteller, premise game.Premise, chapters int) *game.Story {
	b.Helper()
	story := game.NewStory("")
	if err := add(story, game.StoryStarted{Premise: premise}); err != nil {
		b.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(premise.Seed, 1))
	for taken := (game.Taken{}); story.Len() < chapters; {
		ch, err := s.tell(game.NewBrief(story, story.Head, taken))
		if err != nil {
			b.Fatal(err)
		}
		ch.ID, ch.Parent, ch.Taken = story.NextID(), story.Head, taken
		if err := add(story, game.ChapterTold{Chapter: ch}); err != nil {
			b.Fatal(err)
		}
		if ch.Ending != nil {
			break
		}
		i := dice.IntN(len(ch.Choices))
		taken = game.Taken{Choice: i + 1, Text: ch.Choices[i].Text}
	}
	return story
}

// BenchmarkChapter tells the chapters of a long game again, one an operation.
// worst-ms is the slowest of them, of the fastest of its tellings.
func BenchmarkChapter(b *testing.B) {
	s := newTeller(b)
	for _, w := range s.Worlds() {
		b.Run(w.Name, func(b *testing.B) {
			story := played(b, s, game.Premise{World: w.Name, Length: game.Long, Seed: 1}, 30)
			path := story.Path(story.Head)
			best := make([]time.Duration, len(path))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				k := i % len(path)
				start := time.Now()
				if _, err := s.tell(game.NewBrief(story, path[k].Parent, path[k].Taken)); err != nil {
					b.Fatal(err)
				}
				if d := time.Since(start); best[k] == 0 || d < best[k] {
					best[k] = d
				}
			}
			worst := time.Duration(0)
			for _, d := range best {
				worst = max(worst, d)
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
		})
	}
}

// BenchmarkGame plays endless games for 60 chapters and keeps them all. bytes/game is what each holds
// in memory beside the worlds, which they share and which are worlds-bytes.
func BenchmarkGame(b *testing.B) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	empty := heap()
	s := newTeller(b)
	before := heap()
	var kept []*game.Story
	for i := 0; b.Loop(); i++ {
		world := s.menu()[i%3].name
		kept = append(kept, played(b, s, game.Premise{World: world, Length: game.Endless, Seed: uint64(i)}, 60))
	}
	b.ReportMetric((float64(heap())-float64(before))/float64(len(kept)), "bytes/game")
	b.ReportMetric(float64(before)-float64(empty), "worlds-bytes")
	runtime.KeepAlive(kept)
	runtime.KeepAlive(s)
}

// BenchmarkNew is what begins every command that tells a story.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
