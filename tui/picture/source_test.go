package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"journey/tui/picture"
)

func TestDecodeReadsPicturesOfTheWeb(t *testing.T) {
	t.Parallel()
	img := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.Black, color.White})
	files := map[string]func(*bytes.Buffer) error{
		"png":  func(b *bytes.Buffer) error { return png.Encode(b, img) },
		"jpeg": func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) },
		"gif": func(b *bytes.Buffer) error {
			return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{img, img}, Delay: []int{1, 1}})
		},
		"webp": func(b *bytes.Buffer) error { _, err := b.Write(tinyWebP()); return err },
	}
	ids := map[string]bool{}
	for name, write := range files {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		src, err := picture.Decode(b.Bytes())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name != "webp" && src.Size != (picture.Size{W: 30, H: 20}) {
			t.Errorf("%s: size %v, want 30x20", name, src.Size)
		}
		if len(src.ID) != 64 || ids[src.ID] {
			t.Errorf("%s: id %q is not its own hash", name, src.ID)
		}
		ids[src.ID] = true
	}
}

func TestDecodeRefusesHostilePictures(t *testing.T) {
	t.Parallel()
	var good bytes.Buffer
	if err := png.Encode(&good, image.NewRGBA(image.Rect(0, 0, 40, 40))); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":              {nil, picture.ErrFormat},
		"text":                 {[]byte("\x1b]0;owned\a not a picture"), picture.ErrFormat},
		"bomb, 12000x12000":    {pngHeader(12000, 12000), picture.ErrTooLarge},
		"one side too long":    {pngHeader(4097, 1), picture.ErrTooLarge},
		"sides that overflow":  {pngHeader(1<<31-1, 1<<31-1), picture.ErrDamaged},
		"no width":             {pngHeader(0, 10), picture.ErrDamaged},
		"header only":          {pngHeader(10, 10), picture.ErrDamaged},
		"cut in the header":    {good.Bytes()[:20], picture.ErrDamaged},
		"cut in the pixels":    {good.Bytes()[:good.Len()/2+10], picture.ErrDamaged},
		"gif of no size":       {[]byte("GIF89a\x00\x00\x00\x00\x00\x00\x00;"), picture.ErrEmpty},
		"gif of 65535 squared": {[]byte("GIF89a\xff\xff\xff\xff\x00\x00\x00;"), picture.ErrTooLarge},
		"a file of 33 MB":      {make([]byte, 33<<20), picture.ErrTooLarge},
	} {
		src, err := picture.Decode(c.data)
		if src != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

// pngHeader is a PNG that promises w times h pixels and has none.
func pngHeader(w, h uint32) []byte {
	chunk := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)...)
	chunk = append(chunk, 8, 6, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	b = append(b, chunk...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(chunk))
}

// tinyWebP is the smallest lossy WebP, of 1x1 pixel.
func tinyWebP() []byte {
	return []byte("RIFF\x24\x00\x00\x00WEBPVP8 \x18\x00\x00\x000\x01\x00\x9d\x01\x2a\x01\x00\x01\x00\x01\x40\x26\x25\xa4\x00\x03p\x00\xfe\xfd6h\x00")
}
