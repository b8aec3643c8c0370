// Command cmd runs the openaitest server, so that the game can be tried against
// it without a key:
//
//	go run ./openaiclient/openaitest/cmd -first 600ms -token 12ms -picture 9s
//	OPENAI_BASE_URL=<the URL it prints> OPENAI_API_KEY=anything go run ./cmd/journey
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"journey/openaiclient/openaitest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o openaitest.Options
	flags := flag.NewFlagSet("openaitest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:0", "listen on this `host:port`; port 0 is any free one")
	flags.StringVar(&o.Key, "key", "", "take only this `key`; empty takes any")
	flags.DurationVar(&o.First, "first", 600*time.Millisecond, "time to the first token")
	flags.DurationVar(&o.Token, "token", 12*time.Millisecond, "time to each further token")
	flags.DurationVar(&o.Picture, "picture", 9*time.Second, "time one picture takes")
	names := slices.Sorted(maps.Keys(openaitest.Faults()))
	chat := flags.String("fault", "", "go wrong with the first chapters, one `name,...` each: none, "+strings.Join(names, ", "))
	pictures := flags.String("picture-fault", "", "go wrong with the first pictures, as -fault")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp): // it was shown
		return nil
	case err != nil:
		return err
	}
	chatFaults, err := faults(*chat)
	if err != nil {
		return err
	}
	pictureFaults, err := faults(*pictures)
	if err != nil {
		return err
	}
	s, err := openaitest.Listen(*addr, o)
	if err != nil {
		return err
	}
	defer s.Close()
	s.Fail(openaitest.Chat, chatFaults...)
	s.Fail(openaitest.Pictures, pictureFaults...)
	fmt.Fprintln(stdout, s.URL())
	fmt.Fprintln(stderr, "Play against it in another window:")
	fmt.Fprintf(stderr, "  OPENAI_BASE_URL=%s OPENAI_API_KEY=%s go run ./cmd/journey\n", s.URL(), keyFor(o.Key))
	<-ctx.Done()
	return nil
}

func keyFor(key string) string {
	if key == "" {
		return "anything"
	}
	return key
}

// faults reads a list of fault names; "none" lets a call pass.
func faults(list string) ([]openaitest.Fault, error) {
	if list == "" {
		return nil, nil
	}
	known := openaitest.Faults()
	var out []openaitest.Fault
	for name := range strings.SplitSeq(list, ",") {
		f, ok := known[name]
		if !ok && name != "none" {
			return nil, fmt.Errorf("fault %q is not one of none, %s", name, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
		out = append(out, f)
	}
	return out, nil
}
