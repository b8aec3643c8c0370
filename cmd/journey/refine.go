package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"journey/game/studio"
)

func (p *program) pictureDescribeCommand() *cobra.Command {
	o := &pictureOptions{n: 1}
	var as, language string
	cmd := &cobra.Command{
		Use:   "describe FILE",
		Short: "Say what a picture shows",
		Long: "Describe says what is in a picture: as alt text for those who cannot see it, or as a prompt that would paint it again. " +
			"Of a picture that Journey made the prompt is in the file, and nobody is asked.",
		Example: "journey picture describe photo.jpg\njourney picture describe square.png --as prompt",
		Args:    aFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if as != "alt" && as != "prompt" {
				return usagef("--as %s is not one of alt, prompt", as)
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				v, err := a.open(args[0])
				if err != nil {
					return err
				}
				if as == "prompt" && v.Prompt != "" {
					_, err = fmt.Fprintln(a.out, v.Prompt)
					return err
				}
				said, err := a.described(ctx, v, as, language)
				if err == nil {
					_, err = fmt.Fprintln(a.out, said)
				}
				return err
			})
		},
	}
	o.paying(cmd)
	cmd.Flags().StringVar(&as, "as", "alt", "alt (for those who cannot see it) or prompt (to paint it again)")
	cmd.Flags().StringVar(&language, "language", "", "language of the alt text (default English)")
	return cmd
}

// described asks what a picture shows.
func (a *atelier) described(ctx context.Context, v studio.Version, as, language string) (string, error) {
	stop := a.clock(ctx)
	seen, err := a.studio.Describe(ctx, v, language)
	stop()
	if err != nil {
		return "", a.explained(err, needsEyes)
	}
	if a.costs && seen.Usage.USD > 0 {
		fmt.Fprintf(a.err, "It cost $%.4f.\n", seen.Usage.USD)
	}
	if as == "prompt" {
		return seen.Prompt, nil
	}
	return seen.Alt, nil
}

func (p *program) pictureRefineCommand() *cobra.Command {
	o := &pictureOptions{}
	cmd := &cobra.Command{
		Use:   "refine FILE [INSTRUCTION]",
		Short: "Change a picture step by step, in conversation",
		Long: "Refine follows instructions, such as \"make it night\" or \"give her a red scarf\": with one on the command line it makes one picture; " +
			"without, it asks for one after the other, each a change of the last picture. Every step is a file of its own.\n\n" + refineHelp,
		Example: "journey picture refine square.png \"make it night\"\njourney picture refine square.png",
		Args:    aFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				of, err := a.open(args[0])
				if err != nil {
					return err
				}
				base := besides(args[0], studio.OpRefine)
				if words := strings.Join(args[1:], " "); strings.TrimSpace(words) != "" {
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
undo      goes back a step; its file stays
show      shows the picture again
describe  says what it shows
quit      ends it`

// refined makes one step and returns the picture that came of it.
func (a *atelier) refined(ctx context.Context, of studio.Version, words, base string) (studio.Version, error) {
	size, err := of.Size()
	if err != nil {
		return of, err
	}
	next := of
	j := job{op: studio.OpRefine, of: of, size: size, wish: a.wish(words), needs: needsEdits}
	j.do = func(ctx context.Context, w studio.Wish) ([]studio.Version, error) {
		made, err := a.studio.Refine(ctx, of, w, nil)
		if len(made) > 0 {
			next = made[0]
		}
		return made, err
	}
	return next, a.make(ctx, j, base)
}

// converse takes instructions until the player leaves. A step that fails leaves the
// picture as it was.
func (a *atelier) converse(ctx context.Context, first studio.Version, base string) error {
	steps := []studio.Version{first}
	lines := readLines(a.in)
	for {
		fmt.Fprint(a.err, "What is to change? (undo, show, describe, quit): ")
		line, err := lines.next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		now := steps[len(steps)-1]
		switch line = strings.TrimSpace(line); strings.ToLower(line) {
		case "":
		case "quit", "q":
			return nil
		case "help", "?":
			fmt.Fprintln(a.err, refineHelp)
		case "undo":
			if len(steps) == 1 {
				fmt.Fprintln(a.err, "This is the picture you began with.")
				continue
			}
			steps = steps[:len(steps)-1]
			err = a.preview(ctx, steps[len(steps)-1].Data)
		case "show":
			err = a.preview(ctx, now.Data)
		case "describe":
			var said string
			if said, err = a.described(ctx, now, "alt", ""); err == nil {
				fmt.Fprintln(a.err, said)
			}
		default:
			var next studio.Version
			if next, err = a.refined(ctx, now, line, base); err == nil {
				steps = append(steps, next)
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			say(a.err, err)
		}
	}
}
