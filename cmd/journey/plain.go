package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/charmbracelet/x/term"

	"journey/game"
	"journey/tui"
)

// plainGame plays by text alone.
type plainGame struct {
	*transcript
	j       *game.Journey
	story   *game.Story
	notices io.Writer
	moves   []move
	lines   *lineReader
	asks    bool // somebody is there to answer
	spare   bool // there is a spare narrator
	costs   bool // amounts are shown
	told    bool // the player was told what may be answered
}

func (p *program) playPlain(ctx context.Context, lib game.Library, who provider, start tui.Start, o *playOptions, b budget) (err error) {
	moves, err := parseMoves(o.choose)
	if err != nil {
		return err
	}
	cfg := who.game
	cfg.Library = lib
	if who.images != nil && o.look.pictures == "" { // nobody sees them here; they can be painted later
		cfg.Painter, cfg.SparePainter = nil, nil
	}
	if len(moves) > 0 || !term.IsTerminal(p.in.Fd()) { // nobody reads meanwhile
		cfg.Prefetch = game.Prefetch{}
	}
	j, err := open(ctx, cfg, start)
	if err != nil {
		return err
	}
	defer func() {
		if closed := j.Close(); closed != nil {
			err = errors.Join(err, closed)
		} else if cancelled(err) {
			if term.IsTerminal(p.in.Fd()) {
				fmt.Fprintln(p.err) // the terminal shows ^C
			}
			fmt.Fprintf(p.err, "The story is saved; journey play --plain --continue %s goes on.\n", j.Story().ID)
		}
	}()
	g := &plainGame{
		transcript: p.transcript(), j: j, story: j.Story(), notices: p.err, moves: moves,
		lines: readLines(p.in), asks: term.IsTerminal(p.in.Fd()), spare: cfg.SpareNarrator != nil, costs: b.Show,
	}
	if err := g.play(ctx); err != nil {
		return err
	}
	if err := j.Settle(ctx); err != nil {
		return err
	}
	return g.err
}

func open(ctx context.Context, cfg game.Config, start tui.Start) (*game.Journey, error) {
	if start.New != nil {
		j, err := game.Start(ctx, cfg, game.StoryStarted{Premise: *start.New})
		if _, ok := errors.AsType[*fs.PathError](err); ok {
			return nil, hinted{fmt.Errorf("no story can be made in your folder of stories: %w", reason(err)), "journey doctor says where it is and what ails it."}
		}
		return j, err
	}
	return game.Open(ctx, cfg, start.Continue)
}

// play goes from chapter to chapter until an ending, the end of the input, or a
// cancel.
func (g *plainGame) play(ctx context.Context) error {
	c, ok := g.story.Current()
	if ok {
		g.chapter(g.story.Depth(c.ID), c)
	}
	switch off := g.story.Broken; {
	case off != nil && len(g.moves) == 0:
		g.showBroken(*off)
	case !ok:
		var err error
		if c, err = g.turn(ctx, 1, g.j.Begin); err != nil && !g.undecided(err) {
			return g.untold(err)
		}
	}
	for g.err == nil {
		do, err := g.next(ctx, c)
		if err != nil {
			return err
		}
		if do == nil && g.story.Broken != nil && !g.asks {
			return g.untold(broken{*g.story.Broken})
		}
		if do == nil {
			g.leave(c)
			return nil
		}
		told, err := do()
		switch {
		case err == nil:
			c = told
		case g.undecided(err):
		case cancelled(err) || !g.asks:
			return g.untold(err)
		default:
			g.moves = nil
			g.say(game.Plain(err) + "\nChoose again to try once more, or q to leave.")
		}
	}
	return g.err
}

// leave says that the story is saved, and with what it is taken up again.
func (g *plainGame) leave(c game.Chapter) {
	if c.Ending != nil && g.story.Broken == nil {
		if g.asks { // a script needs no word for what went well
			fmt.Fprintf(g.notices, "The story is saved; journey replay --plain %s tells it again.\n", g.story.ID)
		}
		return
	}
	fmt.Fprintf(g.notices, "The story is saved; journey play --plain --continue %s goes on.\n", g.story.ID)
}

// say tells the player something beside the story. What holds a command to copy is
// not told so, since it must stay on one line.
func (g *plainGame) say(text string) { fmt.Fprintln(g.notices, g.wrapped(text)) }

// untold adds to the error of a turn how to go on.
func (g *plainGame) untold(err error) error {
	if cancelled(err) {
		return err
	}
	return hinted{err, fmt.Sprintf("The story is saved; journey play --plain --continue %s tries again.", g.story.ID)}
}

// take goes on from a chapter.
func (g *plainGame) take(ctx context.Context, c game.Chapter, m move) (game.Chapter, error) {
	number := g.story.Depth(c.ID) + 1
	if m.numbered {
		g.taken(game.Taken{Text: c.Choices[m.choice-1].Text})
		return g.turn(ctx, number, func() error { return g.j.Choose(m.choice) })
	}
	g.taken(game.Taken{Text: game.CleanLine(m.text)})
	return g.turn(ctx, number, func() error { return g.j.Act(m.text) })
}

// turn plays one turn and writes its chapter as it arrives, as the one of that
// number.
func (g *plainGame) turn(ctx context.Context, number int, begin func() error) (game.Chapter, error) {
	if err := begin(); err != nil {
		return game.Chapter{}, err
	}
	shown := &telling{number: number}
	for {
		select {
		case <-ctx.Done():
			return game.Chapter{}, ctx.Err()
		case u, ok := <-g.j.Updates():
			if !ok {
				return game.Chapter{}, game.ErrClosed
			}
			if at, capped := u.(game.Capped); capped {
				if err := g.decide(ctx, at); err != nil {
					return game.Chapter{}, err
				}
				continue
			}
			if c, done, err := g.happened(u, shown); done {
				return c, err
			}
		}
	}
}

// telling is a chapter that is arriving.
type telling struct {
	number int
	title  string
	scene  game.Scene
	begun  bool
}

func (g *plainGame) happened(u game.Update, shown *telling) (c game.Chapter, done bool, err error) {
	switch u := u.(type) {
	case game.TurnStarted:
		if u.Again && shown.begun {
			g.line = ""
			g.print("\n[The chapter is told anew.]\n\n")
			shown.begun = false
		}
	case game.Waiting:
		if u.Why != "" {
			g.say(u.Why)
		}
	case game.TitleKnown:
		shown.title = u.Title
	case game.SceneKnown:
		shown.scene = u.Scene
	case game.ProseArrived:
		if shown.title == "" { // written whole when it is told
			break
		}
		if !shown.begun {
			g.head(shown.number, shown.title, shown.scene)
			shown.begun = true
		}
		g.prose(u.Text)
	case game.Told:
		g.story = g.j.Story()
		if !shown.begun {
			g.chapter(shown.number, u.Chapter)
		} else {
			g.tail(u.Chapter)
		}
		return u.Chapter, true, nil
	case game.Moved:
		g.story = g.j.Story()
		g.chapter(g.story.Depth(u.Chapter.ID), u.Chapter)
		return u.Chapter, true, nil
	case game.Broken:
		g.story = g.j.Story()
		g.endBroken(u.Off)
		return c, true, broken{u.Off}
	case game.Failed:
		return c, true, u.Err
	case game.Stopped:
		return c, true, context.Canceled
	case game.Notice:
		g.say(u.Text)
	}
	return c, false, nil
}
