package openaiclient

import (
	_ "embed"
	"encoding/json"
	"maps"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"journey/game"
)

//go:embed prices.json
var pricesJSON []byte

// A Price is what a model costs in US dollars per million tokens. The embedded
// table is OpenAI's of November 2026; cached input counts as new, so that a sum is
// never less than the bill.
type Price struct {
	In      float64 `json:"in" toml:"in"`
	Out     float64 `json:"out" toml:"out"`
	ImageIn float64 `json:"image_in,omitempty" toml:"image_in"`
	// Picture is taken for one picture, in dollars, when the server counts no tokens or
	// tokens have no price.
	Picture float64 `json:"picture,omitempty" toml:"picture"`
}

// anchorTokens is the most tokens that a picture to look at is taken for.
const anchorTokens = 5000

// previewTokens is the most that one preview of a picture adds.
const previewTokens = 200

// picture is the most that one picture of a quality and size costs. The table's
// price is that of a square megapixel of medium quality; each step up costs about
// four times as much, the last two twice as much. Half as much again is added,
// since newer models plan before they paint.
func (p Price) picture(quality string, size game.PictureSize) float64 {
	factor := map[string]float64{"low": 0.5, "medium": 1, "high": 4, "xhigh": 8, "max": 16, "auto": 4}[quality]
	area := float64(size.W) * float64(size.H) / (1024 * 1024)
	return 1.5 * p.Picture * or(factor, 1) * max(1, area)
}

// athome reports whether a server is on this computer or its own network, where
// models cost nothing unless a price is set, whatever they are called.
func athome(server *url.URL) bool {
	host := server.Hostname()
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host == "localhost" || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".localhost")
	}
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
}

// Local reports whether the server that tells is on this computer or its network.
func (c *Client) Local() bool { return athome(c.base) }

// TextPrice returns what the model that tells costs, if that is known.
func (c *Client) TextPrice() (Price, bool) { return c.price(c.cfg.TextModel) }

// TextPriced and PicturesPriced report whether the price of the model is known, so
// that a cap can hold what it costs.
func (c *Client) TextPriced() bool { return c.priced(c.cfg.TextModel) }

// PicturesPriced is as TextPriced, for the model that paints.
func (c *Client) PicturesPriced() bool { return c.priced(c.cfg.PictureModel) }

// TextFree and PicturesFree report whether the model is known to cost nothing, as on a
// server at home for which no price is set.
func (c *Client) TextFree() bool { return c.free(c.cfg.TextModel) }

// PicturesFree is as TextFree, for the model that paints.
func (c *Client) PicturesFree() bool { return c.free(c.cfg.PictureModel) }

func (c *Client) free(model string) bool {
	p, known := c.price(model)
	return known && p == Price{} || !known && c.Local()
}

func (c *Client) priced(model string) bool {
	_, known := c.price(model)
	return known || c.Local()
}

func (p Price) text(in, out int) float64 { return (float64(in)*p.In + float64(out)*p.Out) / 1e6 }

// prices returns the prices at a server: the embedded table, unless it is at home,
// with the config's own on top.
func prices(server *url.URL, own map[string]Price) map[string]Price {
	table := map[string]Price{}
	if athome(server) {
		maps.Copy(table, own)
		return table
	}
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
