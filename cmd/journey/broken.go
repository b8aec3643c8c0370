package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"journey/game"
)

// broken is the error of a turn whose chapter broke off.
type broken struct{ off game.BrokeOff }

func (b broken) Error() string { return b.off.Why }

// Plain is what the player reads.
func (b broken) Plain() string { return b.off.Why }

// undecided reports whether a turn left a broken chapter to be decided about. What a
// script wants after it does not decide that: the player does, if there is one.
func (g *plainGame) undecided(err error) bool {
	if !errors.As(err, new(broken)) || len(g.moves) > 0 && !g.asks {
		return false
	}
	g.moves = nil
	return true
}

// showBroken writes what there is of a chapter that broke off before.
func (g *plainGame) showBroken(off game.BrokeOff) {
	if off.Taken.Text != "" {
		g.taken(off.Taken)
	}
	g.head(g.story.Depth(off.Parent)+1, off.Title, game.Scene{})
	g.prose(off.Prose)
	g.endBroken(off)
}

// endBroken ends what was written of a chapter that broke off.
func (g *plainGame) endBroken(off game.BrokeOff) {
	g.paragraph(g.line)
	g.line = ""
	g.print("[The reply ends here.]\n\n")
	if g.asks {
		g.say(off.Why)
	}
}

// mend asks what to do about the broken chapter; nil when the player leaves.
func (g *plainGame) mend(ctx context.Context, c game.Chapter) (act, error) {
	number := g.story.Depth(g.story.Broken.Parent) + 1
	ways := map[string]act{
		"r": func() (game.Chapter, error) { return g.turn(ctx, number, g.j.Retell) },
	}
	says := "r has this chapter told again"
	if g.spare {
		ways["o"] = func() (game.Chapter, error) { return g.turn(ctx, number, g.j.Spare) }
		says += ", o lets the offline storyteller tell it"
	}
	if c.ID != 0 {
		ways["b"] = func() (game.Chapter, error) {
			return g.turn(ctx, g.story.Depth(c.ID), func() error { return g.j.GoTo(c.ID) })
		}
		says += ", b goes back"
	}
	for {
		if g.asks {
			fmt.Fprint(g.notices, g.wrapped(says+", q leaves:")+" ")
		}
		line, err := g.lines.next(ctx)
		if errors.Is(err, io.EOF) {
			if g.asks {
				fmt.Fprintln(g.notices)
			}
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		answer := strings.ToLower(strings.TrimSpace(line))
		if do, ok := ways[answer]; ok {
			return do, nil
		}
		if answer == "q" || answer == "quit" {
			return nil, nil
		}
	}
}
