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
	"runtime"
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
		"gif, an empty frame":  {emptyFrame(), picture.ErrEmpty},
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

// TestHostilePicturesStayWithinMemory decodes what promises or unpacks to far more than
// it has bytes. Memory given back in between counts too, so this is more than the peak.
func TestHostilePicturesStayWithinMemory(t *testing.T) {
	for name, data := range map[string][]byte{
		"png of 12000 squared":               pngHeader(12000, 12000),
		"png bomb of 4096 squared, 16 bits":  bombPNG(t, image.NewNRGBA64(image.Rect(0, 0, 4096, 4096))),
		"png bomb of 4096 squared":           bombPNG(t, image.NewGray(image.Rect(0, 0, 4096, 4096))),
		"gif of many large frames":           bombGIF(t),
		"jpeg, progressive, of 4096 squared": jpegHeader(4096, 4096, 0xc2, 1),
		"jpeg of 12000 squared":              jpegHeader(12000, 12000, 0xc0, 1),
		"jpeg of a thousand scans":           jpegHeader(2000, 2000, 0xc2, 1000),
		"webp of 12000 squared":              webpHeader(12000, 12000),
		"webp, the header smaller than all":  append(webpHeader(10, 10), make([]byte, 100)...),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		src, err := picture.Decode(data)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > picture.MaxMemory+8<<20 {
			t.Errorf("%s: %d MB for a file of %d KB", name, used>>20, len(data)>>10)
		}
		if src == nil && !errors.Is(err, picture.ErrTooLarge) && !errors.Is(err, picture.ErrDamaged) {
			t.Errorf("%s: %v does not say what is wrong", name, err)
		}
		if src == nil != (err != nil) {
			t.Errorf("%s: picture %v and error %v", name, src, err)
		}
	}
}

// TestLargePicturesOfOnesOwnAreMadeSmaller, up to a limit.
func TestLargePicturesOfOnesOwnAreMadeSmaller(t *testing.T) {
	t.Parallel()
	for size, want := range map[image.Point]picture.Size{
		image.Pt(5000, 2500):  {W: 4096, H: 2048},
		image.Pt(6000, 10):    {W: 4096, H: 6},
		image.Pt(4096, 4096):  {W: 4096, H: 4096},
		image.Pt(300, 200):    {W: 300, H: 200},
		image.Pt(12000, 5000): {W: 4096, H: 1706},
	} {
		data := bombPNG(t, image.NewGray(image.Rectangle{Max: size}))
		src, err := picture.DecodeLarge(data)
		if err != nil || src.Size != want || src.Image.Bounds().Dx() != want.W {
			t.Errorf("%v: got %v, %v, want %v", size, src, err, want)
		}
		if _, err := picture.Decode(data); (err != nil) != (want.W != size.X) {
			t.Errorf("%v: Decode says %v", size, err)
		}
	}
	for name, data := range map[string][]byte{
		"12000 squared": pngHeader(12000, 12000),
		"too long":      pngHeader(20000, 1),
		"progressive":   jpegHeader(8000, 8000, 0xc2, 1),
	} {
		if _, err := picture.DecodeLarge(data); !errors.Is(err, picture.ErrTooLarge) {
			t.Errorf("%s: %v, want %v", name, err, picture.ErrTooLarge)
		}
	}
}

// emptyFrame is a GIF of 10x10 pixels whose first frame has none.
func emptyFrame() []byte {
	return []byte("GIF89a\x0a\x00\x0a\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x02,\x00\x00;")
}

func bombPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bombGIF(t *testing.T) []byte {
	t.Helper()
	frame := image.NewPaletted(image.Rect(0, 0, 2048, 2048), color.Palette{color.Black, color.White})
	var all gif.GIF
	for range 100 {
		all.Image, all.Delay = append(all.Image, frame), append(all.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &all); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// jpegHeader is a JPEG that promises w times h pixels in some scans, and has none.
func jpegHeader(w, h uint16, frame byte, scans int) []byte {
	b := []byte{0xff, 0xd8, 0xff, frame, 0, 17, 8}
	b = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(b, h), w)
	b = append(b, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
	for range scans {
		b = append(b, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0)
	}
	return append(b, 0xff, 0xd9)
}

// webpHeader is an extended WebP of w times h pixels whose picture is missing.
func webpHeader(w, h uint32) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00")
	for _, side := range []uint32{w - 1, h - 1} {
		b = append(b, byte(side), byte(side>>8), byte(side>>16))
	}
	b = append(b, "VP8L\xff\xff\x00\x00\x2f\xff\xff\xff\xff"...)
	binary.LittleEndian.PutUint32(b[4:], 1<<16)
	return b
}

func TestRenderRefusesSizesBeyondAnyScreen(t *testing.T) {
	t.Parallel()
	for _, p := range []picture.Protocol{picture.Blocks, picture.Sixel, picture.Kitty, picture.ITerm2} {
		_, err := picture.Render(t.Context(), noise(t, 5, 5), picture.Size{W: 4096, H: 4096}, picture.Terminal{Protocol: p})
		if !errors.Is(err, picture.ErrTooLarge) {
			t.Errorf("%v: got %v, want %v", p, err, picture.ErrTooLarge)
		}
	}
}
