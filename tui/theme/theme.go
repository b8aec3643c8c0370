// Package theme turns one palette into the styles of every screen. It is the
// only place that names colours. For terminals with 16 colours it names those,
// since what Bubble Tea would round the palette to is hard to read; on one without
// colour (NO_COLOR) each style still differs by weight or shape from its
// neighbours, and nothing is told by colour alone.
package theme

import (
	"image/color"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/textinput"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Theme is the set of styles of one program. The zero value is not usable; see New.
type Theme struct {
	Ground

	Text, Dim, Strong      lipgloss.Style
	Heading, Status, Arc   lipgloss.Style
	Choice, Chosen, Number lipgloss.Style
	Caption, Frame         lipgloss.Style
	Notice, Danger         lipgloss.Style
	Dialog, DialogTitle    lipgloss.Style
	Button, ButtonOn       lipgloss.Style
	Key, KeyText           lipgloss.Style

	// Logo colours run over the title from left to right.
	Logo []color.Color
}

// Ground is what a theme is made for.
type Ground struct {
	Dark   bool // the terminal's background
	Colors colorprofile.Profile
}

// Few reports whether the terminal has 16 colours at most.
func (g Ground) Few() bool { return g.Colors <= colorprofile.ANSI && g.Colors != colorprofile.Unknown }

// tint is one colour of the palette: in full and of the 16, on a light and on a
// dark background. The empty colour is the terminal's own.
type tint struct{ light, dark, light16, dark16 string }

func (g Ground) color(t tint) color.Color {
	pick := lipgloss.LightDark(g.Dark)
	if !g.Few() {
		return pick(lipgloss.Color(t.light), lipgloss.Color(t.dark))
	}
	return pick(lipgloss.Color(t.light16), lipgloss.Color(t.dark16))
}

// New returns the theme for a terminal.
func New(g Ground) Theme {
	text := g.color(tint{"#24212e", "#d8d6e4", "", ""})
	dim := g.color(tint{"#6f6a80", "#837f98", "8", "7"})
	cyan := g.color(tint{"#00708a", "#4fd6ff", "6", "14"})
	magenta := g.color(tint{"#a3117a", "#ff6ac8", "5", "13"})
	amber := g.color(tint{"#8a5a00", "#ffc45e", "4", "11"})
	red := g.color(tint{"#b00020", "#ff6b6b", "1", "9"})
	line := g.color(tint{"#c9c4d8", "#4a4660", "7", "8"})
	on := g.color(tint{"#ffffff", "#14121c", "15", "0"})

	s := lipgloss.NewStyle
	return Theme{
		Ground:      g,
		Text:        s().Foreground(text),
		Dim:         s().Foreground(dim),
		Strong:      s().Foreground(text).Bold(true),
		Heading:     s().Foreground(cyan).Bold(true),
		Status:      s().Foreground(dim),
		Arc:         s().Foreground(amber),
		Choice:      s().Foreground(text),
		Chosen:      s().Foreground(magenta).Bold(true),
		Number:      s().Foreground(cyan).Bold(true),
		Caption:     s().Foreground(dim).Italic(true),
		Frame:       s().Foreground(line),
		Notice:      s().Foreground(amber),
		Danger:      s().Foreground(red).Bold(true),
		Dialog:      s().Border(lipgloss.RoundedBorder()).BorderForeground(cyan).Padding(1, 2),
		DialogTitle: s().Foreground(cyan).Bold(true),
		Button:      s().Foreground(dim).Padding(0, 2),
		ButtonOn:    s().Foreground(on).Background(magenta).Bold(true).Padding(0, 2),
		Key:         s().Foreground(cyan),
		KeyText:     s().Foreground(dim),
		Logo:        []color.Color{cyan, magenta, amber},
	}
}

// Help returns the styles of the help line.
func (t Theme) Help() help.Styles {
	return help.Styles{
		ShortKey: t.Key, ShortDesc: t.KeyText, ShortSeparator: t.Frame, Ellipsis: t.Frame,
		FullKey: t.Key, FullDesc: t.KeyText, FullSeparator: t.Frame,
	}
}

// Input returns the styles of a line the player types into.
func (t Theme) Input() textinput.Styles {
	st := textinput.DefaultStyles(t.Dark)
	st.Focused.Prompt, st.Focused.Text, st.Focused.Placeholder = t.Number, t.Text, t.Dim
	st.Blurred.Prompt, st.Blurred.Text, st.Blurred.Placeholder = t.Dim, t.Dim, t.Dim
	return st
}

// Focus is drawn left of each line of a form's field that has the focus, and
// nowhere else.
const Focus = "┃"

// Form returns the styles of a form. Its fields stand close, so that a whole form
// fits a small terminal, unless it is to be airy.
func (t Theme) Form(airy bool) *huh.Styles {
	f := huh.ThemeBase(t.Dark)
	gap := "\n"
	if airy {
		gap = "\n\n"
	}
	f.FieldSeparator = lipgloss.NewStyle().SetString(gap)
	f.Focused.Base = f.Focused.Base.BorderStyle(lipgloss.Border{Left: Focus}).BorderForeground(t.Chosen.GetForeground())
	f.Focused.Title, f.Focused.Description = t.Chosen, t.Dim
	f.Focused.ErrorIndicator = t.Danger.SetString(" *")
	f.Focused.ErrorMessage = t.Danger.SetString(" *")
	f.Focused.NextIndicator = t.Number.MarginLeft(1).SetString("→")
	f.Focused.PrevIndicator = t.Number.MarginRight(1).SetString("←")
	f.Focused.Option, f.Focused.SelectedOption = t.Text, t.Strong
	f.Focused.TextInput.Placeholder, f.Focused.TextInput.Prompt, f.Focused.TextInput.Text = t.Dim, t.Number, t.Text
	f.Blurred = f.Focused
	f.Blurred.Base = f.Blurred.Base.BorderStyle(lipgloss.HiddenBorder())
	f.Blurred.Title = t.Heading
	f.Blurred.NextIndicator = lipgloss.NewStyle().MarginLeft(1).SetString(" ")
	f.Blurred.PrevIndicator = lipgloss.NewStyle().MarginRight(1).SetString(" ")
	f.Group.Title, f.Group.Description = t.Heading, t.Dim
	f.Help = t.Help()
	return f
}
