package tui

import (
	"context"
	"errors"

	"journey/game"
	"journey/game/studio"
)

// Versions keeps the pictures made in the studio. Each says itself what it was made
// from. Every method may be called from several goroutines.
type Versions interface {
	// Put stores a picture, durable when it returns.
	Put(ctx context.Context, data []byte) (game.Hash, error)
	// Get returns a stored picture.
	Get(ctx context.Context, h game.Hash) ([]byte, error)
	// Head returns the first bytes of one, with its note.
	Head(ctx context.Context, h game.Hash) ([]byte, error)
	// List returns all, the oldest first.
	List(ctx context.Context) ([]game.Hash, error)
}

// read gathers the versions of the subject: its own pictures, and what was made of
// them before.
func (p *studioScreen) read(ctx context.Context) ([]version, error) {
	all, err := p.originals(ctx)
	if err != nil || p.s.cfg.Versions == nil || len(all) == 0 {
		return all, err
	}
	kept, err := p.s.cfg.Versions.List(ctx)
	if err != nil {
		return all, err
	}
	var others []version
	for _, h := range kept {
		head, err := p.s.cfg.Versions.Head(ctx, h)
		if err != nil {
			continue // it was taken away meanwhile
		}
		if v := studio.Noted(head); v.Parent != "" {
			v.Hash = h
			others = append(others, version{Version: v, kept: true})
		}
	}
	return descendants(all, others), nil
}

// descendants adds to some versions the others that came from them.
func descendants(all, others []version) []version {
	in := map[game.Hash]bool{}
	for _, v := range all {
		in[v.Hash] = true
	}
	for more := true; more; {
		more = false
		for _, v := range others {
			if in[v.Parent] && !in[v.Hash] {
				in[v.Hash], more = true, true
				all = append(all, v)
			}
		}
	}
	return all
}

// originals are the pictures that the subject has already.
func (p *studioScreen) originals(ctx context.Context) ([]version, error) {
	if f := p.subject.file; f != nil {
		if f.Data == nil {
			return nil, nil
		}
		v, err := studio.Open(f.Data)
		if err != nil {
			return nil, err
		}
		kept := p.keep(ctx, f.Data) == nil
		return []version{{v, kept}}, nil
	}
	var all []version
	for _, ref := range p.refs() {
		data, err := p.s.cfg.Library.Picture(ctx, p.from.j.Story().ID, ref.Hash)
		if errors.Is(err, game.ErrNotFound) {
			continue
		}
		if err != nil {
			return all, err
		}
		v := studio.Noted(data)
		v.Hash, v.Model, v.Usage = ref.Hash, ref.Painter, ref.Usage
		if v.Op == "" {
			v.Prompt = ref.Prompt
		}
		all = append(all, version{v, true})
	}
	return all, nil
}

// refs are the pictures of the chapter, or the portraits of the one portrayed.
func (p *studioScreen) refs() []game.PictureRef {
	story := p.from.j.Story()
	if name := p.subject.portrait; name != "" {
		var refs []game.PictureRef
		for _, portrait := range story.Portraits() {
			if portrait.Name == name {
				refs = append(refs, portrait.Picture)
			}
		}
		return refs
	}
	c, _ := story.Chapter(p.subject.chapter)
	return c.Pictures
}

// bytes reads a version.
func (p *studioScreen) bytes(ctx context.Context, h game.Hash) ([]byte, error) {
	if p.s.cfg.Versions != nil {
		if data, err := p.s.cfg.Versions.Get(ctx, h); err == nil {
			return data, nil
		}
	}
	if p.from == nil {
		return nil, game.ErrNotFound
	}
	return p.s.cfg.Library.Picture(ctx, p.from.j.Story().ID, h)
}
