package tui

import (
	"context"
	"errors"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"journey/tui/picture"
)

// Run plays in the terminal of in and out until the player quits or ctx is done.
// What is being played is saved and closed in any case; the error says what could
// not be saved, or wraps [tea.ErrInterrupted] when the player pressed ctrl+c.
func Run(ctx context.Context, cfg Config, in, out *os.File) (err error) {
	if w, h, sizeErr := term.GetSize(out.Fd()); sizeErr == nil && cfg.Pictures.Window == (picture.Size{}) {
		cfg.Pictures.Window, cfg.Pictures.Grid = picture.WindowPixels(out), picture.Size{W: w, H: h}
	}
	screen := picture.NewScreen()
	m := New(ctx, cfg, screen)
	defer func() { err = errors.Join(err, m.Close()) }()
	program := tea.NewProgram(m, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(screen.File(out)))
	if _, err := program.Run(); err != nil {
		return errors.Join(fmt.Errorf("play in the terminal: %w", err), screen.Close())
	}
	return nil
}
