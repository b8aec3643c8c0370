package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"journey/openaiclient"
)

// config is the configuration: the file, then the environment, then flags.
type config struct {
	Data     string `toml:"data"`
	Provider string `toml:"provider"`
	Pictures string `toml:"pictures"`
	OpenAI   server `toml:"openai"`
}

// server is where models are reached.
type server struct {
	URL          string `toml:"url"`
	Key          string `toml:"key"`
	Model        string `toml:"model"`
	PictureModel string `toml:"picture_model"`
	Quality      string `toml:"quality"`
	// NoPictures is for servers that only tell: the offline painter paints.
	NoPictures bool `toml:"no_pictures"`
}

// inKeyring, as the key of the configuration, says that the key is in the
// system's keyring: service "journey", user "openai".
const inKeyring = "keyring"

// config reads the configuration anew for each command.
func (p *program) config() (config, error) {
	c := config{Data: filepath.Join(xdg.DataHome, "journey"), Provider: "auto", Pictures: "auto"}
	file := p.configFile
	if file == "" {
		file = filepath.Join(xdg.ConfigHome, "journey", "config.toml")
	}
	meta, err := toml.DecodeFile(file, &c)
	switch {
	case errors.Is(err, os.ErrNotExist) && p.configFile == "":
	case err != nil:
		return c, hinted{fmt.Errorf("the configuration %s cannot be read: %w", file, plainTOML(err)), "Mend the file, or name another with --config."}
	case len(meta.Undecoded()) > 0:
		return c, hinted{
			fmt.Errorf("the configuration %s has a setting that does not exist: %s", file, meta.Undecoded()[0]),
			"Settings are data, provider, pictures, and in [openai] url, key, model, picture_model, quality, no_pictures.",
		}
	}
	p.fromEnvironment(&c)
	if p.dataDir != "" {
		c.Data = p.dataDir
	}
	if c.OpenAI.Key == inKeyring {
		if c.OpenAI.Key, err = keyring.Get("journey", "openai"); err != nil {
			return c, hinted{fmt.Errorf("read the key from the system keyring: %w", err), "Store it there for service journey, user openai, or set OPENAI_API_KEY."}
		}
	}
	return c, nil
}

// plainTOML keeps the place and the reason of a syntax error and drops the rest.
func plainTOML(err error) error {
	if parse, ok := errors.AsType[toml.ParseError](err); ok {
		return fmt.Errorf("line %d: %s", parse.Position.Line, parse.Message)
	}
	return err
}

func (p *program) fromEnvironment(c *config) {
	for name, field := range map[string]*string{
		"JOURNEY_DATA": &c.Data, "JOURNEY_PROVIDER": &c.Provider, "JOURNEY_PICTURES": &c.Pictures,
		"JOURNEY_MODEL": &c.OpenAI.Model, "JOURNEY_PICTURE_MODEL": &c.OpenAI.PictureModel, "JOURNEY_QUALITY": &c.OpenAI.Quality,
		"OPENAI_API_KEY": &c.OpenAI.Key, "OPENAI_BASE_URL": &c.OpenAI.URL,
	} {
		if v := strings.TrimSpace(p.env(name)); v != "" {
			*field = v
		}
	}
}

// providerOptions are the flags that say who tells and paints.
type providerOptions struct{ name, model, pictureModel string }

func (o *providerOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.name, "provider", "", "who tells and paints: auto, offline or openai (default auto)")
	f.StringVar(&o.model, "model", "", "text model (default "+openaiclient.DefaultTextModel+")")
	f.StringVar(&o.pictureModel, "picture-model", "", "picture model (default "+openaiclient.DefaultPictureModel+")")
}
