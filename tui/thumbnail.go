package tui

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"sync"

	"journey/game"
	"journey/game/canvas"
	"journey/tui/picture"
)

// Thumbnails keeps small pictures from one start of the program to the next. What it
// returns is not trusted: a thumbnail that is broken is made anew.
type Thumbnails interface {
	// Thumbnail returns what was kept last for a picture.
	Thumbnail(h game.Hash) ([]byte, error)
	// KeepThumbnail keeps the thumbnail of a picture, or does not.
	KeepThumbnail(h game.Hash, data []byte) error
}

const (
	thumbnailSide    = 384 // pixels, the longer side at most
	thumbnailQuality = 88
	thumbnailsInMind = 4 << 20 // bytes kept in memory, about 200 pictures
)

// thumbnails makes small pictures of large ones, and keeps them. They are kept
// encoded, at a tenth of their size, as on the disk. It is safe for use by several
// goroutines.
type thumbnails struct {
	store Thumbnails // may be nil

	mu    sync.Mutex
	kept  map[game.Hash][]byte
	order []game.Hash // oldest first
	size  int
}

func newThumbnails(store Thumbnails) *thumbnails {
	return &thumbnails{store: store, kept: map[game.Hash][]byte{}}
}

// get returns the thumbnail of a picture. Only when none is kept, or what is kept is
// broken, read is asked for the picture. A store that keeps nothing costs time alone,
// so its errors are nobody's business.
func (t *thumbnails) get(ctx context.Context, h game.Hash, read func(context.Context) ([]byte, error)) (image.Image, error) {
	t.mu.Lock()
	data, ok := t.kept[h]
	t.mu.Unlock()
	if !ok && t.store != nil && h.Valid() {
		if stored, err := t.store.Thumbnail(h); err == nil {
			data = stored
		}
	}
	if img, err := decodeThumbnail(data); err == nil {
		if !ok {
			t.remember(h, data)
		}
		return img, nil
	}
	large, err := read(ctx)
	if err != nil {
		return nil, err
	}
	img, data, err := makeThumbnail(large)
	if err != nil {
		return nil, err
	}
	t.remember(h, data)
	if t.store != nil && h.Valid() {
		_ = t.store.KeepThumbnail(h, data)
	}
	return img, nil
}

func (t *thumbnails) remember(h game.Hash, data []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old, ok := t.kept[h]; ok { // it stays where it is in the order
		t.size -= len(old)
	} else {
		t.order = append(t.order, h)
	}
	t.kept[h] = data
	for t.size += len(data); t.size > thumbnailsInMind && len(t.order) > 1; t.order = t.order[1:] {
		t.size -= len(t.kept[t.order[0]])
		delete(t.kept, t.order[0])
	}
}

func decodeThumbnail(data []byte) (image.Image, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode thumbnail: %w", err)
	}
	if format != "jpeg" || config.Width > thumbnailSide || config.Height > thumbnailSide {
		return nil, fmt.Errorf("decode thumbnail: a %s of %dx%d is none", format, config.Width, config.Height)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode thumbnail: %w", err)
	}
	return img, nil
}

// makeThumbnail makes a picture small; the limits are those of picture.Decode. Small
// ones keep their size.
func makeThumbnail(large []byte) (image.Image, []byte, error) {
	src, err := picture.Decode(large)
	if err != nil {
		return nil, nil, err
	}
	side := min(thumbnailSide, max(src.Size.W, src.Size.H))
	small, err := canvas.Fit(src.Image, image.Pt(side, side))
	if err != nil {
		return nil, nil, err
	}
	flat := image.NewRGBA(small.Rect)
	draw.Draw(flat, flat.Rect, image.NewUniform(color.Black), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, small, image.Point{}, draw.Over)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, flat, &jpeg.Options{Quality: thumbnailQuality}); err != nil {
		return nil, nil, fmt.Errorf("encode thumbnail: %w", err)
	}
	return flat, b.Bytes(), nil
}
