package picture

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// ReplyTimeout is how long a terminal may take to answer by default, network included.
const ReplyTimeout = 2 * time.Second

// TimeoutMsg tells a [Detector] that the terminal had its time to answer.
type TimeoutMsg struct{}

// Options is what is known of a terminal before it is asked.
type Options struct {
	Auto   bool                // choose the protocol; else Forced is used
	Forced Protocol            // the player's choice
	Env    func(string) string // local environment, as a hint; nil when there is none
	Window Size                // pixels of the window, when known (TIOCGWINSZ, pty-req)
	Grid   Size                // cells of the window; the first tea.WindowSizeMsg says it too
	Remote bool                // reached over a network; SSH_CONNECTION in Env says it too
	Colors Colors              // of text; a tea.ColorProfileMsg updates it
	Tmux   string              // what AskTmux returned, inside a local tmux
	Wait   time.Duration       // for answers; zero means ReplyTimeout
}

// Detector finds out what a terminal can show by asking it, never from TERM alone.
// Hand it every message of the program, as long as the program runs: it hears how
// quickly the terminal takes pictures, too. Answers that come after the time is up are
// still understood.
type Detector struct {
	opts  Options
	t     Terminal
	done  bool
	asked []string

	version  string // XTVERSION
	da1      []int  // primary device attributes; nil: no answer
	around   around // the terminal around a tmux elsewhere
	grid     Size   // cells of the window now
	pixels   Size   // pixels of the window ...
	measured Size   // ... when it had so many cells
	cell     Size   // CSI 16 t
	geometry Size   // XTSMGRAPHICS
	kitty    string // "OK" or an error

	line *line
}

// NewDetector returns a detector that has asked nothing yet.
func NewDetector(opts Options) *Detector {
	if opts.Wait <= 0 {
		opts.Wait = ReplyTimeout
	}
	d := &Detector{opts: opts, grid: opts.Grid, pixels: opts.Window}
	d.opts.Remote = opts.Remote || d.env("SSH_CONNECTION") != ""
	d.line = newLine(d.opts.Remote)
	if !opts.Window.empty() {
		d.measured = opts.Grid
	}
	d.choose()
	return d
}

// Query returns what to send to the terminal, with tea.Raw; "" when nothing is
// asked. All questions go out in one batch; the last is one that every terminal
// answers, so its answer ends the wait. Once the terminal has answered, Query asks
// only for sizes: send it again after a change of the window's size, because the
// font may have changed with it.
func (d *Detector) Query() string {
	const sizes = "\x1b[16t\x1b[14t" // never 18t: its answer would redraw everything
	if !d.opts.Auto && d.opts.Forced == None {
		return ""
	}
	if d.done {
		return sizes
	}
	q := ansi.RequestNameVersion + sizes + "\x1b[?2;1;0S"
	d.asked = []string{"XTVERSION", "cell size (16t)", "window pixels (14t)", "XTSMGRAPHICS"}
	if d.safeForKitty() {
		q += "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
		d.asked = append(d.asked, "kitty graphics")
	}
	d.asked = append(d.asked, "DA1")
	return q + ansi.RequestPrimaryDeviceAttributes
}

// safeForKitty reports whether the terminal is known to swallow a kitty query.
// Others print it, take it for a title, or type its answer into the program.
func (d *Detector) safeForKitty() bool {
	if d.env("TMUX") != "" {
		return false
	}
	hint := d.env("TERM") + " " + d.env("TERM_PROGRAM")
	return strings.Contains(hint, "kitty") || strings.Contains(hint, "ghostty")
}

func (d *Detector) env(name string) string {
	if d.opts.Env == nil {
		return ""
	}
	return d.opts.Env(name)
}

// Start returns the command that sends [Detector.Query], and a [TimeoutMsg] after
// [ReplyTimeout]. Return it from Update for the first tea.WindowSizeMsg.
func (d *Detector) Start() tea.Cmd {
	q := d.Query()
	if q == "" {
		return func() tea.Msg { return TimeoutMsg{} }
	}
	return tea.Batch(tea.Raw(q), tea.Tick(d.opts.Wait, func(time.Time) tea.Msg { return TimeoutMsg{} }))
}

// Update takes a message and reports whether [Detector.Terminal] has a new answer:
// once all questions are answered or the time is up, and after each later change.
func (d *Detector) Update(msg tea.Msg) (done bool) {
	settled := d.done
	switch msg := msg.(type) {
	case uv.UnknownCsiEvent:
		if string(msg) == ready || string(msg) == readyDEC {
			d.line.answer(time.Now())
			return false
		}
		if !d.measure(msg) {
			return false
		}
	case tea.TerminalVersionMsg:
		d.named(msg.Name)
	case uv.TerminalVersionEvent:
		d.named(msg.Name)
	case uv.PrimaryDeviceAttributesEvent:
		if d.around.asked {
			d.around.da1 = append([]int{}, msg...)
		} else {
			d.da1 = append([]int{}, msg...)
		}
		settled = true
	case TimeoutMsg:
		settled = true
	case uv.KittyGraphicsEvent:
		if msg.Options.ID == 31 {
			d.kitty = string(msg.Payload)
		}
	case tea.ColorProfileMsg:
		d.opts.Colors = colorsOf(msg.Profile, d.opts.Colors)
	case tea.WindowSizeMsg:
		d.grid = Size{msg.Width, msg.Height}
		if d.measured.empty() && !d.pixels.empty() {
			d.measured = d.grid
		}
	default:
		if !d.measure(msg) {
			return false
		}
	}
	if !settled {
		return false
	}
	before, first := d.t, !d.done
	d.done = true
	d.choose()
	return first || !before.same(d.t)
}

// measure takes messages about sizes.
func (d *Detector) measure(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case uv.CellSizeEvent:
		d.cell = Size{msg.Width, msg.Height}
	case uv.PixelSizeEvent:
		// The size the driver or the client gave may be made of rounded cells; the
		// smaller is the safer. Later answers are news.
		smaller := msg.Width < d.pixels.W || msg.Height < d.pixels.H
		if d.measured.empty() || d.done || smaller {
			d.pixels, d.measured = Size{msg.Width, msg.Height}, d.grid
		}
	case uv.UnknownCsiEvent:
		var size Size
		if n, err := fmt.Sscanf(string(msg), "\x1b[?2;0;%d;%dS", &size.W, &size.H); n != 2 || err != nil {
			return false
		}
		d.geometry = size
	default:
		return false
	}
	return true
}

func (d *Detector) named(name string) {
	if d.around.asked {
		d.around.version = name
	} else {
		d.version = name
	}
}

// Upgrade returns a command that gets more out of the terminal, or nil: return it
// when Update reports an answer. It raises the colours of the program, because Bubble
// Tea goes by TERM, which often knows less than the terminal can show; half blocks
// need all of it. Colours that are off stay off. Through a tmux that is not on this
// machine it asks the terminal around it, once.
func (d *Detector) Upgrade() tea.Cmd {
	if d.opts.Auto && d.brand() == "tmux" && d.opts.Tmux == "" && d.da1 != nil && !d.around.asked {
		d.around.asked = true
		d.asked = append(d.asked, "XTVERSION and DA1 through tmux")
		return tea.Raw(throughTmux(ansi.RequestNameVersion) + throughTmux(ansi.RequestPrimaryDeviceAttributes))
	}
	known := []string{"xterm", "kitty", "ghostty", "wezterm", "iterm2", "foot", "konsole", "mintty", "contour", "vte"}
	able := slices.Contains(known, d.brand()) || d.mlterm()
	if d.opts.Colors == TrueColor || d.opts.Colors == NoColor || !able {
		return nil
	}
	return func() tea.Msg { return tea.CapabilityMsg{Content: "RGB"} }
}

// mlterm reports whether the terminal is mlterm, which does not say its name.
func (d *Detector) mlterm() bool {
	return d.version == "" && (strings.HasPrefix(d.env("TERM"), "mlterm") || d.env("MLTERM") != "")
}

// Terminal returns what is known so far; half blocks before the terminal answered.
func (d *Detector) Terminal() Terminal {
	t := d.t
	t.Log = slices.Clone(t.Log)
	return t
}

// same reports whether both are equal but for the log.
func (t Terminal) same(o Terminal) bool {
	return t.Protocol == o.Protocol && t.Cell == o.Cell && t.MaxPixels == o.MaxPixels && t.Window == o.Window &&
		t.Grid == o.Grid && t.Colors == o.Colors && t.Brand == o.Brand && t.Tmux == o.Tmux
}

func colorsOf(p colorprofile.Profile, otherwise Colors) Colors {
	switch p {
	case colorprofile.TrueColor:
		return TrueColor
	case colorprofile.ANSI256:
		return Colors256
	case colorprofile.ANSI:
		return Colors16
	case colorprofile.ASCII, colorprofile.NoTTY:
		return NoColor
	case colorprofile.Unknown:
	}
	return otherwise
}
