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
// A picture carries a note of what it was painted from. By it [Painter.Describe]
// says what is seen, and [Painter.Edit] composes the scene anew or follows an
// instruction. A part of any picture is painted over, or its world continued
// beyond the frame, by copying square for square from where it looks alike.
//
// Everything is computed in whole numbers from the request alone. The same
// request and seed give the same bytes.
package pixel

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"journey/game"
	geometry "journey/game/canvas"
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
	nextSeed   = 0x9e3779b9 // from one picture of a request to the next
)

// A Painter paints scenes as pixel art. It keeps no state of a story and may be
// used by many at once.
type Painter struct {
	places []place
}

// New returns a painter that knows every set.
func New() *Painter { return &Painter{places: places()} }

// Sizes are the sizes that it paints.
func (p *Painter) Sizes() geometry.Sizes { return geometry.Sizes{MinEdge: minSide, MaxEdge: maxSide} }

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
	painted := noteOf(r, f)
	prompt := promptOf(r)
	if r.Prompt != "" {
		painted, prompt = p.imagined(r.Prompt, painted), noteWord(r.Prompt)
	}
	var out []game.Picture
	var preview func([]byte)
	if progress != nil {
		preview = func(data []byte) {
			progress(game.Picture{Data: data, Prompt: prompt, Painter: name, Partial: true})
		}
	}
	for i := range max(r.N, 1) {
		n := painted
		n.Seed += uint64(i) * nextSeed
		data, err := p.one(ctx, n, preview)
		if err != nil {
			return nil, err
		}
		out = append(out, game.Picture{Data: data, Prompt: prompt, Painter: name})
	}
	return out, nil
}

// one paints a single picture in stages; ctx is looked at between them. A preview
// is made after each stage but the last when it is wanted.
func (p *Painter) one(ctx context.Context, n note, preview func([]byte)) ([]byte, error) {
	f := frameOf(game.PictureSize{W: n.Width, H: n.Height})
	s, stages := p.stages(n, f)
	tone := styleOf(n.Style)
	for i, stage := range stages {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("paint picture: %w", err)
		}
		stage()
		if preview == nil || i+1 == len(stages) {
			continue
		}
		data, err := s.develop(tone, f.preview())
		if err != nil {
			return nil, err
		}
		preview(data)
	}
	data, err := s.develop(tone, f)
	if err != nil {
		return nil, err
	}
	return n.sign(data), nil
}

// stages are what a picture is painted in: the set, its people, what is nearer.
func (p *Painter) stages(n note, f frame) (*stage, []func()) {
	if bareGround(n.Scene.Place) {
		s := newStage(f.cols, f.rows, game.Scene{}, backdrop(), n.Seed)
		return s, []func(){func() { s.portray(n) }}
	}
	pl := p.find(n.Scene, n.Land)
	s := newStage(f.cols, f.rows, n.Scene, pl, n.Seed)
	s.turned = n.Turned
	return s, []func(){
		func() { s.build(pl, n.Scene) },
		func() {
			if n.Asked != "" && len(n.Scene.Present) > 0 {
				s.exhibit(n.Asked, pl, true)
			}
			s.people(n.Scene, n.Present)
		},
		func() {
			if !s.close {
				s.finish(pl)
			}
			if n.Asked != "" && len(n.Scene.Present) == 0 {
				s.exhibit(n.Asked, pl, false)
			}
		},
	}
}

// develop turns the canvas as it is now into an encoded picture.
func (s *stage) develop(tone style, f frame) ([]byte, error) {
	out := s.expose()
	s.fall(out)
	if !s.even {
		s.mood(out)
	}
	if tone != nil {
		tone(out, s.w, s.h)
	}
	if s.turned {
		for y := range s.h {
			slices.Reverse(out[y*s.w:][:s.w])
		}
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
