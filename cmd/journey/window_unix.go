//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"

	"journey/tui/picture"
)

// windowPixels returns the window's size in pixels, zero when the terminal does
// not tell (TIOCGWINSZ).
func windowPixels(f *os.File) picture.Size {
	ws, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return picture.Size{}
	}
	return picture.Size{W: int(ws.Xpixel), H: int(ws.Ypixel)}
}
