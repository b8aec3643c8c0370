package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"journey/game"
	"journey/game/offline/pixel"
	"journey/openaiclient"
	"journey/tui"
)

// provider is who tells and paints, and why.
type provider struct {
	game   game.Config
	name   string
	why    string
	text   *openaiclient.Client // tells; nil offline
	images *openaiclient.Client // paints; nil when the offline painter does
	worlds []tui.World
	// describer looks at pictures: the model, or offline the painter.
	describer game.Describer
	// spareEyes look when the model that should does not; nil offline.
	spareEyes game.Describer
}

// picturesCost reports whether painting costs money.
func (p provider) picturesCost() bool { return p.images != nil && !p.images.PicturesFree() }

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
	if err := checkPrefetch(c, o); err != nil {
		return provider{}, err
	}
	teller, _, err := storyteller(c.Data, o.worldDir) // the doctor says which worlds are left out
	if err != nil {
		return provider{}, err
	}
	painter := pixel.New()
	alone := provider{game: game.Config{Narrator: teller, Painter: painter}, name: "offline", describer: painter}
	for _, w := range teller.Worlds() {
		alone.worlds = append(alone.worlds, tui.World{Name: w.Name, Title: w.Title, Blurb: w.Blurb, Style: w.Style})
	}
	switch want {
	case "offline":
		alone.why = "you asked for the offline storyteller; nothing leaves this computer."
		return alone, nil
	case "auto", "":
		if !c.served() {
			alone.why = "no key is set, so the built-in storyteller and painter play, without network. Set OPENAI_API_KEY or OPENAI_BASE_URL for models."
			return alone, nil
		}
	case "openai":
		if !c.served() {
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
	return served(c, o, alone)
}

// served reports whether a server or a key for one is set.
func (c config) served() bool {
	return c.Text.Key != "" || c.Text.URL != ""
}

// served is play with models; the offline ones stand by.
func served(c config, o providerOptions, spare provider) (provider, error) {
	p, err := withModels(c, o, spare)
	if err != nil {
		return p, err
	}
	ahead, why := prefetch(c, o, p.text)
	p.game.Prefetch = ahead
	p.why += " " + why
	return p, nil
}

func withModels(c config, o providerOptions, spare provider) (provider, error) {
	c.Text.Model = cmp.Or(o.model, c.Text.Model)
	c.Pictures.Model = cmp.Or(o.pictureModel, c.Pictures.Model)
	var servers openaiclient.Servers // both may be one, which need not refuse the same twice
	text := openaiclient.Config{TextModel: c.Text.Model, PictureModel: c.Pictures.Model, Quality: c.Pictures.Quality, Previews: c.Pictures.Previews, Effort: c.Text.Effort, Prices: c.Prices, Context: c.Text.Context}
	teller, err := c.Text.client(&servers, text)
	if err != nil {
		return provider{}, err
	}
	p := provider{
		game: game.Config{
			Narrator: teller.Narrator(), Painter: spare.game.Painter, SpareNarrator: spare.game.Narrator,
		},
		name: game.CleanLine(teller.TextModel()), text: teller, worlds: spare.worlds, describer: teller.Describer(), spareEyes: spare.describer,
	}
	why := "OPENAI_API_KEY or its setting is there, so models at " + teller.Server()
	if c.Text.URL != "" {
		why = "a server is set (OPENAI_BASE_URL or [text] url), so models at " + teller.Server()
	}
	p.why = game.CleanLine(why + " tell, and the offline painter paints.")
	if c.Pictures.Offline {
		return p, nil
	}
	p.images = teller
	if where := c.Pictures.reached(c.Text); where != (server{c.Text.URL, c.Text.Key, c.Pictures.Model}) {
		if c.Pictures.URL != "" || c.Pictures.Key != "" {
			text.KeyFrom = "JOURNEY_PICTURE_KEY"
		}
		if p.images, err = where.client(&servers, text); err != nil {
			return provider{}, err
		}
	}
	p.why = game.CleanLine(why + " tell and paint.")
	if p.images.Server() != teller.Server() {
		p.why = game.CleanLine(why + " tell, and models at " + p.images.Server() + " paint.")
	}
	p.game.Painter, p.game.SparePainter = p.images.Painter(), spare.game.Painter
	p.game.Portraits = c.Pictures.Portraits
	return p, nil
}

// client sets up the way to the server.
func (s server) client(servers *openaiclient.Servers, cfg openaiclient.Config) (*openaiclient.Client, error) {
	secret, err := s.secret()
	if err != nil {
		return nil, err
	}
	cfg.BaseURL, cfg.Key = s.URL, openaiclient.NewKey(secret)
	client, err := servers.New(cfg)
	if err != nil {
		return nil, fmt.Errorf("set up the model server: %w", err)
	}
	return client, nil
}

// check asks the servers whether they have the models; nothing is bought.
func (p provider) check(ctx context.Context) (text, pictures openaiclient.Status) {
	if p.text == nil {
		return text, pictures
	}
	text, pictures = p.text.Check(ctx)
	if p.images != nil && p.images != p.text {
		_, pictures = p.images.Check(ctx)
	}
	return text, pictures
}
