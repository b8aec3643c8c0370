package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cells is the width of a line on screen.
func cells(line string) int { return ansi.StringWidth(line) }

// Wrap breaks text into lines of at most w cells: between words, after a hyphen inside of one,
// and where a word is longer than a line.
func Wrap(text string, w int) string {
	if w < 1 {
		return ""
	}
	if strings.Contains(text, unbroken) { // rare, and to be kept
		return cutTo(ansi.Wrap(text, w, " "), w)
	}
	return strings.ReplaceAll(cutTo(ansi.Wrap(dashesUnbroken(text), w, " "), w), unbroken, "-")
}

// cutTo breaks the lines that are still longer, as [ansi.Wrap] leaves some.
func cutTo(text string, w int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if cells(line) > w {
			lines[i] = ansi.Hardwrap(strings.TrimRight(line, " "), w, true)
		}
	}
	return strings.Join(lines, "\n")
}

const unbroken = "\u2011" // a hyphen after which no line breaks

// dashesUnbroken replaces hyphens that are not inside of a word. At a dash made of them,
// [ansi.Wrap] would break in its middle, or leave a space beyond the end of the line before it.
func dashesUnbroken(text string) string {
	if !strings.Contains(text, "-") {
		return text
	}
	inWord := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= utf8.RuneSelf || text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
	}
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '-' && (!inWord(i-1) || !inWord(i+1)) {
			b.WriteString(unbroken)
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
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
