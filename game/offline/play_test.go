package offline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"journey/game"
)

// A play is one path of a story as the rules of the game would lead it.
type play struct {
	t       *testing.T
	teller  *Storyteller
	premise game.Premise
	path    []game.Chapter
	cast    game.Cast
	owed    []game.Promise
}

func newTeller(tb testing.TB) *Storyteller {
	tb.Helper()
	s, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// brief is what the storyteller is told before the next chapter.
func (p *play) brief(taken game.Taken) game.Brief {
	b := game.Brief{
		Premise: p.premise, Arc: p.premise.Length.Arc(len(p.path) + 1), Cast: p.cast, Promises: p.owed, Taken: taken,
	}
	if n := len(p.path); n > 0 {
		b.Recent = p.path[max(0, n-2):]
		for i := n - 1; i >= 0; i-- {
			if p.path[i].Memo != nil {
				b.Memo, b.MemoTeller = p.path[i].Memo, p.path[i].Teller
				break
			}
		}
	}
	return b
}

// next plays a step and checks what must hold of every chapter.
func (p *play) next(taken game.Taken) game.Chapter {
	p.t.Helper()
	b := p.brief(taken)
	var pieces strings.Builder
	scenes := 0
	ch, err := p.teller.Narrate(p.t.Context(), b, func(piece game.Piece) {
		if piece.Scene != nil {
			scenes++
			if pieces.Len() > 0 {
				p.t.Errorf("chapter %d: prose before the scene", b.Arc.Number)
			}
		}
		pieces.WriteString(piece.Prose)
	})
	if err != nil {
		p.t.Fatalf("chapter %d: %v", b.Arc.Number, err)
	}
	if pieces.String() != ch.Prose || scenes != 1 {
		p.t.Errorf("chapter %d: %d scenes, pieces joined are not the prose", b.Arc.Number, scenes)
	}
	ch.Taken = taken
	p.path = append(p.path, ch)
	p.cast = p.cast.After(ch.Cast...)
	p.owed = slices.DeleteFunc(p.owed, func(o game.Promise) bool { return slices.Contains(ch.Promises.Kept, o.Text) })
	for _, text := range ch.Promises.Opened {
		p.owed = append(p.owed, game.Promise{Text: text, Chapter: len(p.path)})
	}
	return ch
}

func (p *play) last() game.Chapter { return p.path[len(p.path)-1] }

// freely plays to an ending, or limit chapters, choosing at random; now and then
// it says something nobody offered.
func (p *play) freely(rng *rand.Rand, limit int, wild bool) {
	p.t.Helper()
	sayings := []string{
		"sing to the moon", "look around", "asdf qwer", "hit the wall", "go to the clinic", "find juno",
		"what is going on?", "wait", "drink something", "don't do anything", "2", "ask eleven",
	}
	p.next(game.Taken{})
	for p.last().Ending == nil && len(p.path) < limit {
		n := len(p.last().Choices)
		taken := game.Taken{Choice: rng.IntN(max(n, 1)) + 1}
		if wild && rng.IntN(3) == 0 {
			taken = game.Taken{Text: fmt.Sprintf("%s %d", sayings[rng.IntN(len(sayings))], rng.IntN(50))}
		}
		p.next(taken)
	}
}
