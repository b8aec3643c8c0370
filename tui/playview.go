package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// View implements screen.
func (p *play) View(w, h int) string {
	if p.j == nil {
		return p.viewClosed(w)
	}
	return p.status(w) + "\n" + p.page.view(w, h-1, p.below(p.page.layout(w, h-1).column))
}

func (p *play) viewClosed(w int) string {
	t := p.s.theme
	if p.failure == "" {
		return "\n" + t.Dim.Render("  Opening the story…")
	}
	return "\n" + indent(t.Danger.Render("The story cannot be opened."), 2) +
		"\n\n" + indent(t.Text.Render(wrap(p.failure, min(70, w-4))), 2)
}

// status is the line above the page: title, chapter and arc left; cost and
// storyteller right.
func (p *play) status(w int) string {
	number := p.story.Depth(p.chapter.ID)
	if p.turn != 0 {
		number = p.story.Depth(p.chapter.ID) + 1
	}
	return statusLine(p.s, p.story, number, w)
}

func statusLine(s *session, story *game.Story, number, w int) string {
	t := s.theme
	title := story.Title
	if title == "" {
		title = "A new story"
	}
	arc := story.Premise.Length.Arc(max(1, number))
	place := fmt.Sprintf("chapter %d", number)
	if arc.Most > 0 {
		place += fmt.Sprintf(" of %d–%d", arc.Least, arc.Most)
	}
	left := " " + t.Strong.Render(cut(title, max(8, w/2))) + t.Frame.Render(" │ ") +
		t.Status.Render(place) + t.Frame.Render(" │ ") + t.Arc.Render(string(arc.Phase))
	right := s.cfg.Provider
	if cost := story.Cost(); cost > 0 {
		right = fmt.Sprintf("$%.3f", cost) + " · " + right
	}
	return between(left, t.Status.Render(right)+" ", w)
}

// below is what stands under the prose: the awaited chapter, the choices or the
// ending, the line of an own action, the notice.
func (p *play) below(w int) string {
	t := p.s.theme
	var parts []string
	switch {
	case p.turn != 0:
		waited := int(p.page.now.Sub(p.started).Seconds())
		parts = append(parts, t.Dim.Render(cut(fmt.Sprintf("… the story goes on (%ds, esc stops)", max(0, waited)), w)))
	case p.chapter.Ending != nil:
		parts = append(parts, viewEnding(p.s, *p.chapter.Ending, w))
	case p.chapter.ID == 0:
		parts = append(parts, t.Dim.Render("enter begins the story"))
	default:
		parts = append(parts, p.viewChoices(w))
	}
	if p.acting {
		p.input.SetWidth(w - 3)
		parts = append(parts, p.input.View())
	} else if p.input.Value() != "" && p.turn == 0 {
		parts = append(parts, t.Dim.Render(cut("/ "+p.input.Value(), w)))
	}
	if p.leaving {
		parts = append(parts, t.Notice.Render("Saving…"))
	} else if p.notice != "" {
		parts = append(parts, t.Notice.Render(wrap(p.notice, w)))
	}
	return strings.Join(parts, "\n")
}

func viewEnding(s *session, e game.Ending, w int) string {
	return s.theme.Arc.Render("◆ ") + s.theme.Strong.Render(wrap("The end: "+e.Name, w-2))
}

func (p *play) viewChoices(w int) string {
	t := p.s.theme
	var lines []string
	for i, c := range p.chapter.Choices {
		mark, style := "  ", t.Choice
		if i == p.cursor {
			mark, style = "▸ ", t.Chosen
		}
		text := strings.Split(wrap(c.Text, max(1, w-5)), "\n")
		lines = append(lines, t.Chosen.Render(mark)+t.Number.Render(fmt.Sprintf("%d. ", i+1))+style.Render(text[0]))
		for _, more := range text[1:] {
			lines = append(lines, "     "+style.Render(more))
		}
	}
	return strings.Join(lines, "\n")
}

// click takes the choice that is clicked on: a row that begins with its number.
func (p *play) click(m tea.Mouse) tea.Cmd {
	if p.j == nil || p.turn != 0 || p.acting || m.Button != tea.MouseLeft || p.page.zoom {
		return nil
	}
	if i, ok := p.choiceAt(m.X, m.Y); ok {
		return p.choose(i)
	}
	return nil
}

// choiceAt finds the choice drawn at a cell, by the view itself: the choices are
// the last thing under the prose, wherever the layout put it.
func (p *play) choiceAt(x, y int) (int, bool) {
	w, h := p.s.width, p.s.height-1
	l := p.page.layout(w, h-1)
	below := p.below(l.column)
	left := 1
	if l.beside {
		left = l.picture.W + 3
	}
	if x < left || x >= left+l.column {
		return 0, false
	}
	rows := strings.Split(p.View(w, h), "\n")
	want := strings.Split(below, "\n")
	for top := range rows {
		if top+len(want) <= len(rows) && strings.Contains(rows[top], want[0]) {
			return p.choiceInRow(y-top, l.column)
		}
	}
	return 0, false
}

func (p *play) choiceInRow(row, w int) (int, bool) {
	for i, c := range p.chapter.Choices {
		n := height(wrap(c.Text, max(1, w-5)))
		if row >= 0 && row < n {
			return i + 1, true
		}
		row -= n
	}
	return 0, false
}
