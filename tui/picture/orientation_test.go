package picture_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"journey/tui/picture"
)

// letter is an F of 3x5 squares.
const letter = "###\n#..\n##.\n#..\n#.."

func TestDecodeTurnsPhotographsUpright(t *testing.T) {
	t.Parallel()
	stored := map[int]string{ // how cameras store the letter
		1: letter,
		2: "###\n..#\n.##\n..#\n..#",
		3: "..#\n..#\n.##\n..#\n###",
		4: "#..\n#..\n##.\n#..\n###",
		5: "#####\n#.#..\n#....",
		6: "#....\n#.#..\n#####",
		7: "....#\n..#.#\n#####",
		8: "#####\n..#.#\n....#",
	}
	for orientation, rows := range stored {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			photo := photograph(t, rows, order, orientation)
			if turned := picture.Turned(photo); turned != (orientation > 1) {
				t.Errorf("orientation %d, %v: turned is %v", orientation, order, turned)
			}
			src, err := picture.Decode(photo)
			if err != nil {
				t.Fatal(err)
			}
			if got := squares(src.Image); got != letter {
				t.Errorf("orientation %d, %v: got\n%s", orientation, order, got)
			}
			if b := src.Image.Bounds(); src.Size != (picture.Size{W: b.Dx(), H: b.Dy()}) {
				t.Errorf("orientation %d: size %v of %v", orientation, src.Size, b)
			}
		}
	}
}

func TestDecodeReadsPhotographsWithDamagedNotes(t *testing.T) {
	t.Parallel()
	whole := photograph(t, letter, binary.BigEndian, 6)
	at := bytes.Index(whole, []byte("MM\x00*"))
	for i := at; i < at+26; i++ {
		for _, b := range []byte{0, 1, 0x80, 0xff} {
			damaged := bytes.Clone(whole)
			damaged[i] = b
			if _, err := picture.Decode(damaged); err != nil {
				t.Errorf("byte %d set to %d: %v", i-at, b, err)
			}
		}
	}
}

const square = 16 // pixels

// photograph is a JPEG of squares that says how it was held.
func photograph(t *testing.T, rows string, order binary.AppendByteOrder, orientation int) []byte {
	t.Helper()
	lines := strings.Split(rows, "\n")
	img := image.NewGray(image.Rect(0, 0, len(lines[0])*square, len(lines)*square))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if lines[y/square][x/square] == '#' {
				img.SetGray(x, y, color.Gray{255})
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	mark := "MM\x00*"
	if order.String() == binary.LittleEndian.String() {
		mark = "II*\x00"
	}
	exif := order.AppendUint32([]byte("Exif\x00\x00"+mark), 8)
	exif = order.AppendUint16(exif, 1)
	exif = order.AppendUint16(order.AppendUint16(exif, 0x112), 3)
	exif = order.AppendUint16(order.AppendUint32(exif, 1), uint16(orientation))
	exif = append(exif, 0, 0, 0, 0, 0, 0)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(2+len(exif)))
	return append(append(head, exif...), b.Bytes()[2:]...)
}

// squares reads a picture of squares back.
func squares(img image.Image) string {
	var rows []string
	for y := square / 2; y < img.Bounds().Dy(); y += square {
		var row strings.Builder
		for x := square / 2; x < img.Bounds().Dx(); x += square {
			if r, _, _, _ := img.At(x, y).RGBA(); r > 0x7fff {
				row.WriteByte('#')
			} else {
				row.WriteByte('.')
			}
		}
		rows = append(rows, row.String())
	}
	return strings.Join(rows, "\n")
}
