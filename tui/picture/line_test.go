package picture

import (
	"testing"
	"time"
)

// TestAShortFlightTellsNothingOfTheLine: pieces take longer than a few bytes on any line, which
// is not because others are before them.
func TestAShortFlightTellsNothingOfTheLine(t *testing.T) {
	const trip, rate = 160 * time.Millisecond, 125_000 // bytes a second
	l := newLine(true)
	now := time.Unix(0, 0)
	fly := func(bytes int) {
		l.send(nil, bytes, now)
		now = now.Add(trip + time.Duration(bytes)*time.Second/rate)
		l.answer(now)
	}
	fly(3200)
	fly(300)
	fly(0)
	for range 20 {
		fly(8500)
	}
	if room, _ := l.room(now); room < 16<<10 {
		t.Errorf("after 20 pieces, each alone on the line, %d bytes may be under way", room)
	}
}
