package canvas

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // painters answer with JPEG
	_ "image/png"  // with PNG

	_ "golang.org/x/image/webp" // or with WebP
)

// The most a picture may have to be decoded here.
const (
	MaxBytes  = 32 << 20 // encoded
	MaxPixels = 16 << 20 // width times height; at most 64 MiB in memory
)

// ErrTooLarge is wrapped by the error for a picture above [MaxBytes] or
// [MaxPixels], which was not decoded.
var ErrTooLarge = errors.New("the picture is too large")

// ErrEmpty is wrapped by the error for a picture of no pixels, or that is to have none.
var ErrEmpty = errors.New("the picture has no pixels")

// Decode reads a PNG, JPEG or WebP after its size was checked.
func Decode(data []byte) (image.Image, error) {
	if _, err := SizeOf(data); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	return img, nil
}

// SizeOf returns the size in pixels of an encoded picture that [Decode] would try:
// what is beyond its limits has an error that wraps [ErrTooLarge].
func SizeOf(data []byte) (image.Point, error) {
	if len(data) > MaxBytes {
		return image.Point{}, fmt.Errorf("decode picture of %d bytes: %w", len(data), ErrTooLarge)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}, fmt.Errorf("decode picture: %w", err)
	}
	size := image.Pt(head.Width, head.Height)
	if err := checkSize(size); err != nil {
		return image.Point{}, fmt.Errorf("decode picture: %w", err)
	}
	return size, nil
}

// checkSize is about a picture that is to be made.
func checkSize(size image.Point) error {
	switch {
	case size.X < 1 || size.Y < 1:
		return fmt.Errorf("%w: %dx%d", ErrEmpty, size.X, size.Y)
	case size.X > MaxPixels/size.Y:
		return fmt.Errorf("%w: %dx%d, more than %d pixels", ErrTooLarge, size.X, size.Y, MaxPixels)
	}
	return nil
}
