// Demo shows pictures beside scrolling text, to try package picture in a real
// terminal:
//
//	go run ./tui/picture/internal/demo [-as auto] [-print] FILE...
//
// Keys: n next picture, m move, o overlay, s scroll, x remove, c clear, q quit.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"journey/tui/picture"
)

func main() {
	as := flag.String("as", "auto", "protocol")
	once := flag.Bool("print", false, "print the pictures and leave")
	flag.Parse()
	if err := run(context.Background(), *as, *once, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, as string, once bool, files []string) error {
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
	m := &model{ctx: ctx, screen: picture.NewScreen(), opts: opts, sources: sources}
	_, err = tea.NewProgram(m, tea.WithContext(ctx), tea.WithOutput(m.screen.File(os.Stdout))).Run()
	if m.detector != nil {
		fmt.Println(strings.Join(m.detector.Terminal().Log, "\n"))
	}
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
	time.Sleep(time.Minute)
	return nil
}

type model struct {
	ctx      context.Context
	screen   *picture.Screen
	opts     picture.Options
	detector *picture.Detector
	sources  []*picture.Source

	size     picture.Size
	current  int
	shown    *picture.Rendered
	moved    bool
	overlay  bool
	scroll   bool
	removed  bool
	lines    int
	problems string
}

type (
	readyMsg *picture.Rendered
	tickMsg  struct{}
)

func (m *model) Init() tea.Cmd { return nil }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if m.detector != nil && m.detector.Update(msg) {
		return m, m.render()
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = picture.Size{W: msg.Width, H: msg.Height}
		if m.detector != nil {
			return m, tea.Batch(m.render(), tea.Raw(m.detector.Query()))
		}
		m.opts.Grid, m.opts.Window = m.size, picture.WindowPixels(os.Stdout)
		m.detector = picture.NewDetector(m.opts)
		return m, m.detector.Start()
	case readyMsg:
		m.shown = msg
	case error:
		m.problems = msg.Error()
	case tickMsg:
		m.lines++
		if m.scroll {
			return m, tick()
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
	case "s":
		m.scroll = !m.scroll
		return tick()
	}
	return nil
}

func (m *model) render() tea.Cmd {
	src, t := m.sources[m.current], m.detector.Terminal()
	box := picture.Size{W: m.size.W * 6 / 10, H: m.size.H - 12}
	return func() tea.Msg {
		r, err := m.screen.Cache().Render(m.ctx, src, picture.Fit(src.Size, box, t.Cell), t)
		if err != nil {
			return err
		}
		return readyMsg(r)
	}
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
	status := m.problems
	if m.detector != nil {
		t := m.detector.Terminal()
		status += fmt.Sprintf("%v %v %q", t.Protocol, t.Cell, t.Brand)
	}
	view := tea.NewView(m.screen.Frame(status + "\n" + body))
	view.AltScreen = true
	return view
}
