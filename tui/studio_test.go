package tui_test

import (
	"context"
	"image"
	"strings"
	"sync"
	"testing"

	"journey/game"
	"journey/game/offline/pixel"
	"journey/game/studio"
	"journey/tui"
	"journey/tui/tuitest"
)

// folder keeps the versions of a test in memory.
type folder struct {
	mu   sync.Mutex
	all  []game.Hash
	data map[game.Hash][]byte
	fail error
}

func (f *folder) set(fail error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fail = fail
}

func (f *folder) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.all)
}

func (f *folder) Put(_ context.Context, data []byte) (game.Hash, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return "", f.fail
	}
	h := game.HashOf(data)
	if f.data == nil {
		f.data = map[game.Hash][]byte{}
	}
	if f.data[h] == nil {
		f.all = append(f.all, h)
	}
	f.data[h] = data
	return h, nil
}

func (f *folder) Get(_ context.Context, h game.Hash) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.data[h] == nil {
		return nil, game.ErrNotFound
	}
	return f.data[h], nil
}

func (f *folder) Head(ctx context.Context, h game.Hash) ([]byte, error) { return f.Get(ctx, h) }

func (f *folder) List(context.Context) ([]game.Hash, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.all, nil
}

// newest is the version that was kept last.
func (f *folder) newest(t *testing.T) studio.Version {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.all) == 0 {
		t.Fatal("nothing was kept")
	}
	v, err := studio.Open(f.data[f.all[len(f.all)-1]])
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// scene is a scene of the offline painter.
func scene(tb testing.TB, prompt string, w, h int) []byte {
	tb.Helper()
	vs, err := studio.New(studio.Config{Painter: pixel.New()}).Generate(tb.Context(), studio.Wish{Prompt: prompt, Size: game.PictureSize{W: w, H: h}}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return vs[0].Data
}

// atWork waits until there is something to work on.
func (s *stage) atWork() (*tuitest.Terminal, *folder) {
	s.t.Helper()
	term, kept := s.inStudio()
	term.WaitText("square.png", "256×256", "m mask")
	settle()
	return term, kept
}

// inStudio opens the studio with a square picture and the offline painter.
func (s *stage) inStudio() (*tuitest.Terminal, *folder) {
	s.t.Helper()
	kept := &folder{}
	painter := pixel.New()
	s.cfg.Game.Painter, s.cfg.Describer, s.cfg.Versions = painter, painter, kept
	if s.brush != nil {
		s.cfg.Game.Painter = s.brush
	}
	s.cfg.Game.PictureSize = game.PictureSize{W: 288, H: 192}
	s.cfg.Start.Studio = &tui.File{}
	if !s.begins {
		s.cfg.Start.Studio = &tui.File{Name: "square.png", Data: scene(s.t, "a market square at night", 256, 256)}
	}
	return s.start(), kept
}

// canvasOn is where the picture is on screen.
func canvasOn(t *testing.T, term *tuitest.Terminal) image.Rectangle {
	t.Helper()
	var r image.Rectangle
	for y, line := range strings.Split(strings.Map(half, term.Screen()), "\n") {
		for x, c := range []rune(line) {
			if c == '▀' || c == '█' {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if r.Empty() {
		t.Fatalf("there is no picture:\n%s", term.Screen())
	}
	return r
}

func TestAMaskIsPaintedByKeysAndByTheMouse(t *testing.T) {
	t.Parallel()
	for name, draw := range map[string]func(*testing.T, *tuitest.Terminal){
		"keys": func(_ *testing.T, term *tuitest.Terminal) {
			term.Press("space", "right", "right", "shift+right", "space")
		},
		"mouse": func(t *testing.T, term *tuitest.Terminal) {
			t.Helper()
			mid := canvasOn(t, term)
			at := mid.Min.Add(mid.Max).Div(2)
			term.Drag(at, at.Add(image.Pt(3, 0)), at.Add(image.Pt(10, 0)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(s *stage) {
				t := s.t
				term, kept := s.atWork()
				before := kept.newest(t)
				term.Press("m")
				term.WaitText("Mark what may change", "enter paint it")
				term.Press("enter")
				term.WaitText("Nothing is marked yet")
				draw(t, term)
				settle()
				term.Press("enter")
				term.WaitText("What does the whole picture show then?")
				term.Type("a skull in a square")
				term.Press("enter")
				term.WaitText("Done in", "edited: a skull")
				settle()
				got := kept.newest(t)
				if got.Op != studio.OpEdit || got.Parent != before.Hash || got.Prompt != "a skull in a square" {
					t.Errorf("made %s of %s from %q", got.Op, got.Parent, got.Prompt)
				}
				old, fresh := pixelsOf(t, before.Data), pixelsOf(t, got.Data)
				where := differing(old, fresh)
				if where.Empty() || where.Min.Y < 100 || where.Max.Y > 156 || where.Min.X < 100 {
					t.Errorf("changed %v of the picture", where)
				}
				term.Press("esc")
				if err := term.Wait(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
