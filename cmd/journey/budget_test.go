package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"journey/game"
	"journey/openaiclient/openaitest"
	"journey/tui/sshserver"
)

// dear is a configuration in which one chapter may cost 80 cents and costs about
// three, with a cap that lets just one be told.
const dear = `
[budget]
story = 0.82
day = "none"
[prices."gpt-6-luna"]
in = 1
out = 100
`

// models starts a server and returns the configuration to play with it.
func models(t *testing.T, config string) (url, file string) {
	t.Helper()
	server := openaitest.New(openaitest.Options{})
	t.Cleanup(server.Close)
	file = filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return server.URL(), file
}

func TestAtTheCapAPlainPlayerIsAsked(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer, sees string
	}{
		"raise":   {"u", "2. "},
		"offline": {"what?\rO", "2. "},
		"stop":    {"s", "Choose again to try once more, or q to leave."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, file := models(t, dear)
			c := play(t, []string{"OPENAI_BASE_URL=" + url}, "play", "--plain", "--config", file, "--premise", "A lighthouse")
			c.sees("Your choice")
			c.types("1\r")
			said := strings.Join(strings.Fields(c.sees("u raises it by $0.82 and goes on")), " ")
			if !strings.Contains(said, "The spending cap of this story leaves too little for this. $0.0") || !strings.Contains(said, "of $0.82 are spent") {
				t.Errorf("the player is asked:\n%s", said)
			}
			c.sees("s stops here: ")
			c.types(test.answer + "\r")
			c.sees(test.sees)
			c.sees("Your choice: ")
			c.types("q\r")
			if code, said := c.ends(); code != exitDone {
				t.Errorf("exit %d\n%s", code, said)
			}
		})
	}
}

// TestACapWithoutAnybodyToAsk plays by script: the offline storyteller goes on, and
// what was spent can be listed.
func TestACapWithoutAnybodyToAsk(t *testing.T) {
	url, file := models(t, dear)
	t.Setenv("OPENAI_BASE_URL", url)
	t.Setenv("JOURNEY_DATA", t.TempDir())
	code, out, said := journey(t, "play", "--plain", "--config", file, "--premise", "A lighthouse", "--choose", "1,1,1", "--pictures", "blocks")
	if code != exitDone || strings.Count(out, "Chapter ") != 4 || strings.Count(strings.Join(strings.Fields(said), " "), "The offline storyteller goes on from here.") != 1 {
		t.Fatalf("exit %d\n%s\n%s", code, out, said)
	}
	for line := range strings.Lines(said) {
		if !strings.Contains(line, "--continue") && ansi.StringWidth(line) > plainWidth {
			t.Errorf("a line goes on beyond column %d: %s", plainWidth, line)
		}
	}
	code, out, said = journey(t, "spending")
	if code != exitDone || !regexp.MustCompile(`^\d{4}-\d\d-\d\d  \$  0\.0\d+\n +\$  0\.0\d+  \S`).MatchString(out) {
		t.Errorf("exit %d\n%s\n%s", code, out, said)
	}
	_, out, _ = journey(t, "spending", "--json")
	var lines []spentLine
	if err := json.Unmarshal([]byte(out), &lines); err != nil || len(lines) != 1 || lines[0].USD <= 0 || lines[0].Title == "" || lines[0].Open != 0 {
		t.Errorf("%v in %s", err, out)
	}
	var listed []struct{ Cost float64 }
	_, out, _ = journey(t, "list", "--json")
	if err := json.Unmarshal([]byte(out), &listed); err != nil || len(listed) != 1 || listed[0].Cost < lines[0].USD-1e-9 || listed[0].Cost > lines[0].USD+1e-9 {
		t.Errorf("the list says %s, the account $%v", out, lines[0].USD)
	}
	if err := os.WriteFile(file, []byte("[budget]\nshow = false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, out, _ = journey(t, "list", "--json", "--config", file); strings.Contains(out, "cost") {
		t.Errorf("hidden costs are listed: %s", out)
	}
}

func TestAnUnknownPriceIsNoSecret(t *testing.T) {
	t.Parallel()
	c := config{Provider: "openai", Budget: defaultBudget()}
	c.Text.URL, c.Text.Model, c.Pictures.Model = "https://models.example/v1", "llama", "gpt-image-2"
	who, err := provide(c, providerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if f := aboutBudget(c.Budget, who); f.Good || !strings.Contains(f.Says, "llama") || !strings.Contains(f.Says, `[prices."llama"]`) || strings.Contains(f.Says, "gpt-image-2") {
		t.Errorf("the doctor says %+v", f)
	}
	c.Budget.Story, c.Budget.Day = 0, 0
	if f := aboutBudget(c.Budget, who); !f.Good {
		t.Errorf("without caps the doctor says %+v", f)
	}
}

// TestAHostPaysWithinItsCaps: each player has their own, guests share one, and the
// host's is for all.
func TestAHostPaysWithinItsCaps(t *testing.T) {
	t.Parallel()
	h := &host{data: t.TempDir(), budget: budget{Player: 1, Day: 2.5}}
	closeAll, err := h.openAccounts()
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll()
	for i, spend := range []struct {
		player string // "" is a guest
		want   game.Cap
	}{{"aa", ""}, {"aa", game.CapPlayer}, {"", ""}, {"", game.CapPlayer}, {"bb", game.CapHost}} {
		player := sshserver.Player{ID: spend.player, Guest: spend.player == ""}
		lib, closeLibrary, err := h.library(t.Context(), player)
		if err != nil {
			t.Fatal(err)
		}
		cfg := h.program(player, lib)
		if cfg.Versions == nil || cfg.Describer != h.who.describer {
			t.Error("the studio of a player keeps nothing")
		}
		_, err = cfg.Game.Budget.Reserve(t.Context(), "A", 0.9)
		if got := capOf(err); got != spend.want {
			t.Errorf("%d. $0.90 for %q: %v, want the cap %q", i+1, spend.player, err, spend.want)
		}
		if _, ok := cfg.Game.Budget.(game.Raiser); ok {
			t.Error("players raise what the host pays")
		}
		if err := closeLibrary(); err != nil {
			t.Error(err)
		}
	}
}

func capOf(err error) game.Cap {
	if over, ok := errors.AsType[*game.OverBudget](err); ok {
		return over.Cap
	}
	return ""
}

func TestDollars(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]float64{"1": 1, "0.50": 0.5, " $2 ": 2, "none": 0, "NONE": 0, "0": 0, "": -1, "-1": -1, "NaN": -1, "inf": -1, "1e400": -1, "one": -1} {
		got, err := parseDollars(s)
		if want < 0 != (err != nil) || err == nil && float64(got) != want {
			t.Errorf("%q is %v, %v, want %v", s, got, err, want)
		}
	}
}
