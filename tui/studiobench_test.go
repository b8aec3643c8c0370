package tui_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"journey/game"
	"journey/game/gametest"
	"journey/game/offline/pixel"
	"journey/tui"
	"journey/tui/picture"
)

// From a movement of the mouse, with the mask in hand and a large brush, to the frame
// that shows it.
func BenchmarkMaskStroke(b *testing.B) {
	data := scene(b, "a market square at night", 1536, 1024)
	for _, show := range []picture.Protocol{picture.Blocks, picture.Sixel} {
		b.Run(show.String(), func(b *testing.B) {
			painter := pixel.New()
			m := tui.New(b.Context(), tui.Config{
				Library: gametest.NewMemory(), Game: game.Config{Narrator: &teller{}, Painter: painter},
				Start:    tui.Start{Studio: &tui.File{Name: "square.png", Data: data}},
				Pictures: picture.Options{Forced: show, Wait: time.Hour},
			}, picture.NewScreen())
			defer m.Close()
			m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
			m.Update(uv.PrimaryDeviceAttributesEvent{62})
			drive(b, m, m.Init(), func() bool { return len(m.View().Content) > 30_000 })
			moved := func(msg tea.Msg) {
				before := m.View().Content
				_, cmd := m.Update(msg)
				drive(b, m, cmd, func() bool { return picturePart(m.View().Content) != picturePart(before) })
			}
			for _, key := range "m++" {
				moved(tea.KeyPressMsg{Code: key, Text: string(key)})
			}
			moved(tea.MouseClickMsg{X: 20, Y: 15, Button: tea.MouseLeft})
			for i := 0; b.Loop(); i++ {
				moved(tea.MouseMotionMsg{X: 21 + i%40, Y: 10 + i/40%10, Button: tea.MouseLeft})
			}
		})
	}
}

// picturePart is the lines of a view that the picture is on.
func picturePart(view string) string {
	lines := strings.Split(view, "\n")
	return strings.Join(lines[1:len(lines)-4], "\n")
}
