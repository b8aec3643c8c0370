package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/studio"
)

func (p *program) pictureRefineCommand() *cobra.Command {
	o := &pictureOptions{}
	cmd := &cobra.Command{
		Use:   "refine FILE [INSTRUCTION]",
		Short: "Change a picture step by step, in conversation",
		Long: "Refine follows instructions, such as \"make it night\" or \"give her a red scarf\": with one on the command line it makes one picture; " +
			"without, it asks for one after the other, each a change of the last picture. Every step is a file of its own.\n\n" + refineHelp,
		Example:           "journey picture refine square.png \"make it night\"\njourney picture refine square.png",
		Args:              aFile,
		ValidArgsFunction: completePicture,
		RunE: func(cmd *cobra.Command, args []string) error {
			words, err := p.words(args[1:])
			if err == nil && words == "" && len(args) > 1 {
				err = missing("refine FILE")
			}
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				of, err := a.open(args[0])
				if err != nil {
					return err
				}
				base := besides(args[0], studio.OpRefine)
				if words != "" {
					_, err := a.refined(ctx, of, words, base)
					return err
				}
				if o.asJSON || o.out != "" || o.n > 1 {
					return usagef("--json, --out and --n want an instruction on the command line")
				}
				return a.converse(ctx, of, base)
			})
		},
	}
	o.painting(cmd)
	return cmd
}

const refineHelp = `Besides instructions, the conversation knows:
undo       goes back a step; its file stays
show       shows the picture again
save NAME  writes it to a file of that name as well
describe   says what it shows
quit       ends it`

// refined makes one step and returns the picture that came of it.
func (a *atelier) refined(ctx context.Context, of studio.Version, words, base string) (studio.Version, error) {
	size, err := of.Size()
	if err != nil {
		return of, err
	}
	next := of
	j := job{op: studio.OpRefine, of: of, size: size, wish: a.wish(words), needs: needsEdits}
	j.do = func(ctx context.Context, w studio.Wish, progress func(game.Picture)) ([]studio.Version, error) {
		made, err := a.studio.Refine(ctx, of, w, progress)
		if len(made) > 0 {
			next = made[0]
		}
		return made, err
	}
	return next, a.make(ctx, j, base)
}

// A conversation changes a picture step by step.
type conversation struct {
	*atelier
	steps []studio.Version // never empty
	base  string           // of the files' names
	asks  bool             // somebody is there to answer
}

func (c *conversation) now() studio.Version { return c.steps[len(c.steps)-1] }

// converse takes instructions until the player leaves. A step that fails leaves the
// picture as it was; it ends a script, whose next step would be of another picture.
func (a *atelier) converse(ctx context.Context, first studio.Version, base string) error {
	c := &conversation{a, []studio.Version{first}, base, term.IsTerminal(a.in.Fd())}
	a.easel.show(ctx, first.Data) // asks the terminal before lines are read from it
	lines := readLines(a.in)
	for {
		if c.asks {
			fmt.Fprint(a.err, "What is to change? (undo, show, save NAME, describe, quit): ")
		}
		line, err := lines.next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		line = strings.TrimSpace(game.CleanLine(line))
		if word := strings.ToLower(line); word == "quit" || word == "q" {
			return nil
		}
		err = c.follow(ctx, line)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && !c.asks:
			return err
		case err != nil:
			say(a.err, err)
		}
	}
}

// follow does what a line says.
func (c *conversation) follow(ctx context.Context, line string) error {
	switch strings.ToLower(line) {
	case "":
	case "help", "?", "save":
		fmt.Fprintln(c.err, refineHelp)
	case "undo":
		if len(c.steps) == 1 {
			fmt.Fprintln(c.err, "This is the picture you began with.")
			break
		}
		c.steps = c.steps[:len(c.steps)-1]
		c.easel.show(ctx, c.now().Data)
	case "show":
		c.easel.show(ctx, c.now().Data)
	case "describe":
		said, err := c.described(ctx, c.now(), "")
		if err != nil {
			return err
		}
		fmt.Fprintln(c.err, said.Alt)
	default:
		if name, ok := saveAs(line); ok {
			return c.save(name)
		}
		next, err := c.refined(ctx, c.now(), line, c.base)
		if err != nil {
			return err
		}
		c.steps = append(c.steps, next)
	}
	return nil
}

// saveAs reads save NAME. Other words after it are an instruction, such as to save the
// cat from the rain.
func saveAs(line string) (name string, ok bool) {
	if len(line) < 5 || !strings.EqualFold(line[:5], "save ") {
		return "", false
	}
	switch name = strings.TrimSpace(line[5:]); {
	case isPNG(name), isJPEG(name):
		return name, true
	case strings.ContainsAny(name, " \t"):
		return "", false
	}
	return name + ".png", true
}

// save writes the picture to a file of its own.
func (c *conversation) save(name string) error {
	if err := c.free(name); err != nil {
		return err
	}
	wrote, err := c.write(name, c.now())
	if err == nil {
		_, err = fmt.Fprintln(c.out, wrote)
	}
	return err
}
