package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"journey/openaiclient"
)

// config is the configuration: the file, then the environment, then flags.
type config struct {
	Data     string        `toml:"data"`
	Provider string        `toml:"provider"`
	Prefetch string        `toml:"prefetch"` // what is told ahead
	Text     textServer    `toml:"text"`
	Pictures pictureServer `toml:"pictures"`
	Budget   budget        `toml:"budget"`
	// Prices are added to those that are known, by model.
	Prices map[string]openaiclient.Price `toml:"prices"`
}

// server is where models are reached.
type server struct {
	URL   string `toml:"url"`
	Key   string `toml:"key"`
	Model string `toml:"model"`
}

// textServer is who tells.
type textServer struct {
	server
	Effort  string `toml:"effort"`  // of reasoning
	Context int    `toml:"context"` // tokens; 0 is as is known of the model
}

// pictureServer is who paints, and how pictures are shown.
type pictureServer struct {
	Show string `toml:"show"`
	server
	Quality string `toml:"quality"`
	// Portraits has servers that take pictures paint each character once, to show
	// the same people in every picture.
	Portraits bool `toml:"portraits"`
	// Previews is how many pictures are shown of one that is still being painted.
	Previews int `toml:"previews"`
	// Offline lets the offline painter paint what a model tells.
	Offline bool `toml:"offline"`
}

// reached returns the server that paints: its own, or the one that tells.
func (p pictureServer) reached(text textServer) server {
	if p.URL == "" {
		p.URL, p.Key = text.URL, cmp.Or(p.Key, text.Key)
	}
	return p.server
}

// settings names all of them, for who mistyped one.
const settings = "Settings are data, provider, prefetch, in [text] url, key, model, effort, context, " +
	"in [pictures] show, url, key, model, quality, previews, portraits, offline, in [budget] story, day, player, show, " +
	"and in [prices.MODEL] in, out, image_in, picture."

// inKeyring, as a key of the configuration, says that the key is in the system's
// keyring: service "journey", user "openai", or the user named after a colon.
const inKeyring = "keyring"

// config reads the configuration anew for each command. What the file cannot say
// is left at its default, also with an error.
func (p *program) config() (config, error) {
	c := config{
		Data: filepath.Join(xdg.DataHome, "journey"), Provider: "auto",
		Pictures: pictureServer{Show: "auto", Portraits: true}, Budget: defaultBudget(),
	}
	usual := c.Data
	err := c.read(p.configPath(), p.configFile != "")
	p.fromEnvironment(&c)
	if err == nil {
		err = cmp.Or(c.Budget.fromEnvironment(p.env), checkPrices(c.Prices), c.checkNumbers())
	}
	if p.dataDir != "" {
		c.Data = p.dataDir
	}
	if err == nil && c.Data == usual && p.homeless() {
		err = hinted{
			errors.New("there is no home folder for the stories, because HOME is not set"),
			"Name a folder with --data DIR, JOURNEY_DATA or XDG_DATA_HOME.",
		}
	}
	return c, err
}

// homeless reports whether nothing says where the player's own files are.
func (p *program) homeless() bool {
	return runtime.GOOS != "windows" && p.env("HOME") == "" && p.env("XDG_DATA_HOME") == ""
}

// configPath is the configuration file, whether there or not.
func (p *program) configPath() string {
	return cmp.Or(p.configFile, filepath.Join(xdg.ConfigHome, "journey", "config.toml"))
}

// read reads the file, which must be there only when it was asked for.
func (c *config) read(file string, asked bool) error {
	before := *c
	meta, err := toml.DecodeFile(file, c)
	switch {
	case errors.Is(err, os.ErrNotExist) && !asked:
	case err != nil:
		*c = before
		return hinted{fmt.Errorf("the configuration %s cannot be read: %w", file, plainTOML(err)), "Mend the file, or name another with --config."}
	case len(meta.Undecoded()) > 0:
		return hinted{
			fmt.Errorf("the configuration %s has a setting that does not exist: %s", file, meta.Undecoded()[0]),
			settings,
		}
	}
	return nil
}

// checkNumbers refuses numbers that mean nothing.
func (c *config) checkNumbers() error {
	switch {
	case c.Text.Context < 0:
		return hinted{
			fmt.Errorf("the setting context of [text] is %d", c.Text.Context),
			"It is how many tokens the model reads and writes at once, as in 16384; 0 leaves it to what is known of the model.",
		}
	case c.Pictures.Previews < 0 || c.Pictures.Previews > openaiclient.MaxPreviews:
		return hinted{
			fmt.Errorf("the setting previews of [pictures] is %d", c.Pictures.Previews),
			fmt.Sprintf("It is how many pictures are shown while one is painted, 0 to %d.", openaiclient.MaxPreviews),
		}
	}
	return nil
}

// secret is the key itself. The keyring is asked only here, where a key is
// needed, since it may not be there, or ask the player to open it.
func (s server) secret() (string, error) {
	where, user, named := strings.Cut(s.Key, ":")
	if where != inKeyring {
		return s.Key, nil
	}
	if !named {
		user = "openai"
	}
	key, err := keyring.Get("journey", user)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		err = fmt.Errorf("the system keyring has no key of service journey, user %s", user)
	case err != nil:
		err = fmt.Errorf("the key cannot be read from the system keyring: %w", err)
	default:
		return key, nil
	}
	return "", hinted{err, "Store it there for service journey, user " + user + ", or set OPENAI_API_KEY, or play with --provider offline."}
}

// plainTOML keeps the place and the reason of a syntax error and drops the rest.
func plainTOML(err error) error {
	if parse, ok := errors.AsType[toml.ParseError](err); ok {
		return fmt.Errorf("line %d: %s", parse.Position.Line, parse.Message)
	}
	return reason(err)
}

// fromEnvironment reads the environment. OPENAI_API_KEY and OPENAI_BASE_URL are
// those of the server that tells, and of the one that paints only where that is the
// same: a key goes to no server it was not meant for.
func (p *program) fromEnvironment(c *config) {
	for name, field := range map[string]*string{
		"JOURNEY_DATA": &c.Data, "JOURNEY_PROVIDER": &c.Provider, "JOURNEY_PREFETCH": &c.Prefetch, "JOURNEY_PICTURES": &c.Pictures.Show,
		"JOURNEY_MODEL": &c.Text.Model, "JOURNEY_PICTURE_MODEL": &c.Pictures.Model, "JOURNEY_QUALITY": &c.Pictures.Quality,
		"OPENAI_API_KEY": &c.Text.Key, "OPENAI_BASE_URL": &c.Text.URL,
		"JOURNEY_PICTURE_KEY": &c.Pictures.Key, "JOURNEY_PICTURE_URL": &c.Pictures.URL,
	} {
		if v := strings.TrimSpace(p.env(name)); v != "" {
			*field = v
		}
	}
}

// providerOptions are the flags that say who tells and paints.
type providerOptions struct {
	name, model, pictureModel string
	prefetch                  string
	worldDir                  string // of a world of the player's own
}

func (o *providerOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.name, "provider", "", "who tells and paints: auto, offline or openai (default auto)")
	f.StringVar(&o.model, "model", "", "text model (default "+openaiclient.DefaultTextModel+")")
	f.StringVar(&o.pictureModel, "picture-model", "", "picture model (default "+openaiclient.DefaultPictureModel+")")
	f.StringVar(&o.prefetch, "prefetch", "", "what models tell ahead while you read: auto, off, text or all, with pictures (default auto)")
}
