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
		img := s.draw(size.X, size.Y)
		var all []result
		for _, t := range tools() {
			r, err := b.stages(ctx, t, s.name, img)
			if err != nil {
				return err
			}
			all = append(all, r)
			fmt.Printf("| %s | %s | %.1f | %.1f | %.1f | %d | %.1f | %.1f | %.3f |\n", s.name, r.tool, ms(r.cost.cpu), ms(r.stages),
				ms(r.cost.wall), len(r.cost.out), r.psnr, r.blur, r.ssim)
		}
		summary = append(summary, sumUp(s.name, all))
	}
	fmt.Println()
	fmt.Println("Journey against img2sixel (in brackets: img2sixel -q full), against the best of all others, and its own packing against go-sixel's of the same pixels. Img2sixel dithers where its output differs from that with -d none:")
	fmt.Println()
	fmt.Println("| picture | img2sixel dithers | CPU | stages | bytes | blurred PSNR above the best | bytes of go-sixel's packing |")
	fmt.Println("|---|---|---:|---:|---:|---:|---:|")
	for _, line := range summary {
		fmt.Println(line)
	}
	fmt.Println()
	return nil
}

func (b bench) stages(ctx context.Context, t tool, name string, img *image.RGBA) (result, error) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	h -= h % t.band
	img = img.SubImage(image.Rect(0, 0, w, h)).(*image.RGBA)
	file, err := b.save(name, img, png.NoCompression)
	if err != nil {
		return result{}, err
	}
	c, err := measure(ctx, t.exactly(file, w, h), b.runs)
	if err != nil {
		return result{}, err
	}
	load, err := measure(ctx, t.args(file, 1, 1), b.runs)
	if err != nil {
		return result{}, err
	}
	got, err := decode(c.out, w, h)
	if err != nil {
		return result{}, fmt.Errorf("%s: %w", t.name, err)
	}
	left := false
	if t.undithered != nil {
		plain, err := measure(ctx, t.undithered(file), 1)
		if err != nil {
			return result{}, err
		}
		left = bytes.Equal(plain.out, c.out)
	}
	packed, err := repacked(got)
	return result{t.name, c, c.cpu - load.cpu, packed, left, compare(got, img)}, err
}

// sumUp compares the first result, ours, with the others.
func sumUp(name string, all []result) string {
	ours, best := all[0], 0.0
	var usual, full result
	for _, r := range all[1:] {
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
	percent := func(of func(result) float64) string {
		return fmt.Sprintf("%.0f %% (%.0f %%)", 100*of(ours)/of(usual), 100*of(ours)/of(full))
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %+.1f dB | %.0f %% |", name, dithers,
		percent(func(r result) float64 { return r.cost.cpu.Seconds() }),
		percent(func(r result) float64 { return r.stages.Seconds() }),
		percent(func(r result) float64 { return float64(len(r.cost.out)) }),
		ours.blur-best, 100*float64(len(ours.cost.out))/float64(ours.packed))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
