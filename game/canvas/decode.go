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

// Decode reads a PNG, JPEG or WebP after its size was checked.
func Decode(data []byte) (image.Image, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("decode picture of %d bytes: %w", len(data), ErrTooLarge)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	if head.Width < 1 || head.Height < 1 || head.Width > MaxPixels/head.Height {
		return nil, fmt.Errorf("decode picture of %dx%d: %w", head.Width, head.Height, ErrTooLarge)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", err)
	}
	return img, nil
}
