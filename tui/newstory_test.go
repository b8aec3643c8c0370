package tui_test

import (
	"slices"
	"testing"
)

func TestOnlyEnterOnTheLastFieldBeginsAStory(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		term.WaitText("New story")
		term.Press("n")
		term.WaitText("Your premise")
		// In one go, as a terminal sends keys that are held.
		term.Press(slices.Repeat([]string{"tab"}, 20)...)
		settle()
		term.WaitText("A new story", "┃ Language")
		term.Press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
		term.Press("right", "tab", "tab", "enter", "tab", "enter")
		term.Type("Welsh")
		settle()
		term.WaitText("A new story", "Welsh")
		if entries, err := s.lib.List(t.Context()); err != nil || len(entries) > 0 {
			t.Errorf("%d stories were begun, %v", len(entries), err)
		}
		term.Press("enter")
		term.WaitText("This is chapter 1.")
		settle()
		leave(t, term)
		p := s.told(t).Premise
		if p.Language != "Welsh" || p.World != "" {
			t.Errorf("the story was begun with %+v", p)
		}
	})
}
