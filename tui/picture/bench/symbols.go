package main

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	uv "github.com/charmbracelet/ultraviolet"

	"journey/tui/picture"
)

// The text pictures are of so many cells ...
const (
	textColumns = 60
	textRows    = 18
)

// ... of so many pixels.
const (
	cellW = 10
	cellH = 20
)

// fontFile draws what is not a block: chafa also uses lines.
const fontFile = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"

// symbols compares pictures made of text.
func (b bench) symbols(ctx context.Context) error {
	fmt.Printf("## Symbols, %dx%d cells of %dx%d pixels\n\n", textColumns, textRows, cellW, cellH)
	fmt.Println("| picture | colours | tool | bytes | PSNR | blurred PSNR | SSIM |\n|---|---|---|---:|---:|---:|---:|")
	face, err := openFace()
	if err != nil {
		return err
	}
	for _, s := range b.scenes {
		img := s.draw(textColumns*cellW, textRows*cellH)
		file, err := b.save(s.name, img, png.NoCompression)
		if err != nil {
			return err
		}
		for _, t := range texts() {
			out, err := t.text(ctx, img, file)
			if err != nil {
				return err
			}
			q := compare(drawCells(out, face), img)
			fmt.Printf("| %s | %s | %s | %d | %.1f | %.1f | %.3f |\n", s.name, t.colors, t.name, len(out), q.psnr, q.blur, q.ssim)
		}
	}
	fmt.Println()
	return nil
}

// text is a way to make a picture of text.
type text struct {
	colors, name string
	text         func(ctx context.Context, img *image.RGBA, file string) (string, error)
}

func texts() []text {
	return []text{
		ours("true", "**journey**", picture.Terminal{}),
		ours("true", "**journey**, WezTerm: sextants", picture.Terminal{Brand: "WezTerm"}),
		ours("true", "**journey**, kitty: octants", picture.Terminal{Brand: "kitty(0.41.1)"}),
		chafas("true", "chafa -c full", "-c", "full"),
		chafas("true", "chafa -c full --symbols vhalf", "-c", "full", "--symbols", "vhalf"),
		chafas("true", "chafa -c full --symbols sextant+block", "-c", "full", "--symbols", "sextant+block"),
		chafas("true", "chafa -c full --symbols all -w 9", "-c", "full", "--symbols", "all-wide", "-w", "9"),
		ours("256", "**journey**", picture.Terminal{Colors: picture.Colors256}),
		chafas("256", "chafa -c 256", "-c", "256"),
		chafas("256", "chafa -c 256, dithered", "-c", "256", "--dither", "diffusion"),
		ours("16", "**journey**", picture.Terminal{Colors: picture.Colors16}),
		chafas("16", "chafa -c 16 -p off", "-c", "16", "-p", "off"),
		chafas("16", "chafa -c 16 -p off, dithered", "-c", "16", "-p", "off", "--dither", "diffusion"),
	}
}

func ours(colors, name string, t picture.Terminal) text {
	return text{colors, name, func(ctx context.Context, img *image.RGBA, _ string) (string, error) {
		src, err := picture.NewSource(img, name)
		if err != nil {
			return "", err
		}
		t.Protocol = picture.Blocks
		r, err := picture.Render(ctx, src, picture.Size{W: textColumns, H: textRows}, t)
		if err != nil {
			return "", err
		}
		return r.View(), nil
	}}
}

func chafas(colors, name string, args ...string) text {
	return text{colors, name, func(ctx context.Context, _ *image.RGBA, file string) (string, error) {
		args := append([]string{"chafa", "-f", "symbols", "--stretch", "-s", fmt.Sprintf("%dx%d", textColumns, textRows)}, args...)
		c, err := once(ctx, append(args, file), true)
		return string(c.out), err
	}}
}

func openFace() (font.Face, error) {
	data, err := os.ReadFile(fontFile)
	if err != nil {
		return nil, fmt.Errorf("read font: %w (Debian package fonts-dejavu-core)", err)
	}
	f, err := opentype.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	// At 16.6 pixels a glyph is 10 wide and fills a cell of 20.
	return opentype.NewFace(f, &opentype.FaceOptions{Size: 16.6, DPI: 72, Hinting: font.HintingFull})
}

// drawCells draws text as a terminal does that draws blocks itself.
func drawCells(out string, face font.Face) *image.RGBA {
	screen := vt.NewEmulator(textColumns, textRows+1)
	defer screen.Close()
	_, _ = screen.Write([]byte(strings.ReplaceAll(out, "\n", "\r\n"))) // it never fails
	img := image.NewRGBA(image.Rect(0, 0, textColumns*cellW, textRows*cellH))
	for y := range textRows {
		for x := range textColumns {
			c := screen.CellAt(x, y)
			at := image.Rect(x*cellW, y*cellH, (x+1)*cellW, (y+1)*cellH)
			if c == nil {
				c = &uv.Cell{Content: " "}
			}
			fg, bg := colorOf(c.Style.Fg, color.White), colorOf(c.Style.Bg, color.Black)
			if c.Style.Attrs&uv.AttrReverse != 0 {
				fg, bg = bg, fg
			}
			draw.Draw(img, at, image.NewUniform(bg), image.Point{}, draw.Src)
			for _, glyph := range c.Content {
				drawGlyph(img, at, glyph, fg, face)
				break
			}
		}
	}
	return img
}

func colorOf(c, otherwise color.Color) color.Color {
	switch c := c.(type) {
	case nil:
		return otherwise
	case ansi.BasicColor:
		return ansi.IndexedColor(c)
	}
	return c
}

func drawGlyph(img *image.RGBA, at image.Rectangle, glyph rune, fg color.Color, face font.Face) {
	inside, known := block(glyph)
	if !known {
		d := font.Drawer{Dst: img.SubImage(at).(*image.RGBA), Src: image.NewUniform(fg), Face: face, Dot: fixed.P(at.Min.X, at.Min.Y+16)}
		d.DrawString(string(glyph))
		return
	}
	for y := range cellH {
		for x := range cellW {
			if inside((float64(x)+0.5)/cellW, (float64(y)+0.5)/cellH, x, y) {
				img.Set(at.Min.X+x, at.Min.Y+y, fg)
			}
		}
	}
}

// block returns which points of the unit square, and pixels, a block glyph fills.
func block(glyph rune) (inside func(u, v float64, x, y int) bool, known bool) {
	parts := func(pattern, rows int) func(u, v float64, x, y int) bool {
		return func(u, v float64, _, _ int) bool { return pattern>>(int(v*float64(rows))*2+int(u*2))&1 == 1 }
	}
	switch {
	case glyph == ' ' || glyph == 0xa0:
		return func(_, _ float64, _, _ int) bool { return false }, true
	case glyph == '▀':
		return func(_, v float64, _, _ int) bool { return v < 0.5 }, true
	case glyph >= '▁' && glyph <= '█':
		return func(_, v float64, _, _ int) bool { return v > 1-float64(glyph-'▁'+1)/8 }, true
	case glyph >= '▉' && glyph <= '▏':
		return func(u, _ float64, _, _ int) bool { return u < float64('▏'-glyph+1)/8 }, true
	case glyph == '▐':
		return func(u, _ float64, _, _ int) bool { return u > 0.5 }, true
	case glyph == '░':
		return func(_, _ float64, x, y int) bool { return x%2 == 0 && y%2 == 0 }, true
	case glyph == '▒':
		return func(_, _ float64, x, y int) bool { return (x+y)%2 == 0 }, true
	case glyph == '▓':
		return func(_, _ float64, x, y int) bool { return x%2 == 1 || y%2 == 1 }, true
	case glyph == '▔':
		return func(_, v float64, _, _ int) bool { return v < 1.0/8 }, true
	case glyph == '▕':
		return func(u, _ float64, _, _ int) bool { return u > 7.0/8 }, true
	case glyph >= '▖' && glyph <= '▟':
		return parts([]int{4, 8, 1, 13, 9, 7, 11, 2, 6, 14}[glyph-'▖'], 2), true
	case glyph >= 0x1fb00 && glyph <= 0x1fb3b:
		pattern := int(glyph-0x1fb00) + 1
		for _, taken := range []int{0b010101, 0b101010} {
			if pattern >= taken {
				pattern++
			}
		}
		return parts(pattern, 3), true
	case glyph >= 0x1cd00 && glyph <= 0x1cde5:
		return parts(octant(int(glyph-0x1cd00)), 4), true
	}
	return nil, false
}

// octant returns the pattern of the n-th octant: they are in order, without those
// that are other characters.
func octant(n int) int {
	others := map[int]bool{}
	for _, pattern := range []int{
		0x00, 0x01, 0x02, 0x03, 0x05, 0x0a, 0x0f, 0x14, 0x28, 0x3f, 0x40, 0x50, 0x55, 0x5a, 0x5f,
		0x80, 0xa0, 0xa5, 0xaa, 0xaf, 0xc0, 0xf0, 0xf5, 0xfa, 0xfc, 0xff,
	} {
		others[pattern] = true
	}
	for pattern := range 256 {
		if others[pattern] {
			continue
		}
		if n == 0 {
			return pattern
		}
		n--
	}
	return 0
}
