package picture

import (
	"fmt"
	"io"
	"sync"

	"github.com/charmbracelet/x/term"
)

// Screen joins the View of one program to its output, so that pictures appear
// where the View has their cells. Frame runs on the event loop, the output on the
// goroutine that flushes frames. What a slow terminal cannot take at once is sent by
// a goroutine of the Screen, which ends when all is sent or the program leaves the
// alternate screen.
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
	marked   bool            // frames name their layouts
	layouts  layouts         // of the latest frames
	now      layout          // of the frame in the terminal
	before   layout          // of the frame before it
	shown    map[place]*spot // the pictures in the terminal
	uploaded map[int]string  // kitty: the image behind each number
	coming   *transfer       // kitty: the image under way
	nudges   nudging         // kitty: when to make it draw once more
	left     bool            // the terminal shows what the frame has no longer, and text does not erase it
	dirty    map[place]*spot // pictures whose cells this write has written
	alt      bool            // the alternate screen is on
	sync     bool            // the terminal knows synchronized output
	clusters bool            // the terminal measures text by grapheme cluster
	tmux     bool            // kitty commands have to pass through tmux
	unrest   unrest          // while tmux may redraw instead of passing them
	line     *line           // how full the way to the terminal is; nil when nobody hears it answer
	sender   *sender         // sends what is left to paint; nil when there is none
}

// spot is a picture in the terminal. Its cells that are not covered by text are in
// one of three states: blank, inked with what is not the picture itself but may stay
// until it comes, or done.
type spot struct {
	r    *Rendered
	ink  grid // neither blank nor covered
	todo grid // still to paint
}

func newSpot(r *Rendered) *spot {
	s := &spot{r: r}
	s.ink.reset(r.Cells)
	s.todo.reset(r.Cells)
	return s
}

// again has all that is visible of the picture painted anew.
func (s *spot) again(p *placement) {
	clear(s.ink.on)
	s.todo.copy(p.visible)
}

// NewScreen returns a screen with no pictures and a cache of its own.
func NewScreen() *Screen {
	return &Screen{
		cache:    NewCache(cacheLimit),
		shown:    map[place]*spot{},
		uploaded: map[int]string{},
		dirty:    map[place]*spot{},
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
	coming := s.coming
	s.forget()
	if coming != nil { // kitty takes no other image before the end of this one
		clear(coming.ink.on)
		s.coming = coming
	}
}

// Focus sends pictures again that the terminal may lack: call it for each
// tea.FocusMsg. Tmux passes nothing on while its player looks at another window, and a
// terminal that is attached to it later has no pictures. Elsewhere Focus does nothing.
func (s *Screen) Focus() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.alt || !s.tmux || s.line == nil || s.out == nil {
		return
	}
	for number := range s.uploaded {
		s.uploaded[number] = "" // to be deleted still
	}
	s.unrest.begin() // tmux redraws its window
	s.uploadNext()
	s.resume(s.out)
}

func (s *Screen) forget() {
	clear(s.shown)
	clear(s.uploaded)
	s.coming, s.left, s.nudges = nil, false, nudging{}
}

// Close removes what is left of pictures in the terminal, and waits until nothing is
// sent any more. The output does so by itself when a program leaves the alternate
// screen; Close is for one that was killed.
func (s *Screen) Close() error {
	s.halt()
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
