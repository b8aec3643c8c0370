package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-sixel"

	"journey/tui/picture"
)

// tool is a program that writes a picture file as sixel to its output.
type tool struct {
	name string
	args func(file string, w, h int) []string // its command line, for a result of w x h pixels
	same func(file string, w, h int) []string // for a result as large as the file; nil: as args
	// Its command line without dithering; nil if it never leaves dithering out unasked.
	undithered func(file string) []string
	band       int // it makes heights that are multiples of this
}

// exactly is the command line for a result as large as the file.
func (t tool) exactly(file string, w, h int) []string {
	if t.same != nil {
		return t.same(file, w, h)
	}
	return t.args(file, w, h)
}

// self runs this program as one of the tools.
func self(name, as string) tool {
	return tool{name: name, band: 1, args: func(file string, w, h int) []string {
		return []string{os.Args[0], "-child", as, file, strconv.Itoa(w), strconv.Itoa(h)}
	}}
}

// chafa counts in cells, of 8x8 pixels when it has no terminal to ask.
const chafaCell = 8

func tools() []tool {
	return []tool{
		self("**journey**", "journey"),
		self("**journey**, one processor", "journey-alone"), // as img2sixel runs
		self("**journey**, over a network", "journey-remote"),
		self("go-sixel", "go-sixel"),
		self("go-sixel, dithered", "go-sixel-dither"),
		{
			name: "img2sixel", band: 1,
			args: func(file string, w, h int) []string {
				return []string{"img2sixel", "-w", strconv.Itoa(w), "-h", strconv.Itoa(h), file}
			},
			// Asked for a size, it would scale once more.
			same:       func(file string, _, _ int) []string { return []string{"img2sixel", file} },
			undithered: func(file string) []string { return []string{"img2sixel", "-d", "none", file} },
		},
		{
			// As many colours as asked for, and dithered even where there are few.
			name: "img2sixel -q full", band: 1,
			args: func(file string, w, h int) []string {
				return []string{"img2sixel", "-q", "full", "-w", strconv.Itoa(w), "-h", strconv.Itoa(h), file}
			},
			same: func(file string, _, _ int) []string { return []string{"img2sixel", "-q", "full", file} },
		},
		{name: "chafa", band: 24, args: func(file string, w, h int) []string { return chafa(file, w, h) }},
		{name: "chafa, dithered", band: 24, args: func(file string, w, h int) []string {
			return chafa(file, w, h, "--dither", "diffusion")
		}},
	}
}

func chafa(file string, w, h int, more ...string) []string {
	cells := fmt.Sprintf("%dx%d", max(w/chafaCell, 1), (h+chafaCell-1)/chafaCell)
	return append([]string{"chafa", "-f", "sixels", "--font-ratio", "1", "--scale", "max", "-s", cells, file}, more...)
}

// child is what this program does as a tool: the same as the others, no more.
func child(ctx context.Context, as, file string, w, h int) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	src, err := picture.Decode(data)
	if err != nil {
		return err
	}
	if as == "journey-alone" {
		runtime.GOMAXPROCS(1)
	}
	if strings.HasPrefix(as, "journey") {
		debug.SetGCPercent(400)           // as journey show does
		cells := picture.Size{W: 1, H: 1} // of the whole picture's size
		t := picture.Terminal{Protocol: picture.Sixel, Cell: picture.Size{W: w, H: h}, Remote: as == "journey-remote"}
		return picture.Print(ctx, os.Stdout, src, cells, t)
	}
	if w < src.Size.W {
		return nil // only loading is measured
	}
	encoder := sixel.NewEncoder(os.Stdout)
	encoder.Dither = as == "go-sixel-dither"
	return encoder.Encode(src.Image)
}

// repacked is how many bytes go-sixel takes for the very same pixels, 0 if it cannot.
func repacked(img *image.RGBA) (int, error) {
	to := image.NewPaletted(img.Rect, nil)
	index := map[color.RGBA]int{}
	for i := range to.Pix {
		c := img.RGBAAt(i%img.Rect.Dx(), i/img.Rect.Dx())
		at, ok := index[c]
		if !ok && len(index) == 256 {
			return 0, nil // more than go-sixel takes
		}
		if !ok {
			at = len(to.Palette)
			index[c] = at
			to.Palette = append(to.Palette, c)
		}
		to.Pix[i] = uint8(at)
	}
	var b bytes.Buffer
	if err := sixel.NewEncoder(&b).Encode(to); err != nil {
		return 0, fmt.Errorf("pack with go-sixel: %w", err)
	}
	return b.Len(), nil
}

// cost is what a run of a command took: the least of several runs.
type cost struct {
	cpu, wall time.Duration // cpu is that of all processors, in user and system mode
	out       []byte
	each      []time.Duration // cpu of each run
}

// above is how much more CPU it took than another that was measured along with it: the median
// of the differences of their runs.
func (c cost) above(o cost) time.Duration {
	differences := make([]time.Duration, len(c.each))
	for i := range differences {
		differences[i] = c.each[i] - o.each[i]
	}
	slices.Sort(differences)
	return differences[len(differences)/2]
}

// measure runs commands several times, all of them in turn: whatever else the machine does
// in the meantime then befalls them alike.
func measure(ctx context.Context, runs int, commands ...[]string) ([]cost, error) {
	all := make([]cost, len(commands))
	for i := range runs {
		for at, args := range commands {
			c, err := once(ctx, args, i == 0)
			if err != nil {
				return nil, err
			}
			if i == 0 {
				all[at] = c
			}
			all[at].each = append(all[at].each, c.cpu)
			all[at].cpu, all[at].wall = min(all[at].cpu, c.cpu), min(all[at].wall, c.wall)
		}
	}
	return all, nil
}

// once runs a command. What it writes goes nowhere unless it is kept, so that nobody waits
// for a reader.
func once(ctx context.Context, args []string, keep bool) (cost, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor")
	var out, failed bytes.Buffer
	if keep {
		cmd.Stdout = &out
	}
	cmd.Stderr = &failed
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("run %s: %w: %s", args[0], err, failed.Bytes())
	}
	wall, cpu := time.Since(start), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
	return cost{cpu: cpu, wall: wall, out: out.Bytes()}, nil
}

// decode returns the first sixel picture in data, at the upper left of w x h pixels.
func decode(data []byte, w, h int) (*image.RGBA, error) {
	start := bytes.Index(data, []byte("\x1bP"))
	if start < 0 {
		return nil, fmt.Errorf("decode sixel: there is none in %d bytes", len(data))
	}
	var got image.Image
	if err := sixel.NewDecoder(bytes.NewReader(data[start:])).Decode(&got); err != nil {
		return nil, fmt.Errorf("decode sixel: %w", err)
	}
	if got.Bounds().Dx() != w || got.Bounds().Dy() != h {
		return nil, fmt.Errorf("decode sixel: %v pixels, want %dx%d", got.Bounds().Size(), w, h)
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Rect, image.NewUniform(color.Black), image.Point{}, draw.Src)
	draw.Draw(to, to.Rect, got, got.Bounds().Min, draw.Over)
	for i, v := range to.Pix {
		if i%4 != 3 {
			// The decoder rounds levels of a percent down; terminals go to the nearest.
			percent := (int(v)*100 + 254) / 255
			to.Pix[i] = uint8((percent*255 + 50) / 100)
		}
	}
	return to, nil
}
