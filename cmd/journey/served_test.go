package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"journey/openaiclient/openaitest"
)

// journey runs the program as main does, with what it writes in memory.
func journey(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.CreateTemp(t.TempDir(), "stdout")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var errOut bytes.Buffer
	code = run(t.Context(), args, in, out, &errOut)
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	written, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	return code, string(written), errOut.String()
}

// TestPlayWithModels plays a game told and painted by a server, and replays it
// when the server is gone.
func TestPlayWithModels(t *testing.T) {
	const key = "sk-canary-2f8c1d7a90"
	server := openaitest.New(openaitest.Options{
		Key: key, First: 20 * time.Millisecond, Token: time.Millisecond, Picture: 10 * time.Millisecond,
	})
	stopped := false
	defer func() {
		if !stopped {
			server.Close()
		}
	}()
	data := t.TempDir()
	t.Setenv("OPENAI_API_KEY", key)
	t.Setenv("OPENAI_BASE_URL", server.URL())
	t.Setenv("JOURNEY_DATA", data)

	code, played, said := journey(t, "play", "--plain", "--pictures", "blocks", "--premise", "A lighthouse", "--seed", "1", "--choose", "1,1,1,1,1,1,1,1")
	if code != exitDone || !strings.Contains(played, "The end: ") || said != "" {
		t.Fatalf("exit %d\n%s\n%s", code, played, said)
	}
	scenes, portraits := picturesAsked(server)
	if told := len(server.Calls(openaitest.Chat)); told < 6 || len(scenes) != told {
		t.Fatalf("%d pictures were asked for with %d chapters", len(scenes), told)
	}
	checkPeople(t, scenes, portraits)
	server.Close()
	stopped = true

	stories, err := filepath.Glob(filepath.Join(data, "stories", "*", "story.jsonl"))
	if err != nil || len(stories) != 1 {
		t.Fatalf("stories %q, %v", stories, err)
	}
	code, replayed, said := journey(t, "replay", filepath.Dir(stories[0]), "--plain")
	if code != exitDone || replayed != played {
		t.Errorf("exit %d; the replay without the server differs:\n%s\nwas:\n%s\n%s", code, replayed, played, said)
	}
	for _, place := range []string{played, replayed, said, read(t, stories[0])} {
		if strings.Contains(place, key) {
			t.Error("the key shows")
		}
	}
	pictures, err := filepath.Glob(filepath.Join(filepath.Dir(stories[0]), "pictures", "*"))
	if chapters := strings.Count(played, "\nChapter ") + 1; err != nil || len(pictures) != chapters+len(portraits) {
		t.Errorf("%d pictures for %d chapters and %d portraits, %v", len(pictures), chapters, len(portraits), err)
	}
}

// TestPlayWithTwoServers plays with one server that tells and another that paints,
// each with a key of its own.
func TestPlayWithTwoServers(t *testing.T) {
	tells := openaitest.New(openaitest.Options{Key: "sk-tells"})
	defer tells.Close()
	paints := openaitest.New(openaitest.Options{Key: "sk-paints"})
	defer paints.Close()
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, fmt.Appendf(nil, `
[text]
url = %q
key = "sk-tells"
context = 4096
[pictures]
show = "blocks"
url = %q
key = "sk-paints"
`, tells.URL(), paints.URL()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"OPENAI_API_KEY", "OPENAI_BASE_URL"} {
		t.Setenv(name, "")
	}
	t.Setenv("JOURNEY_DATA", t.TempDir())
	code, _, said := journey(t, "play", "--config", file, "--plain", "--pictures", "blocks", "--premise", "A lighthouse", "--choose", "1,1")
	if code != exitDone {
		t.Fatalf("exit %d\n%s", code, said)
	}
	if n := len(tells.Calls(openaitest.Chat)); n != 3 {
		t.Errorf("%d chapters were asked of the server that tells", n)
	}
	if body := string(tells.Calls(openaitest.Chat)[0].Body); !regexp.MustCompile(`"max_completion_tokens":[1-3]\d{3}\b`).MatchString(body) {
		t.Errorf("a context of 4096 tokens is not heeded: %s", body)
	}
	if scenes, _ := picturesAsked(paints); len(scenes) != 3 {
		t.Errorf("%d pictures were asked of the server that paints", len(scenes))
	}
	if n, m := len(tells.Calls(openaitest.Pictures)), len(paints.Calls(openaitest.Chat)); n+m > 0 {
		t.Errorf("%d pictures and %d chapters were asked of the wrong server", n, m)
	}
	code, says, said := journey(t, "doctor", "--config", file)
	for _, want := range []string{"ok  Text model: " + hostOf(tells.URL()), "ok  Picture model: " + hostOf(paints.URL())} {
		if !strings.Contains(says, want) {
			t.Errorf("exit %d, the doctor does not say %q:\n%s\n%s", code, want, says, said)
		}
	}
}

// priced returns the file of a configuration for a server that is paid.
func priced(t *testing.T, server *openaitest.Server) string {
	t.Helper()
	t.Setenv("OPENAI_API_KEY", "")
	t.Setenv("OPENAI_BASE_URL", server.URL())
	t.Setenv("JOURNEY_DATA", t.TempDir())
	file := filepath.Join(t.TempDir(), "config.toml")
	const prices = "[prices.\"gpt-6-luna\"]\nin = 1\nout = 2\n[prices.\"gpt-image-2.6-flare\"]\npicture = 0.02\n"
	if err := os.WriteFile(file, []byte(prices), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestDoctorTries has the servers do what they are there for.
func TestDoctorTries(t *testing.T) {
	server := openaitest.New(openaitest.Options{})
	defer server.Close()
	file := priced(t, server)
	code, says, said := journey(t, "doctor", "--try", "--config", file)
	for _, want := range []string{
		"ok  Telling: ", "word by word: yes", "held to a schema: yes", "ok  Looking: the model sees pictures",
		"ok  Painting: ", "ok  Painting from pictures: the server paints from pictures", "several at once: yes",
		"a part alone, by a mask: yes",
	} {
		if !strings.Contains(says, want) {
			t.Errorf("exit %d, the doctor does not say %q:\n%s\n%s", code, want, says, said)
		}
	}
	if _, says, _ := journey(t, "spending"); !strings.Contains(says, "$  0.04") {
		t.Errorf("of two pictures and a chapter it is listed: %s", says)
	}
}

// TestDoctorTriesWithinTheBudget asks for nothing that the day's cap does not allow.
func TestDoctorTriesWithinTheBudget(t *testing.T) {
	server := openaitest.New(openaitest.Options{})
	defer server.Close()
	file := priced(t, server)
	t.Setenv("JOURNEY_BUDGET_DAY", "0.0001")
	code, says, said := journey(t, "doctor", "--try", "--config", file)
	if code == exitDone || !strings.Contains(says, "!!  Telling: ") || !strings.Contains(says, "The spending cap for today leaves too little") {
		t.Errorf("exit %d\n%s\n%s", code, says, said)
	}
	for _, c := range server.Calls("") {
		if c.Path == openaitest.Chat || c.Path == openaitest.Pictures {
			t.Errorf("asked %s all the same", c.Path)
		}
	}
}

// TestTheDoctorSaysWhichKeyAndModels asks a server that paints for nobody without
// its own key, and one that tells by another model.
func TestTheDoctorSaysWhichKeyAndModels(t *testing.T) {
	tells, paints := openaitest.New(openaitest.Options{}), openaitest.New(openaitest.Options{Key: "sk-paints"})
	defer tells.Close()
	defer paints.Close()
	t.Setenv("OPENAI_API_KEY", "sk-tells")
	t.Setenv("OPENAI_BASE_URL", tells.URL())
	t.Setenv("JOURNEY_PICTURE_URL", paints.URL())
	t.Setenv("JOURNEY_MODEL", "llama")
	t.Setenv("JOURNEY_DATA", t.TempDir())
	for key, want := range map[string]string{"": "Set JOURNEY_PICTURE_KEY, or", "wrong": "Check JOURNEY_PICTURE_KEY or"} {
		t.Setenv("JOURNEY_PICTURE_KEY", key)
		code, says, said := journey(t, "doctor")
		for _, want := range []string{"llama is not among", "it lists gpt-6-astra, gpt-6-luna, ", want} {
			if !strings.Contains(says, want) {
				t.Errorf("exit %d, the doctor does not say %q:\n%s\n%s", code, want, says, said)
			}
		}
	}
}

// TestKeyStaysWithItsServer paints with a server that was given no key while one is
// set for the server that tells.
func TestKeyStaysWithItsServer(t *testing.T) {
	open := openaitest.New(openaitest.Options{})
	defer open.Close()
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, fmt.Appendf(nil, "[pictures]\nurl = %q\n", open.URL()), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OPENAI_API_KEY", "sk-canary")
	t.Setenv("JOURNEY_DATA", t.TempDir())
	p := &program{env: os.Getenv, configFile: file}
	cfg, err := p.config()
	if err != nil {
		t.Fatal(err)
	}
	if got := cfg.Pictures.reached(cfg.Text); got.Key != "" || got.URL != open.URL() {
		t.Errorf("pictures come from %+v", got)
	}
	cfg.Pictures.URL = ""
	if got := cfg.Pictures.reached(cfg.Text); got.Key != "sk-canary" {
		t.Errorf("with one server for both, pictures come from %+v", got)
	}
}

func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "//")
	name, _, _ := strings.Cut(rest, "/")
	return name
}

// picturesAsked tells the scenes a server was asked to paint from the portraits.
func picturesAsked(server *openaitest.Server) (scenes, portraits []openaitest.Call) {
	for _, c := range server.Calls("") {
		switch {
		case c.Path == openaitest.Pictures && bytes.Contains(c.Body, []byte("A character portrait")):
			portraits = append(portraits, c)
		case c.Path == openaitest.Pictures, c.Path == openaitest.Edits:
			scenes = append(scenes, c)
		}
	}
	return scenes, portraits
}

// checkPeople looks for the same people in every picture: in words in each, and as
// portraits, each painted once, in those that came later.
func checkPeople(t *testing.T, scenes, portraits []openaitest.Call) {
	t.Helper()
	person := regexp.MustCompile(`\n([^\n:]+): ([^;\n]+); wears`)
	prompt := func(c openaitest.Call) string { return strings.ReplaceAll(string(c.Body), `\n`, "\n") }
	looks := map[string]string{}
	for _, p := range portraits {
		who := person.FindStringSubmatch(prompt(p))
		if who == nil || looks[who[1]] != "" {
			t.Fatalf("a portrait of nobody, or one more: %s", prompt(p))
		}
		looks[who[1]] = who[2]
	}
	edits := 0
	for i, c := range scenes {
		if !strings.Contains(prompt(c), "do not redesign") {
			t.Errorf("picture %d may redesign its people: %s", i+1, prompt(c))
		}
		for _, who := range person.FindAllStringSubmatch(prompt(c), -1) {
			if look, known := looks[who[1]]; known && look != who[2] {
				t.Errorf("picture %d shows %s as %q, the portrait as %q", i+1, who[1], who[2], look)
			}
		}
		if c.Path == openaitest.Edits {
			edits++
		}
	}
	if len(portraits) == 0 || edits == 0 {
		t.Errorf("%d portraits were painted, and %d of %d pictures from them", len(portraits), edits, len(scenes))
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
