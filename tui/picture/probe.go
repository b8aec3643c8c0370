package picture

import (
	"context"
	"errors"
	"fmt"
	"os"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
)

// Probe asks a terminal that no Bubble Tea program holds what it can show: it puts
// tty in raw mode, asks as a [Detector] does, waits for the answers or for
// the wait of opts, and restores the mode. A terminal that does not answer is no
// error: half blocks are chosen. It blocks; nothing else may read from tty.
func Probe(ctx context.Context, tty *os.File, opts Options) (t Terminal, err error) {
	if w, h, sizeErr := term.GetSize(tty.Fd()); sizeErr == nil && opts.Grid.empty() {
		opts.Grid = Size{w, h}
		opts.Window = WindowPixels(tty)
	}
	d := NewDetector(opts)
	query := d.Query()
	if query == "" {
		d.Update(TimeoutMsg{})
		return d.Terminal(), nil
	}
	before, err := term.MakeRaw(tty.Fd())
	if err != nil {
		return d.Terminal(), fmt.Errorf("ask terminal: set raw mode: %w", err)
	}
	defer func() {
		if e := term.Restore(tty.Fd(), before); e != nil && err == nil {
			err = fmt.Errorf("ask terminal: restore mode: %w", e)
		}
	}()
	if _, err := tty.WriteString(query); err != nil {
		return d.Terminal(), fmt.Errorf("ask terminal: %w", err)
	}
	if err := d.listen(ctx, tty); err != nil {
		return d.Terminal(), fmt.Errorf("ask terminal: %w", err)
	}
	return d.Terminal(), nil
}

// listen feeds the detector with what comes from the terminal until it is done.
func (d *Detector) listen(ctx context.Context, tty *os.File) error {
	in, err := uv.NewCancelReader(tty)
	if err != nil {
		return err
	}
	wait, stop := context.WithTimeout(ctx, d.opts.Wait)
	defer stop()
	events := make(chan uv.Event)
	ended := make(chan struct{})
	var failed error // read after ended
	go func() {
		defer close(ended)
		failed = uv.NewTerminalReader(in, d.env("TERM")).StreamEvents(wait, events)
	}()
	for running := true; running; {
		select {
		case event := <-events:
			running = !d.Update(event)
		case <-ended:
			running = false
		case <-wait.Done():
			running = false
		}
	}
	stop()
	in.Cancel()
	<-ended
	if err := in.Close(); err != nil && failed == nil {
		failed = err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !d.done {
		d.Update(TimeoutMsg{})
	}
	if errors.Is(failed, context.Canceled) || errors.Is(failed, context.DeadlineExceeded) {
		return nil
	}
	return failed
}
