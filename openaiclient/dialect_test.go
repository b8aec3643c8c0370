package openaiclient

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// A relay plays a server of any name: it notes what it is asked and answers.
type relay struct {
	mu     sync.Mutex
	asked  []*http.Request
	bodies []string
	answer func(*http.Request) string
}

func (r *relay) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked, r.bodies = append(r.asked, req), append(r.bodies, string(body))
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Request: req,
		Body: io.NopCloser(strings.NewReader(r.answer(req))),
	}, nil
}

func picture(*http.Request) string { return `{"data":[{"b64_json":"` + tinyPNG + `"}]}` }

func TestAddressesAndKeysOfManyServers(t *testing.T) {
	t.Parallel()
	const key, api = "Authorization", "Api-Key"
	tests := map[string]struct {
		base   string
		edit   bool
		want   string
		header string
	}{
		"OpenAI":                     {"", false, "https://api.openai.com/v1/images/generations", key},
		"OpenAI, edit":               {"", true, "https://api.openai.com/v1/images/edits", key},
		"Azure, v1":                  {"https://res.openai.azure.com/openai/v1/", false, "https://res.openai.azure.com/openai/v1/images/generations", api},
		"Azure, host alone":          {"https://res.openai.azure.com", true, "https://res.openai.azure.com/openai/v1/images/edits", api},
		"Azure, v1 of a version":     {"https://res.openai.azure.com/openai/v1?api-version=preview", false, "https://res.openai.azure.com/openai/v1/images/generations?api-version=preview", api},
		"Azure, deployment":          {"https://res.openai.azure.com/openai/deployments/art?api-version=2025-04-01-preview", true, "https://res.openai.azure.com/openai/deployments/art/images/edits?api-version=2025-04-01-preview", api},
		"Azure, model as deployment": {"https://res.openai.azure.com/openai/?api-version=2025-04-01-preview", false, "https://res.openai.azure.com/openai/deployments/brush/images/generations?api-version=2025-04-01-preview", api},
		"Azure behind a gateway":     {"https://apim.example.org/ai?api-version=x", false, "https://apim.example.org/ai/images/generations?api-version=x", api},
		"OpenRouter":                 {"https://openrouter.ai/api/v1", false, "https://openrouter.ai/api/v1/images", key},
		"OpenRouter, edit":           {"https://openrouter.ai", true, "https://openrouter.ai/api/v1/images", key},
		"xAI, edit":                  {"https://api.x.ai/v1", true, "https://api.x.ai/v1/images/edits", key},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := &relay{answer: picture}
			c, err := New(Config{BaseURL: tt.base, Key: NewKey(canary), PictureModel: "brush", Transport: r})
			if err != nil {
				t.Fatal(err)
			}
			if tt.edit {
				_, err = painter{c}.Edit(t.Context(), alley(), nil)
			} else {
				_, err = c.Painter().Paint(t.Context(), market(), nil)
			}
			if err != nil {
				t.Fatal(err)
			}
			req := r.asked[0]
			if got := req.URL.String(); got != tt.want {
				t.Errorf("asked %s, want %s", got, tt.want)
			}
			if given := strings.TrimPrefix(req.Header.Get(tt.header), "Bearer "); given != canary || len(req.Header.Values(key))+len(req.Header.Values(api)) != 1 {
				t.Errorf("signed with %v", req.Header)
			}
		})
	}
}

func TestAzureListsModelsBesideItsDeployments(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"https://res.openai.azure.com/openai/deployments/art?api-version=1": "https://res.openai.azure.com/openai/models?api-version=1",
		"https://res.openai.azure.com/openai?api-version=1":                 "https://res.openai.azure.com/openai/models?api-version=1",
	} {
		r := &relay{answer: func(*http.Request) string { return `{"data":[{"id":"gpt-6-luna"}]}` }}
		c, err := New(Config{BaseURL: base, Key: NewKey(canary), Transport: bodiless{r}})
		if err != nil {
			t.Fatal(err)
		}
		text, _ := c.Check(t.Context())
		if got := r.asked[0].URL.String(); got != want || !text.OK {
			t.Errorf("asked %s: %s", got, text.Sentence)
		}
	}
}

// A bodiless gives requests without a body an empty one.
type bodiless struct{ next http.RoundTripper }

func (b bodiless) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body == nil {
		req.Body = http.NoBody
	}
	return b.next.RoundTrip(req)
}

func TestAnEditOfOpenRouter(t *testing.T) {
	t.Parallel()
	r := &relay{answer: picture}
	c, err := New(Config{BaseURL: "https://openrouter.ai/api/v1", PictureModel: "bytedance-seed/seedream-4.5", Transport: r})
	if err != nil {
		t.Fatal(err)
	}
	request := alley()
	request.Mask = gametest.PNG(3)
	if _, err := (painter{c}).Edit(t.Context(), request, nil); err != nil {
		t.Fatal(err)
	}
	var sent map[string]json.RawMessage
	if err := json.Unmarshal([]byte(r.bodies[0]), &sent); err != nil {
		t.Fatal(err)
	}
	var given []struct {
		Type  string `json:"type"`
		Image struct {
			URL string `json:"url"`
		} `json:"image_url"`
	}
	if err := json.Unmarshal(sent["input_references"], &given); err != nil || len(given) != 2 || given[1].Type != "image_url" || !strings.HasPrefix(given[1].Image.URL, "data:image/png;base64,") {
		t.Errorf("sent %.300s: %v", sent["input_references"], err)
	}
	for _, never := range []string{"image", "images", "mask", "response_format"} {
		if sent[never] != nil {
			t.Errorf("sent %s", never)
		}
	}
}

// What one client learns, another of the same server knows.
func TestServersRemember(t *testing.T) {
	t.Parallel()
	var servers Servers
	r := &relay{answer: func(*http.Request) string { return `{"error":{"code":404,"message":"not here"}}` }}
	first, err := servers.New(Config{BaseURL: "http://localhost:8080", PictureModel: "brush", Transport: r})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (painter{first}).Edit(t.Context(), alley(), nil); !errors.Is(err, game.ErrUnable) {
		t.Fatal(err)
	}
	for base, want := range map[string]Ability{"http://localhost:8080/v1/": Unable, "http://localhost:8081": Untried} {
		next, err := servers.New(Config{BaseURL: base, PictureModel: "brush", Transport: r})
		if err != nil {
			t.Fatal(err)
		}
		if got := next.Capabilities().Edits; got != want {
			t.Errorf("%s edits: %v, want %v", base, got, want)
		}
	}
	other, err := servers.New(Config{BaseURL: "http://localhost:8080", PictureModel: "another", Transport: r})
	if err != nil {
		t.Fatal(err)
	}
	if got := other.Capabilities().Edits; got != Untried {
		t.Errorf("another model edits: %v", got)
	}
	now := first.doer.known.now()
	first.doer.known.now = func() time.Time { return now.Add(believed + time.Minute) }
	if !(painter{first}).TakesPictures() {
		t.Error("a no is believed for ever")
	}
}
