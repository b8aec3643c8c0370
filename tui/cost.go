package tui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"journey/game"
)

// dollars is an amount of money, as exact as it matters.
func dollars(usd float64) string {
	switch {
	case usd <= 0:
		return "$0"
	case usd < 0.001:
		return "<$0.001"
	case usd < 0.1:
		return fmt.Sprintf("$%.3f", usd)
	}
	return fmt.Sprintf("$%.2f", usd)
}

// costs is what the status line says of money: the chapter on screen and the whole
// story.
func (p *play) costs() string {
	whole := p.story.Cost()
	if p.s.hideCosts || whole <= 0 {
		return ""
	}
	if chapter := p.story.CostOf(p.chapter.ID); p.turn == 0 && p.chapter.ID != 0 && chapter > 0 && p.s.width >= wideColumns {
		return "chapter " + dollars(chapter) + " · story " + dollars(whole) + " · "
	}
	return dollars(whole) + " · "
}

// toggleCosts shows what things cost, or hides it.
func (s *session) toggleCosts() { s.hideCosts = !s.hideCosts }

// capDecided is what the player wants done at a cap.
type capDecided struct {
	play *play
	do   func() error
}

// atCap asks the player how to go on where a cap stopped the turn.
func (p *play) atCap(u game.Capped) tea.Cmd {
	decide := func(do func() error) tea.Cmd {
		return func() tea.Msg { return capDecided{p, do} }
	}
	o := &offer{title: "Spending cap", body: u.Over.Plain()}
	if u.MayRaise {
		if !p.s.hideCosts {
			o.body += fmt.Sprintf(" %s of %s are spent, and the next chapter can cost up to %s.",
				dollars(u.Over.Spent), dollars(u.Over.Limit), dollars(u.Over.Most))
		}
		o.ways = append(o.ways, offered{"u", "raise it by " + dollars(u.Over.Step) + " and go on", decide(p.j.Raise)})
	}
	o.body += " The story stands where it stood."
	safe := len(o.ways) // never what costs more
	if u.MaySpare {
		o.ways = append(o.ways,
			offered{"o", "have this chapter told offline", decide(func() error { return p.j.Offline(false) })},
			offered{"a", "go on offline from here on", decide(func() error { return p.j.Offline(true) })})
	}
	o.ways = append(o.ways, offered{"s", "stop here", nil})
	o.cursor = safe
	return tea.Batch(p.back(), show(o))
}

// Today says what was spent today, and the cap of the day, in US dollars; 0 is no
// cap.
type Today func(context.Context) (spent, limit float64, err error)

// costs is a line of the title screen.
func (t *title) costs() string {
	if t.s.hideCosts || t.spent <= 0 {
		return ""
	}
	says := "Spent today: " + dollars(t.spent)
	if t.limit > 0 {
		says += " of " + dollars(t.limit)
	}
	return says
}
