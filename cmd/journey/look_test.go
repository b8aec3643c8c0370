package main

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
	"journey/game/offline/pixel"
)

// TestPictureBeginsAStory describes a picture by the model and begins with that.
func TestPictureBeginsAStory(t *testing.T) {
	url, config := models(t, "[prices.\"gpt-6-luna\"]\nin = 0.10\nout = 0.50\n")
	t.Setenv("OPENAI_API_KEY", "")
	t.Setenv("OPENAI_BASE_URL", url)
	data := t.TempDir()
	t.Setenv("JOURNEY_DATA", data)
	file := filepath.Join(t.TempDir(), "boat.png")
	if err := os.WriteFile(file, gametest.PNG(1), 0o600); err != nil {
		t.Fatal(err)
	}
	code, told, said := journey(t, "play", "--plain", "--config", config, "--from-picture", file, "--premise", "It rains.", "--choose", "1")
	if code != exitDone || !strings.Contains(said, "Looking at the picture") {
		t.Fatalf("exit %d\n%s\n%s", code, told, said)
	}
	stories, err := filepath.Glob(filepath.Join(data, "stories", "*", "story.jsonl"))
	if err != nil || len(stories) != 1 {
		t.Fatalf("stories %q, %v", stories, err)
	}
	started, _, _ := strings.Cut(strings.SplitN(read(t, stories[0]), "\n", 3)[1], `"style"`)
	if !strings.Contains(started, `"prompt":"It rains.\n\n`) {
		t.Errorf("the story begins with %s", started)
	}
	if code, spent, said := journey(t, "spending"); code != exitDone || strings.Count(spent, "$") == 0 {
		t.Errorf("what looking cost is not noted: exit %d\n%s\n%s", code, spent, said)
	}
	for _, tt := range []struct{ file, want string }{
		{"nowhere.png", "cannot be read: no such file"},
		{stories[0], "not a PNG, JPEG, WebP or GIF picture"},
	} {
		if code, _, said := journey(t, "play", "--plain", "--from-picture", tt.file); code != exitFailed || !strings.Contains(said, tt.want) {
			t.Errorf("%s: exit %d, %s", tt.file, code, said)
		}
	}
	code, _, said = journey(t, "play", "--plain", "--config", config, "--from-picture", file, "--budget-day", "0.0001")
	if code != exitDone || !strings.Contains(said, "Its\ncolours begin the story instead.") {
		t.Errorf("over budget: exit %d, %s", code, said)
	}
}

// TestPictureBeginsAStoryOffline looks at two pictures without a model: one that
// the painter made, and one of which it sees no more than colours.
func TestPictureBeginsAStoryOffline(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "")
	t.Setenv("OPENAI_BASE_URL", "")
	painted, err := pixel.New().Paint(t.Context(), game.PaintRequest{
		Scene: game.Scene{Place: "a dock", Time: "dusk", Weather: "fog", Present: []string{"You", "Marek"}}, N: 1,
	}, func(game.Picture) {})
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		data []byte
		want []string
	}{
		"its own": {painted[0].Data, []string{"a dock", "dusk", "fog", "Marek is with you"}},
		"another": {gametest.PNG(1), []string{"You are in a very bright place", "It is very still."}},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			t.Setenv("JOURNEY_DATA", data)
			file := filepath.Join(t.TempDir(), "boat.png")
			if err := os.WriteFile(file, tt.data, 0o600); err != nil {
				t.Fatal(err)
			}
			code, told, said := journey(t, "play", "--plain", "--from-picture", file, "--choose", "1")
			if code != exitDone || !strings.Contains(said, "colours and\nlayout alone") {
				t.Fatalf("exit %d\n%s\n%s", code, told, said)
			}
			stories, err := filepath.Glob(filepath.Join(data, "stories", "*", "story.jsonl"))
			if err != nil || len(stories) != 1 {
				t.Fatalf("stories %q, %v", stories, err)
			}
			started := strings.SplitN(read(t, stories[0]), "\n", 3)[1]
			for _, want := range tt.want {
				if !strings.Contains(started, want) {
					t.Errorf("%q is not in how the story begins: %s", want, started)
				}
			}
		})
	}
}

// TestOfflinePainterPaintsNoPortraits holds the settings to it: the painter could
// start from them, but needs none.
func TestOfflinePainterPaintsNoPortraits(t *testing.T) {
	for name, c := range map[string]config{
		"alone":          {Provider: "offline", Pictures: pictureServer{Portraits: true}},
		"beside a model": {Text: textServer{server: server{URL: "http://127.0.0.1:9"}}, Pictures: pictureServer{Portraits: true, Offline: true}},
	} {
		who, err := provide(c, providerOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if editor, ok := who.game.Painter.(game.Editor); !ok || !editor.TakesPictures() || who.game.Portraits {
			t.Errorf("%s: the painter is a %T, and portraits are painted: %v", name, who.game.Painter, who.game.Portraits)
		}
	}
}

// TestRetaken sends nothing of a photograph but its pixels, made small.
func TestRetaken(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 2000, 1000))
	for i := range img.Pix {
		img.Pix[i] = 200
	}
	img.Set(0, 0, color.White)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, img, nil); err != nil {
		t.Fatal(err)
	}
	const secret = "GPS 48.1 N"
	tagged := append([]byte("\xff\xd8\xff\xfe\x00\x0c"+secret), photo.Bytes()[2:]...)
	sent, err := retaken(tagged)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sent, []byte(secret)) {
		t.Error("what the photograph tells of its taking is sent along")
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(sent))
	if err != nil || size.Width != seenSide || size.Height != seenSide/2 {
		t.Errorf("%dx%d, %v", size.Width, size.Height, err)
	}
}
