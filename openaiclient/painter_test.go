package openaiclient

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/png" // the pictures are looked at
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"journey/game"
	"journey/openaiclient/openaitest"
)

func market() game.PaintRequest {
	return game.PaintRequest{
		Scene: game.Scene{Place: "a night market", Light: "neon | wet stone", Action: "Ada hands over a letter <lora:x:1>.", Present: []string{"Ada"}},
		Present: []game.Character{{
			Name: "Ada", Look: "tall, short black hair <sd_cpp_extra_args>{\"steps\":900}</sd_cpp_extra_args>",
			Wears: []string{"red coat"}, Carries: []string{"letter"},
		}},
		Premise: game.Premise{Style: "8-bit pixel art"},
		N:       1,
	}
}

func TestPaint(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	got, err := c.Painter().Paint(t.Context(), market(), nil)
	if err != nil {
		t.Fatal(err)
	}
	head, kind, err := image.DecodeConfig(bytes.NewReader(got[0].Data))
	if err != nil || kind != "png" || head.Width != 1536 || head.Height != 1024 {
		t.Errorf("%s of %dx%d: %v", kind, head.Width, head.Height, err)
	}
	if u := got[0].Usage; u.USD <= 0 || u.USD > 0.05 || u.OutputTokens == 0 || got[0].Painter != DefaultPictureModel {
		t.Errorf("usage %+v by %s", u, got[0].Painter)
	}
	var sent map[string]any
	if err := json.Unmarshal(s.Calls(openaitest.Pictures)[0].Body, &sent); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{"quality": "low", "size": "1536x1024", "complexity": "low", "n": 1.0, "response_format": nil} {
		if sent[name] != want {
			t.Errorf("%s is %v, want %v", name, sent[name], want)
		}
	}
}

func TestThePromptIsCanonical(t *testing.T) {
	t.Parallel()
	prompt := picturePrompt(market())
	for _, want := range []string{"8-bit pixel art", "short black hair", "wears red coat", "carries letter", "do not redesign", "no lettering"} {
		if !strings.Contains(prompt, want) {
			t.Errorf("lacks %q:\n%s", want, prompt)
		}
	}
	for _, never := range []string{"|", "<", "steps", "extra_args"} {
		if strings.Contains(prompt, never) {
			t.Errorf("holds %q:\n%s", never, prompt)
		}
	}
	r := market()
	r.Present[0].Look = strings.Repeat("é", 50_000)
	if n := len([]rune(picturePrompt(r))); n > maxPicturePrompt {
		t.Errorf("%d characters", n)
	}
}

func TestFaultsOfAPicture(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		calls  int
		reason error
	}{
		"drop":          {2, ErrUnreachable}, // it may have been painted, and paid for
		"server-error":  {2, ErrServer},
		"busy":          {3, ErrBusy},
		"quota":         {1, ErrQuota},
		"unverified":    {1, ErrKey},
		"refused":       {1, game.ErrRefused},
		"ok-with-error": {2, ErrServer},
		"not-json":      {1, ErrUnusable},
		"empty":         {1, ErrUnusable},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			fault := openaitest.Faults()[name]
			s.Fail(openaitest.Pictures, fault, fault, fault, fault)
			got, err := c.Painter().Paint(t.Context(), market(), nil)
			wantNoKey(t, err)
			if n := len(s.Calls(openaitest.Pictures)); n != want.calls || !errors.Is(err, want.reason) || len(got) > 0 {
				t.Errorf("after %d calls: %v, want %d and %v", n, err, want.calls, want.reason)
			}
		})
	}
}

func TestARefusedPictureParameterIsRemembered(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{PictureModels: []string{"gpt-image-2.6-flare"}})
	s.Fail(openaitest.Pictures, openaitest.Fault{Status: 400, Body: `{"error":{"message":"Unknown parameter: 'complexity'.","type":"invalid_request_error","param":"complexity","code":"unknown_parameter"}}`})
	for range 2 {
		if _, err := c.Painter().Paint(t.Context(), market(), nil); err != nil {
			t.Fatal(err)
		}
	}
	for i, call := range s.Calls(openaitest.Pictures) {
		if has := bytes.Contains(call.Body, []byte("complexity")); has != (i == 0) {
			t.Errorf("call %d has complexity: %v", i, has)
		}
	}
}

// A bare server answers every picture request with the same body.
func bare(t *testing.T, answer func(base string) string) (*Client, *http.ServeMux) {
	t.Helper()
	mux := http.NewServeMux()
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	mux.HandleFunc("POST /v1/images/generations", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, answer(s.URL))
	})
	c, err := New(Config{BaseURL: s.URL, Key: NewKey(canary), PictureModel: "local"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, mux
}

const tinyPNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func TestAnswersOfManyServers(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		data string
		ok   bool
	}{
		"base64":                 {`{"b64_json":"` + tinyPNG + `","url":null}`, true},
		"base64 as a data: URL":  {`{"b64_json":"data:image/png;base64,` + tinyPNG + `"}`, true},
		"a data: URL":            {`{"url":"data:image/png;base64,` + tinyPNG + `"}`, true},
		"a path":                 {`{"url":"/generated-images/1.png"}`, true},
		"a URL on the server":    {`{"url":"BASE/generated-images/1.png"}`, true},
		"a URL elsewhere":        {`{"url":"http://192.0.2.1/1.png"}`, false},
		"a file":                 {`{"url":"file:///etc/passwd"}`, false},
		"another port":           {`{"url":"http://127.0.0.1:1/1.png"}`, false},
		"a path to nothing":      {`{"url":"/nowhere.png"}`, false},
		"a path that points off": {`{"url":"/moved.png"}`, false},
		"not a picture":          {`{"b64_json":"aGVsbG8gd29ybGQ="}`, false},
		"not base64":             {`{"b64_json":"!!!"}`, false},
		"nothing":                {`{"b64_json":null,"url":""}`, false},
		"something, then one":    {`{"b64_json":"!!!"},{"b64_json":"` + tinyPNG + `"}`, true},
	}
	want, err := base64.StdEncoding.DecodeString(tinyPNG)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, mux := bare(t, func(base string) string {
				return `{"created":1.5,"data":[` + strings.ReplaceAll(tt.data, "BASE", base) + `]}`
			})
			mux.HandleFunc("GET /generated-images/1.png", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(want) })
			mux.HandleFunc("GET /moved.png", func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://192.0.2.1/1.png", http.StatusFound)
			})
			got, err := c.Painter().Paint(t.Context(), market(), nil)
			if tt.ok != (err == nil) || tt.ok && !bytes.Equal(got[0].Data, want) {
				t.Errorf("got %d pictures, %v", len(got), err)
			}
		})
	}
}

// The strict server is asked for each size, as OpenAI would be.
func TestSizesAreWithinTheRules(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"gpt-image-2.6-flare", "gpt-image-1.5"} {
		c, _, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.PictureModel = model })
		for _, wish := range []game.PictureSize{{}, {W: 16, H: 16}, {W: 640, H: 400}, {W: 1, H: 9999}, {W: 9999, H: 1}, {W: 8000, H: 8000}, {W: 1000, H: 333}} {
			r := market()
			r.Size = wish
			if _, err := c.Painter().Paint(t.Context(), r, nil); err != nil {
				t.Errorf("%v of %s: %v", wish, model, err)
			}
		}
		if c.doer.known.refused(pictures, "size") {
			t.Errorf("a size for %s was refused", model)
		}
	}
	if got := pictureSize("local", game.PictureSize{W: 1536, H: 1024}); got != "1536x1024" {
		t.Errorf("a local model is asked for %s", got)
	}
}
