package picture_test

import (
	"context"
	"fmt"
	"image"
	"image/color"
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
	v.AltScreen = true
	return v
}

// A whole program that shows a picture file. It needs a terminal, so it is not run
// here.
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
