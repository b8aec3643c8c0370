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
		return p.viewClosed(w, h)
	}
	return p.page.under(p.status(w), w, h, p.below)
}

func (p *play) viewClosed(w, h int) string {
	t := p.s.theme
	if p.failure == "" {
		return fit("\n"+t.Dim.Render("  Opening the story…"), w, h)
	}
	says := "The story cannot be opened."
	if p.id == "" {
		says = "The story cannot be begun."
	}
	return fit("\n"+indent(t.Danger.Render(says), 2)+
		"\n\n"+indent(t.Text.Render(Wrap(p.failure, min(70, w-4))), 2), w, h)
}

// status is the line above the page: title, chapter and arc left; the picture in
// the making, cost and storyteller right.
func (p *play) status(w int) string {
	number := p.story.Depth(p.chapter.ID)
	if p.turn != 0 {
		number = p.story.Depth(p.from) + 1
	}
	right := p.s.cfg.Provider
	switch {
	case p.turn != 0:
	case p.broken != nil:
		number = p.story.Depth(p.broken.Parent) + 1
	case p.chapter.Teller != "":
		right = p.chapter.Teller // another may have stepped in
	}
	right = p.costs() + right
	if a := p.page.art; a.making && a.ready != nil {
		right = "painting… " + a.elapsed(p.page.now) + " · " + right
	}
	return statusLine(p.s, p.story, number, right, w)
}

// statusLine names the story and the place in it. The title gives way before the
// numbers do, and right before the title.
func statusLine(s *session, story *game.Story, number int, right string, w int) string {
	t := s.theme
	title := story.Title
	if title == "" {
		title = "A new story"
	}
	arc := story.Premise.Length.Arc(max(1, number))
	place := fmt.Sprintf("chapter %d", max(1, number))
	if w < 60 {
		place = fmt.Sprint(max(1, number))
	}
	if arc.Most > 0 {
		place += fmt.Sprintf(" of %d–%d", arc.Least, arc.Most)
	}
	bar := t.Frame.Render(" │ ")
	where := bar + t.Status.Render(place) + bar + t.Arc.Render(string(arc.Phase))
	room := w - 2 - cells(where)
	if room < 8 { // too narrow for the phase
		where = bar + t.Status.Render(place)
		room = w - 2 - cells(where)
	}
	if with := room - cells(right) - 3; with >= min(cells(title), 24) {
		room = with
	} else {
		right = ""
	}
	return between(" "+t.Strong.Render(cut(title, room))+where, t.Status.Render(right)+" ", w)
}

// noticeRows is how many lines notices may take from the words of the choices; more of
// them only where there is room beside all choices.
const noticeRows = 3

// below draws what stands under the prose in at most h lines of w cells: the
// awaited chapter, the choices or the ending, the line of an own action, the
// notice. The notice gives way first, then the words of the choices.
func (p *play) below(w, h int) string {
	input := p.viewInput(w)
	free := h - height(input)
	rows := max(1, min(noticeRows, free-max(1, len(p.ways()))))
	if len(p.notices) > 0 {
		rows = max(rows, (free-height(p.viewWays(w, max(1, free))))/2) // the prose has the rest
	}
	notice := p.viewNotices(w, rows)
	if notice != "" {
		free -= height(notice)
	}
	parts := []string{p.viewWays(w, max(1, free))}
	if input != "" {
		parts = append(parts, input)
	}
	if notice != "" {
		parts = append(parts, p.s.theme.Notice.Render(notice))
	}
	return strings.Join(parts, "\n")
}

// viewNotices draws what there is to say in at most h lines: the newest as far as
// there is room, and of the one before at least a line.
func (p *play) viewNotices(w, h int) string {
	if p.leaving {
		return "Saving…"
	}
	var lines []string
	for i, text := range p.notices {
		others := len(p.notices) - 1 - i
		room := min(h-len(lines), max(1, h-len(lines)-others))
		if room > 0 {
			lines = append(lines, strings.Split(clip(Wrap(text, w), w, room), "\n")...)
		}
	}
	return strings.Join(lines, "\n")
}

// viewWays draws how the story can go on.
func (p *play) viewWays(w, h int) string {
	t := p.s.theme
	p.rows = p.rows[:0]
	switch {
	case p.turn != 0:
		waited := max(0, int(p.page.now.Sub(p.started).Seconds()))
		says := "… the story goes on"
		if p.waits != "" {
			says = p.waits
		}
		return t.Dim.Render(cut(fmt.Sprintf("%s (%ds, esc stops)", says, waited), w))
	case p.broken != nil:
		return p.viewChoices(w, h)
	case p.chapter.Ending != nil:
		return viewEnding(p.s, *p.chapter.Ending, w, h)
	case p.chapter.ID == 0:
		return t.Dim.Render(cut("enter begins the story", w))
	}
	return p.viewChoices(w, h)
}

func (p *play) viewInput(w int) string {
	switch {
	case p.acting:
		p.input.SetWidth(max(1, w-3))
		return p.input.View()
	case p.input.Value() != "" && p.turn == 0:
		return p.s.theme.Dim.Render(cut("/ "+p.input.Value(), w))
	}
	return ""
}

func viewEnding(s *session, e game.Ending, w, h int) string {
	words := clip(Wrap("The end: "+e.Name, max(1, w-2)), w-2, h)
	return s.theme.Arc.Render("◆ ") + indent(s.theme.Strong.Render(words), 2)[2:]
}

// A wayOn is how the story can go on: the key that takes it, and what it is.
type wayOn struct{ key, text string }

// ways are the choices of the chapter, or what to do about one that broke off.
func (p *play) ways() []wayOn {
	if p.broken != nil {
		return p.waysFromBroken()
	}
	ways := make([]wayOn, len(p.chapter.Choices))
	for i, c := range p.chapter.Choices {
		ways[i] = wayOn{fmt.Sprint(i + 1), c.Text}
	}
	return ways
}

// viewChoices draws the ways on in at most h lines, as full as there is room: the
// selected one first, then the others from the top.
func (p *play) viewChoices(w, h int) string {
	t, ways := p.s.theme, p.ways()
	from, to := window(len(ways), p.cursor, h)
	texts := make([][]string, len(ways))
	for i, c := range ways {
		texts[i] = strings.Split(Wrap(c.text, max(1, w-5)), "\n")
	}
	spare := h - (to - from)
	rows := make([]int, len(texts))
	give := func(i int) {
		more := min(len(texts[i])-1, spare)
		spare -= more
		rows[i] = 1 + more
	}
	give(p.cursor)
	for i := from; i < to; i++ {
		if i != p.cursor {
			give(i)
		}
	}
	var lines []string
	for i := from; i < to; i++ {
		mark, style := "  ", t.Choice
		if i == p.cursor {
			mark, style = "▸ ", t.Chosen
		}
		head := t.Chosen.Render(mark) + t.Number.Render(ways[i].key+". ")
		text := clip(strings.Join(texts[i], "\n"), w-5, rows[i])
		for line := range strings.SplitSeq(text, "\n") {
			lines = append(lines, head+style.Render(line))
			p.rows = append(p.rows, i+1)
			head = "     "
		}
	}
	return strings.Join(lines, "\n")
}

// click takes the choice that is clicked on.
func (p *play) click(m tea.Mouse) tea.Cmd {
	if p.j == nil || p.turn != 0 || p.acting || m.Button != tea.MouseLeft || p.page.zoom {
		return nil
	}
	at := p.page.below
	x, y := m.X-at.x, m.Y-1-at.y // under the status line
	if x < 0 || x >= at.w || y < 0 || y >= len(p.rows) || p.early("") {
		return nil
	}
	p.cursor = p.rows[y] - 1
	return p.decide("enter")
}
