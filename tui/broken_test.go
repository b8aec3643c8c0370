package tui_test

import (
	"errors"
	"strings"
	"testing"

	"journey/game"
	"journey/tui/tuitest"
)

// broken plays to a second chapter that breaks off.
func broken(s *stage) *tuitest.Terminal {
	s.t.Helper()
	spare := &teller{}
	s.cfg.Game.SpareNarrator = spare
	term := s.start()
	begin(s.t, term)
	s.teller.breakOff(errors.New("the connection was lost"))
	settle()
	term.Press("2")
	term.WaitText("This is chapter 2.", "— The reply ends here. —", "the connection was lost.", "r. Have this chapter told again")
	settle()
	s.teller.breakOff(nil)
	return term
}

func TestABrokenChapterIsDecidedByThePlayer(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		press []string
		want  string
		told  int
	}{
		"again":             {[]string{"r"}, "This is chapter 2.", 2},
		"offline":           {[]string{"o"}, "This is chapter 2.", 2},
		"offline, by arrow": {[]string{"down", "enter"}, "This is chapter 2.", 2},
		"back":              {[]string{"b"}, "This is chapter 1.", 1},
		"back, by arrow":    {[]string{"down", "down", "down", "enter"}, "This is chapter 1.", 1},
		"not by other keys": {[]string{"1", "2", "n", "/", "p", "R", "esc"}, "reply ends here", 1},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				term := broken(s)
				term.Press(test.press...)
				settle()
				term.WaitText(test.want)
				if whole := strings.Contains(term.Screen(), "3. Run"); whole == (test.want == "reply ends here") {
					t.Errorf("the screen is\n%s", term.Screen())
				}
				story := s.told(t)
				if n := story.Len(); n != test.told {
					t.Errorf("%d chapters were told, want %d", n, test.told)
				}
				if kept := story.Broken != nil; kept != (test.want == "reply ends here") {
					t.Errorf("the journal has %+v", story.Broken)
				}
				leave(t, term)
			})
		})
	}
}

func TestABrokenChapterIsThereAgainWhenTheStoryIsContinued(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		leave(t, broken(s))
		s.cfg.Start.Continue = s.told(t).ID
		term := s.start()
		term.WaitText("This is chapter 2.", "reply ends here", "b. Go back to “The Clinic at Night”")
		settle()
		term.Press("r")
		term.WaitText("This is chapter 2.", "3. Run")
		leave(t, term)
	})
}

func TestABrokenOpeningCanBeToldAgain(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.teller.breakOff(errors.New("the connection was lost"))
		s.cfg.Start.New = &game.Premise{World: "biomachines"}
		term := s.start()
		term.WaitText("This is chapter 1.", "reply ends here")
		if strings.Contains(term.Screen(), "Go back") || strings.Contains(term.Screen(), "offline storyteller tell") {
			t.Errorf("offers what cannot be done:\n%s", term.Screen())
		}
		s.teller.breakOff(nil)
		settle()
		term.Press("enter")
		term.WaitText("This is chapter 1.", "3. Run")
		leave(t, term)
	})
}
