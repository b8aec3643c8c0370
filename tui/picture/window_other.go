//go:build !unix

package picture

import "os"

// WindowPixels returns the size in pixels of the window of a terminal as its driver
// knows it, for [Options]; zero when it does not.
func WindowPixels(*os.File) Size { return Size{} }
