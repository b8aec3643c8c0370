package main

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journey/game/canvas"
	"journey/openaiclient/openaitest"
)

// canary is what no server may ever see.
const canary = "GPS-51.5007-0.1246"

// paid starts a server whose pictures cost a cent each, and configures it.
func paid(t *testing.T, o openaitest.Options) (server *openaitest.Server, config string) {
	t.Helper()
	server = openaitest.New(o)
	t.Cleanup(server.Close)
	config = filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(config, []byte("[prices.\"gpt-image-2.6-flare\"]\npicture = 0.01\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OPENAI_BASE_URL", server.URL())
	t.Setenv("JOURNEY_DATA", t.TempDir())
	return server, config
}

// photograph writes a JPEG that says where it was taken.
func photograph(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 1024, 1024)), nil); err != nil {
		t.Fatal(err)
	}
	said := "Exif\x00\x00" + canary
	data := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(2 + len(said))}, said...)
	name := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(name, append(data, b.Bytes()[2:]...), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestAPhotographTellsNobodyWhereItWasTaken has it edited, extended, varied, refined
// and described by a model.
func TestAPhotographTellsNobodyWhereItWasTaken(t *testing.T) {
	server, config := paid(t, openaitest.Options{})
	photo := photograph(t)
	for _, args := range [][]string{
		{"edit", photo, "a tower", "--rect", "0,0,300,300"},
		{"extend", photo, "--direction", "right"},
		{"vary", photo},
		{"refine", photo, "make it night"},
		{"describe", photo},
		{"crop", photo, "--ratio", "2:1"},
	} {
		code, out, said := journey(t, append([]string{"picture", "--config", config}, args...)...)
		if code != exitDone {
			t.Fatalf("%s: exit %d\n%s", args[0], code, said)
		}
		if args[0] == "describe" {
			continue
		}
		made, err := os.ReadFile(strings.TrimSpace(out))
		if err != nil || bytes.Contains(made, []byte(canary)) {
			t.Errorf("%s wrote where it was taken, %v", args[0], err)
		}
		if args[0] != "crop" && !strings.Contains(said, "can cost up to $") {
			t.Errorf("%s does not say what it can cost: %s", args[0], said)
		}
	}
	calls := append(server.Calls(openaitest.Edits), server.Calls(openaitest.Chat)...)
	if len(calls) != 5 {
		t.Errorf("%d calls", len(calls))
	}
	for _, c := range calls {
		if bytes.Contains(c.Body, []byte(canary)) {
			t.Errorf("%s was told where the photograph was taken", c.Path)
		}
	}
}

func TestWhatAServerCannotDoIsSaid(t *testing.T) {
	server, config := paid(t, openaitest.Options{})
	photo := photograph(t)
	server.Break(openaitest.Edits, openaitest.Faults()["nothing-there"], openaitest.When{})
	code, out, said := journey(t, "picture", "edit", "--config", config, photo, "a tower", "--rect", "0,0,300,300")
	if code == exitDone || out != "" || !strings.Contains(said, "cannot repaint a part of a picture") || !strings.Contains(said, "--provider offline") {
		t.Errorf("exit %d, %q\n%s", code, out, said)
	}
	if code, _, said = journey(t, "picture", "generate", "--config", config, "a tower", "--budget-day", "0.0001"); code == exitDone || !strings.Contains(said, "The spending cap for today is reached") {
		t.Errorf("exit %d\n%s", code, said)
	}
}

// TestACancelledPictureLeavesNoFile stops a command while the server paints.
func TestACancelledPictureLeavesNoFile(t *testing.T) {
	server, config := paid(t, openaitest.Options{Picture: time.Minute})
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		_ = server.Wait(ctx, openaitest.Pictures, func(c []openaitest.Call) bool { return len(c) > 0 })
	}()
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var said bytes.Buffer
	if code := run(ctx, []string{"picture", "generate", "--config", config, "a tower", "-o", filepath.Join(dir, "x.png")}, in, in, &said); code != exitCancelled {
		t.Errorf("exit %d\n%s", code, said.String())
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// TestAMaskOfAFile repaints by a picture that is transparent where it may change.
func TestAMaskOfAFile(t *testing.T) {
	t.Setenv("JOURNEY_DATA", t.TempDir())
	dir := t.TempDir()
	m := canvas.NewMask(image.Pt(1024, 1024))
	m.Ellipse(image.Rect(300, 300, 700, 700), true)
	data, err := m.PNG()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "mask.png"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	code, out, said := journey(t, "picture", "edit", photograph(t), "a skull", "--mask", filepath.Join(dir, "mask.png"), "-o", filepath.Join(dir, "out.png"))
	if code != exitDone || strings.TrimSpace(out) != filepath.Join(dir, "out.png") {
		t.Errorf("exit %d, %q\n%s", code, out, said)
	}
}
