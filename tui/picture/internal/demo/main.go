// Demo shows pictures beside scrolling text, to try package picture in a real
// terminal:
//
//	go run ./tui/picture/internal/demo [-as auto] [-print] FILE...
//
// Keys: n next picture, m move, o overlay, t other text in it, s scroll on, h scroll
// back, x remove, c clear, ctrl+z suspend, q quit. With -expect FILE the demo keeps in
// FILE what the terminal has to show of the picture, transparent where it is covered,
// as a PNG; without a picture there is no FILE.
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
	expect := flag.String("expect", "", "where to keep what the terminal has to show, as PNG")
	removed := flag.Bool("removed", false, "begin without a picture")
	share := flag.Int("share", 60, "percent of the width for the picture")
	once := flag.Bool("print", false, "print the pictures and leave")
	flag.Parse()
	if err := run(context.Background(), *as, *once, &model{expect: &expectation{name: *expect}, removed: *removed, share: *share}, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, as string, once bool, m *model, files []string) error {
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
	m.ctx, m.screen, m.detector, m.sources = ctx, picture.NewScreen(), picture.NewDetector(opts), sources
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
		cells := picture.Fit(src.Size, picture.Size{W: 40, H: 14}, t.Cell)
		if err := picture.Print(ctx, os.Stdout, src, cells, t); err != nil {
			return err
		}
		fmt.Println("below", cells, t.Protocol)
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
	source   *picture.Source // of what is shown
	moved    bool
	overlay  bool
	noted    bool // the overlay has other text
	removed  bool
	lines    int // of text gone by
	until    int // scrolling on
	problems string
	expect   *expectation
	share    int
}

type (
	readyMsg struct{}
	tickMsg  struct{}
)

func (m *model) Init() tea.Cmd { return nil }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.update(msg)
	switch msg.(type) {
	case readyMsg, tea.KeyPressMsg, tea.WindowSizeMsg:
		cmd = tea.Batch(cmd, m.keep())
	}
	return m, cmd
}

func (m *model) update(msg tea.Msg) tea.Cmd {
	if m.detector.Update(msg) {
		return tea.Batch(m.render(), m.detector.Upgrade())
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		first := m.size == picture.Size{}
		m.size = picture.Size{W: msg.Width, H: msg.Height}
		if first {
			return m.detector.Start()
		}
		return tea.Batch(m.render(), tea.Raw(m.detector.Query()))
	case readyMsg:
		src, size, t := m.wanted() // what was made may be out of date
		if r := m.screen.Cache().Get(src, size, t); r != nil {
			m.shown, m.source = r, src
		}
	case error:
		m.problems = msg.Error()
	case tickMsg:
		if m.lines < m.until {
			m.lines++
			return tick()
		}
	case tea.FocusMsg:
		m.screen.Focus()
	case tea.KeyPressMsg:
		return m.key(msg.String())
	}
	return nil
}

func tick() tea.Cmd {
	return tea.Tick(20*time.Millisecond, func(time.Time) tea.Msg { return tickMsg{} })
}

func (m *model) key(key string) tea.Cmd {
	switch key {
	case "q", "ctrl+c":
		return tea.Quit
	case "ctrl+z":
		return tea.Suspend
	case "n":
		m.current = (m.current + 1) % len(m.sources)
		return m.render()
	case "m":
		m.moved = !m.moved
	case "o":
		m.overlay = !m.overlay
	case "t":
		m.noted = !m.noted
	case "x":
		m.removed = !m.removed
	case "c":
		return tea.ClearScreen
	case "h":
		m.lines, m.until = 0, 0
	case "s":
		const far = 40
		m.until += far
		return tick()
	}
	return nil
}

func (m *model) render() tea.Cmd {
	src, size, t := m.wanted()
	return func() tea.Msg {
		if _, err := m.screen.Cache().Render(m.ctx, src, size, t); err != nil {
			return err
		}
		return readyMsg{}
	}
}

// wanted returns the picture that belongs on the screen.
func (m *model) wanted() (*picture.Source, picture.Size, picture.Terminal) {
	src, t := m.sources[m.current], m.detector.Terminal()
	box := picture.Size{W: m.size.W * m.share / 100, H: m.size.H - 12}
	return src, picture.Fit(src.Size, box, t.Cell), t
}

// overlayAt is where the overlay stands.
func overlayAt() (col, row int) { return 12, 5 }

func (m *model) box() string {
	text := "Leave the story?\n\n  yes     no"
	if m.noted {
		text = "Leave this story?\n\n  no     yes\n  (it is saved)"
	}
	return lipgloss.NewStyle().Border(lipgloss.RoundedBorder()).Padding(1, 4).Render(text)
}

func (m *model) View() tea.View {
	var text []string
	for i := range m.size.H - 2 {
		// Lines of many lengths: what is erased behind them must not hurt the picture.
		text = append(text, fmt.Sprintf("line %d of the story goes on%s", m.lines+i, strings.Repeat(" and on", (m.lines+i)*5%4)))
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
	status := fmt.Sprintf("%s%v %v", m.problems, m.detector.Terminal().Protocol, m.detector.Terminal().Cell)
	body = status + "\n" + body
	if m.overlay {
		col, row := overlayAt()
		body = lipgloss.NewCompositor(lipgloss.NewLayer(body), lipgloss.NewLayer(m.box()).X(col).Y(row).Z(1)).Render()
	}
	view := tea.NewView(m.screen.Frame(body))
	view.AltScreen, view.ReportFocus = true, true
	return view
}
