package picture

import (
	"image"
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// HalfBlocks draws the picture as text: cells.H lines of cells.W cells, in block
// elements that are in every font. Each cell is divided where that loses
// least, into halves or, where there are more than 16 colours, other parts with a
// straight edge. Colours that are missing are mixed by dithering. Without colour it
// draws in five shades. The result is "" for an empty size.
func HalfBlocks(src *Source, cells Size, colors Colors) string {
	return drawText(src.Image, cells, colors, eighths)
}

// drawText draws with a set of glyphs.
func drawText(src image.Image, cells Size, colors Colors, set glyphs) string {
	if cells.empty() {
		return ""
	}
	var b strings.Builder
	b.Grow(cells.W * cells.H * 32)
	switch colors {
	case NoColor:
		drawShades(&b, scale(src, cells))
	case Colors256, Colors16:
		if colors == Colors16 {
			set = halves
		}
		writeCells(&b, fewColors(divide(src, cells, set), cells.W, colors), cells.W, colors)
	case TrueColor:
		writeCells(&b, allColors(divide(src, cells, set)), cells.W, colors)
	}
	return b.String()
}

// cell is a glyph in a colour on another. Colours are 0xrrggbb, or a number where
// there are few. A space has no colour of its own.
type cell struct {
	glyph  rune
	fg, bg uint32
}

// allColors gives each part of a cell its mean colour.
func allColors(divisions []division) []cell {
	cells := make([]cell, len(divisions))
	for i, d := range divisions {
		cells[i] = cell{glyph: d.glyph, bg: d.rest.mean().number()}
		if d.ink.n > 0 {
			cells[i].fg = d.ink.mean().number()
		}
	}
	return cells
}

func (c rgb) number() uint32 { return uint32(c.r)<<16 | uint32(c.g)<<8 | uint32(c.b) }

// fewColors gives each part of a cell the nearest of the colours that a terminal has
// by number. A share of what they miss goes to the other part of the cell, and on to the
// cells beside and below: half where there are 16, which have to mix. All of it would show
// as noise, cells being so large, and where there are 256 more than a sixth does. Cells of
// one colour are halved, so that two can mix.
func fewColors(divisions []division, w int, colors Colors) []cell {
	first, end, shares := 16, 256, int32(6) // the first 16 may be anything in such terminals
	if colors == Colors16 {
		first, end, shares = 0, 16, 2
	}
	var c choice
	for i := first; i < end; i++ {
		c.colors = append(c.colors, ansi.IndexedColor(i))
	}
	near := newNearest(new([knownWords]moment))
	near.choose(c)
	cells := make([]cell, len(divisions))
	errors := make([]rgb, w+2) // left for each cell by the line above, one more at both ends
	for top := 0; top < len(cells); top += w {
		var ahead, last, before rgb
		for x := range w {
			e := &errors[x+1]
			offset := rgb{carried(e.r, ahead.r), carried(e.g, ahead.g), carried(e.b, ahead.b)}
			c, missed := near.cell(divisions[top+x], offset, shares)
			cells[top+x] = cell{c.glyph, uint32(first) + c.fg, uint32(first) + c.bg}
			ahead = missed.times(errorAhead)
			errors[x] = below(before, last, missed)
			before, last = last, missed
		}
		errors[w] = below(before, last, rgb{})
	}
	return cells
}

// cell colours a cell, each colour moved by an offset, and returns one of so many shares of
// what its mean colour was missed by.
func (n *nearest) cell(d division, offset rgb, shares int32) (c cell, missed rgb) {
	if d.ink.n == 0 {
		d.glyph, d.ink = '▀', d.rest
	}
	first := d.ink.mean().plus(offset).clamped()
	i := n.exactly(first)
	most := max(d.ink.n, d.rest.n)
	e := first.minus(n.colors[i]).times(d.ink.n)
	second := d.rest.mean().plus(offset).plus(rgb{e.r / most / shares, e.g / most / shares, e.b / most / shares}).clamped()
	j := n.exactly(second)
	e = second.minus(n.colors[j]).times(d.rest.n)
	all := shares * (d.ink.n + d.rest.n)
	c = cell{d.glyph, uint32(i), uint32(j)}
	if i == j {
		c.glyph = ' '
	}
	return c, rgb{e.r / all, e.g / all, e.b / all}
}

// blockPixels scales a picture for text. Pixels of small pictures stay hard.
func blockPixels(src image.Image, size Size) *image.RGBA {
	img := opaque(src)
	if w, h := img.Rect.Dx(), img.Rect.Dy(); w <= size.W && h <= size.H {
		return stretchArt(img, 1, image.Pt(w, h), size)
	}
	return scale(img, size)
}

// writeCells writes lines of w cells, setting colours only where they change.
func writeCells(b *strings.Builder, cells []cell, w int, colors Colors) {
	const unset = 1 << 31
	for y := 0; y*w < len(cells); y++ {
		if y > 0 {
			b.WriteByte('\n')
		}
		fg, bg := uint32(unset), uint32(unset) // what is set now
		for _, c := range cells[y*w : (y+1)*w] {
			if c.glyph == ' ' {
				c.fg = fg
			}
			changeColors(b, c, fg, bg, colors)
			fg, bg = c.fg, c.bg
			b.WriteRune(c.glyph)
		}
		b.WriteString("\x1b[m")
	}
}

// changeColors sets those colours of a cell that are not set already.
func changeColors(b *strings.Builder, c cell, fg, bg uint32, colors Colors) {
	if c.fg == fg && c.bg == bg {
		return
	}
	b.WriteString("\x1b[")
	if c.fg != fg {
		writeColor(b, c.fg, colors, false)
	}
	if c.fg != fg && c.bg != bg {
		b.WriteByte(';')
	}
	if c.bg != bg {
		writeColor(b, c.bg, colors, true)
	}
	b.WriteByte('m')
}

// writeColor writes the SGR parameters that set a colour.
func writeColor(b *strings.Builder, c uint32, colors Colors, background bool) {
	var scratch [24]byte
	out := scratch[:0]
	base := int64(30)
	if background {
		base = 40
	}
	switch {
	case colors == Colors16 && c < 8:
		out = strconv.AppendInt(out, base+int64(c), 10)
	case colors == Colors16:
		out = strconv.AppendInt(out, base+60+int64(c-8), 10)
	case colors == Colors256:
		out = strconv.AppendInt(out, base+8, 10)
		out = append(out, ";5;"...)
		out = strconv.AppendInt(out, int64(c), 10)
	default:
		out = strconv.AppendInt(out, base+8, 10)
		out = append(out, ";2"...)
		for shift := 16; shift >= 0; shift -= 8 {
			out = append(out, ';')
			out = strconv.AppendInt(out, int64(c>>shift&0xff), 10)
		}
	}
	b.Write(out)
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
