// Command latency measures how long a reader waits: for the first word, for the
// choices, for the picture, and in all. It plays the same story three ways against
// servers with the same latencies, in real time over real sockets: Journey as it
// is, Journey that tells ahead, and one thing after the other (the whole text, then
// the picture, then all is shown). It prints a Markdown table.
//
//	go run ./openaiclient/openaitest/latency
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"journey/game"
)

// conditions are what all ways have in common, as a reader would time them.
type conditions struct {
	first, picture time.Duration
	tokens         float64 // a second
	wpm            float64
	chapters       int
	// speed divides all times, the reader's too; what is measured is multiplied by
	// it again.
	speed float64
}

// scaled is a time as the server or the reader of this run takes it.
func (c conditions) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / c.speed)
}

// told is a time of this run as it would have been at full length.
func (c conditions) told(d time.Duration) time.Duration {
	return time.Duration(float64(d) * c.speed)
}

func main() {
	c := conditions{}
	flag.DurationVar(&c.first, "first", 600*time.Millisecond, "time to the first token")
	flag.DurationVar(&c.picture, "picture", 9*time.Second, "time one picture takes")
	flag.Float64Var(&c.tokens, "tokens", 80, "tokens a second")
	flag.Float64Var(&c.wpm, "wpm", 250, "words the reader reads a minute")
	flag.IntVar(&c.chapters, "chapters", 10, "how many chapters are played, up to 12")
	flag.Float64Var(&c.speed, "speed", 1, "play so many times faster; the machine's own share grows by as much")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, c); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run plays all ways and writes the table.
func run(ctx context.Context, out io.Writer, c conditions) error {
	ways := []way{
		{name: "one after the other", sequential: true},
		{name: "Journey"},
		{name: "Journey, telling ahead", ahead: game.Prefetch{Chapters: game.MaxChoices, AtOnce: game.MaxChoices}},
	}
	played := make([][]timing, len(ways))
	group, ctx := errgroup.WithContext(ctx)
	for i, w := range ways {
		group.Go(func() (err error) {
			played[i], err = w.play(ctx, c)
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d chapters, first token after %v, %g tokens a second, a picture after %v, a reader of %g words a minute; speed %g, %d processors.\n\n",
		c.chapters, c.first, c.tokens, c.picture, c.wpm, c.speed, runtime.NumCPU())
	report(out, ways, played)
	return nil
}
