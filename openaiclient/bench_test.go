package openaiclient

import (
	"testing"
	"time"

	"journey/game"
	"journey/openaiclient/openaitest"
)

// BenchmarkNarrate tells a chapter of a server that takes no time: what is left is
// our own work, the server's in the same process, and the socket.
func BenchmarkNarrate(b *testing.B) {
	s := openaitest.New(openaitest.Options{})
	defer s.Close()
	c, err := New(Config{BaseURL: s.URL()})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	pieces := 0
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Narrator().Narrate(b.Context(), opening(), func(game.Piece) { pieces++ }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(time.Microsecond)/float64(pieces), "µs/piece")
}
