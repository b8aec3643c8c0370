package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"journey/game"
	"journey/game/offline"
	"journey/game/offline/pixel"
	"journey/openaiclient"
	"journey/tui"
)

// provider is who tells and paints, and why.
type provider struct {
	game   game.Config
	name   string
	why    string
	client *openaiclient.Client // nil offline
	paid   bool                 // pictures may cost money
	worlds []tui.World
}

// knows reports whether there is a ready-made world of that name.
func (p provider) knows(world string) bool {
	return slices.ContainsFunc(p.worlds, func(w tui.World) bool { return w.Name == world })
}

func (p provider) worldNames() string {
	names := make([]string, len(p.worlds))
	for i, w := range p.worlds {
		names[i] = w.Name
	}
	return strings.Join(names, ", ")
}

// provide chooses the provider. Auto means a model server when a key or an
// address is set, else offline.
func provide(c config, o providerOptions) (provider, error) {
	want := cmp.Or(o.name, c.Provider)
	teller, err := offline.New()
	if err != nil {
		return provider{}, fmt.Errorf("open the offline world: %w", err)
	}
	alone := provider{game: game.Config{Narrator: teller, Painter: pixel.New()}, name: "offline"}
	for _, w := range teller.Worlds() {
		alone.worlds = append(alone.worlds, tui.World{Name: w.Name, Title: w.Title, Blurb: w.Blurb, Style: w.Style})
	}
	switch want {
	case "offline":
		alone.why = "you asked for the offline storyteller; nothing leaves this computer."
		return alone, nil
	case "auto", "":
		if c.OpenAI.Key == "" && c.OpenAI.URL == "" {
			alone.why = "no key is set, so the built-in storyteller and painter play, without network. Set OPENAI_API_KEY or OPENAI_BASE_URL for models."
			return alone, nil
		}
	case "openai":
		if c.OpenAI.Key == "" && c.OpenAI.URL == "" {
			return provider{}, hinted{
				errors.New("models need a key or a server"),
				"Set OPENAI_API_KEY, or OPENAI_BASE_URL for a compatible server, or play with --provider offline.",
			}
		}
	default:
		if o.name != "" {
			return provider{}, usagef("--provider %q is not one of auto, offline, openai", want)
		}
		return provider{}, hinted{
			fmt.Errorf("the setting provider is %q, which is not one of auto, offline, openai", want),
			"Change it in the configuration or in JOURNEY_PROVIDER, or add --provider auto.",
		}
	}
	return served(c.OpenAI, o, alone)
}

// served is play with models; the offline ones stand by.
func served(s server, o providerOptions, spare provider) (provider, error) {
	if o.model != "" {
		s.Model = o.model
	}
	if o.pictureModel != "" {
		s.PictureModel = o.pictureModel
	}
	secret, err := s.secret()
	if err != nil {
		return provider{}, err
	}
	client, err := openaiclient.New(openaiclient.Config{
		BaseURL: s.URL, Key: openaiclient.NewKey(secret),
		TextModel: s.Model, PictureModel: s.PictureModel, Quality: s.Quality,
	})
	if err != nil {
		return provider{}, fmt.Errorf("set up the model server: %w", err)
	}
	why := "OPENAI_API_KEY or its setting is there, so models at " + client.Server() + " tell and paint."
	if s.URL != "" {
		why = "a server is set (OPENAI_BASE_URL), so models at " + client.Server() + " tell and paint."
	}
	p := provider{
		game: game.Config{
			Narrator: client.Narrator(), Painter: client.Painter(),
			SpareNarrator: spare.game.Narrator, SparePainter: spare.game.Painter,
		},
		name: game.CleanLine(client.TextModel()), why: game.CleanLine(why), client: client, paid: true, worlds: spare.worlds,
	}
	if s.NoPictures {
		p.game.Painter, p.game.SparePainter, p.paid = spare.game.Painter, nil, false
	}
	return p, nil
}
