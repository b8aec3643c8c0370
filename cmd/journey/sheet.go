package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/offline/pixel"
)

const (
	// A tile is a picture at one pixel of the painter's to each of the sheet's.
	tileW, tileH = 256, 171
	tileGap      = 4
	sheetCols    = 6
	mostScenes   = 200
	// sheetQuality is of a JPEG: so low that 48 scenes take a third of a megabyte, and
	// still no edge of the pixel art is lost.
	sheetQuality = 42
)

// sheetOptions are the flags of world sheet.
type sheetOptions struct {
	out, style string
	scenes     int
	seed       uint64
}

func (p *program) worldSheetCommand() *cobra.Command {
	o := &sheetOptions{}
	cmd := &cobra.Command{
		Use:   "sheet WORLD -o FILE",
		Short: "Paint many scenes of a world on one sheet",
		Long: "Sheet plays seeded games in a world, paints the scenes of as many different places as it meets, and puts them side by " +
			"side into one PNG or JPEG, by the file's name, without a word on it: whoever looks at it should be able to say where each scene is, when, and who " +
			"is there. What each shows is printed, in the order of the sheet.\n\nWORLD is the name of a world or its folder.",
		Example: "journey world sheet biomachines -o sheet.png\njourney world sheet ./my-world -o sheet.png --scenes 24 --style \"ink wash\"",
		Args:    exactly(1, "a world's name or folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.out == "":
				return usagef("world sheet wants the file to write, as in -o sheet.png")
			case !isPNG(o.out) && !isJPEG(o.out):
				return usagef("the file %s is named neither .png nor .jpg", o.out)
			case o.scenes < 1 || o.scenes > mostScenes:
				return usagef("--scenes %d is not from 1 to %d", o.scenes, mostScenes)
			}
			return p.sheet(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "", "the file to write, .png or .jpg (about a sixth as large); one that is there is replaced")
	f.StringVar(&o.style, "style", "", "the art style (default: the world's own)")
	f.IntVar(&o.scenes, "scenes", 48, "how many scenes are painted")
	f.Uint64Var(&o.seed, "seed", 0, "seed of the first game")
	return cmd
}

func (p *program) sheet(ctx context.Context, world string, o *sheetOptions) error {
	teller, world, err := p.draft(world)
	if err != nil {
		return err
	}
	scenes, err := teller.Scenes(ctx, world, o.scenes, o.seed)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return hinted{err, "journey world list names them, and journey world check WORLD says all that is wrong with one."}
	}
	sheet, err := paintSheet(ctx, scenes, o.style)
	if err != nil {
		return err
	}
	var data bytes.Buffer
	if isJPEG(o.out) {
		err = jpeg.Encode(&data, sheet, &jpeg.Options{Quality: sheetQuality})
	} else {
		err = png.Encode(&data, sheet)
	}
	if err != nil {
		return fmt.Errorf("encode the sheet: %w", err)
	}
	if err := os.WriteFile(o.out, data.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write the sheet %s: %w", o.out, reason(err))
	}
	for i, r := range scenes {
		s := r.Scene
		line := strings.Join([]string{s.Place, s.Time, s.Weather, s.Shot, strings.Join(s.Present, ", ")}, "; ")
		if _, err := fmt.Fprintf(p.out, "%3d  %s\n", i+1, game.CleanLine(line)); err != nil {
			return err
		}
	}
	return nil
}

func isPNG(file string) bool { return strings.EqualFold(filepath.Ext(file), ".png") }

func isJPEG(file string) bool {
	ext := strings.ToLower(filepath.Ext(file))
	return ext == ".jpg" || ext == ".jpeg"
}

// paintSheet paints scenes side by side, line by line.
func paintSheet(ctx context.Context, scenes []game.PaintRequest, style string) (image.Image, error) {
	const w, h = tileW + tileGap, tileH + tileGap
	cols := min(sheetCols, len(scenes))
	sheet := image.NewRGBA(image.Rect(0, 0, cols*w-tileGap, (len(scenes)+cols-1)/cols*h-tileGap))
	painter := pixel.New()
	for i, r := range scenes {
		r.Size = game.PictureSize{W: tileW, H: tileH}
		r.Premise.Style = cmp.Or(style, r.Premise.Style)
		pics, err := painter.Paint(ctx, r, nil)
		if err != nil {
			return nil, fmt.Errorf("paint scene %d: %w", i+1, err)
		}
		tile, err := png.Decode(bytes.NewReader(pics[0].Data))
		if err != nil {
			return nil, fmt.Errorf("read scene %d: %w", i+1, err)
		}
		draw.Draw(sheet, tile.Bounds().Add(image.Pt(i%cols*w, i/cols*h)), tile, image.Point{}, draw.Src)
	}
	return sheet, nil
}
