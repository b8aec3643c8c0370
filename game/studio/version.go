package studio

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"journey/game"
	"journey/game/canvas"
)

// An Op is what made a version.
type Op string

// What can make a version.
const (
	OpGenerate Op = "generate" // from words
	OpEdit     Op = "edit"     // by repainting what a mask lets change
	OpExtend   Op = "extend"   // by continuing it beyond its edges
	OpVary     Op = "vary"     // as another take
	OpCrop     Op = "crop"     // by cutting it
	OpRefine   Op = "refine"   // by an instruction
)

// A Version is a picture and how it was made.
type Version struct {
	Data   []byte    // encoded; a PNG or JPEG says the rest in its note
	Hash   game.Hash // of Data
	Parent game.Hash // the version it was made from, "" for none
	Op     Op        // "" for a picture from elsewhere
	Prompt string    // the words it was made from
	Model  string    // what painted it
	// Usage is that of the call that made it; of several from one call the first has
	// it all.
	Usage game.Usage
}

// Open returns the version that an encoded picture is (PNG, JPEG or WebP within the
// limits of [canvas.Decode]). What its note says is not to be trusted, but clean.
func Open(data []byte) (Version, error) {
	if _, err := canvas.SizeOf(data); err != nil {
		return Version{}, err
	}
	v := Noted(data)
	v.Data, v.Hash = data, game.HashOf(data)
	return v, nil
}

// Noted returns what the beginning of a picture's file says of how it was made,
// without the data and their hash. It is not to be trusted, but clean.
func Noted(head []byte) Version {
	var v Version
	if n, ok := canvas.ReadNote(head); ok {
		v.Prompt, v.Model, v.Op = n.Prompt, n.Model, Op(n.Op)
		if h := game.Hash(n.Parent); h.Valid() {
			v.Parent = h
		}
	}
	return v
}

// Size is in pixels.
func (v Version) Size() (image.Point, error) { return canvas.SizeOf(v.Data) }

// made returns what was made of parent, with its note in the file where the format
// has a place for it.
func made(op Op, parent Version, prompt, model string, used game.Usage, data []byte) Version {
	note := canvas.Note{Prompt: prompt, Model: model, Parent: string(parent.Hash), Op: string(op)}
	if noted, err := canvas.WriteNote(data, note); err == nil {
		data = noted
	}
	return Version{Data: data, Hash: game.HashOf(data), Parent: parent.Hash, Op: op, Prompt: prompt, Model: model, Usage: used}
}

func encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode picture: %w", err)
	}
	return b.Bytes(), nil
}
