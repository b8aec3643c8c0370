package picture

import (
	"image"
	"image/color"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestMosaicsHaveAGlyphForEveryPattern(t *testing.T) {
	t.Parallel()
	for set, want := range map[glyphs]map[int]rune{
		quadrants: {0b0001: '▘', 0b0110: '▞', 0b1110: '▟'},
		// From the names in the Unicode charts: BLOCK SEXTANT-1, -23, -12345.
		sextants: {0b000001: '\U0001fb00', 0b000110: '\U0001fb05', 0b011111: '\U0001fb1d', 0b111110: '\U0001fb3b'},
		// BLOCK OCTANT-3, -14, -5, -2345678.
		octants: {0b00000100: '\U0001cd00', 0b00001001: '\U0001cd04', 0b00010000: '\U0001cd09', 0b11111110: '\U0001cde5'},
	} {
		all := set.mosaics()
		w, h := set.parts()
		if len(all) != 1<<(w*h) {
			t.Fatalf("set %d: %d glyphs for %dx%d parts", set, len(all), w, h)
		}
		seen := map[rune]int{}
		for pattern, glyph := range all {
			inverse := all[len(all)-1-pattern]
			if glyph == 0 && inverse == 0 {
				t.Errorf("set %d: neither pattern %b nor its inverse has a glyph", set, pattern)
			}
			if before, ok := seen[glyph]; ok && glyph != 0 {
				t.Errorf("set %d: patterns %b and %b are both %c", set, before, pattern, glyph)
			}
			seen[glyph] = pattern
			if glyph != 0 && ansi.StringWidth(string(glyph)) != 1 {
				t.Errorf("set %d: %q is not one cell wide", set, glyph)
			}
		}
		for pattern, glyph := range want {
			if all[pattern] != glyph {
				t.Errorf("set %d: pattern %b is %U, want %U", set, pattern, all[pattern], glyph)
			}
		}
	}
}

func TestOnlyTerminalsThatDrawThemGetRareGlyphs(t *testing.T) {
	t.Parallel()
	for brand, want := range map[string]glyphs{
		"":                        eighths,
		"XTerm(379)":              eighths,
		"tmux 3.5a":               eighths,
		"kitty(0.41.1)":           octants,
		"kitty(0.26.5)":           sextants,
		"foot(1.21.0)":            octants,
		"foot(1.13.1)":            sextants,
		"foot(1.20.0)":            octants,
		"kitty(0.40.0)":           octants,
		"kitty(0.39.1)":           sextants,
		"ghostty 1.1.3":           sextants,
		"ghostty 1.2.0":           octants,
		"WezTerm 20240203-110809": sextants,
		"Konsole 23.08.4":         eighths,
		"iTerm2 3.5.0":            eighths,
	} {
		if got := (Terminal{Brand: brand}).glyphs(); got != want {
			t.Errorf("%q: set %d, want %d", brand, got, want)
		}
	}
}

// TestCellsAreDividedWhereTheColoursMeet draws a shape that has a glyph, and finds it.
func TestCellsAreDividedWhereTheColoursMeet(t *testing.T) {
	t.Parallel()
	white := func(inside func(x, y int) bool) *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, 8, 24))
		for y := range 24 {
			for x := range 8 {
				v := uint8(0)
				if inside(x, y) {
					v = 255
				}
				img.Set(x, y, color.RGBA{v, v, v, 255})
			}
		}
		return img
	}
	upper := white(func(_, y int) bool { return y < 12 })
	quarter := white(func(x, _ int) bool { return x < 2 })
	corner := white(func(x, y int) bool { return x < 4 && y < 12 })
	sextant := white(func(x, y int) bool { return x < 4 && y < 8 })
	octant := white(func(x, y int) bool { return x < 4 && y >= 6 && y < 12 })
	for _, c := range []struct {
		name   string
		img    *image.RGBA
		colors Colors
		set    glyphs
		want   string
	}{
		{"upper half", upper, TrueColor, eighths, "▀"},
		{"upper half of octants", upper, TrueColor, octants, "▀"},
		{"upper half in 16 colours", upper, Colors16, eighths, "▀"},
		{"left quarter", quarter, TrueColor, eighths, "▎"},
		{"left quarter in 256 colours", quarter, Colors256, eighths, "▎"},
		{"left quarter in 16 colours", quarter, Colors16, eighths, "▌"},
		{"corner", corner, TrueColor, quadrants, "▘"},
		{"corner of octants", corner, TrueColor, octants, "▘"},
		{"sextant", sextant, TrueColor, sextants, "\U0001fb00"},
		{"octant", octant, TrueColor, octants, "\U0001cd00"},
	} {
		got := drawText(c.img, Size{1, 1}, c.colors, c.set)
		if plain := ansi.Strip(got); plain != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFewColoursMixToTheMean(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range 40 * 40 {
		img.Set(i%40, i/40, color.RGBA{90, 90, 90, 255})
	}
	cells := fewColors(divide(img, Size{20, 10}, halves), 20, Colors16)
	mean, used := 0.0, map[uint32]bool{}
	for _, c := range cells {
		for _, i := range []uint32{c.fg, c.bg} {
			r, _, _, _ := ansi.IndexedColor(i).RGBA()
			mean += float64(r) / 257 / float64(2*len(cells))
			used[i] = true
		}
	}
	if len(used) < 2 || mean < 80 || mean > 128 {
		t.Errorf("colours %v have the mean %.0f, want some near 90", used, mean)
	}
}

// TestManyColoursAreHardlyDithered: with 256 colours to choose from, what dithering adds in
// noise is little beside what a colour misses anyway.
func TestManyColoursAreHardlyDithered(t *testing.T) {
	t.Parallel()
	const w, h = 40, 40
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.Set(i%w, i/w, color.RGBA{uint8(255 - i/w), uint8(190 - i%w), uint8(160 - i%w - i/w), 255})
	}
	near := newNearest(new([knownWords]moment))
	var c choice
	for i := 16; i < 256; i++ {
		c.colors = append(c.colors, ansi.IndexedColor(i))
	}
	near.choose(c)
	var dithered, plain int32
	for i, cell := range fewColors(divide(img, Size{w, h / 2}, halves), w, Colors256) {
		for half, number := range []uint32{cell.fg, cell.bg} {
			p := img.RGBAAt(i%w, i/w*2+half)
			want := rgb{int32(p.R), int32(p.G), int32(p.B)}
			if cell.glyph == ' ' {
				number = cell.bg
			}
			dithered += want.distance(&near.colors[number-16])
			plain += want.distance(&near.colors[near.exactly(want)])
		}
	}
	if dithered > plain*11/10 {
		t.Errorf("pixels are missed by %d when dithered, by %d when not", dithered, plain)
	}
}

func TestTextKeepsToItsCells(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 3, 200))
	for i := range 600 {
		img.Set(i%3, i/3, color.RGBA{uint8(i * 7), uint8(i * 13), uint8(i * 29), 255})
	}
	for set := halves; set <= octants; set++ {
		lines := strings.Split(drawText(img, Size{5, 4}, TrueColor, set), "\n")
		if len(lines) != 4 {
			t.Errorf("set %d: %d lines, want 4", set, len(lines))
		}
		for _, line := range lines {
			if n := utf8.RuneCountInString(ansi.Strip(line)); n != 5 {
				t.Errorf("set %d: %d cells in %q, want 5", set, n, line)
			}
		}
	}
}
