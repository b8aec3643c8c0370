package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"journey/tui/picture"
)

// showOptions are the flags of show.
type showOptions struct {
	as, cells, cellSize string
	colors              int
}

func (p *program) showCommand() *cobra.Command {
	o := &showOptions{}
	cmd := &cobra.Command{
		Use:     "show FILE...",
		Short:   "Show pictures in the terminal",
		Long:    "Show draws pictures (PNG, JPEG, WebP, the first frame of a GIF) of up to 64 million pixels as well as the terminal can.\nWithout a terminal it needs --as.",
		Example: "journey show cover.png\njourney show cover.png --as sixel --cells 80x24 --cell-size 10x20 > cover.six",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("show wants at least one picture file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.show(cmd.Context(), args, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.as, "as", "", "how: auto, sixel, kitty, kitty-direct, iterm2 or blocks (default: as the configuration says, else auto)")
	f.StringVar(&o.cells, "cells", "", "largest size in cells, COLSxROWS (default: the window)")
	f.IntVar(&o.colors, "colors", 256, "colours of a sixel picture, 2 to 256: fewer are smaller and coarser")
	f.StringVar(&o.cellSize, "cell-size", "", "pixels of a cell, WxH (default: asked of the terminal, else 10x20)")
	return cmd
}

func (p *program) show(ctx context.Context, files []string, o *showOptions) error {
	if err := p.showAs(o); err != nil {
		return err
	}
	t, box, err := p.shownOn(ctx, o)
	if err != nil {
		return err
	}
	// What a picture takes lives until it is shown: collecting before frees little, and costs
	// a tenth of the time or more.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	failed := 0
	for _, name := range files {
		err := p.showFile(ctx, name, t, box)
		switch {
		case err == nil:
			continue
		case ctx.Err() != nil, len(files) == 1, errors.As(err, new(*os.PathError)): // nothing can be written
			return err
		}
		say(p.err, err)
		failed++
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d pictures were not shown", failed, len(files))
	}
	return nil
}

// showAs has pictures shown as the configuration says where no flag does. Budgets, prices and a
// place for stories are not asked after: nothing here needs them. Pictures that are off in the
// game are shown all the same: they are asked for.
func (p *program) showAs(o *showOptions) error {
	if o.as != "" {
		return nil
	}
	if p.env("TERM") == "dumb" {
		return hinted{errors.New("this terminal can show no pictures, as TERM=dumb says"), "Say how with --as, such as --as sixel."}
	}
	var cfg config
	if err := cfg.read(p.configPath(), p.configFile != ""); err != nil {
		return err
	}
	p.fromEnvironment(&cfg)
	pictures, err := (&lookOptions{}).choose(cfg)
	if err != nil {
		return err
	}
	o.as = "auto"
	if !pictures.Auto && pictures.Forced != picture.None {
		o.as = cfg.Pictures.Show
	}
	return nil
}

// shownOn finds out what the pictures are shown on, and how large.
func (p *program) shownOn(ctx context.Context, o *showOptions) (t picture.Terminal, box picture.Size, err error) {
	protocol, auto, err := picture.ParseProtocol(o.as)
	if err != nil || protocol == picture.None && !auto {
		return t, box, usagef("--as %s is not one of auto, sixel, kitty, kitty-direct, iterm2, blocks", o.as)
	}
	opts := p.known(ctx, picture.Options{Auto: auto, Forced: protocol})
	switch {
	case term.IsTerminal(p.out.Fd()) && p.env("TERM") != "dumb": // which answers, also where the input is something else
		if t, err = picture.Probe(ctx, p.out, opts); err != nil {
			return t, box, err
		}
		if p.env("NO_COLOR") != "" { // of text: a picture keeps its own
			t.Colors = picture.NoColor
		}
	case auto:
		return t, box, hinted{errors.New("there is no terminal to ask what it can show"), "Say how with --as, such as --as sixel."}
	default:
		t = picture.NewDetector(opts).Terminal()
		t.Protocol, t.Colors = protocol, picture.TrueColor
	}
	if o.colors < 2 || o.colors > 256 {
		return t, box, usagef("--colors %d is not from 2 to 256", o.colors)
	}
	t.Registers = o.colors
	if t.Cell, err = sizeFlag("--cell-size", o.cellSize, "10x20", t.Cell); err != nil {
		return t, box, err
	}
	box = picture.Size{W: 80, H: 24}
	if opts.Grid.W > 0 && opts.Grid.H > 2 {
		box = picture.Size{W: opts.Grid.W, H: opts.Grid.H - 2} // the prompt stays on screen
	}
	box, err = sizeFlag("--cells", o.cells, "80x24", box)
	return t, box, err
}

// sizeFlag reads a size such as the example.
func sizeFlag(flag, value, example string, otherwise picture.Size) (picture.Size, error) {
	if value == "" {
		return otherwise, nil
	}
	var s picture.Size
	var rest string
	if n, _ := fmt.Sscanf(strings.ToLower(value), "%dx%d%s", &s.W, &s.H, &rest); n != 2 || s.W < 1 || s.H < 1 || s.W > 4096 || s.H > 4096 {
		return s, usagef("%s %s is not a size such as %s, of at most 4096 a side", flag, value, example)
	}
	return s, nil
}

func (p *program) showFile(ctx context.Context, name string, t picture.Terminal, box picture.Size) error {
	data, err := readPicture(name)
	if err != nil {
		return unreadable(name, err)
	}
	if err := p.showPicture(ctx, data, t, box); err != nil {
		if errors.Is(err, picture.ErrTooLarge) && !errors.As(err, new(hinted)) {
			err = hinted{ailment(err), "Ask for fewer --cells, or for a smaller --cell-size."}
		}
		return fmt.Errorf("the picture %s cannot be shown: %w", name, err)
	}
	return nil
}

// showPicture shows an encoded picture within a box of cells.
func (p *program) showPicture(ctx context.Context, data []byte, t picture.Terminal, box picture.Size) error {
	src, err := picture.DecodeLarge(data)
	if errors.Is(err, picture.ErrTooLarge) {
		return hinted{ailment(err), "Make it smaller first: " + mostPixels() + "."}
	}
	if err != nil {
		return hinted{ailment(err), "Name a PNG, JPEG, WebP or GIF file that is whole."}
	}
	return picture.Print(ctx, p.out, src, src.Cells(box, t), t)
}

// mostPixels is what a picture may have.
func mostPixels() string {
	return fmt.Sprintf("%d million pixels and %d a side are the most, and about half as many of a progressive JPEG",
		picture.MaxLarge>>20, picture.MaxLargeSide)
}

// unreadable is what becomes of a picture file that cannot be read.
func unreadable(file string, err error) error {
	return hinted{fmt.Errorf("the picture %s cannot be read: %w", file, err), "Name a PNG, JPEG, WebP or GIF file."}
}

// readPicture reads a file up to the largest size a picture may have.
func readPicture(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		if path, ok := errors.AsType[*os.PathError](err); ok {
			return nil, path.Err
		}
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	if info, err := f.Stat(); err == nil { // a pipe has no size
		data.Grow(int(min(info.Size(), picture.MaxBytes)) + bytes.MinRead)
	}
	if _, err := data.ReadFrom(io.LimitReader(f, picture.MaxBytes+1)); err != nil {
		return nil, reason(err)
	}
	if data.Len() > picture.MaxBytes {
		return nil, fmt.Errorf("the file is larger than %d MB", picture.MaxBytes>>20)
	}
	return data.Bytes(), nil
}
