package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// wrap breaks text at words, and longer words where they must be, into lines of
// at most w cells.
func wrap(text string, w int) string {
	if w < 1 {
		return ""
	}
	return ansi.Wrap(text, w, " ")
}

// cut shortens one line to w cells.
func cut(line string, w int) string {
	if w < 1 {
		return ""
	}
	return ansi.Truncate(line, w, "…")
}

// pad fills one line to w cells.
func pad(line string, w int) string {
	if n := w - lipgloss.Width(line); n > 0 {
		return line + strings.Repeat(" ", n)
	}
	return line
}

// fit makes a block of exactly h lines, each at most w cells.
func fit(block string, w, h int) string {
	if h < 1 {
		return ""
	}
	lines := strings.Split(block, "\n")
	if len(lines) > h {
		lines = lines[:h]
	}
	for i, l := range lines {
		if lipgloss.Width(l) > w {
			lines[i] = cut(l, w)
		}
	}
	for len(lines) < h {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

func height(block string) int {
	if block == "" {
		return 0
	}
	return strings.Count(block, "\n") + 1
}

// between puts left and right at the ends of a line of w cells; right gives way.
func between(left, right string, w int) string {
	gap := w - lipgloss.Width(left) - lipgloss.Width(right)
	if gap < 2 {
		return cut(left, w)
	}
	return left + strings.Repeat(" ", gap) + right
}
