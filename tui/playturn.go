package tui

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// happened shows one update of the journey.
func (p *play) happened(u game.Update) tea.Cmd {
	switch u := u.(type) {
	case game.TurnStarted:
		p.asked, p.again = false, false
		p.begin(u)
	case game.Waiting:
		p.waits = u.Why
	case game.TitleKnown:
		p.page.title = u.Title
	case game.SceneKnown:
		p.page.scene = u.Scene
	case game.ProseArrived:
		p.page.prose.text += u.Text
	case game.Told:
		return p.finish(u.Chapter)
	case game.Moved:
		return p.moved(u.Chapter)
	case game.Broken:
		p.story = p.j.Story()
		p.breakOff(u.Off)
	case game.Capped:
		return p.atCap(u)
	case game.Stopped:
		p.say("Stopped. The story stands where it stood.")
		return p.back()
	case game.Failed:
		p.say(game.Plain(u.Err))
		return p.back()
	case game.Paid:
		p.story = p.j.Story()
	case game.Notice:
		p.say(u.Text)
	default:
		return p.painted(u)
	}
	return nil
}

func (p *play) begin(u game.TurnStarted) {
	p.page.blank()
	p.turn, p.next, p.broken, p.started, p.waits = u.Turn, u.Chapter, nil, time.Now(), ""
	p.page.now = p.started
	p.page.art.awaited = p.s.cfg.Game.Painter != nil // keep its place free
	if !u.Again {
		p.notices = nil
	}
}

// moved puts up a chapter that was told before, and goes on back if that was
// wished meanwhile.
func (p *play) moved(c game.Chapter) tea.Cmd {
	p.story = p.j.Story()
	again := p.again
	p.asked, p.again = false, false
	cmd := p.read(c)
	if again && c.Parent != 0 {
		return tea.Batch(cmd, p.goBack())
	}
	return cmd
}

// finish keeps what streamed in on screen, with the words as they were settled,
// and offers the choices.
func (p *play) finish(c game.Chapter) tea.Cmd {
	p.story = p.j.Story()
	p.stand()
	p.chapter, p.cursor, p.turn = c, 0, 0
	p.page.title, p.page.prose.text, p.page.scene = c.Title, c.Prose, c.Scene
	if c.Scene.IsZero() && !p.page.art.making {
		p.page.art.awaited = false // nobody will paint it
	}
	return nil
}

// back shows the chapter the story stands at, after a turn came to nothing.
func (p *play) back() tea.Cmd {
	p.turn, p.asked, p.again = 0, false, false
	p.stand()
	p.story = p.j.Story()
	p.recall()
	if off := p.story.Broken; off != nil {
		p.showBroken(*off)
		return p.page.prepare()
	}
	if c, ok := p.story.Current(); ok {
		return p.read(c)
	}
	p.page.blank()
	return nil
}

// painted shows what became of a picture, if it is one of the chapter on screen.
func (p *play) painted(u game.Update) tea.Cmd {
	switch u := u.(type) {
	case game.PictureStarted:
		if p.awaits(u.Chapter) {
			p.page.now = time.Now()
			p.page.art.begin(p.page.now)
		}
	case game.PictureArrived:
		if p.awaits(u.Chapter) {
			p.page.art.making = u.Partial
			return p.page.art.put(u.Data, u.Partial)
		}
	case game.PictureMissed:
		// Painting stops with the chapter when that breaks off: what is said of it is enough, and
		// which of the two is heard first is chance.
		if stopped := u.Err == nil && p.turn != 0; p.awaits(u.Chapter) && !stopped {
			p.missed(u.Err)
		}
	}
	return nil
}

// missed says why there is no new picture: in its place, or below when an earlier
// one stands there.
func (p *play) missed(err error) {
	why := game.Plain(err)
	switch {
	case err == nil:
		why = "Painting was stopped; p paints it."
	case errors.Is(err, game.ErrRefused):
		why = "The painter declined this scene; p asks once more."
	}
	p.page.art.miss(why)
	if p.page.art.src != nil || p.page.art.loading > 0 {
		p.say(why)
	}
}

// awaits reports whether the page shows the chapter, or is where it is being told.
func (p *play) awaits(id game.ChapterID) bool {
	if p.turn != 0 {
		return id == p.next
	}
	return p.broken == nil && id == p.chapter.ID
}
