// Package theme turns one palette into the styles of every screen. It is the
// only place that names colours; Bubble Tea reduces them to what the terminal
// has (256, 16, none with NO_COLOR), so each style also differs by weight or
// shape from its neighbours and nothing is told by colour alone.
package theme

import (
	"image/color"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/textinput"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// Theme is the set of styles of one program. The zero value is not usable; see New.
type Theme struct {
	Dark bool

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

// New returns the theme for a dark or light background.
func New(dark bool) Theme {
	pick := lipgloss.LightDark(dark)
	text := pick(lipgloss.Color("#24212e"), lipgloss.Color("#d8d6e4"))
	dim := pick(lipgloss.Color("#6f6a80"), lipgloss.Color("#837f98"))
	cyan := pick(lipgloss.Color("#00708a"), lipgloss.Color("#4fd6ff"))
	magenta := pick(lipgloss.Color("#a3117a"), lipgloss.Color("#ff6ac8"))
	amber := pick(lipgloss.Color("#8a5a00"), lipgloss.Color("#ffc45e"))
	red := pick(lipgloss.Color("#b00020"), lipgloss.Color("#ff6b6b"))
	line := pick(lipgloss.Color("#c9c4d8"), lipgloss.Color("#4a4660"))
	on := pick(lipgloss.Color("#ffffff"), lipgloss.Color("#14121c"))

	s := lipgloss.NewStyle
	return Theme{
		Dark:        dark,
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
// fits a small terminal.
func (t Theme) Form() *huh.Styles {
	f := huh.ThemeBase(t.Dark)
	f.FieldSeparator = lipgloss.NewStyle().SetString("\n")
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
