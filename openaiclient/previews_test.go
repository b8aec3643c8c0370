package openaiclient

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"journey/game"
	"journey/game/gametest"
)

// painting starts a server that streams pictures as it is told, and returns a client
// that wants two previews of each.
func painting(t *testing.T, answer func(w http.ResponseWriter, body string)) (*Client, *atomic.Int32) {
	t.Helper()
	var calls atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		answer(w, string(body))
	}))
	t.Cleanup(s.Close)
	c, err := New(Config{BaseURL: s.URL, Key: NewKey(canary), Previews: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	c.pause = (&pauses{}).pause
	return c, &calls
}

func paintEvents(kind string, pictures ...string) string {
	var b strings.Builder
	for i, p := range pictures {
		name := kind + ".partial_image"
		if i == len(pictures)-1 {
			name = kind + ".completed"
		}
		fmt.Fprintf(&b, ": still here\n\nevent: %s\ndata: {\"type\":%q,\"b64_json\":%q,\"partial_image_index\":%d,\"usage\":{\"input_tokens\":50,\"output_tokens\":400}}\n\n", name, name, p, i)
	}
	return b.String()
}

func TestPreviews(t *testing.T) {
	t.Parallel()
	b64 := func(seed uint64) string { return base64.StdEncoding.EncodeToString(gametest.PNG(seed)) }
	stream := func(text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
			_, _ = io.WriteString(w, text)
		}
	}
	plain := func(status int, text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, text)
		}
	}
	whole := `{"data":[{"b64_json":"` + b64(3) + `"}]}`
	tests := map[string]struct {
		first    func(http.ResponseWriter)
		previews int
		calls    int32
		reason   error
		known    Ability
	}{
		"two previews":          {stream(paintEvents("image_generation", b64(1), b64(2), b64(3))), 2, 1, nil, Able},
		"a preview of nothing":  {stream(paintEvents("image_generation", "!!!", b64(2), b64(3))), 1, 1, nil, Able},
		"no stream after all":   {plain(200, whole), 0, 1, nil, Untried},
		"refused":               {plain(400, `{"error":{"message":"Unknown parameter: 'partial_images'.","param":"partial_images","code":"unknown_parameter"}}`), 0, 2, nil, Unable},
		"not for this account":  {plain(400, `{"error":{"message":"Your organization must be verified to stream this model.","param":"stream","code":"unsupported_value"}}`), 0, 2, nil, Unable},
		"cut before the end":    {stream(paintEvents("image_generation", b64(1), b64(2), b64(3))[:500]), 1, 2, nil, Untried},
		"an error in the end":   {stream(paintEvents("image_generation", b64(1), b64(2), b64(3))[:len(paintEvents("x", b64(1)))+40] + "\n\ndata: {\"type\":\"error\",\"error\":{\"code\":\"moderation_blocked\",\"message\":\"no\"}}\n\n"), 1, 1, game.ErrRefused, Untried},
		"nothing but [DONE]":    {stream("data: [DONE]\n\n"), 0, 2, nil, Untried},
		"a torn word of a line": {stream("data: {\"type\":\"image_gen"), 0, 2, nil, Untried},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			c, calls := painting(t, func(w http.ResponseWriter, body string) {
				if asked.Add(1) == 1 {
					if !strings.Contains(body, `"partial_images":2`) || !strings.Contains(body, `"stream":true`) {
						t.Errorf("asked for %s", body)
					}
					tt.first(w)
					return
				}
				if wants := strings.Contains(body, "partial_images"); wants == (tt.known == Unable) && strings.Contains(body, `"stream"`) {
					t.Errorf("asked again for %s", body)
				}
				plain(200, whole)(w)
			})
			var previews []game.Picture
			got, err := c.Painter().Paint(t.Context(), market(), func(p game.Picture) { previews = append(previews, p) })
			if n := calls.Load(); !errors.Is(err, tt.reason) || n != tt.calls {
				t.Fatalf("after %d calls: %v", n, err)
			}
			if err == nil && (len(got) != 1 || string(got[0].Data) != string(gametest.PNG(3)) || got[0].Partial) {
				t.Errorf("%d pictures", len(got))
			}
			if len(previews) != tt.previews {
				t.Errorf("%d previews, want %d", len(previews), tt.previews)
			}
			for _, p := range previews {
				if !p.Partial || p.Prompt == "" || p.Painter != DefaultPictureModel {
					t.Errorf("a preview by %q, partial %v", p.Painter, p.Partial)
				}
			}
			if name == "two previews" && got[0].Usage.OutputTokens != 400 {
				t.Errorf("usage %+v", got[0].Usage)
			}
			if known := c.Capabilities().Previews; tt.known == Unable && known == Able || tt.known == Able && known != Able {
				t.Errorf("streams pictures: %v, want %v", known, tt.known)
			}
		})
	}
}

func TestPreviewsOfAnEdit(t *testing.T) {
	t.Parallel()
	b64 := base64.StdEncoding.EncodeToString(gametest.PNG(1))
	c, _ := painting(t, func(w http.ResponseWriter, body string) {
		if !strings.Contains(body, `name="partial_images"`) {
			t.Errorf("asked for no previews")
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, paintEvents("image_edit", b64, b64))
	})
	previews := 0
	got, err := painter{c}.Edit(t.Context(), alley(), func(game.Picture) { previews++ })
	if err != nil || len(got) != 1 || previews != 1 {
		t.Errorf("%d pictures, %d previews: %v", len(got), previews, err)
	}
}

// Previews cost: nobody who does not look pays for them.
func TestPreviewsAreNotAskedForInVain(t *testing.T) {
	t.Parallel()
	whole := `{"data":[{"b64_json":"` + tinyPNG + `"},{"b64_json":"` + tinyPNG + `"}]}`
	c, calls := painting(t, func(w http.ResponseWriter, body string) {
		if strings.Contains(body, "stream") || strings.Contains(body, "partial") {
			t.Errorf("asked for %s", body)
		}
		_, _ = io.WriteString(w, whole)
	})
	two := market()
	two.N = 2
	_, errNobody := c.Painter().Paint(t.Context(), market(), nil)
	_, errTwo := c.Painter().Paint(t.Context(), two, func(game.Picture) {})
	c.cfg.Previews = 0
	_, errNone := c.Painter().Paint(t.Context(), market(), func(game.Picture) {})
	if err := errors.Join(errNobody, errTwo, errNone); err != nil || calls.Load() != 3 {
		t.Errorf("%d calls: %v", calls.Load(), err)
	}
}
