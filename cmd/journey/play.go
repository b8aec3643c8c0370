package main

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	crand "crypto/rand"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/disk"
	"journey/tui"
	"journey/tui/picture"
)

// playOptions are the flags of play.
type playOptions struct {
	premise  game.Premise
	length   string
	provider providerOptions
	look     lookOptions
	budget   budgetOptions
	resume   string
	picture  string // file to begin with
	plain    bool
	choose   string
}

// latest, as the value of --continue, is the story played last.
const latest = "latest"

func (p *program) playCommand() *cobra.Command {
	o := &playOptions{}
	cmd := &cobra.Command{
		Use:   "play",
		Short: "Play a new story, or go on with one",
		Long: "Play begins a new story at once when anything is said about it (--premise, --world, --style, " +
			"--length, --seed), goes on with one with --continue, and shows the title screen otherwise.\n\n" +
			"With --plain it is text alone: prose and numbered choices on stdout, choices read from stdin. " +
			"A model then paints only when --pictures asks for it; the offline painter always does.",
		Example: "journey play --premise \"I am a clockmaker who hears a machine dream\" --length short\n" +
			"journey play --from-picture photo.jpg\n" +
			"journey play --continue\n" +
			"journey play --continue \"The Last Train\"\n" +
			"journey play --plain --seed 7 --choose '1,2,\"open the door\"'",
		Args: func(cmd *cobra.Command, args []string) error {
			if o.resume == latest && len(args) == 1 { // --continue STORY, without the =
				o.resume = args[0]
				return nil
			}
			return exactly(0, "no arguments, only flags")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			began := false
			for _, f := range []string{"premise", "from-picture", "world", "style", "tone", "language", "reader", "length", "seed"} {
				began = began || cmd.Flags().Changed(f)
			}
			return p.play(cmd.Context(), o, !began)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.premise.Prompt, "premise", "", "what the story is about, in your own words")
	f.StringVar(&o.picture, "from-picture", "", "begin with what is seen in this PNG, JPEG, WebP or GIF file: by a model, or offline by its colours")
	f.StringVar(&o.premise.World, "world", "", "a ready-made world, such as biomachines, or a folder with one")
	f.StringVar(&o.premise.Style, "style", "", "art style of the pictures, such as \"8-bit pixel art\" (default: the world's own)")
	f.StringVar(&o.premise.Tone, "tone", "", "tone of the telling, such as dark or hopeful")
	f.StringVar(&o.premise.Language, "language", "", "language of the story (default English)")
	f.StringVar(&o.premise.Reader, "reader", "", "reader level: child, teen or adult")
	f.StringVar(&o.length, "length", "", "short, medium, long or endless (default short)")
	f.Uint64Var(&o.premise.Seed, "seed", 0, "the same seed and choices give the same offline story")
	f.StringVar(&o.resume, "continue", "", "go on with a story: its title or id, or nothing for the one played last")
	f.Lookup("continue").NoOptDefVal = latest
	f.BoolVar(&o.plain, "plain", false, "text alone: for screen readers, pipes and scripts")
	f.StringVar(&o.choose, "choose", "", "with --plain: what to choose, as numbers, quoted actions, b and r; then stdin goes on")
	o.provider.flags(cmd)
	o.look.flags(cmd)
	o.budget.flags(cmd)
	return cmd
}

// play starts the program; title says that nothing was said about a new story.
func (p *program) play(ctx context.Context, o *playOptions, title bool) error {
	if o.choose != "" && !o.plain {
		return hinted{usagef("--choose needs --plain"), "Add --plain to play by script."}
	}
	cfg, err := p.config()
	if err != nil {
		return err
	}
	who, pictures, err := o.settle(&cfg)
	if err != nil {
		return err
	}
	lib, err := openLibrary(cfg.Data)
	if err != nil {
		return err
	}
	who, warning := who.warned(cfg.Budget)
	if warning != "" && o.plain {
		fmt.Fprintln(p.err, p.transcript().wrapped(warning))
	}
	purse := lib.Budget(cfg.Budget.caps())
	who.game.Budget = purse
	start, err := p.start(ctx, lib, who, o, title)
	if err == nil && o.plain {
		err = p.playPlain(ctx, lib, who, start, o, cfg.Budget)
	} else if err == nil {
		err = p.playScreens(ctx, lib, who, start, tui.Config{Pictures: pictures, Today: purse.Today, HideCosts: !cfg.Budget.Show})
	}
	return errors.Join(err, lib.Close())
}

// settle says who plays and how pictures are shown, by the configuration and the
// flags over it.
func (o *playOptions) settle(cfg *config) (who provider, pictures picture.Options, err error) {
	if err = o.budget.over(&cfg.Budget); err != nil {
		return who, pictures, err
	}
	if o.premise.Length, err = game.ParseLength(o.length); err != nil {
		return who, pictures, usage{err}
	}
	if !slices.Contains(append(readers(), ""), o.premise.Reader) {
		return who, pictures, usagef("--reader %q is not one of %s", o.premise.Reader, strings.Join(readers(), ", "))
	}
	if pictures, err = o.look.choose(*cfg); err != nil {
		return who, pictures, err
	}
	if dir := folderOf(o.premise.World); dir != "" && !knownWorld(o.premise.World) {
		o.provider.worldDir = dir
		if o.premise.World, err = worldName(dir); err != nil {
			return who, pictures, err
		}
	}
	if who, err = provide(*cfg, o.provider); err != nil {
		return who, pictures, err
	}
	if w := o.premise.World; w != "" && !who.knows(w) {
		return who, pictures, usagef("there is no world %q; there is %s", w, who.worldNames())
	}
	if !pictures.Auto && pictures.Forced == picture.None {
		who.game.Painter, who.game.SparePainter = nil, nil
	}
	return who, pictures, nil
}

// readers are the levels that a story may be told for.
func readers() []string { return []string{"child", "teen", "adult"} }

// start says what to open with.
func (p *program) start(ctx context.Context, lib game.Library, who provider, o *playOptions, title bool) (tui.Start, error) {
	switch {
	case o.resume != "":
		e, err := p.resume(ctx, lib, o.resume)
		return tui.Start{Continue: e.ID}, err
	case title && !o.plain:
		return tui.Start{}, nil
	}
	premise := o.premise
	if o.picture != "" {
		fmt.Fprintln(p.err, "Looking at the picture…")
		if who.text == nil {
			fmt.Fprintln(p.err, p.transcript().wrapped(seesColours))
		}
		seen, err := who.premiseOf(ctx, o.picture, premise.Language)
		if blind, ok := who.blindTo(err); ok && ctx.Err() == nil {
			fmt.Fprintln(p.err, p.transcript().wrapped("No model looked at the picture: "+game.Plain(err)+" Its colours begin the story instead."))
			seen, err = blind.premiseOf(ctx, o.picture, premise.Language)
		}
		if err != nil {
			return tui.Start{}, err
		}
		premise.Prompt = strings.TrimSpace(premise.Prompt + "\n\n" + seen)
	}
	if premise.World == "" && premise.Prompt == "" {
		premise.World = who.worlds[0].Name
	}
	for _, w := range who.worlds {
		if w.Name == premise.World {
			premise.Style = cmp.Or(premise.Style, w.Style)
		}
	}
	premise.Style = cmp.Or(premise.Style, defaultStyle)
	if premise.Seed == 0 {
		premise.Seed = seed()
	}
	return tui.Start{New: &premise}, nil
}

const defaultStyle = "8-bit pixel art"

func (p *program) resume(ctx context.Context, lib game.Library, name string) (game.Entry, error) {
	entries, err := lib.List(ctx)
	if err != nil {
		return game.Entry{}, err
	}
	if name != latest {
		e, err := p.pickLatest(entries, name)
		return e, cmp.Or(err, mendable(e.ID, e.Err))
	}
	for _, e := range entries {
		if e.Err == nil {
			return e, nil
		}
	}
	return game.Entry{}, hinted{errors.New("there is no story to continue"), "journey play begins one."}
}

// playScreens plays in the terminal; cfg says how pictures and costs are shown.
func (p *program) playScreens(ctx context.Context, lib *disk.Library, who provider, start tui.Start, cfg tui.Config) error {
	if err := p.needScreens(); err != nil {
		return hinted{err, "Add --plain to play as text, here and in pipes: journey play --plain."}
	}
	cfg.Library, cfg.Salvage, cfg.Start = lib, lib.Salvage, start
	cfg.Game, cfg.Provider, cfg.Why, cfg.Worlds = who.game, who.name, who.why, who.worlds
	cfg.Premise, cfg.Seed, cfg.PicturesCost = game.Premise{Style: defaultStyle}, seed, who.picturesCost()
	cfg.Thumbnails, cfg.SavePicture = lib.Thumbnails(), func(ctx context.Context, name string, data []byte) (string, error) {
		return saver(name)(ctx, data)
	}
	cfg.PremiseOf, cfg.SeesColours = who.premiseOf, who.text == nil
	cfg.Describer, cfg.Versions = who.describer, lib.Studio()
	cfg.Pictures = p.known(ctx, cfg.Pictures)
	return tui.Run(ctx, cfg, p.in, p.out)
}

// lookOptions are the flags that say how pictures are shown.
type lookOptions struct{ pictures string }

func (o *lookOptions) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.pictures, "pictures", "", "how pictures are shown: auto, sixel, kitty, kitty-direct, iterm2, blocks or off (default auto)")
}

func (o *lookOptions) choose(cfg config) (picture.Options, error) {
	name := cmp.Or(o.pictures, cfg.Pictures.Show)
	protocol, auto, err := picture.ParseProtocol(name)
	switch {
	case err != nil && o.pictures != "":
		return picture.Options{}, usagef("--pictures %q is not one of auto, sixel, kitty, kitty-direct, iterm2, blocks, off", name)
	case err != nil:
		return picture.Options{}, hinted{
			fmt.Errorf("the setting show of [pictures] is %q, which is not one of auto, sixel, kitty, kitty-direct, iterm2, blocks, off", name),
			"Change it in the configuration or in JOURNEY_PICTURES, or add --pictures auto.",
		}
	}
	return picture.Options{Auto: auto, Forced: protocol}, nil
}

// seed draws the seed of a new story, never 0.
func seed() uint64 {
	var b [8]byte
	_, _ = crand.Read(b[:]) // documented never to fail
	return binary.LittleEndian.Uint64(b[:])>>12 | 1
}
