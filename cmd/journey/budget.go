package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
	"journey/openaiclient"
)

// dollars is an amount of US dollars as people write it: 2, 0.50, "$1.50", or none,
// which is 0.
type dollars float64

func parseDollars(s string) (dollars, error) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "$")
	if strings.EqualFold(s, "none") {
		return 0, nil
	}
	usd, err := strconv.ParseFloat(s, 64)
	if err != nil || !(usd >= 0) || math.IsInf(usd, 1) {
		return 0, fmt.Errorf("%q is no amount of dollars; write it as in 0.50, or none for no cap", s)
	}
	return dollars(usd), nil
}

// String is the amount for a person.
func (d dollars) String() string {
	if d == 0 {
		return "any amount"
	}
	return fmt.Sprintf("$%.2f", float64(d))
}

// UnmarshalTOML implements toml.Unmarshaler.
func (d *dollars) UnmarshalTOML(v any) (err error) {
	*d, err = parseDollars(fmt.Sprint(v))
	return err
}

// budget is what may be spent, in US dollars; 0 is no cap.
type budget struct {
	Story  dollars `toml:"story"`  // on one story
	Day    dollars `toml:"day"`    // on all stories of a day; of a host on all players
	Player dollars `toml:"player"` // of a host, on one player and day
	Show   bool    `toml:"show"`   // what things cost
}

func defaultBudget() budget { return budget{Story: 1, Day: 5, Player: 1, Show: true} }

func (b *budget) fromEnvironment(env func(string) string) error {
	for name, field := range map[string]*dollars{
		"JOURNEY_BUDGET_STORY": &b.Story, "JOURNEY_BUDGET_DAY": &b.Day, "JOURNEY_BUDGET_PLAYER": &b.Player,
	} {
		v := strings.TrimSpace(env(name))
		if v == "" {
			continue
		}
		usd, err := parseDollars(v)
		if err != nil {
			return hinted{fmt.Errorf("%s: %w", name, err), "Change or unset " + name + "."}
		}
		*field = usd
	}
	return nil
}

// checkPrices refuses prices that no server has.
func checkPrices(prices map[string]openaiclient.Price) error {
	for model, p := range prices {
		if min(p.In, p.Out, p.ImageIn, p.Picture) < 0 {
			return hinted{
				fmt.Errorf("the configuration has a price below 0 for %s", model),
				"Prices are dollars for a million tokens (in, out, image_in) or for one picture (picture).",
			}
		}
	}
	return nil
}

// budgetOptions are the flags of a budget.
type budgetOptions struct{ story, day, player string }

func (o *budgetOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.story, "budget-story", "", "most to spend on one story, in dollars, or none (default 1.00)")
	f.StringVar(&o.day, "budget-day", "", "most to spend a day, in dollars, or none (default 5.00)")
}

// over puts the flags over the configuration.
func (o *budgetOptions) over(b *budget) error {
	for _, f := range []struct {
		name, value string
		field       *dollars
	}{{"story", o.story, &b.Story}, {"day", o.day, &b.Day}, {"player", o.player, &b.Player}} {
		if f.value == "" {
			continue
		}
		usd, err := parseDollars(f.value)
		if err != nil {
			return usagef("--budget-%s: %w", f.name, err)
		}
		*f.field = usd
	}
	return nil
}

// caps are those of a player on their own computer.
func (b budget) caps() disk.Caps { return disk.Caps{Story: float64(b.Story), Day: float64(b.Day)} }

// unpriced names the models whose price nobody knows, so that no cap can hold them.
func (p provider) unpriced() []string {
	var models []string
	if p.text != nil && !p.text.TextPriced() {
		models = append(models, p.text.TextModel())
	}
	if p.images != nil && !p.images.PicturesPriced() {
		models = append(models, p.images.PictureModel())
	}
	slices.Sort(models)
	return slices.Compact(models)
}

// aboutBudget says what may be spent, and whether that can be held.
func aboutBudget(b budget, who provider) finding {
	f := finding{About: "Budget", Good: true}
	f.Says = fmt.Sprintf("%s for a story, %s a day.", b.Story, b.Day)
	if models := who.unpriced(); len(models) > 0 {
		f.Says = unheld(models) + " " + f.Says
		f.Good = b.Story == 0 && b.Day == 0
	}
	return f
}

// warned returns the provider with the warning that its caps cannot be held, if so.
func (p provider) warned(b budget) (provider, string) {
	models := p.unpriced()
	if len(models) == 0 || b.Story == 0 && b.Day == 0 {
		return p, ""
	}
	warning := game.CleanLine(unheld(models))
	p.why += " " + warning
	return p, warning
}

// unheld says that caps do not hold for some models.
func unheld(models []string) string {
	return fmt.Sprintf("The price of %s is not known, so no cap can hold what it costs; set it in the configuration, as in [prices.%q] in = 0.10, out = 0.50.",
		strings.Join(models, " and "), models[0])
}
