// Bench measures Journey's pictures side by side with other programs, and prints
// what it found as Markdown.
//
//	go run ./tui/picture/bench [-runs N] [-only WORD] [-part stages|command|symbols]
//
// It needs img2sixel (Debian package libsixel-bin) and chafa. All pictures are made
// by the program itself, always the same. Every tool is a process of its own that
// loads a PNG file and writes sixel or text; what is compared:
//
//   - Same stages: the file has the size of the result already and is not compressed,
//     so that choosing colours, dithering and encoding are what is left to do. CPU is
//     user and system time of the whole process, on all processors together; stages
//     is that without loading, which is measured by asking each tool for a picture of
//     one pixel or one cell. All tools run in turn, again and again; the least of the
//     runs counts, for stages the median of the differences. Journey runs on all processors
//     and, as img2sixel does, on one; over a network it leaves out more. Quality is that of the decoded output against the file.
//   - Whole command: a 1536x1024 PNG, compressed as usual, to 720x480 pixels.
//   - Symbols: pictures of 60x18 cells as text, drawn in cells of 10x20 pixels.
package main

import (
	"context"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	runs := flag.Int("runs", 9, "how often each command runs")
	only := flag.String("only", "", "measure only pictures with this in their name")
	part := flag.String("part", "", "measure only stages, command or symbols")
	as := flag.String("child", "", "be one of the tools: [tool] FILE WIDTH HEIGHT")
	flag.Parse()
	if *as != "" {
		w, err := strconv.Atoi(flag.Arg(1))
		if err != nil {
			return err
		}
		h, err := strconv.Atoi(flag.Arg(2))
		if err != nil {
			return err
		}
		return child(ctx, *as, flag.Arg(0), w, h)
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	if os.Getenv("KEEP") == "" {
		defer os.RemoveAll(dir)
	} else {
		dir = os.Getenv("KEEP")
	}
	b := bench{dir: dir, runs: max(*runs, 1)}
	for _, s := range scenes() {
		if strings.Contains(s.name, *only) {
			b.scenes = append(b.scenes, s)
		}
	}
	b.heading(ctx)
	for _, p := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"stages", func(ctx context.Context) error { return b.sameStages(ctx, image.Pt(800, 480)) }},
		{"stages", func(ctx context.Context) error { return b.sameStages(ctx, image.Pt(1000, 1000)) }},
		{"command", b.wholeCommand},
		{"symbols", b.symbols},
	} {
		if !strings.HasPrefix(p.name, *part) {
			continue
		}
		if err := p.run(ctx); err != nil {
			return err
		}
	}
	return nil
}

// bench is one run of the program.
type bench struct {
	dir    string
	runs   int
	scenes []scene
}

// heading tells what was measured where.
func (b bench) heading(ctx context.Context) {
	fmt.Printf("`go run ./tui/picture/bench -runs %d`, %s, %d processors (%s)", b.runs, runtime.Version(), runtime.NumCPU(), processor())
	for _, name := range []string{"img2sixel", "chafa"} {
		out, err := exec.CommandContext(ctx, name, "--version").CombinedOutput()
		if err != nil {
			fmt.Printf(", no %s: %v", name, err)
			continue
		}
		line, _, _ := strings.Cut(string(out), "\n")
		fmt.Printf(", %s", strings.Join(strings.Fields(line), " "))
	}
	fmt.Print(".\n\n")
}

func processor() string {
	data, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(data)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, " \t:\n")
		}
	}
	return runtime.GOARCH
}

// save writes a picture as a PNG file.
func (b bench) save(name string, img image.Image, level png.CompressionLevel) (string, error) {
	path := filepath.Join(b.dir, strings.ReplaceAll(name, " ", "-")+".png")
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	if err := (&png.Encoder{CompressionLevel: level}).Encode(f, img); err != nil {
		f.Close()
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	return path, f.Close()
}
