package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestEveryWayIsPlayed plays two chapters at a hundred times their speed. How long that
// takes is not looked at, but that each way comes to its picture and has its two lines.
func TestEveryWayIsPlayed(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	c := conditions{first: 600 * time.Millisecond, picture: 9 * time.Second, tokens: 80, wpm: 250, chapters: 2, speed: 100}
	if err := run(t.Context(), &out, c); err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^\| [a-zA-Z, ]+ \| [a-z, ()]+ \|( \d+\.\d\d s \|){5}( \d+\.\d\d s \| \d+\.\d %|  \| ) \|$`)
	if n := len(line.FindAllString(out.String(), -1)); n != 6 {
		t.Errorf("%d lines with times, want 6:\n%s", n, out.String())
	}
	for _, way := range []string{"| one after the other |", "| Journey |", "| Journey, telling ahead |"} {
		if strings.Count(out.String(), way) != 2 {
			t.Errorf("%q has not two lines:\n%s", way, out.String())
		}
	}
}
