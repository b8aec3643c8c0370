package canvas

import (
	"bytes"
	"encoding/binary"
	"slices"

	"journey/game"
)

// Bare returns a PNG, JPEG or WebP without what its file says beside the picture: no
// time and place of a photograph, no camera, no comment, no note, no thumbnail, and
// nothing after its end, where phones put further pictures. No pixel is encoded again,
// and colours are read as before. How a photograph was held is gone as well: turn it
// upright first. A file that is torn ends where it is torn; of another format nothing
// is left.
func Bare(picture []byte) []byte {
	switch game.PictureFormat(picture) {
	case "png":
		return barePNG(picture)
	case "jpg":
		return bareJPEG(picture)
	case "webp":
		return bareWebP(picture)
	}
	return nil
}

func barePNG(png []byte) []byte {
	out := slices.Clone(png[:8])
	for c := range chunks(png) {
		if slices.Contains([]string{"IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "IDAT", "IEND"}, c.kind) {
			out = append(out, c.whole...)
		}
		if c.kind == "IEND" {
			break
		}
	}
	return out
}

// The markers of a JPEG among its pixels.
const (
	markRestart = 0xd0 // to 0xd7
	markEnd     = 0xd9
	markFill    = 0xff
)

func bareJPEG(jpg []byte) []byte {
	out := slices.Clone(jpg[:2])
	for rest := jpg[2:]; len(rest) >= 2 && rest[0] == 0xff; {
		switch mark := rest[1]; {
		case mark == markFill:
			rest = rest[1:]
			continue
		case mark == markEnd:
			return append(out, rest[:2]...)
		case mark == 0x01 || mark == 0xd8 || mark&0xf8 == markRestart: // without a length
			rest = rest[2:]
			continue
		}
		if len(rest) < 4 {
			break
		}
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if n < 4 || n > len(rest) {
			break
		}
		s := segment{mark: rest[1], body: rest[4:n], whole: rest[:n]}
		if s.mark == markScan {
			n += pixelsOf(rest[n:])
			out = append(out, rest[:n]...)
		} else if s.isPicture() {
			out = append(out, s.whole...)
		}
		rest = rest[n:]
	}
	return out
}

// isPicture reports whether a segment is needed to see the picture as it is meant.
func (s segment) isPicture() bool {
	switch s.mark {
	case markApp + 0:
		return bytes.HasPrefix(s.body, []byte("JFIF\x00")) && len(s.body) == 14 // a longer one has a thumbnail
	case markApp + 2:
		return bytes.HasPrefix(s.body, []byte("ICC_PROFILE\x00"))
	case markApp + 14:
		return bytes.HasPrefix(s.body, []byte("Adobe"))
	}
	return s.mark&0xf0 != markApp && s.mark != markComment
}

// pixelsOf is how many bytes of a scan come before the next marker.
func pixelsOf(scan []byte) int {
	for i := 0; i+1 < len(scan); i++ {
		if scan[i] == 0xff && scan[i+1] != 0 && scan[i+1]&0xf8 != markRestart {
			return i
		}
	}
	return len(scan)
}

func bareWebP(webp []byte) []byte {
	const head, frame = 12, 8 // bytes of the file's head, and of a chunk's
	end := min(uint64(binary.LittleEndian.Uint32(webp[4:]))+8, uint64(len(webp)))
	out := slices.Clone(webp[:head])
	for rest := webp[min(head, end):end]; len(rest) >= frame; {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		whole := frame + size + size&1
		if frame+size > uint64(len(rest)) {
			break
		}
		whole = min(whole, uint64(len(rest)))
		at := len(out)
		switch string(rest[:4]) {
		case "VP8X":
			out = append(out, rest[:whole]...)
			if size > 0 {
				out[at+frame] &^= 0x0c // says that EXIF and XMP follow
			}
		case "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF":
			out = append(out, rest[:whole]...)
		}
		rest = rest[whole:]
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
