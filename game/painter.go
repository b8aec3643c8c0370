package game

import (
	"bytes"
	"context"
	"errors"
)

// PictureSize is a picture's width and height in pixels.
type PictureSize struct{ W, H int }

// A PaintRequest asks for pictures of one scene.
type PaintRequest struct {
	Scene Scene
	// Present is the cast of those in the scene, as they look and are dressed now.
	Present []Character
	Premise Premise
	// Size is what is wished for; a painter may answer with another.
	Size PictureSize
	// N is how many pictures are wanted, at least 1.
	N int
	// Seed varies a repeated request: same request and seed, same picture, where
	// the painter can promise that.
	Seed uint64
}

// A Picture is an encoded picture as a painter sent it: untrusted bytes of a
// format that is to be sniffed, not believed.
type Picture struct {
	Data    []byte
	Prompt  string // the words it was painted from
	Painter string // "offline" or a model's name
	Usage   Usage
	// Partial marks a preview of a picture that is still being painted.
	Partial bool
}

// PictureFormat tells a picture's format by its first bytes: "png", "jpg", "webp"
// or "gif"; "" when it is none of them. What a file or a server calls its format
// is not to be believed.
func PictureFormat(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "jpg"
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return "gif"
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "webp"
	}
	return ""
}

// A Painter makes pictures from words.
type Painter interface {
	// Paint blocks until the pictures are there or ctx is done. It calls progress,
	// from the calling goroutine, with partial pictures where the painter has them.
	Paint(ctx context.Context, r PaintRequest, progress func(Picture)) ([]Picture, error)
}

// ErrRefused is wrapped by the error of a narrator, painter or library that
// understood and declined: asking again for the same will not help.
var ErrRefused = errors.New("refused")
