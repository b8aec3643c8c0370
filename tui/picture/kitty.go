package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi/kitty"
)

const kittyChunk = 4096 // bytes of base64 in one APC string

// kittyPlaceholders returns the cells of image number. Rows and columns above the
// number of diacritics (297) cannot be named.
func kittyPlaceholders(id string, number int, cells Size) string {
	var b strings.Builder
	b.Grow(cells.W * cells.H * 40)
	for y := range cells.H {
		if y > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("\x1b[38;5;" + strconv.Itoa(number) + "m")
		for x := range cells.W {
			writeMarker(&b, id, x, y)
			b.WriteRune(kitty.Placeholder)
			b.WriteRune(kitty.Diacritic(y))
			b.WriteRune(kitty.Diacritic(x))
		}
		b.WriteString("\x1b[39m")
	}
	return b.String()
}

// kittyMost is the largest side in cells that placeholders can name.
const kittyMost = 297

// kittyImage returns what is sent of a picture: what is quickest to local terminals,
// what is small to remote ones.
func (s *scratch) kittyImage(img *image.RGBA, t Terminal) image.Image {
	if t.Remote {
		return s.reduce(img, distinct(img, t.registers()), t.few())
	}
	return img
}

// encodeKitty returns the transfer of an area of an image, which is RGBA or has a palette.
// Control is what the transfer is for, such as a virtual placement for placeholders. Images
// without a number stay when others come.
func encodeKitty(img image.Image, area image.Rectangle, number int, control string, tmux bool) ([]byte, error) {
	var data bytes.Buffer
	var format string
	var err error
	switch img := img.(type) {
	case *image.RGBA:
		format = fmt.Sprintf("f=24,o=z,s=%d,v=%d", area.Dx(), area.Dy())
		err = deflate(&data, img, area)
	case *image.Paletted:
		format = "f=100"
		err = png.Encode(&data, img.SubImage(area))
	}
	if err != nil {
		return nil, fmt.Errorf("encode kitty image: %w", err)
	}
	text := base64.StdEncoding.EncodeToString(data.Bytes())
	var b bytes.Buffer
	if number > 0 {
		control += ",i=" + strconv.Itoa(number)
	}
	head := control + ",q=2," + format + ","
	for len(text) > 0 {
		n := min(len(text), kittyChunk)
		more := 1
		if n == len(text) {
			more = 0
		}
		writeKitty(&b, fmt.Sprintf("%sm=%d;%s", head, more, text[:n]), tmux)
		text, head = text[n:], ""
	}
	return b.Bytes(), nil
}

// writeKitty writes one command, wrapped for tmux when it is in the way.
func writeKitty(b *bytes.Buffer, command string, tmux bool) {
	if tmux {
		b.WriteString("\x1bPtmux;\x1b\x1b_G" + command + "\x1b\x1b\\\x1b\\")
		return
	}
	b.WriteString("\x1b_G" + command + "\x1b\\")
}

// deflate writes the bytes of all colours of an area, hardly compressed.
func deflate(b *bytes.Buffer, img *image.RGBA, area image.Rectangle) error {
	z, err := zlib.NewWriterLevel(b, zlib.BestSpeed)
	if err != nil {
		return err
	}
	line := make([]byte, area.Dx()*3)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := img.Pix[img.PixOffset(area.Min.X, y):]
		for x := range area.Dx() {
			copy(line[x*3:x*3+3], row[x*4:])
		}
		if _, err := z.Write(line); err != nil {
			return err
		}
	}
	return z.Close()
}
