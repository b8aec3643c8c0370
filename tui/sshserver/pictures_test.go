package sshserver_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"journey/game"
	"journey/tui"
	"journey/tui/sshserver"
)

// A painter paints the same wall in every room.
type painter struct{}

func (painter) Paint(context.Context, game.PaintRequest, func(game.Picture)) ([]game.Picture, error) {
	wall := image.NewRGBA(image.Rect(0, 0, 96, 64))
	for i := range 96 * 64 {
		wall.Set(i%96, i/96, color.RGBA{R: 200, G: uint8(i / 96 * 3), B: 20, A: 255})
	}
	var data bytes.Buffer
	if err := png.Encode(&data, wall); err != nil {
		return nil, err
	}
	return []game.Picture{{Data: data.Bytes(), Painter: "test"}}, nil
}

// An illustrator is a narrator whose rooms can be painted.
type illustrator struct{ narrator }

func (i illustrator) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	c, err := i.narrator.Narrate(ctx, b, emit)
	c.Scene = game.Scene{Place: "a room with a red wall"}
	return c, err
}

// TestPictures: each player gets pictures as their own terminal shows them, sized
// by the pixels that their client reports.
func TestPictures(t *testing.T) {
	h := serve(t, func(c *sshserver.Config) {
		program := c.Program
		c.Program = func(p sshserver.Player, lib game.Library) tui.Config {
			cfg := program(p, lib)
			cfg.Game = game.Config{Narrator: illustrator{}, Painter: painter{}}
			return cfg
		}
	})
	rich := sit(t, h.connect(noKey()), 120, 40, withSixel) // the client reports cells of 8x8 pixels
	poor := sit(t, h.connect(noKey()), 120, 40)
	rich.paints(8, 8)
	poor.sees("▀")
	if strings.Contains(poor.received(), "\x1bP") {
		t.Error("a picture in sixel on a terminal that shows none")
	}

	// A larger font: as many cells, more pixels.
	grown := struct{ Columns, Rows, Width, Height uint32 }{120, 40, 1200, 800}
	if _, err := rich.session.SendRequest("window-change", false, gossh.Marshal(grown)); err != nil {
		t.Fatal(err)
	}
	rich.paints(10, 20)
}

// paints waits for a sixel picture made of whole cells of so many pixels.
func (c *terminal) paints(width, height int) {
	c.t.Helper()
	sixel := regexp.MustCompile(`\x1bP[0-9;]*q"1;1;([0-9]+);([0-9]+)[^\x1b]*\x1b\\`)
	c.until(fmt.Sprintf("no picture of cells of %dx%d pixels", width, height), func(output string) bool {
		for _, raster := range sixel.FindAllStringSubmatch(output, -1) {
			w, _ := strconv.Atoi(raster[1])
			h, _ := strconv.Atoi(raster[2])
			if w > 0 && w%width == 0 && h > 0 && h%height == 0 {
				return true
			}
		}
		return false
	})
}
