package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
	"journey/game/studio"
	"journey/tui/picture"
)

func (p *program) pictureCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "picture",
		Short: "Make pictures from words and from other pictures",
		Long: "Picture has what image generation can do to a picture: paint it from words, repaint a part of it, continue it beyond its edges, " +
			"give other takes, cut it, say what it shows, and change it step by step. Models do it when a key or a server is set, " +
			"else the offline painter.\n\nFiles say in themselves how they were made, and none is ever replaced unless you ask with --force.",
		Example: "journey picture generate \"a market square at night\" -o square.png\njourney picture extend square.png --direction left --amount 50%",
		Args:    exactly(0, "generate, edit, extend, vary, crop, describe or refine"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		p.pictureGenerateCommand(), p.pictureEditCommand(), p.pictureExtendCommand(), p.pictureVaryCommand(),
		p.pictureCropCommand(), p.pictureDescribeCommand(), p.pictureRefineCommand(),
	)
	return cmd
}

// pictureOptions are the flags that picture commands share.
type pictureOptions struct {
	provider, quality string
	model, textModel  string
	budget            budgetOptions
	size, style       string
	n                 int
	seed              uint64
	out               string
	force, asJSON     bool
}

// painting are the flags of what paints.
func (o *pictureOptions) painting(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.size, "size", "", "pixels of the new picture, WxH, as the model paints them (default: as the picture, else 1536x1024)")
	f.StringVar(&o.quality, "quality", "", "of a model's picture: low, medium, high, ... (default: of the configuration)")
	f.StringVar(&o.style, "style", "", "art style, such as \"8-bit pixel art\"")
	f.StringVar(&o.model, "model", "", "picture model (default: of the configuration)")
	completeFlag(cmd, "quality", "low", "medium", "high")
	f.Uint64Var(&o.seed, "seed", 0, "another seed, another picture, where the painter has seeds")
	f.IntVarP(&o.n, "n", "n", 1, "how many, up to 10")
	o.paying(cmd)
	o.writing(cmd)
}

func (o *pictureOptions) paying(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.provider, "provider", "", "who paints and looks: auto, offline or openai (default auto)")
	completeFlag(cmd, "provider", "auto", "offline", "openai")
	cmd.Flags().StringVar(&o.budget.day, "budget-day", "", "most to spend a day, in dollars, or none (default 5.00)")
}

func (o *pictureOptions) writing(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "", "the file to write, .png or .jpg; of several, car-%d.png or car.png give car-1.png, ... (default: a new name)")
	f.BoolVar(&o.force, "force", false, "replace files that are there")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
}

// check refuses what no painter is asked for.
func (o *pictureOptions) check() error {
	if o.n < 1 || o.n > studio.MaxPictures {
		return usagef("--n %d is not from 1 to %d", o.n, studio.MaxPictures)
	}
	return nil
}

// An atelier is what a picture command works in.
type atelier struct {
	*program
	o      *pictureOptions
	studio *studio.Studio
	who    provider
	size   game.PictureSize
	costs  bool // may be shown
	lib    *disk.Library
	easel  *easel
}

// atelier settles who paints. Close it when done.
func (p *program) atelier(o *pictureOptions) (*atelier, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	cfg, err := p.config()
	if err == nil {
		err = o.budget.over(&cfg.Budget)
	}
	if err != nil {
		return nil, err
	}
	cfg.Pictures.Quality = cmp.Or(o.quality, cfg.Pictures.Quality)
	who, err := provide(cfg, providerOptions{name: o.provider, model: o.textModel, pictureModel: o.model})
	if err != nil {
		return nil, err
	}
	a := &atelier{program: p, o: o, who: who, costs: cfg.Budget.Show, easel: &easel{program: p, as: cfg.Pictures.Show}}
	if a.lib, err = openLibrary(cfg.Data); err != nil {
		return nil, err
	}
	a.studio = studio.New(studio.Config{
		Painter: who.game.Painter, Describer: who.describer, Budget: a.lib.Budget(cfg.Budget.caps()), Style: o.style,
	})
	if o.size != "" {
		err = a.sized()
	}
	if err != nil {
		return nil, errors.Join(err, a.lib.Close())
	}
	return a, nil
}

// sized reads --size and asks the painter about it.
func (a *atelier) sized() error {
	size, err := sizeFlag("--size", a.o.size, "1024x1024", picture.Size{})
	if err != nil {
		return err
	}
	a.size = game.PictureSize{W: size.W, H: size.H}
	if err := a.studio.Check(a.size); err != nil {
		return usage{err}
	}
	return nil
}

// wish is what pictures are asked for.
func (a *atelier) wish(prompt string) studio.Wish {
	return studio.Wish{Prompt: prompt, Size: a.size, N: a.o.n, Seed: a.o.seed}
}

// prompt is the words after the file, else standard input when it is no terminal.
func (p *program) prompt(args []string) (string, error) {
	text, err := p.words(args)
	if text != "" || err != nil {
		return text, err
	}
	return p.words([]string{"-"})
}

// words are those of the arguments; a hyphen alone is standard input, unless that is
// a terminal.
func (p *program) words(args []string) (string, error) {
	text := strings.Join(args, " ")
	if strings.TrimSpace(text) == "-" {
		text = ""
		if !term.IsTerminal(p.in.Fd()) {
			all, err := io.ReadAll(io.LimitReader(p.in, maxPromptInput))
			if err != nil {
				return "", fmt.Errorf("read the prompt: %w", err)
			}
			text = string(all)
		}
	}
	return strings.TrimSpace(game.Clean(text)), nil
}

// maxPromptInput bounds in bytes what is read of a prompt; models take less.
const maxPromptInput = 64 << 10

// missing is the error for a prompt that is not there.
func missing(cmd string) error {
	return hinted{usagef("there are no words to paint from"), fmt.Sprintf("Add them: journey picture %s ... \"a red car in the rain\", or give them on standard input.", cmd)}
}

// explained says of an error what to do next.
func (a *atelier) explained(err error, needs need) error {
	var over *game.OverBudget
	switch {
	case errors.As(err, &over):
		hint := "Raise it with --budget-day, or add --provider offline for the painter that is built in. Nothing was changed."
		if a.costs {
			hint = fmt.Sprintf("$%.2f of $%.2f are spent, and this can cost up to $%.4f. ", over.Spent, over.Limit, over.Most) + hint
		}
		return hinted{err, hint}
	case errors.Is(err, game.ErrUnable):
		return hinted{
			fmt.Errorf("%s cannot %s", a.server(needs), needs),
			needs.who() + " can, see docs/models.md; or add --provider offline for the painter that is built in. Nothing was changed.",
		}
	}
	return err
}

// server is where a need is met.
func (a *atelier) server(needs need) string {
	switch {
	case needs == needsEyes && a.who.text != nil:
		return a.who.text.TextModel() + " at " + a.who.text.Server()
	case needs != needsEyes && a.who.images != nil:
		return a.who.images.PictureModel() + " at " + a.who.images.Server()
	}
	return "the offline painter"
}

// A need is an ability that a command cannot do without.
type need int

const (
	needsPaint need = iota
	needsEdits
	needsMasks
	needsEyes
)

// String is what the ability is to do.
func (n need) String() string {
	return [...]string{"paint", "make pictures from pictures", "repaint a part of a picture", "look at pictures"}[n]
}

// who has the ability.
func (n need) who() string {
	if n == needsEyes {
		return "OpenAI's text models"
	}
	return "OpenAI's GPT image models"
}

func (a *atelier) close(err error) error { return errors.Join(err, a.lib.Close()) }

// with runs a command's work in an atelier.
func (p *program) with(ctx context.Context, o *pictureOptions, work func(ctx context.Context, a *atelier) error) error {
	a, err := p.atelier(o)
	if err != nil {
		return err
	}
	return a.close(work(ctx, a))
}
