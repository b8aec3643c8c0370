package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"journey/game"
)

// act is what the player decided; it returns the chapter that comes of it.
type act func() (game.Chapter, error)

// answers is what ? tells.
const answers = `1, 2, …  take that choice
words    do what you say, such as: open the door
b        go back a chapter, to choose otherwise
r        have this chapter told anew
g        what the pictures of the story show
q        leave; the story is saved
?        this list`

// next is what to do next: from the script, then from the player; nil when the
// player leaves. A choice that does not exist ends a script, and is asked again of
// a player.
func (g *plainGame) next(ctx context.Context, c game.Chapter) (act, error) {
	if g.story.Broken != nil && len(g.moves) == 0 {
		return g.mend(ctx, c)
	}
	for {
		m, err := g.move(ctx, c)
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		do, leave := g.answer(ctx, c, m)
		if do != nil || leave {
			return do, nil
		}
	}
}

// move is the next of the script, else of the player.
func (g *plainGame) move(ctx context.Context, c game.Chapter) (move, error) {
	if len(g.moves) == 0 {
		line, err := g.ask(ctx, c)
		return parseMove(line), err
	}
	m := g.moves[0]
	g.moves = g.moves[1:]
	if m.numbered && !m.of(c) && c.Ending == nil {
		return m, usagef("--choose asks for choice %d where there are %d", m.choice, len(c.Choices))
	}
	return m, nil
}

// ask reads a line of the player.
func (g *plainGame) ask(ctx context.Context, c game.Chapter) (string, error) {
	switch {
	case g.asks && c.Ending != nil:
		fmt.Fprint(g.notices, "The story has ended (b goes back, r tells the end anew, q leaves): ")
	case g.asks && !g.told:
		fmt.Fprint(g.notices, "Your choice (a number, your own words, or ? for help): ")
		g.told = true
	case g.asks:
		fmt.Fprint(g.notices, "Your choice: ")
	}
	line, err := g.lines.next(ctx)
	if errors.Is(err, io.EOF) && g.asks {
		fmt.Fprintln(g.notices) // ctrl+d leaves the cursor behind the question
	}
	return line, err
}

// answer understands a move: what it does, if anything, and whether it leaves.
func (g *plainGame) answer(ctx context.Context, c game.Chapter, m move) (do act, leave bool) {
	switch strings.ToLower(m.text) {
	case "q", "quit":
		return nil, true
	case "?", "help":
		fmt.Fprintln(g.notices, answers)
		return nil, false
	case "g":
		if !g.asks { // nobody waits who could ask again
			if err := g.j.Settle(ctx); err != nil {
				return nil, true
			}
		}
		g.say(inWords(g.j.Story()))
		return nil, false
	case "r":
		return func() (game.Chapter, error) { return g.turn(ctx, g.story.Depth(c.ID), g.j.Retell) }, false
	case "b":
		if c.Parent == 0 {
			fmt.Fprintln(g.notices, "This is the first chapter.")
			return nil, false
		}
		return func() (game.Chapter, error) {
			return g.turn(ctx, g.story.Depth(c.Parent), func() error { return g.j.GoTo(c.Parent) })
		}, false
	}
	if c.Ending != nil {
		return nil, !g.asks // a script may be longer than its story
	}
	if m.of(c) {
		return func() (game.Chapter, error) { return g.take(ctx, c, m) }, false
	}
	if m.numbered {
		fmt.Fprintln(g.notices, choicesOf(c))
	}
	return nil, false
}

// inWords says what the pictures of a story show, a line each.
func inWords(story *game.Story) string {
	var lines []string
	for _, c := range story.Chapters() {
		if n := len(c.Pictures); n > 0 {
			line := fmt.Sprintf("Chapter %d, %s: %s", story.Depth(c.ID), c.Title, cmp.Or(c.Scene.Alt, c.Scene.Action, "a picture"))
			if n > 1 {
				line += fmt.Sprintf(" (%d pictures)", n)
			}
			lines = append(lines, line)
		}
	}
	for _, p := range story.Portraits() {
		lines = append(lines, "Portrait of "+p.Name+": "+p.Look)
	}
	if len(lines) == 0 {
		return "The story has no picture yet."
	}
	return strings.Join(lines, "\n")
}
