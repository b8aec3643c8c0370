package tui

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// A stroke is a key and what it does, as the tool bar shows it.
type stroke struct{ key, says string }

// A spot is a place on screen that the mouse finds: a key to be pressed, or a
// version.
type spot struct {
	cells   image.Rectangle
	key     string
	version *version
}

// A spotOn is a place in the picture, from 0, 0 at the upper left to 1, 1.
type spotOn struct{ x, y float64 }

// on returns the pixel of a picture of a size.
func (s spotOn) on(size image.Point) image.Point {
	at := func(part float64, whole int) int { return min(max(int(part*float64(whole)), 0), whole-1) }
	return image.Pt(at(s.x, size.X), at(s.y, size.Y))
}

// press handles a key.
func (p *studioScreen) press(msg tea.KeyPressMsg) (screen, tea.Cmd) {
	if p.asks != nil {
		return p, p.answer(msg)
	}
	k := msg.String()
	if k == "esc" && p.interrupt() {
		return p, nil
	}
	switch {
	case k == "$":
		p.s.toggleCosts()
		return p, nil
	case p.tooSmall(p.s.width, p.s.rows()):
		if k == "esc" || k == "q" {
			return p, p.leave()
		}
		return p, nil
	case p.tool != nil && p.labour == nil:
		return p, p.handle(k)
	}
	return p, p.command(k)
}

// handle gives a key to the tool in hand.
func (p *studioScreen) handle(k string) tea.Cmd {
	if k == "esc" {
		p.tool = nil
		return p.show()
	}
	before := p.tool
	done, cmd := p.tool.press(k)
	if done {
		p.tool = nil
	}
	if p.tool == before && p.labour == nil && p.asks == nil || done {
		return tea.Batch(cmd, p.show())
	}
	return cmd
}

// command handles a key while no tool is in hand.
func (p *studioScreen) command(k string) tea.Cmd {
	switch k {
	case "esc", "q":
		return p.leave()
	case "[", "up", "k":
		return p.turn(p.family.step(-1))
	case "]", "down", "j":
		return p.turn(p.family.step(1))
	case "t":
		p.toggleStyle()
		return nil
	case "f":
		if p.spare != nil && p.labour == nil {
			return p.spare()
		}
		return nil
	}
	if p.labour != nil {
		p.say("One thing at a time: esc stops what is under way.")
		return nil
	}
	if k == "n" {
		return p.generate()
	}
	if !p.ready() {
		return nil
	}
	return p.begin(k)
}

// begin takes up a tool, or does at once what needs none.
func (p *studioScreen) begin(k string) tea.Cmd {
	switch k {
	case "m":
		p.tool = newMaskTool(p)
	case "o":
		p.tool = newFrameTool(p)
	case "c":
		p.tool = newCropTool(p)
	case "v":
		return p.vary()
	case "/":
		return p.refine()
	case "d":
		return p.describe()
	case "w":
		return p.wipe()
	case "s":
		return p.choose()
	case "ctrl+s":
		return p.save()
	default:
		return nil
	}
	return p.show()
}

func (p *studioScreen) toggleStyle() {
	p.styled = !p.styled
	switch {
	case p.subject.style == "":
		p.say("There is no style of a story here.")
	case p.styled:
		p.say("The style of the story applies: " + p.subject.style + ".")
	default:
		p.say("The style of the story does not apply; t applies it again.")
	}
}

// mouse handles the mouse: on the picture it is the tool's, elsewhere it presses what
// is there.
func (p *studioScreen) mouse(msg tea.MouseMsg) (screen, tea.Cmd) {
	m := msg.Mouse()
	at := image.Pt(m.X, m.Y)
	if p.asks != nil || p.place.Empty() {
		return p, nil
	}
	if p.tool != nil && p.labour == nil {
		_, click := msg.(tea.MouseClickMsg)
		if at.In(p.place) || !click {
			in := spotOn{
				(float64(at.X-p.place.Min.X) + 0.5) / float64(p.place.Dx()),
				(float64(at.Y-p.place.Min.Y) + 0.5) / float64(p.place.Dy()),
			}
			return p, p.tool.drag(in, msg)
		}
	}
	p.notices = nil
	if c, ok := msg.(tea.MouseClickMsg); !ok || c.Button != tea.MouseLeft {
		return p, nil
	}
	for _, s := range p.spots {
		switch {
		case !at.In(s.cells):
		case s.version != nil && p.tool == nil:
			return p, p.turn(s.version)
		case s.key != "" && p.tool != nil && p.labour == nil:
			return p, p.handle(s.key)
		case s.key != "":
			return p, p.command(s.key)
		}
	}
	return p, nil
}

// strokes are the keys of the tool bar.
func (p *studioScreen) strokes() []stroke {
	switch {
	case p.tool != nil:
		return p.tool.bar()
	case p.family.at == nil:
		return []stroke{{"n", "paint from words"}}
	}
	all := []stroke{{"m", "mask"}, {"o", "extend"}, {"c", "crop"}, {"v", "vary"}, {"/", "change"}, {"d", "describe"}, {"w", "wipe"}}
	if p.from != nil {
		return append(all, stroke{"s", "choose"})
	}
	return append(all, stroke{"ctrl+s", "save"})
}

// ShortHelp implements help.KeyMap.
func (p *studioScreen) ShortHelp() []key.Binding {
	switch {
	case p.asks != nil:
		return []key.Binding{bind("enter", "do it", "enter"), bind("esc", "never mind", "esc")}
	case p.labour != nil:
		return []key.Binding{bind("esc", "stop", "esc")}
	case p.tool != nil:
		return []key.Binding{bind("esc", "put the tool away", "esc")}
	}
	keys := []key.Binding{bind("[ ]", "versions", "["), bind("n", "new", "n")}
	if p.spare != nil {
		keys = append(keys, bind("f", "offline", "f"))
	}
	return append(keys, bind("esc", "leave", "esc"))
}

// FullHelp implements help.KeyMap.
func (p *studioScreen) FullHelp() [][]key.Binding {
	if p.tool != nil {
		var keys []key.Binding
		for _, s := range p.tool.bar() {
			keys = append(keys, bind(s.key, s.says, s.key))
		}
		return [][]key.Binding{append(keys, bind("esc", "put the tool away", "esc"))}
	}
	keys := []key.Binding{
		bind("m", "paint a mask, and have that part painted", "m"), bind("o", "continue it beyond its edges", "o"),
		bind("c", "crop", "c"), bind("v", "other takes of it", "v"), bind("/", "change it by an instruction", "/"),
		bind("n", "another from words", "n"), bind("d", "say what is in it", "d"), bind("w", "wipe between before and after", "w"),
	}
	more := []key.Binding{
		bind("[ ]", "the versions", "["), bind("t", "the story's style on or off", "t"), bind("f", "the offline painter does it", "f"),
		bind("$", "costs", "$"), bind("esc", "stop, or leave", "esc"),
	}
	if p.from != nil {
		more = append([]key.Binding{bind("s", "make it the picture of the story", "s")}, more...)
	} else {
		more = append([]key.Binding{bind("ctrl+s", "save it beside the file", "ctrl+s")}, more...)
	}
	return [][]key.Binding{keys, more}
}
