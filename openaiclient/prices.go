package openaiclient

import (
	_ "embed"
	"encoding/json"
	"maps"
	"regexp"
	"strings"
)

//go:embed prices.json
var pricesJSON []byte

// A Price is what a model costs in US dollars per million tokens. The embedded
// table is OpenAI's of November 2026; cached input counts as new, so that a sum is
// never less than the bill.
type Price struct {
	In      float64 `json:"in"`
	Out     float64 `json:"out"`
	ImageIn float64 `json:"image_in,omitempty"`
	// Picture is taken for one picture, in dollars, when the server counts no tokens.
	Picture float64 `json:"picture,omitempty"`
}

func (p Price) text(in, out int) float64 { return (float64(in)*p.In + float64(out)*p.Out) / 1e6 }

// prices returns the embedded table with the config's own on top.
func prices(own map[string]Price) map[string]Price {
	table := map[string]Price{}
	if err := json.Unmarshal(pricesJSON, &table); err != nil {
		panic("openaiclient: embedded prices: " + err.Error())
	}
	maps.Copy(table, own)
	return table
}

// price finds a model's price, also under a dated name or behind a vendor's.
func (c *Client) price(model string) (Price, bool) {
	names := []string{model, model[strings.LastIndexByte(model, '/')+1:]}
	for _, name := range names {
		undated := regexp.MustCompile(`-\d{4}-\d{2}-\d{2}$`).ReplaceAllString(name, "")
		for _, name := range []string{name, undated} {
			if p, ok := c.prices[name]; ok {
				return p, true
			}
		}
	}
	return Price{}, false
}
