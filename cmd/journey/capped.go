package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"journey/game"
)

// decide asks what to do at a cap, and does it. Where nobody is there to answer,
// the offline storyteller goes on.
func (g *plainGame) decide(ctx context.Context, at game.Capped) error {
	if !g.asks {
		if !at.MaySpare {
			return &at.Over
		}
		g.say(at.Over.Plain() + " The offline storyteller goes on from here.")
		return g.j.Offline(true)
	}
	ways := map[string]func() error{"s": func() error { return &at.Over }}
	says := at.Over.Plain()
	if at.MayRaise && g.costs {
		says += fmt.Sprintf(" $%.2f of $%.2f are spent, and the next chapter can cost up to $%.2f.", at.Over.Spent, at.Over.Limit, at.Over.Most)
	}
	if at.MayRaise {
		ways["u"] = g.j.Raise
		says += fmt.Sprintf("\nu raises it by $%.2f and goes on,", at.Over.Step)
	}
	if at.MaySpare {
		ways["o"] = func() error { return g.j.Offline(false) }
		ways["a"] = func() error { return g.j.Offline(true) }
		says += "\no lets the offline storyteller tell this chapter, a all from here on,"
	}
	says += "\ns stops here:"
	for {
		fmt.Fprint(g.notices, g.wrapped(says)+" ")
		line, err := g.lines.next(ctx)
		if errors.Is(err, io.EOF) {
			fmt.Fprintln(g.notices)
			return &at.Over
		}
		if err != nil {
			return err
		}
		if do, ok := ways[strings.ToLower(strings.TrimSpace(line))]; ok {
			return do()
		}
	}
}
