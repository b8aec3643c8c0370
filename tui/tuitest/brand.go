package tuitest

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// A Brand is a kind of terminal: what it answers and what it can show.
type Brand struct {
	Name       string // answer to XTVERSION; "" gives none
	Attributes []int  // answer to DA1
	Sixel      bool
	Kitty      bool
	Cell       [2]int // pixels of a cell
	Light      bool   // the background
	Silent     bool   // it answers nothing at all
	Profile    colorprofile.Profile
	Env        []string
}

// XTerm returns an xterm that shows sixel graphics.
func XTerm() Brand {
	return Brand{
		Name: "XTerm(379)", Attributes: []int{62, 1, 4, 6, 22}, Sixel: true, Cell: [2]int{10, 20},
		Profile: colorprofile.TrueColor, Env: []string{"TERM=xterm-256color"},
	}
}

// Kitty returns a kitty.
func Kitty() Brand {
	return Brand{
		Name: "kitty(0.41.1)", Attributes: []int{62, 52}, Kitty: true, Cell: [2]int{10, 19},
		Profile: colorprofile.TrueColor, Env: []string{"TERM=xterm-kitty"},
	}
}

// Plain returns a terminal that shows text only.
func Plain() Brand {
	return Brand{
		Attributes: []int{62, 1, 6, 22}, Cell: [2]int{10, 20},
		Profile: colorprofile.TrueColor, Env: []string{"TERM=xterm-256color"},
	}
}

// Getenv returns a variable of the brand's environment.
func (b Brand) Getenv(name string) string {
	for _, pair := range b.Env {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}

// answer teaches the emulator to answer and to take pictures as its brand does.
func (term *Terminal) answer() {
	term.screen.RegisterApcHandler(func(data []byte) bool { return term.apc(string(data)) })
	if term.brand.Sixel {
		term.screen.RegisterDcsHandler('q', func(_ ansi.Params, data []byte) bool { return term.sixel(string(data)) })
	}
	if term.brand.Silent {
		for _, query := range []int{'c', ansi.Command('?', '$', 'p')} {
			term.screen.RegisterCsiHandler(query, func(ansi.Params) bool { return true })
		}
		return
	}
	background := color.Color(color.Black)
	if term.brand.Light {
		background = color.White
	}
	term.screen.SetDefaultBackgroundColor(background)
	term.screen.RegisterCsiHandler('c', func(ansi.Params) bool {
		return term.reply(ansi.PrimaryDeviceAttributes(term.brand.Attributes...))
	})
	if term.brand.Name != "" {
		term.screen.RegisterCsiHandler(ansi.Command('>', 0, 'q'), func(ansi.Params) bool {
			return term.reply("\x1bP>|" + term.brand.Name + "\x1b\\")
		})
	}
	term.screen.RegisterCsiHandler('t', func(p ansi.Params) bool {
		n, _, _ := p.Param(0, 0)
		w, h := term.brand.Cell[0], term.brand.Cell[1]
		switch n {
		case 14:
			return term.reply(fmt.Sprintf("\x1b[4;%d;%dt", h*term.screen.Height(), w*term.screen.Width()))
		case 16:
			return term.reply(fmt.Sprintf("\x1b[6;%d;%dt", h, w))
		}
		return false
	})
}

// reply says something to the program.
func (term *Terminal) reply(s string) bool {
	term.keys.write(s)
	return true
}
