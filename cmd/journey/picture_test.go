package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journey/game/canvas"
	"journey/game/studio"
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
	if code == exitDone || out != "" || !strings.Contains(said, "gpt-image-2.6-flare at 127.0.0.1") || !strings.Contains(said, "cannot repaint a part of a picture") || !strings.Contains(said, "--provider offline") {
		t.Errorf("exit %d, %q\n%s", code, out, said)
	}
	if code, _, said = journey(t, "picture", "generate", "--config", config, "a tower", "--budget-day", "0.0001"); code == exitDone || !strings.Contains(said, "The spending cap for today leaves too little") || !strings.Contains(said, "--budget-day") {
		t.Errorf("exit %d\n%s", code, said)
	}
	server.Break(openaitest.Chat, openaitest.Fault{Status: 400, Body: `{"error":{"message":"gpt-6-luna is not a multimodal model"}}`}, openaitest.When{})
	if code, _, said = journey(t, "picture", "describe", "--config", config, photo); code != exitFailed || !strings.Contains(said, "gpt-6-luna at 127.0.0.1") || !strings.Contains(said, "cannot look at pictures") {
		t.Errorf("exit %d\n%s", code, said)
	}
}

func TestARefusedPictureChangesNothing(t *testing.T) {
	_, config := paid(t, openaitest.Options{Blocked: []string{"gore"}})
	dir := t.TempDir()
	t.Chdir(dir)
	code, out, said := journey(t, "picture", "generate", "--config", config, "a tower of gore")
	if code != exitFailed || out != "" || !strings.Contains(said, "declined to make this") {
		t.Errorf("exit %d, %q\n%s", code, out, said)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// TestAMaskIsUnderstoodByAServer repaints a part of a black picture: the server
// paints where the mask that it got says so.
func TestAMaskIsUnderstoodByAServer(t *testing.T) {
	server, config := paid(t, openaitest.Options{})
	photo, part := photograph(t), image.Rect(100, 200, 400, 600)
	edit := func(out string) (said string) {
		t.Helper()
		code, _, said := journey(t, "picture", "edit", "--config", config, photo, "a tower", "--rect", "100,200,300,400", "-o", out)
		if code != exitDone {
			t.Fatalf("exit %d\n%s", code, said)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		img, err := canvas.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		var changed image.Rectangle
		for y := range 1024 {
			for x := range 1024 {
				if r, g, b, _ := img.At(x, y).RGBA(); r+g+b > 0 {
					changed = changed.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		if !changed.In(part) || changed.Dx() < part.Dx()-4 || changed.Dy() < part.Dy()-4 {
			t.Errorf("%v changed, not %v", changed, part)
		}
		return said
	}
	dir := t.TempDir()
	if said := edit(filepath.Join(dir, "a.png")); strings.Contains(said, "no masks") {
		t.Errorf("it says:\n%s", said)
	}
	server.Fail(openaitest.Edits, openaitest.Fault{Status: 400, Body: `{"error":"mask is not supported"}`})
	if said := edit(filepath.Join(dir, "b.png")); !strings.Contains(said, "takes no masks") {
		t.Errorf("it does not say that the mask was not looked at:\n%s", said)
	}
}

// TestHiddenCostsAreNowhere paints with a price that is not to be seen.
func TestHiddenCostsAreNowhere(t *testing.T) {
	_, config := paid(t, openaitest.Options{})
	dir := t.TempDir()
	for i, hidden := range []bool{false, true} {
		if hidden {
			prices := read(t, config)
			if err := os.WriteFile(config, []byte(prices+"[budget]\nshow = false\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		code, out, said := journey(t, "picture", "generate", "--config", config, "a tower", "--json", "-n", "2", "-o", filepath.Join(dir, string(rune('a'+i))+".png"))
		if code != exitDone || strings.Count(out, `"path"`) != 2 {
			t.Errorf("exit %d\n%s\n%s", code, out, said)
		}
		if shown := strings.Contains(said, "$0.02") && strings.Contains(out, `"usd": 0.0`); shown == hidden || hidden && strings.Contains(said+out, "0.02") {
			t.Errorf("hidden is %v:\n%s\n%s", hidden, said, out)
		}
	}
}

// TestPicturesThatCannotBeUsed are too large to be decoded, or masks that let nothing
// change.
func TestPicturesThatCannotBeUsed(t *testing.T) {
	t.Setenv("JOURNEY_DATA", t.TempDir())
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	var black bytes.Buffer
	if err := png.Encode(&black, image.NewGray(image.Rect(0, 0, 1024, 1024))); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(black.Bytes())
	binary.BigEndian.PutUint32(huge[16:], 50_000)
	binary.BigEndian.PutUint32(huge[20:], 50_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	photo := photograph(t)
	for _, tt := range []struct {
		args []string
		says string
	}{
		{[]string{"vary", file("huge.png", huge)}, "too large"},
		{[]string{"crop", file("huge.png", huge)}, "too large"},
		{[]string{"describe", file("torn.png", black.Bytes()[:40])}, "damaged"},
		{[]string{"edit", photo, "x", "--mask", file("huge.png", huge)}, "too large"},
		{[]string{"edit", photo, "x", "--mask", file("black.png", black.Bytes())}, "Nothing in the picture of 1024x1024 pixels may change"},
		{[]string{"edit", photo, "x", "--mask", file("mask.txt", []byte("mask"))}, "mask.txt cannot be used"},
	} {
		code, out, said := journey(t, append([]string{"picture"}, tt.args...)...)
		if code != exitFailed || out != "" || !strings.Contains(said, tt.says) {
			t.Errorf("%q: exit %d, %q\n%s", tt.args, code, out, said)
		}
	}
}

// TestWhatThePainterDoesNotKnowIsSaid, so that nobody looks for an elephant.
func TestWhatThePainterDoesNotKnowIsSaid(t *testing.T) {
	t.Setenv("JOURNEY_DATA", t.TempDir())
	photo, out := photograph(t), filepath.Join(t.TempDir(), "out.png")
	for prompt, want := range map[string]bool{"an elephant": true, "a cat": false} {
		code, _, said := journey(t, "picture", "edit", photo, prompt, "--rect", "100,100,300,300", "-o", out, "--force")
		if code != 0 || strings.Contains(said, studio.Unknown) != want {
			t.Errorf("%s: exit %d, %q", prompt, code, said)
		}
	}
}

// TestCameraPicturesAreMadeSmaller: they have more pixels than can be worked on, and are shown
// and used all the same.
func TestCameraPicturesAreMadeSmaller(t *testing.T) {
	t.Setenv("JOURNEY_DATA", t.TempDir())
	dir := t.TempDir()
	file, out := filepath.Join(dir, "camera.jpg"), filepath.Join(dir, "square.png")
	var data bytes.Buffer
	if err := jpeg.Encode(&data, image.NewGray(image.Rect(0, 0, 6000, 4000)), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, shown, said := journey(t, "show", file, "--as", "sixel", "--cells", "20x10"); code != 0 || !strings.Contains(shown, "\x1bP") {
		t.Errorf("show: exit %d\n%s", code, said)
	}
	code, _, said := journey(t, "picture", "crop", file, "-o", out)
	if code != 0 || !strings.Contains(said, "it is used at 4096x2730 pixels") {
		t.Errorf("crop: exit %d\n%s", code, said)
	}
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if size, err := canvas.SizeOf(made); err != nil || size != image.Pt(2730, 2730) {
		t.Errorf("it is cropped to %v, %v", size, err)
	}
	if seen, err := retaken(data.Bytes()); err != nil || large(seen) {
		t.Errorf("what is looked at has %d bytes, %v", len(seen), err)
	}
}

// TestAPhotographIsWorkedOnUpright keeps the bytes of one that is, but for what its
// file says.
func TestAPhotographIsWorkedOnUpright(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(photograph(t))
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := workable(data)
	if err != nil || !bytes.Equal(got, canvas.Bare(data)) || bytes.Contains(got, []byte(canary)) {
		t.Errorf("%d bytes of %d, %v", len(got), len(data), err)
	}
	noted, err := canvas.WriteNote(data, canvas.Note{Prompt: "a tower"})
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err = workable(noted); err != nil || bytes.Contains(got, []byte(canary)) {
		t.Errorf("%d bytes of %d, %v", len(got), len(data), err)
	}
	if n, _ := canvas.ReadNote(got); n.Prompt != "a tower" {
		t.Errorf("it says %+v of itself", n)
	}
}

func TestAFileIsClaimedOnce(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "x.png")
	if err := claim(name); err != nil {
		t.Error(err)
	}
	if err := claim(name); !errors.Is(err, fs.ErrExist) {
		t.Errorf("claimed again, %v", err)
	}
	if err := writeWhole(name, []byte("x"), false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over, %v", err)
	}
	if err := writeWhole(name, []byte("x"), true); err != nil || read(t, name) != "x" {
		t.Errorf("it has %q, %v", read(t, name), err)
	}
	if left, err := os.ReadDir(filepath.Dir(name)); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

// TestAPictureIsShownWhileItIsPainted has a server send one that is not ready yet, and
// talks about the picture at the same terminal.
func TestAPictureIsShownWhileItIsPainted(t *testing.T) {
	t.Parallel()
	server := openaitest.New(openaitest.Options{})
	t.Cleanup(server.Close)
	dir := t.TempDir()
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte("[pictures]\nshow = \"blocks\"\npreviews = 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env, file := []string{"OPENAI_BASE_URL=" + server.URL()}, filepath.Join(dir, "x.png")
	c := play(t, env, "picture", "generate", "--config", config, "a tower", "-o", file)
	shown := c.sees(file)
	if code, _ := c.ends(); code != exitDone || strings.Count(shown, "▀") < 3*80 {
		t.Errorf("exit %d, shown:\n%s", code, shown)
	}
	c = play(t, env, "picture", "refine", "--config", config, file)
	c.sees("What is to change?")
	c.types("make it night\r")
	c.sees("x-refine.png")
	c.sees("What is to change?")
	c.types("save\rundo\rundo\r")
	c.sees("save NAME  writes")
	c.sees("This is the picture you began with.")
	c.types("quit\r")
	if code, text := c.ends(); code != exitDone {
		t.Errorf("exit %d\n%s", code, text)
	}
	c = play(t, append(env, "JOURNEY_PICTURES=off"), "picture", "describe", "--config", config, file)
	if code, text := c.ends(); code != exitDone || strings.Contains(text, "▀") || !strings.Contains(text, "A picture of 1536 by 1024 pixels") && !strings.Contains(text, "pixels") {
		t.Errorf("exit %d\n%s", code, text)
	}
}

func TestCtrlCStopsAPainter(t *testing.T) {
	t.Parallel()
	server := openaitest.New(openaitest.Options{Picture: time.Minute})
	t.Cleanup(server.Close)
	dir := t.TempDir()
	c := play(t, []string{"OPENAI_BASE_URL=" + server.URL(), "JOURNEY_PICTURES=off"}, "picture", "generate", "a tower", "-o", filepath.Join(dir, "x.png"))
	c.sees("ctrl+c stops it")
	c.types("\x03")
	if code, text := c.ends(); code != exitCancelled {
		t.Errorf("exit %d\n%s", code, text)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
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
