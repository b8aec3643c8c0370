package picture

import (
	"cmp"
	"image"
	"image/color"
	"io"
	"slices"
	"strconv"
)

const (
	sixelColors = 256
	sixelBand   = 6 // pixels
)

// registers returns how many colours a picture may have.
func (t Terminal) registers() int {
	n := sixelColors
	if t.Registers > 0 {
		n = min(max(t.Registers, 2), sixelColors)
	}
	if t.wholeBands() && n == sixelColors {
		n-- // register 0 is black, see encodeSixel
	}
	return n
}

// encodeSixel returns the sixel string of a part of the picture, which a decoder
// turns back into the very same pixels. Terminals that know whole bands alone fill what is
// left of the last one with register 0, so for them black comes first.
func encodeSixel(img *image.Paletted, area image.Rectangle, black bool) payload {
	regs := newRegisters(img, area, black)
	all := make(payload, 2+chunksOf(area))
	all[0], all[len(all)-1] = regs.header(area), []byte(sixelEnd)
	packChunks(img, area, regs, func(i int, chunk []byte) { all[1+i] = slices.Clone(chunk) })
	return all
}

// writeSixel writes what encodeSixel returns, and keeps none of it: each chunk is written
// from where it was packed, when its turn comes. The string is ended whatever happens.
func writeSixel(w io.Writer, img *image.Paletted, area image.Rectangle, black bool) error {
	if area.Empty() {
		return nil
	}
	regs := newRegisters(img, area, black)
	if _, err := w.Write(regs.header(area)); err != nil {
		return err //nolint:wrapcheck // Print does
	}
	order := newTurns()
	var failed error
	packChunks(img, area, regs, func(i int, chunk []byte) {
		order.take(i, func() {
			if failed == nil {
				_, failed = w.Write(chunk)
			}
		})
	})
	_, err := io.WriteString(w, sixelEnd)
	return cmp.Or(failed, err)
}

const sixelEnd = "\x1b\\"

// A goroutine packs so many bands before it takes others. A chunk of bands starts with no
// colour chosen, so it stands alone.
const (
	bandsAtOnce = 4
	chunkRows   = bandsAtOnce * sixelBand
)

func chunksOf(area image.Rectangle) int { return (area.Dy() + chunkRows - 1) / chunkRows }

// packChunks packs all chunks of an area. Put gets each with its number, in any order and
// from several goroutines; the memory of a chunk is used again when put returns.
func packChunks(img *image.Paletted, area image.Rectangle, regs *registers, put func(i int, chunk []byte)) {
	chunks := chunksOf(area)
	parallel(chunks, func(next func() int) {
		p := newPacker(area.Dx(), regs)
		for i := next(); i < chunks; i = next() {
			top := area.Min.Y + i*chunkRows
			p.chunk(img, image.Rect(area.Min.X, top, area.Max.X, min(top+chunkRows, area.Max.Y)), i == 0)
			put(i, p.out)
		}
	})
}

// registers are the colours that a part of a picture uses, numbered from 0 without
// gaps, which tmux needs. Colours used most have the shortest numbers.
type registers struct {
	of     [256]uint8 // by index of the picture's palette
	colors color.Palette
}

func newRegisters(img *image.Paletted, area image.Rectangle, black bool) *registers {
	count := countPixels(img, area)
	order := make([]uint8, 0, len(count))
	for i, n := range count {
		if n > 0 {
			order = append(order, uint8(i))
		}
	}
	slices.SortStableFunc(order, func(a, b uint8) int { return count[b] - count[a] })
	r := &registers{}
	if black {
		r.colors = append(r.colors, color.RGBA64{A: 0xffff})
	}
	for _, i := range order {
		r.of[i] = uint8(len(r.colors))
		r.colors = append(r.colors, img.Palette[i])
	}
	return r
}

// countPixels returns how many pixels each index of the palette has.
func countPixels(img *image.Paletted, area image.Rectangle) (count [256]int) {
	// Neighbours are often the same: counting them apart, none waits for the other.
	var second, third, fourth [256]int
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := img.Pix[img.PixOffset(area.Min.X, y):][:area.Dx()]
		for ; len(row) >= 4; row = row[4:] {
			count[row[0]]++
			second[row[1]]++
			third[row[2]]++
			fourth[row[3]]++
		}
		for _, p := range row {
			count[p]++
		}
	}
	for i := range count {
		count[i] += second[i] + third[i] + fourth[i]
	}
	return count
}

// header starts the string: the size, and what the registers hold.
func (r *registers) header(area image.Rectangle) []byte {
	b := make([]byte, 0, 64+len(r.colors)*16)
	b = append(b, "\x1bP0;0;8q\"1;1;"...)
	b = strconv.AppendInt(b, int64(area.Dx()), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(area.Dy()), 10)
	for i, c := range r.colors {
		red, green, blue, _ := c.RGBA()
		b = append(b, '#')
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(b, ";2"...)
		for _, v := range [...]uint32{red, green, blue} {
			b = append(b, ';')
			b = strconv.AppendInt(b, int64((v*levels+0x7fff)/0xffff), 10)
		}
	}
	return b
}
