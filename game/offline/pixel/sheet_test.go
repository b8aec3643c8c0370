package pixel

import (
	"bytes"
	"encoding/json"
	"image"
	"image/draw"
	"image/png"
	"os"
	"testing"

	"journey/game"
)

// TestSheet paints the scenes of the file PIXEL_SCENES (JSON lines) side by side
// into the file PIXEL_SHEET, to be looked at.
func TestSheet(t *testing.T) {
	in, out := os.Getenv("PIXEL_SCENES"), os.Getenv("PIXEL_SHEET")
	if in == "" || out == "" {
		t.Skip("PIXEL_SCENES and PIXEL_SHEET are not set")
	}
	data, err := os.ReadFile(in)
	if err != nil {
		t.Fatal(err)
	}
	var tiles []image.Image
	dec := json.NewDecoder(bytes.NewReader(data))
	for dec.More() {
		r := game.PaintRequest{Size: game.PictureSize{W: 512, H: 342}}
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		tiles = append(tiles, decode(t, paint(t, r)[0]))
	}
	const cols = 3
	w, h := tiles[0].Bounds().Dx()+6, tiles[0].Bounds().Dy()+6
	sheet := image.NewRGBA(image.Rect(0, 0, w*min(cols, len(tiles)), h*((len(tiles)+cols-1)/cols)))
	for i, tile := range tiles {
		draw.Draw(sheet, tile.Bounds().Add(image.Pt(i%cols*w, i/cols*h)), tile, image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, sheet); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(out, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
