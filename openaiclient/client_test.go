package openaiclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"journey/game"
	"journey/openaiclient/openaitest"
)

func TestTheKeyDoesNotShow(t *testing.T) {
	t.Parallel()
	c, err := New(Config{Key: NewKey(" " + canary + "\n")})
	if err != nil {
		t.Fatal(err)
	}
	if c.cfg.Key.reveal() != canary {
		t.Fatalf("the key is %q", c.cfg.Key.reveal())
	}
	type holder struct {
		Key    Key
		hidden Key
	}
	var out bytes.Buffer
	for _, v := range []any{c.cfg.Key, &c.cfg.Key, holder{c.cfg.Key, c.cfg.Key}, c.cfg, c, c.doer} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("set", "key", c.cfg.Key, "config", c.cfg)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("set", "key", c.cfg.Key, "holder", holder{Key: c.cfg.Key})
	if err := json.NewEncoder(&out).Encode(holder{Key: c.cfg.Key}); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary)} {
		if strings.Contains(out.String(), form) {
			t.Errorf("the key shows as %q", form)
		}
	}
}

// The server repeats the key it was sent, as some do.
func TestAWrongKey(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{Key: "another-key"})
	_, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
	wantNoKey(t, err)
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, ErrKey) || !strings.Contains(e.Detail, redacted) || e.Status != http.StatusUnauthorized {
		t.Errorf("got %v, %+v", err, e)
	}
	if n := len(s.Calls("")); n != 1 {
		t.Errorf("%d calls", n)
	}
}

// A redirect is told, not followed: neither the key nor the story goes elsewhere.
func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("asked for %s with %q", r.URL, r.Header.Get("Authorization"))
	}))
	t.Cleanup(elsewhere.Close)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		http.Redirect(w, r, elsewhere.URL+"/v1/there", http.StatusTemporaryRedirect)
	}))
	t.Cleanup(s.Close)
	c, err := New(Config{BaseURL: s.URL, Key: NewKey(canary)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	_, err = c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
	wantNoKey(t, err)
	if err == nil || !strings.Contains(err.Error(), elsewhere.URL) {
		t.Errorf("got %v", err)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"":                                 DefaultBaseURL,
		" http://localhost:11434/ ":        "http://localhost:11434/v1",
		"http://localhost:8080/api/":       "http://localhost:8080/api",
		"https://x.openai.azure.com/o/v1/": "https://x.openai.azure.com/o/v1",
		"localhost:11434":                  "",
		"ftp://x/v1":                       "",
		"https://me:secret@x/v1":           "",
		"https://x/v1?key=secret":          "",
		"http://[::1":                      "",
	}
	for address, want := range tests {
		c, err := New(Config{BaseURL: address})
		if (err == nil) != (want != "") || err == nil && c.base.String() != want {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	list := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
	}
	tests := map[string]struct {
		handler       http.HandlerFunc
		ok            bool
		text, picture string
	}{
		"both":       {list(`{"data":[{"id":"gpt-6-luna"},{"id":"gpt-image-2.6-flare","shutdown_date":"2027-01-14"}]}`), true, "has gpt-6-luna.", "shut down on 2027-01-14"},
		"neither":    {list(`{"data":[{"id":"x","created":1.5}]}`), true, "not among the 1 models", "not among"},
		"no list":    {http.NotFound, true, "lists no models", "lists no models"},
		"no JSON":    {list(`hello`), true, "lists no models", "lists no models"},
		"wrong key":  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }, false, "did not accept the key", "did not accept the key"},
		"not a word": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, false, "cannot be reached", "cannot be reached"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(tt.handler)
			t.Cleanup(s.Close)
			c, err := New(Config{BaseURL: s.URL, Key: NewKey(canary)})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(c.Close)
			c.pause = (&pauses{}).pause
			text, picture := c.Check(t.Context())
			if text.OK != tt.ok || !strings.Contains(text.Sentence, tt.text) || !strings.Contains(picture.Sentence, tt.picture) {
				t.Errorf("text %+v, picture %+v", text, picture)
			}
			if want := name == "neither"; want != slices.Equal(text.Listed, []string{"x"}) {
				t.Errorf("the models listed instead are %q", text.Listed)
			}
		})
	}
}

func TestPrices(t *testing.T) {
	t.Parallel()
	c, err := New(Config{Prices: map[string]Price{"mine": {In: 1, Out: 2}}})
	if err != nil {
		t.Fatal(err)
	}
	for model, want := range map[string]float64{"gpt-6-luna": 0.5, "gpt-6-luna-2026-09-22": 0.5, "openai/gpt-6.1-terra": 5, "mine": 2, "llama": 0} {
		if p, _ := c.price(model); p.Out != want {
			t.Errorf("%s costs %v, want %v", model, p.Out, want)
		}
	}
}

func TestFailuresAsServersSpellThem(t *testing.T) {
	t.Parallel()
	tests := map[string]failure{
		`{"error":{"message":"m","type":"t","param":"p","code":"c"}}`: {message: "m", kind: "t", code: "c", param: "p"},
		`{"error":{"code":503,"message":"Loading model"}}`:            {message: "Loading model", code: "503"},
		`{"error":"text"}`:                                                     {message: "text"},
		`{"error":"server_error","message":"m"}`:                               {message: "m", code: "server_error"},
		`{"detail":"gone"}`:                                                    {message: "gone"},
		`{"detail":{"msg":"m","type":"t"}}`:                                    {message: "m", kind: "t"},
		`{"detail":[{"loc":["body","n"],"msg":"m","type":"t"}]}`:               {message: "n: m", kind: "t", param: "n"},
		`{"detail":[{"loc":["body","messages",0,"role"],"msg":"m"}]}`:          {message: "messages.0.role: m", param: "messages.0.role"},
		`[{"error":{"message":"m","code":429,"status":"RESOURCE_EXHAUSTED"}}]`: {message: "m", code: "429", kind: "RESOURCE_EXHAUSTED"},
		`{"object":"error","message":"m","code":400}`:                          {message: "m", code: "400"},
		`[{"error":{"message":"m","code":429}}]`:                               {message: "m", code: "429"},
		`<html><style>x{}</style><h1>502</h1></html>`:                          {message: "  502  "},
		``:                            {},
		`{"error":null,"choices":[]}`: {},
		`{"choices":[],"message":"not an error in a stream"}`: {},
	}
	for body, want := range tests {
		got := parseFailure([]byte(body))
		got.message, want.message = strings.TrimSpace(got.message), strings.TrimSpace(want.message)
		if got != want {
			t.Errorf("%s: got %+v, want %+v", body, got, want)
		}
	}
}
