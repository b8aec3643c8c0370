package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"time"
)

// result is what one tool made of one picture.
type result struct {
	tool   string
	cost   cost
	stages time.Duration // CPU without loading
	packed int           // bytes of the same pixels when go-sixel packs them
	left   bool          // it leaves dithering out
	quality
}

// sameStages compares the tools on pictures that have their final size.
func (b bench) sameStages(ctx context.Context, size image.Point) error {
	fmt.Printf("## Same stages, %dx%d pixels\n\n", size.X, size.Y)
	fmt.Println("| picture | tool | CPU ms | stages ms | wall ms | bytes | PSNR | blurred PSNR | SSIM |")
	fmt.Println("|---|---|---:|---:|---:|---:|---:|---:|---:|")
	var summary []string
	for _, s := range b.scenes {
		all, err := b.stages(ctx, s, size)
		if err != nil {
			return err
		}
		for _, r := range all {
			fmt.Printf("| %s | %s | %.1f | %.1f | %.1f | %d | %.1f | %.1f | %.3f |\n", s.name, r.tool, ms(r.cost.cpu), ms(r.stages),
				ms(r.cost.wall), len(r.cost.out), r.psnr, r.blur, r.ssim)
		}
		summary = append(summary, sumUp(s.name, all))
	}
	fmt.Println()
	fmt.Println("Journey against img2sixel (in brackets: img2sixel -q full), against the best of all others, and its own packing against go-sixel's of the same pixels. Img2sixel dithers where its output differs from that with -d none:")
	fmt.Println()
	fmt.Println("| picture | img2sixel dithers | CPU | stages | stages, one processor | bytes | blurred PSNR above the best | bytes of go-sixel's packing |")
	fmt.Println("|---|---|---:|---:|---:|---:|---:|---:|")
	for _, line := range summary {
		fmt.Println(line)
	}
	fmt.Println()
	return nil
}

// stages is what every tool makes of a picture, and of one pixel of it.
func (b bench) stages(ctx context.Context, s scene, size image.Point) ([]result, error) {
	whole := s.draw(size.X, size.Y)
	var (
		pictures []*image.RGBA
		files    []string
		commands [][]string // two of each tool
	)
	for _, t := range tools() {
		h := size.Y - size.Y%t.band
		img := whole.SubImage(image.Rect(0, 0, size.X, h)).(*image.RGBA)
		file, err := b.save(fmt.Sprintf("%s %d", s.name, h), img, png.NoCompression)
		if err != nil {
			return nil, err
		}
		pictures, files = append(pictures, img), append(files, file)
		commands = append(commands, t.exactly(file, size.X, h), t.args(file, 1, 1))
	}
	costs, err := measure(ctx, b.runs, commands...)
	if err != nil {
		return nil, err
	}
	var all []result
	for i, t := range tools() {
		r := result{tool: t.name, cost: costs[2*i], stages: costs[2*i].above(costs[2*i+1])}
		if err := r.judge(ctx, t, files[i], pictures[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		all = append(all, r)
	}
	return all, nil
}

// judge compares what came out with the picture.
func (r *result) judge(ctx context.Context, t tool, file string, img *image.RGBA) error {
	got, err := decode(r.cost.out, img.Rect.Dx(), img.Rect.Dy())
	if err != nil {
		return err
	}
	if t.undithered != nil {
		plain, err := once(ctx, t.undithered(file), true)
		if err != nil {
			return err
		}
		r.left = bytes.Equal(plain.out, r.cost.out)
	}
	r.quality = compare(got, img)
	r.packed, err = repacked(got)
	return err
}

// sumUp compares the first two results, ours on all processors and on one, with those that
// are not ours.
func sumUp(name string, all []result) string {
	ours, alone, best := all[0], all[1], 0.0
	var usual, full result
	for _, r := range all[3:] {
		best = max(best, r.blur)
		switch r.tool {
		case "img2sixel":
			usual = r
		case "img2sixel -q full":
			full = r
		}
	}
	dithers := "yes"
	if usual.left {
		dithers = "no"
	}
	percent := func(ours result, of func(result) float64) string {
		return fmt.Sprintf("%.0f %% (%.0f %%)", 100*of(ours)/of(usual), 100*of(ours)/of(full))
	}
	stages := func(r result) float64 { return r.stages.Seconds() }
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %+.1f dB | %.0f %% |", name, dithers,
		percent(ours, func(r result) float64 { return r.cost.cpu.Seconds() }),
		percent(ours, stages), percent(alone, stages),
		percent(ours, func(r result) float64 { return float64(len(r.cost.out)) }),
		ours.blur-best, 100*float64(len(ours.cost.out))/float64(ours.packed))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
