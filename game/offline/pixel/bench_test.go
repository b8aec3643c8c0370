//go:build unix

package pixel

import (
	"image"
	"strings"
	"syscall"
	"testing"
	"time"

	"journey/game"
)

// BenchmarkPaint measures one picture of 1536 by 1024 with its two previews.
// cpu-ms/op is the processor time of the whole process, collector included.
func BenchmarkPaint(b *testing.B) {
	for _, place := range []string{"night market", "clinic", "server hall", "greenhouse", "storm sea", "owl library", "clearing", "rose hedge"} {
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

// BenchmarkEdit measures what ends in a picture of 1536 by 1024: a part painted over,
// a square made wider by half, another composition, another hour; and a description.
func BenchmarkEdit(b *testing.B) {
	pics, err := New().Paint(b.Context(), market(), nil)
	if err != nil {
		b.Fatal(err)
	}
	r := market()
	r.Size = game.PictureSize{W: 1024, H: 1024}
	square, err := New().Paint(b.Context(), r, nil)
	if err != nil {
		b.Fatal(err)
	}
	wide, _ := extended(b, imageOf(b, square[0].Data), 1536, 1024, image.Pt(256, 0))
	tall, _ := extended(b, imageOf(b, square[0].Data), 1024, 1536, image.Pt(0, 256))
	photo, _ := extended(b, photograph(1024, 1024), 1536, 1024, image.Pt(256, 0))
	holedPhoto := pngOf(b, photograph(1536, 1024))
	for name, r := range map[string]game.EditRequest{
		"mask":         {Prompt: "a skull", Pictures: [][]byte{pics[0].Data}, Mask: holed(b, 1536, 1024, image.Rect(560, 300, 960, 960))},
		"extend":       {Prompt: "more", Pictures: [][]byte{wide}},
		"heighten":     {Prompt: "more", Pictures: [][]byte{tall}},
		"extend-photo": {Prompt: "more", Pictures: [][]byte{photo}},
		"mask-photo":   {Prompt: "a skull", Pictures: [][]byte{holedPhoto}, Mask: holed(b, 1536, 1024, image.Rect(560, 300, 960, 960))},
		"vary":         {Pictures: [][]byte{pics[0].Data}},
		"instruct":     {Prompt: "make it dawn", Pictures: [][]byte{pics[0].Data}},
	} {
		b.Run(name, func(b *testing.B) {
			start := cpuTime(b)
			for b.Loop() {
				if _, err := New().Edit(b.Context(), r, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
	b.Run("describe", func(b *testing.B) {
		start := cpuTime(b)
		for b.Loop() {
			if _, err := New().Describe(b.Context(), game.DescribeRequest{Data: wide}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64((cpuTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	})
}
