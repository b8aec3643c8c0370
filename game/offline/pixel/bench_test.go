//go:build unix

package pixel

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"journey/game"
)

// BenchmarkPaint measures one picture of 1536 by 1024 with its two previews.
// cpu-ms/op is the processor time of the whole process, collector included.
func BenchmarkPaint(b *testing.B) {
	for _, place := range []string{"night market", "clinic", "server hall", "greenhouse"} {
		b.Run(strings.ReplaceAll(place, " ", "-"), func(b *testing.B) {
			r := market()
			r.Scene.Place = place
			p := New()
			b.ReportAllocs()
			start, size := cpuTime(b), 0
			for b.Loop() {
				pics, err := p.Paint(b.Context(), r, func(game.Picture) {})
				if err != nil {
					b.Fatal(err)
				}
				size = len(pics[0].Data)
			}
			b.ReportMetric(float64((cpuTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(size), "bytes/picture")
		})
	}
}

func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
