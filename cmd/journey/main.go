// Command journey plays illustrated stories in the terminal.
//
// The program's voice: one plain sentence about what happened, then what to do
// next. Errors go to stderr, stories to stdout, and the exit code is 0 when all
// went well, 1 when it did not, 2 when the command line was wrong, and 130 when
// the player cancelled.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"charm.land/fang/v2"

	"journey/game"
)

// The exit codes.
const (
	exitDone      = 0
	exitFailed    = 1
	exitUsage     = 2
	exitCancelled = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, in, out *os.File, errOut io.Writer) int {
	p := &program{in: in, out: out, err: errOut, env: os.Getenv}
	root := p.command()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := fang.Execute(ctx, root,
		fang.WithVersion(version()),
		fang.WithErrorHandler(func(w io.Writer, _ fang.Styles, err error) { say(w, err) }),
	)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled), errors.Is(err, tea.ErrInterrupted):
		return exitCancelled
	case errors.As(err, new(usage)):
		return exitUsage
	}
	return exitFailed
}

// usage is an error of the command line, with the next step in its words.
type usage struct{ error }

func usagef(format string, args ...any) error { return usage{fmt.Errorf(format, args...)} }

// hinted is an error with what to do next.
type hinted struct {
	error
	hint string
}

// Unwrap lets the cause be asked for.
func (h hinted) Unwrap() error { return h.error }

// say prints an error for the player: a sentence, and a next step where there is
// one. A player who cancelled knows.
func say(w io.Writer, err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, tea.ErrInterrupted) {
		return
	}
	text := "journey: " + game.Plain(err)
	var h hinted
	switch {
	case errors.As(err, &h):
		text += "\n" + h.hint
	case errors.As(err, new(usage)):
		text += "\nSee journey --help."
	}
	fmt.Fprintln(w, text)
}
