package main

import (
	"context"

	"github.com/charmbracelet/x/term"

	"journey/tui/picture"
)

// onTerminal reports whether both ends of the conversation are a terminal.
func (p *program) onTerminal() bool { return term.IsTerminal(p.in.Fd()) && term.IsTerminal(p.out.Fd()) }

// known adds to the options what can be known of the terminal before it is asked.
func (p *program) known(ctx context.Context, o picture.Options) picture.Options {
	o.Env = p.env
	o.Window = picture.WindowPixels(p.out)
	if w, h, err := term.GetSize(p.out.Fd()); err == nil {
		o.Grid = picture.Size{W: w, H: h}
	}
	if o.Auto && p.env("TMUX") != "" {
		// A tmux that does not answer leaves half blocks, which always work.
		if says, err := picture.AskTmux(ctx); err == nil {
			o.Tmux = says
		}
	}
	return o
}
