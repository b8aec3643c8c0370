package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// press handles a key of the play screen.
func (p *play) press(msg tea.KeyPressMsg) (screen, tea.Cmd) {
	k := msg.String()
	if p.acting {
		return p, p.edit(msg)
	}
	switch {
	case k == "q":
		return p, p.leave()
	case p.j == nil:
		if k == "esc" || k == "enter" {
			return p, p.leave()
		}
		return p, nil
	case p.page.zoom:
		if k == "z" || k == "esc" {
			p.page.zoom = false
		}
		return p, p.page.prepare()
	case k == "esc":
		if !p.j.Cancel() {
			p.notice = ""
		}
		return p, nil
	case k == "z":
		p.page.zoom = p.page.art.src != nil
		return p, p.page.prepare()
	case p.page.prose.press(k):
		return p, nil
	case p.turn != 0: // the rest waits for the chapter
		return p, nil
	}
	return p, p.decide(k)
}

// decide handles the keys that move the story on, back or sideways.
func (p *play) decide(k string) tea.Cmd {
	n := len(p.chapter.Choices)
	switch k {
	case "up", "k":
		p.cursor = max(0, p.cursor-1)
	case "down", "j":
		p.cursor = min(max(0, n-1), p.cursor+1)
	case "1", "2", "3", "4":
		return p.choose(int(k[0] - '0'))
	case "enter":
		return p.choose(p.cursor + 1)
	case "/":
		return p.act()
	case "b":
		return p.do(p.goBack())
	case "r":
		p.from = p.chapter.Parent
		return p.do(p.j.Retell())
	case "p":
		if p.page.art.making {
			return nil
		}
		return p.do(p.j.Repaint())
	}
	return nil
}

func (p *play) choose(i int) tea.Cmd {
	switch {
	case p.chapter.Ending != nil:
		p.notice = "The story ended here: b goes back to choose otherwise, q leaves."
		return nil
	case p.chapter.ID == 0: // nothing was told yet: try again
		p.from = 0
		return p.do(p.j.Begin())
	case i > len(p.chapter.Choices):
		return nil
	}
	p.cursor, p.from = i-1, p.chapter.ID
	return p.do(p.j.Choose(i))
}

func (p *play) goBack() error {
	if p.chapter.Parent == 0 {
		p.notice = "This is the beginning."
		return nil
	}
	return p.j.GoTo(p.chapter.Parent)
}

func (p *play) act() tea.Cmd {
	if p.chapter.Ending != nil || p.chapter.ID == 0 {
		return nil
	}
	p.acting = true
	p.input.SetStyles(p.s.theme.Input())
	return p.input.Focus()
}

// edit handles a key while the player types an action.
func (p *play) edit(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		p.acting = false
		p.input.Blur()
		return nil
	case "enter":
		text := game.CleanLine(p.input.Value())
		p.acting = false
		p.input.Blur()
		if text == "" {
			return nil
		}
		p.from = p.chapter.ID
		err := p.j.Act(text)
		if err == nil {
			p.input.Reset()
		}
		return p.do(err)
	}
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	return cmd
}

// ShortHelp implements help.KeyMap.
func (p *play) ShortHelp() []key.Binding {
	switch {
	case p.acting:
		return []key.Binding{bind("enter", "do it", "enter"), bind("esc", "never mind", "esc")}
	case p.page.zoom:
		return []key.Binding{bind("z", "back to the page", "z")}
	case p.j == nil:
		return []key.Binding{bind("q", "back", "q")}
	case p.turn != 0:
		return []key.Binding{bind("esc", "stop", "esc"), bind("space", "more", "space"), bind("q", "leave", "q")}
	case p.chapter.Ending != nil:
		return []key.Binding{bind("b", "back", "b"), bind("r", "retell", "r"), bind("z", "zoom", "z"), bind("q", "leave", "q")}
	}
	return []key.Binding{
		bind("1-4", "choose", "1"), bind("/", "own words", "/"), bind("space", "more", "space"),
		bind("b", "back", "b"), bind("r", "retell", "r"), bind("z", "zoom", "z"), bind("q", "leave", "q"),
	}
}

// FullHelp implements help.KeyMap.
func (p *play) FullHelp() [][]key.Binding {
	return [][]key.Binding{
		{
			bind("1-4", "take a choice", "1"), bind("↑ ↓", "select a choice", "up"), bind("enter", "take the selected one", "enter"),
			bind("/", "act in your own words", "/"), bind("b", "go back a chapter", "b"), bind("r", "tell this chapter anew", "r"),
		},
		{
			bind("p", "paint the picture anew", "p"), bind("z", "picture full screen", "z"), bind("space", "turn the prose", "space"),
			bind("J K", "scroll the prose", "J"), bind("esc", "stop what is under way", "esc"), bind("q", "leave (it is saved)", "q"),
		},
	}
}
