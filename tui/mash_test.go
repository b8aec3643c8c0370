package tui_test

import (
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"journey/tui/tuitest"
)

// Whatever is pressed, clicked and resized, in whatever order: the program stands,
// and what it shows stays on its screen.
func TestNoKeysBreakTheProgram(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand = []tuitest.Brand{tuitest.XTerm(), tuitest.Kitty(), tuitest.Plain()}[seed]
				s.w, s.h = 100, 30
				tell(t, s.lib, "The Clinic at Night", 3)
				term := s.start()
				for i, r := 0, rand.New(rand.NewPCG(seed, 1)); i < 300; i++ {
					mash(term, r)
					synctest.Wait() // Bubble Tea leaves a goroutine behind when keys come after the end
					if !term.Running() {
						if err := term.Wait(); err != nil && !errors.Is(err, tea.ErrInterrupted) {
							t.Fatalf("the program ended with %v", err)
						}
						term = s.start()
					}
				}
				settle()
				if p := term.Problems(); len(p) > 0 {
					t.Error(p)
				}
			})
		})
	}
}

// The studio with a tool in hand, work under way and a line being typed.
func TestNoKeysBreakTheStudio(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				s.brand = []tuitest.Brand{tuitest.XTerm(), tuitest.Kitty(), tuitest.Plain()}[seed]
				s.w, s.h = 100, 30
				term, kept := s.inStudio()
				keys := []string{
					"m", "o", "c", "v", "w", "[", "]", "s", "t", "f", "enter", "enter", "space", "left", "right", "shift+right", "shift+down",
					"+", "-", "r", "x", "i", "u", "1", "3", "/", "n", "esc", "ctrl+s",
				}
				for i, r := 0, rand.New(rand.NewPCG(seed, 2)); i < 250; i++ {
					w, h := term.Size()
					switch r.IntN(30) {
					case 0:
						term.Resize(50+r.IntN(80), 12+r.IntN(30))
					case 1:
						term.Click(r.IntN(w), r.IntN(h))
					case 2:
						term.Drag(image.Pt(r.IntN(w), r.IntN(h)), image.Pt(r.IntN(w), r.IntN(h)), image.Pt(r.IntN(w), r.IntN(h)))
					case 3:
						settle()
					default:
						term.Press(keys[r.IntN(len(keys))])
					}
					synctest.Wait()
					if !term.Running() {
						if err := term.Wait(); err != nil {
							t.Fatalf("the program ended with %v", err)
						}
						before := kept.count()
						if term, kept = s.start(), s.cfg.Versions.(*folder); kept.count() < before {
							t.Fatalf("of %d versions %d are left", before, kept.count())
						}
					}
				}
				settle()
				if p := term.Problems(); len(p) > 0 {
					t.Error(p)
				}
			})
		})
	}
}

// mash does one thing, or some at once.
func mash(term *tuitest.Terminal, r *rand.Rand) {
	keys := []string{
		"enter", "enter", "enter", "esc", "up", "down", "left", "right", "tab", "shift+tab", "space", "backspace",
		"home", "end", "pgup", "pgdown", "n", "c", "l", "r", "q", "b", "p", "z", "a", "g", "d", "y", "/", "?", "+", "-",
		"1", "2", "3", "4", "x", "é", "深", "ctrl+c", "delete", "ctrl+d", "ctrl+u", "J", "K",
	}
	w, h := term.Size()
	switch n := r.IntN(40); n {
	case 0:
		term.Resize(1+r.IntN(130), 1+r.IntN(45))
	case 1:
		term.Click(r.IntN(w), r.IntN(h))
	case 2:
		term.Wheel(r.IntN(w), r.IntN(h), r.IntN(7)-3)
	case 3:
		term.Paste("pasted\nin two lines 👩‍👩‍👧‍👦 \x1b[31m")
	case 4:
		settle()
	case 5:
		term.Press("1", "p", "b", "r", "/", "esc", "z", "2", "z", "down", "3")
	default:
		term.Press(keys[r.IntN(len(keys))])
	}
}
