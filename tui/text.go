package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// cells is the width of a line on screen.
func cells(line string) int { return ansi.StringWidth(line) }

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

// clip keeps the first h lines of a block of plain text; the last one says that
// there were more.
func clip(block string, w, h int) string {
	lines := strings.Split(block, "\n")
	if len(lines) <= h {
		return block
	}
	if h < 1 {
		return ""
	}
	lines = lines[:h]
	lines[h-1] = cut(lines[h-1]+" …", w)
	if !strings.HasSuffix(lines[h-1], "…") {
		lines[h-1] += "…"
	}
	return strings.Join(lines, "\n")
}

// fill makes exactly h lines.
func fill(lines []string, h int) string {
	for len(lines) < h {
		lines = append(lines, "")
	}
	return strings.Join(lines[:max(0, h)], "\n")
}

// fit makes a block of exactly h lines, each at most w cells.
func fit(block string, w, h int) string {
	lines := strings.Split(block, "\n")
	for i, l := range lines {
		if len(l) > w && cells(l) > w {
			lines[i] = cut(l, w)
		}
	}
	return fill(lines, h)
}

func height(block string) int {
	if block == "" {
		return 0
	}
	return strings.Count(block, "\n") + 1
}

// between puts left and right at the ends of a line of w cells; right gives way.
func between(left, right string, w int) string {
	gap := w - cells(left) - cells(right)
	if gap < 2 {
		return cut(left, w)
	}
	return left + strings.Repeat(" ", gap) + right
}

// indent moves the lines of a block n cells to the right.
func indent(block string, n int) string {
	if n <= 0 || block == "" {
		return block
	}
	lines := strings.Split(block, "\n")
	for i, l := range lines {
		if l != "" {
			lines[i] = strings.Repeat(" ", n) + l
		}
	}
	return strings.Join(lines, "\n")
}

// window returns which of n lines to show in room lines, so that line at is seen.
func window(n, at, room int) (from, to int) {
	if n <= room {
		return 0, n
	}
	from = min(max(0, at-room/2), n-room)
	return from, from + max(0, room)
}
