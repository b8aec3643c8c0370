package tui_test

import (
	"fmt"
	"image"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"journey/game"
	"journey/tui"
	"journey/tui/tuitest"
)

func TestEveryScreenTakesEverySize(t *testing.T) {
	t.Parallel()
	sizes := [][2]int{{150, 60}, {99, 18}, {40, 12}, {20, 6}, {1, 1}, {60, 40}, {120, 40}}
	for name, shot := range shots() {
		sizes := sizes
		brands := []tuitest.Brand{tuitest.XTerm()}
		if name == "play" || name == "help" {
			brands = append(brands, tuitest.Kitty(), tuitest.Plain())
			sizes = append([][2]int{{300, 120}}, sizes...)
		}
		for _, brand := range brands {
			t.Run(name+"/"+brand.Name, func(t *testing.T) {
				inBubble(t, func(s *stage) {
					t := s.t
					s.brand = brand
					term := shot(s)
					settle()
					first := term.Screen()
					for _, size := range sizes {
						term.Resize(size[0], size[1])
						settle()
						if p := term.Problems(); len(p) > 0 {
							t.Fatalf("at %v: %v", size, p)
						}
					}
					seconds := regexp.MustCompile(`\ds`)
					if last := term.Screen(); seconds.ReplaceAllString(last, "0s") != first {
						t.Errorf("back at its size the screen is\n%s\nand was\n%s", last, first)
					}
				})
			})
		}
	}
}

// The model's view never leaves the screen, so that no terminal wraps or scrolls it.
func TestViewsFitTheScreen(t *testing.T) {
	t.Parallel()
	for name, shot := range shots() {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				views := make(chan string, 1)
				s.watch = func(m *tui.Model) { views <- m.View().Content }
				term := shot(s)
				settle()
				for _, w := range []int{1, 2, 7, 20, 39, 40, 80, 100} {
					for _, h := range []int{1, 2, 3, 5, 6, 9, 12, 17, 18, 36} {
						term.Send(tea.WindowSizeMsg{Width: w, Height: h})
						term.Send(lookMsg{})
						lines := strings.Split(<-views, "\n")
						if len(lines) != h {
							t.Fatalf("%dx%d: %d lines", w, h, len(lines))
						}
						for _, line := range lines {
							if n := ansi.StringWidth(line); n > w {
								t.Fatalf("%dx%d: a line of %d cells: %q", w, h, n, ansi.Strip(line))
							}
						}
					}
				}
			})
		})
	}
}

func TestHelpLiesOverThePictureAndLeavesNoTrace(t *testing.T) {
	t.Parallel()
	for _, brand := range []tuitest.Brand{tuitest.XTerm(), tuitest.Kitty()} {
		t.Run(brand.Name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand = brand
				term := s.start()
				begin(t, term)
				settle()
				before := term.Screen()
				place, n := term.Pixels()
				if n == 0 || n != place.Dx()*place.Dy() {
					t.Fatalf("%d cells with pixels in %v", n, place)
				}
				term.Press("?")
				term.WaitText("any key goes back")
				settle()
				if _, covered := term.Pixels(); covered >= n {
					t.Errorf("help covers nothing of the picture: %d cells of %d have pixels", covered, n)
				}
				term.Press("1") // goes back, and does nothing else
				term.WaitGone("any key")
				settle()
				if after := term.Screen(); after != before {
					t.Errorf("the screen is\n%s\nand was\n%s", after, before)
				}
				term.Press("q")
				term.WaitText("New story")
				settle()
				if place, n := term.Pixels(); n > 0 {
					t.Errorf("%d cells have pixels on the title screen, in %v", n, place)
				}
				quit(t, term)
				if term.Uploads() > 0 {
					t.Error("images are left in the terminal")
				}
			})
		})
	}
}

func TestAPreviewIsShownWhereItIsCheap(t *testing.T) {
	t.Parallel()
	for _, remote := range []bool{false, true} {
		t.Run(fmt.Sprintf("remote %v", remote), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand, s.remote, s.painter.preview = tuitest.XTerm(), remote, true
				term := s.start()
				term.WaitText("New story")
				settle() // the terminal has answered
				release := s.painter.hold()
				begin(t, term)
				settle()
				if n := term.Paints(); (n > 0) == remote {
					t.Errorf("%d pictures were shown while it was being painted", n)
				}
				before := term.Paints()
				release()
				settle()
				if n := term.Paints() - before; n != 1 {
					t.Errorf("the finished picture was shown %d times", n)
				}
				leave(t, term)
			})
		})
	}
}

func TestPicturesFollowATerminalThatAnswersLate(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.brand = tuitest.XTerm()
		s.brand.Silent = true
		s.cfg.Start.New = &game.Premise{}
		term := s.start()
		term.WaitText("3. Run", "▀▀▀▀")
		settle()
		term.Type("\x1b[?62;4;6c")
		term.WaitFor("pixels", func() bool { _, n := term.Pixels(); return n > 0 })
		term.WaitGone("▀")
		leave(t, term)
	})
}

func TestRepliesOfTheTerminalAreNeverTyped(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.brand = tuitest.Kitty()
		s.cfg.Start.New = &game.Premise{}
		term := s.start()
		term.WaitText("3. Run")
		term.Press("/")
		term.Type("look")
		term.WaitText("› look")
		// As after a resize, while the player types.
		term.Type("\x1b[4;760;1200t\x1b[6;19;10t\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62;52c\x1b_Gi=31;OK\x1b\\" +
			"\x1b[?2026;2$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?2;0;1000;800S")
		term.Resize(118, 39)
		settle()
		term.Type("!")
		term.WaitText("› look!")
		term.Press("esc")
		settle()
		if !strings.Contains(term.Screen(), "/ look!\n") && !strings.Contains(term.Screen(), "/ look! ") {
			t.Errorf("something else was typed:\n%s", term.Screen())
		}
		leave(t, term)
	})
}

func TestTheMouseTakesChoicesAndTurnsTheProse(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{120, 40}, {80, 24}, {40, 12}, {80, 60}} {
		t.Run(size.String(), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.w, s.h = size.X, size.Y
				s.teller.change = func(c *game.Chapter) { c.Prose += strings.Repeat("\n\nAnd on it goes.", 30) }
				term := s.start()
				term.WaitText("New story")
				x, y, _ := term.Find("New story")
				term.Click(x, y)
				term.WaitText("A new story")
				term.Press("esc")
				term.WaitText("New story")
				s.cfg.Start.New = &game.Premise{Length: game.Short}
				quit(t, term)

				term = s.start()
				term.WaitText("3. Run")
				settle()
				x, y, _ = term.Find("This is chapter 1")
				term.Wheel(x, y, 2)
				term.WaitGone("This is chapter 1")
				term.Wheel(x, y, -2)
				term.WaitText("This is chapter 1")
				if _, y, ok := term.Find("light hums"); ok { // the second line of the first choice
					x, _, _ := term.Find("light hums")
					term.Click(x, y)
					term.WaitText("This is chapter 2")
					term.WaitText("3. Run")
				}
				settle()
				x, y, _ = term.Find("2. Ask Ada")
				term.Click(x, y+2) // under the choices is nothing
				term.Click(x+3, y)
				term.WaitText("Ask Ada what she heard")
				settle()
				leave(t, term)
				story := s.told(t)
				last, _ := story.Current()
				if last.Taken.Choice != 2 {
					t.Errorf("choice %d was taken, want 2", last.Taken.Choice)
				}
			})
		})
	}
}

func TestSelectionIsSeenWithoutColour(t *testing.T) {
	t.Parallel()
	for _, profile := range []colorprofile.Profile{colorprofile.ASCII, colorprofile.ANSI, colorprofile.ANSI256} {
		t.Run(profile.String(), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand.Profile = profile
				s.cfg.Start.New = &game.Premise{}
				term := s.start()
				term.WaitText("▸ 1. Open", "  2. Ask")
				term.Press("down")
				term.WaitText("  1. Open", "▸ 2. Ask")
				settle()
				if n := len(term.Colors()); profile == colorprofile.ASCII && n > 0 {
					t.Errorf("%d colours on a terminal without colour", n)
				}
				term.Press("q")
				term.WaitText("▸ c  Continue")
				term.Press("l")
				term.WaitText("▸ The Clinic at Night")
				term.Press("d")
				term.WaitText("▸ keep", "  delete")
				term.Press("left")
				term.WaitText("▸ delete", "  keep")
				term.Press("esc", "esc")
				term.WaitText("New story")
				quit(t, term)
			})
		})
	}
}

// An xterm tells few colours by its name and can do more: what was drawn before it
// said so is drawn again.
func TestMoreColoursAreUsedEverywhere(t *testing.T) {
	t.Parallel()
	for _, profile := range []colorprofile.Profile{colorprofile.ANSI, colorprofile.ANSI256} {
		t.Run(profile.String(), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand = tuitest.XTerm()
				s.brand.Profile = profile
				tell(t, s.lib, "The Clinic at Night", 2)
				term := s.start()
				term.WaitText("Continue")
				settle()
				for _, c := range term.Colors() {
					switch c.(type) {
					case ansi.BasicColor, ansi.IndexedColor:
						t.Errorf("%T %v is left on screen", c, c)
					}
				}
				quit(t, term)
			})
		})
	}
}

func TestALightBackgroundGetsDarkText(t *testing.T) {
	t.Parallel()
	for _, light := range []bool{false, true} {
		t.Run(fmt.Sprint(light), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand.Light = light
				s.cfg.Start.New = &game.Premise{}
				term := s.start()
				term.WaitText("3. Run")
				settle()
				for _, text := range []string{"This is chapter 1.", "Ask Ada", "The Clinic at Night", "rain runs"} {
					x, y, _ := term.Find(text)
					r, g, b, _ := term.Style(x, y).Fg.RGBA()
					if bright := (r+g+b)/3 > 0x7c00; bright == light {
						t.Errorf("%q is %x %x %x", text, r>>8, g>>8, b>>8)
					}
				}
				leave(t, term)
			})
		})
	}
}

func TestTheFormShowsItsFieldAtEverySize(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{80, 24}, {40, 12}, {36, 6}, {30, 7}} {
		t.Run(size.String(), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.w, s.h = size.X, size.Y
				term := s.start()
				term.WaitText("New story")
				term.Press("n")
				for _, field := range []string{"World", "Your premise", "Art style", "Tone", "Length", "Language"} {
					term.WaitText("┃ " + field)
					switch field {
					case "Your premise":
						term.Type("Why? Who knows?")
						term.WaitText("Who knows?")
					case "Length":
						term.Press("right")
						term.WaitText("medium")
					}
					term.Press("enter")
				}
				term.WaitText("2. Ask Ada")
				leave(t, term)
				p := s.told(t).Premise
				if p.Prompt != "Why? Who knows?" || p.Length != game.Medium || p.World != "biomachines" || p.Seed != 7 {
					t.Errorf("the premise is %+v", p)
				}
			})
		})
	}
}
