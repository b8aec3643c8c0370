//go:build unix

package picture

import (
	"os"

	"golang.org/x/sys/unix"
)

// WindowPixels returns the size in pixels of the window of a terminal as its driver
// knows it, for [Options]; zero when it does not.
func WindowPixels(tty *os.File) Size {
	size, err := unix.IoctlGetWinsize(int(tty.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return Size{}
	}
	return Size{int(size.Xpixel), int(size.Ypixel)}
}
