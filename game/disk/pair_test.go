package disk_test

import (
	"context"
	"iter"

	"journey/game"
	"journey/game/disk"
)

// A pair writes through one library and reads through another on the same folder.
type pair struct {
	*disk.Library
	reader *disk.Library
}

func (p pair) Read(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return p.reader.Read(ctx, id, after)
}

func (p pair) Watch(ctx context.Context, id game.StoryID, after uint64) iter.Seq2[game.Event, error] {
	return p.reader.Watch(ctx, id, after)
}

func (p pair) Picture(ctx context.Context, id game.StoryID, h game.Hash) ([]byte, error) {
	return p.reader.Picture(ctx, id, h)
}

func (p pair) List(ctx context.Context) ([]game.Entry, error) { return p.reader.List(ctx) }
