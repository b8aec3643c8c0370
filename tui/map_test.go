package tui_test

import (
	"testing"

	"journey/game"
)

func TestTheMapLeadsToAnyChapter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		id := tell(t, s.lib, "The Clinic at Night", 3)
		story, err := game.Load(t.Context(), s.lib, id)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := story.Chapter(1)
		other := game.Chapter{
			ID: story.NextID(), Parent: 1, Taken: game.Taken{Choice: 2, Text: first.Choices[1].Text},
			Title: "The Roof", Prose: "You stand on the roof.", Choices: first.Choices,
		}
		if _, err := s.lib.Append(t.Context(), id, story.Seq, game.ChapterTold{Chapter: other}); err != nil {
			t.Fatal(err)
		}
		s.cfg.Start.Continue = id
		term := s.start()
		term.WaitText("You stand on the roof.")
		settle()
		term.Press("m")
		term.WaitText("Map", "▸ │ 2 The Roof ○○○ ◂ here", "1 ", "○ not taken yet")
		term.Press("home", "enter")
		term.WaitText("This is chapter 1.")
		settle()
		if head := s.told(t).Head; head != 1 {
			t.Errorf("the map led to chapter %d, want 1", head)
		}
		term.Press("m")
		term.WaitText("◂ here")
		term.Press("?")
		term.WaitText("Keys", "go on from this chapter")
		term.Press("x") // any key
		term.WaitGone("Keys")
		term.Press("end", "m") // leaves the map, and changes nothing
		term.WaitGone("◂ here")
		leave(t, term)
		if head := s.told(t).Head; head != 1 {
			t.Errorf("leaving the map led to chapter %d", head)
		}
	})
}
