package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"journey/game"
	"journey/game/disk"
	"journey/openaiclient"
	"journey/openaiclient/openaitest"
)

// A way of telling and showing a story.
type way struct {
	name       string
	sequential bool
	ahead      game.Prefetch
}

// timing is one chapter, from the moment the reader chose.
type timing struct {
	title, scene, prose, choices, picture time.Duration
	// waited is how long the reader had nothing to read: before the first word of
	// prose, and from the last one to the choices.
	waited time.Duration
}

// play plays a story. The server, the client, the journey and the files are real.
func (w way) play(ctx context.Context, c conditions) (played []timing, err error) {
	server := openaitest.New(openaitest.Options{
		First: c.scaled(c.first), Picture: c.scaled(c.picture), Token: c.scaled(time.Duration(float64(time.Second) / c.tokens)),
	})
	defer server.Close()
	client, err := openaiclient.New(openaiclient.Config{BaseURL: server.URL()})
	if err != nil {
		return nil, err
	}
	defer client.Close()
	dir, err := os.MkdirTemp("", "journey-latency-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	library, err := disk.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, library.Close()) }()
	cfg := game.Config{Library: library, Narrator: client.Narrator(), Painter: client.Painter(), Prefetch: w.ahead}
	if w.sequential {
		cfg.Painter = nil // the reader's loop paints, once all is told
	}
	j, err := game.Start(ctx, cfg, game.StoryStarted{Title: "Measured", Premise: game.Premise{Prompt: "A lighthouse at the end of the world", Length: game.Medium}})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	r := reader{c: c, j: j}
	if w.sequential {
		r.painter = client.Painter()
	}
	for n := range c.chapters {
		t, err := r.chapter(ctx, n)
		if err != nil {
			return nil, fmt.Errorf("chapter %d: %w", n+1, err)
		}
		played = append(played, t)
	}
	return played, nil
}

// A reader reads and chooses.
type reader struct {
	c       conditions
	j       *game.Journey
	painter game.Painter // set when pictures are painted after the text
	shown   game.Chapter
	asked   time.Time
	timing  timing
}

func (r *reader) since() time.Duration { return r.c.told(time.Since(r.asked)) }

// chapter asks for a chapter, reads it to its end and waits for its picture.
func (r *reader) chapter(ctx context.Context, n int) (timing, error) {
	r.timing, r.asked = timing{}, time.Now()
	err := r.choose(n)
	if err != nil {
		return timing{}, err
	}
	told := false
	for !told {
		if told, err = r.next(ctx, nil); err != nil {
			return timing{}, err
		}
	}
	if r.painter != nil {
		if _, err := r.painter.Paint(ctx, game.PaintRequest{Scene: r.shown.Scene, N: 1}, nil); err != nil {
			return timing{}, err
		}
		all := r.since()
		r.timing = timing{title: all, scene: all, prose: all, choices: all, picture: all}
	}
	reading := time.Duration(float64(len(strings.Fields(r.shown.Prose))) / r.c.wpm * float64(time.Minute))
	end := max(r.timing.prose+reading, r.timing.choices)
	r.timing.waited = end - reading
	// The reader reads on while the picture comes, and looks at it before going on.
	clock := time.NewTimer(time.Until(r.asked.Add(r.c.scaled(end))))
	defer clock.Stop()
	read := false
	for !read || r.timing.picture == 0 {
		if read, err = r.next(ctx, clock.C); err != nil {
			return timing{}, err
		}
		read = read || r.since() >= end
	}
	return r.timing, nil
}

func (r *reader) choose(n int) error {
	if n == 0 {
		return r.j.Begin()
	}
	return r.j.Choose(1 + n%len(r.shown.Choices))
}

// next takes the next update, or the end of reading; true when the chapter is told
// or read.
func (r *reader) next(ctx context.Context, read <-chan time.Time) (bool, error) {
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case <-read:
		return true, nil
	case u := <-r.j.Updates():
		return r.take(u)
	}
}

func (r *reader) take(u game.Update) (bool, error) {
	switch u := u.(type) {
	case game.TitleKnown:
		r.timing.title = r.since()
	case game.SceneKnown:
		r.timing.scene = r.since()
	case game.ProseArrived:
		if r.timing.prose == 0 {
			r.timing.prose = r.since()
		}
	case game.Told:
		r.shown = u.Chapter
		r.timing.choices = r.since()
		return true, nil
	case game.Moved: // it was told ahead: everything is there at once
		r.shown = u.Chapter
		all := r.since()
		r.timing.title, r.timing.scene, r.timing.prose, r.timing.choices = all, all, all, all
		return true, nil
	case game.PictureArrived:
		if !u.Partial {
			r.timing.picture = r.since()
		}
	case game.PictureMissed:
		return false, fmt.Errorf("no picture: %w", u.Err)
	case game.Failed:
		return false, u.Err
	case game.Notice:
		return false, errors.New(u.Text)
	}
	return false, nil
}
