package tui

import (
	"fmt"
	"image"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/canvas"
)

// wipeTool shows a version left of a line, and what became of it right of it.
type wipeTool struct {
	p             *studioScreen
	before, after image.Image
	id            string
	at            float64 // of the line, from 0 to 1
}

// wipe compares the selected version with the one it was made from.
func (p *studioScreen) wipe() tea.Cmd {
	parent := p.family.find(p.family.at.Parent)
	if parent == nil {
		p.say("This version was made from no other, so there is nothing to compare it with.")
		return nil
	}
	after := p.open
	return p.load(parent, func(_ []byte, before opened, err error) tea.Cmd { return p.compare(before, after, err) })
}

// compare takes up the wipe.
func (p *studioScreen) compare(before, after opened, err error) tea.Cmd {
	switch {
	case err != nil:
		p.say("The version before cannot be shown: " + game.Plain(err))
		return nil
	case after.hash != p.open.hash || p.tool != nil || p.labour != nil:
		return nil // the player went on
	}
	p.tool = &wipeTool{p: p, before: shown(before.img), after: shown(after.img), id: string(before.hash[:16] + after.hash[:16]), at: 0.5}
	return p.show()
}

// press implements tool.
func (t *wipeTool) press(k string) (bool, tea.Cmd) {
	cells := max(1, t.p.easel.cells().W)
	if by, ok := arrow(k); ok {
		t.at = min(max(t.at+float64(by.X)/float64(cells), 0), 1)
	}
	switch k {
	case "home":
		t.at = 0
	case "end":
		t.at = 1
	case "enter", "w":
		return true, nil
	}
	return false, nil
}

// drag implements tool.
func (t *wipeTool) drag(at spotOn, msg tea.MouseMsg) tea.Cmd {
	switch msg.(type) {
	case tea.MouseClickMsg, tea.MouseMotionMsg:
		t.at = min(max(at.x, 0), 1)
		return t.p.show()
	}
	return nil
}

// see implements tool.
func (t *wipeTool) see() sight {
	at, after := t.at, t.after
	return sight{
		id: fmt.Sprintf("wipe %s %.4f", t.id, at), size: t.before.Bounds().Size(), base: t.before, of: "before " + t.id,
		draw: func(base image.Image) (image.Image, error) { return canvas.Wipe(base, after, at), nil },
	}
}

// bar implements tool.
func (t *wipeTool) bar() []stroke {
	return []stroke{{"left", ""}, {"right", "move the line"}, {"home", "all after"}, {"end", "all before"}, {"enter", "done"}}
}

// says implements tool.
func (t *wipeTool) says() string {
	return "Before is left of the line, after is right of it. Arrows (shift: 8 cells) or the mouse move it."
}
