package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// endsHere ends what is shown of a chapter that broke off, in words, so that a
// screen reader says it too. Its prose may be whole and only the choices missing.
const endsHere = "\n\n— The reply ends here. —"

// breakOff leaves on screen what arrived of the chapter, and asks the player.
func (p *play) breakOff(off game.BrokeOff) {
	p.stand()
	p.broken, p.cursor, p.turn = &off, 0, 0
	p.asked, p.again = false, false
	p.page.title, p.page.scene = off.Title, game.Scene{}
	p.page.prose.text = off.Prose + endsHere
	p.page.art.clear()
	p.say(off.Why)
}

// showBroken puts up a chapter that broke off before.
func (p *play) showBroken(off game.BrokeOff) {
	p.page.blank()
	p.breakOff(off)
}

// waysFromBroken are what the player can do then. Before the opening there is
// nothing to go back to.
func (p *play) waysFromBroken() []wayOn {
	ways := []wayOn{{"r", "Have this chapter told again"}}
	if p.s.cfg.Game.SpareNarrator != nil {
		ways = append(ways, wayOn{"o", "Let the offline storyteller tell it"})
	}
	if p.chapter.ID != 0 {
		ways = append(ways, wayOn{"b", "Go back to “" + p.chapter.Title + "”"})
	}
	return ways
}

// mend does what the player decided about the broken chapter.
func (p *play) mend(k string) tea.Cmd {
	if k == "enter" {
		k = p.ways()[p.cursor].key
	}
	p.from = p.broken.Parent
	switch {
	case k == "r":
		return p.ask(p.j.Retell())
	case k == "o" && p.s.cfg.Game.SpareNarrator != nil:
		return p.ask(p.j.Spare())
	case k == "b" && p.chapter.ID != 0:
		return p.ask(p.j.GoTo(p.chapter.ID))
	}
	return nil
}

// mends are the keys that do it.
func (p *play) mends() []key.Binding {
	says := map[string]string{"r": "tell it again", "o": "tell it offline", "b": "back"}
	var keys []key.Binding
	for _, w := range p.ways() {
		keys = append(keys, bind(w.key, says[w.key], w.key))
	}
	return keys
}
