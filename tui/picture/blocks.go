package picture

import (
	"image"
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// HalfBlocks draws the picture as text: cells.H lines of cells.W cells, each cell
// two pixels high, every pixel the mean of what it covers. Without colour it draws
// in five shades. The result is "" for an empty size.
func HalfBlocks(src *Source, cells Size, colors Colors) string {
	if cells.empty() {
		return ""
	}
	var b strings.Builder
	b.Grow(cells.W * cells.H * 24)
	if colors == NoColor {
		drawShades(&b, scale(src.Image, cells))
		return b.String()
	}
	small := scale(src.Image, Size{cells.W, cells.H * 2})
	for y := range cells.H {
		if y > 0 {
			b.WriteByte('\n')
		}
		drawBlocks(&b, small, y, colors)
	}
	return b.String()
}

// drawBlocks writes one line of cells. A cell is the upper half block in the colour
// of its upper pixel on the colour of its lower one; a space when they are equal.
func drawBlocks(b *strings.Builder, small *image.RGBA, line int, colors Colors) {
	var fg, bg string // what is set now
	for x := range small.Rect.Dx() {
		top := blockColor(small.RGBAAt(x, line*2), colors, false)
		bottom := blockColor(small.RGBAAt(x, line*2+1), colors, true)
		glyph := "▀"
		if foreground(bottom) == top {
			glyph = " "
			top = fg
		}
		if top != fg && bottom != bg {
			b.WriteString("\x1b[" + top + ";" + bottom + "m")
		} else if top != fg {
			b.WriteString("\x1b[" + top + "m")
		} else if bottom != bg {
			b.WriteString("\x1b[" + bottom + "m")
		}
		fg, bg = top, bottom
		b.WriteString(glyph)
	}
	b.WriteString("\x1b[m")
}

// blockColor returns the SGR parameters that set c.
func blockColor(c color.RGBA, colors Colors, background bool) string {
	switch colors {
	case Colors256:
		return layer(background) + "8;5;" + strconv.Itoa(int(ansi.Convert256(c)))
	case Colors16:
		n := int(ansi.Convert16(c))
		if n < 8 {
			return layer(background) + strconv.Itoa(n)
		}
		if background {
			return "10" + strconv.Itoa(n-8)
		}
		return "9" + strconv.Itoa(n-8)
	case TrueColor, NoColor:
	}
	return layer(background) + "8;2;" + strconv.Itoa(int(c.R)) + ";" + strconv.Itoa(int(c.G)) + ";" + strconv.Itoa(int(c.B))
}

func layer(background bool) string {
	if background {
		return "4"
	}
	return "3"
}

// foreground returns the parameters that set the text to a background's colour.
func foreground(bg string) string {
	if s, bright := strings.CutPrefix(bg, "10"); bright {
		return "9" + s
	}
	return "3" + bg[1:]
}

// drawShades writes the picture in five shades of no colour.
func drawShades(b *strings.Builder, small *image.RGBA) {
	shades := [...]string{" ", "░", "▒", "▓", "█"}
	for y := range small.Rect.Dy() {
		if y > 0 {
			b.WriteByte('\n')
		}
		for x := range small.Rect.Dx() {
			light := color.GrayModel.Convert(small.RGBAAt(x, y)).(color.Gray).Y
			b.WriteString(shades[int(light)*len(shades)/256])
		}
	}
}
