package game_test

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"journey/game"
)

func TestPlainIsASentence(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"none", nil, ""},
		{"empty", errors.New(" "), "Something went wrong."},
		{"lower case", errors.New("no such place"), "No such place."},
		{"ended", errors.New("is it?"), "Is it?"},
		{"ended in brackets", errors.New("wait (a moment.)"), "Wait (a moment.)"},
		{"bracketed", errors.New("not now (yet)"), "Not now (yet)."},
		{"a model's name", errors.New("gpt-6-luna declined"), "gpt-6-luna declined."},
		{"an address", errors.New("127.0.0.1:9 cannot be reached"), "127.0.0.1:9 cannot be reached."},
		{"a colon", errors.New("stories: none"), "Stories: none."},
		{"hostile", errors.New("bad\x1b]0;title\a name"), "Bad name."},
		{"full disk", fmt.Errorf("write journal: %w", syscall.ENOSPC), "The disk is full; free some space."},
		{"in use", fmt.Errorf("open: %w", game.ErrInUse), "This story is open in another window; close it there, or replay it here read-only."},
		{"its own words", fmt.Errorf("tell: %w", &game.PanicError{Value: "x"}), "Something inside broke."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := game.Plain(tt.err); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
