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
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("decode picture of %d bytes: %w", len(data), ErrTooLarge)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	if err := checkSize(image.Pt(head.Width, head.Height)); err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	return img, nil
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
