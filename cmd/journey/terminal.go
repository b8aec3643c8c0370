package main

import (
	"context"
	"errors"
	"runtime"

	"github.com/charmbracelet/x/term"

	"journey/tui/picture"
)

// onTerminal reports whether both ends of the conversation are a terminal.
func (p *program) onTerminal() bool { return term.IsTerminal(p.in.Fd()) && term.IsTerminal(p.out.Fd()) }

// needScreens says why there can be no screens here.
func (p *program) needScreens() error {
	switch name := p.env("TERM"); {
	case !p.onTerminal():
		return errors.New("there is no terminal here, and Journey needs a terminal for its screens")
	case name == "dumb":
		return errors.New("this terminal can show no screens, as TERM=dumb says")
	case name == "" && runtime.GOOS != "windows":
		return errors.New("what this terminal can show is not known, because TERM is not set")
	}
	return nil
}

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
