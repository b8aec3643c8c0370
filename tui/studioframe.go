package tui

import (
	"fmt"
	"image"

	tea "charm.land/bubbletea/v2"

	"journey/game/canvas"
)

// frameTool moves the edges of the picture's frame outwards.
type frameTool struct {
	p  *studioScreen
	by canvas.Margins
}

func newFrameTool(p *studioScreen) *frameTool { return &frameTool{p: p} }

// step is how far an edge moves at once, in pixels: an eighth of the picture.
func (t *frameTool) step() (x, y int) {
	size := t.p.open.size
	return max(size.X/8, 1), max(size.Y/8, 1)
}

// move moves the edge on a side by steps, outwards or back, as far as there may be
// pixels.
func (t *frameTool) move(side string, steps int) {
	x, y := t.step()
	to := t.by
	switch side {
	case "left":
		to.Left = max(0, to.Left+steps*x)
	case "right":
		to.Right = max(0, to.Right+steps*x)
	case "up":
		to.Up = max(0, to.Up+steps*y)
	case "down":
		to.Down = max(0, to.Down+steps*y)
	}
	if size := t.size(to); size.X > canvas.MaxPixels/size.Y {
		t.p.say("The picture can be no larger than that.")
		return
	}
	t.by = to
}

func (t *frameTool) size(by canvas.Margins) image.Point {
	return t.p.open.size.Add(image.Pt(by.Left+by.Right, by.Up+by.Down))
}

// press implements tool.
func (t *frameTool) press(k string) (bool, tea.Cmd) {
	switch k {
	case "left", "right", "up", "down":
		t.move(k, 1)
	case "shift+left", "shift+right", "shift+up", "shift+down":
		t.move(k[len("shift+"):], -1)
	case "a":
		for _, side := range []string{"left", "right", "up", "down"} {
			t.move(side, 1)
		}
	case "u":
		t.by = canvas.Margins{}
	case "enter":
		if t.by == (canvas.Margins{}) {
			t.p.say("The frame is where it was: an arrow moves the edge on its side outwards.")
			return false, nil
		}
		return false, t.p.extend(t.by)
	}
	return false, nil
}

// drag implements tool: a click moves the edge that is nearest outwards, and one of
// the right button back.
func (t *frameTool) drag(at spotOn, msg tea.MouseMsg) tea.Cmd {
	click, ok := msg.(tea.MouseClickMsg)
	if !ok {
		return nil
	}
	side, least := "left", at.x
	for s, off := range map[string]float64{"right": 1 - at.x, "up": at.y, "down": 1 - at.y} {
		if off < least {
			side, least = s, off
		}
	}
	switch click.Button {
	case tea.MouseLeft:
		t.move(side, 1)
	case tea.MouseRight:
		t.move(side, -1)
	default:
		return nil
	}
	return t.p.show()
}

// see implements tool.
func (t *frameTool) see() sight {
	o, by := t.p.open, t.by
	w, h := float64(o.size.X), float64(o.size.Y)
	return sight{
		id: fmt.Sprintf("frame %s %v", o.hash, by), size: t.size(by), base: o.img, of: string(o.hash),
		draw: func(base image.Image) (image.Image, error) {
			return framed(base, float64(by.Left)/w, float64(by.Up)/h, float64(by.Right)/w, float64(by.Down)/h), nil
		},
	}
}

// bar implements tool.
func (t *frameTool) bar() []stroke {
	return []stroke{{"enter", "paint it"}, {"left", ""}, {"right", ""}, {"up", ""}, {"down", "move an edge"}, {"a", "all sides"}, {"u", "start over"}}
}

// says implements tool.
func (t *frameTool) says() string {
	size := t.size(t.by)
	return fmt.Sprintf("Arrows move the edges outwards, with shift back. The new picture has %d×%d pixels.", size.X, size.Y)
}
