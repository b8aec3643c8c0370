// Package pixel paints the pictures of a story as pixel art, with neither a
// network nor a model: a [Painter] reads the words of a [game.Scene] and builds
// a set, lights it and puts the people on it.
//
// # How a picture is made
//
// The place names a set: a list of parts (sky, skyline, a room in perspective,
// props that stand in it, things close to the eye) that paint onto a small
// canvas, back to front. Time gives the sky and the light from everywhere,
// light the hues of everything that glows, weather the air and what falls. The
// people follow from their descriptions: the same words, or the same name
// where there are none, give the same figure in every picture. Then the canvas
// is lit: lamps, bloom, haze and mirroring floors, dithered in steps; toned by
// the art style; reduced to a palette of at most 64 colours; and scaled up by a
// whole number.
//
// Everything is computed in whole numbers from the request alone. The same
// request and seed give the same bytes.
package pixel

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"journey/game"
)

// MaxPictures is how many pictures one request may ask for.
const MaxPictures = 8

// ErrTooMany is wrapped by the error for a request of more than [MaxPictures].
var ErrTooMany = errors.New("too many pictures in one request")

const (
	minSide = 64
	maxSide = 4096
	// canvasArea is about how many pixels a picture has before it is scaled up:
	// 256 by 171 for one of 1536 by 1024.
	canvasArea = 256 * 171
	maxPrompt  = 2000 // bytes
	name       = "offline"
)

// A Painter paints scenes as pixel art. It keeps no state of a story and may be
// used by many at once.
type Painter struct {
	places []place
}

// New returns a painter that knows every set.
func New() *Painter { return &Painter{places: places()} }

// Paint implements [game.Painter]. Pictures are PNGs of the size asked for, at
// least 64 and at most 4096 pixels a side; 1536 by 1024 when none is asked for.
// It sends two partial pictures of each, smaller than the whole: the empty
// set, and the set with its people.
func (p *Painter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if r.N > MaxPictures {
		return nil, fmt.Errorf("paint %d pictures: %w: at most %d", r.N, ErrTooMany, MaxPictures)
	}
	r.Scene = readable(r.Scene)
	f := frameOf(r.Size)
	prompt := promptOf(r)
	var out []game.Picture
	var preview func([]byte)
	if progress != nil {
		preview = func(data []byte) {
			progress(game.Picture{Data: data, Prompt: prompt, Painter: name, Partial: true})
		}
	}
	for i := range max(r.N, 1) {
		data, err := p.one(ctx, r, f, r.Seed+uint64(i)*0x9e3779b9, preview)
		if err != nil {
			return nil, err
		}
		out = append(out, game.Picture{Data: data, Prompt: prompt, Painter: name})
	}
	return out, nil
}

// one paints a single picture in stages; ctx is looked at between them. A preview
// is made after each stage but the last when it is wanted.
func (p *Painter) one(ctx context.Context, r game.PaintRequest, f frame, seed uint64, preview func([]byte)) ([]byte, error) {
	pl := p.find(r.Scene.Place)
	s := newStage(f.cols, f.rows, r.Scene, pl, seed)
	tone := styleOf(r.Premise.Style)
	for _, stage := range []func(){
		func() { s.build(pl, r.Scene) },
		func() { s.people(r.Scene, r.Present) },
	} {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("paint picture: %w", err)
		}
		stage()
		if preview == nil {
			continue
		}
		data, err := s.develop(tone, f.preview())
		if err != nil {
			return nil, err
		}
		preview(data)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("paint picture: %w", err)
	}
	if !s.close {
		s.finish(pl)
	}
	return s.develop(tone, f)
}

// develop turns the canvas as it is now into an encoded picture.
func (s *stage) develop(tone style, f frame) ([]byte, error) {
	out := s.expose()
	s.fall(out)
	s.mood(out)
	if tone != nil {
		tone(out, s.w, s.h)
	}
	return encode(blowUp(quantise(out, s.w, s.h), f.scale, f.w, f.h))
}

// A frame is a picture's size, and that of the canvas it is scaled up from.
type frame struct{ w, h, scale, cols, rows int }

func frameOf(size game.PictureSize) frame {
	w, h := size.W, size.H
	if w <= 0 || h <= 0 {
		w, h = 1536, 1024
	}
	w, h = min(max(w, minSide), maxSide), min(max(h, minSide), maxSide)
	scale := max((isqrt(w*h*100/canvasArea)+5)/10, 1)
	return frame{w: w, h: h, scale: scale, cols: (w + scale - 1) / scale, rows: (h + scale - 1) / scale}
}

// preview is the frame of a partial picture: a third of the size.
func (f frame) preview() frame {
	n := max(f.scale/3, 1)
	return frame{w: f.cols * n, h: f.rows * n, scale: n, cols: f.cols, rows: f.rows}
}

// readable cuts the words of a scene to what is worth reading: they come from
// outside and may be of any length.
func readable(s game.Scene) game.Scene {
	for _, f := range []*string{&s.Place, &s.Time, &s.Light, &s.Weather, &s.Shot, &s.Mood, &s.Action} {
		*f = strings.ToValidUTF8((*f)[:min(len(*f), maxPrompt)], "")
	}
	return s
}

// promptOf is the words a picture was painted from.
func promptOf(r game.PaintRequest) string {
	s := r.Scene
	var parts []string
	for _, w := range []string{s.Shot, s.Place, s.Time, s.Weather, s.Light, s.Mood, strings.Join(s.Present, ", "), s.Action} {
		if w != "" {
			parts = append(parts, w)
		}
	}
	if len(parts) == 0 {
		parts = []string{"an unnamed place"}
	}
	text := strings.Join(parts, "; ")
	return strings.ToValidUTF8(text[:min(len(text), maxPrompt)], "")
}
