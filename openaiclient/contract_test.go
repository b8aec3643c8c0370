package openaiclient

import (
	"testing"

	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

func TestNarratorKeepsItsContract(t *testing.T) {
	t.Parallel()
	c, _, _ := connect(t, openaitest.Options{})
	gametest.Narrator(t, c.Narrator())
}

func TestPainterKeepsItsContract(t *testing.T) {
	t.Parallel()
	c, _, _ := connect(t, openaitest.Options{})
	gametest.Painter(t, c.Painter())
}

func TestEditorKeepsItsContract(t *testing.T) {
	t.Parallel()
	c, _, _ := connect(t, openaitest.Options{})
	gametest.Editor(t, painter{c})
}

// A server that knows neither schemas nor the newer fields is told all it needs in
// words.
func TestNarratorKeepsItsContractWithoutSchemas(t *testing.T) {
	t.Parallel()
	c, _, _ := connect(t, openaitest.Options{TextModels: []string{"local"}}, func(cfg *Config) { cfg.TextModel = "local" })
	for _, param := range []string{"response_format", "stream_options", "max_completion_tokens"} {
		c.doer.known.refuse(chat, param)
	}
	gametest.Narrator(t, c.Narrator())
}
