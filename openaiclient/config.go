package openaiclient

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"journey/game"
)

// The defaults of a Config.
const (
	DefaultBaseURL      = "https://api.openai.com/v1"
	DefaultTextModel    = "gpt-6-luna"
	DefaultPictureModel = "gpt-image-2.6-flare"
	DefaultQuality      = "low"
)

// DefaultPictureSize is asked for when a request names no size.
func DefaultPictureSize() game.PictureSize { return game.PictureSize{W: 1536, H: 1024} }

// A Config says which server tells and paints, and how. Its zero value is OpenAI
// with the default models and no key.
type Config struct {
	// BaseURL is the server's address, usually ending in "/v1"; an address without
	// a path gets that ending. Azure's may end in "/openai/v1", or have an api-version
	// and name a deployment or not; without one the models' names are the deployments'.
	BaseURL string
	Key     Key
	// KeyFrom is where a person sets the key, to say when it is missing or wrong;
	// empty is OPENAI_API_KEY.
	KeyFrom string

	TextModel    string
	PictureModel string
	// Effort is the reasoning effort of the text model; empty is the fastest the
	// model is known to take, or the server's own for unknown models.
	Effort string
	// Quality and PictureFormat are asked of GPT image models, and of others only
	// when set. Formats are "png", "jpeg" and "webp".
	Quality       string
	PictureFormat string
	PictureSize   game.PictureSize
	// Previews is how many pictures of a GPT image model are shown while it is still
	// being painted, 0 to MaxPreviews; each costs tokens.
	Previews int

	// Context is how many tokens the text model reads and writes at once. What is
	// told of the story so far is cut to it. 0 is what is known of the model, or what
	// the server says when a request was too long.
	Context int
	// MaxTokens bounds a reply, thinking included; 0 is 8000.
	MaxTokens int
	// Prices are added to the embedded table, by model name. Servers on one's own
	// network have these alone.
	Prices   map[string]Price
	Timeouts Timeouts
	// Transport sends the requests; nil is one with a connect timeout.
	Transport http.RoundTripper
}

// Timeouts bound a call; a zero field is its default.
type Timeouts struct {
	Connect time.Duration // 10 s, until a connection stands
	First   time.Duration // 2 min, until a stream's first byte: local models load first
	Idle    time.Duration // 90 s, between two bytes of a stream
	Text    time.Duration // 10 min, a whole reply
	Picture time.Duration // 5 min, a whole picture
	Loading time.Duration // 5 min, until a server that says so has loaded its model
	Check   time.Duration // 15 s, the question whether the server is there
}

func (c Config) withDefaults() Config {
	c.KeyFrom = or(c.KeyFrom, "OPENAI_API_KEY")
	c.TextModel = or(strings.TrimSpace(c.TextModel), DefaultTextModel)
	c.PictureModel = or(strings.TrimSpace(c.PictureModel), DefaultPictureModel)
	c.Effort = or(c.Effort, fastestEffort(c.TextModel))
	if c.Quality == "" && isGPTImage(c.PictureModel) {
		c.Quality = DefaultQuality
	}
	c.PictureSize = or(c.PictureSize, DefaultPictureSize())
	c.Context = max(c.Context, 0)
	c.MaxTokens = or(c.MaxTokens, 8000)
	c.Timeouts = Timeouts{
		Connect: or(c.Timeouts.Connect, 10*time.Second),
		First:   or(c.Timeouts.First, 2*time.Minute),
		Idle:    or(c.Timeouts.Idle, 90*time.Second),
		Text:    or(c.Timeouts.Text, 10*time.Minute),
		Picture: or(c.Timeouts.Picture, 5*time.Minute),
		Loading: or(c.Timeouts.Loading, 5*time.Minute),
		Check:   or(c.Timeouts.Check, 15*time.Second),
	}
	return c
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// parseBase reads a server's address. Credentials are refused, and queries but for
// Azure's api-version, since addresses are shown and logged.
func parseBase(s string) (*url.URL, error) {
	u, err := url.Parse(or(strings.TrimSpace(s), DefaultBaseURL))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the server's address is not a URL; it should look like %s", DefaultBaseURL)
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
		return nil, fmt.Errorf("the server's address %q should begin with http:// or https://, like %s", u.Redacted(), DefaultBaseURL)
	case u.User != nil:
		return nil, fmt.Errorf("the server's address must not hold a name or password; set the key on its own")
	}
	version := u.Query().Get("api-version")
	if u.Fragment != "" || u.RawQuery != "" && (version == "" || len(u.Query()) > 1) {
		return nil, fmt.Errorf("the server's address must end with its path, without # or any ? but Azure's api-version")
	}
	u.RawQuery = ""
	if version != "" {
		u.RawQuery = url.Values{"api-version": {version}}.Encode()
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	if u.Path == "" {
		u.Path = firstPath(u)
	}
	return u, nil
}

// firstPath is what an address that names a host alone means.
func firstPath(u *url.URL) string {
	switch {
	case u.RawQuery != "":
		return "/openai"
	case isAzure(u.Hostname()):
		return "/openai/v1"
	case u.Hostname() == "openrouter.ai":
		return "/api/v1"
	}
	return "/v1"
}

// fastestEffort returns the least reasoning a model takes, so that the first word
// comes soon.
func fastestEffort(model string) string {
	switch {
	case strings.HasPrefix(model, "gpt-6.1-sol"), strings.HasPrefix(model, "gpt-6-astra"):
		return "low"
	case strings.HasPrefix(model, "gpt-6"):
		return "none"
	case strings.HasPrefix(model, "gpt-5"), strings.HasPrefix(model, "o3"), strings.HasPrefix(model, "o4"):
		return "low"
	}
	return ""
}
