package tui_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"journey/game"
	"journey/game/disk"
	"journey/game/gametest"
	"journey/tui"
	"journey/tui/picture"
)

// From the key that opens the gallery to a page of 12 thumbnails of pictures of
// 1536x1024, on the disk: cold without any thumbnail, warm with those of an earlier
// start of the program.
func BenchmarkGalleryPage(b *testing.B) {
	lib := gametest.NewMemory()
	id := tell(b, lib, "The Clinic at Night", 6)
	for n := range 12 {
		h, err := lib.PutPicture(b.Context(), id, painting(uint64(n)))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := lib.Append(b.Context(), id, uint64(7+n), game.PicturePainted{Chapter: 6, Picture: game.PictureRef{Hash: h}}); err != nil {
			b.Fatal(err)
		}
	}
	kept, err := disk.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer kept.Close()
	for _, show := range []picture.Protocol{picture.Blocks, picture.Sixel} {
		for _, run := range []struct {
			name   string
			thumbs tui.Thumbnails
		}{{"cold", nil}, {"warm", kept.Thumbnails()}} {
			b.Run(show.String()+"/"+run.name, func(b *testing.B) {
				cfg := tui.Config{
					Library: lib, Game: game.Config{Narrator: &teller{}}, Thumbnails: run.thumbs,
					Start: tui.Start{Continue: id}, Pictures: picture.Options{Forced: show, Wait: time.Hour},
				}
				page(b, cfg) // a warm page needs a visit before
				for b.Loop() {
					page(b, cfg)
				}
			})
		}
	}
}

// page opens a gallery until all of its thumbnails are there. Only that is timed.
func page(b *testing.B, cfg tui.Config) {
	b.Helper()
	b.StopTimer()
	m := tui.New(b.Context(), cfg, picture.NewScreen())
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	m.Update(uv.PrimaryDeviceAttributesEvent{62})
	drive(b, m, m.Init(), func() bool { return strings.Contains(m.View().Content, "This is chapter 6") })
	b.StartTimer()
	_, cmd := m.Update(tea.KeyPressMsg{Code: 'g', Text: "g"})
	drive(b, m, cmd, func() bool {
		v := m.View().Content
		return strings.Contains(v, "Gallery 12/12") && !strings.Contains(v, "…   ") && strings.Count(v, "\n") == 39
	})
	b.StopTimer()
	if err := m.Close(); err != nil {
		b.Error(err)
	}
	b.StartTimer()
}

// painting is a picture of 1536x1024 with soft and noisy parts, as models paint them.
func painting(seed uint64) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 1536, 1024))
	r := rand.New(rand.NewPCG(seed, 1))
	for y := range 1024 {
		for x := range 1536 {
			n := uint8(r.UintN(12))
			img.SetNRGBA(x, y, color.NRGBA{uint8(x/8) + n, uint8(y/6) + n, uint8((x+y)/12+int(seed)*20) + n, 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err) // a picture in memory always encodes
	}
	return out.Bytes()
}
