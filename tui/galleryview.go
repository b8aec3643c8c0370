package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"journey/tui/picture"
	"journey/tui/theme"
)

// galleryFoot is how many lines of words there are under the wall: a title, what the
// picture shows, and the keys.
const galleryFoot = 3

// room is how many lines there are between the first and the foot.
func (g *gallery) room(h int) int { return max(1, h-1-galleryFoot) }

// View implements dialog. It covers the whole screen, so that no other picture
// shows beside its own.
func (g *gallery) View(t theme.Theme, w, h int) string {
	var lines []string
	if g.large {
		lines = g.viewLarge(t, w, h)
	} else {
		lines = g.viewAll(t, w, h)
	}
	for i, line := range lines {
		lines[i] = line + strings.Repeat(" ", max(0, w-cells(line)))
	}
	return strings.Join(lines, "\n")
}

// viewAll draws the wall or the list, and under it the words of the selected one.
func (g *gallery) viewAll(t theme.Theme, w, h int) []string {
	lines := []string{g.head(t, w)}
	switch hung := g.hanging(w, h); {
	case len(g.shown) == 0:
		lines = append(lines, "", " "+t.Dim.Render(cut(g.nothing(), w-2)))
	case hung.columns == 0:
		lines = append(lines, g.list(t, w, g.room(h))...)
	default:
		lines = append(lines, g.wall.view(g.rows(hung), hung, g.at-g.first(hung))...)
	}
	foot := g.foot(t, w)
	lines = lines[:min(len(lines), max(1, h-len(foot)))]
	for len(lines) < h-len(foot) {
		lines = append(lines, "")
	}
	return append(lines, foot...)[:h]
}

// head says where the selection is, which kinds there are, and what is looked for.
func (g *gallery) head(t theme.Theme, w int) string {
	at := min(g.at+1, len(g.shown))
	line := " " + t.Heading.Render(cut(fmt.Sprintf("Gallery %d/%d", at, len(g.shown)), w-2))
	looked := ""
	switch {
	case g.typing:
		g.filter.SetWidth(min(30, max(1, w-cells(line)-5)))
		looked = "  " + g.filter.View()
	case g.filter.Value() != "":
		looked = "  " + t.Chosen.Render(cut("/"+g.filter.Value(), 30))
	}
	if kinds := g.kinds(); len(kinds) > 2 {
		names := ""
		for _, k := range kinds {
			style, mark := t.Dim, "  "
			if k == g.kind {
				style, mark = t.Chosen, " ▸"
			}
			names += style.Render(mark + k.String())
		}
		if cells(line)+cells(names)+cells(looked) >= w {
			names = t.Chosen.Render(" ▸" + g.kind.String())
		}
		line += names
	}
	return cut(line+looked, w-1)
}

func (g *gallery) nothing() string {
	switch {
	case len(g.all) == 0:
		return "There is no picture to show yet."
	case g.filter.Value() != "":
		return "No picture has all these words; esc shows the others."
	}
	return "There is no such picture."
}

// list draws the pictures in words.
func (g *gallery) list(t theme.Theme, w, rows int) []string {
	var lines []string
	from, to := window(len(g.shown), g.at, rows)
	for i := from; i < to; i++ {
		e := g.all[g.shown[i]]
		mark, style := "  ", t.Text
		if i == g.at {
			mark, style = "▸ ", t.Chosen
		}
		line := " " + style.Render(cut(mark+e.title, w-2))
		if words := cmp.Or(e.words, e.prompt); words != "" && w-cells(line) > 12 {
			line += t.Dim.Render(cut("  "+oneLine(words), w-1-cells(line)))
		}
		lines = append(lines, line)
	}
	return lines
}

// foot is the last lines: the selected picture in words and the keys, or what became
// of the last key.
func (g *gallery) foot(t theme.Theme, w int) []string {
	title, words := "", ""
	if e, ok := g.selected(); ok {
		title, words = t.Strong.Render(cut(e.title, w-2)), t.Caption.Render(cut(oneLine(cmp.Or(e.words, e.prompt)), w-2))
	}
	if g.notice != "" {
		words = t.Notice.Render(cut(g.notice, w-2))
	}
	keys := g.keys(w, "enter large", "/ filter", "tab kind", "? help", "x save", "e studio", "esc")
	if g.typing {
		keys = g.keys(w, "enter keeps the filter", "esc shows all")
	}
	return []string{" " + title, " " + words, " " + t.Dim.Render(keys)}
}

// keys is a line of keys that ends in how to leave. Where there is no room for all, those before
// the last go.
func (g *gallery) keys(w int, keys ...string) string {
	if g.s.cfg.Game.Painter == nil {
		keys = slices.DeleteFunc(keys, func(k string) bool { return k == "e studio" })
	}
	for len(keys) > 2 && cells(strings.Join(keys, " · ")) > w-2 {
		keys = slices.Delete(keys, len(keys)-2, len(keys)-1)
	}
	line := strings.Join(keys, " · ")
	if back := line + " back"; strings.HasSuffix(line, "esc") && cells(back) <= w-2 {
		line = back
	}
	return cut(line, w-2)
}

// viewLarge draws one picture and all that is known of it.
func (g *gallery) viewLarge(t theme.Theme, w, h int) []string {
	e, _ := g.selected()
	head := " " + t.Heading.Render(cut(fmt.Sprintf("Gallery %d/%d", g.at+1, len(g.shown)), w-2))
	head += t.Dim.Render(cut("  "+e.title, w-1-cells(head)))
	drawn := g.art.view(g.largeRoom(w, h), g.art.since)
	lines := append([]string{head}, drawn.indented(max(1, (w-drawn.w)/2))...)
	for _, line := range g.told(t, e, w, h) {
		lines = append(lines, " "+line)
	}
	lines = lines[:min(len(lines), h-1)]
	for len(lines) < h-1 {
		lines = append(lines, "")
	}
	return append(lines, " "+t.Dim.Render(g.keys(w, "← → turn", "enter to its chapter", "? help", "x save", "e studio", "esc")))
}

// largeRoom is the cells that a large picture may take.
func (g *gallery) largeRoom(w, h int) picture.Size {
	e, ok := g.selected()
	if !ok || g.s.terminal.Protocol == picture.None {
		return picture.Size{}
	}
	return picture.Size{W: w - 2, H: h - 2 - len(g.told(g.s.theme, e, w, h))}
}

// told says in words what a picture shows and how it was made, in at most a quarter
// of the screen; where pictures are off, in as much as there is.
func (g *gallery) told(t theme.Theme, e exhibit, w, h int) []string {
	most := max(1, h/4)
	if g.s.terminal.Protocol == picture.None {
		most = max(1, h-3)
	}
	var lines []string
	add := func(words string, style func(...string) string, most int) {
		if words = oneLine(words); words == "" || most < 1 {
			return
		}
		for line := range strings.SplitSeq(clip(Wrap(words, w-2), w-2, most), "\n") {
			lines = append(lines, style(line))
		}
	}
	if g.notice != "" {
		add(g.notice, t.Notice.Render, most)
	}
	made := g.made(e)
	left := most - len(lines)
	if made != "" && left > 1 {
		left--
	}
	if e.prompt != "" && left > 2 {
		add(e.words, t.Caption.Render, left/2)
		add("Painted from: "+e.prompt, t.Dim.Render, most-len(lines)-min(1, len(made)))
	} else {
		add(cmp.Or(e.words, e.prompt), t.Caption.Render, left)
	}
	if len(lines) < most {
		add(made, t.Dim.Render, 1)
	}
	return lines
}

// made says who painted a picture and what it cost.
func (g *gallery) made(e exhibit) string {
	var parts []string
	if e.painter != "" {
		parts = append(parts, "painted by "+e.painter)
	}
	if e.usd > 0 && !g.s.hideCosts {
		parts = append(parts, dollars(e.usd))
	}
	if e.note != "" {
		parts = append(parts, e.note)
	}
	return strings.Join(parts, " · ")
}
