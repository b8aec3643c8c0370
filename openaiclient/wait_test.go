package openaiclient

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

// TestAPlayerIsToldWhyTheServerWaits plays a chapter at a server that first has no time,
// or no model.
func TestAPlayerIsToldWhyTheServerWaits(t *testing.T) {
	t.Parallel()
	later := func(seconds float64) openaitest.Fault {
		f := openaitest.Faults()["busy"]
		f.Header = map[string]string{"Retry-After": strconv.FormatFloat(seconds, 'f', -1, 64)}
		return f
	}
	loading := openaitest.Faults()["loading"]
	const loads = "The storyteller's server is loading its model…"
	for name, tt := range map[string]struct {
		first  time.Duration // that the first word may take; 0 is as usual
		faults []openaitest.Fault
		want   []string
	}{
		"for some time": {0, []openaitest.Fault{later(12)}, []string{"The server asks to wait 12 s…", ""}},
		"for longer":    {0, []openaitest.Fault{later(3), later(11.2)}, []string{"The server asks to wait 3 s…", "", "The server asks to wait 12 s…", ""}},
		"for a moment":  {0, []openaitest.Fault{later(0.2), openaitest.Faults()["server-error"]}, nil},
		"to load":       {0, []openaitest.Fault{loading, loading, loading}, []string{loads, ""}},
		"for a word":    {4 * time.Second, []openaitest.Fault{{Delay: time.Second}}, []string{"The storyteller's server has not begun to answer…", ""}},
		"not at all":    {0, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.Timeouts.First = tt.first })
			s.Fail(openaitest.Chat, tt.faults...)
			s.Fail(openaitest.Pictures, loading) // a picture is waited for in silence
			j, err := game.Start(t.Context(), game.Config{Library: gametest.NewMemory(), Narrator: c.Narrator(), Painter: c.Painter()}, game.StoryStarted{Premise: opening().Premise})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := j.Close(); err != nil {
					t.Error(err)
				}
			}()
			if err := j.Begin(); err != nil {
				t.Fatal(err)
			}
			var said []string
			for u := range j.Updates() {
				if w, ok := u.(game.Waiting); ok {
					said = append(said, w.Why)
				}
				if _, told := u.(game.Told); told {
					break
				}
			}
			if !slices.Equal(said, tt.want) {
				t.Errorf("said %q, want %q", said, tt.want)
			}
			if err := j.Settle(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}
