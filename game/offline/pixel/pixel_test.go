package pixel

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/png"
	"runtime"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
)

func market() game.PaintRequest {
	return game.PaintRequest{
		Scene: game.Scene{
			Place: "a night market under neon", Time: "night", Light: "magenta neon", Weather: "rain", Shot: "wide",
			Present: []string{"You", "Vesna"},
		},
		Present: []game.Character{vesna()},
		Seed:    7,
	}
}

func vesna() game.Character {
	return game.Character{
		Name: "Vesna", Look: "a tall woman with short silver hair, violet glowing eyes and a brass jaw implant",
		Wears: []string{"long red coat"}, Carries: []string{"a storm lamp"},
	}
}

func paint(t *testing.T, r game.PaintRequest) []game.Picture {
	t.Helper()
	pics, err := New().Paint(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pics
}

func decode(t *testing.T, p game.Picture) *image.Paletted {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(p.Data))
	if err != nil {
		t.Fatal(err)
	}
	pal, ok := img.(*image.Paletted)
	if !ok {
		t.Fatalf("picture is a %T, want paletted", img)
	}
	return pal
}

func TestSameRequestSameBytes(t *testing.T) {
	want := paint(t, market())[0].Data
	for _, n := range []int{1, 2, 8} {
		old := runtime.GOMAXPROCS(n)
		got := paint(t, market())[0].Data
		runtime.GOMAXPROCS(old)
		if !bytes.Equal(got, want) {
			t.Errorf("picture differs with GOMAXPROCS %d", n)
		}
	}
}

func TestSeedAndNVary(t *testing.T) {
	r := market()
	r.N = 3
	pics := paint(t, r)
	if len(pics) != 3 {
		t.Fatalf("got %d pictures, want 3", len(pics))
	}
	if bytes.Equal(pics[0].Data, pics[1].Data) || bytes.Equal(pics[1].Data, pics[2].Data) {
		t.Error("pictures of one request are alike")
	}
	if !bytes.Equal(pics[0].Data, paint(t, market())[0].Data) {
		t.Error("the first of three differs from the only one of one")
	}
	r = market()
	r.Seed++
	if bytes.Equal(paint(t, r)[0].Data, pics[0].Data) {
		t.Error("another seed painted the same picture")
	}
}

func TestSizes(t *testing.T) {
	for _, c := range []struct{ ask, want game.PictureSize }{
		{game.PictureSize{}, game.PictureSize{W: 1536, H: 1024}},
		{game.PictureSize{W: 1024, H: 1024}, game.PictureSize{W: 1024, H: 1024}},
		{game.PictureSize{W: 1024, H: 1536}, game.PictureSize{W: 1024, H: 1536}},
		{game.PictureSize{W: 333, H: 517}, game.PictureSize{W: 333, H: 517}},
		{game.PictureSize{W: -5, H: 900}, game.PictureSize{W: 1536, H: 1024}},
		{game.PictureSize{W: 1, H: 1}, game.PictureSize{W: 64, H: 64}},
		{game.PictureSize{W: 1 << 40, H: 70}, game.PictureSize{W: 4096, H: 70}},
		{game.PictureSize{W: 70, H: 1 << 40}, game.PictureSize{W: 70, H: 4096}},
	} {
		r := market()
		r.Size = c.ask
		got := decode(t, paint(t, r)[0]).Bounds()
		if got.Dx() != c.want.W || got.Dy() != c.want.H {
			t.Errorf("asked for %v: got %v, want %v", c.ask, got.Max, c.want)
		}
		if allowed := New().Sizes().Allowed(c.ask); allowed != (c.ask == c.want) {
			t.Errorf("%v is allowed: %v", c.ask, allowed)
		}
	}
}

func TestPaletteIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("paints all places")
	}
	for _, pl := range places() {
		r := game.PaintRequest{
			Scene: game.Scene{Place: pl.name, Time: "dusk", Weather: "rain", Light: "magenta neon, cyan screens", Present: []string{"Kai", "Lu"}},
			Size:  game.PictureSize{W: 256, H: 171},
		}
		if n := len(decode(t, paint(t, r)[0]).Palette); n > maxColours {
			t.Errorf("%s has %d colours, want at most %d", pl.name, n, maxColours)
		}
	}
}

// TestPixelsAreSquare checks that the picture is scaled up by a whole number.
func TestPixelsAreSquare(t *testing.T) {
	img := decode(t, paint(t, market())[0])
	for y := 0; y < 1024; y += 6 {
		for x := range 1536 {
			a, b := img.ColorIndexAt(x-x%6, y), img.ColorIndexAt(x, min(y+5, 1023))
			if a != b {
				t.Fatalf("pixel (%d, %d) is not part of a square", x, y)
			}
		}
	}
}

func TestPartialPictures(t *testing.T) {
	var parts []game.Picture
	pics, err := New().Paint(t.Context(), market(), func(p game.Picture) { parts = append(parts, p) })
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 2 {
		t.Fatalf("got %d partial pictures, want 2", len(parts))
	}
	for i, p := range append(parts, pics...) {
		if p.Painter != "offline" || !strings.Contains(p.Prompt, "night market") {
			t.Errorf("picture %d: painter %q, prompt %q", i, p.Painter, p.Prompt)
		}
		if p.Partial != (i < 2) {
			t.Errorf("picture %d: partial is %v", i, p.Partial)
		}
		decode(t, p)
	}
	if bytes.Equal(parts[0].Data, parts[1].Data) {
		t.Error("the people changed nothing")
	}
}

func TestCancelBetweenStages(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := New().Paint(ctx, market(), func(game.Picture) {
		calls++
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
	if calls != 1 {
		t.Errorf("painted on after it was cancelled: %d previews", calls)
	}
}

func TestContract(t *testing.T) { gametest.Painter(t, New()) }

func TestTooManyPictures(t *testing.T) {
	r := market()
	r.N = 1 << 30
	if _, err := New().Paint(t.Context(), r, nil); !errors.Is(err, ErrTooMany) {
		t.Errorf("got error %v, want %v", err, ErrTooMany)
	}
}

func TestHostileScenes(t *testing.T) {
	huge := strings.Repeat("neon hair \x1b[31m\u202e coat ", 1<<16)
	many := make([]string, 5000)
	for i := range many {
		many[i] = fmt.Sprint("person ", i)
	}
	for name, r := range map[string]game.PaintRequest{
		"empty":      {},
		"negative N": {N: -4},
		"huge":       {Scene: game.Scene{Place: huge, Time: huge, Light: huge, Weather: huge, Shot: huge, Mood: huge, Present: []string{huge}}},
		"crowd":      {Scene: game.Scene{Place: "alley", Present: many}},
		"bad UTF-8":  {Scene: game.Scene{Place: "\xff\xfe", Present: []string{"\xff", "", "  "}}},
		"dressed":    {Scene: game.Scene{Present: []string{"X"}}, Present: []game.Character{{Name: "X", Look: huge, Wears: []string{huge}, Carries: []string{huge}}}},
	} {
		for _, shot := range []string{"wide", "medium", "close-up"} {
			for _, size := range []game.PictureSize{{W: 64, H: 64}, {W: 1200, H: 64}, {W: 64, H: 1200}} {
				r.Size = size
				if r.Scene.Shot == "" || len(r.Scene.Shot) < 20 {
					r.Scene.Shot = shot
				}
				p := paint(t, r)
				if len(p) != 1 {
					t.Errorf("%s: got %d pictures, want 1", name, len(p))
				}
				if len(p[0].Prompt) > maxPrompt {
					t.Errorf("%s: prompt of %d bytes", name, len(p[0].Prompt))
				}
			}
		}
	}
}

// TestEveryPlaceInOddFrames paints every set in frames it was not made for.
func TestEveryPlaceInOddFrames(t *testing.T) {
	if testing.Short() {
		t.Skip("paints all places")
	}
	for i, pl := range places() {
		for j, size := range []game.PictureSize{{W: 64, H: 300}, {W: 300, H: 64}, {W: 64, H: 64}} {
			paint(t, game.PaintRequest{
				Scene: game.Scene{
					Place: pl.name, Weather: []string{"storm", "snow", "fog"}[(i+j)%3], Shot: []string{"wide", "close-up"}[i%2],
					Time: "noon", Light: "red emergency neon lamp screens sun", Present: []string{"Kai"},
				},
				Size: size,
			})
		}
	}
}

// pixels are the colours of a scene's picture, one for each canvas pixel.
func pixels(t *testing.T, sc game.Scene, style string) []ink {
	t.Helper()
	return pixelsOf(t, sc, game.Premise{Style: style})
}

func pixelsOf(t *testing.T, sc game.Scene, premise game.Premise) []ink {
	t.Helper()
	img := decode(t, paint(t, game.PaintRequest{
		Scene: sc, Premise: premise, Size: game.PictureSize{W: 256, H: 171},
	})[0])
	out := make([]ink, len(img.Pix))
	for i, p := range img.Pix {
		r, g, b, _ := img.Palette[p].RGBA()
		out[i] = mk(int(r>>8), int(g>>8), int(b>>8))
	}
	return out
}

// distance is the percentage of pixels that differ clearly.
func distance(a, b []ink) int {
	n := 0
	for i := range a {
		if apart(a[i], b[i]) > 60 {
			n++
		}
	}
	return n * 100 / len(a)
}

func TestOneWordChangesThePicture(t *testing.T) {
	base := game.Scene{Place: "rooftop", Time: "night", Weather: "clear", Light: "cyan glow", Present: []string{"Vesna"}}
	was := pixels(t, base, "")
	for name, c := range map[string]struct {
		change func(*game.Scene)
		least  int // percent of pixels
	}{
		"place":   {func(s *game.Scene) { s.Place = "alley" }, 40},
		"time":    {func(s *game.Scene) { s.Time = "dusk" }, 40},
		"hour":    {func(s *game.Scene) { s.Time = "midnight" }, 15},
		"rain":    {func(s *game.Scene) { s.Weather = "rain" }, 10},
		"fog":     {func(s *game.Scene) { s.Weather = "fog" }, 30},
		"snow":    {func(s *game.Scene) { s.Weather = "snow" }, 15},
		"smog":    {func(s *game.Scene) { s.Weather = "smog" }, 40},
		"light":   {func(s *game.Scene) { s.Light = "amber glow" }, 20},
		"shot":    {func(s *game.Scene) { s.Shot = "close-up" }, 30},
		"company": {func(s *game.Scene) { s.Present = []string{"Vesna", "Oko"} }, 4},
		"mood":    {func(s *game.Scene) { s.Mood = "tense" }, 1},
		"alone":   {func(s *game.Scene) { s.Present = nil }, 1},
	} {
		sc := base
		c.change(&sc)
		if d := distance(was, pixels(t, sc, "")); d < c.least {
			t.Errorf("%s: %d %% of the pixels differ, want at least %d %%", name, d, c.least)
		}
	}
	for _, style := range []string{"ink drawing", "watercolour", "film noir"} {
		if d := distance(was, pixels(t, base, style)); d < 30 {
			t.Errorf("style %s: %d %% of the pixels differ, want at least 30 %%", style, d)
		}
	}
	if distance(was, pixels(t, base, "8-bit pixel art")) != 0 {
		t.Error("8-bit pixel art is not the default style")
	}
}

func TestPlacesDiffer(t *testing.T) {
	if testing.Short() {
		t.Skip("paints all places")
	}
	var names []string
	var pics [][]ink
	for _, pl := range places() {
		names = append(names, pl.name)
		pics = append(pics, pixelsOf(t, game.Scene{Place: pl.name, Time: "night"}, game.Premise{World: worldOf(pl.land)}))
	}
	if len(names) < 70 {
		t.Errorf("%d places, want at least 70", len(names))
	}
	for i := range pics {
		for j := range i {
			if d := distance(pics[i], pics[j]); d < 20 {
				t.Errorf("%s and %s differ in %d %% of the pixels, want at least 20 %%", names[i], names[j], d)
			}
		}
	}
}

func TestFindPlace(t *testing.T) {
	p := New()
	for words, want := range map[string]string{
		"A NIGHT MARKET under neon":        "night market",
		"the noodle bar on Ninth":          "noodle bar",
		"an abandoned subway platform":     "subway platform",
		"the sea wall, north end":          "sea wall",
		"the control room of the dam":      "control room",
		"the body factory's lowest floor":  "body factory",
		"lobby of the Meridian tower":      "tower lobby",
		"back room of a clinic":            "clinic",
		"sky bridge between two towers":    "sky bridge",
		"a rain-slick alley behind a shop": "alley",
	} {
		if got := p.find(game.Scene{Place: words}, "").name; got != want {
			t.Errorf("%q is painted as %s, want %s", words, got, want)
		}
	}
	if a, b := p.find(game.Scene{Place: "the glass dune"}, ""), p.find(game.Scene{Place: "the glass dune"}, ""); a.name != b.name || a.in {
		t.Errorf("unknown place: %s then %s", a.name, b.name)
	}
	if !p.find(game.Scene{Place: "the hall of echoes"}, "").in {
		t.Error("a hall is painted without a roof")
	}
}

// TestGolden pins what is painted. The pixels are hashed, not the PNG, whose
// compression may change with the compiler.
func TestGolden(t *testing.T) {
	for name, c := range map[string]struct {
		scene game.Scene
		want  string
	}{
		"market": {market().Scene, "1946071b7783d1dc"},
		"clinic": {game.Scene{Place: "clinic", Time: "dawn", Weather: "indoors", Present: []string{"Doctor Lin"}}, "1d3df4855f0d1082"},
		"face":   {game.Scene{Place: "dock", Time: "dusk", Weather: "fog", Shot: "close-up", Present: []string{"You", "Marek"}}, "18c1f0c0a77bebc3"},
	} {
		sum := sha256.New()
		for _, k := range pixels(t, c.scene, "") {
			r, g, b := k.rgb()
			sum.Write([]byte{byte(r), byte(g), byte(b)})
		}
		if got := hex.EncodeToString(sum.Sum(nil)[:8]); got != c.want {
			t.Errorf("%s: painted %s, want %s", name, got, c.want)
		}
	}
}
