package game

import (
	"cmp"
	"context"
	"errors"
	"fmt"
)

// A paintJob is a picture to be painted for a chapter.
type paintJob struct {
	chapter ChapterID
	scene   Scene
	cast    Cast
	premise Premise
	seed    uint64
	// after, when not nil, is closed once the chapter is part of the story; the
	// picture is not kept before.
	after chan struct{}
	// ahead says that the chapter is not being read yet: the picture is painted when
	// it can be, and nobody hears why not. Guarded by the journey's mu.
	ahead bool
}

// A painting is a paintJob under way.
type painting struct {
	paintJob
	life   context.Context // ended by cancel, or by the journey
	cancel context.CancelFunc
	done   chan struct{} // closed at its end
}

// Repaint paints the chapter being read anew; the earlier pictures are kept.
func (j *Journey) Repaint() error {
	j.mu.Lock()
	if j.closed {
		j.mu.Unlock()
		return ErrClosed
	}
	c, ok := j.story.Current()
	cast := j.story.CastAt(c.ID)
	premise := j.story.Premise
	j.mu.Unlock()
	if !ok || c.Scene.IsZero() {
		return ErrNoChoice
	}
	j.paint(j.ctx, paintJob{
		chapter: c.ID, scene: c.Scene, cast: cast, premise: premise, seed: uint64(len(c.Pictures)),
	})
	return nil
}

// illustrate paints a told chapter that has no picture.
func (j *Journey) illustrate(c Chapter, ahead bool) {
	if c.Scene.IsZero() || c.Picture.Hash != "" {
		return
	}
	j.mu.Lock()
	cast, premise := j.story.CastAt(c.ID), j.story.Premise
	under := false
	for p := range j.paints {
		under = under || p.chapter == c.ID && p.life.Err() == nil
	}
	j.mu.Unlock()
	if under {
		j.feed.send(PictureStarted{Chapter: c.ID}) // again, for who reads it only now
		return
	}
	j.paint(j.ctx, paintJob{chapter: c.ID, scene: c.Scene, cast: cast, premise: premise, ahead: ahead})
}

// claim makes a picture that is painted ahead one that is wanted, and cancels the
// others: the player reads chapter id next, or one that is not told yet for 0. The
// journey is locked.
func (j *Journey) claim(id ChapterID) {
	for p := range j.paints {
		switch {
		case !p.ahead:
		case p.chapter == id:
			p.ahead = false
			j.working.Go(func() { <-p.done })
		default:
			p.cancel()
		}
	}
}

// paint starts the job. The painting outlives the turn that started it but not
// the cancelling of that turn before its chapter was told.
func (j *Journey) paint(turn context.Context, job paintJob) *painting {
	if j.cfg.Painter == nil {
		return nil
	}
	p := &painting{paintJob: job, done: make(chan struct{})}
	life, cancel := context.WithCancel(j.ctx)
	p.life, p.cancel = life, cancel
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		cancel()
		return nil
	}
	j.paints[p] = struct{}{}
	group := &j.working
	if job.ahead {
		group = &j.ahead
	}
	group.Go(func() {
		defer close(p.done)
		defer cancel()
		if p.after != nil {
			defer context.AfterFunc(turn, p.cancelUntold)()
		}
		j.finishPainting(life, p)
	})
	return p
}

// cancelUntold is called when the turn is over: a picture whose chapter was told
// stays wanted.
func (p *painting) cancelUntold() {
	select {
	case <-p.after:
	default:
		p.cancel()
	}
}

func (j *Journey) finishPainting(ctx context.Context, p *painting) {
	note, err := j.runPainting(ctx, p)
	j.mu.Lock()
	delete(j.paints, p)
	j.mu.Unlock()
	switch {
	case err == nil && note == "" && !j.unclaimed(p):
		j.portray(j.ctx, p)
	case err == nil:
	case ctx.Err() != nil:
		j.feed.send(PictureMissed{Chapter: p.chapter})
	default:
		j.feed.send(PictureMissed{Chapter: p.chapter, Err: err})
		j.noteMissed(ctx, p, cmp.Or(note, Plain(err)))
	}
}

// noteMissed keeps why a chapter has no picture. The player was told by PictureMissed.
func (j *Journey) noteMissed(ctx context.Context, p *painting, why string) {
	if j.unclaimed(p) || p.wanted(ctx) != nil {
		return
	}
	if err := j.record(Noted{Chapter: p.chapter, Text: why}, nil); err != nil {
		j.feed.send(Notice{Text: Plain(err)})
	}
}

// runPainting returns what is to be said of a picture that stands in for another, or,
// with an error, of none.
func (j *Journey) runPainting(ctx context.Context, p *painting) (note string, err error) {
	j.feed.send(PictureStarted{Chapter: p.chapter})
	req := PaintRequest{
		Scene: p.scene, Present: p.cast.Present(p.scene.Present), Premise: p.premise,
		Size: j.cfg.PictureSize, N: 1, Seed: p.seed,
	}
	req.Anchors = j.anchors(ctx, req.Present)
	pic, note, err := j.paintOrSpare(ctx, p, req, func(pic Picture) {
		j.feed.send(PictureArrived{Chapter: p.chapter, Data: pic.Data, Partial: true})
	})
	if err != nil {
		j.spend(ForPicture, p.chapter, pic.Usage)
		return note, err
	}
	ref := PictureRef{
		Hash: HashOf(pic.Data), Prompt: pic.Prompt, Painter: pic.Painter, Note: note, Usage: pic.Usage,
	}.clean()
	j.feed.send(PictureArrived{Chapter: p.chapter, Picture: ref, Data: pic.Data})
	if err := p.wanted(ctx); err != nil {
		j.spend(ForPicture, p.chapter, ref.Usage)
		return "", err
	}
	if note != "" {
		j.note(p.chapter, note)
	}
	if err := j.record(PicturePainted{Chapter: p.chapter, Picture: ref}, pic.Data); err != nil {
		return "", err
	}
	return note, nil
}

// wanted waits until the picture's chapter is told; an error says that it never
// will be.
func (p *painting) wanted(ctx context.Context) error {
	if p.after == nil {
		return nil
	}
	select {
	case <-p.after:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// paintOrSpare returns a picture with the usage of all that was tried for it, also
// with an error.
func (j *Journey) paintOrSpare(ctx context.Context, p *painting, req PaintRequest, progress func(Picture)) (Picture, string, error) {
	if j.cfg.SparePainter != nil && j.isOffline() {
		pic, err := j.paintOne(ctx, j.cfg.SparePainter, req, progress)
		return pic, "", err
	}
	pic, err := j.paintOne(ctx, j.cfg.Painter, req, progress)
	if err == nil || ctx.Err() != nil || j.unclaimed(p) {
		return pic, "", err
	}
	note := "The painter failed: " + Plain(err)
	switch {
	case errors.Is(err, ErrBudget):
		note = Plain(err)
	case errors.Is(err, ErrRefused):
		pic, note, err = j.paintMildly(ctx, p, req, pic, err, progress)
	}
	if err == nil || ctx.Err() != nil || j.cfg.SparePainter == nil {
		return pic, note, err
	}
	vain := pic.Usage
	pic, err = j.paintOne(ctx, j.cfg.SparePainter, req, progress)
	pic.Usage = pic.Usage.Plus(vain)
	if err != nil {
		return pic, note + " The offline painter failed too: " + Plain(err), err
	}
	return pic, note + " The picture is painted offline instead.", nil
}

// unclaimed reports whether the picture's chapter is not being read yet.
func (j *Journey) unclaimed(p *painting) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return p.ahead
}

func (j *Journey) paintOne(ctx context.Context, p Painter, req PaintRequest, progress func(Picture)) (Picture, error) {
	pics, used, err := j.painted(ctx, p, req, progress)
	switch {
	case err != nil:
		return Picture{Usage: used}, fmt.Errorf("paint scene: %w", err)
	case len(pics) == 0 || PictureFormat(pics[0].Data) == "":
		return Picture{Usage: used}, errors.New("the painter sent no picture")
	}
	pics[0].Usage = used
	return pics[0], nil
}
