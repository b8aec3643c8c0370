package canvas

import (
	"encoding/json"
	"fmt"
	"strings"

	"journey/game"
)

// MaxPrompt is how many bytes of a prompt a note keeps. In a JPEG a whole note has no
// more than 65,533, and JSON takes up to two for one.
const MaxPrompt = 24 << 10

// A Note says how a picture was made. It travels in the picture's file: in a PNG as
// a text (iTXt) for each field, in a JPEG as one comment (COM) with a JSON object of
// the same keys.
type Note struct {
	Prompt string `json:"journey:prompt,omitempty"` // the words it was made from
	Model  string `json:"journey:model,omitempty"`  // what painted it
	Parent string `json:"journey:parent,omitempty"` // the picture it was made from
	Op     string `json:"journey:op,omitempty"`     // what was done: generate, edit, ...
}

// The keys of the texts of a note in a PNG, as in the JSON of a JPEG.
const (
	keyPrompt = "journey:prompt"
	keyModel  = "journey:model"
	keyParent = "journey:parent"
	keyOp     = "journey:op"
)

// clean makes a note safe to show: a prompt of at most MaxPrompt bytes, the other
// fields of one line.
func (n Note) clean() Note {
	n.Prompt = game.Clean(n.Prompt)
	n.Prompt = game.Clean(strings.ToValidUTF8(n.Prompt[:min(len(n.Prompt), MaxPrompt)], ""))
	n.Model, n.Parent, n.Op = game.CleanLine(n.Model), game.CleanLine(n.Parent), game.CleanLine(n.Op)
	return n
}

// WriteNote returns a PNG or JPEG with a note in place of the one it has; an empty
// note takes it away. Its texts are cleaned and cut. Everything else in the file
// stays as it is, byte for byte: no pixel is encoded again. It wraps [ErrNoPlace] for
// a picture of another format, or one whose head is torn.
func WriteNote(picture []byte, n Note) ([]byte, error) {
	n = n.clean()
	switch format := game.PictureFormat(picture); format {
	case "png":
		return WriteText(picture, Text{keyPrompt, n.Prompt}, Text{keyModel, n.Model}, Text{keyParent, n.Parent}, Text{keyOp, n.Op})
	case "jpg":
		return n.comment(picture)
	case "":
		return nil, fmt.Errorf("write note: %w: it is no picture", ErrNoPlace)
	default:
		return nil, fmt.Errorf("write note: %w: save it as PNG instead of %s", ErrNoPlace, strings.ToUpper(format))
	}
}

// ReadNote returns the note of a picture, if it has one. What it says comes from
// outside and is no proof, but it is clean. In a file that is damaged it finds what
// stands before the damage, or nothing.
func ReadNote(picture []byte) (Note, bool) {
	var n Note
	switch game.PictureFormat(picture) {
	case "png":
		n.Prompt, _ = ReadText(picture, keyPrompt)
		n.Model, _ = ReadText(picture, keyModel)
		n.Parent, _ = ReadText(picture, keyParent)
		n.Op, _ = ReadText(picture, keyOp)
	case "jpg":
		for s := range segments(picture) {
			if s.isNote() && json.Unmarshal(s.body, &n) == nil {
				break
			}
			n = Note{}
		}
	}
	n = n.clean()
	return n, n != Note{}
}
