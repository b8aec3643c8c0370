package tui_test

import "testing"

func TestTheGalleryShowsEveryPictureAndLeadsToItsChapter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		term.WaitText("▀▀▀▀")
		settle()
		term.Press("p") // a second picture of the first chapter
		term.WaitFor("the second picture", func() bool { c, _ := s.told(t).Chapter(1); return len(c.Pictures) == 2 })
		settle()
		term.Press("1")
		term.WaitFor("a picture of the second chapter", func() bool { c, _ := s.told(t).Chapter(2); return len(c.Pictures) == 1 })
		settle()
		term.Press("g")
		term.WaitText("Gallery 3/3", "chapter 2,", "▀▀▀▀")
		term.Press("right") // there is no fourth
		settle()
		term.WaitText("Gallery 3/3")
		term.Press("home")
		term.WaitText("Gallery 1/3", "chapter 1,", "▀▀▀▀")
		for _, size := range [][2]int{{40, 12}, {20, 6}, {120, 40}} {
			term.Resize(size[0], size[1])
			settle()
			term.WaitText("Gallery 1/3")
		}
		term.Press("esc")
		term.WaitGone("Gallery")
		term.Press("g")
		term.WaitText("Gallery 3/3")
		term.Press("left", "enter")
		settle()
		if head := s.told(t).Head; head != 1 {
			t.Errorf("the gallery led to chapter %d, want 1", head)
		}
		leave(t, term)
	})
}

func TestAStoryWithoutPicturesHasNoGallery(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.cfg.Game.Painter = nil
		s.cfg.Start.Continue = tell(t, s.lib, "The Clinic at Night", 1)
		term := s.start()
		term.WaitText("This is chapter 1.")
		settle()
		term.Press("g")
		term.WaitText("There is no picture to show yet.")
		leave(t, term)
	})
}
