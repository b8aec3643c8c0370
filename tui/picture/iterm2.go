package picture

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
)

const jpegQuality = 90

// encodeITerm2 returns an inline image of a part of the picture that fills cells.
func encodeITerm2(img *image.RGBA, area image.Rectangle, cells Size) (payload, error) {
	var data bytes.Buffer
	var err error
	if all := distinct(img, artColors); all != nil { // JPEG would blur pixel art
		err = png.Encode(&data, all.paletted(img).SubImage(area))
	} else {
		err = jpeg.Encode(&data, img.SubImage(area), &jpeg.Options{Quality: jpegQuality})
	}
	if err != nil {
		return nil, fmt.Errorf("encode inline image: %w", err)
	}
	text := base64.StdEncoding.EncodeToString(data.Bytes())
	return payload{fmt.Appendf(nil, "\x1b]1337;File=inline=1;size=%d;width=%d;height=%d;preserveAspectRatio=0;doNotMoveCursor=1:%s\a",
		data.Len(), cells.W, cells.H, text)}, nil
}
