package tui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/studio"
)

// A labour is work that takes a while and may cost something.
type labour struct {
	number  int
	says    string // "painting the marked part"
	since   time.Time
	most    string // what it can cost, in words; "" when nothing or not known
	stop    context.CancelFunc
	stopped bool
}

// A commission is what is wanted of a painter.
type commission struct {
	says string
	op   studio.Op
	// most is what it can cost, in words.
	most string
	// make has it made; of a description there are no versions.
	make func(ctx context.Context, s *studio.Studio) ([]studio.Version, error)
	// then goes on with what was made; nil selects the first of it.
	then func([]*version) tea.Cmd
	// finish is called when it went well and there are no versions.
	finish func()
}

// labourDone is what came of a labour.
type labourDone struct {
	number  int
	what    commission
	made    []version
	err     error
	unsaved error
	kept    []game.Hash // that could not be kept before
}

// work has a commission made, by the spare painter if so wished.
func (p *studioScreen) work(c commission, spare bool) tea.Cmd {
	if p.labour != nil {
		p.say("One thing at a time: esc stops what is under way.")
		return nil
	}
	ctx, stop := context.WithCancel(p.s.tasks)
	p.jobs++
	p.now = time.Now()
	p.labour = &labour{number: p.jobs, says: c.says, since: p.now, most: c.most, stop: stop}
	if spare {
		p.labour.says, p.labour.most = c.says+" offline", ""
	}
	p.spare = nil
	maker, n, unkept := p.maker(spare), p.jobs, p.unkept()
	return tea.Batch(p.tick(), func() tea.Msg {
		defer stop()
		if !p.s.start() {
			return nil
		}
		defer p.s.work.Done()
		vs, err := c.make(ctx, maker)
		done := labourDone{number: n, what: c, err: err}
		for _, v := range vs {
			failed := p.keep(context.WithoutCancel(ctx), v.Data)
			done.made = append(done.made, version{v, failed == nil})
			if failed != nil && !errors.Is(failed, errNoKeep) {
				done.unsaved = failed
			}
		}
		for h, data := range unkept { // there may be room again
			if p.keep(context.WithoutCancel(ctx), data) == nil {
				done.kept = append(done.kept, h)
			}
		}
		return p.answered(func() tea.Cmd { return p.done(done) })
	})
}

// done takes what was made.
func (p *studioScreen) done(msg labourDone) tea.Cmd {
	l := p.labour
	if l == nil || l.number != msg.number {
		return nil
	}
	p.labour = nil
	p.nowKept(msg.kept)
	if msg.unsaved != nil {
		p.say("Not saved yet: " + game.Plain(msg.unsaved) + " It is kept in memory; save it with ctrl+s or try again.")
	}
	var made []*version
	for _, v := range msg.made {
		made = append(made, p.family.add(v))
	}
	if msg.err != nil {
		p.failed(l, msg)
	}
	switch {
	case len(made) == 0:
		if msg.err == nil && msg.what.finish != nil {
			msg.what.finish()
		}
		return nil
	case msg.what.then != nil:
		return msg.what.then(made)
	}
	p.tool = nil
	p.receipt(l, made)
	return p.turn(made[0])
}

// receipt says what was made and what it cost.
func (p *studioScreen) receipt(l *labour, made []*version) {
	cost := 0.0
	for _, v := range made {
		cost += v.Usage.USD
	}
	says := fmt.Sprintf("Done in %ds", int(time.Since(l.since).Seconds()))
	if cost > 0 && !p.s.hideCosts {
		says += ", for " + dollars(cost)
	}
	p.say(says + ".")
}

// failed says why nothing was made, and what would help.
func (p *studioScreen) failed(l *labour, msg labourDone) {
	if l.stopped || errors.Is(msg.err, context.Canceled) {
		p.say("Stopped. Nothing was changed.")
		return
	}
	why := game.Plain(msg.err)
	switch {
	case errors.Is(msg.err, game.ErrUnable):
		why += " It was wanted for: " + l.says + "."
	case errors.Is(msg.err, game.ErrRefused):
		why = "The painter declined this; nothing was changed. " + why
	case errors.Is(msg.err, game.ErrBudget):
		why += " Nothing was changed."
	}
	if p.s.cfg.Game.SparePainter != nil {
		why += " f has the offline painter do it."
		p.spare = func() tea.Cmd { return p.work(msg.what, true) }
	}
	p.say(why)
}

// interrupt stops what is under way.
func (p *studioScreen) interrupt() bool {
	if p.labour == nil || p.labour.stopped {
		return false
	}
	p.labour.stopped = true
	p.labour.stop()
	return true
}

// upTo says what a wish can cost.
func (p *studioScreen) upTo(op studio.Op, n int, size sized) string {
	if p.s.hideCosts {
		return ""
	}
	var of studio.Version
	if p.family.at != nil {
		of = p.family.at.Version
	}
	most, known := p.maker(false).Most(op, of, size.of(p.open.size), studio.Wish{N: n, Size: size.wish})
	switch {
	case !known:
		return "at a price that is not known"
	case most <= 0:
		return ""
	}
	return "up to " + dollars(most)
}
