package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
)

// upright is the orientation of a picture that is shown as it is stored.
const upright = 1

// Turned reports whether an encoded picture is stored in another way than it is to be
// seen: a photograph taken with the camera on its side, which [Decode] turns upright.
func Turned(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xd8\xff")) && orientation(data) != upright
}

// orientation returns how a JPEG was held when it was taken, from 1 to 8 as EXIF counts.
// It is upright when the file does not say.
func orientation(jpeg []byte) int {
	const startOfScan, app1 = 0xda, 0xe1
	for b := jpeg[min(2, len(jpeg)):]; len(b) >= 4 && b[0] == 0xff && b[1] != startOfScan; {
		size := 2 + int(binary.BigEndian.Uint16(b[2:]))
		if size < 4 || size > len(b) {
			break
		}
		if exif, ok := bytes.CutPrefix(b[4:size], []byte("Exif\x00\x00")); ok && b[1] == app1 {
			return orientationTag(exif)
		}
		b = b[size:]
	}
	return upright
}

// orientationTag looks in the first directory of a TIFF.
func orientationTag(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return upright
	}
	at := order.Uint32(tiff[4:])
	if int64(at)+2 > int64(len(tiff)) {
		return upright
	}
	const entry, tag = 12, 0x112
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < entry {
			break
		}
		if v := int(order.Uint16(entries[8:])); order.Uint16(entries) == tag && v >= upright && v <= 8 {
			return v
		}
		entries = entries[entry:]
	}
	return upright
}

// turn returns a picture of an orientation as it is to be seen.
func turn(img image.Image, orientation int) image.Image {
	if orientation == upright {
		return img
	}
	from := img.Bounds()
	w, h := from.Dx(), from.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation > 4 {
		size = image.Rect(0, 0, h, w)
	}
	turned, row := image.NewRGBA(size), image.NewRGBA(image.Rect(0, 0, w, 1))
	for y := range h {
		draw.Draw(row, row.Rect, img, from.Min.Add(image.Pt(0, y)), draw.Src)
		for x := range w {
			right, down := w-1-x, h-1-y
			to := [...]image.Point{{x, y}, {right, y}, {right, down}, {x, down}, {y, x}, {down, x}, {down, right}, {y, right}}[orientation-1]
			turned.SetRGBA(to.X, to.Y, row.RGBAAt(x, 0))
		}
	}
	return turned
}
