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

// config reads the configuration anew for each command. What the file cannot say
// is left at its default, also with an error.
func (p *program) config() (config, error) {
	c := config{Data: filepath.Join(xdg.DataHome, "journey"), Provider: "auto", Pictures: "auto"}
	usual := c.Data
	err := c.read(p.configPath(), p.configFile != "")
	p.fromEnvironment(&c)
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
			"Settings are data, provider, pictures, and in [openai] url, key, model, picture_model, quality, no_pictures.",
		}
	}
	return nil
}

// secret is the key itself. The keyring is asked only here, where a key is
// needed, since it may not be there, or ask the player to open it.
func (s server) secret() (string, error) {
	if s.Key != inKeyring {
		return s.Key, nil
	}
	key, err := keyring.Get("journey", "openai")
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		err = errors.New("the system keyring has no key of service journey, user openai")
	case err != nil:
		err = fmt.Errorf("the key cannot be read from the system keyring: %w", err)
	default:
		return key, nil
	}
	return "", hinted{err, "Store it there for service journey, user openai, or set OPENAI_API_KEY, or play with --provider offline."}
}

// plainTOML keeps the place and the reason of a syntax error and drops the rest.
func plainTOML(err error) error {
	if parse, ok := errors.AsType[toml.ParseError](err); ok {
		return fmt.Errorf("line %d: %s", parse.Position.Line, parse.Message)
	}
	return reason(err)
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
