package picture

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// ReplyTimeout is how long a terminal may take to answer, network included.
const ReplyTimeout = 2 * time.Second

// TimeoutMsg tells a [Detector] that the terminal had its time to answer.
type TimeoutMsg struct{}

// Options is what is known of a terminal before it is asked.
type Options struct {
	Auto    bool                // choose the protocol; else Forced is used
	Forced  Protocol            // the player's choice
	Env     func(string) string // local environment, as a hint; nil when there is none
	Window  Size                // pixels of the window, when known (TIOCGWINSZ, pty-req)
	Grid    Size                // cells of the window
	Remote  bool                // reached over a network
	Colors  Colors              // of text; a tea.ColorProfileMsg updates it
	TmuxCan string              // what TmuxClient said, inside a local tmux
}

// Detector finds out what a terminal can show by asking it. Hand it every message
// of the program.
type Detector struct {
	opts Options
	done bool
	t    Terminal
}

// NewDetector returns a detector that has asked nothing yet.
func NewDetector(opts Options) *Detector {
	d := &Detector{opts: opts, t: Terminal{Protocol: Blocks, Cell: defaultCell(), Colors: opts.Colors, Remote: opts.Remote}}
	return d
}

// Query returns what to send to the terminal, with tea.Raw.
func (d *Detector) Query() string { return "" }

// Start asks: it is the command that sends [Detector.Query], and a [TimeoutMsg]
// after [ReplyTimeout]. Return it from Update for the first tea.WindowSizeMsg.
func (d *Detector) Start() tea.Cmd {
	return tea.Batch(tea.Raw(d.Query()), tea.Tick(ReplyTimeout, func(time.Time) tea.Msg { return TimeoutMsg{} }))
}

// Update takes a message and reports whether [Detector.Terminal] has a new answer.
func (d *Detector) Update(msg tea.Msg) (done bool) {
	return false
}

// Terminal returns what is known so far.
func (d *Detector) Terminal() Terminal { return d.t }
