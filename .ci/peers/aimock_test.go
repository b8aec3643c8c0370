package peers

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"journey/game"
	"journey/openaiclient"
)

const (
	program = "node_modules/@copilotkit/aimock/dist/aimock-cli.js"
	key     = "sk-peers"
	tinyPNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
	chapter = `{"title": "The sign", "cast": [{"name": "Mara", "role": "a smuggler", "look": "short black hair", "wears": ["a yellow coat"], "carries": [], "fate": ""}],
"scene": {"place": "a street", "time": "night", "light": "neon", "weather": "rain", "shot": "wide", "mood": "uneasy", "action": "A sign flickers.", "present": ["Mara"], "alt": "A sign."},
"prose": "The sign says “OPEN” in red — 開.\n\nNobody is there but Mara, who has been waiting for you since the last tram, and who does not say why.",
"choices": ["Go in", "Walk on"], "ending": null, "promises": {"opened": [], "kept": []}, "summary": "You find the sign."}`
)

// mock starts aimock with answers to stories and pictures, told apart by what the
// player wished for, and returns its URL.
func mock(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(program); err != nil {
		t.Skip("aimock is not here; the command run gets it from npm")
	}
	type m map[string]any
	fixtures := m{"fixtures": []m{
		{"match": m{"userMessage": "WISH-CUT", "endpoint": "chat"}, "response": m{"content": chapter}, "truncateAfterChunks": strings.Index(chapter, "has been waiting") / 20, "chunkSize": 20, "latency": 5},
		{"match": m{"userMessage": "WISH-QUOTA", "endpoint": "chat"}, "response": m{"status": 429, "error": m{"message": "You exceeded your current quota.", "type": "insufficient_quota", "code": "insufficient_quota"}}},
		{"match": m{"userMessage": "WISH-LENGTH", "endpoint": "chat"}, "response": m{"content": chapter[:len(chapter)/2], "finishReason": "length"}},
		{"match": m{"userMessage": "next_chapter", "endpoint": "chat"}, "response": m{"content": chapter}},
		{"match": m{"userMessage": "WISH-MODERATED", "endpoint": "image"}, "response": m{"status": 400, "error": m{"message": "Your request was rejected by the safety system.", "type": "image_generation_user_error", "code": "moderation_blocked"}}},
		{"match": m{"endpoint": "image"}, "response": m{"image": m{"b64Json": tinyPNG}}},
	}}
	dir := t.TempDir()
	write := func(name string, v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	config := write("config.json", m{
		"auth": m{"apiKeys": []string{key}},
		"llm":  m{"fixtures": write("fixtures.json", fixtures), "chunkSize": 7, "logLevel": "silent"},
	})
	cmd := exec.CommandContext(t.Context(), "node", program, "--config", config)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait() // it was told to end
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, url, ok := strings.Cut(lines.Text(), "listening on "); ok {
			return strings.TrimSpace(url) + "/v1"
		}
	}
	t.Fatal("aimock did not start")
	return ""
}

// faulty asks aimock for a fault by a header, the first so many times.
type faulty struct {
	header, value string
	left          int
}

func (f *faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	if f.left > 0 {
		f.left--
		r = r.Clone(r.Context())
		r.Header.Set(f.header, f.value)
	}
	return http.DefaultTransport.RoundTrip(r)
}

func client(t *testing.T, url string, via http.RoundTripper) *openaiclient.Client {
	t.Helper()
	c, err := openaiclient.New(openaiclient.Config{BaseURL: url, Key: openaiclient.NewKey(key), Transport: via})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func tell(ctx context.Context, c *openaiclient.Client, wish string) (told game.Chapter, shown string, err error) {
	premise := game.Premise{Prompt: wish, Length: game.Short}
	told, err = c.Narrator().Narrate(ctx, game.Brief{Premise: premise, Arc: premise.Length.Arc(1)}, func(p game.Piece) { shown += p.Prose })
	return told, shown, err
}

func TestAimockTellsAndPaints(t *testing.T) {
	url := mock(t)
	c := client(t, url, nil)
	told, shown, err := tell(t.Context(), c, "a sign")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(shown, "“OPEN” in red — 開") || told.Prose != shown || len(told.Choices) != 2 || told.Scene.Place != "a street" || told.Usage.OutputTokens == 0 {
		t.Errorf("%+v", told)
	}
	request := game.PaintRequest{Scene: told.Scene, Present: game.Cast{}.After(told.Cast...), N: 1}
	pictures, err := c.Painter().Paint(t.Context(), request, nil)
	if err != nil || len(pictures) != 1 || game.PictureFormat(pictures[0].Data) != "png" {
		t.Errorf("%v, %d pictures", err, len(pictures))
	}
	editor, ok := c.Painter().(game.Editor)
	if !ok {
		t.Fatal("the painter edits nothing")
	}
	edited, err := editor.Edit(t.Context(), game.EditRequest{Prompt: "by night", Pictures: [][]byte{pictures[0].Data}, Mask: pictures[0].Data, N: 1}, nil)
	if err != nil || len(edited) != 1 {
		t.Errorf("edit: %v, %d pictures", err, len(edited))
	}
	request.Scene.Action = "WISH-MODERATED"
	if _, err := c.Painter().Paint(t.Context(), request, nil); !errors.Is(err, game.ErrRefused) {
		t.Errorf("a moderated picture: %v", err)
	}
}

func TestAimockGoesWrong(t *testing.T) {
	url := mock(t)
	for name, tt := range map[string]struct {
		wish string
		via  *faulty
		want error
		// shows says that the reader sees prose: the whole, or what arrived of it.
		shows bool
	}{
		"a cut stream":              {"WISH-CUT", &faulty{}, openaiclient.ErrBrokeOff, true},
		"no quota":                  {"WISH-QUOTA", &faulty{}, openaiclient.ErrQuota, false},
		"too long":                  {"WISH-LENGTH", &faulty{}, openaiclient.ErrBrokeOff, false},
		"a limit that passes":       {"a sign", &faulty{"X-Aimock-Chaos-Ratelimit", "1", 1}, nil, true},
		"a fault that passes":       {"a sign", &faulty{"X-Aimock-Chaos-Drop", "1", 1}, nil, true},
		"a lost connection, passes": {"a sign", &faulty{"X-Aimock-Chaos-Disconnect", "1", 1}, nil, true},
		"a limit that stays":        {"a sign", &faulty{"X-Aimock-Chaos-Ratelimit", "1", 9}, openaiclient.ErrBusy, false},
		"a connection lost always":  {"a sign", &faulty{"X-Aimock-Chaos-Disconnect", "1", 9}, openaiclient.ErrUnreachable, false},
		"JSON that is none":         {"a sign", &faulty{"X-Aimock-Chaos-Malformed", "1", 9}, openaiclient.ErrUnusable, false},
	} {
		t.Run(name, func(t *testing.T) {
			told, shown, err := tell(t.Context(), client(t, url, tt.via), tt.wish)
			if !errors.Is(err, tt.want) || err != nil && strings.Contains(err.Error(), key) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if told.Prose != shown || (shown != "") != tt.shows {
				t.Errorf("told %q, shown %q", told.Prose, shown)
			}
		})
	}
}

func TestAimockRefusesAnotherKey(t *testing.T) {
	c, err := openaiclient.New(openaiclient.Config{BaseURL: mock(t), Key: openaiclient.NewKey("sk-other")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if _, _, err := tell(t.Context(), c, "a sign"); !errors.Is(err, openaiclient.ErrKey) || strings.Contains(err.Error(), "sk-other") {
		t.Errorf("got %v", err)
	}
}
