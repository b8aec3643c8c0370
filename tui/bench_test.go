package tui_test

import (
	"context"
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"journey/game"
	"journey/game/gametest"
	"journey/tui"
	"journey/tui/picture"
)

// drive runs commands to their end, feeding the model with what they return,
// until nothing is left to run or enough is seen.
func drive(b *testing.B, m tea.Model, cmd tea.Cmd, enough func() bool) {
	b.Helper()
	msgs := make(chan tea.Msg)
	stop := make(chan struct{})
	defer close(stop)
	run := func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		go func() {
			select {
			case msgs <- cmd():
			case <-stop:
			}
		}()
	}
	run(cmd)
	for !enough() {
		msg := <-msgs
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, one := range batch {
				run(one)
			}
			continue
		}
		_, next := m.Update(msg)
		run(next)
	}
}

func BenchmarkPlayView(b *testing.B) {
	for _, show := range []picture.Protocol{picture.Blocks, picture.Sixel} {
		b.Run(show.String(), func(b *testing.B) {
			teller := &teller{}
			cfg := tui.Config{
				Library: gametest.NewMemory(), Game: game.Config{Narrator: teller, Painter: &painter{}},
				Start: tui.Start{New: &game.Premise{}}, Pictures: picture.Options{Forced: show, Wait: time.Hour},
			}
			m := tui.New(b.Context(), cfg, picture.NewScreen())
			defer m.Close()
			m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
			m.Update(uv.PrimaryDeviceAttributesEvent{62})
			drive(b, m, m.Init(), func() bool { return len(m.View().Content) > 30_000 })
			b.Run("unchanged", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m.View()
				}
			})
			b.Run("selection", func(b *testing.B) {
				b.ReportAllocs()
				keys := []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: tea.KeyUp}}
				for i := 0; b.Loop(); i++ {
					m.Update(keys[i%2])
					m.View()
				}
			})
		})
	}
}

// From New to the first bytes of the title screen.
func BenchmarkFirstFrame(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ctx, stop := context.WithCancel(b.Context())
		screen := picture.NewScreen()
		first := &firstWrite{seen: make(chan struct{})}
		m := tui.New(ctx, tui.Config{Library: gametest.NewMemory()}, screen)
		p := tea.NewProgram(m, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(screen.Output(first)),
			tea.WithWindowSize(120, 40), tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignalHandler())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			if _, err := p.Run(); err != nil {
				b.Error(err)
			}
		}()
		<-first.seen
		b.StopTimer()
		p.Quit()
		<-ended
		stop()
		m.Close()
		b.StartTimer()
	}
}

// firstWrite tells of the first write that is more than control sequences.
type firstWrite struct {
	seen chan struct{}
	n    int
}

func (f *firstWrite) Write(p []byte) (int, error) {
	if f.n < 1000 {
		if f.n += len(p); f.n >= 1000 {
			close(f.seen)
		}
	}
	return io.Discard.Write(p)
}
