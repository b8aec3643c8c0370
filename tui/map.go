package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/tui/theme"
)

// storyMap shows all chapters of a story as a tree, with the choices nobody has
// taken yet and the endings found, and leads to any of them.
type storyMap struct {
	lines  []mapLine
	cursor int
}

// A mapLine is one chapter of the map.
type mapLine struct {
	id     game.ChapterID
	branch int // how many forks lie above it
	text   string
	here   bool
	ending bool
}

// mapChosen is the chapter to go to.
type mapChosen struct{ chapter game.ChapterID }

func newMap(story *game.Story, here game.ChapterID) *storyMap {
	m := &storyMap{}
	for _, opening := range story.Children(0) {
		m.add(story, opening, here, 1, 0)
	}
	for i, l := range m.lines {
		if l.here {
			m.cursor = i
		}
	}
	return m
}

// add puts a chapter and what follows from it on the map. Chapters that follow
// without a fork stand under each other, so that long stories stay narrow.
func (m *storyMap) add(story *game.Story, id, here game.ChapterID, place, branch int) {
	for {
		c, ok := story.Chapter(id)
		if !ok {
			return
		}
		var next []game.ChapterID
		taken := map[int]bool{}
		for _, child := range story.Children(id) {
			if follow, _ := story.Chapter(child); !story.Unread(child) {
				next = append(next, child)
				taken[follow.Taken.Choice] = true
			}
		}
		open := 0
		for i := range c.Choices {
			if !taken[i+1] {
				open++
			}
		}
		text := fmt.Sprintf("%d %s", place, c.Title)
		if open > 0 {
			text += " " + strings.Repeat("○", open)
		}
		m.lines = append(m.lines, mapLine{id: id, branch: branch, text: text, here: id == here, ending: c.Ending != nil})
		if len(next) == 0 {
			return
		}
		for _, other := range next[1:] {
			m.add(story, other, here, place+1, branch+1)
		}
		id, place = next[0], place+1
	}
}

// Update implements dialog.
func (m *storyMap) Update(msg tea.Msg) (bool, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	switch k.String() {
	case "esc", "q", "m":
		return true, nil
	case "enter", "space":
		chosen := m.lines[m.cursor].id
		return true, func() tea.Msg { return mapChosen{chosen} }
	case "up", "k":
		m.cursor = max(0, m.cursor-1)
	case "down", "j":
		m.cursor = min(len(m.lines)-1, m.cursor+1)
	case "home":
		m.cursor = 0
	case "end":
		m.cursor = len(m.lines) - 1
	}
	return false, nil
}

// FullHelp implements explains.
func (m *storyMap) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{bind("↑ ↓", "go from chapter to chapter", "up"), bind("home end", "the first chapter, the last one", "home")},
		{bind("enter", "go on from this chapter", "enter"), bind("esc", "back to the story", "esc")},
	}
}

// View implements dialog.
func (m *storyMap) View(t theme.Theme, w, h int) string {
	rows := max(1, boxRows(h)-1)
	from := max(0, min(m.cursor-rows/2, len(m.lines)-rows))
	var shown []string
	for i := from; i < len(m.lines) && len(shown) < rows; i++ {
		l := m.lines[i]
		mark, style := "  ", t.Text
		if i == m.cursor {
			mark, style = "▸ ", t.Chosen
		}
		tail := ""
		switch {
		case l.here:
			tail = t.Arc.Render(" ◂ here")
		case l.ending:
			tail = t.Arc.Render(" ◆ ending")
		}
		branch := strings.Repeat("│ ", min(l.branch, 8))
		room := dialogWidth(w) - cells(mark) - cells(branch) - cells(tail)
		shown = append(shown, t.Chosen.Render(mark)+t.Frame.Render(branch)+style.Render(cut(l.text, room))+tail)
	}
	return box(t, w, h, "Map", strings.Join(shown, "\n"), t.Dim.Render(cut("enter goes there · ○ not taken yet · esc back · ? help", dialogWidth(w))))
}
