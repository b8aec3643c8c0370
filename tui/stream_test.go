package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/tuitest"
)

// inBubble runs a test in a bubble of synctest: the program's seconds take no
// time, and whatever it leaves running fails the test.
func inBubble(t *testing.T, test func(*stage)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { test(newStage(t)) })
}

// leave goes to the title and quits.
func leave(t *testing.T, term *tuitest.Terminal) {
	t.Helper()
	term.Press("q")
	term.WaitText("New story")
	quit(t, term)
}

func quit(t *testing.T, term *tuitest.Terminal) {
	t.Helper()
	term.Press("q")
	if err := term.Wait(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	if p := term.Problems(); len(p) > 0 {
		t.Error(p)
	}
	if term.OnAltScreen() {
		t.Error("the program left the terminal in the alternate screen")
	}
}

// begin goes from the title to the first chapter of a short story.
func begin(t *testing.T, term *tuitest.Terminal) {
	t.Helper()
	term.WaitText("New story")
	term.Press("n")
	term.WaitText("Your premise")
	for range 6 {
		term.Press("enter")
	}
	term.WaitText("This is chapter 1.", "3. Run")
	settle()
}

// told reads a story of the library.
func (s *stage) told(t *testing.T) *game.Story {
	t.Helper()
	entries, err := s.lib.List(t.Context())
	if err != nil || len(entries) == 0 {
		t.Fatalf("there are %d stories, %v", len(entries), err)
	}
	story, err := game.Load(t.Context(), s.lib, entries[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return story
}

func TestKeysAloneLeadFromTitleToEnding(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		for _, step := range []struct {
			keys []string
			sees string
		}{
			{[]string{"1"}, "This is chapter 2."},
			{[]string{"down", "enter"}, "This is chapter 3."},
			{[]string{"3"}, "This is chapter 4."},
			{[]string{"up", "enter"}, "This is chapter 5."},
			{[]string{"2"}, "This is chapter 6."},
			{[]string{"1"}, "This is chapter 7."},
			{[]string{"1"}, "The end: Out into the rain"},
		} {
			term.Press(step.keys...)
			term.WaitText(step.sees)
			settle()
		}
		term.Press("1")
		term.WaitText("The story ended here")
		leave(t, term)
		story := s.told(t)
		if n := len(story.Endings()); n != 1 {
			t.Errorf("%d endings, want 1", n)
		}
		for i, c := range story.Chapters() {
			if c.Picture.Hash == "" {
				t.Errorf("chapter %d has no picture", i+1)
			}
		}
		if want := []int{0, 1, 2, 3, 1, 2, 1, 1}; !equalChoices(story, want) {
			t.Errorf("other choices were taken than %v", want)
		}
	})
}

func equalChoices(story *game.Story, want []int) bool {
	for i, c := range story.Chapters() {
		if i >= len(want) || c.Taken.Choice != want[i] {
			return false
		}
	}
	return story.Len() == len(want)
}

func TestAnActionInOwnWordsIsTyped(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		term.Press("/")
		term.WaitText("what do you do?")
		term.Type("why 1 q? b/r")
		term.WaitText("› why 1 q? b/r")
		term.Press("esc")
		term.WaitText("/ why 1 q? b/r") // kept for later
		term.Press("/")
		term.Type("!")
		term.Press("enter")
		term.WaitText("You wanted: why 1 q? b/r!.")
		settle()
		if strings.Contains(term.Screen(), "/ why") {
			t.Error("the action is still offered after it was done")
		}
		leave(t, term)
	})
}

func TestBackRetellRepaintAndZoom(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.brand = tuitest.XTerm()
		term := s.start()
		begin(t, term)
		term.Press("b")
		term.WaitText("This is the beginning.")
		term.Press("1")
		term.WaitText("This is chapter 2.", "3. Run")
		settle()
		term.Press("b")
		term.WaitText("This is chapter 1.", "chapter 1 of")
		settle()
		term.Press("r")
		term.WaitText("told for the 2. time", "3. Run")
		settle()

		page, _ := term.Pixels()
		release := s.painter.hold()
		term.Press("p")
		term.WaitText("painting… ")
		if now, _ := term.Pixels(); now != page {
			t.Errorf("the picture at %v went to %v while another is painted", page, now)
		}
		paints := term.Paints()
		release()
		term.WaitFor("a new picture", func() bool { return term.Paints() > paints })

		term.Press("z")
		term.WaitFor("a large picture", func() bool { now, _ := term.Pixels(); return now.Dx() > page.Dx() })
		term.Press("q") // leaves the zoom, not the story
		term.WaitText("3. Run")
		settle()
		if now, n := term.Pixels(); now != page || n != page.Dx()*page.Dy() {
			t.Errorf("after the zoom there are %d pixels in %v, want %v", n, now, page)
		}
		leave(t, term)
		if story := s.told(t); story.Len() != 3 || len(story.Chapters()[2].Pictures) != 2 {
			t.Errorf("%d chapters, %d pictures of the last; want 3 and 2", story.Len(), len(story.Chapters()[2].Pictures))
		}
	})
}

func TestEscInMidStreamKeepsTheLastChapter(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		settle()
		s.teller.hold()
		term.Press("2")
		term.WaitText("This is chapter 2.", "esc stops")
		term.Press("3") // nothing to choose yet
		term.Press("esc")
		term.WaitText("Stopped.", "This is chapter 1.", "3. Run")
		settle()
		if story := s.told(t); story.Len() != 1 || story.Head != 1 {
			t.Errorf("the story stands at chapter %d of %d, want 1 of 1", story.Head, story.Len())
		}
		leave(t, term)
	})
}

func TestQuittingInMidStreamResumesAtTheSameChapter(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testing.T, *tuitest.Terminal){
		"q": leave,
		"ctrl+c": func(t *testing.T, term *tuitest.Terminal) {
			t.Helper()
			term.Press("ctrl+c")
			if err := term.Wait(); !errors.Is(err, tea.ErrInterrupted) {
				t.Errorf("the program ended with %v", err)
			}
		},
		"q and at once ctrl+c": func(t *testing.T, term *tuitest.Terminal) {
			t.Helper()
			term.Press("q", "ctrl+c")
			if err := term.Wait(); !errors.Is(err, tea.ErrInterrupted) {
				t.Errorf("the program ended with %v", err)
			}
		},
		"a lost connection": func(t *testing.T, term *tuitest.Terminal) {
			t.Helper()
			term.Hangup()
			if err := term.Wait(); !errors.Is(err, tea.ErrProgramKilled) {
				t.Errorf("the program ended with %v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				term := s.start()
				begin(t, term)
				term.Press("1")
				term.WaitText("This is chapter 2.", "3. Run")
				settle()
				release := s.teller.hold()
				term.Press("2")
				term.WaitText("This is chapter 3.")
				end(t, term)
				release()

				term = s.start()
				term.WaitText("Continue “The Clinic at Night”, chapter 2")
				term.Press("c")
				term.WaitText("This is chapter 2.", "chapter 2 of", "3. Run")
				settle()
				term.Press("2")
				term.WaitText("This is chapter 3.", "3. Run")
				settle()
				leave(t, term)
				if n := s.told(t).Len(); n != 3 {
					t.Errorf("%d chapters, want 3", n)
				}
			})
		})
	}
}

func TestAPictureStillInTheMakingIsPaintedAfterTheReturn(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		release := s.painter.hold()
		term := s.start()
		begin(t, term)
		term.WaitText("painting… ")
		leave(t, term)
		release()
		term = s.start()
		term.WaitText("Continue")
		term.Press("c")
		term.WaitText("▀▀▀▀")
		leave(t, term)
		if c := s.told(t).Chapters()[0]; c.Picture.Hash == "" {
			t.Error("the picture was not kept")
		}
	})
}

func TestAFullLibraryIsSaidAndNothingIsLost(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		settle()
		s.lib.FailWrites(errFull)
		term.Press("1")
		term.WaitText("Not saved yet", "This is chapter 2.", "3. Run")
		settle()
		s.lib.FailWrites(nil)
		term.Press("2")
		term.WaitText("Everything is saved again", "This is chapter 3.")
		settle()

		s.lib.FailWrites(errFull)
		term.Press("3")
		term.WaitText("This is chapter 4.", "Not saved yet")
		settle()
		term.Press("q")
		term.WaitText("Not everything could be saved", "library is full")
		if n := s.told(t).Len(); n != 3 {
			t.Errorf("%d chapters are saved, want 3", n)
		}
		term.Press("enter")
		term.WaitGone("Not everything")
		quit(t, term)
	})
}

func TestAnInterruptSaysWhatCouldNotBeSaved(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term := s.start()
		begin(t, term)
		settle()
		s.lib.FailWrites(errFull)
		term.Press("1")
		term.WaitText("This is chapter 2.", "3. Run")
		settle()
		term.Press("ctrl+c")
		if err := term.Wait(); !errors.Is(err, tea.ErrInterrupted) || !errors.Is(err, errFull) {
			t.Errorf("the program ended with %v, want an interrupt and a full library", err)
		}
	})
}

func TestAFailingStorytellerIsSaidAndMayBeAskedAgain(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		s.teller.fail = errors.New("the storyteller does not answer")
		s.cfg.Start.New = &game.Premise{}
		term := s.start()
		term.WaitText("the storyteller does not answer.", "enter begins the story")
		s.teller.mu.Lock()
		s.teller.fail = nil
		s.teller.mu.Unlock()
		settle()
		term.Press("enter")
		term.WaitText("This is chapter 1.", "3. Run")
		leave(t, term)
	})
}

// slowLibrary lets nobody have a story before it may.
type slowLibrary struct {
	game.Library
	may chan struct{}
}

func (l slowLibrary) Lease(ctx context.Context, id game.StoryID) (func() error, error) {
	<-l.may
	return l.Library.Lease(ctx, id)
}

func TestLeavingBeforeAStoryIsOpenLeavesItFree(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testing.T, *tuitest.Terminal, chan struct{}){
		"q": func(t *testing.T, term *tuitest.Terminal, may chan struct{}) {
			t.Helper()
			term.Press("q")
			settle()
			close(may)
			term.WaitText("Continue")
			quit(t, term)
		},
		"a lost connection": func(t *testing.T, term *tuitest.Terminal, may chan struct{}) {
			t.Helper()
			term.Hangup()
			close(may)
			if err := term.Wait(); !errors.Is(err, tea.ErrProgramKilled) {
				t.Errorf("the program ended with %v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				id := tell(t, s.lib, "The Clinic at Night", 2)
				may := make(chan struct{})
				s.cfg.Library = slowLibrary{s.lib, may}
				s.cfg.Start.Continue = id
				term := s.start()
				term.WaitText("Opening the story")
				settle() // the terminal has answered
				end(t, term, may)
				release, err := s.lib.Lease(t.Context(), id)
				if err != nil {
					t.Fatalf("the story is still held: %v", err)
				}
				if err := release(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
