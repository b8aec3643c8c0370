package tui_test

import "testing"

func TestAPaidPictureIsNotPaintedUnasked(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Start.Continue = tell(t, s.lib, "The Clinic at Night", 1)
		s.cfg.PicturesCost = true
		term := s.start()
		term.WaitText("This chapter has no picture; p paints it.")
		settle()
		if c, _ := s.told(t).Current(); len(c.Pictures) != 0 {
			t.Errorf("opening the story bought %d pictures", len(c.Pictures))
		}
		term.Press("p")
		term.WaitFor("a picture that was asked for", func() bool { c, _ := s.told(t).Current(); return len(c.Pictures) == 1 })
		leave(t, term)
	})
}
