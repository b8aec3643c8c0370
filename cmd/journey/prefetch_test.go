package main

import (
	"strings"
	"testing"

	"journey/game"
	"journey/openaiclient"
)

func TestWhatIsToldAhead(t *testing.T) {
	all := game.Prefetch{Chapters: game.MaxChoices, AtOnce: game.MaxChoices}
	home := game.Prefetch{Chapters: game.MaxChoices, AtOnce: 1}
	painted := all
	painted.Pictures = true
	for name, test := range map[string]struct {
		url, model, set, flag string
		want                  game.Prefetch
		why                   string
	}{
		"a cheap model":               {"", "gpt-6-luna", "", "", all, "cheap"},
		"a dear model":                {"", "gpt-6.1-sol", "", "", game.Prefetch{}, "not cheap"},
		"an unknown price":            {"https://models.example/v1", "a-model", "", "", game.Prefetch{}, "not known"},
		"a server on this computer":   {"http://127.0.0.1:11434/v1", "a-model", "", "", home, "yours"},
		"a server in this house":      {"http://192.168.1.7:8080/v1", "a-model", "auto", "", home, "yours"},
		"a known name in this house":  {"http://192.168.1.7:8080/v1", "gpt-6.1-sol", "", "", home, "yours"},
		"a dear server of one's own":  {"http://127.0.0.1:4000/v1", "priced", "", "", game.Prefetch{}, "not cheap"},
		"off by the setting":          {"", "gpt-6-luna", "off", "", game.Prefetch{}, "as you set"},
		"text by the setting":         {"", "gpt-6.1-sol", "text", "", all, "as you set"},
		"the flag before the setting": {"", "gpt-6-luna", "off", "all", painted, "painted ahead"},
	} {
		t.Run(name, func(t *testing.T) {
			c := config{Prefetch: test.set, Text: textServer{server: server{URL: test.url, Key: "sk-x", Model: test.model}}, Prices: map[string]openaiclient.Price{"priced": {In: 1, Out: 5}}}
			who, err := provide(c, providerOptions{prefetch: test.flag})
			if err != nil {
				t.Fatal(err)
			}
			if who.game.Prefetch != test.want || !strings.Contains(who.why, test.why) {
				t.Errorf("%+v, %q", who.game.Prefetch, who.why)
			}
		})
	}
}

func TestOfflineTellsNothingAhead(t *testing.T) {
	who, err := provide(config{Prefetch: "all"}, providerOptions{})
	if err != nil || who.game.Prefetch != (game.Prefetch{}) {
		t.Errorf("%+v, %v", who.game.Prefetch, err)
	}
}
