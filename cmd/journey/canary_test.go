package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"journey/openaiclient/openaitest"
)

const canaryKey = "sk-canary-4711"

// echoing stands before a server that takes the key, and says the key over wherever an
// answer has the word "the": in prose as it streams, in scenes, prompts and errors.
func echoing(t *testing.T) *httptest.Server {
	t.Helper()
	server := openaitest.New(openaitest.Options{Key: canaryKey})
	t.Cleanup(server.Close)
	to, err := url.Parse(strings.TrimSuffix(server.URL(), "/v1"))
	if err != nil {
		t.Fatal(err)
	}
	the := regexp.MustCompile(`\bthe\b`)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Header.Del("Accept-Encoding")
		},
		FlushInterval: -1,
		ErrorLog:      log.New(io.Discard, "", 0), // pictures nobody waits for any more
		ModifyResponse: func(res *http.Response) error {
			res.Header.Del("Content-Length")
			res.ContentLength = -1
			in := res.Body
			out, echo := io.Pipe()
			go func() {
				defer in.Close()
				lines := bufio.NewReader(in)
				for {
					line, err := lines.ReadString('\n')
					if _, gone := io.WriteString(echo, the.ReplaceAllString(line, canaryKey)); gone != nil {
						return
					}
					if err != nil {
						echo.CloseWithError(err)
						return
					}
				}
			}()
			res.Body = out
			return nil
		},
	}
	echoes := httptest.NewServer(proxy)
	t.Cleanup(echoes.Close)
	return echoes
}

// shown is what stands on a screen after what a program wrote.
func shown(t *testing.T, written string) string {
	t.Helper()
	screen := vt.NewEmulator(80, 24)
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(io.Discard, screen) // its answers
	}()
	if _, err := screen.WriteString(written); err != nil {
		t.Error(err)
	}
	text := screen.String()
	if answers, ok := screen.InputPipe().(io.Closer); ok { // else the screen's own Close races with reading
		_ = answers.Close()
	}
	<-drained
	return text
}

// failing gathers what commands say of a server that answers nothing but errors with the
// key in them.
func failing(t *testing.T, seen map[string]string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = fmt.Fprintf(w, `{"error":{"message":"Incorrect API key provided: %s. It is %[1]s.","code":"invalid_api_key"}}`, canaryKey)
	}))
	t.Cleanup(server.Close)
	t.Setenv("OPENAI_BASE_URL", server.URL+"/v1")
	for name, args := range map[string][]string{
		"a failing doctor": {"doctor", "--try"}, "a failing painter": {"picture", "generate", "a tower"},
		"a failing describer": {"picture", "describe", filepath.Join(os.Getenv("HOME"), "tower.png")},
		"a failing play":      {"play", "--plain", "--premise", "A lighthouse", "--choose", "1"},
	} {
		code, says, said := journey(t, args...)
		if code == exitDone && name != "a failing play" { // the offline storyteller carries on
			t.Errorf("%s: all is well\n%s\n%s", name, says, said)
		}
		seen[name] = says + said
	}
}

// TestTheKeyIsSeenNowhere plays, paints and looks around with a server that says the key
// over: on screens, in plain text, in files and in what commands say, it is not to be found.
func TestTheKeyIsSeenNowhere(t *testing.T) {
	server := echoing(t)
	home := t.TempDir()
	for name, value := range map[string]string{
		"OPENAI_API_KEY": canaryKey, "OPENAI_BASE_URL": server.URL + "/v1",
		"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home, "JOURNEY_DATA": home,
	} {
		t.Setenv(name, value)
	}
	seen := map[string]string{}
	for name, args := range map[string][]string{
		"play":     {"play", "--plain", "--pictures", "blocks", "--premise", "A lighthouse", "--seed", "1", "--choose", "1,1,1"},
		"generate": {"picture", "generate", "a lighthouse in the storm", "--out", filepath.Join(home, "tower.png"), "--json"},
		"doctor":   {"doctor", "--try", "--json"},
		"list":     {"list", "--json"},
		"spending": {"spending"},
	} {
		code, says, said := journey(t, args...)
		if code != exitDone {
			t.Errorf("%s: exit %d\n%s\n%s", name, code, says, said)
		}
		seen[name] = says + said
	}
	if !strings.Contains(seen["play"], "[redacted]") {
		t.Error("the server says no key over in the prose, so that nothing is tried")
	}
	c := play(t, []string{"OPENAI_API_KEY=" + canaryKey, "OPENAI_BASE_URL=" + server.URL + "/v1", "JOURNEY_DATA=" + home}, "play", "--premise", "A mill", "--seed", "2")
	seen["screen"] = c.sees("[redacted]")
	seen["as it stands on the screen"] = shown(t, seen["screen"]+"[redacted]"+c.text)
	c.types("\x03")
	_, rest := c.ends()
	seen["screen"] += rest
	failing(t, seen)
	err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		seen[path] = string(data)
		return err
	})
	if err != nil || len(seen) < 10 {
		t.Fatalf("only %d places to look in: %v", len(seen), err)
	}
	space := regexp.MustCompile(`\s+`)
	for place, text := range seen {
		if strings.Contains(text, canaryKey) || strings.Contains(space.ReplaceAllString(ansi.Strip(text), ""), canaryKey) {
			t.Errorf("the key is in %s", place)
		}
	}
}
