// Package canvas is the geometry of pictures: pure functions. Pictures go in as
// [image.Image] and come out as [*image.NRGBA] with their corner at 0, 0 and their
// alpha kept, not multiplied into the colours, so that a pixel that is not touched
// comes back exactly; encoded pictures stand at the edges only. Every measure is in
// pixels, x to the right and y down.
//
// Encoded pictures come from outside and are not trusted: they are measured before
// they are decoded, see [MaxBytes] and [MaxPixels].
//
// To change a part of a picture, draw a [Mask], send [Mask.PNG] with the picture,
// and put only that part of the answer back by [Composite]. To show more than the
// picture does, send the canvas and the mask of [Extend], and [Extension.Stitch]
// the answer; what is larger than a model paints goes piece by piece, see
// [Extension.Tiles]. [Crop], [Fit] and [Pad] bring a picture into a shape or a size,
// [Sizes] are those that a model paints. [ContactSheet], [Wipe] and [Tint] show
// pictures beside and over each other. [WriteNote] says in the file how it was made,
// [Bare] takes away all that a file says.
package canvas
