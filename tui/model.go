package tui

import (
	"context"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"journey/game"
	"journey/tui/picture"
	"journey/tui/theme"
)

// Model is the root of the program: it holds what the screens share, the stack
// of dialogs and the active screen.
type Model struct {
	s        *session
	pictures *picture.Screen
	detector *picture.Detector
	asked    bool // the terminal was asked what it can show
	known    bool // and that is known
	active   screen
	dialogs  []dialog
	help     help.Model
}

// New returns the program's model. Pictures must be the screen through which the
// program's output goes. The model lives until Close, commands until ctx is done.
func New(ctx context.Context, cfg Config, pictures *picture.Screen) *Model {
	s := &session{
		ctx: ctx, cfg: cfg, hideCosts: cfg.HideCosts,
		cache: pictures.Cache(), thumbs: newThumbnails(cfg.Thumbnails), held: map[*game.Journey]struct{}{}, lost: map[*game.Journey]error{},
	}
	s.tasks, s.endTasks = context.WithCancel(ctx)
	m := &Model{s: s, pictures: pictures, detector: picture.NewDetector(cfg.Pictures), help: help.New()}
	s.terminal = m.detector.Terminal()
	m.paint(theme.Ground{Dark: true, Colors: colorprofile.TrueColor})
	m.active = firstScreen(s)
	return m
}

func firstScreen(s *session) screen {
	start := s.cfg.Start
	switch {
	case start.New != nil:
		return playNew(s, *start.New)
	case start.Continue != "":
		return playStory(s, start.Continue)
	case start.Replay != "":
		return newReplay(s, start.Replay)
	case start.Studio != nil:
		return studioOfFile(s, start.Studio)
	}
	return newTitle(s)
}

// Close saves and closes what is being played. Call it after the program ended,
// however it ended; its error says what could not be saved.
func (m *Model) Close() error { return m.s.closeAll() }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, m.active.Init())
}

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmds := []tea.Cmd{m.detect(msg)}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		// A client without a terminal of its own reports 0x0.
		m.s.width, m.s.height = msg.Width, msg.Height
		if msg.Width <= 0 || msg.Height <= 0 {
			m.s.width, m.s.height = 80, 24
		}
	case tea.BackgroundColorMsg:
		m.paint(theme.Ground{Dark: msg.IsDark(), Colors: m.s.theme.Colors})
	case tea.ColorProfileMsg:
		m.paint(theme.Ground{Dark: m.s.theme.Dark, Colors: msg.Profile})
		if m.known { // what is on screen was drawn with fewer colours
			cmds = append(cmds, tea.ClearScreen)
		}
	case tea.ResumeMsg:
		m.pictures.Reset()
		cmds = append(cmds, tea.ClearScreen)
	case tea.FocusMsg:
		m.pictures.Focus()
	case switchTo:
		if left, ok := m.active.(*play); ok && left.j != nil && !left.leaving {
			cmds = append(cmds, left.shut()) // a late answer called the player away
		}
		m.active = msg.next()
		return m, tea.Batch(append(cmds, m.active.Init())...)
	case openDialog:
		m.dialogs = append(m.dialogs, msg.dialog)
		if d, ok := msg.dialog.(begins); ok {
			cmds = append(cmds, d.Init())
		}
		return m, tea.Batch(cmds...)
	case tea.KeyPressMsg:
		if cmd, taken := m.press(msg); taken {
			return m, tea.Batch(append(cmds, cmd)...)
		}
	case tea.MouseMsg, tea.PasteMsg:
		if len(m.dialogs) > 0 {
			return m, tea.Batch(append(cmds, m.topDialog(msg))...)
		}
	}
	if !isKey(msg) {
		cmds = append(cmds, m.toDialogs(msg))
	}
	cmds = append(cmds, m.toScreen(msg))
	return m, tea.Batch(cmds...)
}

// paint gives the program other colours.
func (m *Model) paint(g theme.Ground) {
	m.s.theme = theme.New(g)
	m.help.Styles = m.s.theme.Help()
}

func isKey(msg tea.Msg) bool {
	_, ok := msg.(tea.KeyMsg)
	return ok
}

// press handles the keys of the whole program and those of a dialog.
func (m *Model) press(msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	switch msg.String() {
	case "ctrl+c":
		if b, ok := m.active.(interruptible); ok && b.interrupt() {
			return nil, true
		}
		return tea.Interrupt, true
	case "ctrl+z":
		return tea.Suspend, true
	}
	if len(m.dialogs) > 0 {
		if d, ok := m.dialogs[len(m.dialogs)-1].(explains); ok && msg.String() == "?" && d.FullHelp() != nil {
			m.dialogs = append(m.dialogs, &keysHelp{groups: d.FullHelp()})
			return nil, true
		}
		return m.topDialog(msg), true
	}
	if t, ok := m.active.(typing); ok && t.Typing() {
		return nil, false
	}
	if msg.String() == "?" {
		m.dialogs = append(m.dialogs, &keysHelp{groups: m.active.FullHelp()})
		return nil, true
	}
	return nil, false
}

func (m *Model) topDialog(msg tea.Msg) tea.Cmd {
	top := m.dialogs[len(m.dialogs)-1]
	done, cmd := top.Update(msg)
	if done {
		m.dialogs = m.dialogs[:len(m.dialogs)-1]
	}
	return cmd
}

// toDialogs hands all dialogs what is no input: one that lies under another still
// waits for the answers of its commands.
func (m *Model) toDialogs(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	open := m.dialogs[:0]
	for _, d := range m.dialogs {
		done, cmd := d.Update(msg)
		cmds = append(cmds, cmd)
		if !done {
			open = append(open, d)
		}
	}
	m.dialogs = open
	return tea.Batch(cmds...)
}

func (m *Model) toScreen(msg tea.Msg) tea.Cmd {
	next, cmd := m.active.Update(msg)
	if next == m.active {
		return cmd
	}
	m.active = next
	return tea.Batch(cmd, next.Init())
}

// detect asks the terminal once the first frame can be on screen, and hands
// everything to the detector. After a change of size it asks how large a cell is
// now, since the font may have changed with it.
func (m *Model) detect(msg tea.Msg) tea.Cmd {
	var ask tea.Cmd
	if size, ok := msg.(tea.WindowSizeMsg); ok && size.Width > 0 {
		switch {
		case !m.asked:
			m.asked = true
			ask = m.detector.Start()
		case m.known && m.detector.Query() != "":
			ask = tea.Raw(m.detector.Query())
		}
	}
	if !m.detector.Update(msg) {
		return ask
	}
	m.known, m.s.terminal = true, m.detector.Terminal()
	return tea.Batch(ask, m.detector.Upgrade(), m.toDialogs(terminalKnown{}), m.toScreen(terminalKnown{}))
}

// terminalKnown tells screens and dialogs that pictures are to be drawn anew, for a
// terminal that is now known.
type terminalKnown struct{}

// View implements tea.Model.
func (m *Model) View() tea.View {
	var v tea.View
	w, h := m.s.width, m.s.height
	if w > 0 && h > 0 {
		v = tea.NewView(m.pictures.Frame(m.compose(w, h)))
	}
	v.AltScreen, v.ReportFocus = true, true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "Journey"
	return v
}

// leastHelp is the height from which on the last row is the line of help.
const leastHelp = 6

func (m *Model) compose(w, h int) string {
	view := m.active.View(w, m.s.rows())
	if h >= leastHelp {
		view += "\n" + m.helpLine(w)
	}
	for _, d := range m.dialogs {
		view = over(view, d.View(m.s.theme, w, h), w, h)
	}
	return view
}

// helpLine names the keys that matter most. Where there is no room for all, those
// in the middle go: the way out and the way to all keys stay.
func (m *Model) helpLine(w int) string {
	keys := m.active.ShortHelp()
	if t, ok := m.active.(typing); !ok || !t.Typing() {
		keys = append(keys, bind("?", "help", "?"))
	}
	for {
		line := " " + m.help.ShortHelpView(keys)
		if cells(line) <= w || len(keys) < 2 {
			return cut(line, w)
		}
		gone := max(0, len(keys)-3)
		keys = append(keys[:gone:gone], keys[gone+1:]...)
	}
}

// over puts a block in the middle of the screen.
func over(view, block string, w, h int) string {
	block = fit(block, w, min(h, height(block)))
	x := max(0, (w-lipgloss.Width(block))/2)
	y := max(0, (h-height(block))/3)
	return lipgloss.NewCompositor(
		lipgloss.NewLayer(view), lipgloss.NewLayer(block).X(x).Y(y).Z(1),
	).Render()
}

func bind(help, desc string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
}
