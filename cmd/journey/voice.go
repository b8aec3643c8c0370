package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	tea "charm.land/bubbletea/v2"
	"github.com/spf13/cobra"

	"journey/game"
)

// usage is an error of the command line, with the next step in its words.
type usage struct{ error }

func usagef(format string, args ...any) error { return usage{fmt.Errorf(format, args...)} }

// Unwrap lets the cause be asked for.
func (u usage) Unwrap() error { return u.error }

// hinted is an error with what to do next.
type hinted struct {
	error
	hint string
}

// Unwrap lets the cause be asked for.
func (h hinted) Unwrap() error { return h.error }

// say prints an error for the player: a sentence, and a next step where there is
// one. A player who cancelled knows, but not what could not be saved then.
func say(w io.Writer, err error) {
	if cancelled(err) {
		for _, other := range besideCancel(err) {
			fmt.Fprintln(w, "journey: Not everything could be saved: "+game.Plain(other))
		}
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

// reason is what the system said, without the call and the path it was about,
// which the sentence around it names.
func reason(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// advice is a sentence about an error with its next step.
func advice(err error) string {
	text := game.Plain(err)
	if h, ok := errors.AsType[hinted](err); ok {
		text += " " + h.hint
	}
	return text
}

// cancelled reports whether the player ended the program.
func cancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, tea.ErrInterrupted)
}

// besideCancel returns the errors joined in err that a cancel does not explain.
func besideCancel(err error) []error {
	switch joined := err.(type) { //nolint:errorlint // walks the tree itself
	case interface{ Unwrap() []error }:
		var others []error
		for _, e := range joined.Unwrap() {
			others = append(others, besideCancel(e)...)
		}
		return others
	case interface{ Unwrap() error }:
		if cancelled(err) {
			return besideCancel(joined.Unwrap())
		}
	}
	if err == nil || cancelled(err) || errors.Is(err, tea.ErrProgramKilled) {
		return nil
	}
	return []error{err}
}

// keepErrors makes the commands keep their error in the program instead of giving
// it to fang, which asks the terminal for its colours before it shows an error,
// and then waits for an answer that a game still reading its input takes away.
// An error of the command line gets a way to the help of its command.
func (p *program) keepErrors(cmd *cobra.Command) {
	keep := func(cmd *cobra.Command, err error) {
		if errors.As(err, new(usage)) && !errors.As(err, new(hinted)) {
			err = hinted{err, "See " + cmd.CommandPath() + " --help."}
		}
		p.failed = err
	}
	if check, do := cmd.Args, cmd.RunE; do != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if check != nil {
				keep(cmd, check(cmd, args))
			}
			return nil
		}
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if p.failed == nil {
				keep(cmd, do(cmd, args))
			}
			return nil
		}
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		keep(cmd, flagError(cmd, err))
		return nil
	})
	for _, sub := range cmd.Commands() {
		p.keepErrors(sub)
	}
}
