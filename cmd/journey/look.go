package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strings"

	xdraw "golang.org/x/image/draw"

	"journey/game"
	"journey/openaiclient"
	"journey/tui/picture"
)

// seenSide is the longest side, in pixels, of a picture that is sent to a model to
// look at: what is seen in a larger one does not make another story.
const seenSide = 1024

// seesColours is said where the offline painter looks at a picture.
const seesColours = "Offline, a picture that Journey painted is known; of any other its colours and layout alone are seen."

// premiseOf has a picture of the player's looked at, and returns how a story could
// begin there. The file itself never leaves this computer: what is sent to a model
// is made anew from its pixels, without the time, place and camera that a
// photograph tells. The offline painter gets the file, which says what it painted.
func (w provider) premiseOf(ctx context.Context, file, language string) (string, error) {
	data, err := readPicture(file)
	if err != nil {
		return "", unreadable(file, err)
	}
	sent := data
	if f := game.PictureFormat(data); w.text != nil || f != "png" && f != "jpg" || large(data) {
		sent, err = retaken(data)
	}
	if err != nil {
		return "", hinted{fmt.Errorf("the picture %s cannot be used: %w", file, ailment(err)), "Name a PNG, JPEG, WebP or GIF file."}
	}
	seen, err := game.Describe(ctx, w.game.Budget, w.describer, game.DescribeRequest{Data: sent, Language: language})
	if err != nil {
		return "", fmt.Errorf("look at the picture: %w", err)
	}
	premise := strings.TrimSpace(game.Clean(seen.Premise))
	if alt := game.CleanLine(seen.Alt); premise == "" {
		premise = alt
	}
	if premise == "" {
		return "", errors.New("there was nothing to say about the picture")
	}
	return premise, nil
}

// blindTo returns the provider with the offline painter for eyes, when a model's have
// failed with err. A picture that nobody can read is not their fault.
func (w provider) blindTo(err error) (provider, bool) {
	failed := errors.As(err, new(*openaiclient.Error)) || errors.Is(err, game.ErrBudget)
	if !failed || w.spareEyes == nil {
		return w, false
	}
	w.describer, w.text = w.spareEyes, nil
	return w, true
}

// ailment is what is wrong with a picture, without how it was found out.
func ailment(err error) error {
	for _, known := range []error{picture.ErrFormat, picture.ErrTooLarge, picture.ErrEmpty, picture.ErrDamaged} {
		if errors.Is(err, known) {
			return known
		}
	}
	return err
}

// retaken makes a JPEG of a picture's pixels alone, no larger than is looked at.
func retaken(data []byte) ([]byte, error) {
	src, err := picture.DecodeLarge(data)
	if err != nil {
		return nil, err
	}
	size := src.Size
	if most := max(size.W, size.H); most > seenSide {
		size = picture.Size{W: max(1, size.W*seenSide/most), H: max(1, size.H*seenSide/most)}
	}
	img := image.NewRGBA(image.Rect(0, 0, size.W, size.H))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	xdraw.CatmullRom.Scale(img, img.Bounds(), src.Image, src.Image.Bounds(), draw.Over, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 88}); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return out.Bytes(), nil
}
