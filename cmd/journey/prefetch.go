package main

import (
	"cmp"
	"fmt"
	"slices"

	"journey/game"
	"journey/openaiclient"
)

// cheapOut is the price of a million tokens, in US dollars, under which chapters are
// told ahead unasked.
const cheapOut = 1.0

// checkPrefetch refuses what prefetch does not know, also where nobody tells ahead.
func checkPrefetch(c config, o providerOptions) error {
	switch want := cmp.Or(o.prefetch, c.Prefetch, "auto"); {
	case slices.Contains([]string{"auto", "off", "text", "all"}, want):
		return nil
	case o.prefetch != "":
		return usagef("--prefetch %q is not one of auto, off, text, all", want)
	default:
		return hinted{
			fmt.Errorf("the setting prefetch is %q, which is not one of auto, off, text, all", want),
			"Change it in the configuration or in JOURNEY_PREFETCH, or add --prefetch auto.",
		}
	}
}

// prefetch is what is told ahead of the player's choice, and why, in a sentence.
func prefetch(c config, o providerOptions, teller *openaiclient.Client) (game.Prefetch, string) {
	text := game.Prefetch{Chapters: game.MaxChoices, AtOnce: game.MaxChoices}
	if teller.Local() {
		text.AtOnce = 1 // one after the other comes first sooner
	}
	switch cmp.Or(o.prefetch, c.Prefetch) {
	case "off":
		return game.Prefetch{}, "Nothing is told ahead, as you set."
	case "text":
		return text, "While you read, the chapters you may choose are told ahead, as you set."
	case "all":
		text.Pictures = true
		return text, "While you read, the chapters you may choose are told and painted ahead, as you set."
	}
	price, known := teller.TextPrice()
	switch {
	case known && price.Out >= cheapOut:
		return game.Prefetch{}, "Nothing is told ahead, since the model is not cheap; --prefetch text does."
	case teller.Local():
		return text, "While you read, the chapters you may choose are told ahead, since the server is yours."
	case !known:
		return game.Prefetch{}, "Nothing is told ahead, since the model's price is not known; --prefetch text does."
	}
	return text, "While you read, the chapters you may choose are told ahead, since the model is cheap; --prefetch off does not."
}
