package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestRunServesUntilItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, []string{"-addr", "127.0.0.1:0", "-key", "k", "-fault", "busy,none", "-picture-fault", "refused"}, in, io.Discard)
	}()
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSpace(url)+"/models", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer k")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("answered %s", res.Status)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestRunSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-fault", "flood"}, {"-picture-fault", "flood"}, {"-addr", "nowhere:x"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil || len(err.Error()) < 10 {
			t.Errorf("%q: %v", args, err)
		}
	}
	var help bytes.Buffer
	if err := run(t.Context(), []string{"--help"}, io.Discard, &help); err != nil || !strings.Contains(help.String(), "stall") {
		t.Errorf("%v: %s", err, help.String())
	}
}
