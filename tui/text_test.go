package tui_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"journey/tui"
)

// TestWrapKeepsItsWidthAndEveryLetter: at no width is a line too long, whatever dashes there
// are, and a dash of two hyphens is not broken.
func TestWrapKeepsItsWidthAndEveryLetter(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"I say to you all quietly now my dear fried --really and journey play --continue",
		"a well-known state-of-the-art e-mail—dash – en -dash --- a-- b- c, 3-4 and -5",
		"ein Blau‑Grün -- und Über-Ich",
		"keeps\nits -- own\n\nlines -", " a3(a33bcé",
	} {
		for w := 2; w < 90; w++ {
			got := tui.Wrap(text, w)
			for line := range strings.SplitSeq(got, "\n") {
				if n := ansi.StringWidth(line); n > w {
					t.Errorf("of %d cells, %q has %d", w, line, n)
				}
			}
			letters := strings.NewReplacer("\n", "", " ", "").Replace
			if letters(got) != letters(text) {
				t.Errorf("%d cells: %q is left of %q", w, got, text)
			}
			if w > 4 && strings.Contains(got, "-\n-") && !strings.Contains(text, "‑") {
				t.Errorf("%d cells: a dash is broken: %q", w, got)
			}
		}
	}
	if got := tui.Wrap("a well-known word", 8); got != "a well-\nknown\nword" {
		t.Errorf("%q", got)
	}
}
