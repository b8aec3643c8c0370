package game_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// A sailor plays a story at random through a storm. What was told stays in kept.
type sailor struct {
	t     *testing.T
	dice  *rand.Rand
	storm *gametest.Storm
	lib   *gametest.Memory
	cfg   game.Config
	j     *game.Journey
	kept  map[game.ChapterID]game.Chapter
	log   []string
}

// TestStormsLoseNothing plays whole games in which everything fails at random: no
// panic, no hang, no chapter that was told and is gone, no place from which the
// player cannot go on. A goroutine left behind blocks the end of its bubble.
func TestStormsLoseNothing(t *testing.T) {
	t.Parallel()
	seeds := uint64(60)
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { sail(t, seed) })
		})
	}
}

func sail(t *testing.T, seed uint64) {
	t.Helper()
	storm, lib := gametest.NewStorm(seed), gametest.NewMemory()
	s := &sailor{t: t, dice: rand.New(rand.NewPCG(seed, 9)), storm: storm, lib: lib, kept: map[game.ChapterID]game.Chapter{}}
	s.cfg = game.Config{Library: storm.Library(lib), Narrator: storm, Painter: storm}
	if seed%2 == 0 {
		s.cfg.Prefetch = game.Prefetch{Chapters: 3, AtOnce: 1 + int(seed%3), Pictures: seed%4 == 0}
	}
	if seed%3 == 0 {
		s.cfg.SpareNarrator, s.cfg.SparePainter = &script{}, &brush{name: "offline"}
	}
	j, err := game.Start(t.Context(), s.cfg, game.StoryStarted{Premise: game.Premise{World: "storm"}})
	if err != nil {
		t.Fatal(err)
	}
	s.j = j
	for range 60 {
		s.step()
		if t.Failed() {
			t.Fatalf("after %q", s.log)
		}
	}
	s.harbour()
}

// step does something, sensible or not, and lives through what comes of it.
func (s *sailor) step() {
	story := s.j.Story()
	cur, _ := story.Current()
	var err error
	what := s.dice.IntN(14)
	s.log = append(s.log, fmt.Sprint(what))
	switch what {
	case 0:
		err = s.j.Act("sing to the waves")
	case 1, 2:
		err = s.j.Retell()
	case 3:
		err = s.j.GoTo(game.ChapterID(s.dice.IntN(story.Len() + 2)))
	case 4:
		err = s.j.Spare()
	case 5:
		err = s.j.Repaint()
		if err == nil {
			return
		}
	case 6:
		s.reopen()
		return
	case 7:
		time.Sleep(time.Duration(s.dice.IntN(1000)) * time.Millisecond)
		return
	case 8:
		s.j.Cancel()
		return
	default:
		if len(cur.Choices) == 0 {
			err = s.j.Begin()
		} else {
			err = s.j.Choose(1 + s.dice.IntN(len(cur.Choices)))
		}
	}
	switch {
	case err == nil:
		s.hear(s.dice.IntN(4) == 0)
	case errors.Is(err, game.ErrNoChoice), errors.Is(err, game.ErrEnded):
	default:
		s.t.Errorf("step %d was refused: %v", what, err)
	}
}

// hear reads what a turn tells up to its end, and cancels it when asked, or when it
// takes hours.
func (s *sailor) hear(impatient bool) {
	s.t.Helper()
	patience := 3 * time.Hour
	if impatient {
		patience = time.Duration(s.dice.IntN(400)) * time.Millisecond
	}
	for cancelled := false; ; {
		select {
		case u, ok := <-s.j.Updates():
			if !ok {
				s.t.Error("the updates ended in mid-turn")
				return
			}
			if s.over(u) {
				return
			}
		case <-time.After(patience):
			if cancelled {
				s.t.Error("a cancelled turn does not end")
				return
			}
			cancelled, patience = true, time.Minute
			s.j.Cancel()
		}
	}
}

// over reports whether the update ends a turn, and checks what it says.
func (s *sailor) over(u game.Update) bool {
	switch u := u.(type) {
	case game.Told:
		c := u.Chapter
		if c.Prose == "" || c.Ending == nil && len(c.Choices) < game.MinChoices {
			s.t.Errorf("told %+v, from which nobody can go on", c)
		}
		if was, ok := s.kept[c.ID]; ok {
			s.t.Errorf("chapter %d was told as %+v before", c.ID, was)
		}
		s.kept[c.ID] = c
	case game.Broken:
		if off := s.j.Story().Broken; off == nil || u.Off.Prose == "" {
			s.t.Errorf("broke off %+v, the story has %+v", u.Off, off)
		}
	case game.Failed:
		if errors.Is(u.Err, game.ErrDamaged) {
			s.t.Errorf("two chapters came at once: %v", u.Err)
		}
	case game.Moved, game.Stopped:
	default:
		return false
	}
	return true
}

// reopen closes the story at any moment and opens it again. The disk has room then.
func (s *sailor) reopen() {
	s.t.Helper()
	s.storm.Calm(true)
	if err := s.j.Close(); err != nil {
		s.t.Errorf("close: %v", err)
	}
	s.check(s.j.Story())
	j, err := game.Open(s.t.Context(), s.cfg, s.j.Story().ID)
	if err != nil {
		s.t.Fatal(err)
	}
	s.check(j.Story())
	s.j = j
	s.storm.Calm(false)
}

// check looks whether the story and the library have all that was told.
func (s *sailor) check(story *game.Story) {
	s.t.Helper()
	saved, err := game.Load(s.t.Context(), s.lib, story.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	for id, c := range s.kept {
		got, _ := saved.Chapter(id)
		if got.Prose != c.Prose || got.Taken != c.Taken || saved.Unread(id) {
			s.t.Errorf("chapter %d is %+v, told as %+v", id, got, c)
		}
	}
	for _, c := range saved.Chapters() {
		for _, id := range saved.Children(c.Parent) {
			if other, _ := saved.Chapter(id); saved.Unread(c.ID) && id != c.ID && other.Taken == c.Taken {
				s.t.Errorf("chapter %d was told ahead for the way of chapter %d", c.ID, id)
			}
		}
	}
	if saved.Seq != story.Seq || saved.Head != story.Head || !reflect.DeepEqual(saved.Chapters(), story.Chapters()) {
		s.t.Errorf("saved: %d events, head %d of %d; played: %d, %d of %d", saved.Seq, saved.Head, saved.Len(), story.Seq, story.Head, story.Len())
	}
}

// harbour ends the storm: from wherever the story stands it can be told to an end.
func (s *sailor) harbour() {
	s.t.Helper()
	s.reopen()
	s.storm.Calm(true)
	for range 20 {
		cur, ok := s.j.Story().Current()
		switch {
		case cur.Ending != nil:
			if err := s.j.Close(); err != nil {
				s.t.Errorf("close: %v", err)
			}
			s.check(s.j.Story())
			return
		case !ok:
			err := s.j.Begin()
			if err != nil {
				s.t.Fatal(err)
			}
		default:
			if err := s.j.Choose(1); err != nil {
				s.t.Fatal(err)
			}
		}
		s.hear(false)
	}
	s.t.Error("no ending was reached in calm weather")
}
