package tui

import (
	"context"
	"sync"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/picture"
	"journey/tui/theme"
)

// A screen is what the player sees at one time. Update returns the screen to go
// on with: itself, or another.
type screen interface {
	help.KeyMap
	Init() tea.Cmd
	Update(msg tea.Msg) (screen, tea.Cmd)
	// View draws the screen in w x h cells; the line of help is not its business.
	View(w, h int) string
}

// typing is implemented by screens that may be taking text, so that letters do
// not act as keys of the program.
type typing interface{ Typing() bool }

// A session is what the screens of one program share.
type session struct {
	ctx      context.Context //nolint:containedctx // the program's life; commands derive from it
	cfg      Config
	theme    theme.Theme
	terminal picture.Terminal
	detected bool
	width    int
	height   int
	cache    *picture.Cache

	mu   sync.Mutex
	open map[*game.Journey]struct{}
}

// hold keeps track of an open journey, so that leaving the program in any way
// saves and closes it.
func (s *session) hold(j *game.Journey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[j] = struct{}{}
}

// close saves and closes one journey.
func (s *session) close(j *game.Journey) error {
	s.mu.Lock()
	delete(s.open, j)
	s.mu.Unlock()
	return j.Close()
}

func (s *session) closeAll() []error {
	s.mu.Lock()
	open := s.open
	s.open = map[*game.Journey]struct{}{}
	s.mu.Unlock()
	var errs []error
	for j := range open {
		if err := j.Close(); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

func (s *session) gameConfig() game.Config {
	cfg := s.cfg.Game
	cfg.Library = s.cfg.Library
	return cfg
}
