package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// press handles a key of the play screen.
func (p *play) press(msg tea.KeyPressMsg) (screen, tea.Cmd) {
	k := msg.String()
	p.notices = nil
	if p.acting {
		return p, p.edit(msg)
	}
	switch {
	case k == "q" && !p.page.zoom:
		return p, p.leave()
	case p.j == nil:
		if k == "esc" || k == "enter" {
			return p, p.leave()
		}
		return p, nil
	case p.page.zoom:
		if k == "z" || k == "q" || k == "esc" {
			p.page.zoom = false
		}
		return p, p.page.prepare()
	case k == "esc":
		p.again = false
		p.j.Cancel()
		return p, nil
	case k == "z":
		if p.page.zoom = p.page.art.src != nil; !p.page.zoom {
			p.say("There is no picture to show yet.")
		}
		return p, p.page.prepare()
	case p.page.prose.press(k):
		return p, nil
	case k == "enter" || len(k) == 1 && k >= "1" && k <= "4":
		if p.early(k) {
			return p, nil
		}
	case p.asked:
		p.again = k == "b"
		return p, nil
	case p.turn != 0: // the rest waits for the chapter
		return p, nil
	}
	return p, p.decide(k)
}

// decide handles the keys that move the story on, back or sideways.
func (p *play) decide(k string) tea.Cmd {
	n := len(p.ways())
	switch k {
	case "up", "k":
		p.cursor = max(0, p.cursor-1)
	case "down", "j":
		p.cursor = min(max(0, n-1), p.cursor+1)
	case "$":
		p.s.toggleCosts()
	case "m":
		if p.chapter.ID != 0 {
			return show(newMap(p.story, p.chapter.ID))
		}
	case "g":
		return p.gallery()
	default:
		if p.broken != nil {
			return p.mend(k)
		}
		return p.goOn(k)
	}
	return nil
}

// goOn handles the keys of a chapter that was told.
func (p *play) goOn(k string) tea.Cmd {
	switch k {
	case "1", "2", "3", "4":
		return p.choose(int(k[0] - '0'))
	case "enter":
		return p.choose(p.cursor + 1)
	case "/":
		return p.act()
	case "b":
		return p.goBack()
	case "r":
		p.from = p.chapter.Parent
		return p.ask(p.j.Retell())
	case "n", "R":
		return p.after(k)
	case "e":
		here := p.chapter.ID
		return func() tea.Msg { return studioWanted{chapter: here} }
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
		p.say("The story ended here: b goes back to choose otherwise, n begins a new one, R shows this one again.")
		return nil
	case p.chapter.ID == 0: // nothing was told yet: try again
		p.from = 0
		return p.ask(p.j.Begin())
	case i > len(p.chapter.Choices):
		return nil
	}
	p.cursor, p.from, p.chose = i-1, p.chapter.ID, true
	return p.ask(p.j.Choose(i))
}

func (p *play) gallery() tea.Cmd {
	g := newGallery(p.s, p.j.Story(), p.chapter.ID)
	if g == nil {
		p.say("There is no picture to show yet.")
		return nil
	}
	return show(g)
}

func (p *play) goBack() tea.Cmd {
	if p.chapter.Parent == 0 {
		p.say("This is the beginning.")
		return nil
	}
	return p.ask(p.j.GoTo(p.chapter.Parent))
}

// after goes on from an ending: to a new story, or to this one from its beginning.
func (p *play) after(k string) tea.Cmd {
	s, id := p.s, p.story.ID
	if p.chapter.Ending == nil {
		return nil
	}
	p.then = func() screen { return newReplay(s, id) }
	if k == "n" {
		p.then = func() screen { return newStory(s) }
	}
	return p.leave()
}

func (p *play) act() tea.Cmd {
	switch {
	case p.chapter.Ending != nil:
		p.say("The story ended here: b goes back to act otherwise.")
		return nil
	case p.chapter.ID == 0:
		p.say("Nothing was told yet: enter begins the story.")
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
		return p.ask(err)
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
		return slices.Concat([]key.Binding{bind("esc", "stop", "esc")}, p.more(), p.always())
	case p.broken != nil:
		return slices.Concat(p.mends(), p.more(), p.always())
	case p.chapter.ID == 0:
		return []key.Binding{bind("enter", "begin", "enter"), bind("q", "leave", "q")}
	case p.chapter.Ending != nil:
		return slices.Concat([]key.Binding{bind("n", "new story", "n"), bind("R", "replay", "R")}, p.more(), p.sideways(), p.always())
	}
	choose := bind("1", "choose", "1")
	if n := len(p.chapter.Choices); n > 1 {
		choose = bind(fmt.Sprintf("1-%d", n), "choose", "1")
	}
	return slices.Concat([]key.Binding{choose, bind("/", "own words", "/")}, p.more(), p.sideways(), p.always())
}

// more, sideways and always are the keys of the line of help that do something now.
func (p *play) more() []key.Binding {
	if p.page.prose.above() || p.page.prose.under() {
		return []key.Binding{bind("space", "more", "space")}
	}
	return nil
}

func (p *play) sideways() []key.Binding {
	retell := bind("r", "retell", "r")
	if p.chapter.Parent == 0 {
		return []key.Binding{retell}
	}
	return []key.Binding{bind("b", "back", "b"), retell}
}

func (p *play) always() []key.Binding {
	leave := bind("q", "leave", "q")
	if p.page.art.src == nil {
		return []key.Binding{leave}
	}
	return []key.Binding{bind("z", "zoom", "z"), leave}
}

// FullHelp implements help.KeyMap.
func (p *play) FullHelp() [][]key.Binding {
	groups := [][]key.Binding{
		{
			bind("1-4", "take a choice", "1"), bind("↑ ↓", "select a choice", "up"), bind("enter", "take the selected one", "enter"),
			bind("/", "act in your own words", "/"), bind("b", "go back a chapter", "b"), bind("r", "tell this chapter anew", "r"),
		},
		{
			bind("p", "paint the picture anew", "p"), bind("e", "work on the picture in the studio", "e"), bind("z", "picture full screen", "z"), bind("space", "turn the prose", "space"),
			bind("J K", "scroll the prose", "J"), bind("m", "map of the story", "m"), bind("g", "gallery of pictures", "g"), bind("$", "show or hide costs", "$"), bind("esc", "stop what is under way", "esc"), bind("q", "leave (it is saved)", "q"),
		},
	}
	switch {
	case p.broken != nil:
		groups[0] = append(p.mends(), bind("↑ ↓", "select a way", "up"), bind("enter", "take the selected one", "enter"))
	case p.chapter.Ending != nil:
		groups[0] = []key.Binding{
			bind("n", "begin a new story", "n"), bind("R", "replay this one", "R"), bind("b", "go back a chapter", "b"),
			bind("r", "tell this chapter anew", "r"),
		}
	}
	return groups
}
