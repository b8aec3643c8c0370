// Package canvas is the geometry of pictures: pure functions from encoded
// pictures to encoded pictures. What goes in comes from outside and is not
// trusted: it is measured before it is decoded, see [MaxBytes] and [MaxPixels].
package canvas
