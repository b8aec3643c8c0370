package picture

import (
	"fmt"
	"io"
	"sync"

	"github.com/charmbracelet/x/term"
)

// Screen joins the View of one program to its output, so that pictures appear
// where the View has their cells. Frame runs on the event loop, the output on the
// goroutine that flushes frames.
type Screen struct {
	cache *Cache

	writing sync.Mutex // held while bytes go out, so that nothing comes between them
	out     io.Writer
	buf     []byte // the composed write
	body    []byte // the frame without markers
	rest    []byte // a marker cut off by the end of a write

	mu       sync.Mutex // guards all that follows; never held while writing
	view     string     // given to Frame
	frame    string     // what Frame made of it
	scratch  []byte
	wanted   []placement     // the pictures of the latest frame
	shown    map[place]*spot // the pictures in the terminal
	uploaded map[int]string  // kitty: the image behind each number
	dirty    map[place]*spot // pictures whose cells this write has written
	placed   map[string]bool // kitty: ids whose cells this write has written
	alt      bool            // the alternate screen is on
	clusters bool            // the terminal measures text by grapheme cluster
	tmux     bool            // kitty commands have to pass through tmux
}

// place is where a picture stands. The column or the row is negative when a part
// of the picture is out of view.
type place struct {
	id       string
	col, row int
}

// placement is a picture in a frame.
type placement struct {
	place
	r       *Rendered
	visible grid
}

// spot is a picture in the terminal.
type spot struct {
	r       *Rendered
	written grid // cells that were written since the terminal was cleared
	visible grid // cells that are not covered by text
	painted bool
}

// NewScreen returns a screen with no pictures and a cache of its own.
func NewScreen() *Screen {
	return &Screen{
		cache:    NewCache(cacheLimit),
		shown:    map[place]*spot{},
		uploaded: map[int]string{},
		dirty:    map[place]*spot{},
		placed:   map[string]bool{},
	}
}

// Cache returns the cache whose pictures this screen can show.
func (s *Screen) Cache() *Cache { return s.cache }

// Output returns the writer to hand to tea.WithOutput when the program is not on
// a local terminal. All output of the program has to go through it.
func (s *Screen) Output(w io.Writer) io.Writer {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.out = w
	return output{s, w}
}

type output struct {
	s *Screen
	w io.Writer
}

func (o output) Write(p []byte) (int, error) { return o.s.write(o.w, p) }

// File is [Screen.Output] for a local terminal: Bubble Tea still finds its size and
// learns of changes.
func (s *Screen) File(f term.File) term.File { return file{f, s.Output(f)} }

type file struct {
	term.File
	out io.Writer
}

func (f file) Write(p []byte) (int, error) { return f.out.Write(p) }

// Reset forgets what the terminal shows. Bubble Tea re-enters the alternate screen
// after a suspension, which the output notices by itself; call Reset when something
// else has drawn on the terminal, together with tea.ClearScreen.
func (s *Screen) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forget()
}

func (s *Screen) forget() {
	clear(s.shown)
	clear(s.uploaded)
}

// Close removes what is left of pictures in the terminal. The output does so by
// itself when a program leaves the alternate screen; Close is for one that was killed.
func (s *Screen) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	last := s.leave(nil)
	s.mu.Unlock()
	if len(last) == 0 || s.out == nil {
		return nil
	}
	if _, err := s.out.Write(last); err != nil {
		return fmt.Errorf("remove pictures: %w", err)
	}
	return nil
}
