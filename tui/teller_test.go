package tui_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"sync"
	"testing"

	"journey/game"
)

// teller tells a fixed story of two or three choices a chapter that ends where it
// must. While held it stops after the first paragraph of a chapter.
type teller struct {
	mu     sync.Mutex
	held   chan struct{}
	fail   error
	cut    error // breaks the chapters off after their first paragraph
	change func(*game.Chapter)
}

// breakOff makes the next chapters break off with err; nil lets them come whole.
func (t *teller) breakOff(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cut = err
}

func (t *teller) cutBy() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cut
}

// hold makes the next chapters wait in mid-prose until the returned function is called.
func (t *teller) hold() (release func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	gate := make(chan struct{})
	t.held = gate
	return sync.OnceFunc(func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.held = nil
		close(gate)
	})
}

func (t *teller) state() (held chan struct{}, change func(*game.Chapter), fail error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.held, t.change, t.fail
}

// Narrate implements game.Narrator.
func (t *teller) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	held, change, fail := t.state()
	if fail != nil {
		return game.Chapter{}, fail
	}
	n := b.Arc.Number
	c := game.Chapter{
		Title: []string{"The Clinic at Night", "A Door of Steel", "Rain on Neon", "What Ada Heard"}[(n-1)%4],
		Scene: game.Scene{
			Place: "clinic", Present: []string{"Ada"},
			Alt: "A clinic under green light; Ada bends over a steel table, and rain runs down the window.",
		},
		Choices: []game.Choice{
			{Text: "Open the steel door and step into the corridor where the light hums"},
			{Text: "Ask Ada what she heard"},
			{Text: "Run"},
		},
		Summary: "Something hums.",
		Teller:  "test",
		Memo:    []byte("{}"), // it is to tell much the same each time
	}
	first := fmt.Sprintf("This is chapter %d. The rain has been at the window since noon, and the machine in the corner has not stopped humming.", n)
	if b.Taken.Text != "" {
		first += fmt.Sprintf(" You wanted: %s.", b.Taken.Text)
	}
	if b.Retelling > 0 {
		first += fmt.Sprintf(" It is told for the %d. time.", b.Retelling+1)
	}
	rest := "\n\nAda looks up from the table. “You are early,” she says, and wipes her hands on a cloth that was white once. " +
		"Behind her the green light of the monitor draws a line that is nobody’s heart.\n\n" +
		"You could stay. Nobody would ask. But the door at the end of the corridor is open a hand’s width, and it was never open before."
	if b.Arc.MustEnd() {
		c.Choices, c.Ending = nil, &game.Ending{Kind: "escape", Name: "Out into the rain"}
	}
	c.Prose = first + rest
	if change != nil {
		change(&c)
	}
	emit(game.Piece{Title: c.Title, Scene: &c.Scene})
	if c.Prose != first+rest {
		first, rest = c.Prose, ""
	}
	emit(game.Piece{Prose: first})
	if held != nil {
		select {
		case <-held:
		case <-ctx.Done():
			return game.Chapter{}, ctx.Err()
		}
	}
	if err := t.cutBy(); err != nil {
		return game.Chapter{}, err
	}
	emit(game.Piece{Prose: rest})
	return c, nil
}

// painter paints a sunset, a little different for each seed. While held it paints
// nothing.
type painter struct {
	preview bool

	mu   sync.Mutex
	held chan struct{}
	fail error
}

func (p *painter) hold() (release func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	gate := make(chan struct{})
	p.held = gate
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.held = nil
		close(gate)
	})
}

func (p *painter) state() (chan struct{}, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.held, p.fail
}

// Paint implements game.Painter.
func (p *painter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	held, fail := p.state()
	if p.preview {
		progress(game.Picture{Data: sunset(5), Partial: true})
	}
	if held != nil {
		select {
		case <-held:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if fail != nil {
		return nil, fail
	}
	return []game.Picture{{Data: sunset(int(r.Seed)), Painter: "test"}}, nil
}

func sunset(seed int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 96, 64))
	for y := range 64 {
		for x := range 96 {
			img.SetNRGBA(x, y, color.NRGBA{uint8(255 - 3*y), uint8(2*x + 40*seed), uint8(4 * y), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a small picture in memory always encodes
	}
	return b.Bytes()
}

// tell adds n chapters to a new story of the library, each by the first choice,
// without pictures.
func tell(tb testing.TB, lib game.Library, title string, n int) game.StoryID {
	tb.Helper()
	id, err := lib.Create(tb.Context(), game.StoryStarted{Title: title, Premise: game.Premise{World: "biomachines", Length: game.Short}})
	if err != nil {
		tb.Fatal(err)
	}
	s, err := game.Load(tb.Context(), lib, id)
	if err != nil {
		tb.Fatal(err)
	}
	for i := range n {
		var taken game.Taken
		if c, ok := s.Current(); ok {
			taken = game.Taken{Choice: 1, Text: c.Choices[0].Text}
		}
		c, err := (&teller{}).Narrate(tb.Context(), game.NewBrief(s, s.Head, taken), func(game.Piece) {})
		if err != nil {
			tb.Fatal(err)
		}
		c.ID, c.Parent, c.Taken = s.NextID(), s.Head, taken
		if _, err := lib.Append(tb.Context(), id, uint64(i+1), game.ChapterTold{Chapter: c}); err != nil {
			tb.Fatal(err)
		}
		if s, err = game.Load(tb.Context(), lib, id); err != nil {
			tb.Fatal(err)
		}
	}
	return id
}

var errFull = errors.New("the library is full")
