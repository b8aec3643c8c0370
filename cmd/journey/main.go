// Command journey plays illustrated stories in the terminal.
//
// The program's voice: one plain sentence about what happened, then what to do
// next. Errors go to stderr, stories to stdout, and the exit code is 0 when all
// went well, 1 when it did not, 2 when the command line was wrong, and 130 when
// the player cancelled.
package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
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
	context.AfterFunc(ctx, stop) // who asks twice does not want to wait
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// execute runs a command with help in colour, for which the terminal is asked for its own: a dumb
// one is asked nothing, and has plain help.
func (p *program) execute(ctx context.Context, root *cobra.Command) error {
	if p.env("TERM") == "dumb" && term.IsTerminal(p.out.Fd()) {
		root.Version, root.SilenceUsage, root.SilenceErrors = version(), true, true
		return root.ExecuteContext(ctx)
	}
	return fang.Execute(ctx, root,
		fang.WithVersion(version()),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}),
	)
}

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, in, out *os.File, errOut io.Writer) int {
	p := &program{in: in, out: out, err: errOut, env: os.Getenv}
	root := p.command()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	p.keepErrors(root)
	err := p.execute(ctx, root)
	if err = cmp.Or(err, p.failed); err != nil {
		say(errOut, err)
	}
	switch {
	case err == nil:
		return exitDone
	case cancelled(err):
		return exitCancelled
	case errors.As(err, new(usage)):
		return exitUsage
	}
	return exitFailed
}
