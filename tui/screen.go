package tui

import (
	"context"
	"errors"
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
	// View draws the screen: exactly h lines of at most w cells.
	View(w, h int) string
}

// typing is implemented by screens that may be taking text, so that letters do
// not act as keys of the program.
type typing interface{ Typing() bool }

// interruptible is implemented by screens that may be at work that ctrl+c stops
// before it ends the program.
type interruptible interface{ interrupt() bool }

// A session is what the screens of one program share.
type session struct {
	ctx      context.Context // the program's life; commands derive from it
	tasks    context.Context // ends as soon as the program is left
	endTasks context.CancelFunc
	cfg      Config
	theme    theme.Theme
	terminal picture.Terminal
	width    int
	height   int
	cache    *picture.Cache
	thumbs   *thumbnails
	// hideCosts keeps what things cost from the screens.
	hideCosts bool

	mu     sync.Mutex
	closed bool
	work   sync.WaitGroup             // journeys being opened or closed
	held   map[*game.Journey]struct{} // what is being played
	lost   map[*game.Journey]error    // what could not be saved, until the player was told
}

// rows is the height of a screen: the line of help is not its business, where
// there is one.
func (s *session) rows() int {
	if s.height < leastHelp {
		return s.height
	}
	return s.height - 1
}

// start reports whether there is still time for work, and if so takes part in
// what closeAll waits for.
func (s *session) start() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.work.Add(1)
	return true
}

// open opens a journey and keeps track of it, so that leaving the program in any
// way saves and closes it.
func (s *session) open(open func(context.Context) (*game.Journey, error)) (*game.Journey, error) {
	if !s.start() {
		return nil, game.ErrClosed
	}
	defer s.work.Done()
	j, err := open(s.ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[j] = struct{}{}
	return j, nil
}

// close saves and closes one journey. Its error is closeAll's too, unless told is
// called.
func (s *session) close(j *game.Journey) error {
	if !s.start() {
		return nil // closeAll does it
	}
	defer s.work.Done()
	err := j.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.held, j)
	if err != nil {
		s.lost[j] = err
	}
	return err
}

// told notes that the player learns of what could not be saved.
func (s *session) told(j *game.Journey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.lost, j)
}

// closeAll saves and closes all that is being played, also what is only just being
// opened or closed. Other work is stopped, and waited for.
func (s *session) closeAll() error {
	s.endTasks()
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.work.Wait()
	var errs []error
	for j := range s.held {
		errs = append(errs, j.Close())
	}
	clear(s.held)
	for _, err := range s.lost {
		errs = append(errs, err)
	}
	clear(s.lost)
	return errors.Join(errs...)
}

func (s *session) gameConfig() game.Config {
	cfg := s.cfg.Game
	cfg.Library = s.cfg.Library
	return cfg
}
