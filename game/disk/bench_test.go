package disk_test

import (
	"fmt"
	"strings"
	"testing"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
)

// told is a chapter of ordinary length.
func told(id game.ChapterID) game.Body {
	return game.ChapterTold{Chapter: game.Chapter{
		ID: id, Parent: id - 1, Title: fmt.Sprintf("The %dth floor", id), Summary: "You went up another floor.",
		Prose:   strings.Repeat("The rain on the glass is the city talking to itself, and nobody translates. ", 24),
		Scene:   game.Scene{Place: "a stairwell", Light: "magenta neon", Present: []string{"Ada"}, Alt: "A stairwell in neon."},
		Choices: []game.Choice{{Text: "Go up"}, {Text: "Listen at the door"}, {Text: "Go back to the street"}},
		Cast:    []game.CastChange{{Name: "Ada", Carries: []string{"lamp", fmt.Sprint("key ", id)}}},
		Usage:   game.Usage{Model: "m", InputTokens: 3000, OutputTokens: 700, USD: 0.01}, Teller: "m",
	}}
}

func painted(id game.ChapterID) game.Body {
	return game.PicturePainted{Chapter: id, Picture: game.PictureRef{
		Hash: game.HashOf([]byte{byte(id)}), Prompt: strings.Repeat("neon, rain, ", 30), Painter: "m",
	}}
}

// tell makes a story of n chapters with pictures.
func tell(b *testing.B, lib *disk.Library, n int) game.StoryID {
	b.Helper()
	id := create(b, lib, "Long")
	for c := 1; c <= n; {
		seq := uint64(2*c - 1)
		var bodies []game.Body
		for ; c <= n && len(bodies) < 100; c++ {
			bodies = append(bodies, told(game.ChapterID(c)), painted(game.ChapterID(c)))
		}
		appendTo(b, lib, id, seq, bodies...)
	}
	return id
}

func BenchmarkAppend(b *testing.B) {
	for _, leased := range []bool{true, false} {
		b.Run(fmt.Sprintf("leased=%v", leased), func(b *testing.B) {
			lib := open(b, b.TempDir())
			id := create(b, lib, "Long")
			if leased {
				release, err := lib.Lease(b.Context(), id)
				if err != nil {
					b.Fatal(err)
				}
				b.Cleanup(func() { _ = release() })
			}
			b.ReportAllocs()
			seq := uint64(1)
			for b.Loop() {
				appendTo(b, lib, id, seq, told(game.ChapterID(seq)))
				seq++
			}
		})
	}
}

func BenchmarkPutPicture300KB(b *testing.B) {
	lib := open(b, b.TempDir())
	id := create(b, lib, "Gallery")
	b.ReportAllocs()
	for i := uint64(0); b.Loop(); i++ {
		if _, err := lib.PutPicture(b.Context(), id, append(gametest.PNG(i), make([]byte, 300<<10)...)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead1000Chapters(b *testing.B) {
	dir := b.TempDir()
	lib := open(b, dir)
	id := tell(b, lib, 1000)
	b.SetBytes(int64(len(readFile(b, journalOf(dir, id)))))
	b.ReportAllocs()
	for b.Loop() {
		if got, err := events(b, lib, id); err != nil || len(got) != 2001 {
			b.Fatal(len(got), err)
		}
	}
}

func BenchmarkLoad1000Chapters(b *testing.B) {
	lib := open(b, b.TempDir())
	id := tell(b, lib, 1000)
	b.ReportAllocs()
	for b.Loop() {
		load(b, lib, id)
	}
}

// BenchmarkList lists 300 stories of ten chapters, as a new process does and as
// the library screen does when it comes back.
func BenchmarkList(b *testing.B) {
	dir := b.TempDir()
	lib := open(b, dir)
	for range 300 {
		tell(b, lib, 10)
	}
	list := func(lib *disk.Library) {
		if entries, err := lib.List(b.Context()); err != nil || len(entries) != 300 {
			b.Fatal(len(entries), err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			list(open(b, dir))
		}
	})
	b.Run("warm", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			list(lib)
		}
	})
}
