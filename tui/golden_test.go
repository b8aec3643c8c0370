package tui_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/charmbracelet/x/exp/golden"

	"journey/game"
	"journey/game/gametest"
	"journey/tui/tuitest"
)

// shots are the screens that are kept as the player sees them.
func shots() map[string]func(*stage) *tuitest.Terminal {
	newStory := game.Premise{World: "biomachines", Length: game.Short}
	playing := func(s *stage) *tuitest.Terminal {
		s.cfg.Start.New = &newStory
		term := s.start()
		settle()
		return term
	}
	all := map[string]func(*stage) *tuitest.Terminal{
		"title": func(s *stage) *tuitest.Terminal { return s.start() },
		"title-stories": func(s *stage) *tuitest.Terminal {
			tell(s.t, s.lib, "The Clinic at Night", 3)
			return s.start()
		},
		"title-guest": func(s *stage) *tuitest.Terminal {
			s.cfg.Guest = "You play as a guest, since no key was offered: this story ends with the connection."
			return s.start()
		},
		"newstory": func(s *stage) *tuitest.Terminal {
			term := s.start()
			term.Press("n")
			return term
		},
		"play": playing,
		"play-painting": func(s *stage) *tuitest.Terminal {
			s.painter.hold()
			return playing(s)
		},
		"play-streaming": func(s *stage) *tuitest.Terminal {
			s.teller.hold()
			s.painter.hold()
			return playing(s)
		},
		"play-long-choices": func(s *stage) *tuitest.Terminal {
			s.teller.change = func(c *game.Chapter) {
				c.Choices = nil
				for _, verb := range []string{"Open", "Close", "Weld shut", "Walk around"} {
					c.Choices = append(c.Choices, game.Choice{Text: verb + " the steel door at the end of the corridor where the light hums, and then wait with Ada until the rain has stopped and somebody comes to ask what happened here."})
				}
			}
			return playing(s)
		},
		"play-notice": func(s *stage) *tuitest.Terminal {
			term := playing(s)
			s.lib.FailWrites(errFull)
			term.Press("1")
			return term
		},
		"play-two-notices": func(s *stage) *tuitest.Terminal {
			s.teller.fail = errors.New("the credit or limit of your account at models.example is used up: add credit or raise the limit and go on, for the story is safe")
			s.painter.fail = errors.New("models.example points to another address, https://elsewhere.example/v1/images/generations; if you trust it, set that as the server's address")
			s.cfg.Game.SpareNarrator, s.cfg.Game.SparePainter = &teller{}, &painter{}
			return playing(s)
		},
		"play-broken": func(s *stage) *tuitest.Terminal {
			s.cfg.Game.SpareNarrator = &teller{}
			term := playing(s)
			s.teller.breakOff(errors.New("the reply of gpt-6-luna broke off in the middle"))
			term.Press("1")
			return term
		},
		"play-capped": func(s *stage) *tuitest.Terminal {
			s.cfg.Game.Budget = gametest.NewPurse(0.3, 5)
			s.cfg.Game.Narrator, s.cfg.Game.SpareNarrator = &dear{s.teller}, &teller{}
			term := playing(s)
			term.Press("1")
			return term
		},
		"play-acting": func(s *stage) *tuitest.Terminal {
			term := playing(s)
			term.Press("/")
			term.Type("look under the table?")
			return term
		},
		"play-nopicture": func(s *stage) *tuitest.Terminal {
			s.painter.fail = game.ErrRefused
			return playing(s)
		},
		"play-scripts": func(s *stage) *tuitest.Terminal {
			s.teller.change = func(c *game.Chapter) {
				c.Title = "深夜の診療所で彼女が聞いたもの 👩‍⚕️ и ещё одно очень длинное название главы"
				c.Prose = "雨は正午から窓を叩き続け、隅の機械は唸りを止めない。エイダは手術台から顔を上げて、早かったのねと言った。\n\n" +
					"Дождь стучит в окно с полудня, и машина в углу не перестаёт гудеть.\n\nالمطر على النافذة منذ الظهر، والآلة في الزاوية لم تتوقف عن الطنين.\n\n👩‍👩‍👧‍👦 family 🇯🇵 flag"
				c.Choices = []game.Choice{{Text: "鉄の扉を開けて、光が唸る廊下へ足を踏み入れる。そして彼女に何を聞いたのか尋ねる"}, {Text: "اركض"}}
			}
			return playing(s)
		},
		"ending": func(s *stage) *tuitest.Terminal {
			s.cfg.Start.Continue = tell(s.t, s.lib, "The Clinic at Night", 8)
			return s.start()
		},
		"zoom": func(s *stage) *tuitest.Terminal {
			term := playing(s)
			term.Press("z")
			return term
		},
		"help": func(s *stage) *tuitest.Terminal {
			term := playing(s)
			term.Press("?")
			return term
		},
		"library": func(s *stage) *tuitest.Terminal {
			tell(s.t, s.lib, "The Clinic at Night", 3)
			tell(s.t, s.lib, "A very long title that somebody gave to a story of rain, neon, steel doors and machines that hum all night", 8)
			tell(s.t, s.lib, "深夜の診療所", 1)
			term := s.start()
			settle()
			term.Press("l")
			return term
		},
		"delete": func(s *stage) *tuitest.Terminal {
			term := shots()["library"](s)
			settle()
			term.Press("d")
			return term
		},
		"rename": func(s *stage) *tuitest.Terminal {
			term := shots()["library"](s)
			settle()
			term.Press("r")
			return term
		},
		"gallery": func(s *stage) *tuitest.Terminal {
			s.cfg.Versions = newKept(s.t, "a skull on a steel table, seen from above")
			return visit(s)
		},
		"gallery-filter": func(s *stage) *tuitest.Terminal {
			term := shots()["gallery"](s)
			term.Press("/")
			term.Type("another")
			return term
		},
		"gallery-large": func(s *stage) *tuitest.Terminal {
			term := shots()["gallery"](s)
			term.Press("enter")
			return term
		},
		"gallery-off": func(s *stage) *tuitest.Terminal {
			s.off = true
			return shots()["gallery"](s)
		},
		"replay": func(s *stage) *tuitest.Terminal {
			s.cfg.Start.Replay = tell(s.t, s.lib, "The Clinic at Night", 3)
			return s.start()
		},
	}
	maps.Copy(all, studioShots())
	return all
}

// half stands for all the characters that divide a cell of a picture: which of them
// is used is not the screens' business.
func half(r rune) rune {
	if r >= '▀' && r <= '▟' && r != '█' && r != '▓' || r >= 0x1FB00 && r <= 0x1FBAF {
		return '▀'
	}
	return r
}

func TestScreensLookAsTheyDid(t *testing.T) {
	t.Parallel()
	for name, shot := range shots() {
		for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}, {20, 6}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t)
					s.w, s.h = size[0], size[1]
					term := shot(s)
					settle()
					golden.RequireEqual(t, []byte(strings.Map(half, term.Screen())))
					if p := term.Problems(); len(p) > 0 {
						t.Error(p)
					}
				})
			})
		}
	}
}
