package picture

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// choose sets the answer from all that is known.
func (d *Detector) choose() {
	d.t = Terminal{Protocol: Blocks, Colors: d.opts.Colors, Brand: d.version, Remote: d.opts.Remote, line: d.line}
	if d.mlterm() {
		// It has room for 240 colours beside its 256, and takes those away from the
		// cells that have them when others come (MAX_EXT_COLORS in its vt_color.h).
		d.t.Colors = max(d.t.Colors, Colors256)
	}
	d.logAnswers()
	d.chooseCell()
	if !d.opts.Auto {
		d.t.Protocol = d.opts.Forced
		d.t.Tmux = d.brand() == "tmux"
		if d.t.Protocol == Kitty && !d.hasPlaceholders() {
			d.t.Protocol = KittyDirect
		}
		d.limit()
		d.log("chosen: %v, because it was asked for", d.t.Protocol)
		return
	}
	if !d.done {
		d.log("chosen: %v until the terminal answers", d.t.Protocol)
		return
	}
	var why string
	d.t.Protocol, why = d.protocol()
	d.limit()
	d.log("chosen: %v, because %s", d.t.Protocol, why)
}

func (d *Detector) log(format string, args ...any) {
	d.t.Log = append(d.t.Log, fmt.Sprintf(format, args...))
}

func (d *Detector) logAnswers() {
	if len(d.asked) > 0 {
		d.log("asked: %s", strings.Join(d.asked, ", "))
	}
	if d.version != "" {
		d.log("answered: name %q", d.version)
	}
	if d.da1 != nil {
		d.log("answered: DA1 %v", d.da1)
	}
	for _, a := range []struct {
		name string
		size Size
	}{{"cell size", d.cell}, {"window pixels", d.pixels}, {"XTSMGRAPHICS", d.geometry}} {
		if !a.size.empty() {
			d.log("measured: %s %v", a.name, a.size)
		}
	}
	if d.around.da1 != nil {
		d.log("answered through tmux: name %q, DA1 %v", d.around.version, d.around.da1)
	}
	if d.kitty != "" {
		d.log("answered: kitty graphics %s", d.kitty)
	}
	if d.done && d.da1 == nil && d.Query() != "" {
		d.log("no answer to DA1 within %v", d.opts.Wait)
	}
}

// brand is the terminal's name in lower case, without its version. Where the
// terminal does not say, a local environment may.
func (d *Detector) brand() string {
	name := d.version
	if name == "" && !d.opts.Remote && d.env("TMUX") == "" {
		name = d.env("TERM_PROGRAM")
	}
	return brandOf(name)
}

func brandOf(version string) string {
	if i := strings.IndexAny(version, " (/"); i >= 0 {
		version = version[:i]
	}
	return strings.ToLower(version)
}

// protocol returns the best protocol and the reason.
func (d *Detector) protocol() (Protocol, string) {
	sixel := slices.Contains(d.da1, 4)
	brand := d.brand()
	switch brand {
	case "tmux":
		return d.insideTmux(sixel)
	case "kitty", "ghostty":
		return d.placeholders(brand)
	case "konsole":
		if sixel { // since 22.04, and kitty graphics for longer
			return KittyDirect, "Konsole shows kitty graphics, though it has no placeholders"
		}
	case "iterm2", "iterm.app", "wezterm":
		return ITerm2, brand + " shows inline images"
	case "vscode":
		if sixel {
			return ITerm2, "VS Code shows inline images, in cells of any size"
		}
	}
	switch {
	case sixel:
		return Sixel, "DA1 lists 4, sixel graphics"
	case d.da1 == nil:
		return Blocks, "the terminal did not answer"
	}
	return Blocks, "DA1 does not list 4, sixel graphics, and no other protocol is known of this terminal"
}

// hasPlaceholders reports whether the terminal is not known to lack Unicode placeholders.
func (d *Detector) hasPlaceholders() bool {
	switch d.brand() {
	case "konsole", "wezterm":
		return false
	case "kitty":
		return !versionBefore(d.version, 0, 28)
	}
	return true
}

// placeholders decides for terminals that have Unicode placeholders if new enough.
func (d *Detector) placeholders(brand string) (Protocol, string) {
	switch {
	case d.kitty != "" && d.kitty != "OK":
		return Blocks, "the kitty graphics protocol is refused: " + d.kitty
	case brand == "kitty" && versionBefore(d.version, 0, 28):
		return KittyDirect, "kitty has Unicode placeholders since 0.28 only"
	case d.opts.Colors == NoColor:
		return Blocks, "placeholders name their image by a colour, and colours are off"
	}
	return Kitty, brand + " has Unicode placeholders"
}

// around is the terminal around a tmux that runs elsewhere. It answers only when tmux
// passes sequences through.
type around struct {
	asked   bool
	version string
	da1     []int
}

// insideTmux decides for tmux, whose DA1 lists sixel even when the terminal around
// it has none.
func (d *Detector) insideTmux(sixel bool) (Protocol, string) {
	pictures, name, passes := readTmux(d.opts.Tmux)
	passthrough := passes == "on" || passes == "all"
	if d.opts.Tmux == "" {
		if d.around.da1 == nil {
			return Blocks, "tmux does not tell what the terminal around it can show"
		}
		pictures, passthrough = slices.Contains(d.around.da1, 4), true
		name = "xterm-" + brandOf(d.around.version)
		if versionBefore(d.around.version, 0, 28) && name == "xterm-kitty" {
			return Blocks, "kitty has Unicode placeholders since 0.28"
		}
	}
	placeholders := placeholdersIn(name)
	switch {
	case sixel && pictures:
		return Sixel, "tmux and the terminal around it show sixel graphics"
	case placeholders && !passthrough:
		return Blocks, "tmux lets no pictures through to " + name + " around it: allow-passthrough is not on"
	case placeholders:
		if d.opts.Colors == NoColor {
			return Blocks, "placeholders name their image by a colour, and colours are off"
		}
		d.t.Tmux = true
		return Kitty, name + " around tmux has Unicode placeholders, and allow-passthrough is on"
	}
	return Blocks, "the terminal around tmux shows no pictures through it"
}

// limit sets the largest single picture. Larger ones are painted in parts.
func (d *Detector) limit() {
	if d.t.Protocol != Sixel {
		return
	}
	switch d.brand() {
	case "xterm": // drops larger ones whole
		d.t.MaxPixels = Size{1000, 1000}
	case "tmux": // drops sequences above 1 MiB
		d.t.MaxPixels = Size{996, 600}
	}
}

// chooseCell sets the size of a cell from the best that is known.
func (d *Detector) chooseCell() {
	d.t.Cell = defaultCell()
	window := Size{}
	if !d.pixels.empty() && !d.measured.empty() {
		window = Size{d.pixels.W / d.measured.W, d.pixels.H / d.measured.H}
	}
	switch {
	case plausible(window) && plausible(d.cell) && (d.cell.W*d.measured.W > d.pixels.W || d.cell.H*d.measured.H > d.pixels.H):
		// The cells do not fit into the window: what the terminal calls the size
		// of a cell is rounded up.
		d.t.Cell, d.t.Window, d.t.Grid = d.cell, d.pixels, d.measured
		d.log("cell: a fraction of a pixel, %v for %v cells", d.pixels, d.measured)
		return
	case plausible(d.cell) && plausible(window):
		d.t.Cell = d.cell
	case plausible(window):
		d.t.Cell = window
	case plausible(d.cell):
		d.t.Cell = d.cell
	case !d.geometry.empty() && !d.grid.empty() && plausible(Size{d.geometry.W / d.grid.W, d.geometry.H / d.grid.H}):
		d.t.Cell = Size{d.geometry.W / d.grid.W, d.geometry.H / d.grid.H}
	default:
		d.log("cell: %v, assumed", d.t.Cell)
		return
	}
	d.log("cell: %v pixels", d.t.Cell)
}

func plausible(cell Size) bool { return cell.W >= 3 && cell.H >= 5 && cell.W <= 200 && cell.H <= 400 }

// versionBefore reports whether the first two numbers in s are below major.minor.
// A name without numbers is not before anything.
func versionBefore(s string, major, minor int) bool {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(fields) == 0 {
		return false
	}
	first, err := strconv.Atoi(fields[0])
	if err != nil {
		return false
	}
	second := 0
	if len(fields) > 1 {
		if second, err = strconv.Atoi(fields[1]); err != nil {
			return false
		}
	}
	return first < major || first == major && second < minor
}
