package tui_test

import (
	"context"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
	"journey/tui/tuitest"
)

// dear tells as a teller for a dime a chapter, and says before that it may cost a
// quarter.
type dear struct{ *teller }

// Price implements game.PricedNarrator.
func (dear) Price(game.Brief) (float64, bool) { return 0.25, true }

// Narrate implements game.Narrator.
func (d dear) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	c, err := d.teller.Narrate(ctx, b, emit)
	c.Usage, c.Teller = game.Usage{Model: "dear", USD: 0.1}, "dear"
	return c, err
}

// dearPainter paints as a painter for two dimes a picture.
type dearPainter struct{ *painter }

// Paint implements game.Painter.
func (d dearPainter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	pics, err := d.painter.Paint(ctx, r, progress)
	for i := range pics {
		pics[i].Usage = game.Usage{Model: "dear", USD: 0.2}
	}
	return pics, err
}

// TestAPictureIsPaidForOnceItIsThere shows a chapter before and after its picture.
func TestAPictureIsPaidForOnceItIsThere(t *testing.T) {
	inBubble(t, func(s *stage) {
		s.cfg.Game.Narrator, s.cfg.Game.Painter = &dear{s.teller}, dearPainter{s.painter}
		release := s.painter.hold()
		term := s.start()
		begin(s.t, term)
		settle()
		term.WaitText("chapter $0.10 · story $0.10")
		release()
		settle()
		if screen := term.Screen(); !strings.Contains(screen, "chapter $0.30 · story $0.30") {
			s.t.Errorf("with its picture:\n%s", screen)
		}
		leave(s.t, term)
	})
}

// capped plays to a cap of 30 cents.
func capped(s *stage, budget game.Budget) *tuitest.Terminal {
	s.t.Helper()
	s.cfg.Game.Budget = budget
	s.cfg.Game.Narrator, s.cfg.Game.SpareNarrator = &dear{s.teller}, &teller{}
	term := s.start()
	begin(s.t, term)
	settle()
	term.Press("2")
	term.WaitText("Spending cap", "stop here")
	settle()
	return term
}

func TestAtTheCapThePlayerDecides(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		press  []string
		told   int
		teller string // of the last chapter
	}{
		"raise":                 {[]string{"u"}, 2, "dear"},
		"offline":               {[]string{"o"}, 2, "test"},
		"offline is proposed":   {[]string{"enter"}, 2, "test"},
		"offline from here on":  {[]string{"a"}, 2, "test"},
		"stop":                  {[]string{"s"}, 1, "dear"},
		"stop by esc":           {[]string{"esc"}, 1, "dear"},
		"raise, by the arrow":   {[]string{"up", "enter"}, 2, "dear"},
		"not by any other keys": {[]string{"x", "1", "2", "esc"}, 1, "dear"},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				term := capped(s, gametest.NewPurse(0.3, 5))
				if screen := term.Screen(); !strings.Contains(screen, "of $0.30 are spent") || !strings.Contains(screen, "raise it by $0.30") {
					t.Errorf("the player is asked:\n%s", screen)
				}
				term.Press(test.press...)
				settle()
				term.WaitText("This is chapter " + []string{"", "1", "2"}[test.told])
				story := s.told(t)
				if c, _ := story.Current(); story.Len() != test.told || c.Teller != test.teller {
					t.Errorf("%d chapters, the last told by %s", story.Len(), c.Teller)
				}
				if strings.Contains(term.Screen(), "Spending cap") {
					t.Errorf("the question stands:\n%s", term.Screen())
				}
				leave(t, term)
			})
		})
	}
}

// TestAHostsCapIsNotThePlayers offers nothing that only the host can do.
func TestAHostsCapIsNotThePlayers(t *testing.T) {
	inBubble(t, func(s *stage) {
		term := capped(s, game.Budgets{gametest.NewPurse(0, 0.3)})
		if screen := term.Screen(); strings.Contains(screen, "raise") || !strings.Contains(screen, "told offline") {
			s.t.Errorf("the player is asked:\n%s", screen)
		}
		term.Press("a")
		term.WaitText("This is chapter 2")
		settle()
		leave(s.t, term)
	})
}

// TestHiddenCostsAppearNowhere goes through the screens with costs shown, and with
// costs hidden by the setting and by the key.
func TestHiddenCostsAppearNowhere(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		hide  bool
		press string // on the title screen
		shown bool
	}{
		"shown":                  {false, "", true},
		"hidden by the setting":  {true, "", false},
		"hidden by the key":      {false, "$", false},
		"shown again by the key": {true, "$", true},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.cfg.HideCosts = test.hide
				s.cfg.Game.Narrator = &dear{s.teller}
				s.cfg.Today = func(context.Context) (float64, float64, error) { return 1.25, 5, nil }
				term := s.start()
				term.WaitText("New story")
				settle()
				if test.press != "" {
					term.Press(test.press)
					settle()
				}
				check := func(where string, want ...string) {
					t.Helper()
					screen := term.Screen()
					for _, w := range want {
						if test.shown != strings.Contains(screen, w) {
							t.Errorf("%s, shown is %v, but %q:\n%s", where, test.shown, w, screen)
						}
					}
					if !test.shown && strings.Contains(screen, "$") {
						t.Errorf("there are costs on %s:\n%s", where, screen)
					}
				}
				check("the title", "Spent today: $1.25 of $5.00")
				begin(t, term)
				settle()
				check("the first chapter", "chapter $0.10 · story $0.10")
				term.Press("1")
				term.WaitText("This is chapter 2")
				settle()
				check("the second chapter", "chapter $0.10 · story $0.20")
				leave(t, term)
			})
		})
	}
}
