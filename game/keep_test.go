package game_test

import (
	"sync"
	"testing"
	"testing/synctest"

	"journey/game"
)

// A branch comes whole just before a turn begins, and would be written while the turn
// runs: the chapter that the turn tells has its ID already.
func TestABranchIsNotWrittenIntoATurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tb := sit(t, game.Config{Narrator: &script{}})
		tb.must(tb.j.Begin())
		opening := next[game.Told](tb).Chapter
		tb.must(tb.j.Act("sing"))
		next[game.ProseArrived](tb)

		var keeping sync.WaitGroup
		keeping.Go(func() {
			tb.j.KeepAhead(1, game.Taken{Choice: 2, Text: "Go back"}, game.Chapter{Prose: words, Choices: opening.Choices})
		})
		synctest.Wait()
		if n := tb.saved().Len(); n != 1 {
			t.Errorf("%d chapters are written in mid-turn, want the opening", n)
		}
		if c := next[game.Told](tb).Chapter; c.ID != 2 || c.Taken.Text != "sing" {
			t.Errorf("told %+v", c)
		}
		keeping.Wait()
		if s := tb.saved(); s.Len() != 3 || s.Head != 2 || !s.Unread(3) {
			t.Errorf("%d chapters, head %d", s.Len(), s.Head)
		}
	})
}
