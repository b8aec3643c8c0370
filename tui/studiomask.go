package tui

import (
	"fmt"
	"image"
	"image/color"

	tea "charm.land/bubbletea/v2"

	"journey/game/canvas"
	"journey/tui/picture"
)

// maskTool paints on the picture what may change.
type maskTool struct {
	p     *studioScreen
	mask  *canvas.Mask
	marks []mark
	gen   int // counts the changes
	at    spotOn
	brush int // of brushes
	erase bool
	boxes bool         // it draws rectangles
	pen   bool         // the pen of the keyboard is down
	held  bool         // the button of the mouse is
	last  image.Point  // where the stroke has come to
	from  *image.Point // the first corner of a rectangle
}

// A mark is a piece of a stroke, a rectangle, or an inversion.
type mark struct {
	from, to image.Point
	radius   int
	boxed    bool
	invert   bool
	on       bool
	first    bool // of a stroke: undo takes back to here
}

// brushes are the radiuses in 200ths of the picture's longer side.
func brushes() []int { return []int{1, 2, 4, 8, 16, 32} }

func newMaskTool(p *studioScreen) *maskTool {
	return &maskTool{p: p, mask: canvas.NewMask(p.open.size), at: spotOn{0.5, 0.5}, brush: 3}
}

func (t *maskTool) radius() int {
	return max(1, brushes()[t.brush]*max(t.p.open.size.X, t.p.open.size.Y)/200)
}

// mark draws one more piece.
func (t *maskTool) mark(m mark) {
	t.marks = append(t.marks, m)
	t.apply(m)
	t.gen++
}

func (t *maskTool) apply(m mark) {
	switch {
	case m.invert:
		t.mask.Invert()
	case m.boxed:
		r := image.Rectangle{Min: m.from, Max: m.to}.Canon()
		r.Max = r.Max.Add(image.Pt(1, 1))
		t.mask.Rectangle(r, m.on)
	default:
		t.mask.Stroke(m.from, m.to, m.radius, m.on)
	}
}

// undo takes the last stroke back, by drawing those before it again.
func (t *maskTool) undo() {
	for len(t.marks) > 0 {
		last := t.marks[len(t.marks)-1]
		t.marks = t.marks[:len(t.marks)-1]
		if last.first {
			break
		}
	}
	t.mask = canvas.NewMask(t.p.open.size)
	for _, m := range t.marks {
		t.apply(m)
	}
	t.gen++
}

// touch begins a stroke, or sets the first corner of a rectangle.
func (t *maskTool) touch(at image.Point) {
	if t.boxes {
		t.from = &at
		return
	}
	t.last = at
	t.mark(mark{from: at, to: at, radius: t.radius(), on: !t.erase, first: true})
}

// pull goes on with a stroke.
func (t *maskTool) pull(at image.Point) {
	if t.boxes || at == t.last {
		return
	}
	t.mark(mark{from: t.last, to: at, radius: t.radius(), on: !t.erase})
	t.last = at
}

// lift ends a stroke, or sets the other corner of a rectangle.
func (t *maskTool) lift(at image.Point) {
	if t.boxes && t.from != nil {
		t.mark(mark{from: *t.from, to: at, boxed: true, on: !t.erase, first: true})
	}
	t.from = nil
}

// press implements tool.
func (t *maskTool) press(k string) (bool, tea.Cmd) {
	if t.walk(k) {
		return false, nil
	}
	switch k {
	case "space":
		at := t.at.on(t.p.open.size)
		if t.pen = !t.pen; t.pen {
			t.touch(at)
		} else {
			t.lift(at)
		}
	case "+", "=":
		t.brush = min(t.brush+1, len(brushes())-1)
	case "-":
		t.brush = max(t.brush-1, 0)
	case "r":
		t.boxes, t.pen, t.from = !t.boxes, false, nil
	case "x":
		t.erase = !t.erase
	case "i":
		t.mark(mark{invert: true, first: true})
	case "u":
		t.undo()
	case "enter":
		if t.mask.Empty() {
			t.p.say("Nothing is marked yet: space or the mouse marks what may change.")
			return false, nil
		}
		t.pen = false
		return false, t.p.edit(t.mask.Clone())
	}
	return false, nil
}

// walk moves the cursor of the keyboard by cells.
func (t *maskTool) walk(k string) bool {
	by, ok := arrow(k)
	if !ok {
		return false
	}
	cells := t.p.easel.cells()
	t.at.x = min(max(t.at.x+float64(by.X)/float64(max(cells.W, 1)), 0), 1)
	t.at.y = min(max(t.at.y+float64(by.Y)/float64(max(cells.H, 1)), 0), 1)
	if t.pen {
		t.pull(t.at.on(t.p.open.size))
	}
	return true
}

// arrow is the step of an arrow key in cells: eight with shift.
func arrow(k string) (image.Point, bool) {
	step, ok := map[string]image.Point{
		"left": {X: -1}, "right": {X: 1}, "up": {Y: -1}, "down": {Y: 1},
		"shift+left": {X: -8}, "shift+right": {X: 8}, "shift+up": {Y: -8}, "shift+down": {Y: 8},
	}[k]
	return step, ok
}

// drag implements tool.
func (t *maskTool) drag(in spotOn, msg tea.MouseMsg) tea.Cmd {
	at := in.on(t.p.open.size)
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if msg.Button != tea.MouseLeft {
			return nil
		}
		t.pen, t.held, t.at = false, true, in
		t.touch(at)
	case tea.MouseMotionMsg:
		if !t.held {
			return nil
		}
		t.at = in
		t.pull(at)
	case tea.MouseReleaseMsg:
		if !t.held {
			return nil
		}
		t.held = false
		t.lift(at)
	case tea.MouseWheelMsg:
		t.press(map[tea.MouseButton]string{tea.MouseWheelUp: "+", tea.MouseWheelDown: "-"}[msg.Button])
	}
	return t.p.show()
}

// see implements tool.
func (t *maskTool) see() sight {
	o := t.p.open
	mask, at, size, tint := t.mask.Clone(), t.at.on(o.size), o.size, t.tint()
	radius, from := t.radius(), t.from
	if t.boxes {
		radius = max(1, size.X/200)
	}
	draw := func(base image.Image) (image.Image, error) {
		img := canvas.Tint(base, mask, tint)
		k := float64(img.Rect.Dx()) / float64(size.X)
		scaled := func(p image.Point) image.Point { return image.Pt(int(float64(p.X)*k), int(float64(p.Y)*k)) }
		if from != nil {
			outline(img, image.Rectangle{Min: scaled(*from), Max: scaled(at)}.Canon())
		}
		ring(img, scaled(at), max(1, int(float64(radius)*k)))
		return img, nil
	}
	id := fmt.Sprintf("mask %s %d %v %d %v %p", o.hash, t.gen, at, radius, t.boxes, t)
	return sight{id: id, size: size, over: o.src, base: o.img, of: string(o.hash), draw: draw}
}

// tint is the colour of what may change: white where there are none.
func (t *maskTool) tint() color.NRGBA {
	if term := t.p.s.terminal; term.Protocol == picture.Blocks && term.Colors == picture.NoColor {
		return color.NRGBA{255, 255, 255, 240}
	}
	return color.NRGBA{255, 0, 128, 140}
}

// bar implements tool.
func (t *maskTool) bar() []stroke {
	pen := "pen down"
	if t.pen {
		pen = "pen up"
	}
	return []stroke{{"enter", "paint it"}, {"space", pen}, {"+", "larger"}, {"-", "smaller"}, {"r", "rectangle"}, {"x", "eraser"}, {"i", "invert"}, {"u", "undo"}}
}

// says implements tool.
func (t *maskTool) says() string {
	what := fmt.Sprintf("a brush of %d pixels", 2*t.radius()+1)
	if t.boxes {
		what = "rectangles, corner to corner"
	}
	if t.erase {
		what += ", erasing"
	}
	return "Mark what may change: " + what + ". The mouse, or arrows (shift: 8 cells) and space."
}
