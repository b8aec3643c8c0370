package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/studio"
)

// studioWanted asks the play screen for the studio, with a picture of a chapter.
type studioWanted struct {
	chapter  game.ChapterID
	portrait string // the portrait of whom, "" for the picture of the chapter
	hash     game.Hash
}

// studioLeft says whether all is kept that was made.
type studioLeft struct {
	screen *studioScreen
	kept   []game.Hash
	err    error
}

// A storyBudget is a budget for what is made for a story.
type storyBudget struct {
	game.Budget
	id game.StoryID
}

// Reserve implements game.Budget.
func (b storyBudget) Reserve(ctx context.Context, _ game.StoryID, most float64) (func(usd float64) error, error) {
	return b.Budget.Reserve(ctx, b.id, most)
}

// studioOfFile opens the studio without a story.
func studioOfFile(s *session, f *File) *studioScreen {
	sub := subject{title: cmp.Or(game.CleanLine(f.Name), "a new picture"), file: f}
	if f.Data != nil {
		sub.at = game.HashOf(f.Data)
	}
	return newStudioScreen(s, nil, sub)
}

// toStudio leaves the story for a while, to work on a picture of it.
func (p *play) toStudio(w studioWanted) screen {
	if p.j == nil || p.turn != 0 {
		return p
	}
	story := p.j.Story()
	c, ok := story.Chapter(w.chapter)
	if !ok || len(c.Pictures) == 0 && w.portrait == "" || p.s.cfg.Game.Painter == nil {
		p.say("There is no picture to work on yet.")
		return p
	}
	sub := subject{
		title: fmt.Sprintf("chapter %d, %s", story.Depth(c.ID), c.Title), chapter: c.ID, portrait: w.portrait,
		chosen: c.Picture.Hash, at: cmp.Or(w.hash, c.Picture.Hash), style: story.Premise.Style,
	}
	if w.portrait != "" {
		sub.title, sub.chosen = "the portrait of "+w.portrait, w.hash
	}
	return newStudioScreen(p.s, p, sub)
}

// choose makes the version the picture of the chapter, or the portrait.
func (p *studioScreen) choose() tea.Cmd {
	v := p.family.at
	switch {
	case p.from == nil:
		p.say("This picture is of no story; ctrl+s saves it.")
		return nil
	case v.Hash == p.subject.chosen:
		p.say("That is the picture of the story already.")
		return nil
	}
	j, sub, data, hash := p.from.j, p.subject, v.Data, v.Hash
	ref := game.PictureRef{Prompt: v.Prompt, Painter: v.Model, Usage: v.Usage}
	return func() tea.Msg {
		var err error
		if sub.portrait != "" {
			err = j.Portray(sub.chapter, sub.portrait, data, ref)
		} else {
			err = j.Illustrate(sub.chapter, data, ref)
		}
		return p.answered(func() tea.Cmd {
			p.chosen(hash, err)
			return nil
		})
	}
}

func (p *studioScreen) chosen(h game.Hash, err error) {
	if err != nil {
		p.say(game.Plain(err))
		return
	}
	p.subject.chosen = h
	says := "This is the picture of the chapter now; the one before is kept."
	if name := p.subject.portrait; name != "" {
		says = "Pictures follow this portrait of " + name + " from now on."
	}
	p.say(says)
}

// save writes the version to a new file beside the one it came from.
func (p *studioScreen) save() tea.Cmd {
	if p.subject.file == nil || p.subject.file.Save == nil {
		p.say("Every version is kept as it is made; s makes this one the picture of the story.")
		return nil
	}
	save, data := p.subject.file.Save, p.family.at.Data
	var name string
	return p.work(commission{
		says: "saving",
		make: func(ctx context.Context, _ *studio.Studio) ([]studio.Version, error) {
			var err error
			name, err = save(ctx, data)
			return nil, err
		},
		finish: func() { p.say("Saved as " + game.CleanLine(name) + ".") },
	}, false)
}

// unkept are the versions that nothing keeps yet.
func (p *studioScreen) unkept() map[game.Hash][]byte {
	unkept := map[game.Hash][]byte{}
	for _, v := range p.family.all {
		if !v.kept && v.Data != nil && v.Op != "" {
			unkept[v.Hash] = v.Data
		}
	}
	return unkept
}

func (p *studioScreen) nowKept(hashes []game.Hash) {
	for _, h := range hashes {
		p.family.find(h).kept = true
	}
}

// leave goes once all is kept.
func (p *studioScreen) leave() tea.Cmd {
	p.interrupt()
	unkept := p.unkept()
	if p.quit {
		unkept = nil
	}
	return func() tea.Msg {
		left := studioLeft{screen: p}
		for h, data := range unkept {
			if err := p.keep(p.s.ctx, data); err != nil {
				left.err = err
			} else {
				left.kept = append(left.kept, h)
			}
		}
		return left
	}
}

// leaveAnyway answers that what is not kept may be lost.
type leaveAnyway struct{ screen *studioScreen }

// gone goes back to the story, or ends the program.
func (p *studioScreen) gone(msg studioLeft) (screen, tea.Cmd) {
	p.nowKept(msg.kept)
	switch {
	case msg.err != nil:
		why := game.Plain(msg.err)
		if errors.Is(msg.err, errNoKeep) {
			why = "What is made here ends with the studio."
		}
		return p, show(&question{
			title: "Leave the studio?", body: why + " Versions that were not chosen or saved are lost.",
			yes: "leave", no: "stay", refused: true, then: func() tea.Msg { return leaveAnyway{p} },
		})
	case p.from == nil:
		return p, tea.Quit
	}
	return p.from, nil
}
