package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/studio"
	"journey/tui"
	"journey/tui/picture"
)

func (p *program) studioCommand() *cobra.Command {
	o := &playOptions{}
	cmd := &cobra.Command{
		Use:   "studio [FILE]",
		Short: "Make and change pictures by hand, on a screen",
		Long: "Studio opens a PNG, JPEG, WebP or GIF file to be edited through a mask, continued beyond its edges, varied, cropped, " +
			"described and changed by instructions. Each step is another version, and all are kept beside your stories. " +
			"Without a file it begins with words.\n\n" +
			"ctrl+s saves a version beside the file under a new name; no file is ever overwritten. The pictures of a story " +
			"are opened with e, from its chapter or its gallery.",
		Example:           "journey studio\njourney studio harbour.png",
		ValidArgsFunction: completePicture,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return hinted{usagef("studio opens one file at a time"), "See journey studio --help."}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.studio(cmd.Context(), o, args)
		},
	}
	o.provider.flags(cmd)
	o.look.flags(cmd)
	o.budget.flags(cmd)
	return cmd
}

// studio opens the studio's screen with a file.
func (p *program) studio(ctx context.Context, o *playOptions, args []string) error {
	cfg, err := p.config()
	if err != nil {
		return err
	}
	who, pictures, err := o.settle(&cfg)
	if err != nil {
		return err
	}
	if who.game.Painter == nil {
		return hinted{errors.New("the studio needs pictures, and they are off"), "Add --pictures auto."}
	}
	if err := p.needScreens(); err != nil {
		return hinted{err, "What the studio does is also done without it: see journey picture --help."}
	}
	file, err := studioFile(p.err, args)
	if err != nil {
		return err
	}
	lib, err := openLibrary(cfg.Data)
	if err != nil {
		return err
	}
	who, _ = who.warned(cfg.Budget)
	purse := lib.Budget(cfg.Budget.caps())
	who.game.Budget = purse
	shown := tui.Config{Pictures: pictures, Today: purse.Today, HideCosts: !cfg.Budget.Show}
	err = p.playScreens(ctx, lib, who, tui.Start{Studio: file}, shown)
	return errors.Join(err, lib.Close())
}

// studioFile reads the file to work on, and says if it has to be made smaller.
func studioFile(says io.Writer, args []string) (*tui.File, error) {
	if len(args) == 0 {
		return &tui.File{Save: saver("journey.png")}, nil
	}
	name := args[0]
	data, err := readPicture(name)
	var smaller picture.Size
	if err == nil {
		data, smaller, err = workable(data)
	}
	if err == nil {
		_, err = studio.Open(data)
	}
	if err != nil {
		return nil, hinted{fmt.Errorf("the picture %s cannot be opened: %w", name, ailment(err)), "Name a PNG, JPEG, WebP or GIF file; " + mostPixels() + "."}
	}
	saySmaller(says, name, smaller)
	return &tui.File{Name: filepath.Base(name), Data: data, Save: saver(name)}, nil
}

// maxBeside is how many files are saved beside one at most.
const maxBeside = 1000

// saver writes versions beside a file, each under a name that was free: harbour.png
// becomes harbour-1.png, harbour-2.png and so on.
func saver(beside string) func(context.Context, []byte) (string, error) {
	stem := strings.TrimSuffix(beside, filepath.Ext(beside))
	return func(ctx context.Context, data []byte) (string, error) {
		ext := game.PictureFormat(data)
		if ext == "" {
			return "", errors.New("this is no picture")
		}
		for i := 1; i <= maxBeside && ctx.Err() == nil; i++ {
			name := fmt.Sprintf("%s-%d.%s", stem, i, ext)
			switch err := writeWhole(name, data, false); {
			case err == nil:
				return name, nil
			case !errors.Is(err, fs.ErrExist):
				return "", fmt.Errorf("save %s: %w", name, err)
			}
		}
		if err := ctx.Err(); err != nil {
			return "", err
		}
		return "", fmt.Errorf("there are %d files beside %s already", maxBeside, beside)
	}
}
