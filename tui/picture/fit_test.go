package picture

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

func TestPixelArtGetsTheCellsItsPixelsNeed(t *testing.T) {
	art := image.NewPaletted(image.Rect(0, 0, 60*6, 40*6), color.Palette{color.Black, color.White})
	for y := range art.Rect.Dy() {
		for x := range art.Rect.Dx() {
			art.SetColorIndex(x, y, uint8((x/6*7+y/6*3)%2))
		}
	}
	src, err := NewSource(art, "art")
	if err != nil {
		t.Fatal(err)
	}
	full := image.NewRGBA(art.Rect) // as most programs write it
	draw.Draw(full, full.Rect, art, image.Point{}, draw.Src)
	truecolor, err := NewSource(full, "full")
	if err != nil {
		t.Fatal(err)
	}
	editors := image.NewNRGBA(art.Rect) // as most editors of pixel art write it
	draw.Draw(editors, editors.Rect, art, image.Point{}, draw.Src)
	editors.SetNRGBA(0, 0, color.NRGBA{})
	transparent, err := NewSource(editors, "transparent")
	if err != nil {
		t.Fatal(err)
	}
	holes, err := NewSource(image.NewRGBA(art.Rect), "holes")
	if err != nil {
		t.Fatal(err)
	}
	smooth, err := NewSource(evening(360, 240, 40), "smooth")
	if err != nil {
		t.Fatal(err)
	}
	sixel := Terminal{Protocol: Sixel, Cell: Size{10, 20}}
	blocks := Terminal{Protocol: Blocks, Cell: Size{10, 20}}
	for _, tt := range []struct {
		name string
		src  *Source
		box  Size
		on   Terminal
		want Size
	}{
		{"whole squares", src, Size{45, 15}, sixel, Size{42, 14}}, // 7 times 60x40
		{"whole squares of all colours", truecolor, Size{45, 15}, sixel, Size{42, 14}},
		{"whole squares with a hole", transparent, Size{45, 15}, sixel, Size{42, 14}},
		{"nothing but holes", holes, Size{45, 15}, sixel, Size{36, 12}},
		{"just right", src, Size{60, 20}, sixel, Size{60, 20}},                      // 10 times
		{"squares would leave too much free", src, Size{11, 4}, sixel, Size{11, 4}}, // 110 pixels for 60
		{"smaller than itself", src, Size{4, 2}, sixel, Size{4, 1}},
		{"as text", src, Size{45, 15}, blocks, Fit(src.Size, Size{45, 15}, Size{10, 20})},
		{"no pixel art", smooth, Size{45, 15}, sixel, Fit(src.Size, Size{45, 15}, Size{10, 20})},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.src.Cells(tt.box, tt.on); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}
