package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"journey/game"
)

func TestAKeyThatIsHeldTakesOneChoice(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		for range 40 { // as a keyboard repeats it
			term.Press("3")
			time.Sleep(30 * time.Millisecond)
		}
		term.WaitText("This is chapter 2.", "3. Run")
		settle()
		term.Press("1")
		term.WaitText("This is chapter 3.")
		settle()
		if n := s.told(t).Len(); n != 3 {
			t.Errorf("%d chapters were told, want 3", n)
		}
		leave(t, term)
	})
}

func TestGoingBackInHasteIsNoFault(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Start.Continue = tell(t, s.lib, "The Clinic at Night", 6)
		term := s.start()
		term.WaitText("This is chapter 6.")
		settle()
		term.Press("b", "b")
		term.WaitText("This is chapter 4.")
		term.Press(slices.Repeat([]string{"b"}, 9)...)
		settle()
		if strings.Contains(term.Screen(), "being told") {
			t.Errorf("the screen is\n%s", term.Screen())
		}
		leave(t, term)
	})
}

func TestOwnWordsWhoseChapterWasNeverToldComeBack(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		s.teller.hold()
		term.Press("/")
		term.Type("sing to the machine")
		term.Press("enter")
		term.WaitText("esc stops")
		term.Press("esc")
		term.WaitText("Stopped.", "/ sing to the machine")
		settle()
		term.Press("/")
		term.WaitText("› sing to the machine")
		term.Press("enter")
		term.WaitText("esc stops")
		leave(t, term) // in the middle of it
		term = s.start()
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("This is chapter 1.", "/ sing to the machine")
		leave(t, term)
	})
}

func TestTwoFaultsInARowAreBothSaid(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Game.SpareNarrator = s.teller
		s.cfg.Game.Narrator = &teller{fail: errors.New("the storyteller is tired")}
		s.cfg.Provider = "a-model"
		s.painter.preview, s.painter.fail = true, game.ErrRefused
		s.cfg.Start.New = &game.Premise{}
		term := s.start()
		term.WaitText("3. Run", "storyteller failed", "painter declined")
		settle()
		if strings.Contains(term.Screen(), "a-model") {
			t.Error("the status line names a storyteller who did not tell the chapter")
		}
		term.Press("down")
		term.WaitGone("storyteller failed")
		leave(t, term)
	})
}

func TestAnEndingLeadsOn(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Start.Continue = tell(t, s.lib, "The Clinic at Night", 8)
		term := s.start()
		term.WaitText("The end: ", "n new story", "R replay")
		term.Press("/")
		term.WaitText("b goes back to act otherwise")
		term.Press("R")
		term.WaitText("This is chapter 1.", "replay 1/8")
		term.Press("q")
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("The end: ")
		term.Press("n")
		term.WaitText("Your premise")
		term.Press("esc")
		term.WaitText("Continue")
		quit(t, term)
	})
}

func TestTheLineOfHelpNamesOnlyWhatCanBeDone(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.painter.fail = game.ErrRefused
		term := s.start()
		begin(t, term)
		term.WaitText("1-3 choose", "r retell")
		for _, not := range []string{"space more", "b back", "z zoom"} {
			if strings.Contains(term.Screen(), not) {
				t.Errorf("%q is offered in the first chapter", not)
			}
		}
		term.Press("z")
		term.WaitText("There is no picture to show")
		term.Press("1")
		term.WaitText("This is chapter 2.", "b back")
		settle()
		leave(t, term)
	})
}
