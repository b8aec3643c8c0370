package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // the formats that Decode reads
	_ "image/jpeg" // the formats that Decode reads
	_ "image/png"  // the formats that Decode reads
	"math"

	_ "golang.org/x/image/webp" // the formats that Decode reads
)

// Limits of [Decode].
const (
	MaxBytes  = 32 << 20 // of the file
	MaxSide   = 4096     // pixels of either side
	MaxPixels = 16 << 20 // pixels in all
	MaxMemory = 96 << 20 // bytes that decoding takes, the file aside
)

// Limits of [DecodeLarge], beside [MaxBytes].
const (
	MaxLarge     = 64 << 20 // pixels in all
	MaxLargeSide = 1 << 14  // pixels of either side
	largeMemory  = 512 << 20
)

// maxScans is how often a JPEG may go over its pixels. Each time costs time but
// hardly any bytes; cameras and programs do so ten times or so.
const maxScans = 64

// Conditions of [Decode] that a caller may act on.
var (
	ErrFormat   = errors.New("not a PNG, JPEG, WebP or GIF picture")
	ErrTooLarge = errors.New("picture is too large")
	ErrEmpty    = errors.New("picture has no pixels")
	ErrDamaged  = errors.New("picture is damaged")
)

// Source is a decoded picture.
type Source struct {
	Image image.Image
	Size  Size   // in pixels
	ID    string // SHA-256 of the file, in hex
	Full  Size   // of the file, where [DecodeLarge] has made it smaller; else zero

	art Size // in its own pixels, of pixel art
}

// Decode reads a PNG, JPEG (turned upright), WebP or GIF (its first frame). The data may come from
// anywhere: its size is checked against [MaxBytes], [MaxSide], [MaxPixels] and
// [MaxMemory] before a pixel is decoded. Errors wrap [ErrFormat], [ErrTooLarge], [ErrEmpty]
// or [ErrDamaged].
func Decode(data []byte) (*Source, error) {
	return decode(data, limits{MaxSide, MaxPixels, MaxMemory})
}

// DecodeLarge is Decode for files of one's own: it takes pictures of up to [MaxLarge] pixels too,
// as cameras make them, and returns those scaled down to [MaxSide] and [MaxPixels]. Decoding may
// take 512 MB, and scaling 4 bytes for each pixel of the file beside that.
func DecodeLarge(data []byte) (*Source, error) {
	src, err := decode(data, limits{MaxLargeSide, MaxLarge, largeMemory})
	if err != nil || src.Size.withinLimits() {
		return src, err
	}
	by := min(float64(MaxSide)/float64(max(src.Size.W, src.Size.H)), math.Sqrt(float64(MaxPixels)/float64(src.Size.W*src.Size.H)))
	size := Size{max(int(float64(src.Size.W)*by), 1), max(int(float64(src.Size.H)*by), 1)}
	small := newSource(scale(src.Image, size), src.ID)
	small.Full = src.Size
	return small, nil
}

func (s Size) withinLimits() bool { return s.W <= MaxSide && s.H <= MaxSide && s.W*s.H <= MaxPixels }

// limits is the most that is decoded: pixels of a side and in all, and bytes of memory.
type limits struct{ side, pixels, memory int }

func decode(data []byte, most limits) (*Source, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("decode picture: %w: %d bytes, the limit is %d", ErrTooLarge, len(data), MaxBytes)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case errors.Is(err, image.ErrFormat):
		return nil, fmt.Errorf("decode picture: %w", ErrFormat)
	case err != nil:
		return nil, fmt.Errorf("decode picture: %w: %w", ErrDamaged, err)
	case config.Width <= 0 || config.Height <= 0:
		return nil, fmt.Errorf("decode picture: %w: %dx%d", ErrEmpty, config.Width, config.Height)
	case config.Width > most.side || config.Height > most.side || config.Width*config.Height > most.pixels:
		return nil, fmt.Errorf("decode picture: %w: %dx%d pixels, the limit is %d on a side and %d in all",
			ErrTooLarge, config.Width, config.Height, most.side, most.pixels)
	case decodedBytes(config, format, data) > most.memory:
		return nil, fmt.Errorf("decode %s picture: %w: %dx%d pixels of this kind take too much memory",
			format, ErrTooLarge, config.Width, config.Height)
	case format == "jpeg" && bytes.Count(data, []byte{0xff, 0xda}) > maxScans:
		return nil, fmt.Errorf("decode jpeg picture: %w: it has more than %d scans", ErrTooLarge, maxScans)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode %s picture: %w: %w", format, ErrDamaged, err)
	}
	if format == "jpeg" {
		img = turn(img, orientation(data))
	}
	switch size := img.Bounds().Size(); { // a GIF's frame need not be as its file says
	case size.X <= 0 || size.Y <= 0:
		return nil, fmt.Errorf("decode picture: %w: %v", ErrEmpty, size)
	case size.X > most.side || size.Y > most.side || size.X*size.Y > most.pixels:
		return nil, fmt.Errorf("decode picture: %w: %v pixels", ErrTooLarge, size)
	}
	sum := sha256.Sum256(data)
	return newSource(img, hex.EncodeToString(sum[:])), nil
}

// decodedBytes is about how much memory it takes to decode a picture.
func decodedBytes(config image.Config, format string, data []byte) int {
	pixel := 4
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		pixel = 8
	case color.Gray16Model:
		pixel = 2
	case color.GrayModel:
		pixel = 1
	case color.YCbCrModel:
		pixel = 3
	}
	if _, ok := config.ColorModel.(color.Palette); ok {
		pixel = 1
	}
	const interlaced = 28 // where a PNG says that it is
	switch {
	case format == "png" && len(data) > interlaced && data[interlaced] != 0:
		pixel *= 2 // all is decoded in parts first
	case format == "jpeg" && bytes.Contains(data, []byte{0xff, 0xc2}):
		pixel *= 5 // progressive: the coefficients of all pixels are kept
	case format == "webp" && config.ColorModel == color.NRGBAModel:
		pixel *= 2 // lossless: in stages
	}
	if format == "jpeg" && orientation(data) != upright {
		pixel += 4 // turned
	}
	return config.Width * config.Height * pixel
}

// NewSource makes a source of a picture in memory. The id names its content:
// equal ids must mean equal pixels.
func NewSource(img image.Image, id string) (*Source, error) {
	size := Size{img.Bounds().Dx(), img.Bounds().Dy()}
	if size.empty() {
		return nil, fmt.Errorf("read picture: %w: %v", ErrEmpty, size)
	}
	if !size.withinLimits() {
		return nil, fmt.Errorf("read picture: %w: %v pixels", ErrTooLarge, size)
	}
	return newSource(img, id), nil
}

func newSource(img image.Image, id string) *Source {
	return &Source{Image: img, Size: Size{img.Bounds().Dx(), img.Bounds().Dy()}, ID: id, art: artSize(img)}
}
