package tui_test

import (
	"errors"
	"sync"
	"testing"

	"journey/game"
	"journey/tui"
	"journey/tui/tuitest"
)

// smalls keeps thumbnails in memory, and counts.
type smalls struct {
	mu   sync.Mutex
	kept map[game.Hash][]byte
	puts int
}

var _ tui.Thumbnails = (*smalls)(nil)

func (s *smalls) Thumbnail(h game.Hash) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if data, ok := s.kept[h]; ok {
		return data, nil
	}
	return nil, game.ErrNotFound
}

func (s *smalls) KeepThumbnail(h game.Hash, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.puts++
	s.kept[h] = data
	return errors.New("it says that it did not")
}

func (s *smalls) all() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.puts
}

// Thumbnails are made once, kept from one start of the program to the next, and made
// anew where what was kept is broken or is no thumbnail.
func TestThumbnailsAreMadeOnceAndAnewWhenBroken(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		thumbs := &smalls{kept: map[game.Hash][]byte{}}
		s.cfg.Thumbnails = thumbs
		s.brand = tuitest.XTerm()
		term := visit(s)
		look := func() {
			t.Helper()
			settle()
			term.WaitText("✗ damaged · 2 A Door", "✗ missing · 3 Rain on", "▓▓▓▓")
			if p := term.Problems(); len(p) > 0 {
				t.Error(p)
			}
			term.Press("esc")
			leave(t, term)
		}
		look()
		made := thumbs.all()
		if made != 10 {
			t.Errorf("made %d thumbnails, want one for each of 10 pictures", made)
		}
		again := func() {
			t.Helper()
			term = s.start()
			term.WaitText("This is chapter 6.")
			settle()
			term.Press("g")
			look()
		}
		again()
		if n := thumbs.all(); n != made {
			t.Errorf("made %d thumbnails again", n-made)
		}
		broken := 0
		for h, data := range thumbs.kept {
			switch broken++; broken {
			case 1:
				thumbs.kept[h] = data[:len(data)/2]
			case 2:
				thumbs.kept[h] = nil
			case 3:
				thumbs.kept[h] = sunset(1) // a PNG
			case 4:
				thumbs.kept[h] = bomb(30_000)
			}
		}
		again()
		if n := thumbs.all() - made; n != 4 {
			t.Errorf("made %d thumbnails anew, want 4", n)
		}
	})
}
