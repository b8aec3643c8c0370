package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
	"journey/game/offline/pixel"
	"journey/game/studio"
	"journey/tui/tuitest"
)

func TestAVersionBecomesThePictureOfItsChapter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		kept := &folder{}
		painter := pixel.New()
		s.cfg.Game.Painter, s.cfg.Describer, s.cfg.Versions = painter, painter, kept
		s.cfg.Game.PictureSize = game.PictureSize{W: 288, H: 192}
		s.cfg.Start.New = &game.Premise{Style: "8-bit pixel art"}
		term := s.start()
		term.WaitText("3. Run", "▀▀▀▀")
		settle()
		term.Press("e")
		term.WaitText("Studio │ chapter 1, The Clinic at Night", "◆", "s choose")
		settle()
		term.Press("s")
		term.WaitText("That is the picture of the story already.")
		term.Press("/")
		term.Type("make it snow")
		term.Press("enter")
		term.WaitText("changed: make it snow", "Done in")
		settle()
		snow := kept.newest(t)
		term.Press("s")
		term.WaitText("This is the picture of the chapter now")
		settle()
		c, _ := s.told(t).Chapter(1)
		if c.Picture.Hash != snow.Hash || len(c.Pictures) != 2 || c.Picture.Prompt != "make it snow" {
			t.Errorf("the chapter has %+v of %d pictures", c.Picture, len(c.Pictures))
		}
		term.Press("esc")
		term.WaitText("3. Run", "▀▀▀▀")
		settle()
		term.Press("g")
		term.WaitText("Gallery 2/2")
		term.Press("left", "e")
		term.WaitText("Studio │", "└ changed: make it snow")
		if !strings.Contains(term.Screen(), "▸ ") {
			t.Errorf("no version is selected:\n%s", term.Screen())
		}
		term.Press("esc")
		term.WaitText("3. Run")
		settle()
		term.Press("1")
		term.WaitText("This is chapter 2.", "3. Run")
		settle()
		leave(t, term)
	})
}

func TestVersionsAreThereAfterTheProgramWasKilled(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term, _ := s.atWork()
		for _, words := range []string{"make it snow", "make it noon"} {
			term.Press("/")
			term.Type(words)
			term.Press("enter")
			term.WaitText("changed: " + words)
			settle()
		}
		term.Hangup()
		_ = term.Wait()

		term = s.start()
		term.WaitText("▸ painted: a market", "  └ changed: make it snow", "    └ changed: make it noon")
		term.Press("]", "]", "]")
		term.WaitText("▸   └ changed: make it noon")
		x, y, _ := term.Find("changed: make it snow")
		term.Click(x, y)
		term.WaitText("▸ └ changed: make it snow")
		settle()
		quit(t, term)
	})
}

// A stubborn painter makes what it is told to, once it is let go.
type stubborn struct {
	*pixel.Painter
	fail    error
	waits   bool
	started chan struct{}
}

func (p *stubborn) Edit(ctx context.Context, r game.EditRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if p.waits {
		close(p.started)
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if p.fail != nil {
		return nil, p.fail
	}
	pics, err := p.Painter.Edit(ctx, r, progress)
	for i := range pics {
		pics[i].Usage = game.Usage{USD: 0.04}
	}
	return pics, err
}

func (p *stubborn) PriceEdit(r game.EditRequest) (float64, bool) {
	return 0.05 * float64(max(r.N, 1)), true
}

func TestWhatAStepCostsIsSaidBeforeAndAfter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		purse := gametest.NewPurse(5, 0.12)
		s.cfg.Game.Budget = purse
		term, _ := s.atWorkWith(&stubborn{Painter: pixel.New()})
		term.Press("/")
		term.WaitText("What is to change? (up to $0.050)")
		term.Type("make it snow")
		term.Press("enter")
		term.WaitText("Done in", "for $0.040", "changed: make it snow")
		settle()
		if usd := purse.Spent(); usd != 0.04 {
			t.Errorf("spent %v", usd)
		}
		term.Press("v")
		term.WaitText("2 to 6? (up to $0.050 each)")
		term.Press("7", "enter")
		term.WaitText("7 is not a number from 2 to 6.")
		term.Press("v", "4", "enter")
		term.WaitText("The spending cap for today leaves too little for this.", "Nothing was changed.", "f has the offline painter do it")
		term.Press("f")
		term.WaitText("Take 1 of 4")
		settle()
		if usd := purse.Spent(); usd != 0.04 {
			t.Errorf("spent %v", usd)
		}
		term.Press("$")
		term.WaitGone("$0.04")
		term.Press("esc")
		settle()
		quit(t, term)
	})
}

func TestWhyNothingWasMadeIsSaid(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fail error
		says string
	}{
		"unable":  {errors.Join(game.ErrUnable, errors.New("sunburst does not start from pictures at models.example")), "It was wanted for: changing the picture."},
		"refused": {game.ErrRefused, "The painter declined this; nothing was changed."},
		"torn":    {errors.New("the answer of models.example was torn"), "The answer of models.example was torn."},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				term, kept := s.atWorkWith(&stubborn{Painter: pixel.New(), fail: tt.fail})
				term.Press("/")
				term.Type("make it snow")
				term.Press("enter")
				term.WaitText(tt.says, "f has the offline painter do it")
				if n := len(kept.all); n != 1 {
					t.Errorf("%d versions", n)
				}
				term.Press("f")
				term.WaitText("changed: make it snow")
				settle()
				quit(t, term)
			})
		})
	}
}

func TestWorkIsStopped(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"esc", "ctrl+c"} {
		t.Run(key, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				slow := &stubborn{Painter: pixel.New(), waits: true, started: make(chan struct{})}
				term, _ := s.atWorkWith(slow)
				term.Press("/")
				term.Type("make it snow")
				term.Press("enter")
				<-slow.started
				term.WaitText("changing the picture", "esc stops")
				term.Press("m")
				term.WaitText("changing the picture")
				term.Press(key)
				term.WaitText("Stopped. Nothing was changed.")
				settle()
				quit(t, term)
			})
		})
	}
}

func TestLeavingWithWorkUnderWayWaitsForNobody(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		slow := &stubborn{Painter: pixel.New(), waits: true, started: make(chan struct{})}
		term, _ := s.atWorkWith(slow)
		term.Press("/")
		term.Type("make it snow")
		term.Press("enter")
		<-slow.started
		term.Hangup()
		_ = term.Wait() // it would not end
		if n := len(term.Problems()); n > 0 {
			t.Error(term.Problems())
		}
	})
}

func TestWhatCannotBeKeptIsNotLeftBehindUnasked(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term, kept := s.atWork()
		kept.set(errFull)
		term.Press("/")
		term.Type("make it snow")
		term.Press("enter")
		term.WaitText("changed: make it snow", "Not saved yet: The library is full.")
		settle()
		term.Press("esc")
		term.WaitText("Leave the studio?", "▸ stay")
		term.Press("enter")
		term.WaitGone("Leave the studio?")
		kept.set(nil)
		term.Press("d") // anything made tries again
		term.WaitText("What the picture shows")
		if n := kept.count(); n != 2 {
			t.Errorf("%d versions are kept", n)
		}
		term.Press("enter")
		settle()
		quit(t, term)
		if v := kept.newest(t); v.Op != studio.OpRefine {
			t.Errorf("kept %+v", v.Op)
		}
	})
}

func TestAStudioWithoutAPictureBeginsWithWords(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.begins = true
		term, kept := s.inStudio()
		term.WaitText("a new picture", "What is to be painted?")
		term.Type("a lighthouse at dawn")
		term.Press("enter")
		term.WaitText("▸ painted: a lighthouse at dawn", "Done in")
		settle()
		if v := kept.newest(t); v.Op != studio.OpGenerate || v.Parent != "" {
			t.Errorf("made %+v from %q", v.Op, v.Parent)
		}
		term.Press("d")
		term.WaitText("What the picture shows", "To paint it again")
		term.Press("enter")
		settle()
		quit(t, term)
	})
}

// atWorkWith is atWork with another painter; the offline one is spare.
func (s *stage) atWorkWith(p game.Painter) (*tuitest.Terminal, *folder) {
	s.t.Helper()
	s.brush, s.cfg.Game.SparePainter = p, pixel.New()
	return s.atWork()
}

func TestARefinedPortraitIsFollowedFromThenOn(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.teller.change = func(c *game.Chapter) {
			c.Cast = []game.CastChange{{Name: "Ada", Look: "grey eyes, a white coat"}}
		}
		kept := &folder{}
		painter := pixel.New()
		s.cfg.Game.Painter, s.cfg.Describer, s.cfg.Versions, s.cfg.Game.Portraits = painter, painter, kept, true
		s.cfg.Start.New = &game.Premise{}
		term := s.start()
		term.WaitText("3. Run")
		settle()
		term.Press("1")
		term.WaitText("This is chapter 2.", "3. Run")
		term.WaitFor("a portrait", func() bool { return len(s.told(t).Portraits()) == 1 })
		settle()
		term.Press("g")
		settle()
		term.Press("tab", "tab")
		term.WaitText("▸portraits", "portrait of Ada")
		term.Press("e")
		term.WaitText("Studio │ the portrait of Ada", "768×1024", "◆")
		settle()
		term.Press("c", "-", "enter")
		term.WaitText("cropped")
		settle()
		term.Press("s")
		term.WaitText("Pictures follow this portrait of Ada from now on.")
		settle()
		ada := s.told(t).CastAt(2).Present([]string{"Ada"})[0]
		if p, _ := s.told(t).Portrait(ada); p.Picture.Hash != kept.newest(t).Hash {
			t.Errorf("the portrait is %+v", p)
		}
		term.Press("esc")
		term.WaitText("3. Run")
		settle()
		leave(t, term)
	})
}

// A story's cap holds for what is made of its pictures.
func TestTheCapOfTheStoryHoldsInItsStudio(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		purse := gametest.NewPurse(0.12, 5)
		s.cfg.Game.Budget, s.cfg.Game.Painter, s.cfg.Versions = purse, &stubborn{Painter: pixel.New()}, &folder{}
		s.cfg.Game.PictureSize = game.PictureSize{W: 288, H: 192}
		s.cfg.Start.New = &game.Premise{}
		term := s.start()
		term.WaitText("3. Run", "▀▀▀▀")
		settle()
		term.Press("e")
		term.WaitText("s choose")
		settle()
		term.Press("v", "4", "enter")
		term.WaitText("The spending cap of this story leaves too little")
		if usd := purse.Spent(); usd != 0 {
			t.Errorf("spent %v", usd)
		}
		term.Press("esc")
		term.WaitText("3. Run")
		settle()
		leave(t, term)
	})
}
