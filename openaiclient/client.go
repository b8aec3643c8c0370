package openaiclient

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"journey/game"
)

// A Client talks to one server. Its narrator and painter may be used by many
// stories at once.
type Client struct {
	cfg  Config
	base *url.URL
	doer *doer
	// downloads fetches pictures that are not on the server itself.
	downloads *downloader
	prices    map[string]Price
	api       *openai.Client
	// pause waits between two tries.
	pause pauser
}

func newClient(cfg Config, base *url.URL, l *learned) *Client {
	d := &doer{
		base: base, dialect: dialectOf(base),
		key:   cfg.Key,
		known: memory{learned: l, text: cfg.TextModel, picture: cfg.PictureModel},
		http: &http.Client{
			Transport:     transport(cfg),
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	// go-openai gets no key: the doer alone signs, and only for this server.
	api := openai.DefaultConfig("")
	api.BaseURL = strings.TrimSuffix(base.String(), "?"+base.RawQuery)
	api.HTTPClient = d
	api.EmptyMessagesLimit = 1 << 30 // comments keep a slow stream alive
	return &Client{cfg: cfg, base: base, doer: d, downloads: newDownloader(cfg.Timeouts.Connect), prices: prices(base, cfg.Prices), api: openai.NewClientWithConfig(api), pause: pause}
}

func transport(cfg Config) http.RoundTripper {
	if cfg.Transport != nil {
		return cfg.Transport
	}
	dial := &net.Dialer{Timeout: cfg.Timeouts.Connect, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dial.DialContext,
		ForceAttemptHTTP2:   true,
		MaxIdleConns:        16,
		MaxIdleConnsPerHost: 8,
		IdleConnTimeout:     90 * time.Second,
		TLSHandshakeTimeout: cfg.Timeouts.Connect,
	}
}

// Close closes the connections kept open for the next call.
func (c *Client) Close() { c.doer.http.CloseIdleConnections() }

// Narrator returns the narrator that tells with the text model.
func (c *Client) Narrator() game.Narrator { return narrator{c} }

// Painter returns the painter that paints with the picture model; it is a
// [game.Editor] too.
func (c *Client) Painter() game.Painter { return painter{c} }

// Describer returns the describer that looks with the text model.
func (c *Client) Describer() game.Describer { return describer{c} }

// TextModel is the model that tells.
func (c *Client) TextModel() string { return c.cfg.TextModel }

// PictureModel is the model that paints.
func (c *Client) PictureModel() string { return c.cfg.PictureModel }

// Server names the server for a person: "OpenAI", or its host.
func (c *Client) Server() string {
	if c.base.Hostname() == "api.openai.com" {
		return "OpenAI"
	}
	return c.base.Host
}
