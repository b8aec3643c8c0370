package main

import (
	"context"
	"fmt"
	"image"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/canvas"
	"journey/game/studio"
)

func (p *program) pictureGenerateCommand() *cobra.Command {
	o := &pictureOptions{}
	cmd := &cobra.Command{
		Use:               "generate [PROMPT]",
		Short:             "Paint pictures from words",
		Long:              "Generate paints what the prompt says. Without a prompt it is read from standard input.",
		Example:           "journey picture generate \"a red car in the rain\" -o car.png\necho \"a skull on a stone table\" | journey picture generate --size 1024x1024 --n 3",
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			prompt, err := p.prompt(args)
			if err != nil {
				return err
			}
			if prompt == "" {
				return missing("generate")
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				j := job{op: studio.OpGenerate, wish: a.wish(prompt), needs: needsPaint}
				j.do = func(ctx context.Context, w studio.Wish, progress func(game.Picture)) ([]studio.Version, error) {
					return a.studio.Generate(ctx, w, progress)
				}
				return a.make(ctx, j, slug(prompt))
			})
		},
	}
	o.painting(cmd)
	return cmd
}

func (p *program) pictureEditCommand() *cobra.Command {
	o := &pictureOptions{}
	var mask string
	var rects []string
	cmd := &cobra.Command{
		Use:   "edit FILE [PROMPT]",
		Short: "Repaint a part of a picture",
		Long: "Edit repaints what a mask lets change; the prompt describes the whole new picture. Every other pixel stays exactly as it is. " +
			"A mask is a picture of the same size: what is transparent in it may change, or, when nothing is, what is white.",
		Example:           "journey picture edit square.png \"the square, with a skull on the ground\" --rect 600,600,300,300\njourney picture edit square.png \"the square at a fair\" --mask mask.png -o fair.png",
		Args:              aFile,
		ValidArgsFunction: completePicture,
		RunE: func(cmd *cobra.Command, args []string) error {
			prompt, err := p.prompt(args[1:])
			if err != nil {
				return err
			}
			if prompt == "" {
				return missing("edit FILE")
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				of, size, err := a.measured(args[0])
				if err != nil {
					return err
				}
				m, err := maskOf(mask, rects, size)
				if err != nil {
					return err
				}
				j := job{op: studio.OpEdit, of: of, size: size, wish: a.wish(prompt), needs: needsMasks}
				j.do = func(ctx context.Context, w studio.Wish, progress func(game.Picture)) ([]studio.Version, error) {
					return a.studio.Edit(ctx, of, m, w, progress)
				}
				return a.make(ctx, j, besides(args[0], studio.OpEdit))
			})
		},
	}
	o.painting(cmd)
	cmd.Flags().StringVar(&mask, "mask", "", "picture of the same size that says what may change: transparent, or white")
	cmd.Flags().StringArrayVar(&rects, "rect", nil, "rectangle that may change, x,y,w,h in pixels; may be given several times")
	return cmd
}

func (p *program) pictureExtendCommand() *cobra.Command {
	o := &pictureOptions{}
	var direction, amount string
	cmd := &cobra.Command{
		Use:               "extend FILE [PROMPT]",
		Short:             "Continue a picture beyond its edges",
		Long:              "Extend puts a picture on a larger canvas and paints the rest. The picture in it stays as it is, but for a narrow seam. The prompt describes the whole new picture and may be left out.",
		Example:           "journey picture extend square.png --direction left --amount 50%\njourney picture extend square.png \"the square by the harbour\" --direction all --amount 256px -o wide.png",
		Args:              aFile,
		ValidArgsFunction: completePicture,
		RunE: func(cmd *cobra.Command, args []string) error {
			prompt, err := p.words(args[1:])
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				of, size, err := a.measured(args[0])
				if err != nil {
					return err
				}
				by, err := margins(direction, amount, size)
				if err != nil {
					return err
				}
				to := size.Add(image.Pt(by.Left+by.Right, by.Up+by.Down))
				j := job{op: studio.OpExtend, of: of, size: to, wish: a.wish(prompt), needs: needsMasks}
				j.do = func(ctx context.Context, w studio.Wish, progress func(game.Picture)) ([]studio.Version, error) {
					return a.studio.Extend(ctx, of, by, w, progress)
				}
				return a.make(ctx, j, besides(args[0], studio.OpExtend))
			})
		},
	}
	o.painting(cmd)
	cmd.Flags().StringVar(&direction, "direction", "all", "where to: left, right, up, down or all")
	completeFlag(cmd, "direction", "left", "right", "up", "down", "all")
	cmd.Flags().StringVar(&amount, "amount", "50%", "how far: percent of the picture's width or height, or pixels, as in 300px")
	return cmd
}

func (p *program) pictureVaryCommand() *cobra.Command {
	o := &pictureOptions{}
	cmd := &cobra.Command{
		Use:               "vary FILE [PROMPT]",
		Short:             "Give other takes of a picture",
		Long:              "Vary paints the same scene in other ways. The prompt, if any, says what they are to have.",
		Example:           "journey picture vary car.png --n 2\njourney picture vary car.png \"by night\" -o night.png",
		Args:              aFile,
		ValidArgsFunction: completePicture,
		RunE: func(cmd *cobra.Command, args []string) error {
			prompt, err := p.words(args[1:])
			if err != nil {
				return err
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				of, size, err := a.measured(args[0])
				if err != nil {
					return err
				}
				j := job{op: studio.OpVary, of: of, size: size, wish: a.wish(prompt), needs: needsEdits}
				j.do = func(ctx context.Context, w studio.Wish, progress func(game.Picture)) ([]studio.Version, error) {
					return a.studio.Vary(ctx, of, w, progress)
				}
				return a.make(ctx, j, besides(args[0], studio.OpVary))
			})
		},
	}
	o.painting(cmd)
	return cmd
}

func (p *program) pictureCropCommand() *cobra.Command {
	o := &pictureOptions{n: 1}
	var ratio, at string
	cmd := &cobra.Command{
		Use:               "crop FILE",
		Short:             "Cut a picture to a square or another shape",
		Long:              "Crop keeps the largest part of a shape, around the middle or another place. Nothing is painted and nothing is sent.",
		Example:           "journey picture crop square.png\njourney picture crop square.png --ratio 16:9 --at 50,20 -o wide.png",
		Args:              aFile,
		ValidArgsFunction: completePicture,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.provider = "offline"
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				of, size, err := a.measured(args[0])
				if err != nil {
					return err
				}
				shape, focus, err := cropFlags(ratio, at)
				if err != nil {
					return err
				}
				j := job{op: studio.OpCrop, of: of, size: size}
				j.do = func(context.Context, studio.Wish, func(game.Picture)) ([]studio.Version, error) {
					v, err := a.studio.Crop(of, canvas.CropRect(size, shape, focus))
					return []studio.Version{v}, err
				}
				return a.make(ctx, j, besides(args[0], studio.OpCrop))
			})
		},
	}
	o.writing(cmd)
	cmd.Flags().StringVar(&ratio, "ratio", "1:1", "shape, W:H")
	completeFlag(cmd, "ratio", "1:1", "3:2", "2:3", "16:9", "9:16")
	cmd.Flags().StringVar(&at, "at", "50,50", "what stays in the middle: percent from the left and from the top")
	return cmd
}

// aFile wants a picture's file first.
func aFile(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return hinted{usagef("%s wants a picture file", cmd.CommandPath()), "See " + cmd.CommandPath() + " --help."}
}

// measured opens a picture to be worked on.
func (a *atelier) measured(file string) (studio.Version, image.Point, error) {
	of, err := a.open(file)
	if err != nil {
		return of, image.Point{}, err
	}
	size, err := of.Size()
	return of, size, err
}

// maskOf joins a mask's file and rectangles.
func maskOf(file string, rects []string, size image.Point) (*canvas.Mask, error) {
	m := canvas.NewMask(size)
	if file == "" && len(rects) == 0 {
		return nil, hinted{usagef("nothing says what may change"), "Add --rect x,y,w,h, or --mask FILE with a picture of the same size."}
	}
	if file != "" {
		data, err := readPicture(file)
		if err == nil {
			m, err = canvas.ReadMask(data, size.X, size.Y)
		}
		if err != nil {
			return nil, hinted{fmt.Errorf("the mask %s cannot be used: %w", file, err), "A mask is a PNG of the picture's size: transparent, or white, where it may change."}
		}
	}
	for _, text := range rects {
		v, err := numbers(text, 4)
		if err != nil || v[2] < 1 || v[3] < 1 {
			return nil, usagef("--rect %s is not x,y,w,h in pixels, such as 600,600,300,300", text)
		}
		m.Rectangle(image.Rect(v[0], v[1], v[0]+v[2], v[1]+v[3]), true)
	}
	if m.Empty() {
		return nil, hinted{fmt.Errorf("nothing in the picture of %dx%d pixels may change", size.X, size.Y), "The mask or the rectangles lie outside of it, or keep all of it."}
	}
	return m, nil
}

// numbers reads n whole numbers with commas between them.
func numbers(text string, n int) ([]int, error) {
	parts := strings.Split(text, ",")
	if len(parts) != n {
		return nil, strconv.ErrSyntax
	}
	out := make([]int, n)
	for i, part := range parts {
		v, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || v < -1<<20 || v > 1<<20 {
			return nil, strconv.ErrSyntax
		}
		out[i] = v
	}
	return out, nil
}

// margins reads how far a picture is extended, and where to.
func margins(direction, amount string, size image.Point) (canvas.Margins, error) {
	var by canvas.Margins
	digits, percent := strings.CutSuffix(amount, "%")
	n, err := strconv.Atoi(strings.TrimSuffix(digits, "px"))
	if err != nil || n < 1 {
		return by, usagef("--amount %s is neither percent, such as 50%%, nor pixels, such as 300px", amount)
	}
	n = min(n, 100*canvas.MaxPixels) // which is too much for any picture
	x, y := n, n
	if percent {
		x, y = max(int(int64(size.X)*int64(n)/100), 1), max(int(int64(size.Y)*int64(n)/100), 1)
	}
	switch direction {
	case "left":
		by.Left = x
	case "right":
		by.Right = x
	case "up":
		by.Up = y
	case "down":
		by.Down = y
	case "all":
		by = canvas.Margins{Left: x, Right: x, Up: y, Down: y}
	default:
		return by, usagef("--direction %s is not one of left, right, up, down, all", direction)
	}
	if w, h := size.X+by.Left+by.Right, size.Y+by.Up+by.Down; int64(w)*int64(h) > canvas.MaxPixels {
		return by, hinted{
			fmt.Errorf("the picture would be too large: %dx%d pixels, and %d million are the most", w, h, canvas.MaxPixels>>20),
			"Extend it by a smaller --amount.",
		}
	}
	return by, nil
}

func cropFlags(ratio, at string) (canvas.Ratio, canvas.Focus, error) {
	r, err := numbers(strings.Replace(ratio, ":", ",", 1), 2)
	if err != nil || r[0] < 1 || r[1] < 1 {
		return canvas.Ratio{}, canvas.Focus{}, usagef("--ratio %s is not a shape such as 1:1 or 16:9", ratio)
	}
	f, err := numbers(at, 2)
	if err != nil || min(f[0], f[1]) < 0 || max(f[0], f[1]) > 100 {
		return canvas.Ratio{}, canvas.Focus{}, usagef("--at %s is not percent from the left and the top, such as 50,20", at)
	}
	return canvas.Ratio{W: r[0], H: r[1]}, canvas.Focus{X: float64(f[0]) / 100, Y: float64(f[1]) / 100}, nil
}
