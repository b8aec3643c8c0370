package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"journey/openaiclient/openaitest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serve runs the command and returns its URL, and a function that stops it and
// returns what it logged.
func serve(t *testing.T, args ...string) (url string, stop func() string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var log bytes.Buffer
	done := make(chan error, 1)
	go func() { done <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), in, &log) }()
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(url), func() string {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
		return log.String()
	}
}

// ask posts a request and returns the status, its Retry-After, and the answer.
func ask(t *testing.T, url, body string) (int, string, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer sk-canary")
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err.Error()
	}
	defer func() { _ = res.Body.Close() }()
	answer, _ := io.ReadAll(res.Body) // a fault may tear it
	return res.StatusCode, res.Header.Get("Retry-After"), string(answer)
}

const (
	chapter = `{"model":"gpt-6-luna","stream":true,"messages":[{"role":"user","content":"Tell of sk-secret-words"}]}`
	picture = `{"model":"gpt-image-2","prompt":"x","size":"1024x640"}`
)

func TestRunServesFaultsUntilItIsStopped(t *testing.T) {
	url, stop := serve(
		t, "-key", "sk-canary", "-first", "1ms", "-tokens", "0", "-picture", "1ms",
		"-fault", "busy:first 1", "-fault", "cut:every 2", "-picture-fault", "refused:after 1",
	)
	chat, pictures := url+"/chat/completions", url+"/images/generations"
	if status, after, _ := ask(t, chat, chapter); status != http.StatusTooManyRequests || after != "2" {
		t.Errorf("first: %d, again after %q", status, after)
	}
	if _, _, answer := ask(t, chat, chapter); strings.Contains(answer, "[DONE]") {
		t.Error("the second reply is whole")
	}
	if _, _, answer := ask(t, chat, chapter); !strings.Contains(answer, "[DONE]") {
		t.Error("the third reply is cut")
	}
	if status, _, _ := ask(t, pictures, picture); status != http.StatusOK {
		t.Errorf("the first picture: %d", status)
	}
	if _, _, answer := ask(t, pictures, picture); !strings.Contains(answer, "moderation_blocked") {
		t.Error("the second picture is painted")
	}
	log := stop()
	for _, want := range []string{
		`POST /v1/chat/completions "gpt-6-luna" stream of 0`, "429 Too Many Requests", "fault busy", "fault cut",
		`"gpt-image-2" "1024x640"`, "fault refused", "OPENAI_BASE_URL=" + url,
	} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q", want)
		}
	}
	if strings.Contains(log, "sk-canary") || strings.Contains(log, "secret-words") || t.Failed() {
		t.Errorf("the log:\n%s", log)
	}
}

func TestSwitches(t *testing.T) {
	for name, tt := range map[string]struct {
		args []string
		path string
		body string
		says string
	}{
		"loading":    {[]string{"-loading", "1h"}, "/chat/completions", chapter, "Loading model"},
		"context":    {[]string{"-context", "2", "-errors", "vllm"}, "/chat/completions", chapter, "you requested 5 tokens"},
		"unverified": {[]string{"-unverified"}, "/images/generations", picture, "must be verified"},
		"blocked":    {[]string{"-blocked", "X y"}, "/images/generations", picture, "safety system"},
	} {
		t.Run(name, func(t *testing.T) {
			url, stop := serve(t, tt.args...)
			if _, _, answer := ask(t, url+tt.path, tt.body); !strings.Contains(answer, tt.says) {
				t.Errorf("%.300s", answer)
			}
			stop()
		})
	}
}

func TestRunSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args []string
		says string
	}{
		{[]string{"-fault", "flood"}, "there is no fault"},
		{[]string{"-picture-fault", "flood"}, "there is no fault"},
		{[]string{"-fault", "stall:now"}, "says not when"},
		{[]string{"-fault", "stall:every 0"}, "says not when"},
		{[]string{"-fault", "stall:rate 2"}, "says not when"},
		{[]string{"-fault", "stall:every", "3"}, "says not when"},
		{[]string{"-fault", "stall", "3"}, "wants quotes"},
		{[]string{"-errors", "aliens"}, "one of openai"},
		{[]string{"-addr", "nowhere:x"}, "listen"},
	} {
		if err := run(t.Context(), tt.args, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: %v", tt.args, err)
		}
	}
}

func TestHelpAndList(t *testing.T) {
	t.Parallel()
	var help, list bytes.Buffer
	if err := run(t.Context(), []string{"--help"}, io.Discard, &help); err != nil || !strings.Contains(help.String(), "every N") {
		t.Errorf("%v: %s", err, help.String())
	}
	if err := run(t.Context(), []string{"-faults"}, &list, io.Discard); err != nil || len(strings.Fields(list.String())) != len(openaitest.Faults()) {
		t.Errorf("%v: %s", err, list.String())
	}
}
