package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"

	"journey/game"
	"journey/game/studio"
	"journey/openaiclient"
)

// A job is one thing that is asked of a painter.
type job struct {
	op    studio.Op
	of    studio.Version
	size  image.Point // of what is painted, when it is made from a picture
	wish  studio.Wish
	needs need
	do    func(ctx context.Context, w studio.Wish, progress func(game.Picture)) ([]studio.Version, error)
}

// make does a job and writes what comes of it to files. The names are settled before
// anything is paid for. What came is written even when others did not.
func (a *atelier) make(ctx context.Context, j job, base string) error {
	names, err := a.names(base, max(j.wish.N, 1))
	if err != nil {
		return err
	}
	made, err := a.asked(ctx, j)
	if len(made) == 0 {
		return err
	}
	var kept []studio.Version
	var wrote []string
	for i, v := range made {
		name, failed := a.write(names[i], v)
		if failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		kept, wrote = append(kept, v), append(wrote, name)
	}
	return errors.Join(a.report(ctx, kept, wrote), err)
}

// asked does a job, saying on standard error how long it takes and what it costs.
func (a *atelier) asked(ctx context.Context, j job) ([]studio.Version, error) {
	a.sayMost(a.studio.Most(j.op, j.of, j.size, j.wish))
	progress, stop := a.easel.watch(ctx)
	made, err := j.do(ctx, j.wish, progress)
	stop()
	var used game.Usage
	for _, v := range made {
		used = used.Plus(v.Usage)
	}
	a.sayCost(used)
	if j.needs == needsMasks && len(made) > 0 && a.who.images != nil && a.who.images.Capabilities().Masks == openaiclient.Unable {
		fmt.Fprintln(a.err, game.CleanLine(a.server(j.needs)+" takes no masks: it painted all of the picture anew, of which the part that may change was taken."))
	}
	switch {
	case len(made) == 0:
	case j.op == studio.OpGenerate:
		a.sayPainted(ctx, made[0])
	case j.op == studio.OpEdit && !a.studio.Knows(j.wish.Prompt):
		fmt.Fprintln(a.err, studio.Unknown)
	}
	return made, a.explained(err, j.needs)
}

// sayPainted says what Journey itself has painted, which is not all that words can ask for.
func (a *atelier) sayPainted(ctx context.Context, v studio.Version) {
	own, ok := a.who.game.Painter.(game.Describer)
	if !ok || a.who.images != nil {
		return
	}
	seen, err := own.Describe(ctx, game.DescribeRequest{Data: v.Data})
	if err != nil {
		fmt.Fprintln(a.err, "What was painted cannot be said: "+game.Plain(err))
		return
	}
	fmt.Fprintln(a.err, seen.Alt)
}

// sayMost says what something can cost, where that is to be seen.
func (a *atelier) sayMost(most float64, known bool) {
	switch {
	case !a.costs || known && most == 0:
	case known:
		fmt.Fprintf(a.err, "This can cost up to $%.4f.\n", most)
	default:
		fmt.Fprintln(a.err, "What this costs is not known.")
	}
}

// sayCost says what something did cost, where that is to be seen.
func (a *atelier) sayCost(used game.Usage) {
	if a.costs && used.USD > 0 {
		fmt.Fprintf(a.err, "It cost $%.4f.\n", used.USD)
	}
}

// report prints the files that were written, after showing them where they can be
// seen.
func (a *atelier) report(ctx context.Context, made []studio.Version, wrote []string) error {
	if a.o.asJSON {
		lines := make([]reportedPicture, len(made))
		for i, v := range made {
			lines[i] = a.reported(v, wrote[i])
		}
		return a.printJSON(lines)
	}
	for i, v := range made {
		a.easel.show(ctx, v.Data)
		if _, err := fmt.Fprintln(a.out, wrote[i]); err != nil {
			return err
		}
	}
	return nil
}

func (a *atelier) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// A reportedPicture is a written picture as --json prints it.
type reportedPicture struct {
	Path   string    `json:"path"`
	Op     studio.Op `json:"op,omitempty"`
	Width  int       `json:"width"`
	Height int       `json:"height"`
	Prompt string    `json:"prompt,omitempty"`
	Model  string    `json:"model,omitempty"`
	Parent game.Hash `json:"parent,omitempty"`
	USD    float64   `json:"usd,omitempty"`
	*seen            // of describe
}

// reported is what is printed of a version in a file; costs only where they are to be
// seen.
func (a *atelier) reported(v studio.Version, file string) reportedPicture {
	size, _ := v.Size() // a picture nobody can measure has none
	r := reportedPicture{Path: file, Op: v.Op, Width: size.X, Height: size.Y, Prompt: v.Prompt, Model: v.Model, Parent: v.Parent}
	if a.costs {
		r.USD = v.Usage.USD
	}
	return r
}
