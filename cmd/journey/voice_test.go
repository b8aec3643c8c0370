package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestSay(t *testing.T) {
	unsaved := errors.New("write chapter: input/output error")
	for name, tc := range map[string]struct {
		err  error
		want string
	}{
		"a cancel":                     {fmt.Errorf("play: %w", context.Canceled), ""},
		"an interrupted screen":        {fmt.Errorf("play: %w", tea.ErrInterrupted), ""},
		"a killed screen":              {fmt.Errorf("%w: %w", tea.ErrProgramKilled, context.Canceled), ""},
		"a cancel that lost something": {errors.Join(fmt.Errorf("play: %w", context.Canceled), unsaved), "journey: Not everything could be saved: Write chapter: input/output error.\n"},
		"one that lost it deeper":      {fmt.Errorf("play: %w", errors.Join(tea.ErrInterrupted, errors.Join(unsaved, nil))), "journey: Not everything could be saved: Write chapter: input/output error.\n"},
		"an error":                     {unsaved, "journey: Write chapter: input/output error.\n"},
		"an error with a hint":         {hinted{unsaved, "Try."}, "journey: Write chapter: input/output error.\nTry.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var said strings.Builder
			say(&said, tc.err)
			if said.String() != tc.want {
				t.Errorf("%q, want %q", said.String(), tc.want)
			}
		})
	}
}
