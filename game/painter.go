package game

import (
	"bytes"
	"context"
	"errors"
)

// PictureSize is a picture's width and height in pixels.
type PictureSize struct{ W, H int }

// A PaintRequest asks for pictures of one scene, or of what a prompt says.
type PaintRequest struct {
	// Prompt, when not empty, is the whole picture in somebody's own words. There is no
	// Scene and nobody present then, and of the Premise the style alone counts.
	Prompt string
	Scene  Scene
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
	// Anchors are portraits of some of those present, to keep them the same. A
	// painter that takes no pictures paints from the words alone.
	Anchors []Anchor
}

// An Anchor is the picture that says how a character looks, on a plain ground.
type Anchor struct {
	Name string
	Data []byte // encoded, see PictureFormat
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

// An Editor is a Painter that can start from pictures. Whether a server really
// takes them may show only at the first try: it then answers with ErrUnable.
type Editor interface {
	// Edit blocks until the new pictures are there or ctx is done; progress as in
	// Painter.Paint.
	Edit(ctx context.Context, r EditRequest, progress func(Picture)) ([]Picture, error)
	// TakesPictures reports whether Edit is worth a try: false once it is known
	// that it is not.
	TakesPictures() bool
}

// An EditRequest asks for a picture made from others.
type EditRequest struct {
	// Prompt describes the whole new picture. Without one, the painter gives another
	// take of the first picture, or continues it where the mask lets it change.
	Prompt string
	// Pictures are encoded PNG, JPEG or WebP; the first is the one that is edited,
	// the others are there to look at. At least one.
	Pictures [][]byte
	// Mask, when not nil, is a PNG of the first picture's size: what may change is
	// white with alpha 0, what stays is black and opaque. Painters may change
	// other pixels all the same.
	Mask []byte
	Size PictureSize // of the new picture; zero is that of the first
	N    int         // how many pictures are wanted, at least 1
	Seed uint64      // as in PaintRequest
}

// A Describer says in words what a picture shows.
type Describer interface {
	Describe(ctx context.Context, r DescribeRequest) (Description, error)
}

// A DescribeRequest asks what an encoded PNG or JPEG shows.
type DescribeRequest struct {
	Data     []byte
	Language string // of the answer, as in Premise.Language
}

// A Description is a picture in words. The texts come from outside, as the
// picture did: they are not clean.
type Description struct {
	Alt string // for those who cannot see it, one or two sentences
	// Prompt is what would paint it again: subject, place, light, composition, style.
	Prompt string
	// Premise is how a story could begin there, in the second person.
	Premise string
	Usage   Usage
}

// ErrUnable is wrapped by the error of a painter or describer that lacks the
// ability: another one is needed.
var ErrUnable = errors.New("not able to do this")

// ErrRefused is wrapped by the error of a narrator, painter or library that
// understood and declined: asking again for the same will not help.
var ErrRefused = errors.New("refused")
