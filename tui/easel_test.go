package tui

import (
	"image"
	"testing"

	tea "charm.land/bubbletea/v2"

	"journey/tui/picture"
)

// TestAnEaselDrawsForTheTerminalThatIsKnown: what was begun before anything was known of the
// terminal is drawn once more, also if it is done only after.
func TestAnEaselDrawsForTheTerminalThatIsKnown(t *testing.T) {
	t.Parallel()
	s := &session{ctx: t.Context(), cache: picture.NewScreen().Cache(), terminal: picture.Terminal{Protocol: picture.Blocks, Cell: picture.Size{W: 10, H: 20}}}
	e := &easel{s: s, box: picture.Size{W: 20, H: 10}}
	begun := e.put(sight{id: "x", size: image.Pt(200, 200), base: image.NewRGBA(image.Rect(0, 0, 200, 200))})
	if begun == nil {
		t.Fatal("nothing is drawn")
	}
	drawn := begun()
	s.terminal.Protocol = picture.Sixel
	var again tea.Cmd
	for _, msg := range []tea.Msg{terminalKnown{}, drawn} {
		if again != nil {
			t.Fatal("two are drawn at once")
		}
		again = e.update(msg)
	}
	if again == nil {
		t.Fatal("it is not drawn again")
	}
	half := e.exact.lines[0]
	if more := e.update(again()); more != nil || e.exact.lines[0] == half {
		t.Errorf("it is still in half blocks, and will be drawn again: %v", more != nil)
	}
}
