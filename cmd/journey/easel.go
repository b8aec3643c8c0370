package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/charmbracelet/x/term"

	"journey/game"
	"journey/tui/picture"
)

// An easel shows pictures that are made: on the terminal that stdout is, unless the
// configuration switches pictures off. Everywhere else it shows nothing.
type easel struct {
	*program
	as string // how, as [pictures] show says it

	asked, on bool
	t         picture.Terminal
	box       picture.Size
}

// ask finds out, once, what the terminal can show. Its answers are read from the
// terminal, so that nobody else may read there meanwhile.
func (e *easel) ask(ctx context.Context) {
	if e.asked || ctx.Err() != nil {
		return
	}
	e.asked = true
	protocol, auto, err := picture.ParseProtocol(e.as)
	if !term.IsTerminal(e.out.Fd()) || e.env("TERM") == "dumb" || err == nil && protocol == picture.None && !auto {
		return
	}
	if e.t, e.box, err = e.shownOn(ctx, &showOptions{as: e.as, colors: 256}); err != nil {
		e.cannot(err)
		return
	}
	e.on, e.box.H = true, max(e.box.H*2/3, 1)
}

// show shows a picture.
func (e *easel) show(ctx context.Context, data []byte) {
	e.ask(ctx)
	if !e.on || ctx.Err() != nil {
		return
	}
	if err := e.showPicture(ctx, data, e.t, e.box); err != nil {
		e.cannot(err)
	}
}

func (e *easel) cannot(err error) {
	fmt.Fprintln(e.err, "The picture cannot be shown: "+game.Plain(err))
}

// watch shows the seconds that pass on the terminal that stderr is, and what progress
// brings, until stop is called. Progress is nil where it would be for nobody.
func (e *easel) watch(ctx context.Context) (progress func(game.Picture), stop func()) {
	e.ask(ctx)
	f, ok := e.err.(*os.File)
	ticks := ok && term.IsTerminal(f.Fd()) && e.env("TERM") != "dumb"
	if !ticks && !e.on {
		return nil, func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	partial, done := make(chan []byte), make(chan struct{})
	go func() {
		defer close(done)
		e.follow(ctx, ticks, partial)
	}()
	if e.on {
		progress = func(p game.Picture) {
			select {
			case partial <- p.Data:
			case <-ctx.Done():
			}
		}
	}
	return progress, func() { cancel(); <-done }
}

// follow says what happens until the context ends.
func (e *easel) follow(ctx context.Context, ticks bool, partial <-chan []byte) {
	began, tick := time.Now(), time.NewTicker(time.Second)
	defer tick.Stop()
	wipe := func() {
		if ticks {
			fmt.Fprint(e.err, "\r\x1b[K")
		}
	}
	defer wipe()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if ticks {
				fmt.Fprintf(e.err, "\rPainting, %d s. ctrl+c stops it.", int(time.Since(began).Seconds()))
			}
		case data := <-partial:
			wipe()
			e.show(ctx, data)
		}
	}
}
