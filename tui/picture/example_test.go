package picture_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	"journey/tui/picture"
)

// gallery shows one picture.
type gallery struct {
	ctx      context.Context
	screen   *picture.Screen
	detector *picture.Detector
	source   *picture.Source
	window   picture.Size
	shown    *picture.Rendered
}

func (g *gallery) Init() tea.Cmd { return nil }

func (g *gallery) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if g.detector.Update(msg) { // the terminal has answered
		return g, tea.Batch(g.render(), g.detector.Upgrade())
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		first := g.window == picture.Size{}
		g.window = picture.Size{W: msg.Width, H: msg.Height}
		if first {
			return g, g.detector.Start()
		}
		return g, tea.Batch(g.render(), tea.Raw(g.detector.Query()))
	case tea.FocusMsg:
		g.screen.Focus()
	case *picture.Rendered:
		if msg == g.screen.Cache().Get(g.wanted()) { // else it is out of date
			g.shown = msg
		}
	case tea.KeyPressMsg:
		return g, tea.Quit
	}
	return g, nil
}

// render makes the picture off the event loop.
func (g *gallery) render() tea.Cmd {
	source, size, t := g.wanted()
	return func() tea.Msg {
		r, err := g.screen.Cache().Render(g.ctx, source, size, t)
		if err != nil {
			return err
		}
		return r
	}
}

// wanted returns what belongs on the screen now.
func (g *gallery) wanted() (*picture.Source, picture.Size, picture.Terminal) {
	t := g.detector.Terminal()
	box := picture.Size{W: g.window.W - 1, H: g.window.H - 2}
	return g.source, picture.Fit(g.source.Size, box, t.Cell), t
}

func (g *gallery) View() tea.View {
	content := "no picture yet"
	if g.shown != nil {
		content = g.shown.View() + "\nany key leaves"
	}
	v := tea.NewView(g.screen.Frame(content)) // always the last step
	v.AltScreen, v.ReportFocus = true, true
	return v
}

// sixelTerminal is as much of a terminal as the example needs: it says that it shows
// sixel, and presses a key when it has shown some.
type sixelTerminal struct {
	keyboard io.Writer
	sixels   int
	markers  int
}

func (t *sixelTerminal) Write(p []byte) (int, error) {
	t.sixels += bytes.Count(p, []byte("q\"1;1;")) // the start of a picture
	t.markers += bytes.Count(p, []byte("\x1b_"))
	switch {
	case bytes.Contains(p, []byte("\x1b[c")): // the last question
		go t.press("\x1b[?62;4c")
	case t.sixels > 0:
		go t.press("q")
	}
	return len(p), nil
}

func (t *sixelTerminal) press(keys string) { _, _ = io.WriteString(t.keyboard, keys) }

// The program of the package's example, on a terminal that is not this one.
func ExampleScreen() {
	source, err := picture.NewSource(image.NewGray(image.Rect(0, 0, 60, 40)), "a black square")
	if err != nil {
		fmt.Println(err)
		return
	}
	screen := picture.NewScreen()
	input, keyboard := io.Pipe()
	defer keyboard.Close()
	terminal := &sixelTerminal{keyboard: keyboard}
	g := &gallery{
		ctx: context.Background(), screen: screen, source: source,
		detector: picture.NewDetector(picture.Options{Auto: true}),
	}
	program := tea.NewProgram(g, tea.WithInput(input), tea.WithOutput(screen.Output(terminal)), tea.WithWindowSize(80, 24))
	if _, err := program.Run(); err != nil {
		fmt.Println(err)
	}
	fmt.Println(g.shown.Protocol, g.shown.Cells, "painted", terminal.sixels, "time; markers that came through:", terminal.markers)
	// Output:
	// sixel 66x22 painted 1 time; markers that came through: 0
}

// A whole program that shows a picture file. It needs a terminal, so it is not run
// here: [Screen] has it run without one.
func Example() {
	show := func(ctx context.Context, data []byte) error {
		source, err := picture.Decode(data)
		if err != nil {
			return err
		}
		screen := picture.NewScreen()
		g := &gallery{ctx: ctx, screen: screen, source: source, detector: picture.NewDetector(picture.Options{
			Auto: true, Env: os.Getenv, Window: picture.WindowPixels(os.Stdout),
		})}
		_, err = tea.NewProgram(g, tea.WithContext(ctx), tea.WithOutput(screen.File(os.Stdout))).Run()
		return err
	}
	_ = show
}

func ExampleHalfBlocks() {
	img := image.NewGray(image.Rect(0, 0, 8, 4))
	for i := range img.Pix {
		img.Pix[i] = uint8(i % 8 * 36)
	}
	img.SetGray(7, 3, color.Gray{})
	src, err := picture.NewSource(img, "a gradient")
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.SplitSeq(picture.HalfBlocks(src, picture.Size{W: 8, H: 4}, picture.NoColor), "\n") {
		fmt.Printf("%q\n", line)
	}
	// Output:
	// "  ░▒▒▓██"
	// "  ░▒▒▓██"
	// "  ░▒▒▓██"
	// "  ░▒▒▓█ "
}
