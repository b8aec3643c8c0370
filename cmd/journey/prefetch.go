package main

import (
	"cmp"
	"fmt"

	"journey/game"
	"journey/openaiclient"
)

// cheapOut is the price of a million tokens, in US dollars, under which chapters are
// told ahead unasked.
const cheapOut = 1.0

// prefetch is what is told ahead of the player's choice, and why, in a sentence.
func prefetch(c config, o providerOptions, teller *openaiclient.Client) (game.Prefetch, string, error) {
	text := game.Prefetch{Chapters: game.MaxChoices, AtOnce: game.MaxChoices}
	if teller.Local() {
		text.AtOnce = 1 // one after the other comes first sooner
	}
	switch want := cmp.Or(o.prefetch, c.Prefetch, "auto"); want {
	case "off":
		return game.Prefetch{}, "Nothing is told ahead, as you set.", nil
	case "text":
		return text, "While you read, the chapters you may choose are told ahead, as you set.", nil
	case "all":
		text.Pictures = true
		return text, "While you read, the chapters you may choose are told and painted ahead, as you set.", nil
	case "auto":
		price, known := teller.TextPrice()
		switch {
		case known && price.Out >= cheapOut:
			return game.Prefetch{}, "Nothing is told ahead, since the model is not cheap; --prefetch text does.", nil
		case teller.Local():
			return text, "While you read, the chapters you may choose are told ahead, since the server is yours.", nil
		case !known:
			return game.Prefetch{}, "Nothing is told ahead, since the model's price is not known; --prefetch text does.", nil
		}
		return text, "While you read, the chapters you may choose are told ahead, since the model is cheap; --prefetch off does not.", nil
	default:
		if o.prefetch != "" {
			return game.Prefetch{}, "", usagef("--prefetch %q is not one of auto, off, text, all", want)
		}
		return game.Prefetch{}, "", hinted{
			fmt.Errorf("the setting prefetch is %q, which is not one of auto, off, text, all", want),
			"Change it in the configuration or in JOURNEY_PREFETCH, or add --prefetch auto.",
		}
	}
}
