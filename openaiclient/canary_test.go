package openaiclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

// echoes are servers that say the key over, each in another way; KEY stands for it.
func echoes() map[string]http.HandlerFunc {
	say := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Request-Id", keyOf(r))
			w.Header().Set("Retry-After-Ms", "1")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, strings.ReplaceAll(body, "KEY", keyOf(r)))
		}
	}
	chapter := `{"title":"KEY","cast":[{"name":"KEY","look":"KEY","role":"","wears":["KEY"],"carries":[],"fate":""}],` +
		`"scene":{"place":"KEY","action":"KEY","present":["KEY"],"alt":"KEY"},"prose":"You say KEY and KEY.","choices":["KEY","or not"],"ending":null,"summary":"KEY"}`
	stream := func(w http.ResponseWriter, r *http.Request, size int, end string) {
		w.Header().Set("Content-Type", "text/event-stream")
		text := strings.ReplaceAll(chapter, "KEY", keyOf(r))
		for piece := range slices.Chunk([]byte(text), size) {
			raw, _ := json.Marshal(string(piece))
			_, _ = fmt.Fprintf(w, "data: {\"choices\":[{\"delta\":{\"content\":%s}}]}\n\n", raw)
		}
		_, _ = io.WriteString(w, strings.ReplaceAll(end, "KEY", keyOf(r)))
	}
	answers := map[string]http.HandlerFunc{
		"redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elsewhere.example/"+keyOf(r)+"?key="+keyOf(r), http.StatusTemporaryRedirect)
		},
		"stream, in one piece": func(w http.ResponseWriter, r *http.Request) { stream(w, r, 1<<20, "data: [DONE]\n\n") },
		"stream, by the byte":  func(w http.ResponseWriter, r *http.Request) { stream(w, r, 1, "data: [DONE]\n\n") },
		"stream, cut":          func(w http.ResponseWriter, r *http.Request) { stream(w, r, 5, "") },
		"stream, error": func(w http.ResponseWriter, r *http.Request) {
			stream(w, r, 7, "data: {\"error\":{\"message\":\"KEY\",\"code\":\"KEY\"}}\n\n")
		},
		"refusal":      say(200, `{"choices":[{"message":{"refusal":"KEY"},"finish_reason":"stop"}]}`),
		"description":  say(200, `{"choices":[{"message":{"content":"{\"alt\":\"KEY\",\"prompt\":\"KEY\",\"premise\":\"KEY\"}"},"finish_reason":"stop"}]}`),
		"models":       say(200, `{"data":[{"id":"gpt-6-luna","shutdown_date":"KEY"},{"id":"KEY"}]}`),
		"picture":      say(200, `{"data":[{"b64_json":"`+tinyPNG+`","revised_prompt":"KEY"}]}`),
		"no picture":   say(200, `{"data":[{"b64_json":"KEY"},{"url":"https://KEY.invalid/KEY"},{"url":"/KEY"}]}`),
		"no JSON":      say(200, `KEY`),
		"a long error": say(500, strings.Repeat("x", 290)+"KEY"),
	}
	for _, status := range []int{400, 401, 402, 403, 404, 409, 422, 429, 500, 503} {
		answers[fmt.Sprint("error ", status)] = say(status, `{"error":{"message":"KEY","type":"KEY","param":"KEY","code":"KEY"}}`)
		answers[fmt.Sprint("text ", status)] = say(status, `KEY loading KEY`)
	}
	return answers
}

func keyOf(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

// A gathering is all that a player, a story or a log could get to see of a client.
type gathering struct{ bytes.Buffer }

func (g *gathering) add(t *testing.T, v any, err error) {
	t.Helper()
	_, _ = fmt.Fprintf(g, "%+v\n%#v\n", v, v)
	if raw, err := json.Marshal(v); err == nil {
		g.Write(raw)
	}
	slog.New(slog.NewJSONHandler(g, nil)).Error("failed", "error", err, "value", v)
	for ; err != nil; err = errors.Unwrap(err) {
		_, _ = fmt.Fprintf(g, "%v\n%+v\n%#v\n%s\n", err, err, err, game.Plain(err))
		if e, ok := errors.AsType[*Error](err); ok {
			_, _ = fmt.Fprintf(g, "%+v\n", *e)
		}
	}
}

// words makes every call of the text model and gathers what comes of it.
func (g *gathering) words(t *testing.T, c *Client) {
	t.Helper()
	chapter, err := c.Narrator().Narrate(t.Context(), opening(), func(p game.Piece) { g.add(t, p, nil) })
	g.add(t, chapter, err)
	seen, err := c.Describer().Describe(t.Context(), game.DescribeRequest{Data: gametest.PNG(1)})
	g.add(t, seen, err)
}

// pictures does so with the picture model.
func (g *gathering) pictures(t *testing.T, c *Client) {
	t.Helper()
	preview := func(p game.Picture) { g.add(t, p.Prompt, nil) }
	pics, err := c.Painter().Paint(t.Context(), portrayed(), preview)
	for _, p := range pics {
		p.Data = nil
		g.add(t, p, nil)
	}
	g.add(t, len(pics), err)
	_, err = painter{c}.Edit(t.Context(), alley(), preview)
	g.add(t, nil, err)
}

// rest adds what can be seen without a chapter or a picture.
func (g *gathering) rest(t *testing.T, c *Client) {
	t.Helper()
	text, pictures := c.Check(t.Context())
	g.add(t, []Status{text, pictures}, nil)
	g.add(t, c.Capabilities(), nil)
	g.add(t, c, nil)
}

func (g *gathering) check(t *testing.T) {
	t.Helper()
	if at := strings.Index(g.String(), canary); at >= 0 {
		t.Errorf("the key is said: ...%s...", g.String()[max(0, at-300):min(g.Len(), at+100)])
	}
}

func TestTheKeyIsNeverSaidOver(t *testing.T) {
	t.Parallel()
	for name, answer := range echoes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(answer)
			t.Cleanup(s.Close)
			c, err := New(Config{BaseURL: s.URL, Key: NewKey(canary), Previews: 1, Timeouts: Timeouts{Connect: time.Second}})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(c.Close)
			c.pause = (&pauses{}).pause
			var g gathering
			g.words(t, c)
			g.pictures(t, c)
			g.rest(t, c)
			g.check(t)
		})
	}
}

// The same with each fault of the strict server, where a call that goes wrong is
// followed by ones that go well.
func TestNoFaultBringsTheKeyOut(t *testing.T) {
	t.Parallel()
	faults := openaitest.Faults()
	for _, name := range slices.Sorted(maps.Keys(faults)) {
		if name == "stall" || name == "slow" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			for _, path := range []string{openaitest.Chat, openaitest.Pictures, openaitest.Edits, openaitest.Models} {
				f := faults[name]
				f.Body = strings.ReplaceAll(f.Body, "The ", canary+" the ")
				s.Fail(path, f)
			}
			var g gathering
			g.words(t, c)
			if f := faults[name]; f.Drop || f.Status != 0 { // no others come of a picture
				g.pictures(t, c)
			}
			g.rest(t, c)
			g.check(t)
		})
	}
}

func TestTheScrubber(t *testing.T) {
	t.Parallel()
	key := NewKey("sk-sk-12")
	for _, text := range []string{
		"", "plain", "sk-sk-12", "say sk-sk-12!", "sk-sk-sk-12", "sk-sk-1", "sk-sk-12sk-sk-12", "sk-sk-13", "xsk-sk-12sk", "sk", "[redacted",
	} {
		for size := 1; size <= max(len(text), 1); size++ {
			s := scrubber{key: key}
			got := ""
			for piece := range slices.Chunk([]byte(text), size) {
				got += s.push(string(piece))
			}
			got += s.flush()
			if want := key.scrub(text); got != want {
				t.Errorf("%q by %d bytes: %q, want %q", text, size, got, want)
			}
		}
	}
}
