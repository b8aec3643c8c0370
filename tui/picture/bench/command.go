package main

import (
	"context"
	"fmt"
	"image/png"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// wholeCommand compares whole commands, from a large PNG to sixel that fits 80x24
// cells of 10x20 pixels.
func (b bench) wholeCommand(ctx context.Context) error {
	journey := filepath.Join(b.dir, "journey")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", journey, "journey/cmd/journey").CombinedOutput(); err != nil {
		return fmt.Errorf("build journey: %w: %s", err, out)
	}
	fmt.Print("## Whole command, 1536x1024 PNG to 720x480 pixels\n\n")
	fmt.Println("| picture | command | CPU ms | wall ms | bytes |\n|---|---|---:|---:|---:|")
	for _, s := range b.scenes {
		file, err := b.save(s.name, s.draw(1536, 1024), png.DefaultCompression)
		if err != nil {
			return err
		}
		commands := [][]string{
			{journey, "show", file, "--as", "sixel", "--cells", "80x24", "--cell-size", "10x20"},
			{"img2sixel", "-w", "720", "-h", "480", file},
			chafa(file, 720, 480),
			chafa(file, 720, 480, "--dither", "diffusion"),
		}
		costs, err := measure(ctx, b.runs, commands...)
		if err != nil {
			return err
		}
		for i, c := range costs {
			fmt.Printf("| %s | %s | %.1f | %.1f | %d |\n", s.name, b.short(commands[i]), ms(c.cpu), ms(c.wall), len(c.out))
		}
	}
	fmt.Println()
	return nil
}

// short is a command line without the folders of the bench.
func (b bench) short(command []string) string {
	args := slices.Clone(command)
	for i, arg := range args {
		if filepath.Dir(arg) == b.dir {
			args[i] = filepath.Base(arg)
		}
	}
	return "`" + strings.Join(args, " ") + "`"
}
