package main

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"time"

	"github.com/charmbracelet/x/term"

	"journey/game"
	"journey/game/studio"
	"journey/tui/picture"
)

// A job is one thing that is asked of a painter.
type job struct {
	op    studio.Op
	of    studio.Version
	size  image.Point // of what is painted, when it is made from a picture
	wish  studio.Wish
	needs string // of the painter, as explained says it
	do    func(ctx context.Context, w studio.Wish) ([]studio.Version, error)
}

// make does a job and writes what comes of it to files. The names are settled before
// anything is paid for. What came is written even when others did not.
func (a *atelier) make(ctx context.Context, j job, base string) error {
	names, err := a.names(base, max(j.wish.N, 1))
	if err != nil {
		return err
	}
	made, err := a.asked(ctx, j)
	var wrote []string
	for i, v := range made {
		name, failed := a.write(names[i], v)
		if failed != nil {
			return failed
		}
		wrote = append(wrote, name)
	}
	if failed := a.report(ctx, made, wrote); failed != nil {
		return failed
	}
	return err
}

// asked does a job, saying on standard error how long it takes and what it costs.
func (a *atelier) asked(ctx context.Context, j job) ([]studio.Version, error) {
	most, known := a.studio.Most(j.op, j.of, j.size, j.wish)
	if a.costs && (most > 0 || !known) {
		if known {
			fmt.Fprintf(a.err, "This can cost up to $%.4f.\n", most)
		} else {
			fmt.Fprintln(a.err, "What this costs is not known.")
		}
	}
	stop := a.clock(ctx)
	made, err := j.do(ctx, j.wish)
	stop()
	var used game.Usage
	for _, v := range made {
		used = used.Plus(v.Usage)
	}
	if a.costs && used.USD > 0 {
		fmt.Fprintf(a.err, "It cost $%.4f.\n", used.USD)
	}
	return made, a.explained(err, j.needs)
}

// clock shows the seconds that pass, on a terminal, until the function it returns
// is called.
func (a *atelier) clock(ctx context.Context) (stop func()) {
	f, ok := a.err.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		began, tick := time.Now(), time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				fmt.Fprint(f, "\r\x1b[K")
				return
			case <-tick.C:
				fmt.Fprintf(f, "\rPainting, %d s. ctrl+c stops it.", int(time.Since(began).Seconds()))
			}
		}
	}()
	return func() { cancel(); <-done }
}

// report prints the files that were written, after showing them where they can be
// seen.
func (a *atelier) report(ctx context.Context, made []studio.Version, wrote []string) error {
	if a.o.asJSON {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		return enc.Encode(reported(made, wrote))
	}
	for i, v := range made {
		if err := a.preview(ctx, v.Data); err != nil {
			fmt.Fprintln(a.err, "The picture cannot be shown: "+game.Plain(err))
		}
		fmt.Fprintln(a.out, wrote[i])
	}
	return nil
}

// A reportedPicture is a written picture as --json prints it.
type reportedPicture struct {
	Path   string    `json:"path"`
	Op     studio.Op `json:"op"`
	Width  int       `json:"width"`
	Height int       `json:"height"`
	Prompt string    `json:"prompt,omitempty"`
	Model  string    `json:"model,omitempty"`
	Parent game.Hash `json:"parent,omitempty"`
	USD    float64   `json:"usd,omitempty"`
}

func reported(made []studio.Version, wrote []string) []reportedPicture {
	out := make([]reportedPicture, len(made))
	for i, v := range made {
		size, _ := v.Size() // a picture nobody can measure has none
		out[i] = reportedPicture{wrote[i], v.Op, size.X, size.Y, v.Prompt, v.Model, v.Parent, v.Usage.USD}
	}
	return out
}

// preview shows a picture in the terminal, if there is one.
func (a *atelier) preview(ctx context.Context, data []byte) error {
	if !a.onTerminal() {
		return nil
	}
	t, box, err := a.shownOn(ctx, &showOptions{as: "auto", colors: 256})
	if err != nil {
		return err
	}
	return a.showPicture(ctx, data, t, picture.Size{W: box.W, H: max(box.H*2/3, 1)})
}

// besides is a name for what is made of a file.
func besides(file string, op studio.Op) string {
	ext := filepath.Ext(file)
	return file[:len(file)-len(ext)] + "-" + string(op)
}
