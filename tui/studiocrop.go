package tui

import (
	"fmt"
	"image"

	tea "charm.land/bubbletea/v2"

	"journey/game/canvas"
)

// cropTool moves a frame within the picture.
type cropTool struct {
	p     *studioScreen
	frame image.Rectangle
	ratio int // of ratios
	from  *image.Point
}

// ratios are the shapes a frame may be locked to; the first is none.
func ratios() []canvas.Ratio { return []canvas.Ratio{{}, {W: 1, H: 1}, {W: 3, H: 2}, {W: 16, H: 9}} }

func newCropTool(p *studioScreen) *cropTool {
	t := &cropTool{p: p, ratio: 1}
	t.frame = canvas.CropRect(p.open.size, t.locked(), canvas.Centre())
	return t
}

func (t *cropTool) locked() canvas.Ratio { return ratios()[t.ratio] }

// focus is the middle of the frame.
func (t *cropTool) focus() canvas.Focus {
	size := t.p.open.size
	mid := t.frame.Min.Add(t.frame.Max)
	return canvas.Focus{X: float64(mid.X) / float64(2*size.X), Y: float64(mid.Y) / float64(2*size.Y)}
}

// resize gives the frame another size around its middle, in its ratio and within the
// picture.
func (t *cropTool) resize(w, h int) {
	size, least := t.p.open.size, min(16, t.p.open.size.X, t.p.open.size.Y)
	to := image.Pt(min(max(w, least), size.X), min(max(h, least), size.Y))
	if t.ratio > 0 {
		to = canvas.CropRect(to, t.locked(), canvas.Centre()).Size()
	}
	mid := t.frame.Min.Add(t.frame.Max).Div(2)
	t.frame = within(image.Rectangle{Max: to}.Add(mid.Sub(to.Div(2))), size)
}

// within moves a frame into the picture.
func within(r image.Rectangle, size image.Point) image.Rectangle {
	x := min(max(r.Min.X, 0), size.X-r.Dx())
	y := min(max(r.Min.Y, 0), size.Y-r.Dy())
	return r.Sub(r.Min).Add(image.Pt(x, y))
}

// press implements tool.
func (t *cropTool) press(k string) (bool, tea.Cmd) {
	size := t.p.open.size
	step := max(size.X/40, size.Y/40, 1)
	if by, ok := arrow(k); ok {
		t.frame = within(t.frame.Add(image.Pt(by.X*step/2, by.Y*step/2)), size)
		return false, nil
	}
	switch k {
	case "1":
		t.ratio = (t.ratio + 1) % len(ratios())
		if t.ratio > 0 {
			t.frame = canvas.CropRect(size, t.locked(), t.focus())
		}
	case "+", "=":
		t.resize(t.frame.Dx()*11/10+1, t.frame.Dy()*11/10+1)
	case "-":
		t.resize(t.frame.Dx()*10/11, t.frame.Dy()*10/11)
	case "<", ">", "n", "b":
		t.shape(k, step)
	case "enter":
		if t.frame == (image.Rectangle{Max: size}) {
			t.p.say("The frame holds the whole picture: - makes it smaller.")
			return false, nil
		}
		return true, t.p.cropTo(t.frame)
	}
	return false, nil
}

// shape changes one side of a frame that is free.
func (t *cropTool) shape(k string, step int) {
	if t.ratio > 0 {
		t.p.say("The shape is locked: 1 sets it free.")
		return
	}
	by := map[string]image.Point{"<": {X: -step}, ">": {X: step}, "n": {Y: -step}, "b": {Y: step}}[k]
	t.resize(t.frame.Dx()+by.X, t.frame.Dy()+by.Y)
}

// drag implements tool: from corner to corner.
func (t *cropTool) drag(in spotOn, msg tea.MouseMsg) tea.Cmd {
	at := in.on(t.p.open.size)
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			t.from = &at
		}
		return nil
	case tea.MouseReleaseMsg:
		t.from = nil
		return nil
	case tea.MouseMotionMsg:
		if t.from == nil {
			return nil
		}
		r := image.Rectangle{Min: *t.from, Max: at}.Canon()
		t.frame = r
		t.resize(r.Dx(), r.Dy())
	}
	return t.p.show()
}

// see implements tool.
func (t *cropTool) see() sight {
	o, frame := t.p.open, t.frame
	draw := func(base image.Image) (image.Image, error) {
		size := base.Bounds().Size()
		x := func(v int) int { return v * size.X / o.size.X }
		y := func(v int) int { return v * size.Y / o.size.Y }
		return dimmed(base, image.Rect(x(frame.Min.X), y(frame.Min.Y), x(frame.Max.X), y(frame.Max.Y))), nil
	}
	return sight{id: fmt.Sprintf("crop %s %v", o.hash, frame), size: o.size, over: o.src, base: o.img, of: string(o.hash), draw: draw}
}

// bar implements tool.
func (t *cropTool) bar() []stroke {
	bar := []stroke{{"enter", "crop"}, {"1", "shape"}, {"+", "larger"}, {"-", "smaller"}}
	if t.ratio == 0 {
		bar = append(bar, stroke{"<", "narrower"}, stroke{">", "wider"}, stroke{"n", "lower"}, stroke{"b", "higher"})
	}
	return bar
}

// says implements tool.
func (t *cropTool) says() string {
	shape := "free"
	if r := t.locked(); t.ratio > 0 {
		shape = fmt.Sprintf("%d:%d", r.W, r.H)
	}
	return fmt.Sprintf("Arrows move the frame, shift faster. It has %d×%d pixels, %s.", t.frame.Dx(), t.frame.Dy(), shape)
}
