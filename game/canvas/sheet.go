package canvas

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"golang.org/x/image/draw"

	"journey/game"
)

// The measures of a reference sheet in pixels. It is looked at by a model that
// charges by the pixel, so it is no larger than faces and clothes need.
const (
	SheetHeight = 768  // of the sheet; less when the portraits would not fit side by side
	SheetWidth  = 2048 // at most
	sheetGap    = 24   // around and between the portraits
	// maxShape is how much wider than high a portrait may be, and the other way
	// round; a sliver shows nobody.
	maxShape = 4
)

// ErrNoPortrait is returned when none of the portraits can be shown.
var ErrNoPortrait = errors.New("there is no portrait to show")

// A Sheet is portraits joined to one picture.
type Sheet struct {
	Data []byte // PNG
	// Names says who is seen, from left to right. They are not written into the
	// picture: a model that paints from it would copy the letters.
	Names []string
}

// ReferenceSheet joins portraits to one picture for servers that take only one:
// side by side in their order, all of one height, uncut, on a plain light ground,
// [SheetHeight] high and at most [SheetWidth] wide. A portrait that is no PNG,
// JPEG or WebP within the limits of this package is left out, and so is one more
// than four times as wide as high, or as high as wide. The same portraits give
// the same bytes. With none left it returns [ErrNoPortrait].
func ReferenceSheet(portraits []game.Anchor) (Sheet, error) {
	var names []string
	var shown []image.Image
	for _, p := range portraits[:min(len(portraits), game.MaxPresent)] {
		img, err := Decode(p.Data)
		if err != nil {
			continue
		}
		if w, h := img.Bounds().Dx(), img.Bounds().Dy(); w > maxShape*h || h > maxShape*w {
			continue
		}
		names, shown = append(names, p.Name), append(shown, img)
	}
	if len(shown) == 0 {
		return Sheet{}, ErrNoPortrait
	}
	var b bytes.Buffer
	if err := png.Encode(&b, joined(shown)); err != nil {
		return Sheet{}, fmt.Errorf("encode reference sheet: %w", err)
	}
	return Sheet{Data: b.Bytes(), Names: names}, nil
}

func joined(portraits []image.Image) image.Image {
	high := SheetHeight - 2*sheetGap
	room := SheetWidth - (len(portraits)+1)*sheetGap
	if wide := widths(portraits, high); wide > room {
		high = high * room / wide
	}
	sheet := image.NewRGBA(image.Rect(0, 0, widths(portraits, high)+(len(portraits)+1)*sheetGap, high+2*sheetGap))
	ground := color.RGBA{R: 0xec, G: 0xec, B: 0xec, A: 0xff}
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	x := sheetGap
	for _, p := range portraits {
		w := width(p, high)
		draw.CatmullRom.Scale(sheet, image.Rect(x, sheetGap, x+w, sheetGap+high), p, p.Bounds(), draw.Over, nil)
		x += w + sheetGap
	}
	return sheet
}

// width is a portrait's at a given height.
func width(p image.Image, high int) int {
	return max(p.Bounds().Dx()*high/p.Bounds().Dy(), 1)
}

func widths(portraits []image.Image, high int) int {
	var sum int
	for _, p := range portraits {
		sum += width(p, high)
	}
	return sum
}
