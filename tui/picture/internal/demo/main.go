// Demo shows pictures beside scrolling text, to try package picture in a real
// terminal:
//
//	go run ./tui/picture/internal/demo [-as auto] [-print] FILE...
//
// Keys, also given by -keys: n next picture, m move, o overlay, s scroll, x remove, r resize, c clear, q quit.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/mattn/go-sixel"

	"journey/tui/picture"
)

func main() {
	as := flag.String("as", "auto", "protocol")
	keys := flag.String("keys", "", "keys to press, one every 400 ms")
	decoded := flag.String("decoded", "", "where to save a sixel picture as a terminal has to show it, as PNG")
	share := flag.Int("share", 60, "percent of the width for the picture")
	once := flag.Bool("print", false, "print the pictures and leave")
	flag.Parse()
	if err := run(context.Background(), *as, *keys, *decoded, *share, *once, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, as, keys, decoded string, share int, once bool, files []string) error {
	forced, auto, err := picture.ParseProtocol(as)
	if err != nil {
		return err
	}
	opts := picture.Options{Auto: auto, Forced: forced, Env: os.Getenv}
	if os.Getenv("TMUX") != "" {
		if opts.Tmux, err = picture.AskTmux(ctx); err != nil {
			return err
		}
	}
	var sources []*picture.Source
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		src, err := picture.Decode(data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		sources = append(sources, src)
	}
	if once {
		return printAll(ctx, opts, sources)
	}
	opts.Window = picture.WindowPixels(os.Stdout)
	m := &model{ctx: ctx, screen: picture.NewScreen(), detector: picture.NewDetector(opts), sources: sources, keys: keys, decoded: decoded, share: share}
	_, err = tea.NewProgram(m, tea.WithContext(ctx), tea.WithOutput(m.screen.File(os.Stdout))).Run()
	fmt.Println(strings.Join(m.detector.Terminal().Log, "\n"))
	return err
}

func printAll(ctx context.Context, opts picture.Options, sources []*picture.Source) error {
	t, err := picture.Probe(ctx, os.Stdout, opts)
	if err != nil {
		return err
	}
	fmt.Println(strings.Join(t.Log, "\n"))
	for _, src := range sources {
		r, err := picture.Render(ctx, src, picture.Fit(src.Size, picture.Size{W: 40, H: 14}, t.Cell), t)
		if err != nil {
			return err
		}
		if err := picture.Print(os.Stdout, r); err != nil {
			return err
		}
		fmt.Println("below", r.Cells, r.Protocol)
	}
	return nil
}

type model struct {
	ctx      context.Context
	screen   *picture.Screen
	detector *picture.Detector
	sources  []*picture.Source

	size     picture.Size
	current  int
	shown    *picture.Rendered
	moved    bool
	overlay  bool
	scroll   bool
	removed  bool
	small    bool
	lines    int
	problems string
	keys     string
	decoded  string
	share    int
}

type (
	readyMsg struct{}
	tickMsg  struct{}
	keyMsg   struct{}
)

func (m *model) Init() tea.Cmd { return press() }

func press() tea.Cmd {
	return tea.Tick(400*time.Millisecond, func(time.Time) tea.Msg { return keyMsg{} })
}

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if m.detector.Update(msg) {
		return m, tea.Batch(m.render(), m.detector.Upgrade())
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		first := m.size == picture.Size{}
		m.size = picture.Size{W: msg.Width, H: msg.Height}
		if first {
			return m, m.detector.Start()
		}
		return m, tea.Batch(m.render(), tea.Raw(m.detector.Query()))
	case readyMsg:
		src, size, t := m.wanted() // what was made may be out of date
		if r := m.screen.Cache().Get(src, size, t); r != nil {
			m.shown = r
		}
	case error:
		m.problems = msg.Error()
	case tickMsg:
		m.lines++
		if m.scroll {
			return m, tick()
		}
	case keyMsg:
		if m.keys != "" {
			key := m.keys[:1]
			m.keys = m.keys[1:]
			return m, tea.Batch(m.key(key), press())
		}
	case tea.KeyPressMsg:
		return m, m.key(msg.String())
	}
	return m, nil
}

func tick() tea.Cmd {
	return tea.Tick(20*time.Millisecond, func(time.Time) tea.Msg { return tickMsg{} })
}

func (m *model) key(key string) tea.Cmd {
	switch key {
	case "q", "ctrl+c":
		return tea.Quit
	case "n":
		m.current = (m.current + 1) % len(m.sources)
		return m.render()
	case "m":
		m.moved = !m.moved
	case "o":
		m.overlay = !m.overlay
	case "x":
		m.removed = !m.removed
	case "c":
		return tea.ClearScreen
	case "r": // ask the terminal for another size
		m.small = !m.small
		if m.small {
			return tea.Raw("\x1b[8;26;80t")
		}
		return tea.Raw("\x1b[8;36;110t")
	case "s":
		m.scroll = !m.scroll
		return tick()
	}
	return nil
}

func (m *model) render() tea.Cmd {
	src, size, t := m.wanted()
	return func() tea.Msg {
		r, err := m.screen.Cache().Render(m.ctx, src, size, t)
		if err == nil && m.decoded != "" && r.Protocol == picture.Sixel {
			err = save(r, m.decoded)
		}
		if err != nil {
			return err
		}
		return readyMsg{}
	}
}

// save decodes the sixels of a picture into a PNG file.
func save(r *picture.Rendered, name string) error {
	var payload bytes.Buffer
	if err := picture.Print(&payload, r); err != nil {
		return err
	}
	data := payload.Bytes()
	var img image.Image
	if err := sixel.NewDecoder(bytes.NewReader(data[bytes.Index(data, []byte("\x1bP")):])).Decode(&img); err != nil {
		return err
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		return err
	}
	return os.WriteFile(name, file.Bytes(), 0o600)
}

// wanted returns the picture that belongs on the screen.
func (m *model) wanted() (*picture.Source, picture.Size, picture.Terminal) {
	src, t := m.sources[m.current], m.detector.Terminal()
	box := picture.Size{W: m.size.W * m.share / 100, H: m.size.H - 12}
	return src, picture.Fit(src.Size, box, t.Cell), t
}

func (m *model) View() tea.View {
	var text []string
	for i := range m.size.H - 2 {
		text = append(text, fmt.Sprintf("line %d of the story goes on and on", m.lines+i))
	}
	left := "no picture"
	if m.shown != nil && !m.removed {
		left = m.shown.View()
	}
	if m.moved {
		left = lipgloss.NewStyle().Padding(3, 0, 0, 5).Render(left)
	}
	under := strings.Join(text[:min(8, len(text))], "\n")
	body := lipgloss.JoinHorizontal(lipgloss.Top, left+"\n"+under, "  ", strings.Join(text, "\n"))
	if m.overlay {
		box := lipgloss.NewStyle().Border(lipgloss.RoundedBorder()).Padding(1, 4).Render("Leave the story?\n\n  yes     no")
		body = lipgloss.NewCompositor(lipgloss.NewLayer(body), lipgloss.NewLayer(box).X(12).Y(5).Z(1)).Render()
	}
	t := m.detector.Terminal()
	status := fmt.Sprintf("%s%v %v %v %q", m.problems, t.Protocol, t.Cell, t.Colors, t.Brand)
	view := tea.NewView(m.screen.Frame(status + "\n" + body))
	view.AltScreen = true
	return view
}
