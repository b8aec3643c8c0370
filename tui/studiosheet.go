package tui

import (
	"fmt"
	"image"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/canvas"
)

// sheetSide is the longest side in pixels of a picture on a contact sheet.
const sheetSide = 480

// sheetTool picks one of several takes. The others stay versions too.
type sheetTool struct {
	p       *studioScreen
	takes   []*version
	sheet   *image.NRGBA
	id      string
	columns int
	cell    image.Point
	at      int
}

// spread lays takes out to be picked from.
func (p *studioScreen) spread(takes []*version) tea.Cmd {
	if len(takes) == 1 {
		return p.turn(takes[0])
	}
	t := &sheetTool{p: p, takes: takes, columns: min(len(takes), 3)}
	if len(takes) == 4 {
		t.columns = 2
	}
	data := make([][]byte, len(takes))
	for i, v := range takes {
		data[i] = v.Data
		t.id += string(v.Hash[:16])
	}
	return func() tea.Msg {
		err := t.make(data)
		return p.answered(func() tea.Cmd { return p.pick(t, err) })
	}
}

// make lays the sheet out.
func (t *sheetTool) make(data [][]byte) error {
	pictures := make([]image.Image, len(data))
	for i, d := range data {
		img, err := canvas.Decode(d)
		if err != nil {
			continue // its cell stays empty
		}
		pictures[i] = img
		if t.cell == (image.Point{}) {
			t.cell = canvas.FitSize(img.Bounds().Size(), image.Pt(sheetSide, sheetSide))
		}
	}
	if t.cell == (image.Point{}) {
		return canvas.ErrEmpty
	}
	var err error
	t.sheet, err = canvas.ContactSheet(pictures, t.columns, t.cell)
	return err
}

// pick takes up the sheet.
func (p *studioScreen) pick(t *sheetTool, err error) tea.Cmd {
	if err != nil {
		p.say(game.Plain(err))
		return p.turn(t.takes[0])
	}
	p.tool = t
	return p.show()
}

// press implements tool.
func (t *sheetTool) press(k string) (bool, tea.Cmd) {
	n := len(t.takes)
	switch k {
	case "left":
		t.at = max(t.at-1, 0)
	case "right":
		t.at = min(t.at+1, n-1)
	case "up":
		if t.at >= t.columns {
			t.at -= t.columns
		}
	case "down":
		if t.at+t.columns < n {
			t.at += t.columns
		}
	case "enter", "space":
		return true, t.p.turn(t.takes[t.at])
	default:
		if len(k) == 1 && k[0] >= '1' && int(k[0]-'0') <= n {
			t.at = int(k[0] - '1')
		}
	}
	return false, nil
}

// drag implements tool: a click selects a take, and a second one picks it.
func (t *sheetTool) drag(in spotOn, msg tea.MouseMsg) tea.Cmd {
	click, ok := msg.(tea.MouseClickMsg)
	if !ok || click.Button != tea.MouseLeft {
		return nil
	}
	at := in.on(t.sheet.Rect.Size())
	for i := range t.takes {
		switch {
		case !at.In(canvas.ContactCell(i, t.columns, t.cell)):
		case i == t.at:
			return t.p.handle("enter")
		default:
			t.at = i
			return t.p.show()
		}
	}
	return nil
}

// see implements tool.
func (t *sheetTool) see() sight {
	at, size := t.at, t.sheet.Rect.Size()
	draw := func(base image.Image) (image.Image, error) {
		img := canvas.NRGBA(base)
		k := float64(img.Rect.Dx()) / float64(size.X)
		r := canvas.ContactCell(at, t.columns, t.cell)
		frame := image.Rect(int(float64(r.Min.X)*k), int(float64(r.Min.Y)*k), int(float64(r.Max.X)*k), int(float64(r.Max.Y)*k))
		frameIn(img, frame)
		return img, nil
	}
	return sight{id: fmt.Sprintf("sheet %s %d", t.id, at), size: size, base: t.sheet, of: t.id, draw: draw}
}

// bar implements tool.
func (t *sheetTool) bar() []stroke {
	return []stroke{{"enter", "pick it"}, {"left", ""}, {"right", "another"}}
}

// says implements tool.
func (t *sheetTool) says() string {
	return fmt.Sprintf("Take %d of %d. All of them stay among the versions.", t.at+1, len(t.takes))
}
