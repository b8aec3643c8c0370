package canvas

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"
)

// secret is where a photograph was taken.
const secret = "GPS 51.5007 N"

// gps is a secret as the EXIF of a file.
const gps = "Exif\x00\x00II*\x00" + secret

// placedPNG is a picture that says where it was taken, in each way that a PNG can.
func placedPNG(t *testing.T) (plainly, placed []byte) {
	t.Helper()
	plainly = encoded(t, plain(9, 7, color.NRGBA{200, 40, 90, 180}))
	placed = slices.Clone(plainly[:33])
	for _, kind := range []string{"eXIf", "iTXt", "tEXt", "zTXt", "ABCD"} {
		placed = binary.BigEndian.AppendUint32(placed, uint32(len(gps)))
		at := len(placed)
		placed = append(placed, kind+gps...)
		placed = binary.BigEndian.AppendUint32(placed, crc32.ChecksumIEEE(placed[at:]))
	}
	return plainly, append(append(placed, plainly[33:]...), gps...)
}

func placedJPEG(t *testing.T) (plainly, placed []byte) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 7)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	plainly = b.Bytes()
	placed = slices.Clone(plainly[:2])
	for _, s := range []struct {
		mark byte
		body string
	}{{0xe0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x01\x01" + secret}, {0xe1, gps}, {0xe1, "http://ns.adobe.com/xap/1.0/\x00" + secret}, {0xe2, "MPF\x00" + secret}, {0xed, secret}, {0xfe, secret}} {
		placed = binary.BigEndian.AppendUint16(append(placed, 0xff, s.mark), uint16(len(s.body)+2))
		placed = append(placed, s.body...)
	}
	placed = append(placed, plainly[2:]...)
	return plainly, append(placed, placed...) // and once more behind the end, as phones do
}

func placedWebP(t *testing.T) (plainly, placed []byte) {
	t.Helper()
	plainly, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	chunk := func(kind, body string) {
		placed = append(placed, kind...)
		placed = binary.LittleEndian.AppendUint32(placed, uint32(len(body)))
		placed = append(placed, body...)
		if len(body)%2 > 0 {
			placed = append(placed, 0)
		}
	}
	placed = slices.Clone(plainly[:12])
	chunk("VP8X", "\x1c\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	placed = append(placed, plainly[12:]...)
	chunk("EXIF", gps+"!")
	chunk("XMP ", secret)
	chunk("what", secret)
	binary.LittleEndian.PutUint32(placed[4:], uint32(len(placed)-8))
	return plainly, append(placed, secret...)
}

// TestBare takes away what a file says, and no pixel, also where the file is torn.
func TestBare(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func(*testing.T) (plainly, placed []byte){"PNG": placedPNG, "JPEG": placedJPEG, "WebP": placedWebP} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plainly, placed := of(t)
			bare := Bare(placed)
			want, err := Decode(plainly)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Decode(bare)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(NRGBA(got).Pix, NRGBA(want).Pix) {
				t.Error("other pixels")
			}
			if !bytes.Equal(Bare(bare), bare) {
				t.Error("what is bare is not left as it is")
			}
			if name != "WebP" && !bytes.Equal(bare, plainly) {
				t.Errorf("%d bytes, %d without what was added", len(bare), len(plainly))
			}
			for n := range len(placed) + 1 {
				if left := Bare(placed[:n]); bytes.Contains(left, []byte(secret)) {
					t.Fatalf("torn after %d bytes it says where it was taken", n)
				}
			}
		})
	}
	if Bare([]byte("GIF89a"+secret)) != nil || Bare(nil) != nil {
		t.Error("something is left of what is no picture")
	}
}
