package canvas

import (
	"image"
	"image/color"
	"testing"
)

// BenchmarkStroke is a piece of a stroke drawn on a mask of a whole picture, and its
// preview tinted.
func BenchmarkStroke(b *testing.B) {
	m := NewMask(image.Pt(1536, 1024))
	preview := NRGBA(noise(200, 120, 1, false))
	for b.Loop() {
		m.Stroke(image.Pt(300, 300), image.Pt(420, 380), 60, true)
		Tint(preview, m, color.NRGBA{R: 255, A: 128})
	}
}

func BenchmarkComposite(b *testing.B) {
	original, edited := NRGBA(noise(1536, 1024, 1, false)), NRGBA(noise(1536, 1024, 2, false))
	m := NewMask(original.Rect.Size())
	m.Ellipse(image.Rect(300, 200, 1200, 900), true)
	for name, feather := range map[string]int{"hard": 0, "feathered": 24} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Composite(original, edited, m, feather)
			}
		})
	}
	b.Run("scaled", func(b *testing.B) {
		half := NRGBA(noise(768, 512, 3, false))
		for b.Loop() {
			Composite(original, half, m, 24)
		}
	})
}

func BenchmarkContactSheet(b *testing.B) {
	var ten []image.Image
	for i := range 10 {
		ten = append(ten, NRGBA(noise(1536, 1024, uint64(i), false)))
	}
	for b.Loop() {
		if _, err := ContactSheet(ten, 5, image.Pt(240, 160)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExtend(b *testing.B) {
	img := NRGBA(noise(1024, 1024, 1, false))
	for b.Loop() {
		e, err := Extend(img, Margins{Left: 512}, 64)
		if err != nil {
			b.Fatal(err)
		}
		e.Stitch(e.Canvas)
	}
}
