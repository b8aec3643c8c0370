// Command cmd runs the openaitest server, so that the game can be tried against
// it without a key:
//
//	go run ./openaiclient/openaitest/cmd -fault "stall:every 4" -picture-fault "refused:rate 0.2"
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

// settings are what the flags say.
type settings struct {
	addr     string
	options  openaitest.Options
	speed    float64
	chat     faults
	painting faults
	again    time.Duration
	quiet    bool
	list     bool
}

func (s *settings) flags(stderr io.Writer) *flag.FlagSet {
	o := &s.options
	f := flag.NewFlagSet("openaitest", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&s.addr, "addr", "127.0.0.1:0", "listen on this `host:port`; port 0 is any free one")
	f.StringVar(&o.Key, "key", "", "take only this `key`; empty takes any")
	f.DurationVar(&o.First, "first", 600*time.Millisecond, "time to the first token")
	f.Float64Var(&s.speed, "tokens", 80, "tokens a second after the first; 0 sends all at once")
	f.DurationVar(&o.Picture, "picture", 9*time.Second, "time one picture takes")
	f.DurationVar(&o.Loading, "loading", 0, "say for so long that the model is loading")
	f.IntVar(&o.Context, "context", 0, "refuse messages of more than so many `tokens`; 0 takes any")
	f.Func("errors", "say that a message is too long as `openai`, llama.cpp or vllm does", func(name string) (err error) {
		o.Spelling, err = spelling(name)
		return err
	})
	f.BoolVar(&o.Unverified, "unverified", false, "refuse pictures and streams, as to an unverified organisation")
	f.Func("blocked", "refuse pictures of these `words`, as the safety system does", func(words string) error {
		o.Blocked = append(o.Blocked, strings.Fields(strings.ToLower(words))...)
		return nil
	})
	f.Uint64Var(&o.Seed, "seed", 0, "tell and paint something else, and let chance fall otherwise")
	f.Var(&s.chat, "fault", "go wrong with chapters: `NAME[:WHEN]`, repeatable. WHEN is \"first N\" calls, \"after N\",\n\"every N\", \"rate 0.2\" or \"for 20s\"; without it, all calls. -faults lists the names")
	f.Var(&s.painting, "picture-fault", "go wrong with pictures, as -fault: `NAME[:WHEN]`")
	f.DurationVar(&s.again, "retry-after", 2*time.Second, "what busy answers ask for")
	f.BoolVar(&s.quiet, "quiet", false, "log no calls")
	f.BoolVar(&s.list, "faults", false, "list the faults there are")
	return f
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var s settings
	flags := s.flags(stderr)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp): // it was shown
		return nil
	case err != nil:
		return err
	case flags.NArg() > 0:
		return fmt.Errorf("%q is not understood; a fault with blanks wants quotes, like -fault \"stall:every 3\"", flags.Arg(0))
	}
	if s.list {
		for _, name := range slices.Sorted(maps.Keys(openaitest.Faults())) {
			fmt.Fprintln(stdout, name)
		}
		return nil
	}
	o := s.options
	if s.speed > 0 {
		o.Token = time.Duration(float64(time.Second) / s.speed)
	}
	if !s.quiet {
		o.Log = newLog(stderr).call
	}
	server, err := openaitest.Listen(s.addr, o)
	if err != nil {
		return err
	}
	defer server.Close()
	s.chat.breakAll(server, s.again, openaitest.Chat)
	s.painting.breakAll(server, s.again, openaitest.Pictures, openaitest.Edits, openaitest.RouterPictures)
	fmt.Fprintln(stderr, "Play against it in another window:")
	fmt.Fprintf(stderr, "  OPENAI_BASE_URL=%s OPENAI_API_KEY=%s go run ./cmd/journey\n", server.URL(), keyFor(o.Key))
	fmt.Fprintln(stdout, server.URL()) // last: who reads it begins to call, and calls are logged
	<-ctx.Done()
	return nil
}

// keyFor is the key as the player has to give it: the one that was set stays unsaid.
func keyFor(key string) string {
	if key == "" {
		return "anything"
	}
	return "<the key>"
}

func spelling(name string) (openaitest.Spelling, error) {
	switch name {
	case "openai":
		return openaitest.OpenAI, nil
	case "llama.cpp":
		return openaitest.LlamaCpp, nil
	case "vllm":
		return openaitest.VLLM, nil
	}
	return 0, errors.New("it is one of openai, llama.cpp, vllm")
}
