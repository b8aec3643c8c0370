package openaiclient

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

// play starts a story told, and with pictures painted, by the client.
func play(tb testing.TB, c *Client, pictures bool) *game.Journey {
	tb.Helper()
	cfg := game.Config{Library: gametest.NewMemory(), Narrator: c.Narrator()}
	if pictures {
		cfg.Painter = c.Painter()
	}
	j, err := game.Start(tb.Context(), cfg, game.StoryStarted{Premise: opening().Premise})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := j.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	})
	if err := j.Begin(); err != nil {
		tb.Fatal(err)
	}
	return j
}

// await reads updates up to the first of a kind.
func await[T game.Update](tb testing.TB, j *game.Journey) T {
	tb.Helper()
	for u := range j.Updates() {
		switch u := u.(type) {
		case T:
			return u
		case game.Failed:
			tb.Fatal(u.Err)
		}
	}
	tb.Fatal("the updates ended")
	panic("unreachable")
}

// The server is silent in the middle of the prose, and has been asked for the picture
// all the same.
func TestAJourneyAsksForThePictureBeforeTheProseEnds(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	s.Fail(openaitest.Chat, openaitest.Faults()["stall"])
	j := play(t, c, true)
	await[game.ProseArrived](t, j)
	if err := s.Wait(t.Context(), openaitest.Pictures, func(calls []openaitest.Call) bool { return len(calls) == 1 }); err != nil {
		t.Fatal(err)
	}
	if text := s.Calls(openaitest.Chat)[0]; !text.Ended.IsZero() {
		t.Errorf("the text ended at %v", text.Ended)
	}
	j.Cancel()
	await[game.Stopped](t, j)
}

// BenchmarkWord is the time from a word that the server writes into its socket to
// the update by which a screen learns of it, with the screen waiting for it.
func BenchmarkWord(b *testing.B) {
	const most = 5000 // words of a chapter; longer ones are cut
	say := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		delta := func(text string) {
			_, _ = fmt.Fprintf(w, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%q},\"finish_reason\":null}]}\n\n", text)
			w.(http.Flusher).Flush()
		}
		delta(`{"title":"Rain","cast":[],"scene":{"place":"a street"},"prose":"It rains. `)
		for <-say {
			delta("rain ")
		}
		delta(`","choices":["Go","Stay"],"ending":null,"summary":"It rained."}`)
		_, _ = fmt.Fprint(w, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	}))
	b.Cleanup(server.Close)
	c, err := New(Config{BaseURL: server.URL})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(c.Close)
	j := play(b, c, false)
	await[game.ProseArrived](b, j)
	said := 0
	b.ReportAllocs()
	for b.Loop() {
		say <- true
		if u := await[game.ProseArrived](b, j); !strings.Contains(u.Text, "rain") {
			b.Fatalf("shown %q", u.Text)
		}
		if said++; said%most == 0 {
			b.StopTimer()
			say <- false
			await[game.Told](b, j)
			if err := j.Retell(); err != nil {
				b.Fatal(err)
			}
			await[game.ProseArrived](b, j)
			b.StartTimer()
		}
	}
	say <- false
	await[game.Told](b, j)
}
