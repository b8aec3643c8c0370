package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"journey/openaiclient/openaitest"
)

// answering runs the program with the lines as its input.
func answering(t *testing.T, lines string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "in"), []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var said strings.Builder
	code = run(t.Context(), args, in, out, &said)
	return code, read(t, out.Name()), said.String()
}

// TestAChapterThatBreaksOffInPlainPlay plays against a server that cuts the second
// chapter off.
func TestAChapterThatBreaksOffInPlainPlay(t *testing.T) {
	const mark = "[The reply ends here.]"
	tests := map[string]struct {
		lines string
		code  int
		want  []string // on standard output, in this order
	}{
		"told again":       {"1\nr\n", exitDone, []string{"Chapter 2: ", mark, "Chapter 2: ", "1. "}},
		"told offline":     {"1\nsay what?\no\n", exitDone, []string{"Chapter 2: ", mark, "Chapter 2: ", "1. "}},
		"back":             {"1\nb\n2\n", exitDone, []string{"Chapter 2: ", mark, "Chapter 1: ", "1. ", "Chapter 2: ", "1. "}},
		"left undecided":   {"1\n", exitFailed, []string{"Chapter 2: ", mark}},
		"left by the word": {"1\nq\n", exitFailed, []string{"Chapter 2: ", mark}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := openaitest.New(openaitest.Options{})
			defer server.Close()
			server.Fail(openaitest.Chat, openaitest.Fault{}, openaitest.Faults()["cut"])
			t.Setenv("OPENAI_BASE_URL", server.URL())
			t.Setenv("JOURNEY_DATA", t.TempDir())
			code, out, said := answering(t, test.lines, "play", "--plain", "--pictures", "off", "--premise", "A lighthouse")
			rest := out
			for _, want := range append([]string{"Chapter 1: "}, test.want...) {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("no %q in what follows:\n%s\n%s", want, rest, said)
				}
				rest = after
			}
			if code != test.code || test.code == exitDone && strings.Contains(rest, mark) {
				t.Errorf("exit %d, want %d\n%s\n%s", code, test.code, out, said)
			}
			if test.code == exitFailed {
				continueBroken(t, said)
			}
		})
	}
}

// continueBroken goes on with the story that was left, as the words said on leaving
// advise.
func continueBroken(t *testing.T, said string) {
	t.Helper()
	advice := regexp.MustCompile(`--continue (\S+) tries again`).FindStringSubmatch(said)
	if advice == nil {
		t.Fatalf("no advice in\n%s", said)
	}
	code, out, said := answering(t, "r\n", "play", "--plain", "--pictures", "off", "--continue", advice[1])
	parts := strings.Split(out, "[The reply ends here.]")
	if code != exitDone || len(parts) != 2 || !strings.Contains(parts[0], "Chapter 2: ") || !strings.Contains(parts[1], "1. ") {
		t.Errorf("exit %d\n%s\n%s", code, out, said)
	}
	code, out, said = answering(t, "", "replay", advice[1], "--plain")
	if code != exitDone || strings.Contains(out, "reply ends here") || strings.Count(out, "Chapter ") != 2 {
		t.Errorf("replay exit %d\n%s\n%s", code, out, said)
	}
	fmt.Fprintln(t.Output(), out)
}
