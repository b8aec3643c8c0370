package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestAPictureBeginsAStory names a picture, reads what was seen in it, changes that,
// and plays.
func TestAPictureBeginsAStory(t *testing.T) {
	inBubble(t, func(s *stage) {
		var asked []string
		s.cfg.PremiseOf = func(_ context.Context, file, language string) (string, error) {
			asked = append(asked, file+" in "+language)
			if file == "cat.txt" {
				return "", errors.New("the picture cat.txt is no picture")
			}
			return "You wake in a red boat", nil
		}
		s.cfg.SeesColours = true
		t := s.t
		term := s.start()
		term.WaitText("New story")
		term.Press("n")
		term.WaitText("A picture it begins with: its colours alone are seen")
		term.Press("tab")
		term.Type("cat.txt")
		term.Press("enter")
		term.WaitText("The picture cat.txt is no picture.")
		term.Press("backspace", "backspace", "backspace")
		term.WaitGone("is no picture")
		term.Type("jpg")
		term.Press("enter")
		term.WaitText("You wake in a red boat", "┃ Your premise", "change it as you like")
		term.Type(".")
		term.Press("tab", "tab", "tab", "tab", "enter")
		term.WaitText("This is chapter 1.")
		settle()
		leave(t, term)
		if p := s.told(t).Premise; p.Prompt != "You wake in a red boat." || p.World != "" {
			t.Errorf("the story was begun with %+v", p)
		}
		if len(asked) != 2 || asked[1] != "cat.jpg in " {
			t.Errorf("looked at %q", asked)
		}
	})
}

// TestWhyAPictureIsNotUsedIsSaidWhole names a file with a long path.
func TestWhyAPictureIsNotUsedIsSaidWhole(t *testing.T) {
	inBubble(t, func(s *stage) {
		s.w, s.h = 80, 24
		s.cfg.PremiseOf = func(_ context.Context, file, _ string) (string, error) {
			return "", errors.New("the picture the/photographs/of/somebody/and/of/the/year/2026/" + file + " cannot be used: picture is damaged")
		}
		term := s.start()
		term.WaitText("New story")
		term.Press("n")
		term.WaitText("A picture it begins with")
		term.Press("tab")
		term.Type("cat.jpg")
		term.Press("enter")
		term.WaitText("picture is damaged.", "┃ > cat.jpg")
		term.Press("esc")
		term.WaitText("New story", "Quit")
		leave(s.t, term)
	})
}

// TestLookingAtAPictureCanBeStopped presses esc while the model takes its time.
func TestLookingAtAPictureCanBeStopped(t *testing.T) {
	inBubble(t, func(s *stage) {
		s.cfg.PremiseOf = func(ctx context.Context, _, _ string) (string, error) {
			<-ctx.Done()
			return "too late", ctx.Err()
		}
		t := s.t
		term := s.start()
		term.WaitText("New story")
		term.Press("n")
		term.WaitText("A picture it begins with")
		term.Press("tab")
		term.Type("cat.jpg")
		term.Press("enter")
		term.WaitText("Looking at the picture")
		term.Press("x", "enter", "esc")
		settle()
		term.WaitText("A new story", "┃ A picture it begins with")
		if text := term.Screen(); strings.Contains(text, "Looking") || strings.Contains(text, "too late") {
			t.Errorf("still looking:\n%s", text)
		}
		term.Press("esc")
		term.WaitText("New story")
		leave(t, term)
	})
}
